"""Reports that Prongsai writes are correct: the checker finds nothing in them, in any layout and format."""

import importlib.util
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.intake.model import Agency, Printed, Rank, Remark, Result
from prongsai.method.library import load_method
from prongsai.reading.check import check
from prongsai.reading.facts import read_facts
from prongsai.reading.opening import open_report_bytes
from prongsai.reports.papers import files

_SPEC = importlib.util.spec_from_file_location(
    "papers_made", Path(__file__).parents[1] / "reports" / "conftest.py"
)
made = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)

SCORE = st.integers(4000, 10000).map(lambda hundredths: Decimal(hundredths) / 100)
PLACES = st.sampled_from(
    [
        Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", "เมืองตัวอย่าง", "ตัวอย่าง"),
        Agency("องค์การบริหารส่วนตำบลบ้านสมมุติ", "องค์การบริหารส่วนตำบล", "สมมุติ", "ตัวอย่าง"),
        Agency("เทศบาลเมืองสมมุติ", "เทศบาลเมือง", "เมือง", "ตัวอย่าง", "สำนักปลัดเทศบาล"),
    ]
)


@st.composite
def results(draw):
    year = draw(st.integers(2563, 2568))
    scores = dict(enumerate(draw(st.lists(SCORE, min_size=10, max_size=10)), start=1))
    method = load_method(year)
    codes = draw(st.lists(st.sampled_from(list(method.subjects)), max_size=3, unique=True))
    remarks = tuple(Remark((code,), "ผู้ประเมินเห็นว่าควรทำให้ครบถ้วนและชัดเจนขึ้นกว่าเดิม") for code in codes)
    rank = draw(st.none() | st.integers(1, 2000).map(lambda place: Rank(place, 2000)))
    announced = draw(st.none() | st.just(date(year - 543, 8, 15)))
    return Result(year, "indicators", indicators=scores, remarks=remarks, rank=rank, announced=announced)


def papers(result, scores, agency):
    """The papers of a result, with that of the year before where its `scores` are given."""
    earlier = []
    if result.fiscal_year > 2563 and scores:
        before = dict(enumerate(scores, start=1))
        earlier = [Result(result.fiscal_year - 1, "indicators", indicators=before)]
    return made.worked_out(result, *earlier, agency=agency)


BEFORE = st.just([]) | st.lists(SCORE, min_size=10, max_size=10)


def faults_of(source, file_format):
    (file,) = files(source, ("report",), (file_format,))
    return [
        (each.code, each.where, each.message)
        for each in check(read_facts(open_report_bytes(file.make(), file.name)))
    ]


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(results(), BEFORE, PLACES, st.sampled_from(["docx", "xlsx"]))
def test_reports_that_prongsai_writes_are_clean(result, before, agency, file_format):
    assert faults_of(papers(result, before, agency), file_format) == []


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(results(), BEFORE, PLACES)
def test_pdf_reports_that_prongsai_writes_are_clean(result, before, agency):
    assert faults_of(papers(result, before, agency), "pdf") == []


def test_published_figures_of_a_year_without_rules_are_clean():
    printed = Printed(
        {"IIT": Decimal("94.18"), "EIT": Decimal("88.03"), "OIT": Decimal("94.25")}, Decimal("92.36"), "ผ่านดี"
    )
    result = Result(2569, "indicators", indicators=made.indicators(made.SCORES_2568), printed=printed)
    assert faults_of(made.worked_out(result), "docx") == []


@pytest.mark.parametrize("parts", [{}, {"EIT1": Decimal("86.20"), "EIT2": Decimal("89.87")}])
def test_parts_of_eit_are_clean(parts):
    result = Result(2568, "indicators", indicators=made.indicators(made.SCORES_2568), printed=Printed(parts))
    assert faults_of(made.worked_out(result), "docx") == []


def test_reports_that_prongsai_writes_are_no_copies_of_each_other():
    result = Result(2568, "indicators", indicators=made.indicators(made.SCORES_2568))
    sources = [
        made.worked_out(result, agency=Agency(name, "เทศบาลตำบล"))
        for name in ("เทศบาลตำบลหนึ่ง", "เทศบาลตำบลสอง")
    ]
    facts = []
    for source in sources:
        (file,) = files(source, ("report",), ("docx",))
        facts.append(read_facts(open_report_bytes(file.make(), source.plan.agency.name)))
    assert [each for each in check(facts[0], facts[1:]) if each.code == "copied"] == []
