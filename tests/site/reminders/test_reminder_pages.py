"""The pages of one's calendar and reminders."""

import re

import pytest
from django.test import Client

from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.reminders.actions import link, make_code
from prongsai.site.reminders.models import CalendarFeed, Contact
from prongsai.site.reminders.queries import hash_of

LINE_ID = "U" + "0123456789abcdef" * 2


@pytest.fixture
def staff(house, signed_in):
    return signed_in(house.users[Role.STAFF])


@pytest.mark.parametrize(
    "address",
    ["/account/calendar/", "/account/calendar/end/", "/account/reminders/", "/account/reminders/code/"],
)
def test_visitor_is_asked_to_sign_in(db, address):
    answer = Client().post(address)
    assert (answer.status_code, "/account/sign-in/" in answer["Location"]) == (302, True)


def test_address_of_a_calendar_is_shown_once(house, staff):
    assert "ท่านยังไม่มีลิงก์ปฏิทิน" in staff.get("/account/calendar/").content.decode()
    answer = staff.post("/account/calendar/")
    secret = re.search(r'value="http://testserver/calendar/([\w-]+)\.ics"', answer.content.decode())[1]
    assert (CalendarFeed.objects.get().secret_hash, "no-store" in answer["Cache-Control"]) == (
        hash_of(secret),
        True,
    )
    later = staff.get("/account/calendar/").content.decode()
    assert (secret in later, "ลิงก์ปัจจุบันสร้างเมื่อ" in later) == (False, True)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 200
    page = staff.post("/account/calendar/end/", follow=True).content.decode()
    assert "ยกเลิกลิงก์ปฏิทินของท่านแล้ว" in page
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_pages_are_reached_from_the_account_and_from_what_is_due(house, staff, plan):
    for page in ("/account/", f"/agencies/{house.agency.pk}/due/"):
        content = staff.get(page).content.decode()
        assert ['href="/account/calendar/"' in content, 'href="/account/reminders/"' in content] == [
            True,
            True,
        ]


def test_without_mail_and_line_the_page_leads_to_the_calendar(staff):
    page = staff.get("/account/reminders/").content.decode()
    assert ("ไม่ได้ตั้งค่าการส่งอีเมล" in page, 'name="way"' in page, "<h2>LINE</h2>" in page) == (
        True,
        False,
        False,
    )
    assert staff.post("/account/reminders/code/").status_code == 404


def ways(page):
    return re.findall(r'name="way" value="(\w+)"', page), re.findall(r'value="(\w+)"[^>]* checked', page)


def test_one_chooses_between_mail_and_nothing(house, staff, with_mail):
    assert ways(staff.get("/account/reminders/").content.decode()) == (["mail", "none"], ["mail"])
    answer = staff.post("/account/reminders/", {"way": "none"}, follow=True)
    assert ways(answer.content.decode()) == (["mail", "none"], ["none"])
    act = Act.objects.get(code="reminders.chosen")
    assert (act.before, act.after) == ({"way": "mail"}, {"way": "none"})
    faulty = staff.post("/account/reminders/", {"way": "line"})
    assert (faulty.status_code, Contact.objects.get().way, 'class="field field-faulty' in faulty.content.decode()) == (
        200, "none", True,
    )  # fmt: skip


def test_code_is_shown_once_and_links(house, staff, with_mail, at_line, settings):
    settings.ENVIRONMENT = {**settings.ENVIRONMENT, "LINE_ACCOUNT": "@example"}
    user = house.users[Role.STAFF]
    page = staff.post("/account/reminders/code/").content.decode()
    code = re.search(r'id="line-code" type="text" readonly value="(\w{8})"', page)[1]
    assert "@example" in page
    assert Contact.objects.get().code_hash == hash_of(code)
    assert staff.get("/account/reminders/code/")["Location"] == "/account/reminders/"
    assert code not in staff.get("/account/reminders/").content.decode()
    assert link(code, LINE_ID) == user
    page = staff.get("/account/reminders/").content.decode()
    assert ways(page) == (["mail", "line", "none"], ["line"])
    assert LINE_ID not in page
    page = staff.post("/account/reminders/unlink/", follow=True).content.decode()
    assert (ways(page), Contact.objects.get().line_id) == ((["mail", "none"], ["mail"]), None)
    staff.post("/account/reminders/unlink/")
    codes = list(Act.objects.order_by("pk").values_list("code", flat=True))
    assert codes == ["line.linked", "line.unlinked"]


def test_account_whose_id_is_not_set_is_called_that_of_the_site(staff, at_line):
    assert "บัญชีทางการของเว็บไซต์" in staff.post("/account/reminders/code/").content.decode()


def test_one_who_chose_nothing_still_gets_nothing_when_unlinked(house, staff, at_line):
    user = house.users[Role.STAFF]
    link(make_code(user), LINE_ID)
    staff.post("/account/reminders/", {"way": "none"})
    staff.post("/account/reminders/unlink/")
    assert Contact.objects.get().way == "none"
