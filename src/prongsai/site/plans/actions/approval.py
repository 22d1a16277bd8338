"""The way of a version: submitted, decided step by step on screen or by signed scans, approved, published."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.planning.export import as_json
from prongsai.site.agencies.queries import divisions_of
from prongsai.site.doors import Facts, action, facts_of, record
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import store
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.changing import locked_plan
from prongsai.site.plans.holes import holes_of, is_grave
from prongsai.site.plans.mail import tell_holder
from prongsai.site.plans.models import Approval, Decision, Plan, Version, VersionState
from prongsai.site.plans.queries import chain_of, measures_of, the_version
from prongsai.site.plans.values import plan_value
from prongsai.site.progress.shown import show
from prongsai.site.rounds.queries import analysis_for
from prongsai.site.rounds.shown import show_plan


@action("plan.submit")
def submit(actor: Actor, plan: Plan, note: str, explanation: str = "") -> Version:
    """Submit the plan as it stands: keep it as a version, and start the agency's chain of approval.

    Raises InputError where a version awaits approval, no chain is set, the plan has no measure, or something that must
    be mended is neither mended nor explained.
    """
    held = locked_plan(plan)
    if held.versions.filter(state=VersionState.SUBMITTED).exists():
        raise _refused("version-awaiting", _("A version of this plan awaits approval already."))
    chain = chain_of(actor.agency)
    if not chain:
        raise _refused("no-chain", _("The agency has not set yet who approves its plans."))
    content = _frozen(held, explained=bool(explanation.strip()))
    number = (held.versions.aggregate(Max("number"))["number__max"] or 0) + 1
    version = Version.objects.create(
        agency=actor.agency,
        plan=held,
        number=number,
        content=content,
        note=note.strip(),
        explanation=explanation.strip(),
        submitted_by=actor.user.name,
    )
    Approval.objects.bulk_create(
        Approval(
            agency=actor.agency,
            version=version,
            place=place,
            position=each.position,
            acting_position=each.acting_position,
            holder=each.holder,
        )
        for place, each in enumerate(chain)
    )
    show_plan(held.round, version.state)
    after = facts_of(version, "number", "state", "note", "explanation")
    record(actor, "plan.submitted", version, after={**after, "chain": [str(each) for each in chain]})
    tell_holder(actor, open_steps(version)[0])
    return version


def _frozen(plan: Plan, *, explained: bool) -> dict[str, Any]:
    """Give the content of a version; raises InputError for a plan that cannot be submitted as it stands."""
    measures = measures_of(plan)
    if not measures:
        raise _refused("no-measures", _("The plan has no measures."))
    value = plan_value(plan, measures, divisions_of(plan.agency))
    holes = holes_of(plan, value, analysis_for(plan.round))
    if any(map(is_grave, holes)) and not explained:
        raise _refused("open-holes", _("Mend what is missing, or explain why it is left open."))
    return {
        **as_json(value),
        "persons": {each.key: [person.name_id for person in each.persons.all()] for each in measures},
        "owners": {each.key: [part.division_id for part in each.owners.all()] for each in measures},
        "item_pack": plan.item_pack_id,
        "holes": [[each.code, each.measure, each.step, each.subject] for each in holes],
    }


@action("plan.submit")
def withdraw(actor: Actor, version: Version) -> Version:
    """Take back a version that awaits approval. Raises InputError for one that does not."""
    row = _awaiting(version)
    return _came_to(actor, "plan.withdrawn", row, VersionState.WITHDRAWN)


@action("plan.approve")
def decide(
    actor: Actor, version: Version, decision: str, word: str = "", *, step: int | None = None
) -> Version:
    """Approve or return a version at its current step, which the actor must hold; a return needs a word.

    `step` is the number of the step that was shown, None for whichever is the current one. Raises PermissionDenied for
    anybody else, InputError where it awaits no approval, another step was shown, or the word is missing.
    """
    row = _awaiting(version)
    current = _the_step(row, step)
    if current.holder_id != actor.user.pk:
        raise PermissionDenied
    _decided(actor, row, [current], decision, word)
    return _after_decision(actor, row, decision)


@action("plan.scan")
def decide_by_scan(  # noqa: PLR0913  all that the paper says
    actor: Actor,
    version: Version,
    upload: UploadedFile,
    signed_on: date,
    decision: str,
    word: str = "",
    *,
    whole: bool = False,
    step: int | None = None,
) -> Version:
    """Record what was decided on paper, with the signed scan: at the current step, or at all that are left.

    `upload` is the clean value of a `ContentField`, `step` as in `decide`. Raises InputError where the version awaits no
    approval, another step was shown, the day is still to come, or a return has no word.
    """
    row = _awaiting(version)
    _the_step(row, step)
    if signed_on > timezone.localdate():
        raise _refused("day-to-come", _("The day of the signature is still to come."))
    left = open_steps(row)
    steps = left if whole and decision == Decision.APPROVED else left[:1]
    name = actor.user.name
    scan = store(actor.agency, upload.name, upload.content, upload.kind.media_type, name, act="plan.view")
    _decided(actor, row, steps, decision, word, scan=scan, signed_on=signed_on)
    return _after_decision(actor, row, decision)


@action("plan.publish")
def publish(actor: Actor, version: Version, day: date) -> Version:
    """Mark an approved version as published on a day.

    Raises InputError for one that is not approved, where a newer one is published, or for a day that is still to come.
    """
    row = _locked(version)
    if row.state != VersionState.APPROVED:
        raise _refused("not-approved", _("Only an approved version can be published."))
    if day > timezone.localdate():
        raise _refused("day-to-come", _("The day of publication is still to come."))
    newer = Version.objects.filter(plan=row.plan, number__gt=row.number, state=VersionState.PUBLISHED)
    if newer.exists():
        raise _refused("newer-published", _("A newer version is published already."))
    before = facts_of(row, "state", "published_at")
    row.state = VersionState.PUBLISHED
    row.published_at = timezone.make_aware(datetime.combine(day, time()))
    row.save(update_fields=["state", "published_at"])
    _show(row)
    record(actor, "plan.published", row, before, facts_of(row, "state", "published_at"))
    return row


def open_steps(version: Version) -> list[Approval]:
    """Give the steps of a version that are still to be decided, in order."""
    return [each for each in version.approvals.all() if each.decision == Decision.OPEN]


def current_step(version: Version) -> Approval | None:
    """Give the step that a version awaits, None where it awaits none."""
    if version.state != VersionState.SUBMITTED:
        return None
    return next(iter(open_steps(version)), None)


def _locked(version: Version) -> Version:
    Version.objects.select_for_update().get(pk=version.pk)
    return the_version(version.plan, version.number)


def _awaiting(version: Version) -> Version:
    row = _locked(version)
    if row.state != VersionState.SUBMITTED:
        raise _refused("not-awaiting", _("This version does not await approval any more."))
    return row


def _the_step(version: Version, seen: int | None) -> Approval:
    """Give the current step of a version that awaits approval; raises InputError where another one was seen."""
    current = open_steps(version)[0]
    if seen not in {None, current.pk}:
        what, mend = _("This step was decided already."), _("To decide on the next one, open this page anew.")
        raise InputError(Problem("step-decided", what, mend=mend))
    return current


def _decided(
    actor: Actor,
    version: Version,
    steps: Sequence[Approval],
    decision: str,
    word: str,
    *,
    scan: StoredFile | None = None,
    signed_on: date | None = None,
) -> None:
    """Write what was decided at some steps; raises InputError for a return without a word."""
    if decision == Decision.RETURNED and not word.strip():
        raise _refused("no-word", _("Say what is to be changed."))
    for step in steps:
        step.decision, step.word = decision, word.strip()
        step.decided_by, step.decided_at = actor.user.name, timezone.now()
        step.scan, step.signed_on = scan, signed_on
        step.save()
        after: Facts = {
            **facts_of(step, "word", "scan", "signed_on"),
            "version": version.number,
            "own_submission": version.submitted_by_id == actor.user.name_id and scan is None,
        }
        record(actor, _code_of(step), step, after=after)


def _code_of(step: Approval) -> str:
    """Give the code of what was decided at a step, which the log says in words."""
    if step.decision == Decision.RETURNED:
        return "plan.step-returned"
    return "plan.step-approved" if step.is_last else "plan.step-endorsed"


def _after_decision(actor: Actor, version: Version, decision: str) -> Version:
    if decision == Decision.RETURNED:
        return _came_to(actor, "plan.returned", version, VersionState.RETURNED)
    left = open_steps(version)
    if not left:
        return _came_to(actor, "plan.approved", version, VersionState.APPROVED)
    tell_holder(actor, left[0])
    return version


def _came_to(actor: Actor, code: str, version: Version, state: VersionState) -> Version:
    before = facts_of(version, "state")
    version.state, version.decided_at = state, timezone.now()
    version.save(update_fields=["state", "decided_at"])
    _show(version)
    record(actor, code, version, before, facts_of(version, "state"))
    return version


def _show(version: Version) -> None:
    """Let the round show how far its plan is, by the newest version, and how the newest that was approved stands."""
    show(version.plan)
    if not version.plan.versions.filter(number__gt=version.number).exists():
        show_plan(version.plan.round, version.state)


def _refused(code: str, what: str) -> InputError:
    return InputError(Problem(code, what))
