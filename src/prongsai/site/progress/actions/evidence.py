"""Evidence of entries and the minutes of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.site.doors import action, facts_of, record
from prongsai.site.files.storing import store
from prongsai.site.permissions import Actor
from prongsai.site.progress.actions.guarding import hold_own, refused
from prongsai.site.progress.models import Entry, Evidence, Meeting, State


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Evidence that comes in: what it shows, the date that it bears (None: not known), and a file or a link.

    A file is a clean value of a `ContentField`.
    """

    title: str
    dated_on: date | None
    upload: UploadedFile | None = None
    link: str = ""


@action("progress.enter")
def add_evidence(actor: Actor, entry: Entry, exhibits: Sequence[Exhibit]) -> list[Evidence]:
    """Add evidence to an entry; to one that is confirmed only the officer adds any.

    Raises PermissionDenied for a division that is not the actor's, InputError for a confirmed entry.
    """
    _must_hold(actor, entry)
    return put_in(actor, exhibits, entry=entry)


@action("meeting.edit")
def add_minutes(actor: Actor, meeting: Meeting, exhibits: Sequence[Exhibit]) -> list[Evidence]:
    """Add the minutes of a meeting: proof of what was last reported before it on the measures that it discussed."""
    return put_in(actor, exhibits, meeting=meeting)


@action("progress.enter")
def remove_evidence(actor: Actor, evidence: Evidence) -> Evidence:
    """Delete evidence, to be put back by `restore_evidence`; the minutes of a meeting by who may edit meetings.

    Raises PermissionDenied for a division that is not the actor's, InputError for a confirmed entry.
    """
    _must_hold_its_thing(actor, evidence)
    evidence.removed_at = timezone.now()
    evidence.save(update_fields=["removed_at"])
    record(actor, "evidence.removed", evidence)
    return evidence


@action("progress.enter")
def restore_evidence(actor: Actor, evidence: Evidence) -> Evidence:
    """Put deleted evidence back, under the conditions of `remove_evidence`."""
    _must_hold_its_thing(actor, evidence)
    evidence.removed_at = None
    evidence.save(update_fields=["removed_at"])
    record(actor, "evidence.restored", evidence)
    return evidence


def put_in(
    actor: Actor, exhibits: Sequence[Exhibit], *, entry: Entry | None = None, meeting: Meeting | None = None
) -> list[Evidence]:
    """Keep evidence of an entry or a meeting, each with a line in the log."""
    name, kept = actor.user.name, []
    for each in exhibits:
        upload = each.upload
        file = None
        if upload is not None:
            media_type = upload.kind.media_type
            file = store(actor.agency, upload.name, upload.content, media_type, name, act="progress.view")
        evidence = Evidence.objects.create(
            agency=actor.agency,
            entry=entry,
            meeting=meeting,
            title=each.title,
            dated_on=each.dated_on,
            file=file,
            link=each.link,
            added_by=name,
        )
        facts = facts_of(evidence, "title", "dated_on", "file", "link")
        record(actor, "evidence.added", evidence, after={**facts, "measure": entry.measure if entry else ""})
        kept.append(evidence)
    return kept


def _must_hold_its_thing(actor: Actor, evidence: Evidence) -> None:
    if evidence.entry is None:
        actor.must("meeting.edit", evidence.agency_id)
    else:
        _must_hold(actor, evidence.entry)


def _must_hold(actor: Actor, entry: Entry) -> None:
    """Hold an entry whose evidence the actor may change; raise PermissionDenied or InputError for another one."""
    _followed, row = hold_own(actor, entry)
    if row.state == State.CONFIRMED and not actor.may("progress.confirm"):
        raise refused(
            "confirmed",
            _("The evidence of a confirmed entry is changed by the officer alone."),
            _("Report again with the new evidence."),
        )
