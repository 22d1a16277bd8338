"""The texts of a plan: those around the measures, and the paragraphs of the analysis, each under a key."""

from django.utils.translation import gettext as _

from prongsai.site.plans.desk import Desk
from prongsai.site.plans.models import Plan
from prongsai.site.shell.speech import spell

AROUND = ("introduction", "rationale", "conclusion")
"""The texts around the measures, in the order in which they are printed."""


def titles_of_texts(desk: Desk) -> dict[str, str]:
    """Give the title of every text by its key, in the order in which they are printed."""
    around = dict(zip(AROUND, (_("Introduction"), _("Rationale"), _("Conclusion")), strict=True))
    numbers = [str(each.number) for each in desk.result_method.indicators]
    paragraphs = {
        number: _("Analysis of indicator {number}").format(number=spell(number)) for number in numbers
    }
    return {
        **{key: around[key] for key in AROUND[:2]},
        **paragraphs,
        "conclusion": around["conclusion"],
    }


def text_of(plan: Plan, key: str) -> str:
    """Give a text by its key, empty where there is none."""
    return str((plan.texts if key in AROUND else plan.paragraphs).get(key, ""))


def part_of(key: str) -> str:
    """Give the name of the part of a plan that a text is."""
    return f"{'texts' if key in AROUND else 'paragraphs'}/{key}"
