"""What is missing in a plan or does not fit: findings without steps, steps without findings, owners, periods."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.advice.book import concepts
from prongsai.analysis.model import Analysis
from prongsai.language.messages import _
from prongsai.language.problems import Problem
from prongsai.method.model import Method
from prongsai.planning.model import Measure, Plan, Step
from prongsai.planning.periods import period_problems
from prongsai.planning.progress import DONE


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that is missing or does not fit, and its place.

    `measure` is the id of the measure (empty: the plan as a whole), `step` the number of the step from 1 (0: none),
    `subject` what it speaks of: the id of a finding, the number of an indicator, the subject of an item.
    """

    problem: Problem
    measure: str = ""
    step: int = 0
    subject: str = ""

    @property
    def code(self) -> str:
        """Give the stable name of the problem."""
        return self.problem.code


def plan_problems(plan: Plan, analysis: Analysis, plan_method: Method) -> tuple[Problem, ...]:
    """Give everything that is missing in a plan or does not fit the analysis that it answers; nothing if all is well.

    First whether there are measures at all and findings without a step, then measure by measure. `where` names the measure by its id, and the step.
    """
    return tuple(each.problem for each in plan_holes(plan, analysis, plan_method))


def plan_holes(plan: Plan, analysis: Analysis, plan_method: Method) -> tuple[Hole, ...]:
    """Give what `plan_problems` gives, each with its place in the plan."""
    return (
        *_no_measures(plan),
        *_unanswered(plan, analysis),
        *_without_measure(plan, analysis, plan_method),
        *_doubled(plan),
        *(each for measure in plan.measures for each in _measure_holes(measure, plan, analysis, plan_method)),
    )


def _no_measures(plan: Plan) -> Iterator[Hole]:
    if not plan.measures:
        what, mend = _("the plan has no measures"), _("add what is to be done")
        yield Hole(Problem("no-measures", what, _("the plan"), mend))


def _unanswered(plan: Plan, analysis: Analysis) -> Iterator[Hole]:
    answered = {each for measure in plan.measures for step in measure.steps for each in step.answers}
    for finding in analysis.findings:
        if finding.klass != "keep" and finding.id not in answered:
            problem = Problem(
                "finding-without-step",
                _("no step answers the finding {id}").format(id=finding.id),
                _("the plan"),
                _("add a step with “answers: [{id}]”").format(id=finding.id),
            )
            yield Hole(problem, subject=finding.id)


def _without_measure(plan: Plan, analysis: Analysis, plan_method: Method) -> Iterator[Hole]:
    """Say which kept indicators have no measure, in the layout in which each has one."""
    if plan_method.report.layout != "indicators":
        return
    covered = {number for measure in plan.measures for number in measure.indicators}
    for finding in analysis.findings:
        if finding.subject == "indicator" and finding.klass == "keep" and finding.indicator not in covered:
            problem = Problem(
                "indicator-without-measure",
                _("indicator {number} has no measure").format(number=finding.indicator),
                _("the plan"),
                _("add one that keeps the level: in {year} each indicator has one").format(
                    year=plan.plan_year
                ),
            )
            yield Hole(problem, subject=str(finding.indicator))


def _doubled(plan: Plan) -> Iterator[Hole]:
    for number, times in Counter(measure.id for measure in plan.measures).items():
        if times > 1:
            problem = Problem(
                "doubled-measure-id",
                _("{times} measures have the id “{id}”").format(times=times, id=number),
                _("the plan"),
                _("give each an id of its own"),
            )
            yield Hole(problem, number)


def _measure_holes(measure: Measure, plan: Plan, analysis: Analysis, plan_method: Method) -> Iterator[Hole]:
    where = _("measure {id}").format(id=measure.id)
    for problem in _lacks(measure, plan, where):
        yield Hole(problem, measure.id)
    for number, step in enumerate(measure.steps, start=1):
        place = _("measure {id}, step {number}").format(id=measure.id, number=number)
        for problem, subject in _step_problems(step, measure, analysis, plan_method, place):
            yield Hole(problem, measure.id, number, subject)
    for problem in _progress_problems(measure, where):
        yield Hole(problem, measure.id)


def _lacks(measure: Measure, plan: Plan, where: str) -> Iterator[Problem]:
    if not measure.title.strip():
        yield Problem("empty-title", _("the measure has no title"), where, _("give it one"))
    if not any(owner.strip() for owner in measure.owners):
        yield Problem("no-owner", _("nobody is responsible"), where, _("name a division under “owners”"))
    if not measure.steps:
        yield Problem("no-steps", _("the measure has no steps"), where, _("add what is to be done"))
    yield from period_problems(measure.period, plan.plan_year, where)
    if not measure.follow_up.words.strip():
        what = _("it is not said how the measure is followed up")
        yield Problem("no-follow-up", what, where, _("say under “follow_up” when it is reported on"))


def _step_problems(
    step: Step, measure: Measure, analysis: Analysis, plan_method: Method, where: str
) -> Iterator[tuple[Problem, str]]:
    """Give what is wrong with a step, each with what it speaks of."""
    findings = {each.id: each for each in analysis.findings}
    if not step.text.strip():
        yield Problem("empty-step", _("the step says nothing"), where, _("write what is to be done")), ""
    if not step.answers and measure.aim not in {"keep", "general"}:
        what = _("the step answers no finding")
        yield (
            Problem("step-without-finding", what, where, _("name what it answers, or set “aim: general”")),
            "",
        )
    for answer in step.answers:
        finding = findings.get(answer)
        if finding is None:
            what = _("there is no finding “{id}”").format(id=answer)
            mend = _("the findings are listed by the analysis")
            yield Problem("unknown-finding", what, where, mend), answer
        elif measure.indicators and finding.indicator and finding.indicator not in measure.indicators:
            what = _("finding {id} belongs to indicator {number}, its measure does not").format(
                id=answer, number=finding.indicator
            )
            mend = _("move the step, or add {number} to the measure's indicators").format(
                number=finding.indicator
            )
            yield Problem("step-under-other-indicator", what, where, mend), answer
    subjects = (*analysis.scores.method.subjects.values(), *plan_method.subjects.values())
    known = concepts() | {each.concept for each in subjects}
    for concept in step.refs:
        if concept not in known:
            what = _("“{concept}” is no subject of an item").format(concept=concept)
            mend = _("use a number of the plan year such as o8")
            yield Problem("unknown-reference", what, where, mend), concept


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
