"""A round with a result, and what else the tests of rounds begin from."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from houses import INDICATORS, INPUTS, House
from prongsai.language.messages import language
from prongsai.method.library import pack_file
from prongsai.method.loading import read_pack
from prongsai.site.permissions import Role
from prongsai.site.plans.models import Plan, Version
from prongsai.site.rounds.actions import begin_entry, enter_result, start_round
from prongsai.site.rounds.models import Entry, PackCopy, Result, Round
from prongsai.site.rounds.packs import pack_of
from prongsai.site.rounds.queries import the_round

YEAR = 2568


@pytest.fixture
def empty_round(house: House, within: None) -> Round:
    """Give a round without a result."""
    start_round(house.actor(), YEAR)
    return the_round(house.agency, YEAR)


@pytest.fixture
def result(house: House, empty_round: Round) -> Result:
    """Give the decisive result of the round."""
    return enter_result(
        house.actor(), empty_round, INPUTS, kind="published", way="form", source="ประกาศผล ITA 2568"
    )


@pytest.fixture
def round_(house: House, result: Result) -> Round:
    """Give a round with a decisive result."""
    return the_round(house.agency, YEAR)


@pytest.fixture
def entry(house: House, empty_round: Round) -> Entry:
    """Give a result that is being typed."""
    return begin_entry(house.actor(), empty_round, "form")


@pytest.fixture
def pages(house: House) -> Callable[..., str]:
    """Give a maker of addresses below the round's."""
    return lambda path="": f"/agencies/{house.agency.pk}/rounds/{YEAR}/{path}"


@pytest.fixture
def reader(house: House, signed_in: Callable[..., Client]) -> Client:
    """Give a member who may only read."""
    return signed_in(house.users[Role.READER])


@pytest.fixture
def other_pack(within: None) -> Callable[[int], PackCopy]:
    """Give a maker of packs of a year that are not the shipped one: one of the notes has other words."""

    def make(year: int) -> PackCopy:
        text = pack_file(year).read_text(encoding="utf-8").replace("เดิมถามว่า", "แต่เดิมถามว่า", 1)
        method = read_pack(text.encode(), pack_file(year)).method
        return PackCopy.objects.create(hash=method.hash, fiscal_year=year, text=text)

    return make


@pytest.fixture
def plan(house: House, round_: Round) -> Plan:
    """Give the plan of the round, without measures."""
    return Plan.objects.create(
        agency=house.agency,
        round=round_,
        plan_year=YEAR + 1,
        item_pack=pack_of(YEAR + 1),
        method_hash=round_.decisive.pack_id,
    )


@pytest.fixture
def submit(house: House, plan: Plan) -> Callable[[str], Version]:
    """Give a maker of versions of the plan in a state."""

    def make(state: str) -> Version:
        number = plan.versions.count() + 1
        return Version.objects.create(
            agency=house.agency,
            plan=plan,
            number=number,
            state=state,
            content={},
            submitted_by=house.users[Role.OFFICER].name,
            submitted_at=timezone.now() + timedelta(seconds=number),
        )

    return make


FACTS: dict[str, Any] = {
    "agency": {"name": "เทศบาลตำบลต้นแบบ", "type": "", "district": "", "province": ""},
    "result_year": 2568,
    "announced": "2025-08-15",
    "results": [
        {
            "fiscal_year": 2567,
            "indicators": {"1": "95.00"},
            "instruments": {},
            "total": None,
            "level": "",
            "rank": None,
        },
        {
            "fiscal_year": 2568,
            "indicators": INDICATORS,
            "instruments": {"EIT1": "86.20"},
            "total": "92.36",
            "level": "ผ่านดี",
            "rank": 12,
        },
        {
            "fiscal_year": 2562,
            "indicators": {"1": "70.00"},
            "instruments": {},
            "total": None,
            "level": "",
            "rank": None,
        },
    ],
    "findings": [
        {
            "code": "e9",
            "part": "EIT1",
            "problem": "ไม่ทราบ",
            "advice": "ควรแจ้ง",
            "missing": [],
            "text": "e9 ประเด็น ไม่ทราบ ดังนั้น ควรแจ้ง",
        },
        {
            "code": "o13",
            "part": "",
            "problem": "ขาด (1)",
            "advice": "",
            "missing": ["(1) ผล"],
            "text": "ข้อ o13 ขาด (1)",
        },
    ],
    "doubts": [],
    "places": {
        "/results/0/indicators/1": {"line": 28, "text": "95.00", "row": "1. การปฏิบัติหน้าที่ 95.00 97.40"},
        "/results/1/indicators/1": {"line": 29, "text": "97.40", "row": "1. การปฏิบัติหน้าที่ 95.00 97.40"},
        "/results/1/rank": {"page": 3, "text": "ลำดับที่ 12"},
        "/announced": {"page": 2, "text": "ประกาศเมื่อ 15 สิงหาคม 2568"},
        "/findings/0": {"line": 90, "text": "e9 ประเด็น ไม่ทราบ"},
        "/measures/0/period": {"line": 120, "text": "ต.ค. 68"},
    },
}
"""A report on 2568 that also prints 2567 and 2562."""


@pytest.fixture
def facts() -> Callable[..., dict[str, Any]]:
    """Give a maker of the facts of a report, with some of them changed."""
    return lambda **changes: {**deepcopy(FACTS), **changes}


@pytest.fixture
def doubt() -> Callable[..., dict[str, Any]]:
    """Give a maker of doubts at a line."""

    def make(line: int, sure: str = "doubtful", read: str = "97.40") -> dict[str, Any]:
        return {
            "read": read,
            "taken": read,
            "sure": sure,
            "why": "เหตุ",
            "place": {"line": line, "text": read},
        }

    return make


@pytest.fixture
def in_english() -> Iterator[None]:
    """Speak English, in whose words the code is written."""
    with language("en"), translation.override("en"):
        yield
