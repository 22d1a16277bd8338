"""The pages of follow-up: what they show to whom, what is said where something is wrong, and nothing typed is lost."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from approved import DECEMBER, YEAR, approve, plan_with_measures, report
from prongsai.language.dates import full_date
from prongsai.site.audit.models import Act
from prongsai.site.papers.models import PaperOrder
from prongsai.site.permissions import Role
from prongsai.site.progress import actions
from prongsai.site.progress.actions import Exhibit
from prongsai.site.progress.models import Entry, Evidence, Meeting, State
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.models import PackCopy, Result
from prongsai.site.rounds.packs import pack_of
from prongsai.site.rounds.queries import the_round

LINK = Exhibit("ภาพการอบรม", date(2025, 12, 15), link="https://example.go.th/photo")
TODAY = full_date(timezone.localdate())


def photo(name="photo.jpg", taken=None):
    """Give a photo, with the day on which it was taken where there is one."""
    buffer, exif = BytesIO(), Image.Exif()
    if taken is not None:
        exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d} 10:00:00"
    Image.new("RGB", (4, 4), "red").save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue())


def pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 x")


@pytest.fixture(autouse=True)
def english(house):
    """Let everybody read English, in whose words the code is written."""
    for user in house.users.values():
        user.language = "en"
        user.save(update_fields=["language"])


@pytest.fixture
def at(house):
    """Give a maker of addresses of the follow-up of the first agency's round."""
    return lambda path="": f"/agencies/{house.agency.pk}/rounds/{YEAR}/progress/{path}"


@pytest.fixture
def staff(house, signed_in):
    return signed_in(house.users[Role.STAFF])


@pytest.fixture
def officer(house, signed_in):
    return signed_in(house.users[Role.OFFICER])


@pytest.fixture
def reader(house, signed_in):
    return signed_in(house.users[Role.READER])


def text(answer):
    """Give what a page says, without its tags."""
    found = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def errors(answer):
    return re.findall(r'<ul class="errorlist[^>]*><li>([^<]+)', answer.content.decode())


def summary(answer):
    found = re.search(r'id="summary".*?</ul>', answer.content.decode(), re.DOTALL)
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", found[0]) if found else []


def posted(house, **fields):
    return {
        "division": house.divisions["finance"].pk,
        "day": "20 ธันวาคม 2568",
        "percent": "40",
        "result": "อบรมแล้ว",
        "spent": "",
        "obstacles": "",
        "suggestions": "",
        "link": "",
        "title": "",
        "dated_on": "",
        **fields,
    }


def test_before_approval_the_page_says_what_must_happen_first(house, within, officer, at):
    plan = plan_with_measures(house)
    assert "Measures are followed up once a version of the plan was approved." in text(officer.get(at()))
    assert officer.get(at("timeline/")).status_code == 404
    assert "No plan was approved yet." in text(officer.get(f"/agencies/{house.agency.pk}/due/"))
    approve(house, plan)
    assert "Follow-up of the plan for 2569" in text(officer.get(at()))


def test_page_of_the_plan_tells_states_and_what_comes_up(house, plan, officer, reader, at):
    entry = report(house, plan, percent=100)
    actions.confirm_entry(house.actor(), entry, 0)
    report(house, plan, measure="m2", division="works")
    said = text(officer.get(at()))
    for words in (
        "1 entries await confirmation. Read and decide",
        "done 1",
        "without proof",
        "1. มาตรการ m1",
    ):
        assert words in said
    assert "Read and decide" not in text(reader.get(at()))


def test_what_is_due_begins_with_the_readers_own_division(house, plan, staff, officer, reader):
    report(house, plan)
    address = f"/agencies/{house.agency.pk}/due/"
    said = text(staff.get(address))
    assert said.index("Your division") < said.index("กองคลัง") < said.index("The other divisions")
    assert "Awaiting your confirmation" not in said
    links = re.findall(r"entry-?|/measures/(m\d)/new/\?division=(\d+)", staff.get(address).content.decode())
    finance = str(house.divisions["finance"].pk)
    assert {each for each in links if each[0]} == {("m1", finance), ("m3", finance)}
    assert "Plan for 2569: 1 entries" in text(officer.get(address))
    said = text(reader.get(address))
    assert ("Your division" in said, "All divisions" in said, "Report progress" in said) == (
        False,
        True,
        False,
    )


def test_where_nothing_is_owed_the_page_says_so(house, plan, staff):
    for measure, division in (("m1", "finance"), ("m2", "works"), ("m3", "office")):
        report(house, plan, measure=measure, division=division, percent=100)
    said = text(staff.get(f"/agencies/{house.agency.pk}/due/"))
    assert "Your division owes no report now." in said
    assert "Nobody owes a report now." in said


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


def test_page_of_a_measure_shows_each_entry_and_what_may_be_done(house, plan, staff, officer, reader, at):
    entry = report(house, plan, exhibits=[LINK], spent=1500, obstacles="ฝนตก", suggestions="เลื่อน")
    report(house, plan, division="works", percent=90)
    actions.add_meeting(house.actor(), plan, DECEMBER, "ประชุมครั้งที่ 1", ["m1"])
    said = text(reader.get(at("measures/m1/")))
    for words in (
        "awaiting confirmation 40% กองคลัง",
        "90% กองช่าง (its own part)",
        "Budget spent so far (baht): 1,500.00",
        "ภาพการอบรม dated 15 December 2568",
        "ประชุมครั้งที่ 1",
        "No evidence yet.",
    ):
        assert words in said
    assert "Confirm" not in said.replace("confirmed", "")
    assert "Report progress" in text(staff.get(at("measures/m1/")))
    assert "Return for changes" in text(officer.get(at("measures/m1/")))
    assert "Nothing was reported on this measure yet." in text(reader.get(at("measures/m2/")))
    assert reader.get(at("measures/m99/")).status_code == 404
    assert entry.state == State.REPORTED


def test_entry_is_changed_by_its_division_and_awaits_confirmation_again(house, plan, staff, at):
    entry = report(house, plan, spent=1500)
    actions.return_entry(house.actor(), entry, "ขอหลักฐาน", 0)
    address = at(f"entries/{entry.pk}/")
    page = staff.get(address)
    assert "Returned by Officer of one.example.com: ขอหลักฐาน" in text(page)
    assert 'value="1,500.00"' in page.content.decode()
    sent = {"revision": "1", "day": "20 ธันวาคม 2568", "percent": "60", "result": "เพิ่มแล้ว"}
    answer = staff.post(address, sent, follow=True)
    assert "Saved. The entry awaits confirmation." in text(answer)
    assert (Entry.objects.get().percent, Entry.objects.get().state) == (60, State.REPORTED)
    answer = staff.post(address, {**sent, "percent": "70"})
    assert summary(answer) == [
        "Somebody changed this entry after you opened it. See what stands there now, then decide again."
    ]
    assert 'value="70"' in answer.content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', answer.content.decode())[1]
    staff.post(address, {**sent, "percent": "70", "revision": revision})
    assert Entry.objects.get().percent == 70
    assert summary(staff.post(address, {**sent, "percent": "x", "revision": revision})) == [
        "Per cent done: Enter a number such as 75."
    ]


def test_entry_of_another_division_is_read_and_not_changed(house, plan, staff, reader, at):
    entry = report(house, plan, division="works")
    address = at(f"entries/{entry.pk}/")
    for browser in (staff, reader):
        page = browser.get(address)
        assert (page.status_code, "Change this report" in text(page)) == (200, False)
        assert browser.post(address, {"revision": "0"}).status_code == 403
    assert staff.get(at("entries/987654/")).status_code == 404


def test_officer_confirms_from_the_list_and_goes_back_to_it(house, plan, officer, staff, at):
    entry = report(house, plan, role=Role.STAFF)
    assert "มาตรการ m1" in text(officer.get(at("awaiting/")))
    assert "Confirm" not in text(staff.get(at("awaiting/"))).replace("confirmation", "")
    answer = officer.post(
        at(f"entries/{entry.pk}/confirm/"), {"revision": "0", "on": "awaiting"}, follow=True
    )
    assert answer.redirect_chain == [(at("awaiting/"), 302)]
    assert "Confirmed. It counts in reports from now on. Awaiting confirmation Nothing awaits" in text(
        answer
    ).replace("Undo", "").replace("  ", " ")
    answer = officer.post(at(f"entries/{entry.pk}/confirm/"), {"revision": "1"}, follow=True)
    assert "This entry does not await confirmation any more." in text(answer)
    assert officer.post(at(f"entries/{entry.pk}/confirm/"), {}).status_code == 302
    assert "confirmed by Officer of one.example.com" in text(officer.get(at("measures/m1/")))


def test_many_entries_that_await_confirmation_stand_on_several_pages(house, plan, officer, at):
    for _number in range(16):
        report(house, plan, role=Role.STAFF)
    pages = [officer.get(at(f"awaiting/?page={number}")).content.decode() for number in (1, 2)]
    assert [each.count('<section class="sheet"') for each in pages] == [15, 1]
    assert "Page 1 of 2" in pages[0]


def test_many_entries_on_a_measure_stand_on_several_pages_the_newest_first(house, plan, staff, at):
    for percent in range(13):
        report(house, plan, percent=percent, role=Role.STAFF)
    pages = [text(staff.get(at(f"measures/m1/?page={number}"))) for number in (1, 2)]
    shown = [re.findall(r"awaiting confirmation (\d+)%", each) for each in pages]
    assert shown == [[str(percent) for percent in range(12, 0, -1)], ["0"]]


def test_officer_returns_with_a_word(house, plan, officer, at):
    entry = report(house, plan, role=Role.STAFF)
    answer = officer.post(at(f"entries/{entry.pk}/return/"), {"revision": "0", "word": ""})
    assert summary(answer) == ["What is to be changed: Say what is to be changed."]
    answer = officer.post(at(f"entries/{entry.pk}/return/"), {"revision": "0", "word": "ขอภาพ"}, follow=True)
    assert "The entry was returned, with your word." in text(answer)
    assert Entry.objects.get().word == "ขอภาพ"
    answer = officer.post(at(f"entries/{entry.pk}/return/"), {"revision": "0", "word": "ขอภาพอีก"})
    assert summary(answer) == ["What is to be changed: Somebody changed this entry after you opened it."]
    assert officer.post(at(f"entries/{entry.pk}/return/"), {"word": "x"}).status_code == 200


def test_confirmed_entry_says_what_returning_it_means(house, plan, officer, staff, at):
    entry = report(house, plan)
    actions.confirm_entry(house.actor(), entry, 0)
    said = text(officer.get(at(f"entries/{entry.pk}/")))
    assert (
        "This entry is confirmed. When it is returned, it does not count until it is confirmed again." in said
    )
    assert ("Add evidence" in said, "Change this report" in said) == (True, False)
    assert "Add evidence" not in text(staff.get(at(f"entries/{entry.pk}/")))


def test_deleting_an_entry_can_be_undone(house, plan, staff, at):
    entry = report(house, plan)
    answer = staff.post(at(f"entries/{entry.pk}/remove/"), follow=True)
    assert "The entry was deleted. Undo" in text(answer)
    assert staff.get(at(f"entries/{entry.pk}/")).status_code == 404
    answer = staff.post(at(f"entries/{entry.pk}/restore/"), follow=True)
    assert "The entry is back." in text(answer)


def test_evidence_is_added_deleted_and_put_back(house, plan, staff, at):
    entry = report(house, plan)
    address = at(f"entries/{entry.pk}/evidence/")
    assert staff.get(address).status_code == 302
    empty = {"evidence-link": "", "evidence-title": "", "evidence-dated_on": ""}
    assert summary(staff.post(address, empty)) == ["Photos or files: Choose a file, or give a link."]
    assert summary(staff.post(address, {**empty, "evidence-dated_on": "วันนี้"}))[0].startswith(
        "Date of the evidence"
    )
    answer = staff.post(address, {**empty, "evidence-files": [photo()]}, follow=True)
    assert "The evidence was added." in text(answer)
    found = Evidence.objects.get()
    answer = staff.post(at(f"evidence/{found.pk}/remove/"), follow=True)
    assert "The evidence was deleted. Undo" in text(answer)
    answer = staff.post(at(f"evidence/{found.pk}/restore/"), follow=True)
    assert "The evidence is back." in text(answer)
    actions.confirm_entry(house.actor(), entry, 0)
    assert summary(staff.post(address, {**empty, "evidence-link": "https://example.go.th"})) == [
        "The evidence of a confirmed entry is changed by the officer alone. Report again with the new evidence."
    ]
    answer = staff.post(at(f"evidence/{found.pk}/remove/"), follow=True)
    assert "The evidence of a confirmed entry is changed by the officer alone." in text(answer)


def test_meeting_from_its_entry_to_its_minutes(house, plan, officer, reader, at):
    assert "No meeting was entered yet." in text(reader.get(at("meetings/")))
    page = officer.get(at("meetings/new/")).content.decode()
    assert len(re.findall(r'name="measures"[^>]*checked', page)) == 3
    answer = officer.post(at("meetings/new/"), {"day": "", "title": "", "measures": []})
    assert summary(answer) == [
        "Day of the meeting: This field is required.",
        "Name of the meeting: This field is required.",
        "Measures that it speaks of: Choose at least one of these.",
    ]
    sent = {"day": "10 มกราคม 2569", "title": "ครั้งที่ 1/2569", "measures": ["m1", "m2"]}
    answer = officer.post(at("meetings/new/"), sent, follow=True)
    meeting = Meeting.objects.get()
    assert "The meeting was added." in text(answer)
    assert (meeting.day, meeting.measures) == (date(2026, 1, 10), ["m1", "m2"])
    address = at(f"meetings/{meeting.pk}/")
    asked = f"/agencies/{house.agency.pk}/rounds/{YEAR}/papers/?paper=meeting&meeting={meeting.pk}"
    assert asked.replace("&", "&amp;") in answer.content.decode()
    form = officer.get(asked).content.decode()
    assert f'<option value="{meeting.pk}" selected>ครั้งที่ 1/2569, 10 January 2569' in form
    assert re.findall(r'name="papers" value="(\w+)"[^>]*checked', form) == ["meeting"]
    assert 'value="10 มกราคม 2569"' in officer.get(f"{address}change/").content.decode()
    answer = officer.post(f"{address}change/", {**sent, "measures": ["m3"]}, follow=True)
    assert ("มาตรการ m3" in text(answer), "มาตรการ m1" in text(answer)) == (True, False)
    assert officer.get(f"{address}minutes/").status_code == 302
    assert summary(officer.post(f"{address}minutes/", {})) == [
        "Photos or files: Choose a file, or give a link."
    ]
    sent = {"files": [photo("minutes.jpg")], "dated_on": "10 มกราคม 2569"}
    answer = officer.post(f"{address}minutes/", sent, follow=True)
    assert "The minutes were kept." in text(answer)
    minutes = Evidence.objects.get()
    assert (minutes.meeting, minutes.title, minutes.dated_on) == (meeting, "minutes", date(2026, 1, 10))
    assert "minutes dated 10 January 2569" in text(reader.get(address))
    assert "kept" in text(reader.get(at("meetings/")))
    officer.post(at(f"evidence/{minutes.pk}/remove/"))
    assert "none yet" in text(reader.get(at("meetings/")))
    answer = officer.post(f"{address}remove/", follow=True)
    assert "The meeting was deleted. Undo" in text(answer)
    assert reader.get(address).status_code == 404
    assert "The meeting is back." in text(officer.post(f"{address}restore/", follow=True))


def test_a_measure_that_left_the_plan_meanwhile_is_said(house, plan, officer, at, monkeypatch):
    """Between showing and sending, another version may be approved."""
    from prongsai.site.progress.actions import meetings as writing
    from prongsai.site.progress.actions.guarding import refused

    meeting = actions.add_meeting(house.actor(), plan, DECEMBER, "ครั้งที่ 1", ["m1"])

    def check(followed, measures):
        raise refused("no-measure", "The approved plan has no such measure.")

    monkeypatch.setattr(writing, "_check", check)
    sent = {"day": "10 มกราคม 2569", "title": "ครั้งที่ 1/2569", "measures": ["m1"]}
    for path in ("meetings/new/", f"meetings/{meeting.pk}/change/"):
        assert summary(officer.post(at(path), sent)) == ["The approved plan has no such measure."]


def test_timeline_names_every_measure(house, plan, reader, at):
    said = text(reader.get(at("timeline/")))
    assert "1. มาตรการ m1" in said
    assert "1 October 2568 30 September 2569" in said
    assert "ต.ค. 68 ม.ค. 69 เม.ย. 69 ก.ค. 69" in said


def test_outcome_waits_for_the_next_result_and_then_tells_points(house, plan, reader, at):
    assert "It is told here once the result of fiscal year 2569 is there." in text(reader.get(at("outcome/")))
    each = start_round(house.actor(), 2569)
    assert "It is told here once" in text(reader.get(at("outcome/")))
    indicators = {str(number): "90.00" for number in range(1, 11)}
    inputs = {"fiscal_year": "2569", "depth": "indicators", "indicators": indicators, "total": "90.00"}
    enter_result(house.actor(), each, inputs, kind="published", way="form")
    actions.confirm_entry(house.actor(), report(house, plan), 0)
    said = text(reader.get(at("outcome/")))
    assert "Made by the indicators of all measures −1.54 Expected of all measures +1.50" in said
    assert "1. มาตรการ m1 40% Indicator 7: 88.40 → 90.00 (+1.60) +0.16 +0.50" in said
    assert "3. มาตรการ m3 – none – +0.50" in said
    assert "That a score changed because of a measure cannot be told from this" in said
    assert "What does not compare like with like" in said
    other = PackCopy.objects.create(hash="0" * 64, fiscal_year=2569, text="")
    Result.objects.filter(round=each).update(pack=other)
    assert "What does not compare like with like" not in text(reader.get(at("outcome/")))


def test_outcome_says_which_indicators_are_shared_and_what_is_not_known(house, plan, reader, at):
    plan.measures.filter(key="m3").update(indicators=[7])
    approve(house, plan)
    indicators = {str(number): "90.00" for number in range(1, 10)}
    inputs = {"fiscal_year": "2569", "depth": "indicators", "indicators": indicators}
    enter_result(house.actor(), start_round(house.actor(), 2569), inputs, kind="published", way="form")
    said = text(reader.get(at("outcome/")))
    assert "Made by the indicators of all measures not known" in said
    assert "(+1.60) shared with measure 3 +0.16 +0.50" in said
    assert "(+1.60) shared with measure 1 +0.16 +0.50" in said
    assert "2. มาตรการ m2 – Indicator 9: 88.50 → 90.00 (+1.50) Indicator 10: 100.00 → – (–)" in said
    assert "not known: a score is missing +0.50" in said
    Result.objects.filter(round=the_round(house.agency, YEAR)).update(pack=pack_of(2569))
    assert "not known: how fiscal year 2568 counts is not published +0.50" in text(reader.get(at("outcome/")))


def test_papers_ask_for_the_progress_report_as_of_the_end_of_the_half(house, plan, officer, at):
    links = re.findall(r'href="([^"]*/papers/\?[^"]*)"', officer.get(at()).content.decode())
    assert [each.replace("&amp;", "&").split("?")[1] for each in links] == [
        "paper=progress&until=2026-03-31",
        "paper=progress&until=2026-09-30",
    ]
    page = officer.get(links[0].replace("&amp;", "&")).content.decode()
    assert re.findall(r'name="papers" value="(\w+)"[^>]*checked', page) == ["progress"]
    assert 'value="31 มีนาคม 2569"' in page
    assert (
        re.findall(
            r'name="papers" value="(\w+)"[^>]*checked',
            officer.get(links[0].split("?")[0] + "?paper=x&until=y").content.decode(),
        )[0]
        == "report"
    )


def test_progress_report_is_made_from_confirmed_entries_up_to_a_day(house, plan, officer, at):
    actions.confirm_entry(house.actor(), report(house, plan, spent=1500, exhibits=[LINK]), 0)
    report(house, plan, percent=99)
    version = plan.versions.get()
    sent = {
        "papers": "progress", "formats": "docx", "plan": str(version.pk), "watermark": "none", "until": "31 มีนาคม 2569",
    }  # fmt: skip
    answer = officer.post(f"/agencies/{house.agency.pk}/rounds/{YEAR}/papers/order/", sent)
    assert (answer.status_code, summary(answer)) == (302, [])
    source = PaperOrder.objects.get().source
    assert source["day"] == "2026-03-31"
    assert [each["percent"] for each in source["plan"]["measures"][0]["progress"]] == ["40.00"]
    assert source["plan"]["measures"][0]["progress"][0]["proof"] == [
        "ภาพการอบรม (15 ธันวาคม 2568) https://example.go.th/photo"
    ]
    officer.post(
        f"/agencies/{house.agency.pk}/rounds/{YEAR}/papers/order/", {**sent, "plan": "now", "until": ""}
    )
    source = PaperOrder.objects.first().source
    assert source["day"] == timezone.localdate().isoformat()
    assert [each["percent"] for each in source["plan"]["measures"][0]["progress"]] == ["40.00"]


def test_what_others_entered_is_not_shown_to_a_stranger(house, plan, other, signed_in, at):
    report(house, plan)
    stranger = signed_in(other.users[Role.OFFICER])
    for path in (
        "",
        "measures/m1/",
        f"entries/{Entry.objects.get().pk}/",
        "awaiting/",
        "meetings/",
        "timeline/",
    ):
        assert stranger.get(at(path)).status_code == 404
    assert (
        stranger.post(at(f"entries/{Entry.objects.get().pk}/confirm/"), {"revision": "0"}).status_code == 404
    )


def test_log_tells_of_follow_up(house, plan, officer):
    report(house, plan, exhibits=[LINK])
    answer = officer.get(f"/agencies/{house.agency.pk}/log/")
    assert "entered progress" in text(answer)
    assert Act.objects.filter(code="evidence.added").count() == 1
