"""Every write to results: brought in, corrected, decided on, scored anew, removed and put back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.doors import action, facts_of, record
from prongsai.site.files.models import StoredFile
from prongsai.site.permissions import Actor
from prongsai.site.rounds.actions.guarding import hold_open
from prongsai.site.rounds.inputs import has_scores
from prongsai.site.rounds.models import Result, ResultKind, Round
from prongsai.site.rounds.packs import pack_of
from prongsai.site.rounds.reckoning import figures_of, method_for, read_inputs, scores_of
from prongsai.site.rounds.shown import show_result

AS_ANNOUNCED = frozenset({ResultKind.PUBLISHED, ResultKind.FINAL})
"""The kinds that the assessor announced: such a result decides before any other."""


@action("result.enter")
def enter_result(
    actor: Actor,
    each: Round,
    inputs: dict[str, Any],
    *,
    kind: str,
    way: str,
    source: str = "",
    file: StoredFile | None = None,
) -> Result:
    """Add a result to a round. It becomes decisive as the first one, or as announced where the decisive one is not.

    `inputs` is an entry of `results:`. Raises InputError where the round is closed, or the inputs are faulty
    or hold no score.
    """
    hold_open(each)
    now = timezone.now()
    row = Result(
        agency=actor.agency,
        round=each,
        kind=kind,
        way=way,
        source=source,
        inputs={**inputs, "kind": kind},
        pack=pack_of(each.fiscal_year),
        file=file,
        entered_by=actor.user.name,
        entered_at=now,
        changed_at=now,
    )
    row.figures = _figures(row, actor.agency.name)
    row.save()
    record(actor, "result.entered", row, after=facts_of(row, "kind", "way", "source", "inputs"))
    if takes_over(each, kind):
        _decide(actor, each, row)
    return row


def _figures(row: Result, unit: str) -> dict[str, Any]:
    """Give what lists show of a result. Raises InputError where its inputs are faulty or hold no score at all."""
    scores = scores_of(row, unit)
    if not has_scores(row.inputs):
        raise InputError(Problem("no-scores", _("There are no scores yet."), mend=_("enter at least one")))
    return figures_of(scores)


def takes_over(each: Round, kind: str) -> bool:
    """Tell whether a new result of a kind becomes the decisive one of its round."""
    return each.decisive is None or (kind in AS_ANNOUNCED and each.decisive.kind not in AS_ANNOUNCED)


@action("result.enter")
def correct_result(
    actor: Actor, row: Result, inputs: dict[str, Any], *, kind: str, source: str = ""
) -> Result:
    """Change what a result says; it is scored by the pack that it came in with.

    Raises InputError where the round is closed, or the inputs are faulty
    or hold no score.
    """
    hold_open(row.round)
    before = facts_of(row, "kind", "source", "inputs")
    row.kind, row.source, row.inputs = kind, source, {**inputs, "kind": kind}
    row.figures = _figures(row, actor.agency.name)
    row.changed_at = timezone.now()
    row.save(update_fields=["kind", "source", "inputs", "figures", "changed_at"])
    _show(row)
    record(actor, "result.corrected", row, before, facts_of(row, "kind", "source", "inputs"))
    return row


@action("result.enter")
def rescore_result(actor: Actor, row: Result) -> Result:
    """Score a result anew, by the pack of its year that is shipped now.

    Raises InputError where the round is closed, the year has no pack any more, or the inputs do not fit the new one.
    """
    hold_open(row.round)
    before = facts_of(row, "pack", "figures")
    row.pack = pack_of(row.round.fiscal_year)
    row.figures = _figures(row, actor.agency.name)
    row.changed_at = timezone.now()
    row.save(update_fields=["pack", "figures", "changed_at"])
    _show(row)
    record(actor, "result.rescored", row, before, facts_of(row, "pack", "figures"))
    return row


@action("remarks.edit")
def put_remarks(actor: Actor, row: Result, remarks: list[Any]) -> Result:
    """Put the assessor's remarks of a result, as `remarks:` of an agency file holds them.

    `row` is the result as it was when the remarks were made from it. Raises InputError where the round is closed, a
    remark is faulty, or somebody changed the remarks since.
    """
    hold_open(row.round)
    before = {"remarks": row.inputs.get("remarks", [])}
    row.refresh_from_db(fields=["inputs"])
    if row.inputs.get("remarks", []) != before["remarks"]:
        what = _("Somebody changed the remarks at the same moment.")
        raise InputError(Problem("changed-meanwhile", what, mend=_("look at them, then do it once more")))
    inputs = {**row.inputs, "remarks": remarks}
    read_inputs(inputs, actor.agency.name, method_for(row))
    row.inputs, row.changed_at = inputs, timezone.now()
    row.save(update_fields=["inputs", "changed_at"])
    record(actor, "remarks.put", row, before, {"remarks": remarks})
    return row


@action("result.decide")
def decide(actor: Actor, each: Round, row: Result) -> Round:
    """Make a result the decisive one of its round. Raises InputError where the round is closed, or it was removed."""
    hold_open(each)
    row.refresh_from_db(fields=["removed_at"])
    if row.removed_at is not None:
        raise InputError(Problem("result-removed", _("This result was removed.")))
    _decide(actor, each, row)
    return each


def _decide(actor: Actor, each: Round, row: Result | None) -> None:
    before = facts_of(each, "decisive")
    each.decisive = row
    each.save(update_fields=["decisive"])
    show_result(each)
    record(actor, "result.decided", each, before, facts_of(each, "decisive"))


def _show(row: Result) -> None:
    """Let the round show what its decisive result says now."""
    if row.round.decisive_id == row.pk:
        row.round.decisive = row
        show_result(row.round)


@action("result.delete")
def remove_result(actor: Actor, row: Result) -> Result:
    """Take a result out of its round, to be put back by `restore_result`.

    Raises InputError where the round is closed, or the result is the decisive one and not the only one.
    """
    each = row.round
    hold_open(each)
    if each.decisive_id == row.pk:
        if each.results.filter(removed_at=None).exclude(pk=row.pk).exists():
            what = _("This result is the decisive one.")
            raise InputError(Problem("decisive-result", what, mend=_("make another one decisive first")))
        _decide(actor, each, None)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    record(actor, "result.removed", row)
    return row


@action("result.delete")
def restore_result(actor: Actor, row: Result) -> Result:
    """Put a removed result back. Raises InputError where the round is closed."""
    hold_open(row.round)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    record(actor, "result.restored", row)
    if row.round.decisive_id is None:
        _decide(actor, row.round, row)
    return row
