"""The pages of follow-up: what they show to whom of the plan, what is due, meetings, outcome and the report."""

import re
from datetime import date

import pytest
from django.utils import timezone

from approved import DECEMBER, YEAR, approve, plan_with_measures, report
from follow_up_pages import LINK, photo, summary, text
from prongsai.site.audit.models import Act
from prongsai.site.papers.models import PaperOrder
from prongsai.site.permissions import Role
from prongsai.site.progress import actions
from prongsai.site.progress.models import Entry, Evidence, Meeting
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.models import PackCopy, Result
from prongsai.site.rounds.packs import pack_of
from prongsai.site.rounds.queries import the_round

pytestmark = pytest.mark.usefixtures("english")


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
