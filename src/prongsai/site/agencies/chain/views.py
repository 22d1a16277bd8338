"""The pages of the chain of approval."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.language.problems import InputError
from prongsai.planning.divisions import usual_approvers
from prongsai.site.agencies.chain import actions
from prongsai.site.agencies.chain.forms import StepForm
from prongsai.site.agencies.chain.queries import chain_of, the_step
from prongsai.site.agencies.models import ChainStep
from prongsai.site.agencies.people.queries import people_of
from prongsai.site.doors import needs
from prongsai.site.shell.forms import as_typed


@needs("chain.edit")
@require_http_methods(["GET", "POST"])
def chain(request: HttpRequest, agency: int) -> HttpResponse:
    """Show the chain, and add a step."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        _give_role(request, form)
        words = form.cleaned_data
        step = actions.add_step(request.actor, words["position"], form.holder_user, words["acting_position"])
        messages.success(request, _("Added: {name}").format(name=step))
        return redirect("chain", agency)
    here = request.actor.agency
    context = {"steps": list(chain_of(here)), "form": form, "usual": usual_approvers(here.facts)}
    return render(request, "agencies/chain.html", context)


@needs("chain.edit")
@require_POST
def add_usual(request: HttpRequest, agency: int) -> HttpResponse:
    """Add the steps that are usual for the type of agency."""
    try:
        actions.add_usual_steps(request.actor)
    except InputError as error:
        messages.error(request, error.problems[0].what)
    else:
        messages.success(request, _("The usual steps are added. Say now who approves at each."))
    return redirect("chain", agency)


@needs("chain.edit")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Show and change a step."""
    found = the_step(request.actor.agency, number)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        _give_role(request, form)
        words = form.cleaned_data
        actions.change_step(
            request.actor, found, words["position"], form.holder_user, words["acting_position"]
        )
        messages.success(request, _("Changed: {name}").format(name=found))
        return redirect("chain", agency)
    return render(request, "agencies/chain_step.html", {"step": found, "form": form})


@needs("chain.edit")
@require_POST
def move(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Move a step one place."""
    found = the_step(request.actor.agency, number)
    actions.move_step(request.actor, found, -1 if request.POST.get("way") == "up" else 1)
    return redirect(f"{reverse('chain', args=[agency])}#step-{number}")


@needs("chain.edit")
@require_POST
def remove(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Remove a step."""
    found = the_step(request.actor.agency, number)
    name = str(found)
    undo = reverse("chain-restore", args=[agency, actions.remove_step(request.actor, found)])
    messages.success(request, _("Removed: {name}").format(name=name), extra_tags=undo)
    return redirect("chain", agency)


@needs("chain.edit")
@require_POST
def restore(request: HttpRequest, agency: int, words: str) -> HttpResponse:
    """Put a removed step back."""
    try:
        back = actions.restore_step(request.actor, words)
    except InputError as error:
        messages.error(request, error.problems[0].what)
    else:
        messages.success(request, _("Put back: {name}").format(name=back))
    return redirect("chain", agency)


def _form(request: HttpRequest, found: ChainStep | None) -> StepForm:
    people = people_of(request.actor.agency)
    may_give = request.actor.may("people.edit")
    if request.method == "GET":
        return as_typed(request, StepForm(people, may_give=may_give, step=found))
    return StepForm(people, may_give=may_give, data=request.POST, step=found)


def _give_role(request: HttpRequest, form: StepForm) -> None:
    """Make the chosen person an approver, where that was ticked."""
    if form.cleaned_data["give_role"] and form.holder_user:
        actions.make_approver(request.actor, form.holder_user)
