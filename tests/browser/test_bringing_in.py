"""The ways by which a result comes in otherwise than pasted: typed, by XLSX template, read from a report."""

import re

from openpyxl import load_workbook
from playwright.sync_api import expect

from houses import INDICATORS
from ways import TOTAL, bring_in, saved

TYPED, FILLED_IN, REPORTED = (f"/agencies/{number}/rounds/2568/" for number in (9, 10, 2))
PARTS = {"EIT ส่วนที่ 1": "86.20", "EIT ส่วนที่ 2": "89.87"}
REHEARSAL = "ผลทดลองประเมินของหน่วยงาน"
LETTER = """\
i10 ประเด็น บุคลากรบางรายยืมทรัพย์สินของราชการโดยไม่ได้ขออนุญาต ดังนั้น ควรเขียนขั้นตอนการยืมไว้ในคู่มือ (อ้างอิงจาก o8)
ข้อ o13 รายงานผลการจัดซื้อจัดจ้างประจำปี ไม่ครบองค์ประกอบ เนื่องจากขาดองค์ประกอบ (4) ข้อเสนอแนะ
"""


def begin(officer, round_, way):
    officer.go(f"{round_}results/new/")
    bring_in(officer, way)


def boxes(officer):
    """Give the box of each score of the form by what stands beside it, in their order."""
    found = officer.page.locator("fieldset.group .score-row")
    return {each.locator("label").inner_text(): each.locator("input") for each in found.all()}


def total(officer):
    return officer.page.locator("#sums .figures .first dd")


def newest(officer):
    """Give the first of the round's results, as it stands on the round's page."""
    return officer.page.get_by_role("article").filter(has_text=REHEARSAL).first


def test_typed_scores_are_counted_while_they_are_typed(visit):
    officer = visit("officer@example.com")
    begin(officer, TYPED, "กรอกคะแนน 10 ช่อง")
    page, typed = officer.page, boxes(officer)
    page.evaluate("window.neverLeft = true")
    for box, score in zip(typed.values(), [*list(INDICATORS.values())[:8], *PARTS.values()], strict=False):
        box.fill(score)
    expect(page.locator("#sums")).to_contain_text("ตัวชี้วัดที่ไม่มีคะแนน: 9, 10")
    typed["9. การเปิดเผยข้อมูล"].press_sequentially(INDICATORS["9"])
    typed["10. การป้องกันการทุจริต"].press_sequentially("1000")
    expect(page.locator("#sums .notice.error")).to_contain_text("1000")
    typed["10. การป้องกันการทุจริต"].fill(INDICATORS["10"])
    expect(total(officer)).to_have_text(TOTAL)
    typed["EIT ส่วนที่ 1"].fill("99")
    expect(page.locator("#sums .notice.warning")).to_be_visible()
    typed["EIT ส่วนที่ 1"].fill(PARTS["EIT ส่วนที่ 1"])
    expect(page.locator("#sums .notice.warning")).to_be_hidden()
    assert page.evaluate("window.neverLeft")
    page.get_by_label("ชนิดของผลการประเมิน").select_option(REHEARSAL)
    officer.press("ดำเนินการต่อ")
    officer.press("บันทึกผลการประเมิน")
    assert newest(officer).locator("dd").all_inner_texts() == [TOTAL, "94.18", "88.03", "94.25"]


def test_filled_in_template_becomes_a_result(visit, tmp_path):
    officer = visit("officer@example.com")
    begin(officer, FILLED_IN, "กรอกในแบบฟอร์ม Excel")
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name=re.compile("^ดาวน์โหลดแบบ")).click()
    file = saved(download.value, tmp_path)
    fill_in(file)
    officer.page.locator("input[type=file]").set_input_files(file)
    officer.press("อัปโหลดไฟล์")
    officer.press("บันทึกผลการประเมิน")
    assert newest(officer).locator("dd").first.inner_text() == TOTAL


def fill_in(file):
    book = load_workbook(file)
    for row in book["หน่วยงาน"].iter_rows(min_row=2):
        if row[0].value == "ชนิดของผล":
            row[1].value = REHEARSAL
    scores = INDICATORS | {"EIT1": PARTS["EIT ส่วนที่ 1"], "EIT2": PARTS["EIT ส่วนที่ 2"]}
    for row in book["ตัวชี้วัด"].iter_rows(min_row=2):
        if row[0].value in scores:
            row[2].value = float(scores[row[0].value])
    book.save(file)


def test_report_that_was_made_here_is_read_and_confirmed_fact_by_fact(visit, tmp_path):
    officer = visit("officer@example.com")
    paste_letter(officer)
    total_of_round = officer.go(REPORTED).locator(".figures dd").first.inner_text()
    for file in make_report(officer, tmp_path):
        confirm_report(officer, file, total_of_round)


def paste_letter(officer):
    officer.go(f"{REPORTED}remarks/letter/")
    officer.page.get_by_label("วางหนังสือของผู้ประเมินที่นี่").fill(LETTER)
    officer.press("ดำเนินการต่อ")
    officer.press("บันทึกข้อสังเกตเหล่านี้")


def make_report(officer, folder):
    officer.go(f"{REPORTED}papers/")
    page = officer.page
    page.get_by_text("เลือกเอกสาร รูปแบบไฟล์").click()
    for each in page.get_by_role("group", name="เอกสาร", exact=True).get_by_role("checkbox").all()[1:]:
        each.uncheck()
    officer.press("จัดทำเอกสารตามที่เลือก")
    made = []
    for format_ in ("DOCX", "PDF"):
        with page.expect_download(timeout=60_000) as download:
            page.get_by_role("link", name=re.compile(f"^{format_}")).click(timeout=60_000)
        made.append(saved(download.value, folder))
    return made


def confirm_report(officer, file, total_of_round):
    begin(officer, REPORTED, "อ่านจากรายงาน")
    page = officer.page
    page.locator("input[type=file]").set_input_files(file)
    officer.press("อัปโหลดและอ่าน")
    page.get_by_role("button", name="ยืนยันและดำเนินการต่อ").wait_for(timeout=60_000)
    for fact in page.locator(".sheet").first.locator(".fact").all():
        assert fact.get_by_role("textbox").input_value() in fact.locator(".stands").inner_text()
    officer.press("ยืนยันและดำเนินการต่อ")
    assert page.locator(".panel .figures dd").first.inner_text() == total_of_round
    officer.press("บันทึกผลการประเมิน")
    assert page.locator(".figures dd").first.inner_text() == total_of_round
