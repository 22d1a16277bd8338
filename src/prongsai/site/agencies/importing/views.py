"""The pages that bring agencies in from a list: uploaded, checked, confirmed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prongsai.intake.agency_list import write_list_template
from prongsai.language.problems import InputError
from prongsai.site.agencies.importing.actions import bring_in, keep_list
from prongsai.site.agencies.importing.comparing import doubts_of
from prongsai.site.agencies.importing.forms import ListForm
from prongsai.site.agencies.importing.queries import comparison_of, the_list
from prongsai.site.doors import needs_in_site
from prongsai.site.files.kinds import XLSX
from prongsai.site.files.views import guarded
from prongsai.site.shell.forms import say_problems

A_PAGE = 50
KINDS = ("faulty", "changed", "new", "unchanged")


@needs_in_site("agency.import")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list, and lead to its check."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            given = keep_list(request.user, file.name, file.content)
        except InputError as error:
            say_problems(form, error)
        else:
            return redirect("agency-list", given.pk)
    return render(request, "agencies/list_upload.html", {"form": form})


@needs_in_site("agency.import")
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give the list to fill in."""
    response = HttpResponse(write_list_template(), content_type=XLSX.media_type)
    response["Content-Disposition"] = 'attachment; filename="agencies.xlsx"'
    return guarded(response)


@needs_in_site("agency.import")
@require_safe
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a list would do, row by row, or what it did."""
    given = the_list(number)
    found = comparison_of(given)
    rows = {kind: getattr(found, kind) for kind in KINDS}
    doubtful = [each for each in found.new if doubts_of(each)]
    rows["new"] = doubtful + [each for each in found.new if not doubts_of(each)]
    show = request.GET.get("show", "")
    if show not in rows:
        show = next((kind for kind in KINDS if rows[kind]), "new")
    page = Paginator(rows[show], A_PAGE).get_page(request.GET.get("page"))
    if show == "new":
        page.object_list = [(each, doubts_of(each)) for each in page.object_list]
    return render(
        request,
        "agencies/list_check.html",
        {
            "list": given,
            "counts": {kind: len(each) for kind, each in rows.items()},
            "show": show,
            "doubtful": len(doubtful),
            "page": page,
            "useful": bool(found.new or found.changed),
        },
    )


@needs_in_site("agency.import")
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Add and change what the list says."""
    given = the_list(number)
    try:
        bring_in(request.user, given)
    except InputError as error:
        for problem in error.problems:
            messages.error(request, f"{problem.what} {problem.mend}")
    else:
        messages.success(request, _("The list is brought in."))
    return redirect("agency-list", number)
