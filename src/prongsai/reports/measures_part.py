"""The part of a report that shows the plan: the measures table in each layout and order of columns."""

from collections.abc import Sequence

from prongsai.analysis.model import Analysis
from prongsai.analysis.paragraphs import verdict
from prongsai.method.model import Method
from prongsai.planning.model import Measure, Plan, Step
from prongsai.planning.references import reference_text
from prongsai.reports.details import Columns
from prongsai.reports.document import Cell, Table, cell
from prongsai.reports.findings_part import indicator_name
from prongsai.reports.results_part import heads


def step_text(step: Step, number: int, result_method: Method, plan_method: Method) -> str:
    """Give a numbered step with the items it refers to, in the plan year's numbers."""
    refs = reference_text(step.refs, result_method, plan_method)
    return f"{number}) {step.text}" + (f" ({refs})" if refs else "")


def steps_text(measure: Measure, analysis: Analysis, plan_method: Method) -> str:
    """Give all steps of a measure, a line each."""
    source = analysis.scores.method
    return "\n".join(
        step_text(step, place, source, plan_method) for place, step in enumerate(measure.steps, start=1)
    )


def owners_text(measure: Measure) -> str:
    """Give the owners, the leading one first and named so where there are several."""
    if len(measure.owners) < 2:
        return "".join(measure.owners)
    first, *others = measure.owners
    return "\n".join((f"{first} (หน่วยงานหลัก)", *others))


def lists_table(analysis: Analysis, plan: Plan, plan_method: Method, columns: Columns) -> Table:
    """Give the measures table of the layout until plan year 2567, in one of its two orders of columns."""
    rows = []
    for number, measure in enumerate(plan.measures, start=1):
        title = cell(f"{number}. {measure.title}\n{_belongs(analysis, measure)}".rstrip())
        steps = cell(steps_text(measure, analysis, plan_method))
        owners, period = cell(owners_text(measure)), cell(measure.period.words)
        follow_up = cell(measure.follow_up.words)
        rest = (owners, period, follow_up) if columns == "responsible_first" else (period, follow_up, owners)
        rows.append((title, steps, *rest))
    names = ("ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล")
    if columns == "period_first":
        names = ("ระยะเวลาดำเนินการ", "การติดตามผล", "ผู้รับผิดชอบ")
    return Table(
        heads("มาตรการ/แนวทาง", "วิธีการดำเนินการ", *names),
        tuple(rows),
        (2.0, 4.2, 1.6, 1.6, 1.8),
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    )


def indicators_layout_table(analysis: Analysis, plan: Plan, plan_method: Method, *, follow_up: bool) -> Table:
    """Give the measures table of the layout of plan years 2568–2569, by indicator.

    `follow_up` adds the column that the contents of plan year 2568 still ask for.
    """
    rows: list[tuple[Cell, ...]] = []
    for measure in _by_indicator(plan.measures):
        verdicts = "\n".join(verdict(analysis, number) for number in measure.indicators)
        row = (
            cell(_belongs(analysis, measure) or "ทุกตัวชี้วัด"),
            cell(measure.title),
            cell(verdicts),
            cell(steps_text(measure, analysis, plan_method)),
            cell(measure.period.words),
            cell(owners_text(measure)),
        )
        rows.append((*row, cell(measure.follow_up.words)) if follow_up else row)
    names = (
        "ตัวชี้วัด",
        "มาตรการ โครงการ หรือกิจกรรม",
        "ผลการวิเคราะห์",
        "ขั้นตอนหรือวิธีการดำเนินการ",
        "ช่วงระยะเวลา",
        "ผู้รับผิดชอบ",
    )
    widths = (1.5, 1.8, 2.6, 3.4, 1.2, 1.4)
    extra = ("การติดตามผล",) if follow_up else ()
    return Table(
        heads(*names, *extra),
        tuple(rows),
        (*widths, 1.4) if follow_up else widths,
        "การนำผลการวิเคราะห์ไปสู่การปรับปรุง พัฒนา หรือรักษาระดับ",
    )


def _by_indicator(measures: Sequence[Measure]) -> list[Measure]:
    """Give measures in the order of their first indicator, those of none last; otherwise as in the plan."""
    return sorted(measures, key=lambda each: min(each.indicators, default=99))


def _belongs(analysis: Analysis, measure: Measure) -> str:
    return "\n".join(indicator_name(analysis, number) for number in measure.indicators)
