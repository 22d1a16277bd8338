"""How far a job is."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from prongsai.site.doors import needs
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import SEEN_BY


@needs("agency.view")
def progress(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Show how far a job is, to whoever may see what it makes.

    To htmx it is the part of a page that asks again by itself; a finished job reloads the page around it.
    """
    job = get_object_or_404(Job, pk=number)
    if not request.actor.may(SEEN_BY[job.kind]):
        raise PermissionDenied(SEEN_BY[job.kind])
    if not request.htmx:
        return render(request, "jobs/job.html", {"job": job})
    response = render(request, "jobs/progress_words.html", {"job": job})
    if not job.unfinished:
        response["HX-Refresh"] = "true"
    return response
