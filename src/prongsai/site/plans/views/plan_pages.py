"""The plan as a whole: making it, looking at it, bringing it in line, its texts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prongsai.language.problems import InputError
from prongsai.method.library import years
from prongsai.site.doors import needs
from prongsai.site.plans.actions import change_text, make, renew
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.comparing import compare
from prongsai.site.plans.coverage import coverage
from prongsai.site.plans.desk import belongs_to, desk_of, desk_on
from prongsai.site.plans.documents import reading_of_desk, refer
from prongsai.site.plans.forms import MakeForm, TextForm
from prongsai.site.plans.notes import notes_said
from prongsai.site.plans.queries import last_change, plan_of, the_plan, versions_of
from prongsai.site.plans.renewing import propose
from prongsai.site.plans.standing import standing_of
from prongsai.site.plans.texts import text_of, titles_of_texts
from prongsai.site.plans.views.meanwhile import by_whom
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round
from prongsai.site.shell.forms import as_typed, say_problems


@needs("plan.view")
def plan(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the plan with what is missing in it, or how to make one; measures of one division where it is asked for."""
    each = the_round(request.actor.agency, year)
    if plan_of(each) is None:
        return render(request, "plans/none.html", {"round": each, "year": year, "plan_year": year + 1})
    desk = desk_on(request.actor, each)
    wanted = request.GET.get("division", "")
    division = next((each for each in desk.divisions if str(each.pk) == wanted), None)
    cards = [each for each in desk.cards if division is None or belongs_to(each, division)]
    context = {
        "desk": desk,
        "year": year,
        "on": "plan",
        "cards": cards,
        "division": division,
        "standing": standing_of(request.actor, desk.plan, versions_of(desk.plan)),
    }
    return render(request, "plans/plan.html", context)


@needs("plan.view")
def covered(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show which steps answer which weak points, and all that is still missing."""
    desk = desk_of(request.actor, year)
    return render(request, "plans/coverage.html", {"desk": desk, "year": year, "coverage": coverage(desk)})


@needs("plan.view")
def document(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the plan as it is worked on, from top to bottom."""
    desk = desk_of(request.actor, year)
    return render(
        request, "plans/document.html", {"desk": desk, "year": year, "reading": reading_of_desk(desk)}
    )


@needs("plan.edit")
def make_plan(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Make the plan in one click; ask whose item numbers to use where those of the year are not known."""
    each = the_round(request.actor.agency, year)
    if plan_of(each) is not None:
        messages.info(request, _("This round has a plan already. Here it is."))
        return redirect("plan", agency, year)
    options = {"result_year": year, "years": years()}
    if request.method == "GET":
        form = as_typed(request, MakeForm(initial={"plan_year": year + 1}, **options))
        return _ask(request, each, form)
    form = MakeForm({"plan_year": str(year + 1), **request.POST.dict()}, **options)
    if not form.is_valid():
        if "numbers_of" not in request.POST and set(form.errors) == {"numbers_of"}:
            # One click did not ask for it: a question, and no fault.
            unknown = form.cleaned_data["plan_year"]
            return _ask(request, each, MakeForm(initial={"plan_year": unknown}, **options), unknown)
        return _ask(request, each, form)
    try:
        made = make(request.actor, each, form.cleaned_data["plan_year"], form.cleaned_data["numbers_of"])
    except InputError as error:
        say_problems(form, error)
        return _ask(request, each, form)
    _tell_divisions(request, made.divisions)
    messages.success(
        request, _("The plan is made from the findings. Look through it and fill in what is missing.")
    )
    return redirect("plan", agency, year)


def _ask(request: HttpRequest, each: Round, form: MakeForm, unknown: int | None = None) -> HttpResponse:
    """Ask for the years; `unknown` is the year of the plan whose item numbers are not known."""
    context = {"round": each, "year": each.fiscal_year, "form": form, "unknown": unknown}
    return render(request, "plans/make.html", context)


def _tell_divisions(request: HttpRequest, names: tuple[str, ...]) -> None:
    if names:
        told = ngettext(
            "This division was added to your agency, since a measure needs it: {names}. Change its name if it is called otherwise.",
            "These divisions were added to your agency, since measures need them: {names}. Change their names if they are called otherwise.",
            len(names),
        )  # fmt: skip
        messages.info(request, told.format(names=", ".join(names)))


@needs("plan.edit")
def renew_plan(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show what would change if the plan were brought in line with the result; do it once that was seen."""
    each = the_round(request.actor.agency, year)
    if request.method == "POST":
        try:
            done = renew(request.actor, the_plan(each), request.POST.get("seen", ""))
        except ChangedMeanwhile:
            messages.warning(
                request, _("The plan or the result was changed meanwhile. Look at what would change now.")
            )
            return redirect("plan-renew", agency, year)
        except InputError as error:
            for problem in error.problems:
                messages.error(request, problem.what)
            return redirect("plan", agency, year)
        _tell_divisions(request, done.divisions)
        messages.success(request, _("The plan is in line with the result."))
        return redirect("plan", agency, year)
    desk = desk_on(request.actor, each)
    if desk.analysis is None:
        messages.info(request, _("There is no result to bring the plan in line with."))
        return redirect("plan", agency, year)
    proposal = propose(desk.plan, desk.measures, desk.divisions, desk.analysis)
    changes = compare(desk.value, proposal.plan, desk.titles, refer(desk.analysis, desk.method))
    return render(
        request,
        "plans/renew.html",
        {
            "desk": desk,
            "year": year,
            "changes": changes,
            "notes": notes_said(proposal, desk.value),
            "seen": proposal.digest,
        },
    )


@needs("plan.view")
def texts(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the texts around the measures and the paragraphs of the analysis."""
    desk = desk_of(request.actor, year)
    shown = [(key, title, text_of(desk.plan, key)) for key, title in titles_of_texts(desk).items()]
    return render(request, "plans/texts.html", {"desk": desk, "year": year, "texts": shown})


@needs("plan.edit")
def text(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Edit one text."""
    desk = desk_of(request.actor, year)
    titles = titles_of_texts(desk)
    if key not in titles:
        raise Http404
    shown = {"text": text_of(desk.plan, key), "revision": desk.plan.revision}
    context = {"desk": desk, "year": year, "title": titles[key], "key": key}
    if request.method == "GET":
        form = as_typed(request, TextForm(initial=shown))
        return render(request, "plans/text.html", {**context, "form": form})
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            change_text(
                request.actor, desk.plan, key, form.cleaned_data["text"], form.cleaned_data["revision"]
            )
        except ChangedMeanwhile as changed:
            now = desk_of(request.actor, year).plan
            form.data = {**form.data.dict(), "revision": str(now.revision)}
            theirs = {"words": text_of(now, key), "by": by_whom(last_change(changed.thing))}
            return render(request, "plans/text.html", {**context, "form": form, "theirs": theirs}, status=409)
        messages.success(request, _("Saved."))
        return redirect("plan-texts", agency, year)
    return render(request, "plans/text.html", {**context, "form": form})
