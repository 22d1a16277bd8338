"""What was pasted → the draft of a result."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from prongsai.intake.pasted import Pasted, PastedScores, read_pasted
from prongsai.intake.remarks import read_remarks, remark_entry
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import years
from prongsai.method.model import Method
from prongsai.site.rounds.drafts import Draft
from prongsai.site.rounds.inputs import has_scores
from prongsai.site.rounds.words import told


def draft_from_paste(draft: Draft, text: str, method: Method) -> Draft:
    """Give the draft with what was understood of a pasted text: scores, remarks, and earlier years.

    Raises InputError where it cannot be understood, or is of other years only.
    """
    pasted = read_pasted(text)
    draft = replace(draft, pasted=text, read=True)
    own = _own(pasted.scores, method.fiscal_year)
    if own is None and not has_scores(draft.inputs):
        what = _("There are remarks here, but no scores.")
        raise InputError(Problem("no-scores", what, mend=_("paste the scores as well, above the remarks")))
    earlier = [each.entry(each.fiscal_year) for each in _earlier(pasted.scores, method.fiscal_year)]
    remarks, guesses = read_remarks(pasted.letter, method) if pasted.letter else ((), ())
    return replace(
        draft,
        inputs=draft.inputs if own is None else own.entry(method.fiscal_year),
        remarks=[remark_entry(each) for each in remarks],
        earlier=earlier,
        notes=[*map(told, (*pasted.notes, *guesses)), *_left_out(pasted, method.fiscal_year)],
    )


def _own(found: Sequence[PastedScores], fiscal_year: int) -> PastedScores | None:
    """Give the scores of the round's year, with those that name none; None where there are no scores."""
    own = [each for wanted in (None, fiscal_year) for each in found if each.fiscal_year == wanted]
    if own:
        return PastedScores(
            fiscal_year,
            {number: score for each in own for number, score in each.indicators.items()},
            {code: score for each in own for code, score in each.instruments.items()},
            own[-1].total if own[-1].total is not None else own[0].total,
            own[-1].level or own[0].level,
        )
    if not found:
        return None
    what = _("These are scores of {years}; this round is of {year}.").format(
        years=", ".join(str(each.fiscal_year) for each in found), year=fiscal_year
    )
    mend = _("paste the scores of this year, or go to the round of the other year")
    raise InputError(Problem("other-year", what, mend=mend))


def _earlier(found: Sequence[PastedScores], fiscal_year: int) -> list[PastedScores]:
    known = years()
    return [each for each in found if each.fiscal_year in known and each.fiscal_year < fiscal_year]


def _left_out(pasted: Pasted, fiscal_year: int) -> list[str]:
    """Say which years were pasted and are not taken: later ones, and those without a method."""
    known = years()
    named = [each.fiscal_year for each in pasted.scores if each.fiscal_year not in {None, fiscal_year}]
    left = [str(year) for year in named if year not in known or year > fiscal_year]
    if not left:
        return []
    return [_("The scores of {years} were left out.").format(years=", ".join(left))]
