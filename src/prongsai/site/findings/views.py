"""The dashboard of a round, what-if, why, and the charts as pictures."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from prongsai.analysis.model import Analysis
from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.findings import classed, headline, lost, pictures, scored, supposing, tracing, years
from prongsai.site.rounds.models import ResultKind, Round
from prongsai.site.rounds.queries import analysis_for, the_round
from prongsai.site.shell.speech import thai_digits_wanted


@needs("round.view")
def findings(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show a round's score, what it is made of, what it lacks, and the findings."""
    each, analysis = _read(request, year)
    if analysis is None:
        return _empty(request, each)
    order = "score" if request.GET.get("sort") == "score" else "number"
    rows = scored.indicators(analysis, order)
    instruments = scored.instruments(analysis)
    return render(
        request,
        "findings/findings.html",
        {
            "round": each,
            "head": headline.headline(analysis),
            "kind": ResultKind(analysis.scores.result.kind).label,
            "instruments": instruments,
            "indicators": rows,
            "order": order,
            "compared": scored.compared_years((*instruments, *rows)),
            "instruments_broken": scored.broken(instruments),
            "indicators_broken": scored.broken(rows),
            "years": years.years(analysis),
            "points": lost.points(analysis),
            "tool": supposing.suppose(analysis.scores, {}),
            "groups": classed.groups(analysis),
            "remarked": bool(analysis.scores.result.remarks),
            "rule": classed.rule_said(analysis.rule),
        },
    )


@needs("round.view")
def points_beneath(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show what each question and item is missing of the total, under its indicator."""
    each, analysis = _read(request, year)
    if analysis is None:
        return _empty(request, each)
    found = lost.points(analysis)
    rows = () if found is None else found.deeper
    return render(request, "findings/points_beneath.html", {"round": each, "rows": rows})


@needs("round.view")
def what_if(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show what would come of other scores; the address holds them, and nothing is changed."""
    each, analysis = _read(request, year)
    if analysis is None:
        return _empty(request, each)
    tool = supposing.suppose(analysis.scores, request.GET.dict())
    alone = not request.htmx or urlsplit(request.htmx.current_url or "").path == request.path
    context = {"round": each, "tool": tool, "alone": alone}
    if not request.htmx:
        return render(request, "findings/what_if.html", context)
    response = render(request, "findings/what_if_fragment.html", context)
    if alone:
        response["HX-Replace-Url"] = f"{request.path}?{tool.query}"
    return response


@needs("round.view")
def why(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Show where a number comes from."""
    each, analysis = _read(request, year)
    if analysis is None:
        return _empty(request, each)
    try:
        shown = tracing.why(analysis, key)
    except InputError as error:
        context = {"round": each, "problems": error.problems}
        return render(request, "findings/no_number.html", context, status=404)
    return render(request, "findings/why.html", {"round": each, "why": shown})


@needs("round.view")
def chart(request: HttpRequest, agency: int, year: int, name: str) -> HttpResponse:
    """Give a chart as a picture to keep."""
    each, analysis = _read(request, year)
    drawn = None if analysis is None else pictures.chart(analysis, name)
    if drawn is None:
        raise Http404
    drawing = pictures.picture(drawn, each.agency.name, thai_digits=thai_digits_wanted())
    response = HttpResponse(drawing, content_type="image/png")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=pictures.file_name(drawn.title, each.agency.name)
    )
    return response


def _read(request: HttpRequest, year: int) -> tuple[Round, Analysis | None]:
    """Give the round in the address with its analysis; raises Http404 where there is no such round."""
    each = the_round(request.actor.agency, year)
    return each, analysis_for(each)


def _empty(request: HttpRequest, each: Round) -> HttpResponse:
    """Say that there is no result yet, and what to do."""
    return render(request, "findings/empty.html", {"round": each})
