"""The steps of people's ways through the site, as one goes them in a browser; for the tests in `tests/browser`."""

import base64
import hashlib
import hmac
import io
import re
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
from docx import Document
from playwright.sync_api import Download

from visiting import Visitor

PASTED = """\
ตัวชี้วัด\tคะแนน
1. การปฏิบัติหน้าที่\t97.40
2. การใช้งบประมาณ\t92.85
3. การใช้อำนาจ\t96.10
4. การใช้ทรัพย์สินของราชการ\t90.25
5. การแก้ไขปัญหาการทุจริต\t94.30
6. คุณภาพการดำเนินงาน\t91.75
7. ประสิทธิภาพการสื่อสาร\t88.40
8. การปรับปรุงระบบการทำงาน\t83.95
9. การเปิดเผยข้อมูล\t88.50
10. การป้องกันการทุจริต\t100.00
EIT ส่วนที่ 1\t86.20
EIT ส่วนที่ 2\t89.87

i10 ประเด็น บุคลากรบางรายยืมทรัพย์สินของราชการโดยไม่ได้ขออนุญาตตามขั้นตอน ดังนั้น ควรเขียนขั้นตอนการยืมไว้ในคู่มือ (อ้างอิงจาก o8)
ส่วนที่ 1
e9 ประเด็น ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น ควรประชาสัมพันธ์ระบบบริการออนไลน์ (อ้างอิงจาก o10)
"""
TOTAL = "92.36"
"""What the pasted scores come to."""
APPROVERS = {"director@example.com": "เห็นชอบ", "clerk@example.com": "เห็นชอบ", "mayor@example.com": "อนุมัติ"}
"""Those of the chain in their order, and the word that each gives: only the last approves."""
PASSWORD_OF_NEWCOMERS = "a password for tests"
LONGEST = 90.0
"""How long the making of papers may take, in seconds."""

Visit = Callable[..., Visitor]


def bring_in(officer: Visitor, way: str) -> None:
    """Choose a way by which a result comes in, on the page that asks for it."""
    officer.page.get_by_label(way).check()
    officer.press("ดำเนินการต่อ")


def paste_scores(officer: Visitor) -> None:
    """Bring a result in by pasting it, from the page that asks for the way to its saving."""
    bring_in(officer, "วางจาก Excel")
    officer.page.get_by_label("วางข้อความที่คัดลอกมาที่นี่").fill(PASTED)
    officer.press("ดำเนินการต่อ")
    officer.press("บันทึกผลการประเมิน")


def counted_findings(officer: Visitor) -> list[str]:
    """Read the findings, and give how many there are of each class."""
    officer.follow("อ่านข้อค้นพบและจัดทำแผน")
    headings = officer.page.get_by_role("heading", level=3)
    return headings.filter(has_text=re.compile("เรื่อง$")).all_inner_texts()


def make_plan(officer: Visitor) -> None:
    """Make the plan of the coming year, from the findings."""
    officer.follow("ไปที่แผนมาตรการ")
    officer.press("จัดทำแผนปีงบประมาณ พ.ศ. 2569")


def submit(officer: Visitor) -> None:
    """Submit a plan, from its page."""
    officer.follow("เสนอขออนุมัติ")
    officer.press("เสนอขออนุมัติ")


def approve(approver: Visitor, agency: str, word: str) -> None:
    """Endorse or approve what awaits the decision, from the list of agencies."""
    approver.follow(agency)
    approver.follow("อ่านและพิจารณา")
    approver.page.get_by_label(word, exact=True).check()
    approver.press("ยืนยันผลการพิจารณา")


def publish(officer: Visitor, agency: str) -> None:
    """Note that the approved plan was published, from the list of agencies."""
    officer.go("/")
    officer.follow(agency)
    officer.follow("เผยแพร่แผน")
    officer.follow("บันทึกว่าเผยแพร่แล้ว")
    officer.press("บันทึกว่าเผยแพร่แล้ว")


def make_papers(officer: Visitor, folder: Path) -> dict[str, bytes]:
    """Make the papers of the round whose plan is open; give what is in the archive, by name."""
    officer.page.goto(re.sub("plan/.*", "papers/", officer.page.url))
    with officer.page.expect_navigation():
        officer.press("จัดทำเอกสาร")
    archive_link = officer.page.locator("a[href$='/zip/']")
    again = officer.page.get_by_role("link", name="ดูอีกครั้ง")
    end = time.monotonic() + LONGEST
    while not archive_link.count():
        assert time.monotonic() < end, "the papers are not made"
        if again.count():  # only where there is no script, which asks by itself
            with officer.page.expect_navigation():
                again.click()
        else:
            officer.page.wait_for_timeout(250)
    with officer.page.expect_download() as download:
        officer.follow("ดาวน์โหลดทั้งหมด (ZIP)")
    with zipfile.ZipFile(saved(download.value, folder)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def invite(manager: Visitor, name: str, email: str, role: str) -> str:
    """Invite somebody to the agency whose page is open; give the link."""
    manager.follow("บุคลากร")
    manager.follow("เชิญบุคลากร")
    manager.page.get_by_label("ชื่อ", exact=True).fill(name)
    manager.page.get_by_label("อีเมล").fill(email)
    manager.page.get_by_label(role).check()
    manager.press("สร้างคำเชิญ")
    return link_of(manager)


def link_of(page_with_link: Visitor) -> str:
    """Give the link that a page shows, to be handed over."""
    return page_with_link.page.get_by_label("ลิงก์", exact=True).input_value()


def accept(newcomer: Visitor, link: str) -> None:
    """Take an invitation up with a new account."""
    newcomer.page.goto(link)
    newcomer.page.get_by_label("ตั้งรหัสผ่าน").fill(PASSWORD_OF_NEWCOMERS)
    newcomer.page.get_by_label("รหัสผ่านอีกครั้ง").fill(PASSWORD_OF_NEWCOMERS)
    newcomer.press("สร้างบัญชีและตอบรับ")


def lose_session(visitor: Visitor) -> None:
    """Let the session end, as it does after a while."""
    visitor.context.clear_cookies(name="prongsai_session")


def code_of(secret: str) -> str:
    """Give the six digits that an app on a telephone shows for a key (RFC 6238), with some seconds left to type them."""
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    place = digest[-1] & 15
    return str((struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000).zfill(6)


def saved(download: Download, folder: Path) -> Path:
    """Keep a downloaded file under its own name."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def words(docx: bytes) -> str:
    """Give all text of a Word file, cells of tables included."""
    document = Document(io.BytesIO(docx))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def pdf_words(pdf: bytes) -> str:
    """Give all text of a PDF file."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def report_progress(staff: Visitor, result: str, photo: Path, percent: str = "80") -> None:
    """Report on the first measure that is due by one's own division, with a photo, from the first page."""
    staff.follow("ดูงานที่ต้องรายงาน")
    staff.page.get_by_role("link", name=re.compile("^รายงานความก้าวหน้า")).first.click()
    staff.page.get_by_label("ร้อยละความก้าวหน้า").fill(percent)
    staff.page.get_by_label("ผลการดำเนินการ").fill(result)
    staff.page.get_by_label("ภาพถ่ายหรือไฟล์").set_input_files(photo)
    staff.press("รายงาน")


def confirm_progress(officer: Visitor, agency: str, result: str) -> None:
    """Confirm what was reported with these words, from the list of what awaits the officer."""
    officer.follow(agency)
    officer.follow("งานที่ต้องรายงาน")
    officer.follow("อ่านและพิจารณา")
    waiting = officer.page.locator("section.sheet", has_text=result)
    waiting.get_by_role("button", name=re.compile("^ยืนยัน")).click()
    waiting.wait_for(state="detached")


def make_progress_report(officer: Visitor, folder: Path) -> list[str]:
    """Make the progress report as Word from the page of follow-up, and give its words, a paragraph or cell each."""
    officer.follow("การติดตามผล")
    officer.page.get_by_role("link", name=re.compile("^รายงานรอบ 12 เดือน")).click()
    officer.page.get_by_label("ความก้าวหน้าถึงวันที่").fill("")
    officer.page.get_by_label("PDF").uncheck()
    officer.press("จัดทำเอกสารตามที่เลือก")
    made = officer.page.get_by_role("link", name=re.compile("^DOCX")).first
    made.wait_for(timeout=LONGEST * 1000)
    with officer.page.expect_download() as download:
        made.click()
    path = folder / "progress.docx"
    download.value.save_as(path)
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(each.text for each in document.paragraphs), *cells]


def followed_up(coordinator: Visitor, agency: str, year: int) -> tuple[str, str]:
    """Look an agency up in the table of the area in a year: on how many measures it reported, how many are overdue."""
    coordinator.go("/")
    coordinator.page.get_by_label("ปีงบประมาณ").select_option(str(year))
    coordinator.page.get_by_label("ชื่อหรืออำเภอ").fill(agency)
    coordinator.press("ดู")
    (row,) = coordinator.page.locator("table.standings tbody tr").all()
    reported, overdue = row.locator("td").all()[-2:]
    return " ".join(reported.inner_text().split()), overdue.inner_text()


def take_out_area(coordinator: Visitor, folder: Path) -> list[dict[str, object]]:
    """Take the table that stands there out as Excel, and give its rows by their headings."""
    with coordinator.page.expect_download() as download:
        coordinator.press("ดาวน์โหลดเป็น Excel")
    sheet = openpyxl.load_workbook(saved(download.value, folder)).worksheets[0]
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def open_public_page(officer: Visitor, approver: Visitor, agency: str) -> str:
    """Let the officer propose that plan and progress are shown to everybody, and an approver open it; give its address."""
    for each in (officer, approver):
        each.go("/")
        each.follow(agency)
    officer.follow("ตั้งค่าหน้าเผยแพร่")
    officer.follow("แก้ไขข้อเสนอ")
    for part in ("แผนมาตรการ", "ความก้าวหน้าของมาตรการ"):
        officer.page.get_by_label(part, exact=True).check()
    officer.press("บันทึกข้อเสนอ")
    approver.page.locator("section", has_text="หน้าเผยแพร่ต่อสาธารณะ").get_by_role(
        "link", name="อ่านและพิจารณา"
    ).click()
    approver.press("อนุมัติและเปิดหน้าเผยแพร่")
    return approver.page.locator("a[href*='/public/']").first.get_attribute("href") or ""
