"""The table of an area, its Excel file, its distributions, and agencies of one type compared."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prongsai.site.coordination.actions import note_export
from prongsai.site.coordination.charting import distribution
from prongsai.site.coordination.comparing import compare
from prongsai.site.coordination.excel import workbook
from prongsai.site.coordination.forms import LookForm, numbers_in, year_in
from prongsai.site.coordination.standings import (
    Wanted,
    found,
    lines,
    overview,
    peers,
    types_of,
    year_choices,
)
from prongsai.site.coordination.words import change_broken, rows
from prongsai.site.doors import needs_in_area
from prongsai.site.files.kinds import XLSX
from prongsai.site.files.storing import safe_name
from prongsai.site.files.views import guarded
from prongsai.site.shell.speech import say_moment, spell

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the table: what it sorts by (empty: nothing), and which way it sorts now (empty: not at all)."""

    words: str
    key: str = ""
    now: str = ""
    number: bool = False

    @property
    def orders(self) -> tuple[tuple[str, str], ...]:
        """Give both ways to sort by it, with their words, the usual one first; none where it is not sorted by."""
        if not self.key:
            return ()
        up = (self.key, _("{column}, from the lowest").format(column=self.words))
        down = (f"-{self.key}", _("{column}, from the highest").format(column=self.words))
        if self.number:
            return (down, up)
        return ((self.key, self.words), (f"-{self.key}", _("{column}, backwards").format(column=self.words)))

    @property
    def sort(self) -> str:
        """Give what the heading sorts by next: the usual way, the other one where it is sorted so already."""
        usual, other = (way for way, _words in self.orders)
        first = "descending" if self.number else "ascending"
        return other if self.now == first else usual


@needs_in_area("area.view")
@require_safe
def table(request: HttpRequest, area: int) -> HttpResponse:
    """Show how the agencies of an area stand in a year, those that are looked for, in an order."""
    place = request.coordination.area
    form = LookForm(place, request.GET)
    wanted, year = form.wanted(), form.fiscal_year
    seen = overview(place, year)
    numbers = found(place, year, wanted).values_list("pk", flat=True)
    if wanted.narrowed:
        pages = Paginator(list(numbers), A_PAGE)  # which asks once what counting would ask twice
    else:
        pages = Paginator(numbers, A_PAGE)
        pages.count = seen.agencies
    page = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "year": year,
        "seen": seen,
        "page": page,
        "rows": rows(year, lines(place, year, list(page))),
        "columns": _columns(wanted.sort),
        "wanted": wanted,
        "broken": change_broken(year),
        "asked": request.GET.urlencode(),
    }
    return render(request, "coordination/table.html", context)


def _columns(sort: str) -> list[Column]:
    ways = {sort.removeprefix("-"): "descending" if sort.startswith("-") else "ascending"}

    def column(words: str, key: str, *, number: bool = False) -> Column:
        return Column(words, key, ways.get(key, ""), number)

    return [
        column(_("Agency"), "name"),
        column(_("Type of agency"), "type"),
        column(_("District"), "district"),
        Column(_("Round")),
        column(_("Total score"), "total", number=True),
        Column(_("Level")),
        column(_("Change in points"), "change", number=True),
        column(_("Plan"), "plan"),
        column(_("Reported and confirmed"), "reported", number=True),
        column(_("Overdue"), "overdue", number=True),
    ]


@needs_in_area("area.export")
@require_POST
def excel(request: HttpRequest, area: int) -> HttpResponse:
    """Give the table as an Excel file, with the agencies that are looked for, in their order; the log tells of it."""
    place = request.coordination.area
    form = LookForm(place, request.GET)
    wanted, year = form.wanted(), form.fiscal_year
    numbers = list(found(place, year, wanted).values_list("pk", flat=True))
    note_export(request.coordination, year, len(numbers))
    title = _("{area}: agencies in the fiscal year {year}").format(area=place, year=spell(year))
    content = workbook(title, _notes(form, wanted, len(numbers)), rows(year, lines(place, year, numbers)))
    response = HttpResponse(content, content_type=XLSX.media_type)
    name = safe_name(f"{place}-{year}.xlsx")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return guarded(response)


def _notes(form: LookForm, wanted: Wanted, count: int) -> list[str]:
    """Say what the file holds, when it was made, and what its figures are."""
    asked = [
        f"{form.fields[name].label}: {dict(getattr(form.fields[name], 'choices', ())).get(value, value)}"
        for name, value in form.cleaned_data.items()
        if name not in {"year", "sort"} and value
    ]
    told = [
        _("{number} agencies").format(number=spell(count)),
        _("Made on {moment}").format(moment=say_moment(timezone.now())),
        *(asked if wanted.narrowed else ()),
        _("Only the decisive result of each round is shown, and its kind is named beside it."),
    ]
    if broken := change_broken(form.fiscal_year):
        told.append(broken)
    return told


@needs_in_area("area.view")
@require_safe
def spread(request: HttpRequest, area: int) -> HttpResponse:
    """Show how totals and levels are spread over the agencies of an area, and their mean over the years."""
    place = request.coordination.area
    year = year_in(place, request.GET)
    context = {"year": year, "years": year_choices(), "spread": distribution(place, year)}
    return render(request, "coordination/distribution.html", context)


@needs_in_area("area.view")
@require_safe
def comparison(request: HttpRequest, area: int) -> HttpResponse:
    """Compare the agencies of one type in a year; `?agency=` is the number of one that is placed among them."""
    place = request.coordination.area
    year, types = year_in(place, request.GET), types_of(place)
    chosen = lines(place, year, numbers_in(request.GET)[:1])
    wanted = chosen[0].type if chosen else request.GET.get("type", "")
    kind = wanted if wanted in types else next(iter(types), "")
    alike = peers(place, year, kind) if kind else []
    context = {
        "year": year,
        "years": year_choices(),
        "types": types,
        "kind": kind,
        "peers": alike,
        "chosen": rows(year, chosen)[0] if chosen else None,
        "compared": compare(year, alike, chosen[0].number if chosen else None),
    }
    return render(request, "coordination/comparison.html", context)
