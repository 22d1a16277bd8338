"""Areas by the interface: the table with all that its Excel file has, distribution, comparison, coordinators."""

from io import BytesIO

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from api_house import YEAR, Caller, furnish, token_of
from houses import PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.coordination.words import change_broken
from prongsai.site.permissions import Role
from prongsai.site.rounds.models import Round
from standing import SECRET, add, stand

INDICATORS = ("9740", "2000", "4000", "6000", "8000", "8200", "8400", "8600")
"""The first indicator of each agency of the full area, in hundredths."""


@pytest.fixture
def area(db):
    return Area.objects.create(name="จังหวัดตัวอย่าง")


@pytest.fixture
def coordinator(area):
    user = User.objects.create_user("coordinator@example.com", "Coordinator", PASSWORD, language="en")
    Coordinator.objects.create(area=area, user=user)
    return user


@pytest.fixture
def call(area, coordinator):
    """Give a caller for the coordinator, by paths below the area."""
    caller = Caller(token_of(coordinator))
    return lambda path, **options: caller("GET", f"/areas/{area.pk}{path}", **options)


@pytest.fixture
def full(area, other):
    """Give the agencies of an area: eight of a type with totals, one without a result, one that has not begun."""
    stand(other.agency, total="66.66", level=SECRET, stage="published")
    agencies = [add(area, f"เทศบาลตำบลที่ {number}") for number in range(8)]
    for number, (agency, first) in enumerate(zip(agencies, INDICATORS, strict=True)):
        followed = (3, 2, 1) if number == 0 else (0, 0, 0)
        scores = f"{first} " + "- " * 8 + "9000"
        stand(agency, total=f"{80 + number}.00", stage="published", indicators=scores, followed=followed)
    stand(agencies[0], YEAR - 1, "79.50")
    stand(add(area, "อบต.ว่าง", "อบต.", "ใต้"), total=None)
    add(area, "อบต.ใหม่", "อบต.", "ใต้")
    return agencies


def test_line_of_the_table_holds_all_that_excel_does(full, area, coordinator, call):
    lines = call(f"/agencies?year={YEAR}").json()["items"]
    assert next(each for each in lines if each["id"] == full[0].pk) == {
        "id": full[0].pk,
        "name": "เทศบาลตำบลที่ 0",
        "type": "เทศบาลตำบล",
        "district": "เมือง",
        "province": "ตัวอย่าง",
        "begun": True,
        "closed": False,
        "kind": "published",
        "total": "80.00",
        "level": "ผ่าน",
        "change": "0.50",
        "stage": "published",
        "measures": 3,
        "reported": 2,
        "overdue": 1,
    }
    browser = Client()
    browser.force_login(coordinator)
    book = load_workbook(BytesIO(browser.post(f"/areas/{area.pk}/excel/?year={YEAR}").content))
    written = list(book.worksheets[0].iter_rows(min_row=2, max_col=13, values_only=True))
    told = [
        (line["name"], line["type"], line["district"], line["province"], line["total"] and float(line["total"]),
         line["change"] and float(line["change"]), line["measures"], line["reported"], line["overdue"])
        for line in lines
    ]  # fmt: skip
    assert told == [(*row[:4], row[5], row[8], *row[10:]) for row in written]
    assert len(told) == 10


def test_overview_says_why_changes_do_not_compare(full, call):
    told = {year: call(f"?year={year}").json()["change_broken"] for year in (YEAR, 2500)}
    assert told == {YEAR: change_broken(YEAR), 2500: ""}
    assert told[YEAR] != ""


def test_distribution_counts_levels_and_bands_and_gives_means(full, call):
    assert call(f"/distribution?year={YEAR}").json() == {
        "fiscal_year": YEAR,
        "count": 8,
        "levels": [{"title": "pass (ผ่าน)", "count": 8, "percent": "100.0"}],
        "bands": [
            {"title": "95.00 to 100", "count": 0, "percent": "0.0"},
            {"title": "90.00 to 94.99", "count": 0, "percent": "0.0"},
            {"title": "85.00 to 89.99", "count": 3, "percent": "37.5"},
            {"title": "80.00 to 84.99", "count": 5, "percent": "62.5"},
        ],
        "years": [
            {"fiscal_year": YEAR - 1, "count": 1, "mean": "79.50", "broken": False},
            {"fiscal_year": YEAR, "count": 8, "mean": "83.50", "broken": True},
        ],
    }


def test_comparison_gives_quartiles_and_where_one_agency_stands(full, call):
    found = call(f"/comparison?agency={full[1].pk}").json()
    first, last = found.pop("indicators")
    assert found == {
        "fiscal_year": YEAR,
        "types": ["อบต.", "เทศบาลตำบล"],
        "type": "เทศบาลตำบล",
        "fewest": 8,
        "count": 8,
        "kinds": [{"kind": "published result", "count": 8}],
        "total": {
            "title": "Total score",
            "count": 8,
            "lowest": "80.00",
            "first": "81.75",
            "median": "83.50",
            "third": "85.25",
            "highest": "87.00",
            "weakest": False,
            "own": "81.00",
            "quarter": 4,
            "against": "-2.50",
        },
    }
    assert (first["median"], first["own"], first["quarter"], first["weakest"]) == ("81.00", "20.00", 4, True)
    assert (last["median"], last["against"]) == ("90.00", "0.00")


def test_comparison_tells_nothing_of_fewer_than_eight(full, call):
    with scopes_disabled():
        Round.objects.filter(agency=full[7], fiscal_year=YEAR).update(total=None)
    few = call("/comparison?type=เทศบาลตำบล").json()
    assert [few[key] for key in ("count", "kinds", "total", "indicators")] == [7, [], None, []]
    first = call("/comparison").json()
    assert (first["type"], first["count"], first["total"]) == ("อบต.", 0, None)


def test_comparison_in_an_area_without_types_is_empty(area, call):
    found = call("/comparison").json()
    assert [found[key] for key in ("types", "type", "count", "total")] == [[], "", 0, None]


@pytest.mark.parametrize(
    ("query", "where"), [("year=2500", "year"), ("type=ความลับ", "type"), ("type=luck", "type")]
)
def test_comparison_of_what_is_not_there_is_refused(full, call, query, where):
    answer = call(f"/comparison?{query}")
    assert (answer.status_code, [each["where"] for each in answer.json()["problems"]]) == (422, [where])
    assert call("/distribution?year=2500").status_code == 422


def test_agency_of_another_area_is_not_there_to_be_compared(full, other, call):
    answer = call(f"/comparison?agency={other.agency.pk}")
    assert (answer.status_code, SECRET in answer.content.decode()) == (404, False)


def test_message_tells_to_whom_it_went_and_notices_are_put_back(house):
    furnished = furnish(house)
    call = Caller(token_of(house.users[Role.OFFICER]))
    message = call("GET", f"/areas/{furnished['area_id']}/messages/{furnished['message']}").json()
    assert (message["text"], message["told"]) == ("โปรดจัดทำแผน", [house.agency.name])
    base = f"/agencies/{house.agency.pk}/notices"
    assert call("POST", f"{base}/{furnished['notice']}/put-away").status_code == 204
    assert call("GET", base).json() == []
    back = call("POST", f"{base}/{furnished['notice']}/put-back").json()
    assert call("GET", base).json() == [back]


def test_administrators_see_who_belongs_to_an_area_and_end_coordinations(house):
    furnished = furnish(house)
    call = Caller(token_of(house.users[Role.OFFICER]))
    base = f"/site/areas/{furnished['area_id']}"
    found = call("GET", f"{base}/agencies").json()["items"]
    assert [each["id"] for each in found] == [house.agency.pk]
    assert call("GET", f"{base}/agencies?words=ไม่มี").json()["items"] == []
    held = {"id": furnished["coordinator"], "name": str(house.users[Role.OFFICER])}
    assert call("GET", f"{base}/coordinators").json() == [held]
    assert call("DELETE", f"{base}/coordinators/{held['id']}").status_code == 204
    assert call("GET", f"{base}/coordinators").json() == []
    assert call("GET", f"/areas/{furnished['area_id']}").status_code == 404
    assert call("POST", f"{base}/coordinators/{held['id']}/restore").json() == held
    assert call("GET", f"/areas/{furnished['area_id']}").status_code == 200
    assert call("DELETE", f"{base}/coordinators/{held['id'] + 999}").status_code == 404
