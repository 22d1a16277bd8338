"""The entries of a measure on their pages: read, changed, confirmed, returned, deleted, and their proof."""

import re

import pytest

from approved import DECEMBER, report
from follow_up_pages import LINK, photo, summary, text
from prongsai.site.permissions import Role
from prongsai.site.progress import actions
from prongsai.site.progress.models import Entry, Evidence, State

pytestmark = pytest.mark.usefixtures("english")


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
    for _number in range(11):
        report(house, plan, role=Role.STAFF)
    pages = [officer.get(at(f"awaiting/?page={number}")).content.decode() for number in (1, 2)]
    assert [each.count('<section class="sheet"') for each in pages] == [10, 1]
    assert "Page 1 of 2" in pages[0]


def test_many_entries_on_a_measure_stand_on_several_pages_the_newest_first(house, plan, staff, at):
    for percent in range(9):
        report(house, plan, percent=percent, role=Role.STAFF)
    pages = [text(staff.get(at(f"measures/m1/?page={number}"))) for number in (1, 2)]
    shown = [re.findall(r"awaiting confirmation (\d+)%", each) for each in pages]
    assert shown == [[str(percent) for percent in range(8, 0, -1)], ["0"]]


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
