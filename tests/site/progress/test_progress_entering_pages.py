"""The form in which progress is reported: what is said where something is wrong, and nothing typed is lost."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from approved import report
from follow_up_pages import errors, pdf, photo, posted, summary, text
from prongsai.language.dates import full_date
from prongsai.site.progress.models import Entry, Evidence, State

pytestmark = pytest.mark.usefixtures("english")


def test_staff_enters_progress_with_photos_and_a_link(house, plan, staff, at):
    address = at("measures/m1/new/")
    assert errors(staff.get(address)) == []
    sent = posted(
        house,
        percent="๔๐%",
        spent="12,500.50 บาท",
        files=[photo("a.jpg"), photo("b.jpg")],
        link="https://example.go.th/news",
        dated_on="15 ธ.ค. 68",
    )
    answer = staff.post(address, sent, follow=True)
    assert "The progress was entered. It awaits confirmation by the ITA officer." in text(answer)
    entry = Entry.objects.get()
    assert (entry.day, entry.percent, str(entry.spent), entry.division, entry.state) == (
        date(2025, 12, 20),
        40,
        "12500.50",
        house.divisions["finance"],
        State.REPORTED,
    )
    assert [
        (each.title, each.dated_on, each.link, bool(each.file)) for each in Evidence.objects.order_by("pk")
    ] == [
        ("a", date(2025, 12, 15), "", True),
        ("b", date(2025, 12, 15), "", True),
        ("https://example.go.th/news", date(2025, 12, 15), "https://example.go.th/news", False),
    ]
    file = Evidence.objects.order_by("pk").first().file
    download = staff.get(f"/agencies/{house.agency.pk}/files/{file.pk}/")
    assert (download.status_code, download["Content-Type"]) == (200, "image/jpeg")
    download.close()


def test_evidence_without_a_date_bears_none_but_a_photo_its_own(house, plan, officer, at):
    yesterday, tomorrow = (timezone.localdate() + timedelta(days) for days in (-1, 1))
    files = [photo("a.jpg", yesterday), photo("b.jpg"), photo("c.jpg", tomorrow), pdf("d.pdf")]
    officer.post(at("measures/m1/new/"), posted(house, link="https://example.go.th", files=files))
    assert list(Evidence.objects.values_list("title", "dated_on")) == [
        ("a", yesterday),
        ("b", None),
        ("c", None),
        ("d", None),
        ("https://example.go.th", None),
    ]
    page = officer.get(at(f"entries/{Entry.objects.get().pk}/"))
    assert (text(page).count("no date given, added on"), text(page).count(" dated ")) == (4, 1)
    assert re.findall(r'name="evidence-dated_on"[^>]*value', page.content.decode()) == []
    assert "Left empty, a photo has the day on which its camera took it" in text(page)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"percent": "101"}, ["Per cent done: Enter a number such as 75."]),
        ({"percent": "-1"}, ["Per cent done: Enter a number such as 75."]),
        ({"percent": ""}, ["Per cent done: This field is required."]),
        ({"spent": "มาก"}, ["Budget spent so far (baht): Enter a number such as 12,500.50."]),
        ({"result": ""}, ["What was done: This field is required."]),
        (
            {"day": full_date(timezone.localdate() + timedelta(1))},
            ["As of the day: This day is still to come."],
        ),
        ({"link": "javascript:alert(1)"}, ["Link: Enter an address that begins with https://"]),
        (
            {"division": "0"},
            ["Division that reports: Select a valid choice. 0 is not one of the available choices."],
        ),
        (
            {"day": "1 มกราคม 2560"},
            ["The day lies before 1 ตุลาคม 2567, when the year of the plan&#x27;s result began."],
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(house, plan, officer, at, fields, told):
    answer = officer.post(at("measures/m1/new/"), posted(house, **{"result": "สิ่งที่พิมพ์ไว้", **fields}))
    assert summary(answer) == told
    assert not Entry.objects.exists()
    assert "result" in fields or "สิ่งที่พิมพ์ไว้" in text(answer)


def test_files_are_to_be_chosen_again_where_something_is_wrong(house, plan, officer, at):
    answer = officer.post(at("measures/m1/new/"), posted(house, percent="", files=[photo()]))
    assert "Choose the files again: they could not be kept." in text(answer)
    many = [photo() for _number in range(11)]
    answer = officer.post(at("measures/m1/new/"), posted(house, files=many))
    assert summary(answer) == ["Photos or files: Choose at most 10 files at once."]
    faulty = SimpleUploadedFile("a.exe", b"MZ\x00\x01")
    answer = officer.post(at("measures/m1/new/"), posted(house, files=[photo(), faulty]))
    assert summary(answer) == [
        "Photos or files: This kind of file is not taken here. Choose one of: picture (JPEG), picture (PNG), PDF, Word (DOCX), Excel (XLSX)."
    ]


def test_staff_reports_only_for_its_own_division(house, plan, staff, officer, at):
    assert staff.get(at("measures/m2/new/")).status_code == 403
    assert officer.get(at("measures/m99/new/")).status_code == 404
    answer = staff.post(at("measures/m1/new/"), posted(house, division=house.divisions["works"].pk))
    assert summary(answer) == [
        f"Division that reports: Select a valid choice. {house.divisions['works'].pk} is not one of the available choices."
    ]
    choices = re.findall(
        r'<option value="(\d+)"( selected)?',
        officer.get(at(f"measures/m1/new/?division={house.divisions['works'].pk}")).content.decode(),
    )
    assert choices == [
        (str(house.divisions["finance"].pk), ""),
        (str(house.divisions["works"].pk), " selected"),
    ]


def test_the_form_says_of_what_the_per_cent_is(house, plan, staff, officer, at):
    whole, part = "Of the whole measure, from 0 to 100.", "Of the part that the division is responsible for"
    both = "Of the whole measure for กองคลัง, which leads; of its own part for any other division."
    led, shared = report(house, plan), report(house, plan, measure="m3")
    found = [
        [words for words in (whole, part, both) if words in text(browser.get(at(path)))]
        for browser, path in (
            (staff, "measures/m1/new/"),
            (staff, "measures/m3/new/"),
            (officer, "measures/m1/new/"),
            (officer, "measures/m2/new/"),
            (staff, f"entries/{led.pk}/"),
            (staff, f"entries/{shared.pk}/"),
        )
    ]
    assert found == [[whole], [part], [both], [whole], [whole], [part]]


def test_last_report_of_the_division_stands_above_the_form(house, plan, staff, at):
    report(house, plan)
    assert "Last report: 20 December 2568, 40%" in text(staff.get(at("measures/m1/new/")))
