"""An agency's rounds as its overview shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.analysis.changes import broken
from prongsai.method.library import load_method, years
from prongsai.method.model import Unpublished
from prongsai.site.findings.words import level_name
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.packs import is_shipped
from prongsai.site.rounds.progress import Standing, Step, next_step, plan_word
from prongsai.site.rounds.reckoning import Figures, figures


@dataclass(frozen=True, slots=True)
class Line:
    """A round as a line of the list: its figures, the change of the total against the year before, and its plan.

    `broken` says (in Thai) why the change does not compare like with like; empty where it does.
    """

    round: Round
    figures: Figures | None
    level: str
    change: Decimal | None
    broken: str
    plan: str
    plan_look: str


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A fiscal year in which a round can be started: whether its levels are known, and whether it is the newest such."""

    year: int
    levels_known: bool
    newest: bool = False

    @property
    def next(self) -> int:
        """Give the year of the plan that follows."""
        return self.year + 1


def lines(rounds: Sequence[Round]) -> list[Line]:
    """Give the rounds of an agency, newest first, as lines."""
    by_year = {each.fiscal_year: each for each in rounds}
    return [_line(each, by_year.get(each.fiscal_year - 1)) for each in rounds]


def _line(each: Round, before: Round | None) -> Line:
    held = _figures(each)
    then = None if before is None else _figures(before)
    change = None
    if held and then and held.total is not None and then.total is not None:
        change = held.total - then.total
    plan, look = plan_word(has_plan=each.has_plan, version=each.plan_state)
    return Line(
        each,
        held,
        said_level(each),
        change,
        _broken(each, before) if change is not None and before is not None else "",
        plan,
        look,
    )


def _figures(each: Round) -> Figures | None:
    return None if each.decisive is None else figures(each.decisive.figures)


def said_level(each: Round) -> str:
    """Give the level of a round in the reader's language; as it is kept where the year's pack is not shipped."""
    return say_level(each.fiscal_year, "" if each.decisive is None else figures(each.decisive.figures).level)


def say_level(fiscal_year: int, level: str) -> str:
    """Give a level of a year in the reader's language; as it is kept where the year's pack is not shipped."""
    if fiscal_year not in years():
        return level
    method = load_method(fiscal_year)
    return _(" or ").join(level_name(method, one) for one in level.split(" หรือ "))


def _broken(each: Round, before: Round) -> str:
    """Say how the method changed between two years, where both packs are at hand."""
    if not all(is_shipped(one.decisive.pack_id, one.fiscal_year) for one in (each, before)):
        return ""
    return broken(load_method(each.fiscal_year), load_method(before.fiscal_year), "total")


def standing_of(agency: int, each: Round) -> Standing:
    """Give how far a round of the list is."""
    return Standing(
        agency,
        each.fiscal_year,
        each.closed,
        each.decisive_id is not None,
        has_plan=each.has_plan,
        version=each.plan_state,
        version_number=each.plan_version,
        papers=int(each.has_papers),
    )


def step_of(agency: int, rounds: Sequence[Round]) -> Step | None:
    """Give what is to be done next in the newest round; None where there is no round."""
    return next_step(standing_of(agency, rounds[0])) if rounds else None


def choices(taken: Sequence[int]) -> list[YearChoice]:
    """Give the fiscal years in which a round can be started, newest first."""
    known = [year for year in years() if not isinstance(load_method(year).levels, Unpublished)]
    return [
        YearChoice(year, year in known, newest=year == max(known))
        for year in sorted(years(), reverse=True)
        if year not in taken
    ]


def usual_year(offered: Sequence[YearChoice]) -> int | None:
    """Give the year that is most likely meant: the newest whose levels are known, else the newest; None without any."""
    newest = [each.year for each in offered if each.newest]
    return next(iter([*newest, *(each.year for each in offered)]), None)
