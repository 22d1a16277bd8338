"""The ways by which a result comes in otherwise than typed: pasted, by XLSX template, read from a report."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from prongsai.language.problems import InputError
from prongsai.method.model import Method
from prongsai.site.doors import needs
from prongsai.site.readings.actions import upload_report
from prongsai.site.readings.models import Purpose, Reading
from prongsai.site.rounds.actions import keep_entry, keep_upload
from prongsai.site.rounds.drafts import draft_of
from prongsai.site.rounds.forms.bringing import PasteForm, ReportForm, TemplateForm
from prongsai.site.rounds.forms.facts import FactsForm
from prongsai.site.rounds.from_paste import draft_from_paste
from prongsai.site.rounds.from_report import proposal
from prongsai.site.rounds.from_template import draft_from_template
from prongsai.site.rounds.models import Entry, Way
from prongsai.site.rounds.queries import the_reading
from prongsai.site.rounds.views.common import posted, posted_files
from prongsai.site.rounds.views.entry_pages import of_entry
from prongsai.site.rounds.words import told, told_of_file, told_together, told_with_place
from prongsai.site.shell.forms import as_typed


@needs("result.enter")
@of_entry
def way(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    """Show the page of the way that was chosen."""
    pages = {Way.PASTE: _paste, Way.XLSX: _template, Way.REPORT: _report}
    if entry.way not in pages:
        return _to("entry-scores", entry)
    return pages[Way(entry.way)](request, entry, method)


def _to(name: str, entry: Entry) -> HttpResponse:
    return redirect(name, entry.agency_id, entry.round.fiscal_year, entry.pk)


def _paste(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    draft = draft_of(entry)
    form = PasteForm(posted(request), initial={"pasted": draft.pasted, "source": draft.source})
    if form.is_valid():
        draft = replace(draft, source=form.cleaned_data["source"])
        try:
            draft = draft_from_paste(draft, form.cleaned_data["pasted"], method)
        except InputError as error:
            form.add_error("pasted", told_together(error.problems, told_with_place))
            keep_entry(request.actor, entry, replace(draft, pasted=form.data["pasted"]))
        else:
            keep_entry(request.actor, entry, draft)
            return _to("entry-check", entry)
    page = {"round": entry.round, "entry": entry, "form": as_typed(request, form)}
    return render(request, "rounds/paste.html", page)


def _template(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    form = TemplateForm(posted(request), posted_files(request))
    if form.is_valid():
        upload, unit = form.cleaned_data["file"], request.actor.agency.name
        try:
            draft = draft_from_template(
                draft_of(entry), upload.content, upload.name, method.fiscal_year, unit
            )
        except InputError as error:
            form.add_error("file", told_together(error.problems, told_of_file))
        else:
            keep_upload(request.actor, entry, draft, upload)
            return _to("entry-check", entry)
    return render(request, "rounds/template.html", {"round": entry.round, "entry": entry, "form": form})


def _report(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    """Ask for the report, show how far its reading is, then the facts that were read, to be confirmed."""
    reading = the_reading(entry)
    form = ReportForm(posted(request), posted_files(request))
    if request.FILES and form.is_valid():
        upload_report(request.actor, form.cleaned_data["file"], Purpose.RESULT, entry)
        return _to("entry-way", entry)
    page = {"round": entry.round, "entry": entry, "reading": reading, "form": form}
    if reading is not None and not request.FILES and "again" not in request.GET:
        if reading.facts is not None:
            return _facts(request, entry, method, reading)
        if reading.job is not None and reading.job.unfinished:
            return render(request, "rounds/reading.html", page)
    return render(request, "rounds/report.html", page)


def _facts(request: HttpRequest, entry: Entry, method: Method, reading: Reading) -> HttpResponse:
    unit, draft = request.actor.agency.name, draft_of(entry)
    page = {"round": entry.round, "entry": entry, "reading": reading, "form": ReportForm()}
    try:
        offered = proposal(reading.facts, method, unit)
    except InputError as error:
        return render(
            request, "rounds/report.html", {**page, "refused": [told(each) for each in error.problems]}
        )
    form = FactsForm(offered, method, unit, posted(request), draft.typed)
    if request.method == "POST":
        if form.is_valid():
            keep_entry(request.actor, entry, form.draft(draft), reading.file)
            return _to("entry-check", entry)
        keep_entry(request.actor, entry, replace(draft, typed=form.typed))
    return render(request, "rounds/facts.html", {**page, "form": as_typed(request, form), "offered": offered})
