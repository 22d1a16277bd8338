"""What is missing in a plan, in words for those who mend it, each with the page on which it is mended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.analysis.model import Analysis, Finding
from prongsai.planning import model
from prongsai.planning.holes import Hole, plan_holes
from prongsai.site.findings.words import finding_title
from prongsai.site.plans.models import Measure, Plan
from prongsai.site.plans.values import plan_method
from prongsai.site.shell.speech import spell

GRAVE = frozenset(
    {
        "no-measures", "finding-without-step", "indicator-without-measure", "empty-title", "no-owner", "no-steps", "no-period",
        "period-outside-plan-year", "no-follow-up", "empty-step",
    }
)  # fmt: skip
"""What is mended, or explained, before a plan is submitted. Anything else is a hint."""

PARTS: Mapping[str, str] = {
    "empty-title": "title",
    "no-owner": "owners",
    "no-period": "period",
    "period-outside-plan-year": "period",
    "no-follow-up": "follow_up",
}
"""The part of a measure in which each of these is mended."""


@dataclass(frozen=True, slots=True, eq=False)
class PlanAtHand:
    """A plan with all that is needed to tell of its holes."""

    plan: Plan
    value: model.Plan
    rows: Mapping[str, Measure]
    titles: Mapping[str, str]
    findings: Mapping[str, Finding]


@dataclass(frozen=True, eq=False)
class Open:
    """Something that is missing, as it is shown. Words and page are made when they are asked for: most are not shown."""

    hole: Hole
    held: PlanAtHand

    @property
    def measure(self) -> str:
        """Give the key of its measure; empty for the plan as a whole."""
        return self.hole.measure

    @property
    def grave(self) -> bool:
        """Tell whether it must be mended or explained before the plan is submitted."""
        return is_grave(self.hole)

    @cached_property
    def words(self) -> str:
        """Give it in words."""
        hole, held = self.hole, self.held
        words = said(hole.code, hole.measure, hole.step, hole.subject, value=held.value, titles=held.titles)
        return words or hole.problem.what

    @cached_property
    def _place(self) -> tuple[str, str]:
        return _place(self.hole, self.held.plan, self.held.rows, self.held.findings)

    @property
    def url(self) -> str:
        """Give the page on which it is mended."""
        return self._place[0]

    @property
    def mend(self) -> str:
        """Give what is done there."""
        return self._place[1]


def holes_of(plan: Plan, value: model.Plan, analysis: Analysis | None) -> tuple[Hole, ...]:
    """Give what is missing in a plan; nothing where there is no result to hold it against."""
    return () if analysis is None else plan_holes(value, analysis, plan_method(plan))


def is_grave(hole: Hole) -> bool:
    """Tell whether something must be mended or explained before the plan is submitted."""
    return hole.code in GRAVE


_SENTENCES = {
    "no-measures": gettext_lazy("The plan has no measures."),
    "finding-without-step": gettext_lazy("No step answers this weak point: {about}"),
    "indicator-without-measure": gettext_lazy("No measure keeps the level of this indicator: {about}"),
    "empty-title": gettext_lazy("Measure {number} has no name."),
    "no-owner": gettext_lazy("Measure {number}: nobody is responsible."),
    "no-steps": gettext_lazy("Measure {number} has no steps."),
    "no-period": gettext_lazy("Measure {number} has no period."),
    "period-outside-plan-year": gettext_lazy("Measure {number}: the period is not within fiscal year {year}."),
    "no-follow-up": gettext_lazy("Measure {number}: it is not said how it is followed up."),
    "empty-step": gettext_lazy("Measure {number}, step {step} says nothing."),
    "step-without-finding": gettext_lazy("Measure {number}, step {step} answers no weak point."),
    "unknown-finding": gettext_lazy("Measure {number}, step {step} answers a point that the result no longer has: {about}"),
    "step-under-other-indicator": gettext_lazy(
        "Measure {number}, step {step} answers a point of an indicator that the measure is not for: {about}"
    ),
    "unknown-reference": gettext_lazy("Measure {number}, step {step} refers to an item that is not known: {about}"),
}  # fmt: skip
"""What is said of each kind of hole."""


def titles_of(analysis: Analysis | None) -> dict[str, str]:
    """Give what each finding speaks of, in words, by its id."""
    if analysis is None:
        return {}
    return {each.id: finding_title(analysis.scores.method, each) for each in analysis.findings}


def opened(
    holes: Iterable[Hole],
    plan: Plan,
    value: model.Plan,
    measures: Sequence[Measure],
    analysis: Analysis | None,
) -> tuple[Open, ...]:
    """Give what is missing as it is shown, the grave first."""
    held = PlanAtHand(
        plan,
        value,
        {each.key: each for each in measures},
        titles_of(analysis),
        {} if analysis is None else {each.id: each for each in analysis.findings},
    )
    return tuple(Open(hole, held) for hole in sorted(holes, key=lambda each: not is_grave(each)))


def said(
    code: str, measure: str, step: int, subject: str, *, value: model.Plan, titles: Mapping[str, str]
) -> str:
    """Give a hole of a plan in words; empty for a code that has none of its own."""
    numbers = {each.id: number for number, each in enumerate(value.measures, start=1)}
    sentence = str(_SENTENCES.get(code, ""))
    about = titles.get(subject, subject)
    return spell(
        sentence.format(number=numbers.get(measure, ""), step=step, year=value.plan_year, about=about)
    )


def _place(
    hole: Hole, plan: Plan, rows: Mapping[str, Measure], findings: Mapping[str, Finding]
) -> tuple[str, str]:
    """Give the page that mends a hole, and what is done there."""
    where = (plan.agency_id, plan.round.fiscal_year)
    if hole.code == "finding-without-step":
        return _for_finding(findings[hole.subject], where, rows), _("Add a step to the measure")
    if hole.code in {"no-measures", "indicator-without-measure"}:
        given = f"?{urlencode({'indicators': hole.subject, 'aim': 'keep'})}" if hole.subject else ""
        return f"{reverse('measure-new', args=where)}{given}", _("Add a measure")
    row = rows[hole.measure]
    if hole.step:
        key = row.steps[hole.step - 1]["key"]
        return reverse("measure-step", args=(*where, row.key, key)), _("Edit the step")
    if hole.code == "no-steps":
        return reverse("measure-step-new", args=(*where, row.key)), _("Add a step to the measure")
    if (part := PARTS.get(hole.code)) is not None:
        return f"{reverse('measure-part', args=(*where, row.key, part))}?on=plan", _("Fill it in")
    return reverse("measure", args=(*where, row.key)), _("Open the measure")


def _for_finding(finding: Finding, where: tuple[int, int], rows: Mapping[str, Measure]) -> str:
    """Give the page on which a step for a finding is added: in a measure for its indicator, else in a new one."""
    number = finding.indicator
    row = next((each for each in rows.values() if number in each.indicators), None)
    if row is None:
        given = {"indicators": number, "aim": finding.klass} if number else {"aim": finding.klass}
        return f"{reverse('measure-new', args=where)}?{urlencode(given)}"
    query = urlencode({"answers": finding.id})
    return f"{reverse('measure-step-new', args=(*where, row.key))}?{query}"
