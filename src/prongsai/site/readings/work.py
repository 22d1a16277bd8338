"""Reading an uploaded report in the background."""

from collections.abc import Sequence

from django.db import transaction

from prongsai import __version__
from prongsai.language.messages import LANGUAGES, language
from prongsai.reading import checks
from prongsai.reading.check import check, must_be_report
from prongsai.reading.check_export import as_html
from prongsai.reading.export import as_json
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts
from prongsai.reading.opening import open_report_bytes
from prongsai.site.files.kinds import HTML
from prongsai.site.files.storing import content_of, fitting_name, put, store
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import step
from prongsai.site.readings.models import Fault, Klass, Part, Purpose, Reading
from prongsai.site.readings.portions import plain_place, portions

STEPS = 3
"""The steps of which the job tells: opened, read, checked."""

Faults = Sequence[checks.rules.Fault]


def read_report(job: Job) -> None:
    """Read the report of a job, and check it where it was uploaded for that.

    What was found is kept once, however often this runs. Raises InputError where the file cannot be read, or is to be checked and is
    no report.
    """
    reading = Reading.objects.select_related("agency", "file").filter(pk=int(job.subject)).first()
    if reading is None or reading.facts is not None:
        return
    raw = open_report_bytes(content_of(reading.file), reading.file.name)
    step(job, 1)
    facts = read_facts(raw)
    step(job, 2)
    found: dict[str, Faults] = {}
    page = b""
    if reading.purpose == Purpose.CHECK:
        must_be_report(facts)
        for each in LANGUAGES:
            with language(each):
                found[each] = check(facts)
        page = as_html([(raw, found[job.language])]).encode()
        put(reading.agency, page)
    with transaction.atomic():
        _keep(reading, facts, found, page)
    step(job, STEPS)


def _keep(reading: Reading, facts: Facts, found: dict[str, Faults], page: bytes) -> None:
    """Keep what was found, unless another run has done so."""
    if Reading.objects.select_for_update().filter(pk=reading.pk, facts__isnull=True).first() is None:
        return
    reading.facts = as_json(facts)
    if found:
        _keep_faults(reading, facts, found)
        name = fitting_name(reading.file.name, HTML)
        reading.marked = store(reading.agency, name, page, HTML.media_type, act="reading.view")
        reading.checker = __version__
    reading.save(update_fields=["facts", "counts", "marked", "checker"])


def _keep_faults(reading: Reading, facts: Facts, found: dict[str, Faults]) -> None:
    first = next(iter(found.values()))
    parts = portions(facts.raw, first)
    Part.objects.bulk_create(
        Part(agency=reading.agency, reading=reading, number=number, blocks=blocks)
        for number, blocks in enumerate(parts.blocks, start=1)
    )
    Fault.objects.bulk_create(
        Fault(
            agency=reading.agency,
            reading=reading,
            number=number,
            code=same[0].code,
            klass=same[0].klass,
            texts={
                spoken: {"message": each.message, "mend": each.mend}
                for spoken, each in zip(found, same, strict=True)
            },
            place=plain_place(same[0].place),
            part=parts.where.get(number),
        )
        for number, same in enumerate(zip(*found.values(), strict=True), start=1)
    )
    reading.counts = {klass: sum(each.klass == klass for each in first) for klass in Klass.values}
