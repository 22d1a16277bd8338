"""The page of an agency's settings, and its pictures."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prongsai.site.agencies.details.actions import PICTURES, change_agency
from prongsai.site.agencies.details.forms import AgencyForm
from prongsai.site.agencies.models import Agency
from prongsai.site.doors import needs
from prongsai.site.files.kinds import JPEG, PNG
from prongsai.site.files.storing import content_of
from prongsai.site.shell.forms import as_typed

SHOWN = frozenset({PNG.media_type, JPEG.media_type})


@needs("agency.edit")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, agency: int) -> HttpResponse:
    """Show and change what the agency's papers say of it."""
    here = Agency.objects.get(pk=agency)
    if request.method == "GET":
        form = as_typed(request, AgencyForm(instance=here))
    else:
        form = AgencyForm(request.POST, request.FILES, instance=here)
        if form.is_valid():
            change_agency(request.actor, form.cleaned_data)
            messages.success(request, _("The settings are saved."))
            return redirect("agency-settings", agency)
    return render(request, "agencies/settings.html", {"form": form})


@needs("agency.view")
@require_safe
def picture(request: HttpRequest, agency: int, which: str) -> HttpResponse:
    """Show the seal or the garuda emblem: a picture and nothing else, which a browser may not take for anything more."""
    file = getattr(request.actor.agency, which) if which in PICTURES else None
    if file is None or file.media_type not in SHOWN:
        raise Http404
    try:
        content = content_of(file)
    except (OSError, ValueError):
        raise Http404 from None
    response = HttpResponse(content, content_type=file.media_type)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, max-age=60"
    return response
