"""One's calendar: what stands in it, who is given it, and how its address ends."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from approved import DECEMBER, report
from prongsai.site.accounts.actions import erase
from prongsai.site.accounts.models import User
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import submit
from prongsai.site.plans.models import Version
from prongsai.site.reminders.actions import end_calendar, make_calendar
from prongsai.site.reminders.models import CalendarFeed
from prongsai.site.reminders.queries import hash_of


def fetched(secret, **options):
    return Client(**options).get(f"/calendar/{secret}.ics")


def events(answer):
    """Give the events of a calendar as their day, name, description and page, by their uid."""
    found, lines = {}, answer.content.decode().replace("\r\n ", "").split("\r\n")
    for line in lines:
        name, _colon, value = line.partition(":")
        if name == "UID":
            found[value] = event = []
        elif name in {"DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "URL"}:
            event.append(value)
    return {uid: tuple(event) for uid, event in found.items()}


def test_calendar_holds_the_reports_of_ones_division(house, plan, clock):
    clock(date(2026, 7, 1))
    site, agency = "http://127.0.0.1:8000", house.agency.pk
    page = f"{site}/agencies/{agency}/rounds/2568/progress/measures"
    answer = fetched(make_calendar(house.users[Role.STAFF]))
    assert events(answer) == {
        f"plan-{plan.pk}-{key}-{day}@127.0.0.1:8000": (
            day.replace("-", ""),
            f"{words}: มาตรการ {key}",
            f"เทศบาลตำบลต้นแบบ\\n{page}/{key}/",
            f"{page}/{key}/",
        )
        for day, words in (("2026-06-30", "ยังไม่ได้รายงานผล"), ("2026-09-30", "รายงานความก้าวหน้า"))
        for key in ("m1", "m3")
    }


def test_report_keeps_its_uid_when_it_did_not_come(house, plan, clock):
    secret = make_calendar(house.users[Role.STAFF])
    clock(DECEMBER)
    before = events(fetched(secret))
    clock(date(2026, 1, 1))
    after = events(fetched(secret))
    assert before.keys() == after.keys()
    assert {event[1].partition(":")[0] for event in before.values()} == {"รายงานความก้าวหน้า"}
    assert {event[1].partition(":")[0] for event in after.values()} == {"ยังไม่ได้รายงานผล", "รายงานความก้าวหน้า"}


def test_calendar_holds_what_awaits_one(house, plan, clock):
    clock(DECEMBER)
    with scope(agency=house.agency):
        entry = report(house, plan)
        type(entry).objects.update(entered_at=timezone.now())
        version = submit(house.actor(), plan, "", "เพียงพอ")
        type(version).objects.filter(pk=version.pk).update(submitted_at=timezone.now())
    (decide,) = events(fetched(make_calendar(house.users[Role.APPROVER]))).values()
    assert decide[:2] == ("20251231", "แผนปีงบประมาณ พ.ศ. 2569 รอการพิจารณาของท่าน")
    assert decide[3].endswith(f"/agencies/{house.agency.pk}/rounds/2568/plan/versions/2/approve/")
    confirm = [
        each
        for each in events(fetched(make_calendar(house.users[Role.OFFICER]))).values()
        if "ยืนยัน" in each[1]
    ]
    assert [each[:2] for each in confirm] == [("20251231", "ความก้าวหน้ารอท่านยืนยัน: มาตรการ m1")]
    assert confirm[0][3].endswith(f"/agencies/{house.agency.pk}/rounds/2568/progress/awaiting/")


def test_what_has_no_day_stands_in_no_calendar(house, plan, clock):
    clock(date(2026, 4, 1))
    with scope(agency=house.agency):
        report(house, plan)
    found = events(fetched(make_calendar(house.users[Role.OFFICER])))
    assert not [each for each in found.values() if "หลักฐาน" in each[1] or "ไม่คืบหน้า" in each[1]]


def test_calendar_speaks_the_readers_language_and_digits(house, plan):
    User.objects.filter(email="staff@one.example.com").update(language="en")
    (first, *_rest) = events(fetched(make_calendar(house.users[Role.STAFF]))).values()
    assert first[1] == "Report progress: มาตรการ m1"
    with scope(agency=house.agency):
        version = Version.objects.get()
        version.content["measures"][0]["title"] = "มาตรการปี 2569"
        version.save()
    User.objects.filter(email="staff@one.example.com").update(language="th", digits="thai")
    (first, *_rest) = events(fetched(make_calendar(house.users[Role.STAFF]))).values()
    assert first[1] == "รายงานความก้าวหน้า: มาตรการปี ๒๕๖๙"


def test_calendar_names_nobody(house, plan, clock):
    clock(DECEMBER)
    with scope(agency=house.agency):
        report(house, plan, role=Role.STAFF)
    text = fetched(make_calendar(house.users[Role.OFFICER])).content.decode().replace("\r\n ", "")
    assert [user.name.text for user in house.users.values() if user.name.text in text] == []
    assert "อบรมแล้ว" not in text


def test_calendar_is_given_without_cookies_and_kept_by_nobody(house, plan):
    answer = fetched(make_calendar(house.users[Role.STAFF]))
    assert {name: answer[name] for name in ("Content-Type", "Cache-Control", "Referrer-Policy")} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
    }
    assert (answer.status_code, answer.cookies.output()) == (200, "")


def test_unknown_address_is_not_found_without_a_page_that_names_it(db):
    answer = fetched("unknown")
    assert (answer.status_code, answer.content, answer.cookies.output()) == (404, b"not found\n", "")
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "private, no-store")


def test_only_get_and_head_are_answered(house):
    address = f"/calendar/{make_calendar(house.users[Role.STAFF])}.ics"
    client = Client()
    statuses = [
        getattr(client, each)(address).status_code for each in ("get", "head", "post", "put", "delete")
    ]
    assert statuses == [200, 200, 405, 405, 405]


def test_calendar_is_asked_for_within_limits(house):
    secret = make_calendar(house.users[Role.STAFF])
    assert [fetched(secret).status_code for _try in range(31)] == [200] * 30 + [429]
    other = make_calendar(house.users[Role.OFFICER])
    assert fetched(other).status_code == 200
    assert [fetched("unknown").status_code for _try in range(21)] == [404] * 20 + [429]
    assert fetched(other).status_code == 200


def test_only_the_hash_of_an_address_is_kept(house):
    secret = make_calendar(house.users[Role.STAFF])
    feed = CalendarFeed.objects.get()
    assert feed.secret_hash == hash_of(secret)
    act = Act.objects.get(code="calendar.made")
    assert secret not in f"{act.before}{act.after}{act.object_id}{act.object_name}"


@pytest.mark.parametrize("end", ["new", "ended", "locked out", "erased"])
def test_address_that_ended_opens_nothing(house, end):
    user = house.users[Role.STAFF]
    secret = make_calendar(user)
    assert fetched(secret).status_code == 200
    if end == "new":
        assert fetched(make_calendar(user)).status_code == 200
    elif end == "ended":
        end_calendar(user)
        end_calendar(user)
        assert Act.objects.filter(code="calendar.ended").count() == 1
    elif end == "locked out":
        user.is_active = False
        user.save()
    else:
        erase(user.name, user.name)
        assert not CalendarFeed.objects.exists()
    assert fetched(secret).status_code == 404
