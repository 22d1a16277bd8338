"""A filled-in XLSX template → the draft of a result."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from prongsai.intake.agency import agency_document, read_document
from prongsai.intake.model import Intake, Result
from prongsai.intake.numbers import read_year
from prongsai.language.problems import InputError, Problem
from prongsai.site.rounds.drafts import Draft, remark_entries
from prongsai.site.rounds.inputs import Inputs, has_scores
from prongsai.site.rounds.models import ResultKind
from prongsai.site.rounds.reckoning import NOWHERE
from prongsai.site.rounds.words import told_of_file


def draft_from_template(draft: Draft, content: bytes, name: str, fiscal_year: int, unit: str) -> Draft:
    """Give the draft with what a filled-in template holds: the round's result, and those of earlier years.

    Raises InputError where the file is faulty or is no template, holds another year's result, a kind of result that no
    agency has by itself, answers instead of scores, or a year without any score. Another agency's name becomes a doubt.
    """
    document = agency_document(content, name)
    trees: list[Any] = document.root["results"]
    _refuse_answers(trees)
    intake = read_document(document, NOWHERE)
    by_year = {read_year(tree["fiscal_year"], ""): tree for tree in trees}
    if len(by_year) < len(trees):
        what = _("The file holds two results of one fiscal year.")
        raise InputError(Problem("doubled-year", what, mend=_("leave one of them out")))
    own = _own(intake, fiscal_year)
    _refuse_blank(by_year)
    return replace(
        draft,
        kind=own.kind,
        inputs=_plain(by_year[fiscal_year]),
        remarks=remark_entries(own),
        earlier=[_plain(by_year[each.fiscal_year]) for each in intake.results if each is not own],
        notes=list(map(told_of_file, intake.notes)),
        doubts=_doubts(intake.agency.name, unit),
        read=True,
    )


def _refuse_answers(trees: list[Any]) -> None:
    for tree in trees:
        if tree.get("depth") == "responses" or tree.get("responses") or tree.get("counts"):
            what = _("The file names files of answers.")
            mend = _(
                "enter scores of indicators or of questions and items: single answers are not taken here"
            )
            raise InputError(Problem("answers", what, mend=mend))


def _refuse_blank(by_year: Mapping[int, Inputs]) -> None:
    blank = [str(year) for year, tree in sorted(by_year.items(), reverse=True) if not has_scores(tree)]
    if blank:
        what = _("The file holds no scores of {years}.").format(years=", ".join(blank))
        mend = _("fill in at least one score of the year, save the file, and choose it again")
        raise InputError(Problem("no-scores", what, mend=mend))


def _own(intake: Intake, fiscal_year: int) -> Result:
    newest = intake.results[0]
    if newest.fiscal_year != fiscal_year:
        what = _("The newest result in the file is of {found}; this round is of {year}.").format(
            found=newest.fiscal_year, year=fiscal_year
        )
        mend = _("choose the file of this year, or go to the round of the other year")
        raise InputError(Problem("other-year", what, mend=mend))
    if newest.kind not in ResultKind.values:
        what = _("This kind of result is not that of one agency.")
        mend = _("choose another kind in the sheet of the agency")
        raise InputError(Problem("other-kind", what, mend=mend))
    return newest


def _plain(tree: dict[str, Any]) -> Inputs:
    """Give an entry without what the draft keeps by itself, its year in Arabic digits."""
    kept = {key: value for key, value in tree.items() if key not in {"kind", "remarks", "id"}}
    return {**kept, "fiscal_year": str(read_year(tree["fiscal_year"], ""))}


def _doubts(name: str, unit: str) -> list[str]:
    if "".join(name.split()) == "".join(unit.split()):
        return []
    return [_("The file is of “{name}”. Are these the scores of {unit}?").format(name=name, unit=unit)]
