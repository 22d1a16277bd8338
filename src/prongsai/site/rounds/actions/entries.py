"""Every write to results that are being brought in."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.doors import action, facts_of, record
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import store
from prongsai.site.permissions import Actor
from prongsai.site.rounds.actions.guarding import hold_open
from prongsai.site.rounds.actions.results import correct_result, enter_result
from prongsai.site.rounds.actions.rounds import start_round
from prongsai.site.rounds.drafts import Draft, draft_from, draft_of
from prongsai.site.rounds.models import Entry, Result, ResultKind, Round, Way


@action("result.enter")
def begin_entry(actor: Actor, each: Round, way: str) -> Entry:
    """Begin to bring in a result, or give one that the actor began and left empty.

    Raises InputError where the round is closed.
    """
    hold_open(each)
    by = actor.user.name
    empty = Entry.objects.filter(round=each, way=way, begun_by=by, content={}, ended_at=None, readings=None)
    entry = empty.first() or Entry.objects.create(agency=actor.agency, round=each, way=way, begun_by=by)
    record(actor, "entry.begun", entry, after=facts_of(entry, "way"))
    return entry


@action("result.enter")
def begin_correction(actor: Actor, row: Result) -> Entry:
    """Begin to correct a result, from what it says now. Raises InputError where the round is closed."""
    hold_open(row.round)
    entry = Entry.objects.create(
        agency=actor.agency,
        round=row.round,
        result=row,
        way=Way.FORM,
        content=draft_from(row, actor.agency.name).content,
        begun_by=actor.user.name,
    )
    record(actor, "entry.begun", entry, after=facts_of(entry, "way"))
    return entry


@action("result.enter")
def keep_entry(actor: Actor, entry: Entry, draft: Draft, file: StoredFile | None = None) -> Entry:
    """Keep what was typed or read so far, faulty or not, and the file that it came from."""
    _keep(actor, entry, draft, file)
    return entry


@action("result.enter")
def keep_upload(actor: Actor, entry: Entry, draft: Draft, upload: UploadedFile) -> Entry:
    """Keep what was read from an uploaded file, and the file (the clean value of a `ContentField`)."""
    file = store(
        actor.agency,
        upload.name,
        upload.content,
        upload.kind.media_type,
        actor.user.name,
        act="round.view",
    )
    _keep(actor, entry, draft, file)
    return entry


def _keep(actor: Actor, entry: Entry, draft: Draft, file: StoredFile | None) -> None:
    entry.content, entry.changed_at = draft.content, timezone.now()
    entry.file = file or entry.file
    entry.save(update_fields=["content", "changed_at", "file"])
    record(actor, "entry.kept", entry, after={} if file is None else {"sha256": file.sha256})


@action("result.enter")
def discard_entry(actor: Actor, entry: Entry) -> Entry:
    """Throw away what was brought in so far, to be taken up again by `restore_entry`."""
    entry.ended_at = timezone.now()
    entry.save(update_fields=["ended_at"])
    record(actor, "entry.discarded", entry)
    return entry


@action("result.enter")
def restore_entry(actor: Actor, entry: Entry) -> Entry:
    """Take up again what was thrown away."""
    entry.ended_at = None
    entry.save(update_fields=["ended_at"])
    record(actor, "entry.restored", entry)
    return entry


@action("result.enter")
def confirm_entry(actor: Actor, entry: Entry, years: Collection[int] = ()) -> Result:
    """Make a result of what was brought in, and of what came along of earlier `years`.

    Raises InputError, and changes nothing, where the round is closed, the inputs are faulty, or the entry was
    confirmed or thrown away meanwhile.
    """
    hold_open(entry.round)
    entry.refresh_from_db(fields=["ended_at"])
    if entry.ended_at is not None:
        raise InputError(Problem("entry-ended", _("This was saved or thrown away already.")))
    draft = draft_of(entry)
    row = _correct(actor, entry.result, draft) if entry.result else _enter(actor, entry, draft)
    for inputs in draft.earlier:
        if int(inputs["fiscal_year"]) in years:
            enter_earlier(actor, inputs, way=entry.way, source=draft.source, file=entry.file)
    entry.ended_at, entry.result = timezone.now(), row
    entry.save(update_fields=["ended_at", "result"])
    record(actor, "entry.confirmed", entry)
    return row


def _enter(actor: Actor, entry: Entry, draft: Draft) -> Result:
    return enter_result(
        actor,
        entry.round,
        draft.entry,
        kind=draft.kind,
        way=entry.way,
        source=draft.source,
        file=entry.file,
    )


def _correct(actor: Actor, row: Result, draft: Draft) -> Result:
    """Correct a result; its remarks are changed on their own page and stay as they are now."""
    row.refresh_from_db(fields=["inputs", "kind", "source"])
    kept = {"remarks": row.inputs["remarks"]} if row.inputs.get("remarks") else {}
    inputs = {key: value for key, value in draft.entry.items() if key != "remarks"}
    return correct_result(actor, row, {**inputs, **kept}, kind=draft.kind, source=draft.source)


@action("result.enter")
def enter_earlier(
    actor: Actor, inputs: dict[str, Any], *, way: str, source: str = "", file: StoredFile | None = None
) -> Result:
    """Add a published result to the round of its own year, which is started where it is not there.

    Raises InputError where the year has no pack, its round is closed, or the inputs are faulty.
    """
    each = start_round(actor, int(inputs["fiscal_year"]))
    return enter_result(actor, each, inputs, kind=ResultKind.PUBLISHED, way=way, source=source, file=file)


@action("result.enter")
def enter_all_earlier(actor: Actor, entries: Sequence[dict[str, Any]], *, way: str) -> list[Result]:
    """Add the results of several earlier years, all of them or none. Raises InputError as `enter_earlier` does."""
    return [enter_earlier(actor, inputs, way=way) for inputs in entries]
