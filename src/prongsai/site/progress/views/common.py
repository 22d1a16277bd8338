"""What the pages that write follow-up have in common."""

from collections.abc import Callable, Collection, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from prongsai.language.problems import InputError
from prongsai.site.files.storing import put
from prongsai.site.progress.actions import Exhibit
from prongsai.site.progress.queries import NO_ENTRIES, the_followed
from prongsai.site.progress.values import Followed
from prongsai.site.rounds.queries import the_round
from prongsai.site.rounds.words import told


def followed_of(request: HttpRequest, year: int, measures: Collection[str] | None = NO_ENTRIES) -> Followed:
    """Give the follow-up of a year's round in the actor's agency, with what was reported on some measures (None: all).

    Raises Http404 where there is none.
    """
    return the_followed(the_round(request.actor.agency, year), measures)


def laid_down(request: HttpRequest, exhibits: Sequence[Exhibit]) -> Sequence[Exhibit]:
    """Put files on the disk before the transaction that keeps them, so that nobody waits for the disk."""
    for each in exhibits:
        if each.upload is not None:
            put(request.actor.agency, each.upload.content)
    return exhibits


def attempt(
    request: HttpRequest, to: str, do: Callable[[], object], done: str, undo: str = ""
) -> HttpResponse:
    """Do something and go on to an address, with a notice that it was done (and how to undo it), or why not."""
    try:
        do()
    except InputError as error:
        for problem in error.problems:
            messages.error(request, told(problem))
    else:
        messages.success(request, done, extra_tags=undo)
    return redirect(to)
