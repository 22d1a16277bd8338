"""What Prongsai writes it reads: results, lists, paragraphs and measures of generated reports."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.analysis.figures import figure
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.intake.model import Agency, Rank, Result
from prongsai.intake.remarks import read_remarks
from prongsai.language.digits import score_text
from prongsai.method.library import load_method
from prongsai.planning.making import make_plan
from prongsai.planning.model import Measure, Plan
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts, ReadMeasure
from prongsai.reading.opening import open_report_bytes
from prongsai.reports.analysis_report import analysis_report
from prongsai.reports.details import Details
from prongsai.reports.figures import level
from prongsai.reports.writing import write
from prongsai.scoring.model import Scores
from prongsai.scoring.score import score

AGENCY = Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", "ในเมือง", "ตัวอย่าง")
SCORES = st.one_of(st.just(Decimal(100)), st.decimals(Decimal(60), Decimal(100), places=2, allow_nan=False))
Written = tuple[Analysis, Plan, Details]


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Give an analysis with up to four earlier years, the plan made from it, and how it is printed."""
    year = draw(st.integers(2564, 2568))
    first = draw(st.integers(max(2563, year - 4), year))
    announced = draw(st.sampled_from([None, date(year - 543, 8, 15)]))
    rank = draw(st.sampled_from([None, Rank(589, 2400, "เทศบาลตำบล")]))
    results = [
        Result(
            each,
            "indicators",
            unit=AGENCY.name,
            indicators={number: draw(SCORES) for number in range(1, 11)},
            announced=announced if each == year else None,
            rank=rank if each == year else None,
        )
        for each in range(year, first - 1, -1)
    ]
    newest, *earlier = [score(each, load_method(each.fiscal_year)) for each in results]
    analysis = analyse(newest, earlier)
    plan = make_plan(analysis, AGENCY, year + 1, load_method(year + 1))
    columns = draw(st.sampled_from(["responsible_first", "period_first"]))
    return analysis, plan, Details(columns=columns, thai_digits=draw(st.booleans()))


def read_again(source: Written, file_format: str) -> Facts:
    analysis, plan, details = source
    document = analysis_report(analysis, plan, load_method(plan.plan_year), details)
    return read_facts(open_report_bytes(write(document, file_format), f"report.{file_format}"))


def check(source: Written, facts: Facts) -> None:
    analysis, plan, details = source
    lists = load_method(plan.plan_year).report.layout == "lists"
    assert facts.agency == AGENCY
    printed = plan.plan_year if lists else plan.result_year
    assert (facts.document_year, facts.result_year, facts.plan_year) == (
        printed, plan.result_year, plan.plan_year,
    )  # fmt: skip
    scores = (analysis.scores, *analysis.earlier)
    assert facts.announced == analysis.scores.result.announced
    assert [each.fiscal_year for each in facts.results] == [each.result.fiscal_year for each in scores]
    rank = analysis.scores.result.rank
    assert facts.results[0].rank == (rank.place if rank else None)
    for place, (read, each) in enumerate(zip(facts.results, scores, strict=True)):
        assert read.total == figure(each, "total")
        assert {key: read.instruments[key] for key in ("IIT", "EIT", "OIT")} == figures(
            each, "IIT", "EIT", "OIT"
        )
        assert read.level == level(each) or "หรือ" in level(each)
        if place < 2:  # earlier ones are printed without their indicators
            keys = [str(number) for number in range(1, 11)]
            assert {str(number): value for number, value in read.indicators.items()} == figures(each, *keys)
    for number, paragraph in plan.paragraphs.items():
        if not details.thai_digits:
            assert bare(facts.sections[number]) == bare(paragraph)
    if lists:
        assert (facts.mend, facts.develop) == (numbers(analysis, "mend"), numbers(analysis, "develop"))
    measures = plan.measures if lists else by_indicator(plan)
    asked = "follow_up" in load_method(plan.plan_year).report.requires
    assert [told(each) for each in facts.measures] == [planned(each, asked=asked) for each in measures]
    for read_measure, measure in zip(facts.measures, measures, strict=True):
        assert len(read_measure.steps) == len(measure.steps)
        for words, step in zip(read_measure.steps, measure.steps, strict=True):
            assert bare(words).startswith(bare(step.text).split("(")[0])


def figures(scores: Scores, *keys: str) -> dict[str, Decimal]:
    return {key: Decimal(score_text(figure(scores, key))) for key in keys}


def numbers(analysis: Analysis, klass: str) -> tuple[int, ...]:
    return tuple(
        sorted(each.indicator for each in analysis.of_class(klass) if each.subject == "indicator")  # type: ignore[arg-type]
    )


def by_indicator(plan: Plan) -> list[Measure]:
    return sorted(plan.measures, key=lambda each: min(each.indicators, default=99))


def bare(text: str) -> str:
    """Give a text without spaces, which the lines of a page may add or take."""
    return "".join(text.split())


def told(measure: ReadMeasure) -> tuple[object, ...]:
    owners = [bare(each) for each in measure.owners]
    return (
        bare(measure.title),
        measure.indicators,
        owners,
        measure.start,
        measure.end,
        bare(measure.follow_up),
    )


def planned(measure: Measure, *, asked: bool) -> tuple[object, ...]:
    owners = [bare(each) for each in measure.owners]
    follow_up = bare(measure.follow_up.words) if asked else ""
    period = measure.period
    return bare(measure.title), measure.indicators, owners, period.start, period.end, follow_up


SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=8, **SLOW)  # type: ignore[arg-type]
@given(written())
def test_docx_gives_the_same_facts(source: Written) -> None:
    check(source, read_again(source, "docx"))


@settings(max_examples=8, **SLOW)  # type: ignore[arg-type]
@given(written())
def test_xlsx_gives_the_same_facts(source: Written) -> None:
    check(source, read_again(source, "xlsx"))


@settings(max_examples=3, **SLOW)  # type: ignore[arg-type]
@given(written())
def test_pdf_gives_the_same_facts(source: Written) -> None:
    check(source, read_again(source, "pdf"))


def test_another_score_is_told_apart() -> None:
    with pytest.raises(AssertionError):
        check(_one("99"), read_again(_one("61"), "docx"))


def _one(first: str = "99") -> Written:
    known = {number: Decimal(90) for number in range(2, 11)} | {1: Decimal(first)}
    scores = score(Result(2566, "indicators", unit=AGENCY.name, indicators=known), load_method(2566))
    analysis = analyse(scores)
    return analysis, make_plan(analysis, AGENCY, 2567, load_method(2567)), Details()


LETTER = """i7 ประเด็น บุคลากรไม่ทราบแผน ดังนั้น หน่วยงานควรเผยแพร่แผน (อ้างอิงจาก o11)
ส่วนที่ 1 (EIT Public)
e1 ประเด็น บริการช้า ดังนั้น หน่วยงานควรปรับปรุงคู่มือ (อ้างอิงจาก o14)
ส่วนที่ 2 (EIT Survey)
e1 ประเด็น บริการช้ามาก ดังนั้น หน่วยงานควรปรับปรุงคู่มืออีก (อ้างอิงจาก o14)
แบบตรวจการเปิดเผยข้อมูล
ข้อ o13 รายงาน ไม่ครบองค์ประกอบข้อมูล เนื่องจากขาดองค์ประกอบ (1) ผล (4) ข้อเสนอแนะ"""


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "pdf"])
def test_remarks_are_read_again(file_format: str) -> None:
    method = load_method(2566)
    remarks, problems = read_remarks(LETTER, method)
    assert not problems
    known = {number: Decimal(90) for number in range(1, 11)}
    result = Result(2566, "indicators", unit=AGENCY.name, indicators=known, remarks=remarks)
    analysis = analyse(score(result, method))
    plan = make_plan(analysis, AGENCY, 2567, load_method(2567))
    facts = read_again((analysis, plan, Details()), file_format)
    assert [(each.code, each.part, each.indicator, each.refs, each.missing) for each in facts.findings] == [
        ("i7", "", 2, ("o11",), ()),
        ("e1", "EIT1", 6, ("o14",), ()),
        ("e1", "EIT2", 6, ("o14",), ()),
        ("o13", "", 9, (), ("(1) ผล", "(4) ข้อเสนอแนะ")),
    ]
    assert {each.under for each in facts.findings} == {None}
