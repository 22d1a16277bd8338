"""Whatever a file says, reading and checking end in facts and faults: nothing that somebody wrote stops a folder."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.language.problems import InputError
from prongsai.reading.check import check
from prongsai.reading.check_export import as_html, as_sarif
from prongsai.reading.export import as_json, to_intake, to_plan
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Place, RawParagraph, RawReport, RawRow, RawTable

WORDS = (
    "ตัวชี้วัด", "ตัวชี้วัดที่ 7", "ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "1. การปฏิบัติหน้าที่", "การใช้งบประมาณ", "คะแนน", "๙๓.๐๐ คะแนน",
    "100", "99.14", "๙๙", "185", "0", "-", "IIT", "EIT", "OIT", "EIT ส่วนที่ 1", "ส่วนที่ 2", "คะแนนรวม", "ระดับ", "ผ่านดี", "AA",
    "ปีงบประมาณ พ.ศ. 2568", "พ.ศ. ๒๕๖๗", "2566", "คะแนนปีงบประมาณ 2565", "ผลคะแนน", "ได้คะแนน", "อยู่ในระดับ",
    "i7 ประเด็น", "ดังนั้น", "(อ้างอิงจาก ๐13)", "ข้อ 120 และข้อ 121", "E๒", "o99", "ข้อ o13 ขาดองค์ประกอบ (4)", "1๐๐",
    "มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล", "ผลการวิเคราะห์", "ขั้นตอน",
    "กองคลัง", "ทุกส่วนราชการ", "สำนักปลัด/กองช่าง", "ต.ค. ๒๕๖๘ – ก.ย. ๒๕๖๙", "ไตรมาส 1-2", "ตลอดปีงบประมาณ พ.ศ. 2569",
    "(1) ทบทวนคู่มือ", "๑. จัดทำทะเบียน", "ดีเยี่ยม", "คะแนนเต็ม", "ควรรักษามาตรฐานไว้", "ลำดับที่ 589", "15 สิงหาคม 2568",
    "เทศบาลตำบลตัวอย่าง", "อำเภอตัวอย่าง", "จังหวัดตัวอย่าง", "หลักการและเหตุผล", "จุดอ่อน", "ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=7).map(" ".join)
PLACE = Place("ที่นี่", line=1)
PARAGRAPH = st.builds(RawParagraph, TEXT, st.just(PLACE), st.integers(0, 3))
ROW = st.builds(RawRow, st.lists(TEXT, min_size=1, max_size=6).map(tuple), st.just(PLACE))
TABLE = st.builds(RawTable, st.lists(ROW, min_size=1, max_size=6).map(tuple))
REPORT = st.builds(
    RawReport,
    st.just("a.docx"),
    st.just("docx"),
    st.lists(PARAGRAPH | TABLE, max_size=12).map(tuple),
    recognised=st.booleans(),
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(REPORT)
def test_any_report_ends_in_facts_and_faults(raw):
    facts = read_facts(raw)
    faults = check(facts)
    plain = as_json(facts)
    assert set(plain["places"]) == set(facts.places)
    assert [each for each in faults if not (each.code and each.message and each.klass)] == []
    assert as_html([(raw, faults)]).startswith("<!doctype html>")
    assert len(as_sarif({"a.docx": faults}, {})["runs"][0]["results"]) == len(faults)
    assert isinstance(to_intake(facts), str)
    with suppress(InputError):
        to_plan(facts)


@pytest.mark.parametrize(
    "raw", [RawReport("empty.txt", "text", ()), RawReport("empty.pdf", "pdf", (), recognised=True)]
)
def test_report_without_a_word_has_facts_of_nothing(raw):
    facts = read_facts(raw)
    assert (facts.results, facts.findings, facts.measures, facts.agency.name) == ((), (), (), "")
