"""What lists of many agencies show of a round: repeated in its row, so that thousands of rounds cost one query."""

from collections.abc import Mapping
from decimal import Decimal

from prongsai.planning.progress import Count
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.reckoning import figures

WRITTEN = "draft"
"""The stage of a plan before its first version; later stages are the states of its newest version, none is empty."""

REPEATED = ("kind", "total", "level", "indicators")
"""The fields of a round that repeat its decisive result."""

_NONE = "-"


def show_result(each: Round) -> None:
    """Repeat in a round what its decisive result says, and keep it; nothing where there is none."""
    repeat(each)
    each.save(update_fields=REPEATED)


def repeat(each: Round) -> None:
    """Repeat in a round what its decisive result says, without keeping it."""
    result = each.decisive
    shown = figures({} if result is None else result.figures)
    each.kind = "" if result is None else result.kind
    each.total, each.level = shown.total, shown.level
    each.indicators = hundredths(shown.indicators)


def hundredths(scores: Mapping[int, Decimal | None]) -> str:
    """Give scores in their order as whole hundredths with spaces between: ``9740 - 9610``, quick to be read again."""
    return " ".join(_NONE if each is None else str(int(each * 100)) for each in scores.values())


def scores_shown(indicators: str) -> list[int | None]:
    """Give the scores of the indicators from the first on, in hundredths, None where there is none."""
    return [None if each == _NONE else int(each) for each in indicators.split()]


def show_plan(each: Round, stage: str) -> None:
    """Keep in a round how far its plan is: `WRITTEN`, or the state of its newest version."""
    each.plan_stage = stage
    each.save(update_fields=["plan_stage"])


def show_follow_up(each: Round, count: Count) -> None:
    """Keep in a round how its approved plan is followed up: all zero where none was approved."""
    each.measures, each.reported, each.overdue = count.measures, count.reported, count.overdue
    each.save(update_fields=["measures", "reported", "overdue"])
