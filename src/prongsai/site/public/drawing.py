"""What the page draws: the totals of up to five years as a line, with words for those who cannot see it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.method.model import Unpublished
from prongsai.site.findings.words import level_name
from prongsai.site.public.values import Shown, YearShown
from prongsai.site.shell.charts import LineChart, line_chart
from prongsai.site.shell.speech import say_score, spell

YEARS = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """The newest result's level in the reader's words, and the chart of the years; without one year before no chart."""

    level: str
    levels: tuple[tuple[YearShown, str], ...]
    chart: LineChart | None
    alt: str


def drawn(seen: Shown) -> Drawn:
    """Give what is drawn of what is shown."""
    years = seen.results or ()
    levels = tuple((each, level_name(each.method, each.level) if each.level else "") for each in years)
    newest = years[:YEARS]
    if len(newest) < 2:
        return Drawn(levels[0][1] if levels else "", levels, None, "")
    spanned = range(newest[-1].fiscal_year, newest[0].fiscal_year + 1)
    by_year = {each.fiscal_year: each for each in newest}
    fact = newest[0].method.target
    chart = line_chart(
        [str(year) for year in spanned],
        [by_year[year].total if year in by_year else None for year in spanned],
        target=None if isinstance(fact, Unpublished) else Decimal(fact.value),
        breaks=[
            place for place, year in enumerate(spanned) if place and year in by_year and by_year[year].broken
        ],
    )
    told = ", ".join(f"{spell(each.fiscal_year)}: {say_score(each.total)}" for each in reversed(newest))
    return Drawn(levels[0][1], levels, chart, _("Total score by fiscal year: {told}").format(told=told))
