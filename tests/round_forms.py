"""What tests of the forms of a round share: the agency, the year, a result that is begun, and how a form is sent."""

from django.http import QueryDict

from houses import INDICATORS
from prongsai.method.library import load_method
from prongsai.site.rounds.drafts import Draft

UNIT = "เทศบาลตำบลต้นแบบ"
METHOD = load_method(2568)
TYPED = {f"indicators.{number}": score for number, score in INDICATORS.items()}
BEGUN = Draft(inputs={"fiscal_year": "2568", "depth": "indicators"})


def sent(fields):
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query
