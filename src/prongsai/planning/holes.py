"""What is missing in a plan or does not fit: findings without steps, steps without findings, owners, periods."""

from collections import Counter
from collections.abc import Iterator

from prongsai.advice.book import concepts
from prongsai.analysis.model import Analysis
from prongsai.language.messages import _
from prongsai.language.problems import Problem
from prongsai.method.model import Method
from prongsai.planning.model import Measure, Plan, Step
from prongsai.planning.periods import period_problems
from prongsai.planning.progress import DONE


def plan_problems(plan: Plan, analysis: Analysis, plan_method: Method) -> tuple[Problem, ...]:
    """Give everything that is missing in a plan or does not fit the analysis that it answers; nothing if all is well.

    First findings without a step, then measure by measure. `where` names the measure by its id, and the step.
    """
    return (
        *_unanswered(plan, analysis),
        *_without_measure(plan, analysis, plan_method),
        *_doubled(plan),
        *(
            each
            for measure in plan.measures
            for each in _measure_problems(measure, plan, analysis, plan_method)
        ),
    )


def _unanswered(plan: Plan, analysis: Analysis) -> Iterator[Problem]:
    answered = {each for measure in plan.measures for step in measure.steps for each in step.answers}
    for finding in analysis.findings:
        if finding.klass != "keep" and finding.id not in answered:
            yield Problem(
                "finding-without-step",
                _("no step answers the finding {id}").format(id=finding.id),
                _("the plan"),
                _("add a step with “answers: [{id}]”").format(id=finding.id),
            )


def _without_measure(plan: Plan, analysis: Analysis, plan_method: Method) -> Iterator[Problem]:
    """Say which kept indicators have no measure, in the layout in which each has one."""
    if plan_method.report.layout != "indicators":
        return
    covered = {number for measure in plan.measures for number in measure.indicators}
    for finding in analysis.findings:
        if finding.subject == "indicator" and finding.klass == "keep" and finding.indicator not in covered:
            yield Problem(
                "indicator-without-measure",
                _("indicator {number} has no measure").format(number=finding.indicator),
                _("the plan"),
                _("add one that keeps the level: in {year} each indicator has one").format(
                    year=plan.plan_year
                ),
            )


def _doubled(plan: Plan) -> Iterator[Problem]:
    for number, times in Counter(measure.id for measure in plan.measures).items():
        if times > 1:
            yield Problem(
                "doubled-measure-id",
                _("{times} measures have the id “{id}”").format(times=times, id=number),
                _("the plan"),
                _("give each an id of its own"),
            )


def _measure_problems(
    measure: Measure, plan: Plan, analysis: Analysis, plan_method: Method
) -> Iterator[Problem]:
    where = _("measure {id}").format(id=measure.id)
    if not measure.title.strip():
        yield Problem("empty-title", _("the measure has no title"), where, _("give it one"))
    if not any(owner.strip() for owner in measure.owners):
        yield Problem("no-owner", _("nobody is responsible"), where, _("name a division under “owners”"))
    if not measure.steps:
        yield Problem("no-steps", _("the measure has no steps"), where, _("add what is to be done"))
    yield from period_problems(measure.period, plan.plan_year, where)
    for number, step in enumerate(measure.steps, start=1):
        place = _("measure {id}, step {number}").format(id=measure.id, number=number)
        yield from _step_problems(step, measure, analysis, plan_method, place)
    yield from _progress_problems(measure, where)


def _step_problems(
    step: Step, measure: Measure, analysis: Analysis, plan_method: Method, where: str
) -> Iterator[Problem]:
    findings = {each.id: each for each in analysis.findings}
    if not step.text.strip():
        yield Problem("empty-step", _("the step says nothing"), where, _("write what is to be done"))
    if not step.answers and measure.aim not in {"keep", "general"}:
        yield Problem(
            "step-without-finding",
            _("the step answers no finding"),
            where,
            _("name what it answers, or set “aim: general”"),
        )
    for answer in step.answers:
        finding = findings.get(answer)
        if finding is None:
            what = _("there is no finding “{id}”").format(id=answer)
            yield Problem("unknown-finding", what, where, _("the findings are listed by the analysis"))
        elif measure.indicators and finding.indicator and finding.indicator not in measure.indicators:
            what = _("finding {id} belongs to indicator {number}, its measure does not").format(
                id=answer, number=finding.indicator
            )
            mend = _("move the step, or add {number} to the measure's indicators").format(
                number=finding.indicator
            )
            yield Problem("step-under-other-indicator", what, where, mend)
    subjects = (*analysis.scores.method.subjects.values(), *plan_method.subjects.values())
    known = concepts() | {each.concept for each in subjects}
    for concept in step.refs:
        if concept not in known:
            what = _("“{concept}” is no subject of an item").format(concept=concept)
            yield Problem("unknown-reference", what, where, _("use a number of the plan year such as o8"))


def _progress_problems(measure: Measure, where: str) -> Iterator[Problem]:
    for entry in measure.progress:
        if not 0 <= entry.percent <= DONE:
            what = _("{percent} is no per cent").format(percent=entry.percent)
            yield Problem("percent-out-of-range", what, where, _("write 0 to 100"))
    if any(entry.percent >= DONE for entry in measure.progress) and not any(
        entry.proof for entry in measure.progress
    ):
        what = _("the measure is said to be done, without proof")
        yield Problem("done-without-proof", what, where, _("name a document, picture or link under “proof”"))
