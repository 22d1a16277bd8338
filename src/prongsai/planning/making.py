"""Findings → plan: a measure for each indicator that has something to mend, develop or keep, and its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from prongsai.analysis.model import Analysis, Finding
from prongsai.intake.model import Agency
from prongsai.language.dates import fiscal_end, fiscal_start
from prongsai.language.digits import half_up
from prongsai.method.model import Method
from prongsai.planning.divisions import division_names, divisions_of, head_of, owner_names
from prongsai.planning.follow_up import follow_up_of
from prongsai.planning.model import Aim, FollowUp, Measure, Period, Plan, Step
from prongsai.planning.periods import period_from, read_period
from prongsai.planning.references import plan_concepts
from prongsai.planning.steps import joined, steps_of_findings, steps_of_indicator, steps_of_unplaced, title_of
from prongsai.planning.texts import plan_texts

#: From the most urgent aim to the least.
URGENCY: Mapping[Aim, int] = {"mend": 0, "develop": 1, "keep": 2, "general": 3}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A measure while it is made: the indicator that it is for, further ones that share a step, owners by key.

    `owners` has one entry for each time that the work mentions a division.
    """

    number: int
    aim: Aim
    steps: tuple[Step, ...]
    owners: tuple[str, ...]
    gain: Decimal | None
    others: tuple[int, ...] = ()


def make_plan(
    analysis: Analysis,
    agency: Agency,
    plan_year: int,
    plan_method: Method,
    divisions: Mapping[str, str] | None = None,
    *,
    keep: bool = False,
) -> Plan:
    """Make a plan from findings, to be carried out in the B.E. fiscal year `plan_year`.

    Every indicator with something to mend or develop gets a measure whose steps answer each finding; an indicator
    that is kept gets one where the plan year's layout goes by indicators, or where `keep` asks for it. `divisions`
    are the agency's own names by key. What is mended has the first half of the year and is reported on monthly;
    the rest has the whole year, reported on in April and October, or at its end where a level is kept.
    """
    names = divisions_of(agency, divisions)
    with_kept = keep or plan_method.report.layout == "indicators"
    drafts = _unplaced(analysis, plan_method)
    for indicator in analysis.scores.method.indicators:
        drafts += _draft(analysis, indicator.number, plan_method, with_kept=with_kept)
    once = _each_text_once(sorted(drafts, key=lambda each: (URGENCY[each.aim], each.number)))
    if plan_method.report.layout == "indicators":
        once.sort(key=lambda each: each.number or 99)
    measures = tuple(_measure(each, names, agency, plan_year) for each in once)
    paragraphs, texts = plan_texts(analysis, agency, plan_year, names, len(measures))
    return Plan(
        agency=agency,
        result_year=analysis.scores.result.fiscal_year,
        plan_year=plan_year,
        item_year=plan_method.fiscal_year,
        measures=measures,
        divisions=division_names(names),
        paragraphs=paragraphs,
        texts=texts,
        method_hash=analysis.scores.method.hash,
    )


def _draft(analysis: Analysis, number: int, plan_method: Method, *, with_kept: bool) -> list[_Draft]:
    """Give the measure of an indicator, or none where there is nothing to do."""
    own = [each for each in analysis.findings if each.id == str(number)]
    below = [each for each in analysis.under(number) if each.klass != "keep"]
    classes = sorted((each.klass for each in (*own, *below)), key=lambda klass: URGENCY[klass])
    if not classes or (classes[0] == "keep" and not with_kept):
        return []
    aim = classes[0]
    answers = tuple(each.id for each in own if each.klass != "keep" or aim == "keep")
    if below:
        work = steps_of_findings(below, answers, analysis.scores.method, plan_method)
    else:
        work = steps_of_indicator(number, aim, answers)
    gain = None if aim == "keep" else _gain(own, below)
    steps = _for_plan_year(work.steps, analysis.scores.method, plan_method)
    return [_Draft(number, aim, steps, work.owners, gain)]


def _unplaced(analysis: Analysis, plan_method: Method) -> list[_Draft]:
    """Give the measure for remarks that the year's method cannot place under an indicator."""
    found = [each for each in analysis.findings if not each.indicator]
    if not found:
        return []
    method = analysis.scores.method
    work = steps_of_unplaced(found, method)
    return [_Draft(0, "mend", _for_plan_year(work.steps, method, plan_method), work.owners, None)]


def _for_plan_year(steps: Sequence[Step], method: Method, plan_method: Method) -> tuple[Step, ...]:
    """Give steps that refer to what the plan year asks."""
    return tuple(replace(each, refs=plan_concepts(each.refs, method, plan_method)) for each in steps)


def _gain(own: Sequence[Finding], below: Sequence[Finding]) -> Decimal | None:
    """Give the points of the total that a measure could bring back: all that its indicator is missing.

    Where the indicator itself is kept, what its questions and items are missing. None where that is not known.
    """
    weak = [each for each in own if each.klass != "keep"]
    costs = [each.costs for each in (weak or below)]
    known = [each for each in costs if each is not None]
    if len(known) < len(costs):
        return None
    total = sum(known, Fraction(0))
    return half_up(Decimal(total.numerator) / Decimal(total.denominator))


def _each_text_once(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Leave each step in the most urgent measure that has it, which then belongs to the other's indicator too.

    A measure whose steps all stand elsewhere is not made.
    """
    made: list[_Draft] = []
    holders: dict[str, int] = {}
    for draft in drafts:
        own: list[Step] = []
        for step in draft.steps:
            if (place := holders.get(step.text)) is None:
                own.append(step)
            else:
                made[place] = _sharing(made[place], step, draft.number)
        if own:
            holders.update({step.text: len(made) for step in own})
            made.append(replace(draft, steps=tuple(own)))
    return made


def _sharing(draft: _Draft, step: Step, number: int) -> _Draft:
    steps = tuple(joined(each, step) if each.text == step.text else each for each in draft.steps)
    return replace(draft, steps=steps, others=tuple(dict.fromkeys((*draft.others, number))))


def _measure(draft: _Draft, names: Mapping[str, str], agency: Agency, plan_year: int) -> Measure:
    return Measure(
        id=f"m{draft.number}",
        title=title_of(draft.number, draft.aim),
        aim=draft.aim,
        indicators=tuple(each for each in (draft.number, *draft.others) if each),
        owners=owner_names(draft.owners, names),
        steps=draft.steps,
        period=_period(draft.aim, plan_year),
        follow_up=_follow_up(draft.aim, head_of(agency)),
        expected_gain=draft.gain,
    )


def _period(aim: Aim, plan_year: int) -> Period:
    if aim != "mend":
        return period_from(fiscal_start(plan_year), fiscal_end(plan_year))
    half = read_period("6 เดือนแรก", plan_year)
    return period_from(half.start, half.end)


def _follow_up(aim: Aim, head: str) -> FollowUp:
    if aim == "mend":
        return follow_up_of("monthly_meeting", head)
    return follow_up_of("april_october" if aim == "develop" else "end_of_year", head)
