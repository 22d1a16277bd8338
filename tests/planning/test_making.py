from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.analysis.model import Analysis, Finding, Reason
from prongsai.intake.model import Agency, Remark
from prongsai.method.library import load_method
from prongsai.planning.holes import plan_problems
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan, Step

AnalysisOf = Callable[..., Analysis]


def _plan(analysis: Analysis, agency: Agency, plan_year: int, **options: bool) -> Plan:
    return make_plan(analysis, agency, plan_year, load_method(plan_year), **options)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_made_plan_has_no_holes_and_no_text_twice(
    data: st.DataObject, analyses: st.SearchStrategy[Analysis], agency: Agency
) -> None:
    analysis = data.draw(analyses)
    plan_year = analysis.scores.result.fiscal_year + data.draw(st.integers(0, 1))
    plan = _plan(analysis, agency, plan_year, keep=data.draw(st.booleans()))
    problems = plan_problems(plan, analysis, load_method(plan_year))
    assert [each.code for each in problems] == ([] if plan.measures else ["no-measures"])
    texts = [each for measure in plan.measures for each in (measure.title, *(s.text for s in measure.steps))]
    assert len(set(texts)) == len(texts)


def test_measures_in_the_layout_of_lists_are_only_of_what_is_weak(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    plan = _plan(analysis_of(), agency, 2567)
    assert [(each.id, each.aim, each.indicators) for each in plan.measures] == [
        ("m8", "mend", (8,)),
        ("m2", "develop", (2,)),
        ("m6", "develop", (6,)),
    ]


def test_kept_indicators_have_a_measure_where_it_is_wanted(analysis_of: AnalysisOf, agency: Agency) -> None:
    plan = _plan(analysis_of(), agency, 2567, keep=True)
    assert sorted(each.indicators for each in plan.measures) == [(number,) for number in range(1, 11)]


def test_measures_in_the_layout_of_indicators_follow_their_order(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    plan = _plan(analysis_of(2568), agency, 2569)
    assert [each.indicators for each in plan.measures] == [(number,) for number in range(1, 11)]


def test_what_is_mended_has_the_first_half_year_and_the_monthly_meeting(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    plan = _plan(analysis_of(), agency, 2567, keep=True)
    shown = {each.aim: (each.period.words, each.follow_up.words) for each in plan.measures}
    assert shown == {
        "mend": ("ต.ค. 2566 – มี.ค. 2567", "รายงานผลการดำเนินงานต่อนายกเทศมนตรีในการประชุมประจำเดือน"),
        "develop": ("ต.ค. 2566 – ก.ย. 2567", "รายงานผลการดำเนินงานต่อนายกเทศมนตรีในเดือนเมษายนและเดือนตุลาคม"),
        "keep": ("ต.ค. 2566 – ก.ย. 2567", "รายงานผลการดำเนินงานต่อนายกเทศมนตรีเมื่อสิ้นปีงบประมาณ"),
    }
    assert plan.measures[0].period.end == date(2024, 3, 31)


def test_steps_answer_what_was_remarked_and_the_weak_indicator(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    letter = "ส่วนที่ 1\ne10 ประเด็น ก ดังนั้น ข\nส่วนที่ 2\ne10 ประเด็น ก ดังนั้น ข"
    plan = _plan(analysis_of(letter=letter), agency, 2567)
    (measure,) = [each for each in plan.measures if each.indicators == (7,)]
    assert {step.answers for step in measure.steps} == {("remark/EIT1/e10", "7", "remark/EIT2/e10")}
    assert [bool(step.refs) for step in measure.steps] == [*[False] * (len(measure.steps) - 1), True]


@pytest.mark.parametrize(
    ("letter", "step"),
    [
        (
            "ข้อ o22 ไม่ครบองค์ประกอบ เนื่องจากขาดองค์ประกอบ (4) ข้อเสนอแนะ",
            "เพิ่มข้อมูลที่ขาดในรายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี ได้แก่ ข้อเสนอแนะ",
        ),
        (
            "ข้อ o22 ไม่ครบองค์ประกอบ เนื่องจากขาดองค์ประกอบ ปัญหาและอุปสรรค",
            "เพิ่มข้อมูลที่ขาดในรายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี ได้แก่ ปัญหาและอุปสรรค",
        ),
    ],
)
def test_step_on_an_item_names_the_missing_elements_and_the_plan_years_title(
    analysis_of: AnalysisOf, agency: Agency, letter: str, step: str
) -> None:
    plan = _plan(analysis_of(letter=letter), agency, 2567)
    (measure,) = [each for each in plan.measures if each.indicators == (9,)]
    assert measure.steps[0] == Step(step, ("remark/o22", "9"), ("procyear",))


@pytest.mark.parametrize(
    ("code", "missing", "words"),
    [
        ("o13", "๑", "ผลการดำเนินงานของแต่ละโครงการ"),  # elements known from one source
        ("o13", "9", "องค์ประกอบที่ 9 ตามที่ผู้ประเมินแจ้ง"),
        ("o23", "(1)", "องค์ประกอบที่ 1 ตามที่ผู้ประเมินแจ้ง"),  # elements unconfirmed
    ],
)
def test_bare_number_of_a_missing_element_is_only_named_where_it_is_known(
    analysis_of: AnalysisOf, agency: Agency, code: str, missing: str, words: str
) -> None:
    plan = _plan(analysis_of(remarks=(Remark((code,), "ก", missing=(missing,)),)), agency, 2567)
    (measure,) = [each for each in plan.measures if each.indicators == (9,)]
    assert measure.steps[0].text.endswith(f" ได้แก่ {words}")


def test_several_missing_elements_are_listed_with_one_and(analysis_of: AnalysisOf, agency: Agency) -> None:
    remark = Remark(("o13",), "ก", missing=("ปัญหา", "แนวทาง", "ข้อเสนอแนะ"))
    (measure,) = [
        each
        for each in _plan(analysis_of(remarks=(remark,)), agency, 2567).measures
        if each.indicators == (9,)
    ]
    assert measure.steps[0].text.endswith(" ได้แก่ ปัญหา แนวทาง และข้อเสนอแนะ")


def test_steps_refer_to_what_the_plan_year_asks(analysis_of: AnalysisOf, agency: Agency) -> None:
    method = load_method(2567)
    plan = _plan(analysis_of(letter="i7 ประเด็น ก ดังนั้น ข\nข้อ o11 ขาดองค์ประกอบ (1) โครงการ"), agency, 2567)
    refs = {ref for measure in plan.measures for step in measure.steps for ref in step.refs}
    assert "planprogress" in refs  # the plan and its monitoring were two items before
    assert [each for each in refs if not method.codes_of(each)] == []


def test_item_that_the_plan_year_dropped_keeps_its_own_title(analysis_of: AnalysisOf, agency: Agency) -> None:
    plan = _plan(analysis_of(remarks=(Remark(("o17",), "ก", missing=("ผลสำรวจ",)),)), agency, 2567)
    (measure,) = [each for each in plan.measures if each.indicators == (9,)]
    assert measure.steps[0].refs == ("satisf",)
    assert measure.steps[0].text == "เพิ่มข้อมูลที่ขาดในรายงานผลการสำรวจความพึงพอใจการให้บริการ ได้แก่ ผลสำรวจ"


def test_remark_that_belongs_to_no_indicator_has_a_measure_of_its_own(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    remarks = (
        Remark(("o98",), "ปรับปรุง  เว็บไซต์"),
        Remark(("o99",), "ปรับปรุง เว็บไซต์"),
    )
    plan = _plan(analysis_of(2568, remarks=remarks), agency, 2569)
    measure = plan.measures[-1]
    assert (measure.id, measure.indicators, measure.owners, measure.steps, measure.expected_gain) == (
        "m0",
        (),
        ("สำนักปลัดเทศบาล",),
        (Step("ดำเนินการตามข้อสังเกตของผู้ประเมิน ปรับปรุง เว็บไซต์", ("remark/o98", "remark/o99")),),
        None,
    )


def test_items_that_the_assessor_referred_to_stand_in_the_plan_years_subjects(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    refs = ("o14", "o99")
    remarks = (
        Remark(("e9",), "ใช้ยาก", "EIT1", refs=refs),
        Remark(("o98",), "", advice="ปรับปรุง (อ้างอิงจากข้อ o14) ทันที", refs=refs),
    )
    plan = _plan(analysis_of(2567, remarks=remarks), agency, 2568)
    (step,) = [
        each
        for measure in plan.measures
        for each in measure.steps
        if "proclist" in each.refs and each.text.endswith("ทันที")
    ]
    assert step == Step("ดำเนินการตามข้อสังเกตของผู้ประเมิน ปรับปรุง ทันที", ("remark/o98",), ("proclist",))
    told = [each for measure in plan.measures for each in measure.steps if "remark/EIT1/e9" in each.answers]
    assert [("proclist" in each.refs) for each in told] == [*[False] * (len(told) - 1), True]


def test_expected_gain_is_what_the_indicator_costs_in_two_decimals(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    plan = _plan(analysis_of(), agency, 2567, keep=True)
    gains = {each.indicators[0]: each.expected_gain for each in plan.measures}
    # (100 − 88.56) × 0.30 ÷ 3 and (100 − 99.24) × 0.30 ÷ 5, half-up
    assert (gains[8], gains[2], gains[1]) == (Decimal("1.14"), Decimal("0.05"), None)


def test_expected_gain_is_unknown_where_the_method_is_unpublished(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    plan = _plan(analysis_of(2569), agency, 2569)
    assert {each.expected_gain for each in plan.measures} == {None}


def test_indicator_without_a_score_has_no_measure(analysis_of: AnalysisOf, agency: Agency) -> None:
    plan = _plan(analysis_of(2568, "99 - 99 99 99 99 99 99 99 99"), agency, 2569)
    assert [each.indicators for each in plan.measures] == [
        (number,) for number in (1, 3, 4, 5, 6, 7, 8, 9, 10)
    ]


def test_owners_are_the_agencys_own_divisions(analysis_of: AnalysisOf, agency: Agency) -> None:
    analysis, method = analysis_of(), load_method(2567)
    plan = make_plan(analysis, agency, 2567, method, {"finance": "กองการเงินและบัญชี"})
    assert next(each.owners for each in plan.measures if each.indicators == (2,))[0] == "กองการเงินและบัญชี"
    assert plan.divisions[:2] == ("สำนักปลัดเทศบาล", "กองการเงินและบัญชี")


def test_texts_name_agency_years_total_and_level(analysis_of: AnalysisOf, agency: Agency) -> None:
    plan = _plan(analysis_of(2568, "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100"), agency, 2569)
    assert tuple(plan.texts) == ("introduction", "rationale", "conclusion")
    assert "ในปีงบประมาณ พ.ศ. 2568 เทศบาลตำบลตัวอย่างได้คะแนนรวม 93.00 คะแนน" in plan.texts["rationale"]
    assert "ดำเนินการในปีงบประมาณ พ.ศ. 2569" in plan.texts["introduction"]
    assert "มีทั้งสิ้น 10 มาตรการ" in plan.texts["conclusion"]
    assert tuple(plan.paragraphs) == tuple(range(1, 11))


def test_texts_say_no_total_where_there_is_none(analysis_of: AnalysisOf, agency: Agency) -> None:
    plan = _plan(analysis_of(2569), agency, 2569)
    assert "เทศบาลตำบลตัวอย่างได้รับผลการประเมินเป็นรายตัวชี้วัด" in plan.texts["rationale"]


WHY = Reason("remark", "ผู้ประเมินมีข้อสังเกต")


def _unknown(number: int, words: str = "ปรับปรุง") -> Finding:
    """Give a finding on a subject for which no advice was written."""
    remark = Remark((f"i{number}",), words)
    return Finding(
        f"remark/IIT/i{number}",
        "remark",
        number,
        "mend",
        (WHY,),
        None,
        "IIT",
        (f"i{number}",),
        ("kitchen",),
        None,
        remark,
    )


def test_finding_without_advice_is_answered_in_the_assessors_words(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    analysis = analysis_of()
    analysis = replace(analysis, findings=(*analysis.findings, _unknown(3)))
    (measure,) = [each for each in _plan(analysis, agency, 2567).measures if 3 in each.indicators]
    words = "ดำเนินการตามข้อสังเกตของผู้ประเมิน ปรับปรุง"
    assert measure.steps == (Step(words, ("remark/IIT/i3",)),)
    assert measure.owners == ("สำนักปลัดเทศบาล", "ทุกส่วนราชการ")


def test_finding_without_advice_and_remark_is_answered_by_what_helps_its_indicator(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    analysis = analysis_of()
    finding = Finding("IIT/i3", "question", 3, "mend", (WHY,), Decimal(50), "IIT", ("i3",), ("kitchen",))
    plan = _plan(replace(analysis, findings=(*analysis.findings, finding)), agency, 2567)
    (measure,) = [each for each in plan.measures if 3 in each.indicators]
    assert (len(measure.steps), {step.answers for step in measure.steps}) == (3, {("IIT/i3",)})


def test_same_step_for_two_indicators_is_planned_once_for_both(
    analysis_of: AnalysisOf, agency: Agency
) -> None:
    analysis = analysis_of()
    analysis = replace(analysis, findings=(*analysis.findings, _unknown(3), _unknown(4)))
    plan = _plan(analysis, agency, 2567)
    (measure,) = [each for each in plan.measures if {3, 4} & set(each.indicators)]
    assert (measure.id, measure.indicators) == ("m3", (3, 4))
    assert [step.answers for step in measure.steps] == [("remark/IIT/i3", "remark/IIT/i4")]


def test_measure_with_one_shared_step_keeps_the_others(analysis_of: AnalysisOf, agency: Agency) -> None:
    analysis = analysis_of()
    more = replace(_unknown(4, "อื่น"), id="remark/IIT/i9")
    analysis = replace(analysis, findings=(*analysis.findings, _unknown(3), _unknown(4), more))
    plan = _plan(analysis, agency, 2567)
    assert [(each.id, each.indicators, len(each.steps)) for each in plan.measures][:2] == [
        ("m3", (3, 4), 1),
        ("m4", (4,), 1),
    ]
