"""Files are only ever served as downloads, to those who may have them in their own agency."""

import logging

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from prongsai.site.doors import needs
from prongsai.site.files.queries import the_file
from prongsai.site.files.storing import opened
from prongsai.site.shell.views import trouble

log = logging.getLogger("prongsai.files")


@needs("agency.view")
def download(request: HttpRequest, agency: int, number: int) -> HttpResponseBase:
    """Serve a file of the agency as a download, to whoever may do the act that it was kept for."""
    file = the_file(request.actor, number)
    try:
        stream = opened(file)
    except (OSError, ValueError):
        log.exception("file %s of agency %s cannot be served", file.pk, file.agency_id)
        return lost(request)
    return guarded(FileResponse(stream, as_attachment=True, filename=file.name, content_type=file.media_type))


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    """Let a download run nothing in a browser, be kept by no cache, and go out as it lies, not packed once more."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"
    return response


def lost(request: HttpRequest) -> HttpResponse:
    """Say that the content of a file is not there any more, or is not what was kept."""
    return trouble(
        request,
        404,
        _("The content of this file is missing or damaged"),
        _("Tell whoever runs the site, so that it is brought back from the backup."),
    )
