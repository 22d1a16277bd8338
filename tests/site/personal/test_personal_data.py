"""What is held about people: one table that names it all, a copy of it, and erasure after a time of grace."""

import json
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import EmailField, GenericIPAddressField
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from houses import INPUTS, PASSWORD
from prongsai.language.problems import InputError
from prongsai.site.accounts.models import HeldForm, Name, User
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.models import Invitation, Membership
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.audit.models import Act
from prongsai.site.doors import note
from prongsai.site.permissions import Role
from prongsai.site.personal import actions
from prongsai.site.personal.copying import copy_of
from prongsai.site.personal.held import HELD, told
from prongsai.site.personal.models import Erasure
from prongsai.site.personal.words import FIELDS, KEYS, TABLES, field_words
from prongsai.site.reminders.models import Reminder
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.shell.speech import speaking

TELLING = {"email", "ip", "user_agent", "uid", "position", "acting_position", "extra_data"}


@pytest.fixture
def administrator(db):
    return User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )


def english(user):
    user.language = "en"
    user.save()
    return user


def test_table_names_every_field_that_points_to_a_person_or_tells_of_one():
    named = {held.label: {*held.about, *held.did, *held.data, *held.seen, *held.secret} for held in HELD}
    missing = []
    for model in apps.get_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            telling = isinstance(field, EmailField | GenericIPAddressField) or field.name in TELLING
            points = field.related_model in (User, Name)
            if (telling or points) and field.name not in named.get(model._meta.label_lower, set()):
                missing.append(f"{model._meta.label_lower}.{field.name}")
    assert missing == []


def test_table_names_only_what_there_is_and_every_field_of_accounts():
    for held in HELD:
        known = {"pk", *(field.name for field in held.model._meta.get_fields())}
        assert {*held.about, *held.did, *held.data, *held.seen, *held.secret} <= known
    for label in ("accounts.user", "accounts.heldform", "usersessions.usersession", "api.token"):
        (held,) = (each for each in HELD if each.label == label)
        fields = {field.name for field in held.model._meta.fields} - {"id"}
        assert fields == {*held.about, *held.data, *held.secret}


def test_every_table_has_words():
    assert set(TABLES) == {held.label for held in HELD}


@pytest.fixture
def busy(house):
    """Give somebody about whom something of much is held."""
    user = english(house.users[Role.MANAGER])
    HeldForm.objects.create(owner=user, path="/x/", content={"texts": {"a": ["typed"]}})
    UserSession.objects.create(user=user, ip="192.0.2.7", user_agent="Firefox", session_key="SECRET-KEY")
    with scope(agency=house.agency):
        invite(house.actor(Role.MANAGER), email="guest@example.com", name="Guest", roles={Role.READER})
        officer = house.actor()
        enter_result(officer, start_round(officer, 2568), INPUTS, kind="published", way="form")
    return user


def test_all_that_is_held_about_a_person_is_told_and_nothing_of_others(house, busy):
    tables = told(busy.name)
    assert set(tables) == {
        "accounts.name",
        "accounts.user",
        "accounts.heldform",
        "usersessions.usersession",
        "agencies.membership",
        "agencies.invitation",
        "audit.act",
    }
    assert tables["accounts.user"][0]["email"] == "manager@one.example.com"
    assert tables["agencies.membership"][0]["position"] == "position of manager"
    assert tables["usersessions.usersession"][0]["ip"] == "192.0.2.7"
    assert set(tables["agencies.invitation"][0]) == {"agency", "invited_at"}
    everything = json.dumps(tables, ensure_ascii=False)
    assert [word for word in ("guest@", "SECRET-KEY", busy.password, "officer@") if word in everything] == []
    assert {"rounds.result", "rounds.entry"} & set(told(house.users[Role.OFFICER].name)) == {"rounds.result"}


def test_invited_person_without_an_account_is_told_too(house, busy):
    guest = Name.objects.get(text="Guest")
    assert told(guest)["agencies.invitation"][0]["email"] == "guest@example.com"


def test_copy_is_a_page_and_a_file_for_programs(house, busy, signed_in):
    answer = signed_in(busy).post("/account/data/copy/")
    archive = ZipFile(BytesIO(answer.content))
    assert archive.namelist() == ["data.json", "data.html"]
    plain = json.loads(archive.read("data.json"))
    assert (plain["person"], plain["held"]["accounts.heldform"][0]["content"]) == (
        "Manager of one.example.com",
        {"texts": {"a": ["typed"]}},
    )
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert Act.objects.filter(code="data.taken", actor=busy.name).count() == 1


def rows(page):
    """Give the tables of a page by their titles: the headings, and each row's cells."""
    found = {}
    for table in page.split("<h2>")[1:]:
        lines = [re.findall(r"<t[hd][^>]*>([^<]*)</t", line) for line in table.split("<tr>")[1:]]
        found[table.partition("<")[0]] = lines
    return found


def at_one_moment(name):
    """Let all that is held about a person be of the last second of a day, where clocks say it is the next one."""
    moment = "2025-09-30T23:59:59Z"
    User.objects.filter(name=name).update(joined_at=moment, last_login=moment)
    HeldForm.objects.update(held_at=moment)
    UserSession.objects.update(created_at=moment, last_seen_at=moment)
    Act.objects.update(at=moment)
    with scopes_disabled():
        Membership.objects.update(since=moment)
        Invitation.objects.update(invited_at=moment)


def test_page_of_the_copy_is_in_words(house, busy):
    """Days, choices, yes and no, acts; of the people in it one name alone, and no keys that say nothing."""
    Reminder.objects.create(user=busy, kind="missed", thing="plan-1-m8-2025-03-31", day="2025-03-31")
    whole = {"inputs": {"indicators": {"1": "90.00", "2": "80.00"}}}
    note(
        busy.name,
        "member.changed",
        busy.name,
        {"holder": {"name": 0}},
        {"holder": {"name": busy.name.pk}, **whole},
    )
    at_one_moment(busy.name)
    agency, when = str(house.agency), "1 ตุลาคม 2568 เวลา 06:59 น."
    who = str(busy)
    with speaking("th"):
        page = rows(ZipFile(BytesIO(copy_of(busy.name))).read("data.html").decode())
    assert page == {
        "ชื่อ": [["ชื่อ", "ลบเมื่อ"], [who, "–"]],
        "บัญชีผู้ใช้งาน": [
            ["อีเมล", "ภาษา", "ตัวเลข", "เข้าใช้งานได้", "ดูแลเว็บไซต์", "เป็นผู้ใช้งานตั้งแต่", "เข้าสู่ระบบครั้งสุดท้าย"],
            [busy.email, "English", "เลขอารบิก (1, 2, 3)", "ใช่", "ไม่ใช่", when, when],
        ],
        "ข้อความที่พิมพ์ค้างไว้เมื่อหมดเวลา": [["หน้าเว็บ", "ข้อความที่พิมพ์", "เก็บไว้ตั้งแต่"], ["/x/", "typed", when]],
        "เบราว์เซอร์ที่เข้าสู่ระบบอยู่": [
            ["เข้าสู่ระบบเมื่อ", "ใช้งานล่าสุดเมื่อ", "ที่อยู่เครือข่าย (IP)", "เบราว์เซอร์"],
            [when, when, "192.0.2.7", "Firefox"],
        ],
        "บทบาทในหน่วยงาน": [
            ["หน่วยงาน", "หน้าที่", "ส่วนราชการ", "ตำแหน่ง", "ตั้งแต่", "สิ้นสุดเมื่อ"],
            [agency, "ผู้ดูแลหน่วยงาน", "–", "position of manager", when, "–"],
        ],
        "คำเชิญ": [["หน่วยงาน", "เชิญเมื่อ"], [agency, when]],
        "เรื่องที่แจ้งเตือนท่านแล้ว": [["วันที่", "ประเภท"], ["31 มีนาคม 2568", "ไม่ได้รายงานตามกำหนด"]],
        "บันทึกการใช้งานของท่าน": [
            ["เมื่อ", "หน่วยงาน", "การดำเนินการ", "ประเภทรายการ", "ชื่อรายการ", "ก่อน", "หลัง"],
            [when, agency, "เชิญบุคลากร", "คำเชิญ", "ผู้อ่าน", "–", "บุคคล: –\nหน้าที่: ผู้อ่าน"],
            [
                when,
                "–",
                "แก้ไขหน้าที่หรือตำแหน่งของสมาชิก",
                "บุคคล",
                "–",
                "ผู้อนุมัติ: –",
                f"ข้อมูลที่กรอก: 2 ค่า\nผู้อนุมัติ: {who}",
            ],
        ],
    }


def test_every_field_of_the_page_has_a_thai_heading():
    with speaking("th"):
        heads = {
            (held.label, field): field_words(held.label, field)
            for held in HELD
            for field in (*held.data, *held.seen)
            if (held.label, field) not in KEYS
        }
    assert {field: words for field, words in heads.items() if not re.search("[ก-๛]", words)} == {}
    known = {(held.label, field) for held in HELD for field in (*held.data, *held.seen)}
    assert (set(FIELDS) - known, KEYS - known) == (set(), set())


def test_person_asks_calls_off_and_asks_again(house, signed_in):
    user = english(house.users[Role.STAFF])
    browser = signed_in(user)
    assert "Ask for erasure" in browser.get("/account/data/").content.decode()
    page = browser.post("/account/data/erasure/", follow=True).content.decode()
    first = Erasure.objects.get()
    days = settings.ENVIRONMENT["ERASURE_GRACE_DAYS"]
    assert (first.due_on, str(first)) == (timezone.localdate() + timedelta(days=days), str(user))
    assert 'action="/account/data/erasure/call-off/"' in page
    browser.post("/account/data/erasure/")
    assert Erasure.objects.count() == 1
    browser.post("/account/data/erasure/call-off/")
    assert not Erasure.objects.filter(called_off_at=None).exists()
    browser.post("/account/data/erasure/")
    assert Erasure.objects.filter(called_off_at=None).count() == 1
    codes = list(Act.objects.order_by("pk").values_list("code", flat=True))
    assert codes == ["erasure.asked", "erasure.asked", "erasure.called-off", "erasure.asked"]


def test_nobody_is_erased_before_the_day_and_whoever_called_off_never(house):
    early, late, off = (house.users[role] for role in (Role.READER, Role.STAFF, Role.APPROVER))
    for user in (early, late, off):
        actions.ask_erasure(user)
    actions.call_off(off)
    Erasure.objects.exclude(person=late.name).update(due_on=timezone.localdate())
    assert (actions.erase_due(), actions.erase_due()) == (1, 0)
    active = {user.email for user in User.objects.filter(is_active=True)}
    assert {early.email, late.email, off.email} & active == {late.email, off.email}
    early.name.refresh_from_db()
    assert early.name.text == ""
    assert Act.objects.get(code="person.erased").object_id == str(early.name_id)
    found = Erasure.objects.get(person=early.name)
    assert actions._erase(found.pk) is False


def test_manager_asks_for_a_member_and_calls_off(house, signed_in):
    browser = signed_in(english(house.users[Role.MANAGER]))
    member = house.users[Role.READER]
    address = f"/agencies/{house.agency.pk}/people/{member.pk}/erasure/"
    assert (
        f'action="{address}"'
        in browser.get(f"/agencies/{house.agency.pk}/people/{member.pk}/").content.decode()
    )
    page = browser.post(address, follow=True).content.decode()
    assert f"{member} will be erased on" in page
    found = Erasure.objects.get()
    assert (found.person, found.asked_by) == (member.name, house.users[Role.MANAGER].name)
    browser.post(f"{address}call-off/")
    found.refresh_from_db()
    assert found.called_off_at is not None
    acts = Act.objects.filter(agency=house.agency).order_by("pk")
    assert [act.code for act in acts] == ["erasure.asked", "erasure.called-off"]


def test_members_of_other_agencies_are_not_an_agencys_to_erase(house, other, signed_in):
    member = house.users[Role.READER]
    with scopes_disabled():
        Membership.objects.create(agency=other.agency, user=member, role=Role.READER)
    browser = signed_in(english(house.users[Role.MANAGER]))
    page = browser.post(
        f"/agencies/{house.agency.pk}/people/{member.pk}/erasure/", follow=True
    ).content.decode()
    assert "opens more than this agency" in page
    assert not Erasure.objects.exists()
    with scope(agency=house.agency), pytest.raises(InputError):
        actions.ask_erasure_of_member(house.actor(Role.MANAGER), the_member(house.agency, member.pk))


def test_administrator_finds_asks_and_calls_off(house, administrator, signed_in):
    browser = signed_in(administrator)
    member = house.users[Role.READER]
    assert "Nobody has this name or address." in browser.get("/keeping/?words=nothing").content.decode()
    page = browser.get("/keeping/?words=reader@one").content.decode()
    assert f'action="/keeping/people/{member.name_id}/erasure/"' in page
    page = browser.post(f"/keeping/people/{member.name_id}/erasure/", follow=True).content.decode()
    assert f'action="/keeping/people/{member.name_id}/call-off/"' in page
    browser.post(f"/keeping/people/{member.name_id}/call-off/")
    assert not Erasure.objects.filter(called_off_at=None).exists()
    assert browser.post("/keeping/people/987654/erasure/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.ask_erasure_by_site(member, member.name)


def test_visitors_are_asked_to_sign_in(client, db):
    for method, address in (
        ("get", ""),
        ("post", "copy/"),
        ("post", "erasure/"),
        ("post", "erasure/call-off/"),
    ):
        assert getattr(client, method)(f"/account/data/{address}").status_code == 302
