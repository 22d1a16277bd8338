"""The parts of a measure as forms: what each shows first, what it offers, and how its theirs-and-mine is told."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.planning.periods import read_period, write_period
from prongsai.site.findings.words import figure_title, points_of
from prongsai.site.plans.desk import Desk
from prongsai.site.plans.forms import (
    FollowUpForm,
    MoneyForm,
    OwnersForm,
    PartForm,
    PeriodForm,
    TitleForm,
    usual_follow_ups,
)
from prongsai.site.plans.models import Measure
from prongsai.site.plans.queries import people_of
from prongsai.site.shell.speech import say_score

Data = Mapping[str, Any] | None


def part_form(desk: Desk, measure: Measure, part: str, data: Data = None) -> PartForm:
    """Give the form of a part of a measure, filled in with what stands there or was typed; KeyError for another part."""
    return _MAKERS[part](
        desk,
        measure,
        {"data": data, "auto_id": f"id_{measure.key}_{part}_%s"},
        {"revision": measure.revision},
    )


def part_name(part: str) -> str:
    """Give what a part is called."""
    return {
        "title": _("Name and indicators"),
        "owners": _("Responsible"),
        "period": _("Period"),
        "follow_up": _("Follow-up"),
        "money": _("Budget and expected gain"),
    }[part]


def indicator_choices(desk: Desk) -> list[tuple[str, str]]:
    """Give the ten indicators to choose from."""
    method = desk.result_method
    return [(str(each.number), figure_title(method, str(each.number))) for each in method.indicators]


def _title(desk: Desk, measure: Measure, options: dict[str, Any], initial: dict[str, Any]) -> PartForm:
    initial |= {"title": measure.title, "aim": measure.aim, "indicators": measure.indicators}
    return TitleForm(initial=initial, indicators=indicator_choices(desk), **options)


def _owners(desk: Desk, measure: Measure, options: dict[str, Any], initial: dict[str, Any]) -> PartForm:
    """Offer the divisions that are responsible first, in their order, then the agency's others."""
    owners = [each.division for each in measure.owners.all()]
    standing = {each.pk: each for each in (*owners[1:], *desk.divisions, *owners)}
    people = {each.pk: each for each in (*people_of(desk.plan.agency), *measure.persons.all())}
    initial |= {
        "lead": owners[0].pk if owners else None,
        "others": [each.pk for each in owners[1:]],
        "persons": [each.pk for each in measure.persons.all()],
    }
    return OwnersForm(initial=initial, divisions=standing.values(), people=people.values(), **options)


def _period(desk: Desk, measure: Measure, options: dict[str, Any], initial: dict[str, Any]) -> PartForm:
    """Offer the usual periods, and let htmx say at once what days the words stand for."""
    initial |= {"words": measure.period_words}
    form = PeriodForm(initial=initial, plan_year=desk.plan.plan_year, **options)
    form.fields["words"].widget.attrs |= {
        "list": f"{measure.key}-periods",
        "autocomplete": "off",
        "hx-get": reverse("plan-days", args=[desk.plan.agency_id, desk.round.fiscal_year]),
        "hx-trigger": "input changed delay:400ms",
        "hx-target": f"#{measure.key}-days",
        "hx-swap": "innerHTML",
    }
    return form


def usual_periods(plan_year: int) -> list[str]:
    """Give the periods that are offered, in official words: the year, its halves, its quarters."""
    spans = ("ตลอดปี", "6 เดือนแรก", "6 เดือนหลัง", *(f"ไตรมาส {number}" for number in range(1, 5)))
    periods = [read_period(words, plan_year) for words in spans]
    return [write_period(each.start, each.end) for each in periods]


def _follow_up(desk: Desk, measure: Measure, options: dict[str, Any], initial: dict[str, Any]) -> PartForm:
    head, words = desk.plan.agency.head_position, measure.follow_up_words
    usual = {written: key for key, written in usual_follow_ups(head).items()}
    initial |= {
        "usual": usual.get(words, "own") if words else "none",
        "words": "" if words in usual else words,
    }
    return FollowUpForm(initial=initial, head=head, **options)


def _money(desk: Desk, measure: Measure, options: dict[str, Any], initial: dict[str, Any]) -> PartForm:
    initial |= {"budget": measure.budget, "expected_gain": measure.expected_gain}
    return MoneyForm(initial=initial, hint=gain_hint(desk, measure), **options)


def gain_hint(desk: Desk, measure: Measure) -> str:
    """Say what the measure's indicators are missing, as far as the method tells."""
    costs: Mapping[str, Fraction] = {} if desk.analysis is None else desk.analysis.costs
    told = [
        _("indicator {title}: {points} points").format(
            title=figure_title(desk.result_method, str(number)),
            points=say_score(points_of(costs[str(number)])),
        )
        for number in measure.indicators
        if str(number) in costs
    ]
    if not told:
        return _("What its indicators are missing is not known.")
    return _("At most what its indicators are missing in the total: {told}").format(told="; ".join(told))


_Maker = Callable[[Desk, Measure, dict[str, Any], dict[str, Any]], PartForm]
_MAKERS: Mapping[str, _Maker] = {
    "title": _title,
    "owners": _owners,
    "period": _period,
    "follow_up": _follow_up,
    "money": _money,
}
