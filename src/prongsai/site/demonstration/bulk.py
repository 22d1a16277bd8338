"""Any number of agencies with ten years each, to measure the site with: the same for the same seed."""

import random
from collections.abc import Callable
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.method.library import load_method, pack_file, years
from prongsai.method.loading import read_pack
from prongsai.method.model import Method
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.models import Agency, Division
from prongsai.site.coordination.models import Area, AreaKind, Coordinator
from prongsai.site.demonstration.scores import made_up
from prongsai.site.rounds.models import PackCopy, Result, Round, Way
from prongsai.site.rounds.reckoning import figures_of, scores_of
from prongsai.site.rounds.shown import REPEATED, repeat

TYPES = ("เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "เทศบาลเมือง")
NEWEST = 2569
AT_ONCE = 500
PROVINCES = 77
COORDINATOR = "looks-after-all@example.com"
"""The e-mail of whoever coordinates both areas; nobody signs in with it, since it has no password."""
ENTERED_BY = "ผู้กรอกข้อมูลสมมุติ"


def fill(
    agencies: int, *, seed: int = 1, years_back: int = 10, say: Callable[[int], None] = lambda _done: None
) -> None:
    """Add made-up agencies, each with a decisive result for each of `years_back` years up to 2569.

    They are spread over the provinces; the first province and all agencies together are areas of one coordinator.
    """
    chance = random.Random(seed)  # noqa: S311  no secret is made of it
    packs = _packs(years_back)
    by = Name.objects.create(text=ENTERED_BY)
    numbers = iter(range(1, agencies + 1))
    with scopes_disabled():
        while batch := list(islice(numbers, AT_ONCE)):
            with transaction.atomic():
                _add_years(chance, _add_agencies(batch), packs, by)
            say(batch[-1])
    _add_areas()


def add_years(agencies: list[Agency], *, seed: int = 1, years_back: int = 10) -> None:
    """Add a round with a decisive result to agencies for each of `years_back` years up to 2569."""
    with scopes_disabled(), transaction.atomic():
        by = Name.objects.create(text=ENTERED_BY)
        _add_years(random.Random(seed), agencies, _packs(years_back), by)  # noqa: S311  no secret is made of it


def _add_areas() -> None:
    """Let somebody coordinate an area of one province and an area of all agencies that are examples."""
    found = User.objects.filter(email=COORDINATOR).first()
    user = found or User.objects.create_user(COORDINATOR, "สมมุติ ผู้ประสานงาน")
    examples = Agency.objects.filter(example=True)
    one = f"จังหวัดสมมุติที่ {1 % PROVINCES + 1}"
    holds = Area.agencies.through
    for name, kind, agencies in (
        (one, AreaKind.PROVINCE, examples.filter(province=one)),
        ("หน่วยงานสมมุติทั้งหมด", AreaKind.OTHER, examples),
    ):
        area, _new = Area.objects.get_or_create(name=name, kind=kind)
        numbers = agencies.exclude(areas=area).values_list("pk", flat=True)
        holds.objects.bulk_create((holds(area=area, agency_id=each) for each in numbers), batch_size=AT_ONCE)
        Coordinator.objects.get_or_create(area=area, user=user, ended_at=None)


def _packs(years_back: int) -> list[tuple[PackCopy, Method]]:
    return [_pack(year) for year in range(NEWEST - years_back + 1, NEWEST + 1)]


def _pack(fiscal_year: int) -> tuple[PackCopy, Method]:
    """Give the pack of a year; for one before the oldest that is known, the oldest under that year's number."""
    known = max(fiscal_year, years()[0])
    path = pack_file(known)
    if known == fiscal_year:
        method, text = load_method(known), path.read_text(encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8").replace(
            f"fiscal_year: {known}", f"fiscal_year: {fiscal_year}", 1
        )
        method = read_pack(text.encode(), path.with_name(f"{fiscal_year}.yaml")).method
    copy, _new = PackCopy.objects.get_or_create(
        hash=method.hash, defaults={"fiscal_year": fiscal_year, "text": text}
    )
    return copy, method


def _add_agencies(numbers: list[int]) -> list[Agency]:
    agencies = Agency.objects.bulk_create(
        Agency(
            name=f"{(kind := TYPES[number % len(TYPES)])}สมมุติที่ {number}",
            type=kind,
            district=f"อำเภอสมมุติที่ {number % 20 + 1}",
            province=f"จังหวัดสมมุติที่ {number % PROVINCES + 1}",
            example=True,
        )
        for number in numbers
    )
    Division.objects.bulk_create(
        Division(agency=each, name=name, key=key, place=place)
        for each in agencies
        for place, (key, name) in enumerate(
            (("office", "สำนักปลัด"), ("finance", "กองคลัง"), ("works", "กองช่าง"))
        )
    )
    return agencies


def _add_years(
    chance: random.Random, agencies: list[Agency], packs: list[tuple[PackCopy, Method]], by: Name
) -> None:
    rounds = Round.objects.bulk_create(
        Round(agency=each, fiscal_year=copy.fiscal_year) for each in agencies for copy, _method in packs
    )
    methods = dict(packs)
    copies = {copy.fiscal_year: copy for copy in methods}
    now = timezone.now()
    results = []
    for each in rounds:
        copy = copies[each.fiscal_year]
        row = Result(
            agency_id=each.agency_id,
            round=each,
            way=Way.FORM,
            inputs={**made_up(chance, methods[copy]), "kind": "published"},
            pack=copy,
            entered_by=by,
            entered_at=now,
            changed_at=now,
        )
        row.figures = figures_of(scores_of(row, each.agency.name))
        results.append(row)
    for each, row in zip(rounds, Result.objects.bulk_create(results), strict=True):
        each.decisive = row
        repeat(each)
    Round.objects.bulk_update(rounds, ["decisive", *REPEATED], batch_size=500)
