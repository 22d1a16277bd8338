"""Agencies for the site's tests, each with divisions, a chain of approval and a user for each role."""

from dataclasses import dataclass, field

from django_scopes import scopes_disabled

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, ChainStep, Division, Membership
from prongsai.site.agencies.queries import actor_in
from prongsai.site.permissions import Actor, Role

PASSWORD = "a password for tests"
INDICATORS = {
    "1": "97.40", "2": "92.85", "3": "96.10", "4": "90.25", "5": "94.30",
    "6": "91.75", "7": "88.40", "8": "83.95", "9": "88.50", "10": "100.00",
}  # fmt: skip
INPUTS = {
    "fiscal_year": "2568",
    "depth": "indicators",
    "indicators": INDICATORS,
    "instruments": {"EIT1": "86.20", "EIT2": "89.87"},
    "remarks": [
        {
            "codes": ["e9"],
            "part": "EIT1",
            "text": "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น ควรประชาสัมพันธ์ (อ้างอิงจาก o10)",
        }
    ],
}
"""A result of 2568 with something to mend, to develop and to keep."""


@dataclass
class House:
    """An agency with its divisions and a user for each role."""

    agency: Agency
    divisions: dict[str, Division]
    users: dict[Role, User] = field(default_factory=dict)

    def actor(self, role: Role = Role.OFFICER) -> Actor:
        """Give the user of a role as an actor."""
        found = actor_in(self.users[role], self.agency.pk)
        assert found is not None
        return found


def build(name: str, mail: str) -> House:
    """Make an agency with three divisions, a chain of two, and a user for each role."""
    agency = Agency.objects.create(
        name=name,
        type="เทศบาลตำบล",
        district="เมืองตัวอย่าง",
        province="ตัวอย่าง",
        office="สำนักปลัดเทศบาล",
        head=f"นายก{name}",
    )
    with scopes_disabled():
        names = (("office", "สำนักปลัดเทศบาล"), ("finance", "กองคลัง"), ("works", "กองช่าง"))
        divisions = {
            key: Division.objects.create(agency=agency, name=each, key=key, place=place)
            for place, (key, each) in enumerate(names)
        }
        house = House(agency, divisions)
        for role in Role:
            user = User.objects.create_user(f"{role}@{mail}", f"{role.name.title()} of {mail}", PASSWORD)
            house.users[role] = user
            Membership.objects.create(
                agency=agency,
                user=user,
                role=role,
                division=divisions["finance"] if role == Role.STAFF else None,
                position=f"position of {role}",
            )
        for place, position in enumerate(("ปลัดเทศบาล", "นายกเทศมนตรี")):
            ChainStep.objects.create(
                agency=agency, place=place, position=position, holder=house.users[Role.APPROVER]
            )
    return house
