"""The checker on facts made by hand: rules that text rarely shows, OCR, switched-off rules."""

import importlib.util
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prongsai.intake.model import Agency
from prongsai.language.messages import language
from prongsai.language.problems import InputError
from prongsai.reading.check import check, switched_off
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, position
from prongsai.reading.model import (
    Facts,
    Place,
    Printing,
    RawParagraph,
    RawReport,
    RawRow,
    RawTable,
    ReadFinding,
    ReadMeasure,
    ReadResult,
)

_SPEC = importlib.util.spec_from_file_location("checkable", Path(__file__).with_name("checkable.py"))
good = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(good)

EMPTY = Facts(
    name="made.txt", agency=Agency(""), document_year=None, result_year=None, plan_year=None, results=(),
    findings=(), measures=(), sections={}, mend=(), develop=(), announced=None, doubts=(), places={},
    raw=RawReport("made.txt", "text", ()),
)  # fmt: skip
SCORES = {number: Decimal(score) for number, score in enumerate(good.SCORES, start=1)}
HERE = Place("words", line=7)


def found(facts, **changes):
    return [(each.code, each.pointer) for each in check(replace(facts, **changes))]


def with_result(year=2568, **fields):
    return replace(EMPTY, result_year=year, results=(ReadResult(year, **fields),))


def test_nothing_is_said_of_an_empty_report():
    assert check(EMPTY) == ()


def test_unknown_years_have_no_method():
    report = Report(replace(EMPTY, result_year=2570, plan_year=2571))
    assert (report.method, report.plan_method, report.result, report.scores, report.lowest) == (
        None, None, None, {}, (),
    )  # fmt: skip
    assert check(replace(EMPTY, result_year=2570, results=(ReadResult(2570, {1: Decimal(5)}),))) == ()


def test_parts_that_contradict_eit():
    facts = with_result(indicators=SCORES, instruments={"EIT1": Decimal(95), "EIT2": Decimal(95)})
    assert found(facts) == [("parts-differ", "/results/0/instruments/EIT1")]


def test_parts_that_contradict_an_indicator():
    facts = with_result(indicators=SCORES)
    printings = tuple(
        Printing(key, 2568, Decimal(score), score, HERE, table=True)
        for key, score in (("EIT1:6", "95.00"), ("EIT2:6", "95.00"), ("EIT1:7", "88.00"), ("EIT2:7", "88.80"), ("EIT1:8", "1"))
    )  # fmt: skip
    assert found(facts, printings=printings) == [("parts-differ", "/results/0/indicators/6")]
    assert found(with_result(2565, indicators=SCORES), printings=printings) == []


def test_parts_in_a_year_without_parts():
    facts = with_result(2565, indicators=SCORES, instruments={"EIT1": Decimal(95)})
    assert found(facts) == [("no-such-part", "/results/0/instruments/EIT1")]


@pytest.mark.parametrize(
    ("total", "codes"), [("92.59", []), ("92.57", []), ("93.10", ["total-differs"]), (None, [])]
)
def test_total_against_printed_instruments(total, codes):
    instruments = {"IIT": Decimal("94.18"), "EIT": Decimal("88.78"), "OIT": Decimal("94.25")}
    facts = with_result(instruments=instruments, total=total and Decimal(total))
    assert [code for code, _pointer in found(facts)] == codes


def test_total_is_not_summed_where_the_rule_is_not_published():
    instruments = {"IIT": Decimal(90), "EIT": Decimal(90), "OIT": Decimal(90)}
    assert found(with_result(2569, instruments=instruments, total=Decimal(50), level="ผ่าน")) == []


def test_level_that_no_year_has():
    (fault,) = check(with_result(indicators=SCORES, level="ยอดมาก"))
    assert (fault.code, "ยอดมาก" in fault.message) == ("other-years-level", True)


def test_levels_and_scores_printed_twice():
    level = Printing("level", 2568, None, "ผ่านดี", Place("x", page=2))
    part = Printing("EIT1:7", 2568, Decimal("88.10"), "88.10", Place("x"))
    total = Printing("total", 2568, Decimal(93), "93", Place("x"))
    same = replace(level, words="ผ่าน ดี")
    assert check(replace(EMPTY, printings=(level, same, part, total))) == ()
    faults = check(
        replace(
            EMPTY,
            printings=(level, replace(level, words="ผ่าน"), part, replace(part, value=Decimal("88.11")), total,
                       replace(total, value=Decimal("93.51"))),
        )
    )  # fmt: skip
    assert [each.message for each in faults] == [
        "the level of fiscal year 2568 is printed as ผ่านดี (page 2); ผ่าน (page 2)",
        "indicator 7 EIT1 of fiscal year 2568 is printed as 88.10; 88.11",
        "the total of fiscal year 2568 is printed as 93; 93.51",
    ]


def test_a_sentence_that_names_both_years_is_no_second_printing():
    now = Printing("7", 2568, Decimal(90), "90", HERE, table=True)
    before = replace(now, year=2567, value=Decimal(85))
    mixed = replace(now, value=Decimal(85), table=False)
    assert check(replace(EMPTY, printings=(now, before, mixed))) == ()


def test_a_year_without_questions_may_have_any_question():
    finding = ReadFinding("i3", 1, advice="ควรทำ")
    assert found(with_result(2569), findings=(finding,)) == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("o41", "it is a number of 2566; 2568 does not ask it"),
        ("o34", "it is a number of 2567; in 2568 it is o27"),
        ("o99", "write the code of that year, such as o13"),
    ],
)
def test_unknown_code_is_told_with_the_right_number(code, hint):
    facts = replace(with_result(), findings=(ReadFinding(code, None), ReadFinding(code, None)))
    (fault,) = check(facts)
    assert (fault.code, fault.mend) == ("unknown-code", hint)


def test_code_under_another_indicator_needs_its_heading():
    finding = ReadFinding("o13", 9, under=10, text="x")
    facts = replace(with_result(), findings=(finding,), places={"/findings/0": HERE})
    name, words = RawParagraph("10. การป้องกันการทุจริต", Place("n", line=1)), RawParagraph("o13 x", HERE)
    under = replace(facts, raw=RawReport("r", "text", (name, words)))
    beside = replace(
        facts, raw=RawReport("r", "text", (name, RawParagraph("อื่น", Place("o", line=2), 2), words))
    )
    assert found(under) == [("code-under-other-indicator", "/findings/0")]
    assert found(beside) == found(facts) == found(facts, places={}) == []


def test_each_indicator_needs_a_measure_in_the_layout_of_2569():
    measure = ReadMeasure("มาตรการ", tuple(range(1, 10)), steps=("ทำ",), owner="กองคลัง", period="ตลอดปี")
    facts = replace(
        with_result(),
        plan_year=2569,
        sections=dict.fromkeys(range(1, 11), "วิเคราะห์ไว้แล้ว"),
        measures=(measure,),
    )
    assert [code for code, _pointer in found(facts)] == ["indicator-without-measure"]


def test_measures_of_no_indicator_are_not_held_against_scores():
    measure = ReadMeasure("ยกระดับ", steps=("ทำ",), owner="กองคลัง", period="ตลอดปี", follow_up="ตลอดปี")
    facts = replace(
        with_result(indicators=SCORES), plan_year=2569, measures=(measure,),
        sections=dict.fromkeys(range(1, 11), "วิเคราะห์ไว้แล้ว"), findings=(ReadFinding("o13", 9, advice="ควรทำ"),),
    )  # fmt: skip
    assert found(facts) == []


def test_a_finding_is_answered_by_its_code_its_title_or_prongsais_steps():
    def codes(step, code="o7"):
        finding = ReadFinding(code, 9, problem="ยังไม่ครบ", advice="ควรแก้ไขเรื่องที่ผู้ประเมินพบโดยเร็ว")
        measure = ReadMeasure("การเปิดเผย", (9,), steps=(step,))
        facts = replace(with_result(), findings=(finding,), measures=(measure,), plan_year=2569)
        return [code for code, _pointer in found(facts) if code == "finding-unanswered"]

    from prongsai.advice.book import advice

    assert codes("ซื้อวัสดุสำนักงานตามที่จำเป็นต้องใช้") == ["finding-unanswered"]
    assert codes("ตรวจข้อ o7 ก่อนเผยแพร่") == []
    assert codes("จัดทำรายงานผลการดำเนินงานประจำปีให้ครบ") == []
    assert codes(advice("annualreport").steps[0]) == []
    assert codes("") == ["finding-unanswered"]


def test_a_finding_of_a_year_without_a_method_is_held_against_words_only():
    finding = ReadFinding("e3", 8, "EIT1", advice="ควรลดเอกสารที่ขอจากประชาชนและใช้ลายมือชื่ออิเล็กทรอนิกส์")
    measure = ReadMeasure("ปรับปรุง", (8,), steps=("ซื้อวัสดุสำนักงานตามที่จำเป็น",), owner="ก", period="x")
    facts = replace(EMPTY, result_year=2571, plan_year=2569, findings=(finding,), measures=(measure,))
    (fault,) = (each for each in check(facts) if each.code == "finding-unanswered")
    assert fault.message.startswith("e3 (EIT1): ")
    (fault,) = (
        each
        for each in check(replace(facts, findings=(replace(finding, part=""),)))
        if each.code == "finding-unanswered"
    )
    assert fault.message.startswith("e3 (–): ")


def test_a_subject_without_advice_of_prongsai_is_compared_by_words(monkeypatch):
    from prongsai.reading.checks import answers

    assert answers._own_steps("no-such-concept") == ()


def test_ocr_makes_warnings_of_sums():
    facts = with_result(indicators=SCORES, total=Decimal(50))
    (plain,) = check(facts)
    (softened,) = check(replace(facts, raw=replace(facts.raw, recognised=True)))
    assert (plain.klass, softened.klass) == ("error", "warning")
    assert (
        softened.message
        == f"{plain.message} (the text was recognised from a picture: confirm the numbers first)"
    )


def test_ocr_leaves_other_errors():
    facts = replace(with_result(), announced=date(2020, 1, 1), raw=RawReport("r", "pdf", (), recognised=True))
    assert [(each.code, each.klass) for each in check(facts)] == [("announcement-impossible", "error")]


def test_a_rule_is_switched_off():
    facts = with_result(indicators=SCORES, total=Decimal(50))
    assert check(facts, off=["total-differs"]) == ()


def test_switched_off_reads_options_and_a_file(tmp_path):
    file = tmp_path / "off"
    file.write_text("# why\n\nno-owner = named elsewhere\n", encoding="utf-8")
    assert switched_off(["copied=one office writes all"], file) == {
        "copied": "one office writes all",
        "no-owner": "named elsewhere",
    }


def test_switched_off_refuses_unknown_rules_and_missing_reasons():
    with pytest.raises(InputError) as error:
        switched_off(["nothing=x", "copied", "no-owner="])
    assert [each.code for each in error.value.problems] == ["unknown-rule", "no-reason", "no-reason"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (None, "the report"),
        (Place("คำ"), "“คำ”"),
        (Place("คำ", page=2, line=9), "page 2: “คำ”"),
        (Place("คำ", sheet="ผล", cell="B4"), "sheet ผล, cell B4: “คำ”"),
        (Place("ก" * 200, line=1), f"line 1: “{'ก' * 90}…”"),
    ],
)
def test_where_is_said_in_words(place, words):
    assert Fault("x", "hint", "m", "n", place).where == words


def test_messages_are_in_the_language_in_use():
    facts = replace(with_result(), announced=date(2020, 1, 1))
    with language("th"):
        (fault,) = check(facts)
    assert fault.message == "วันที่ 1 มกราคม 2563 ไม่อาจเป็นวันประกาศผลการประเมินปี 2568"


def test_position_of_a_place_without_number():
    assert position(Place("x")) == ""


def test_pdf_paragraphs_may_go_on_after_the_page():
    blocks = (RawParagraph("หน่วยงานจะรายงานผลการดำเนินงานต่อผู้บริหารโดย", Place("x", page=1)),)
    assert found(replace(EMPTY, raw=RawReport("r", "pdf", blocks))) == []
    assert [code for code, _p in found(replace(EMPTY, raw=RawReport("r", "docx", blocks)))] == [
        "unfinished-sentence"
    ]


def test_a_table_that_neither_rises_nor_falls_is_no_ranking():
    rows = [("ลำดับที่", "ตัวชี้วัด", "คะแนน")] + [
        (str(place), good.NAMES[number], "90.00") for place, number in enumerate((4, 3, 2, 1, 0), start=1)
    ]
    table = RawTable(tuple(RawRow(cells, Place("r", line=n)) for n, cells in enumerate(rows)))
    assert found(replace(EMPTY, raw=RawReport("r", "docx", (table,)))) == []


def test_a_ranking_from_low_to_high_is_held_to_that():
    scores = ("80.00", "85.00", "84.00", "90.00", "95.00", "96.00")
    rows = [("ลำดับที่", "ตัวชี้วัด", "คะแนน"), ("", "กลุ่ม", ""), ("0", "เรื่องอื่น", "95.00")] + [
        (str(place), good.NAMES[number], score)
        for place, (number, score) in enumerate(zip((4, 3, 2, 1, 0, 5), scores, strict=True), start=1)
    ]
    table = RawTable(tuple(RawRow(cells, Place("r", line=n)) for n, cells in enumerate(rows)))
    assert found(replace(EMPTY, raw=RawReport("r", "docx", (table,)))) == [("rank-order", "")]


def test_a_level_beside_parts_that_contradict_eit():
    facts = with_result(
        indicators=SCORES, instruments={"EIT1": Decimal(95), "EIT2": Decimal(95)}, level="ผ่าน"
    )
    assert found(facts) == [("parts-differ", "/results/0/instruments/EIT1")]


def test_a_lowest_of_95_may_be_kept():
    scores = dict.fromkeys(SCORES, Decimal(99)) | {8: Decimal(96)}
    assert (
        found(with_result(indicators=scores), sections={8: "ได้คะแนนตามเป้าหมายที่ตั้งไว้ทุกเรื่อง ควรรักษามาตรฐาน"})
        == []
    )


def test_a_finding_taken_up_under_another_indicator_is_told_twice():
    text = "ควรประเมินความเสี่ยงของการเบิกจ่ายเงินและกำหนดมาตรการป้องกันการเบิกจ่ายเท็จ"
    finding = ReadFinding("i4", 2, advice=text)
    measures = tuple(
        ReadMeasure("x", (number,), steps=(step,), owner="ก", period="ข")
        for number, step in ((2, "ซื้อวัสดุสำนักงานตามที่จำเป็น"), (6, text[3:]))
    )
    facts = replace(
        with_result(), plan_year=2569, findings=(finding,), measures=measures,
        sections=dict.fromkeys(range(1, 11), "วิเคราะห์ไว้แล้ว"),
    )  # fmt: skip
    told = {each.code: each.message for each in check(facts)}
    assert told["finding-unanswered"].endswith("takes it up; one for another indicator does")
    assert told["step-under-other-indicator"] == "a step of “x” takes up i4, which belongs to indicator 2"


def test_an_item_that_is_no_longer_asked_is_told():
    text = "ข้อ i4 ควรเผยแพร่นโยบายคุ้มครองข้อมูลส่วนบุคคล (อ้างอิงจาก o10)"
    (fault,) = check(replace(with_result(), findings=(ReadFinding("i4", 2, text=text, refs=("o10",)),)))
    assert (fault.code, fault.mend) == (
        "other-years-code", "Use the number of one of these years: not asked in 2568.",
    )  # fmt: skip


def test_names_are_not_held_against_a_name_that_is_none():
    texts = ("รายงานของเทศบาลตำบลตัวอย่าง อำเภอเมือง", "เทศบาลตำบลในการประชุม", "เทศบาลตำบลในการประชุมประจำเดือน")
    raw = RawReport(
        "r", "docx", tuple(RawParagraph(text, Place(text, line=n)) for n, text in enumerate(texts))
    )
    assert found(replace(EMPTY, agency=Agency("เทศบาลตำบลในการประชุม"), raw=raw)) == []


def test_weak_points_of_a_year_without_a_method():
    scores = dict.fromkeys(range(1, 10), Decimal(90)) | {10: Decimal(100)}
    facts = replace(
        EMPTY, result_year=2571, plan_year=2569, results=(ReadResult(2571, scores),), mend=(1, 10)
    )
    assert ("weak-points-differ", "/mend") in found(facts)
