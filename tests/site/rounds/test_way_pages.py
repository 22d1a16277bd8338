"""Pasting, the XLSX template and reading a report, by their pages."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from houses import INDICATORS
from prongsai.intake.sheets import write_template
from prongsai.method.library import load_method
from prongsai.site.jobs.models import State
from prongsai.site.readings.models import Reading
from prongsai.site.rounds.actions import begin_entry
from prongsai.site.rounds.drafts import draft_of
from prongsai.site.rounds.models import Entry, Result


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture(autouse=True)
def _english(house):
    for user in house.users.values():
        user.language = "en"
        user.save()


@pytest.fixture
def begin(house, empty_round, pages):
    """Give a maker of an entry of a way, and the address of its page."""

    def make(way):
        entry = begin_entry(house.actor(), empty_round, way)
        return entry, pages(f"entries/{entry.pk}/way/")

    return make


def draft(entry):
    return draft_of(Entry.objects.select_related("round").get(pk=entry.pk))


def test_paste_is_understood_and_leads_to_the_last_look(officer, begin):
    entry, url = begin("paste")
    assert "Paste here what you copied" in text(officer.get(url))
    pasted = "\n".join(INDICATORS.values())
    response = officer.post(url, {"pasted": pasted, "source": "LINE"})
    assert response.url == url.replace("way/", "check/")
    assert (draft(entry).inputs["indicators"], draft(entry).source) == (INDICATORS, "LINE")
    assert "97.40\n92.85" in unescape(officer.get(url).content.decode())


def test_paste_that_is_not_understood_is_kept_and_told(officer, begin):
    entry, url = begin("paste")
    page = text(officer.post(url, {"pasted": "1 185"}))
    assert "Paste here what you copied: line 1: 185 is not a score: scores lie between 0 and 100" in page
    assert (draft(entry).pasted, draft(entry).read) == ("1 185", False)
    assert "This field is required." in text(officer.post(url, {"pasted": ""}))


def test_same_fault_in_many_lines_is_told_once_with_the_lines(officer, begin):
    _entry, url = begin("paste")
    page = text(
        officer.post(url, {"pasted": "1 185\n2 97,4\n" + "\n".join(f"{n} 9{n}5" for n in range(3, 8))})
    )
    named = ", ".join(f"line {n}" for n in range(3, 8))
    out = "line 1: 185 is not a score: scores lie between 0 and 100 – write the score as it was published"
    assert page.count(out) == 2  # in the summary and beside the field
    assert page.count("scores lie between 0 and 100") == 2
    assert page.count(f"(The same in: {named})") == 2
    assert page.count("line 2: “97,4” is not a number") == 2


def test_same_fault_in_a_template_is_told_once_with_the_rows(officer, begin):
    _entry, url = begin("xlsx")
    page = text(officer.post(url, {"file": template(**{f"C{row}": 185 for row in range(2, 12)})}))
    assert page.count("185 is not a score") == 2
    assert "(The same in: sheet “ตัวชี้วัด”, row 3, sheet “ตัวชี้วัด”, row 4," in page


def template(**cells):
    book = load_workbook(BytesIO(write_template(load_method(2568))))
    book["หน่วยงาน"]["B2"] = "เทศบาลตำบลต้นแบบ"
    for row, score in zip(book["ตัวชี้วัด"].iter_rows(min_row=2), INDICATORS.values(), strict=False):
        row[2].value = float(score)
    for cell, value in cells.items():
        book["ตัวชี้วัด"][cell] = value
    target = BytesIO()
    book.save(target)
    return SimpleUploadedFile("แบบกรอก.xlsx", target.getvalue())


def test_template_is_read_and_kept(officer, begin):
    entry, url = begin("xlsx")
    assert "Download the template of 2568 (XLSX)" in text(officer.get(url))
    assert officer.post(url, {"file": template()}).url == url.replace("way/", "check/")
    entry.refresh_from_db()
    assert (entry.file.name, draft(entry).inputs["indicators"]["9"]) == ("แบบกรอก.xlsx", "88.5")
    assert "from the XLSX template: แบบกรอก.xlsx" in text(officer.get(url.replace("way/", "check/")))
    officer.post(url.replace("way/", "check/"))
    assert Result.objects.get().file == entry.file


def test_faulty_template_is_told_with_sheet_and_row(officer, begin):
    entry, url = begin("xlsx")
    page = text(officer.post(url, {"file": template(C4=185)}))
    assert "The filled-in file: sheet “ตัวชี้วัด”, row 4: 185 is not a score" in page
    assert draft(entry).read is False


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (
            SimpleUploadedFile("ก.xlsx", b"%PDF-1.7"),
            "This kind of file is not taken here. Choose one of: Excel (XLSX).",
        ),
        (None, "This field is required."),
    ],
)
def test_what_is_no_template_is_refused(officer, begin, file, told):
    _entry, url = begin("xlsx")
    assert told in text(officer.post(url, {"file": file} if file else {}))


@pytest.fixture
def reading(officer, begin):
    """Upload a report for an entry; give the reading, and the address of the page."""
    _entry, url = begin("report")
    officer.post(url, {"file": SimpleUploadedFile("รายงาน.txt", "รายงานผลการประเมิน".encode())})
    return Reading.objects.get(), url


def done(reading, facts):
    reading.facts = facts
    reading.save()
    reading.job.state = State.DONE
    reading.job.save()


def test_report_is_asked_for(officer, begin):
    _entry, url = begin("report")
    page = text(officer.get(url))
    assert "Upload and read" in page
    assert "This field is required." in text(officer.post(url))
    picture = SimpleUploadedFile("ก.png", b"\x89PNG\r\n\x1a\n")
    assert "This kind of file is not taken here." in text(officer.post(url, {"file": picture}))
    assert not Reading.objects.exists()


def test_uploaded_report_is_being_read(officer, reading):
    made, url = reading
    assert (made.purpose, made.file.name, made.entry.way) == ("result", "รายงาน.txt", "report")
    page = officer.get(url)
    assert "The report is being read Fiscal year 2568 รายงาน.txt Waiting for its turn…" in text(page)
    assert f"/jobs/{made.job.pk}/" in page.content.decode()


def test_round_leads_back_to_a_report_that_is_being_read(officer, reading, pages):
    assert "New result, read from a report" in text(officer.get(pages()))


def test_report_that_could_not_be_read_is_told_and_another_is_asked_for(officer, reading):
    made, url = reading
    made.job.state, made.job.told = State.FAILED, "อ่านไม่ได้"
    made.job.save()
    page = text(officer.get(url))
    assert "อ่านไม่ได้" in page
    assert "Upload and read" in page


def test_report_whose_job_is_gone_is_asked_for_again(officer, reading):
    made, url = reading
    made.job.delete()
    assert "Upload and read" in text(officer.get(url))


def test_facts_stand_beside_their_places_and_are_confirmed(officer, reading, facts, doubt):
    made, url = reading
    done(made, facts(doubts=[doubt(29), doubt(8, "certain", "๐13")]))
    page = text(officer.get(url))
    for words in (
        "Confirm what was read Fiscal year 2568 From รายงาน.txt.",
        "Scores of 2568 1. Performance of duty line 29: 1. การปฏิบัติหน้าที่ 95.00 97.40",
        "in doubt read “97.40”, taken for “97.40”: เหตุ (line 29) I have compared this with the report",
        "Take this as a remark of the assessor Text of the remark on e9",
        "e9 · EIT1 · line 90",
        "Missing: (1) ผล",
        "Scores of 2567 Take the scores of 2567 too",
        "๐13 → ๐13",
    ):
        assert words in page
    fields = {f"r1.indicators.{number}": score for number, score in INDICATORS.items()}
    page = text(officer.post(url, {**fields, "r1.indicators.2": "192"}))
    assert "I have compared this with the report: Confirm this to go on." in page
    assert "2. Use of budget: 192 is not a score" in page
    assert draft(made.entry).typed["r1.indicators.2"] == "192"
    assert 'value="192"' in officer.get(url).content.decode()
    response = officer.post(
        url, {**fields, "sure.r1.indicators.1": "on", "remark1": "on", "remark1.text": "ขาด"}
    )
    assert response.url == url.replace("way/", "check/")
    made.entry.refresh_from_db()
    assert (made.entry.file, draft(made.entry).inputs["indicators"]) == (made.file, INDICATORS)
    assert [each["codes"] for each in draft(made.entry).remarks] == [["o13"]]


def test_report_of_another_agency_is_asked_about(officer, reading, facts, doubt):
    made, url = reading
    done(made, facts(agency={"name": "เทศบาลอื่น"}, doubts=[doubt(7)]))
    page = text(officer.get(url))
    assert "The report is of “เทศบาลอื่น”. Are these the scores of เทศบาลตำบลต้นแบบ?" in page
    assert "Also not read with certainty" in page


def test_report_without_scores_of_the_year_is_refused_with_other_ways(officer, reading, facts):
    made, url = reading
    done(made, facts(results=[]))
    page = text(officer.get(url))
    assert (
        "This report cannot be used here No scores were found in the report. – type the scores, or paste them"
        in page
    )
    assert "Choose another way" in page


def test_another_report_may_be_uploaded(officer, reading, facts):
    made, url = reading
    done(made, facts())
    assert "Upload and read" in text(officer.get(f"{url}?again"))
    officer.post(url, {"file": SimpleUploadedFile("ใหม่.txt", "อีกฉบับ".encode())})
    assert "ใหม่.txt" in text(officer.get(url))


def test_facts_page_takes_few_queries(officer, reading, facts, django_assert_max_num_queries):
    made, url = reading
    done(made, facts())
    with django_assert_max_num_queries(12):
        officer.get(url)
