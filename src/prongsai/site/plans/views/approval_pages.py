"""Submitting a plan, deciding on it step by step, and publishing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.plans.actions import decide, decide_by_scan, publish, submit, withdraw
from prongsai.site.plans.actions.approval import current_step, open_steps
from prongsai.site.plans.approval_forms import DecisionForm, PublishForm, ScanForm, SubmitForm
from prongsai.site.plans.desk import Desk, desk_of
from prongsai.site.plans.documents import compared, left_open, reading_of_version
from prongsai.site.plans.models import Decision, Version, VersionState
from prongsai.site.plans.queries import approvers_of, chain_of, the_plan, the_version, version_before
from prongsai.site.plans.standing import holds
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import analysis_for, the_round
from prongsai.site.shell.forms import as_typed, say_problems
from prongsai.site.shell.speech import spell


@needs("plan.submit")
def plan_submit(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show what is missing and the chain of approval; submit the plan."""
    desk = desk_of(request.actor, year)
    if request.method == "GET":
        return _submitting(request, desk, as_typed(request, SubmitForm(grave=desk.grave)))
    form = SubmitForm(request.POST, grave=desk.grave)
    if not form.is_valid():
        return _submitting(request, desk, form)
    try:
        version = submit(request.actor, desk.plan, **form.cleaned_data)
    except InputError as error:
        say_problems(form, error)
        return _submitting(request, desk, form)
    told = _("Version {number} was submitted. It now awaits: {step}")
    messages.success(request, told.format(number=spell(version.number), step=current_step(version)))
    return redirect("plan", agency, year)


def _submitting(request: HttpRequest, desk: Desk, form: SubmitForm) -> HttpResponse:
    approvers = approvers_of(request.actor.agency)
    context = {
        "desk": desk,
        "year": desk.round.fiscal_year,
        "form": form,
        "steps": [(each, each.holder_id in approvers) for each in chain_of(request.actor.agency)],
        "waiting": desk.plan.versions.filter(state=VersionState.SUBMITTED).defer("content").first(),
        "grave": desk.grave,
    }
    return render(request, "plans/submit.html", context)


@needs("plan.approve")
def plan_approve(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show a version to the one who decides now, and take the decision; others are led to the version."""
    each = the_round(request.actor.agency, year)
    version = the_version(the_plan(each), number)
    step = current_step(version)
    if request.method == "GET" and not holds(request.actor, step):
        messages.info(request, _("This version does not await your decision now."))
        return redirect("plan-version", agency, year, number)
    last = step is not None and step.is_last
    if request.method == "POST":
        form = DecisionForm(request.POST, last=last)
    else:
        form = as_typed(request, DecisionForm(initial={"step": step.pk}, last=last))
    if form.is_valid():
        try:
            done = decide(request.actor, version, **form.cleaned_data)
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(request, _said_done(done.state, form.cleaned_data["decision"]))
            return redirect("plan-version", agency, year, number)
    return _deciding(request, each, version, form)


def _deciding(request: HttpRequest, each: Round, version: Version, form: DecisionForm) -> HttpResponse:
    analysis = analysis_for(each)
    before = version_before(version)
    context = {
        "year": each.fiscal_year,
        "round": each,
        "version": version,
        "step": current_step(version),
        "form": form,
        "reading": reading_of_version(version, analysis),
        "holes": left_open(version, analysis),
        "before": before,
        "changes": compared(before, version, analysis) if before else None,
        "own": version.submitted_by_id == request.user.name_id,
    }
    return render(request, "plans/approve.html", context)


def _said_done(state: str, decision: str) -> str:
    if decision == Decision.RETURNED:
        return _("The version was returned, with your word. The author sees it at the plan.")
    if state == VersionState.APPROVED:
        return _("The version is approved. It can be published now.")
    return _("Endorsed. The version goes on to the next step.")


@needs("plan.scan")
def plan_scan(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Record what was decided on paper, with the signed scan."""
    each = the_round(request.actor.agency, year)
    version = the_version(the_plan(each), number)
    steps = open_steps(version) if version.state == VersionState.SUBMITTED else []
    if not steps and request.method == "GET":
        messages.info(request, _("This version does not await approval any more."))
        return redirect("plan-version", agency, year, number)
    options = {"several": len(steps) > 1, "last": len(steps) == 1}
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES, **options)
    else:
        initial = {"decision": Decision.APPROVED, "step": steps[0].pk}
        form = as_typed(request, ScanForm(initial=initial, **options))
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            done = decide_by_scan(request.actor, version, given.pop("scan"), given.pop("signed_on"), **given)
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(request, _said_done(done.state, given["decision"]))
            return redirect("plan-version", agency, year, number)
    context = {"year": year, "round": each, "version": version, "steps": steps, "form": form}
    return render(request, "plans/scan.html", context)


@require_POST
@needs("plan.submit")
def plan_withdraw(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Take back a version that awaits approval."""
    version = the_version(the_plan(the_round(request.actor.agency, year)), number)
    try:
        withdraw(request.actor, version)
    except InputError as error:
        messages.error(request, error.problems[0].what)
    else:
        messages.success(request, _("The version was withdrawn. Change the plan and submit it again."))
    return redirect("plan", agency, year)


@needs("plan.publish")
def plan_publish(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Mark an approved version as published."""
    each = the_round(request.actor.agency, year)
    version = the_version(the_plan(each), number)
    form = PublishForm(request.POST) if request.method == "POST" else as_typed(request, PublishForm())
    if form.is_valid():
        try:
            publish(request.actor, version, form.cleaned_data["day"])
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(request, _("The version is marked as published."))
            return redirect("plan-version", agency, year, number)
    return render(
        request, "plans/publish.html", {"year": year, "round": each, "version": version, "form": form}
    )
