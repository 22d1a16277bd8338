"""How the agencies of an area stand: counted, found, sorted, and never those of another area."""

from dataclasses import asdict
from decimal import Decimal

import pytest
from django_scopes import scopes_disabled

from prongsai.site.coordination.models import Area
from prongsai.site.coordination.standings import (
    Line,
    Overview,
    Peer,
    Wanted,
    by_year,
    districts_of,
    found,
    lines,
    newest_year,
    overview,
    peers,
    spread,
    types_and_provinces,
    types_of,
    year_choices,
)
from prongsai.site.rounds.models import Round
from standing import INDICATORS, add, stand

D = Decimal


@pytest.fixture
def area(secret, db):
    """Give an area with an agency in every state, beside one that must not leak."""
    area = Area.objects.create(name="จังหวัดตัวอย่าง")
    add(area, "ก ไม่เริ่ม", "อบต.", "ใต้")
    stand(add(area, "ข ไม่มีผล", "อบต.", "ใต้"), total=None)
    stand(add(area, "ค ไม่มีแผน"), total="70.00", level="ต้องปรับปรุง")
    stand(add(area, "ง ร่าง"), total="80.00", stage="draft", kind="estimate")
    stand(add(area, "จ คืน"), total="85.50", stage="returned")
    stand(add(area, "ฉ ถอน", "", ""), total="100.00", level="ผ่านดีเยี่ยม", stage="withdrawn")
    stand(add(area, "ช รอ"), total="95.00", stage="submitted")
    stand(add(area, "ซ อนุมัติ"), total="94.99", stage="approved", followed=(6, 5, 1))
    closed = stand(add(area, "ฌ เผยแพร่"), total="90.00", stage="published", followed=(3, 2, 2))
    stand(closed.agency, 2567, "88.75")
    stand(area.agencies.get(name="ค ไม่มีแผน"), 2567, "75.00")
    return area


def names(area, **wanted):
    numbers = found(area, 2568, Wanted(**wanted)).values_list("pk", flat=True)
    return [line.name[0] for line in lines(area, 2568, list(numbers))]


def test_agencies_are_counted_by_how_far_they_are(area):
    assert overview(area, 2568) == Overview(
        9,
        7,
        1,
        9,
        {
            "no-round": 1,
            "no-result": 1,
            "no-plan": 1,
            "writing": 3,
            "awaiting": 1,
            "unpublished": 1,
            "overdue": 2,
        },
    )
    assert overview(area, 2566) == Overview(
        9,
        0,
        0,
        9,
        {
            "no-round": 9,
            "no-result": 0,
            "no-plan": 0,
            "writing": 0,
            "awaiting": 0,
            "unpublished": 0,
            "overdue": 0,
        },
    )


@pytest.mark.parametrize(
    ("wanted", "letters"),
    [
        ({}, "กขคงจฉชซฌ"),
        ({"words": "ไม่ ตัวอย่าง"}, "กขค"),
        ({"words": "ใต้"}, "กข"),
        ({"words": "ความลับ"}, ""),
        ({"type": "อบต."}, "กข"),
        ({"province": "ตัวอย่าง", "district": "ใต้"}, "กข"),
        ({"level": "ต้องปรับปรุง"}, "ค"),
        ({"plan": "none"}, "กขค"),
        ({"plan": "draft"}, "ง"),
        ({"plan": "submitted"}, "ช"),
        ({"plan": "returned"}, "จฉ"),
        ({"plan": "approved"}, "ซ"),
        ({"plan": "published"}, "ฌ"),
        ({"attention": "any"}, "กขคงจฉชซฌ"),
        ({"attention": "no-round"}, "ก"),
        ({"attention": "no-result"}, "ข"),
        ({"attention": "no-plan"}, "ค"),
        ({"attention": "writing"}, "งจฉ"),
        ({"attention": "awaiting"}, "ช"),
        ({"attention": "unpublished"}, "ซ"),
        ({"attention": "overdue"}, "ซฌ"),
        ({"sort": "-name"}, "ฌซชฉจงคขก"),
        ({"sort": "type"}, "ฉกขคงจชซฌ"),
        ({"sort": "district"}, "ฉคงจชซฌกข"),
        ({"sort": "total"}, "คงจฌซชฉกข"),
        ({"sort": "-total"}, "ฉชซฌจงคกข"),
        ({"sort": "change"}, "คฌกขงจฉชซ"),
        ({"sort": "-change"}, "ฌคกขงจฉชซ"),
        ({"sort": "plan"}, "กขคงชจฉซฌ"),
        ({"sort": "reported"}, "ฌซกขคงจฉช"),
        ({"sort": "-reported"}, "ซฌกขคงจฉช"),
        ({"sort": "overdue"}, "ซฌกขคงจฉช"),
        ({"sort": "-overdue"}, "ฌซกขคงจฉช"),
        ({"attention": "writing", "sort": "-total"}, "ฉจง"),
    ],
)
def test_agencies_are_found_and_sorted(area, wanted, letters):
    assert "".join(names(area, **wanted)) == letters


def test_what_is_looked_for_tells_whether_it_narrows():
    assert not Wanted(sort="-total").narrowed
    assert Wanted(words="x").narrowed


def test_line_tells_all_that_the_table_shows(area):
    number = area.agencies.get(name="ฌ เผยแพร่").pk
    (line,) = lines(area, 2568, [number])
    assert asdict(line) == {
        "number": number,
        "name": "ฌ เผยแพร่",
        "type": "เทศบาลตำบล",
        "district": "เมือง",
        "province": "ตัวอย่าง",
        "begun": True,
        "closed": False,
        "kind": "published",
        "total": D("90.00"),
        "level": "ผ่าน",
        "change": D("1.25"),
        "stage": "published",
        "measures": 3,
        "reported": 2,
        "overdue": 2,
    }
    assert line.share == D(67)
    first = area.agencies.get(name="ก ไม่เริ่ม").pk
    assert lines(area, 2568, [first]) == [
        Line(
            first, "ก ไม่เริ่ม", "อบต.", "ใต้", "ตัวอย่าง",
            begun=False, closed=False, kind="", total=None, level="", change=None, stage="", measures=0, reported=0, overdue=0,
        )
    ]  # fmt: skip
    assert lines(area, 2568, [first])[0].share is None


def test_agency_of_another_area_is_no_line(area, other):
    assert lines(area, 2568, [other.agency.pk]) == []


def test_types_and_places_are_those_of_the_area(area, secret):
    assert types_and_provinces(area) == (["อบต.", "เทศบาลตำบล"], ["ตัวอย่าง"])
    assert (districts_of(area, "ตัวอย่าง"), districts_of(area, "อื่น")) == (["เมือง", "ใต้"], [])
    assert types_of(secret.area) == ["เทศบาลตำบล"]


def test_levels_and_bands_are_counted(area, secret):
    assert spread(area, 2568) == (
        {"ต้องปรับปรุง": 1, "ผ่าน": 5, "ผ่านดีเยี่ยม": 1},
        {95: 2, 90: 2, 85: 1, 80: 1, 70: 1},
    )
    assert spread(secret.area, 2568)[0] == {"ความลับ": 1}
    assert spread(area, 2566) == ({}, {})


def test_result_without_a_total_is_counted_by_its_level_alone(area):
    row = stand(area.agencies.get(name="ก ไม่เริ่ม"), 2566, level="")
    with scopes_disabled():
        Round.objects.filter(pk=row.pk).update(total=None)
    assert spread(area, 2566) == ({"": 1}, {})


def test_mean_of_years_is_over_those_that_have_a_total(area):
    assert by_year(area, 2568) == {2567: (2, D("81.88")), 2568: (7, D("87.93"))}
    assert by_year(area, 2567) == {2567: (2, D("81.88"))}
    assert by_year(area, 2572) == {2568: (7, D("87.93"))}


def test_newest_year_is_that_in_which_somebody_began(area, secret, other):
    assert newest_year(area) == 2568
    stand(other.agency, 2569, total=None)
    assert newest_year(area) == 2568
    assert newest_year(secret.area) == 2569
    assert newest_year(Area.objects.create(name="ว่าง")) == 2568
    assert year_choices()[0] == 2569


def test_peers_are_agencies_of_the_type_with_a_total(area):
    assert peers(area, 2568, "อบต.") == []
    assert peers(area, 2567, "เทศบาลตำบล") == [
        Peer(area.agencies.get(name="ค ไม่มีแผน").pk, "ค ไม่มีแผน", "published", D("75.00"), INDICATORS),
        Peer(area.agencies.get(name="ฌ เผยแพร่").pk, "ฌ เผยแพร่", "published", D("88.75"), INDICATORS),
    ]
