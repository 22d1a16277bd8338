"""One's own data: shown, taken away, erased; and for those who look after the site, what is removed when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prongsai.language.problems import InputError
from prongsai.site.accounts.held import for_those_signed_in
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.agencies.register.forms import SearchForm
from prongsai.site.doors import needs, needs_in_site
from prongsai.site.files.views import guarded
from prongsai.site.personal import actions
from prongsai.site.personal.held import HELD
from prongsai.site.personal.queries import erasure_of, open_erasures, people_found, the_name
from prongsai.site.personal.retention import announced, grace
from prongsai.site.personal.words import table_words
from prongsai.site.shell.speech import say_day

MOST = 20


@for_those_signed_in
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Show what kinds of data are held, and let a person take a copy or ask for erasure."""
    context = {
        "tables": [table_words(held.label) for held in HELD],
        "erasure": erasure_of(request.user.name),
        "grace": actions.erasure_grace(),
    }
    return render(request, "personal/my_data.html", context)


@for_those_signed_in
@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """Give all that is held about oneself as a ZIP."""
    response = HttpResponse(actions.take_copy(request.user), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return guarded(response)


@for_those_signed_in
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for one's own erasure."""
    found = actions.ask_erasure(request.user)
    words = _("Your account will be erased on {day}.").format(day=say_day(found.due_on))
    messages.success(request, words, extra_tags=reverse("erasure-call-off"))
    return redirect("my-data")


@for_those_signed_in
@require_POST
def call_off(request: HttpRequest) -> HttpResponse:
    """Call one's own erasure off."""
    actions.call_off(request.user)
    messages.success(request, _("The erasure is called off."))
    return redirect("my-data")


@needs("people.edit")
@require_POST
def ask_of_member(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Ask for the erasure of a member."""
    member = the_member(request.actor.agency, number)
    try:
        found = actions.ask_erasure_of_member(request.actor, member)
    except InputError as error:
        for problem in error.problems:
            messages.error(request, f"{problem.what} {problem.mend}")
        return redirect("member", agency, number)
    words = _("{name} will be erased on {day}.").format(name=member.user, day=say_day(found.due_on))
    undo = reverse("member-erasure-call-off", args=[agency, number])
    messages.success(request, words, extra_tags=undo)
    return redirect("member", agency, number)


@needs("people.edit")
@require_POST
def call_off_of_member(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Call the erasure of a member off."""
    actions.call_off_of_member(request.actor, the_member(request.actor.agency, number))
    messages.success(request, _("The erasure is called off."))
    return redirect("member", agency, number)


@needs_in_site("person.erase")
@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    """Show what is kept how long, what is removed next, who is to be erased, and find people to erase."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    context = {
        "kinds": announced(),
        "grace": grace().days,
        "erasures": open_erasures(),
        "words": words,
        "people": people_found(words)[:MOST],
        "erasure_grace": actions.erasure_grace(),
    }
    return render(request, "personal/keeping.html", context)


@needs_in_site("person.erase")
@require_POST
def ask_by_site(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the erasure of a person."""
    name = the_name(number)
    found = actions.ask_erasure_by_site(request.user, name)
    words = _("{name} will be erased on {day}.").format(name=name, day=say_day(found.due_on))
    messages.success(request, words, extra_tags=reverse("person-call-off", args=[number]))
    return redirect("keeping")


@needs_in_site("person.erase")
@require_POST
def call_off_by_site(request: HttpRequest, number: int) -> HttpResponse:
    """Call the erasure of a person off."""
    actions.call_off_by_site(request.user, the_name(number))
    messages.success(request, _("The erasure is called off."))
    return redirect("keeping")
