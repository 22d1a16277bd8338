"""How papers name a level and a year."""

from prongsai.scoring.model import Decided, Scores, Undecided


def level(scores: Scores) -> str:
    """Give the level in words: by the year's rule, as announced, or all that are possible; empty if none.

    An announced level is taken where the rule alone leaves it open and it is one of those possible.
    """
    verdict, announced = scores.level, scores.result.printed.level
    if isinstance(verdict, Decided):
        return verdict.name
    if isinstance(verdict, Undecided):
        return announced if announced in verdict.possible else " หรือ ".join(verdict.possible)
    return announced if scores.published else ""


def year_text(fiscal_year: int) -> str:
    """Give a fiscal year as papers print it."""
    return f"ปีงบประมาณ พ.ศ. {fiscal_year}"
