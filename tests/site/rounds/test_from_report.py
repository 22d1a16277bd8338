"""What a report offers: each fact beside its place, what is doubtful, and nothing of other years' codes."""

import pytest

from prongsai.language.messages import language
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.site.rounds.from_report import Doubt, Fact, RemarkFact, YearFacts, proposal

UNIT = "เทศบาลตำบลต้นแบบ"


@pytest.fixture(autouse=True)
def _in_english():
    with language("en"):
        yield


@pytest.fixture
def offered(facts):
    return lambda **changes: proposal(facts(**changes), load_method(2568), UNIT)


def test_facts_stand_beside_their_places(offered):
    found = offered()
    assert (found.own.number, found.own.fiscal_year, len(found.own.facts)) == (1, 2568, 15)
    by_name = {fact.name: fact for fact in found.own.facts}
    assert by_name["r1.indicators.1"] == Fact(
        "r1.indicators.1",
        "1. การปฏิบัติหน้าที่",
        "97.40",
        "บรรทัดที่ 29",
        "1. การปฏิบัติหน้าที่ 95.00 97.40",
    )
    assert by_name["r1.rank.place"] == Fact(
        "r1.rank.place", "ลำดับในกลุ่มหน่วยงานประเภทเดียวกัน", "12", "หน้า 3", "ลำดับที่ 12"
    )
    assert by_name["r1.announced"] == Fact(
        "r1.announced", "วันที่ประกาศผล", "15 สิงหาคม 2568", "หน้า 2", "ประกาศเมื่อ 15 สิงหาคม 2568"
    )
    assert by_name["r1.level"] == Fact("r1.level", "ระดับ", "ผ่านดี")
    assert [fact.name for fact in found.own.facts if fact.worded] == ["r1.level", "r1.announced"]


def test_earlier_years_with_a_method_are_offered(offered):
    assert offered().earlier == (
        YearFacts(
            0,
            2567,
            (
                Fact(
                    "r0.indicators.1",
                    "1. การปฏิบัติหน้าที่",
                    "95.00",
                    "บรรทัดที่ 28",
                    "1. การปฏิบัติหน้าที่ 95.00 97.40",
                ),
            ),
        ),
    )


def test_what_may_be_remarks_is_offered(offered):
    assert offered().remarks == (
        RemarkFact(0, "e9", "EIT1", "ไม่ทราบ ดังนั้น ควรแจ้ง", (), "บรรทัดที่ 90"),
        RemarkFact(1, "o13", "", "ขาด (1)", ("(1) ผล",)),
    )


@pytest.mark.parametrize(
    ("code", "problem", "advice", "taken"),
    [
        ("e1", "(EIT ส่วนที่ 1) การให้บริการตามขั้นตอนและระยะเวลา", "", False),
        ("e9", "ส่วนที่ 1 ความสะดวกและรวดเร็วของบริการออนไลน์ (72.02 คะแนน) เนื่องจากได้คะแนนต่ำกว่า 85", "", False),
        ("o13", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "", False),
        ("o13", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี ไม่ครบองค์ประกอบ", "", True),
        ("o13", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "ควรเผยแพร่", True),
        ("z99", "ไม่ทราบ", "", True),
    ],
)
def test_titles_of_findings_are_not_offered_as_remarks(offered, code, problem, advice, taken):
    found = {"code": code, "part": "", "problem": problem, "advice": advice, "missing": []}
    assert [each.codes for each in offered(findings=[found]).remarks] == [code] * taken


def test_remarks_and_day_of_another_result_year_are_not_offered(offered):
    found = offered(result_year=2567)
    assert found.remarks == ()
    assert "r1.announced" not in {fact.name for fact in found.own.facts}


def test_report_without_day_of_announcement_offers_none(offered):
    assert "r1.announced" not in {fact.name for fact in offered(announced=None).own.facts}


def test_doubts_stand_at_the_facts_that_they_touch(offered, doubt):
    found = offered(
        doubts=[doubt(29), doubt(90), doubt(120), doubt(7, "likely", "2567"), doubt(8, "certain")]
    )
    one = Doubt("97.40", "97.40", "เหตุ", "บรรทัดที่ 29")
    assert {fact.name: fact.doubts for fact in found.own.facts if fact.doubts} == {"r1.indicators.1": (one,)}
    assert [remark.doubts for remark in found.remarks] == [
        (Doubt("97.40", "97.40", "เหตุ", "บรรทัดที่ 90"),),
        (),
    ]
    assert found.doubts == (Doubt("2567", "2567", "เหตุ", "บรรทัดที่ 7"),)
    assert found.taken_for == (Doubt("97.40", "97.40", "เหตุ", "บรรทัดที่ 8"),)


def test_report_of_another_agency_is_told(offered):
    assert offered().others == ""
    assert offered(agency={"name": "เทศบาลตำบล ต้นแบบ"}).others == ""
    assert offered(agency={"name": ""}).others == ""
    assert offered(agency={"name": "เทศบาลอื่น"}).others == "เทศบาลอื่น"


@pytest.mark.parametrize(("kept", "code"), [(0, "no-scores"), (1, "other-year")])
def test_report_without_scores_of_the_year_is_refused(offered, facts, kept, code):
    with pytest.raises(InputError) as caught:
        offered(results=facts()["results"][:kept])
    assert [each.code for each in caught.value.problems] == [code]
