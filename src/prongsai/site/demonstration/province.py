"""The demonstration's province: thirteen made-up agencies with five years of results each."""

import random
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django_scopes import scope

from prongsai.intake.model import Agency as AgencyFacts
from prongsai.intake.remarks import read_remarks, remark_entry
from prongsai.method.library import load_method
from prongsai.planning.divisions import divisions_of, head_of
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, ChainStep, Division, Membership
from prongsai.site.coordination.models import Area, AreaKind, Coordinator
from prongsai.site.demonstration.people import PASSWORD, PEOPLE, Person
from prongsai.site.demonstration.plans import STATES, bring_to
from prongsai.site.demonstration.scores import made_up
from prongsai.site.demonstration.showing import show
from prongsai.site.permissions import Actor, Role
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.models import Round, Way
from prongsai.site.shell.speech import speaking

PROVINCE = "ตัวอย่าง"
NEWEST = 2568
"""The newest year of results: the last whose rules and levels are known."""

REMARKS = """\
i10 ประเด็น บุคลากรบางรายยืมทรัพย์สินของราชการโดยไม่ได้ขออนุญาตตามขั้นตอน ดังนั้น ควรเขียนขั้นตอนการยืมไว้ในคู่มือ (อ้างอิงจาก o8)
ส่วนที่ 1
e9 ประเด็น ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น ควรประชาสัมพันธ์ระบบบริการออนไลน์ให้ทั่วถึง (อ้างอิงจาก o10)
ข้อ o13 รายงานผลการจัดซื้อจัดจ้างประจำปี ไม่ครบองค์ประกอบ เนื่องจากขาดองค์ประกอบ (4) ข้อเสนอแนะ
"""
"""What the made-up assessor wrote of the first agency's newest result."""


@dataclass(frozen=True, slots=True)
class Place:
    """An agency of the demonstration: how its scores lean, how far its newest round is, and the one before it."""

    name: str
    type: str
    district: str
    lean: float
    state: str
    before: str = ""


PLACES = (
    Place("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", "เมืองตัวอย่าง", -0.5, "draft", "followed"),
    Place("เทศบาลเมืองสมมุติ", "เทศบาลเมือง", "เมืองตัวอย่าง", 2.0, "followed", "closed"),
    Place("เทศบาลตำบลสมมุติเหนือ", "เทศบาลตำบล", "เมืองตัวอย่าง", 1.0, "submitted"),
    Place("เทศบาลตำบลสมมุติใต้", "เทศบาลตำบล", "สมมุติใต้", -1.5, "returned"),
    Place("เทศบาลตำบลสมมุติพัฒนา", "เทศบาลตำบล", "สมมุติใต้", 0.5, "approved"),
    Place("องค์การบริหารส่วนตำบลสมมุติ", "องค์การบริหารส่วนตำบล", "สมมุติใต้", -4.0, "draft"),
    Place("องค์การบริหารส่วนตำบลหนองสมมุติ", "องค์การบริหารส่วนตำบล", "หนองสมมุติ", -7.0, "result"),
    Place("องค์การบริหารส่วนตำบลบ้านสมมุติ", "องค์การบริหารส่วนตำบล", "หนองสมมุติ", 3.0, "closed"),
    Place("องค์การบริหารส่วนตำบลห้วยสมมุติ", "องค์การบริหารส่วนตำบล", "หนองสมมุติ", 0.0, "published"),
    Place("องค์การบริหารส่วนจังหวัดตัวอย่าง", "องค์การบริหารส่วนจังหวัด", "เมืองตัวอย่าง", 1.5, "followed"),
    Place("เทศบาลตำบลสมมุติใหม่", "เทศบาลตำบล", "หนองสมมุติ", 0.0, "started"),
    Place("เทศบาลตำบลเพิ่งเริ่ม", "เทศบาลตำบล", "เมืองตัวอย่าง", 0.0, "empty"),
    Place("เทศบาลตำบลสมมุติกลาง", "เทศบาลตำบล", "สมมุติใต้", 1.2, "result"),
    Place("เทศบาลตำบลสมมุติตะวันออก", "เทศบาลตำบล", "หนองสมมุติ", -2.5, "result"),
    Place("เทศบาลตำบลสมมุติตะวันตก", "เทศบาลตำบล", "หนองสมมุติ", 2.4, "result"),
    Place("เทศบาลตำบลสมมุติริมน้ำ", "เทศบาลตำบล", "สมมุติใต้", -0.9, "result"),
)


def seed() -> None:
    """Make the demonstration's users and agencies, unless they are there."""
    if Agency.objects.exists():
        return
    hashed = make_password(PASSWORD)  # once: it takes half a second, and keeps no secret here
    users = {person: _user(person, hashed) for person in PEOPLE}
    chance = random.Random(2568)  # noqa: S311  no secret is made of it
    for place in PLACES:
        agency = _agency(place)
        with scope(agency=agency), speaking("th"):
            _people(agency, users, everybody=place is PLACES[0])
            officer = Actor(users[PEOPLE[0]], agency, frozenset({Role.OFFICER}))
            newest = _rounds(officer, place, chance)
            if newest is not None and place.state in STATES:
                bring_to(place.state, officer, newest)
            show(officer)
    _area(users)


def _user(person: Person, hashed: str) -> User:
    looks_after = person.role is None and not person.coordinates
    user = User.objects.create_user(person.email, person.name, is_administrator=looks_after)
    user.password = hashed
    user.save()
    return user


def _area(users: dict[Person, User]) -> None:
    """Make the area of all agencies, coordinated by whoever does so."""
    area = Area.objects.create(name=f"จังหวัด{PROVINCE}", kind=AreaKind.PROVINCE)
    area.agencies.set(Agency.objects.filter(province=PROVINCE))
    for person, user in users.items():
        if person.coordinates:
            Coordinator.objects.create(area=area, user=user)


def _agency(place: Place) -> Agency:
    """Make an agency as its type usually is."""
    facts = AgencyFacts(place.name, type=place.type)
    return Agency.objects.create(
        name=place.name,
        type=place.type,
        district=place.district,
        province=PROVINCE,
        office=divisions_of(facts)["office"],
        head=head_of(facts),
        example=True,
    )


def _people(agency: Agency, users: dict[Person, User], *, everybody: bool) -> None:
    """Make divisions, members and the chain of approval; the first agency has all the people, others those it needs."""
    divisions = _divisions(agency)
    for person, user in users.items():
        if person.role is not None and (everybody or person.role in {Role.OFFICER, Role.APPROVER}):
            Membership.objects.create(
                agency=agency,
                user=user,
                role=person.role,
                position=person.position,
                division=divisions.get(person.division),
            )
    for place, person in enumerate(each for each in PEOPLE if each.role == Role.APPROVER):
        ChainStep.objects.create(agency=agency, place=place, position=person.position, holder=users[person])


def _divisions(agency: Agency) -> dict[str, Division]:
    """Make the divisions that an agency of its type usually has, each name once."""
    keys: dict[str, str] = {}
    for key, name in divisions_of(agency.facts).items():
        if key != "all":
            keys.setdefault(name, key)
    return {
        key: Division.objects.create(agency=agency, name=name, key=key, place=place)
        for place, (name, key) in enumerate(keys.items())
    }


def _rounds(officer: Actor, place: Place, chance: random.Random) -> Round | None:
    """Enter the results of the years up to the newest; give the newest round, None where nothing was begun."""
    newest = None
    for fiscal_year in range(NEWEST - 4, NEWEST + 1) if place.state != "empty" else ():
        method = load_method(fiscal_year)
        remarked = place is PLACES[0] and fiscal_year == NEWEST
        most = {9: Decimal("95.00")} if remarked else {}  # an item that lacks something has not all points
        lean = place.lean + (fiscal_year - NEWEST) * 0.8
        inputs = made_up(chance, method, lean=lean, most=most)
        newest = start_round(officer, fiscal_year)
        if fiscal_year == NEWEST and place.state == "started":
            break
        if remarked:
            inputs |= {
                "remarks": [remark_entry(each) for each in read_remarks(REMARKS, method)[0]],
                "announced": "15 สิงหาคม 2568",
            }
        enter_result(officer, newest, inputs, kind="published", way=Way.FORM, source="คะแนนสมมุติ")
        if place.before and fiscal_year == NEWEST - 1:
            bring_to(place.before, officer, newest)
    return newest
