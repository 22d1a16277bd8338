"""Which files may be shown to everybody as reports: papers on a published plan and a published result."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from prongsai.site.agencies.models import Agency
from prongsai.site.files.models import StoredFile
from prongsai.site.papers.models import Paper, PaperFile
from prongsai.site.plans.models import VersionState
from prongsai.site.rounds.models import ResultKind

SIGNED = ("report", "announcement", "progress", "picture")
"""The papers whose signed copies may be shown; memos, orders and sheets of meetings are for the agency alone."""

UNSIGNED = ("report",)
"""The papers that may be shown without a signature."""

FORMATS = ("pdf", "docx")
PUBLISHED = (ResultKind.PUBLISHED, ResultKind.FINAL)
"""The kinds of results that may be shown."""


@dataclass(frozen=True, slots=True)
class Report:
    """A file that may be shown: its title as people call the paper, its fiscal year (B.E.), the day it was kept."""

    file: StoredFile
    title: str
    fiscal_year: int
    signed: bool

    @property
    def number(self) -> int:
        """Give the number of its file."""
        return self.file.pk

    @property
    def day(self) -> date:
        """Give the day on which it was kept."""
        return timezone.localtime(self.file.stored_at).date()

    @property
    def format(self) -> str:
        """Give the kind of file, as people call it."""
        return self.file.name.rpartition(".")[2].upper()

    @property
    def file_name(self) -> str:
        """Give the name under which it is downloaded: never the one that an upload had, which might name somebody."""
        return f"{self.title} {self.fiscal_year}.{self.format.lower()}"


def reports_to_choose(agency: Agency, numbers: Collection[int] | None = None) -> list[Report]:
    """Give the files of an agency that may be shown, the newest first; only some, by their numbers, where wanted."""
    of_order = {
        "order__agency": agency,
        "order__removed_at": None,
        "order__version__state": VersionState.PUBLISHED,
        "order__source__analysis__scores__result__kind__in": list(PUBLISHED),
    }
    signed = Paper.objects.filter(**of_order, kind__in=SIGNED, signed__isnull=False)
    made = PaperFile.objects.filter(
        **{f"paper__{key}": value for key, value in of_order.items()},
        paper__kind__in=UNSIGNED,
        format__in=FORMATS,
    )
    if numbers is not None:
        signed, made = signed.filter(signed__in=numbers), made.filter(file__in=numbers)
    found = [
        Report(each.signed, each.title, each.order.round.fiscal_year, signed=True)
        for each in signed.select_related("signed", "order__round").defer("order__source")
    ]
    found += [
        Report(each.file, each.paper.title, each.paper.order.round.fiscal_year, signed=False)
        for each in made.select_related("file", "paper__order__round").defer("paper__order__source")
    ]
    return sorted(found, key=lambda each: (each.fiscal_year, each.signed, each.number), reverse=True)
