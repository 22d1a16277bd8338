"""Every write to readings."""

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from prongsai.site.doors import action, facts_of, record
from prongsai.site.files.storing import store
from prongsai.site.jobs.running import ask
from prongsai.site.permissions import Actor
from prongsai.site.readings.models import Reading
from prongsai.site.readings.work import STEPS
from prongsai.site.rounds.models import Entry


@action("reading.upload")
def upload_report(actor: Actor, upload: UploadedFile, purpose: str, entry: Entry | None = None) -> Reading:
    """Keep an uploaded report and ask for the job that reads it.

    `upload` is the clean value of a `prongsai.site.files.forms.ContentField`, `purpose` one of `Purpose`; `entry` the
    entry of a round that the facts are to fill. Once the job is done, `facts` holds what was read.
    """
    file = store(
        actor.agency,
        upload.name,
        upload.content,
        upload.kind.media_type,
        actor.user.name,
        act="reading.view",
    )
    reading = Reading.objects.create(
        agency=actor.agency, file=file, purpose=purpose, entry=entry, uploaded_by=actor.user.name
    )
    reading.job = ask(actor, "reading", reading.pk, STEPS)
    reading.save(update_fields=["job"])
    record(actor, "reading.uploaded", reading, after={**facts_of(reading, "purpose"), "sha256": file.sha256})
    return reading


@action("reading.upload")
def read_again(actor: Actor, reading: Reading) -> Reading:
    """Ask once more for the job of a reading that did not succeed."""
    reading.job = ask(actor, "reading", reading.pk, STEPS)
    reading.save(update_fields=["job"])
    record(actor, "reading.again", reading)
    return reading


@action("reading.delete")
def remove_reading(actor: Actor, reading: Reading) -> Reading:
    """Take a reading off the list, to be put back by `restore_reading`."""
    reading.removed_at = timezone.now()
    reading.save(update_fields=["removed_at"])
    record(actor, "reading.removed", reading)
    return reading


@action("reading.delete")
def restore_reading(actor: Actor, reading: Reading) -> Reading:
    """Put a removed reading back."""
    reading.removed_at = None
    reading.save(update_fields=["removed_at"])
    record(actor, "reading.restored", reading)
    return reading
