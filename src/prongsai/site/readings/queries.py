"""What is read of readings."""

from django.db.models import QuerySet
from django.http import Http404

from prongsai.site.agencies.models import Agency
from prongsai.site.readings.models import Fault, Part, Purpose, Reading


def readings_of(agency: Agency) -> QuerySet[Reading]:
    """Give the reports that were uploaded to be checked, newest first, without removed ones and without their facts."""
    return (
        Reading.objects.filter(agency=agency, purpose=Purpose.CHECK, removed_at=None)
        .select_related("file", "job", "uploaded_by")
        .defer("facts")
    )


def the_reading(agency: Agency, number: int, *, removed: bool = False) -> Reading:
    """Give one report that was uploaded to be checked; raises Http404 where there is none.

    `removed` takes one that was removed, too.
    """
    rows = Reading.objects.filter(agency=agency, purpose=Purpose.CHECK, pk=number)
    if not removed:
        rows = rows.filter(removed_at=None)
    found = rows.select_related("file", "job", "uploaded_by", "marked").first()
    if found is None:
        raise Http404
    found.agency = agency
    return found


def faults_of(reading: Reading, klass: str = "") -> QuerySet[Fault]:
    """Give the faults of a report, of one class or of all, in their order."""
    rows = Fault.objects.filter(reading=reading)
    return rows.filter(klass=klass) if klass else rows


def parts_of(reading: Reading) -> QuerySet[Part]:
    """Give the portions of a report's text in their order."""
    return Part.objects.filter(reading=reading)
