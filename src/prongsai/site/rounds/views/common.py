"""What the pages of rounds have in common."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict

from prongsai.language.problems import InputError
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round
from prongsai.site.rounds.words import told


def round_of(request: HttpRequest, year: int) -> Round:
    """Give the round of a year in the actor's agency; raises Http404 where there is none."""
    return the_round(request.actor.agency, year)


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what a form sent, None where the page is only shown."""
    return request.POST if request.method == "POST" else None


def posted_files(request: HttpRequest) -> MultiValueDict | None:
    """Give the files that a form sent, None where the page is only shown."""
    return request.FILES if request.method == "POST" else None


def say(request: HttpRequest, error: InputError) -> None:
    """Say why something was not done."""
    for problem in error.problems:
        messages.error(request, told(problem))


def attempt(
    request: HttpRequest, to: object, do: Callable[[], object], done: str, undo: str = ""
) -> HttpResponse:
    """Do something and go on to a page, with a notice that it was done (and how to undo it), or why it was not."""
    try:
        do()
    except InputError as error:
        say(request, error)
    else:
        messages.success(request, done, extra_tags=undo)
    return redirect(to)
