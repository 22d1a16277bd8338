"""Sentences taken over whole are found; what is shared by right is not."""

import importlib.util
from dataclasses import replace
from pathlib import Path

from prongsai.advice.book import advice
from prongsai.reading.check import check
from prongsai.reading.model import ReadFinding, ReadMeasure

_SPEC = importlib.util.spec_from_file_location("checkable", Path(__file__).with_name("checkable.py"))
good = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(good)

OURS = (
    "หน่วยงานมีบรรยากาศการทำงานที่อบอุ่นเหมือนครอบครัวใหญ่และทุกคนช่วยกันดูแลสวนสาธารณะริมแม่น้ำของตำบลอย่างสม่ำเสมอทุกเช้าวันศุกร์"
)
FACTS = good.facts_of(good.report(), "ours.txt")
OTHER = replace(FACTS, name="theirs.txt", sections={}, measures=())


def copies(facts, *others):
    return [(each.pointer, each.message) for each in check(facts, others) if each.code == "copied"]


def saying(facts, text, number=2):
    return replace(facts, sections={**facts.sections, number: text})


def test_a_sentence_of_another_report_is_found_where_it_stands():
    message = f"this stands in theirs.txt too: “{OURS[:90]}…”"
    assert copies(saying(FACTS, OURS), saying(OTHER, f"เริ่มต้น {OURS}")) == [("/sections/2", message)]


def test_names_and_years_do_not_hide_a_copy():
    ours = saying(FACTS, f"{OURS}ที่เทศบาลตำบลตัวอย่างในปี 2566")
    theirs = saying(
        replace(OTHER, agency=replace(OTHER.agency, name="เทศบาลตำบลอื่น")), f"{OURS}ที่เทศบาลตำบลอื่นในปี 2565"
    )
    assert len(copies(ours, theirs)) == 1


def test_each_copy_is_told_once():
    assert len(copies(saying(FACTS, OURS), saying(OTHER, OURS), saying(OTHER, OURS))) == 1


def test_steps_and_their_analysis_are_compared_too():
    def with_measure(facts):
        measure = ReadMeasure("มาตรการ", (2,), steps=(OURS,), analysis=OURS.replace("ศุกร์", "จันทร์แรกของเดือน"))
        return replace(facts, measures=(*facts.measures, measure))

    assert [pointer for pointer, _m in copies(with_measure(FACTS), with_measure(OTHER))] == [
        "/measures/3/analysis",
        "/measures/3/steps",
    ]


def test_short_sentences_are_no_copies():
    assert copies(saying(FACTS, OURS[:50]), saying(OTHER, OURS[:50])) == []


def test_the_assessors_text_is_no_copy():
    remark = (*FACTS.findings, ReadFinding("i7", 2, text=OURS))
    assert copies(replace(saying(FACTS, OURS), findings=remark), saying(OTHER, OURS)) == []
    assert copies(saying(FACTS, OURS), replace(saying(OTHER, OURS), findings=remark)) == []


def test_text_that_prongsai_composes_is_no_copy():
    step = max((each for concept in ("manual", "annualreport") for each in advice(concept).steps), key=len)
    text = f"ด้านการใช้งบประมาณ (ตัวชี้วัดที่ 2) ได้ 90.00 คะแนน โดย{step}{step}"
    assert copies(saying(FACTS, text), saying(OTHER, text)) == []


def test_rationale_is_no_copy():
    text = good.report(head=good.HEAD + f"\nหลักการและเหตุผล\n\n{OURS}\n")
    other = replace(good.facts_of(text, "b.txt"), sections={}, measures=())
    assert copies(good.facts_of(text, "a.txt"), other) == []
