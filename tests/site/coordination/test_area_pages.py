"""The pages of an area: the table, its Excel file, distributions, comparison; nothing of another area in any of them."""

import io
import re

import openpyxl
import pytest
from django_scopes import scopes_disabled

from prongsai.site.audit.models import Act
from prongsai.site.coordination.models import Coordinator
from prongsai.site.permissions import Role
from prongsai.site.rounds.models import Round
from standing import SECRET, add, stand

PAGES = ("", "distribution/", "comparison/", "remind/", "messages/")


@pytest.fixture
def full(held, secret, house):
    """Give an area of seven agencies, beside one that must not leak."""
    stand(house.agency, total="92.36", level="ผ่านดี", stage="published", followed=(3, 2, 1))
    stand(house.agency, 2567, "90.00")
    for number in range(1, 5):
        agency = add(held.area, f"เทศบาลตำบลที่ {number}")
        stand(
            agency,
            total=f"{80 + number}.00",
            stage="draft",
            indicators=f"{number * 2000} " + "- " * 8 + "9000",
        )
    stand(add(held.area, "=อบต.ว่าง", "อบต.", "ใต้"), total=None)
    add(held.area, "อบต.ใหม่", "อบต.", "ใต้")
    return held


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def rows(answer):
    """Give the cells of the rows of a page's first table."""
    table = re.search(r"<tbody>(.*?)</tbody>", answer.content.decode(), re.DOTALL)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>.*?</tr>", table[1], re.DOTALL)
    ]


def page(held, path="", **query):
    return held.browser.get(f"/areas/{held.area.pk}/{path}", query)


def test_table_tells_how_each_agency_stands(full, house):
    answer = page(full)
    assert rows(answer) == [
        ["=อบต.ว่าง", "อบต.", "ใต้", "no result yet", "–", "–", "–", "no plan yet", "–", "–"],
        ["อบต.ใหม่", "อบต.", "ใต้", "not begun", "–", "–", "–", "no plan yet", "–", "–"],
        [house.agency.name, "เทศบาลตำบล", "เมืองตัวอย่าง", "result in", "92.36 published result", "pass, good (ผ่านดี)", "+2.36*", "published", "67% 2 of 3 measures", "1"],
        *(
            [f"เทศบาลตำบลที่ {number}", "เทศบาลตำบล", "เมือง", "result in", f"{80 + number}.00 published result", "pass (ผ่าน)", "–", "being written", "–", "–"]
            for number in range(1, 5)
        ),
    ]  # fmt: skip
    assert "Agencies 7 Have a decisive result 5 Have published their plan 1 Need attention 7" in text(answer)


def test_closed_round_is_told(full, house):
    with scopes_disabled():
        each = Round.objects.get(agency=house.agency, fiscal_year=2568)
        each.closing = each.closings.create(agency=house.agency, frozen={}, closed_by=full.user.name)
        each.save()
    assert rows(page(full, words="ต้นแบบ"))[0][3] == "round closed"


def test_table_of_another_year_is_shown_and_an_unknown_one_left_out(full):
    assert [row[4] for row in rows(page(full, year="2567", sort="-total"))][:2] == [
        "90.00 published result",
        "–",
    ]
    assert rows(page(full, year="9" * 5000)) == rows(page(full))


def test_agency_that_is_all_reported_and_not_overdue_is_told(full, house):
    with scopes_disabled():
        Round.objects.filter(agency=house.agency).update(reported=3, overdue=0)
    assert rows(page(full, words="ต้นแบบ"))[0][8:] == ["100% 3 of 3 measures", "0"]


def test_agencies_with_overdue_measures_are_found_and_reminded(full, house):
    assert [row[0] for row in rows(page(full, attention="overdue"))] == [house.agency.name]
    assert next(row[0] for row in rows(page(full, sort="-overdue"))) == house.agency.name
    told = text(page(full, "remind/", reason="overdue"))
    assert "measures overdue 1" in told
    assert house.agency.name in told


def test_headings_sort_and_turn_the_order_round(full):
    answer = page(full, sort="-total", page="1")
    assert [row[0] for row in rows(answer)][:2] == ["เทศบาลตำบลต้นแบบ", "เทศบาลตำบลที่ 4"]
    html = answer.content.decode()
    assert re.findall(r'<th scope="col"[^>]*aria-sort="(\w+)"><a href="([^"]+)">', html) == [
        ("descending", "?sort=total")
    ]
    assert '<a href="?sort=-change">' in html
    assert '<a href="?sort=name">' in html
    again = page(full).content.decode()
    assert '<a href="?sort=-name">' in again


def test_what_cannot_be_looked_for_is_left_out(full):
    assert rows(
        page(full, plan="burnt", type=SECRET, sort="secret", attention="never", words="x" * 101)
    ) == rows(page(full))


def test_search_without_a_find_says_what_to_do(full):
    assert "No agency fits." in text(page(full, words=SECRET))


def test_empty_area_says_what_to_do(held, house):
    held.area.agencies.remove(house.agency)
    assert "This area has no agencies yet." in text(page(held))
    assert "No agency of this area names its type." in text(page(held, "comparison/"))
    assert "No agency has a decisive result in this year yet." in text(page(held, "distribution/"))


def test_areas_of_more_than_one_province_are_narrowed_by_it(full, house):
    assert 'name="province"' not in page(full).content.decode()
    house.agency.province = "อื่น"
    house.agency.save()
    html = page(full).content.decode()
    assert ('name="province"' in html, 'name="district"' in html) == (True, False)
    html = page(full, province="ตัวอย่าง", district="ใต้").content.decode()
    assert 'name="district"' in html
    assert len(rows(page(full, province="ตัวอย่าง", district="ใต้"))) == 2


def test_year_without_levels_is_not_narrowed_by_them(full):
    assert 'name="level"' in page(full).content.decode()
    assert 'name="level"' not in page(full, year="2569").content.decode()


def test_long_table_has_pages(held, django_assert_max_num_queries):
    for number in range(30):
        stand(add(held.area, f"อบต. {number:02}"))
    page(held)  # which renews the session
    with django_assert_max_num_queries(12):
        first = page(held)
    assert len(rows(first)) == 20
    assert len(rows(page(held, page="2", words="อบต"))) == 10


@pytest.mark.parametrize(
    "path",
    [*PAGES, "?attention=any&sort=-change&type=อบต.", "remind/write/?who=all", "comparison/?type=เทศบาลตำบล"],
)
def test_pages_ask_at_most_twelve_queries(full, path, django_assert_max_num_queries):
    page(full)  # which renews the session
    with django_assert_max_num_queries(12):
        assert full.browser.get(f"/areas/{full.area.pk}/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", [*PAGES, "?sort=-total", "remind/?reason=awaiting", "comparison/?agency=other"]
)
def test_nothing_of_another_area_stands_on_any_page(full, other, path):
    answer = full.browser.get(f"/areas/{full.area.pk}/{path.replace('other', str(other.agency.pk))}")
    assert answer.status_code == 200
    assert [word for word in (SECRET, "66.66", "two.example.com") if word in answer.content.decode()] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_an_area_tells_of_people_or_remarks(full, house, path):
    html = full.browser.get(f"/areas/{full.area.pk}/{path}").content.decode()
    assert [word for word in ("one.example.com", "Officer of", "typist@") if word in html] == []


@pytest.mark.parametrize("path", PAGES)
def test_area_does_not_exist_for_anybody_else(full, secret, house, signed_in, client, path):
    address = f"/areas/{full.area.pk}/{path}"
    assert [signed_in(house.users[role]).get(address).status_code for role in Role] == [404] * 5
    assert secret.browser.get(address).status_code == 404
    assert client.get(address)["Location"] == f"/account/sign-in/?next={address}"
    Coordinator.objects.update(ended_at="2026-01-01T00:00Z")
    assert full.browser.get(address).status_code == 404
    assert full.browser.get("/areas/987654/").status_code == 404


def test_coordinator_is_led_to_the_one_area_and_shown_all_else(held, house, secret, signed_in):
    assert held.browser.get("/")["Location"] == f"/areas/{held.area.pk}/"
    Coordinator.objects.create(area=secret.area, user=held.user)
    home = text(held.browser.get("/"))
    assert [name in home for name in (held.area.name, secret.area.name, "not a member of any agency")] == [
        True,
        True,
        False,
    ]
    assert held.browser.get(f"/agencies/{house.agency.pk}/").status_code == 404


def sheet(book, number):
    return [[cell.value for cell in row] for row in book.worksheets[number].iter_rows()]


def test_excel_holds_what_is_looked_for_and_no_formula(full):
    answer = full.browser.post(f"/areas/{full.area.pk}/excel/?sort=-total&attention=any&words=อบต")
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert sheet(book, 0) == [
        ["Agency", "Type of agency", "District", "Province", "Round", "Total score", "Kind of result", "Level", "Change in points", "Plan", "Measures", "Reported and confirmed", "Overdue"],
        ["=อบต.ว่าง", "อบต.", "ใต้", "ตัวอย่าง", "no result yet", None, None, None, None, "no plan yet", None, None, None],
        ["อบต.ใหม่", "อบต.", "ใต้", "ตัวอย่าง", "not begun", None, None, None, None, "no plan yet", None, None, None],
    ]  # fmt: skip
    assert [cell.data_type for cell in book.worksheets[0]["A"]] == ["s", "s", "s"]
    about = [row[0] for row in sheet(book, 1)]
    assert about[:2] == ["จังหวัดตัวอย่าง: agencies in the fiscal year 2568", "2 agencies"]
    assert about[2].startswith("Made on ")
    assert about[3:6] == [
        "Name or district: อบต",
        "Needs attention: anything",
        "Only the decisive result of each round is shown, and its kind is named beside it.",
    ]
    assert about[6].startswith("วิธีการประเมินของ")
    act = Act.objects.get()
    assert (act.code, act.agency, act.after) == ("area.taken-out", None, {"fiscal_year": 2568, "agencies": 2})


def test_excel_holds_numbers_that_can_be_counted_with(full, house):
    book = openpyxl.load_workbook(
        io.BytesIO(full.browser.post(f"/areas/{full.area.pk}/excel/?words=ต้นแบบ").content)
    )
    assert sheet(book, 0)[1:] == [
        [house.agency.name, "เทศบาลตำบล", "เมืองตัวอย่าง", "ตัวอย่าง", "result in", 92.36, "published result", "pass, good (ผ่านดี)", 2.36, "published", 3, 2, 1]
    ]  # fmt: skip


def test_excel_of_nothing_has_its_headings(held, house):
    held.area.agencies.remove(house.agency)
    answer = held.browser.post(f"/areas/{held.area.pk}/excel/?year=2563")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert (len(sheet(book, 0)), len(sheet(book, 1))) == (1, 4)


def test_distribution_counts_levels_and_bands_and_draws_the_years(full):
    answer = page(full, "distribution/")
    assert rows(answer) == [["pass, good (ผ่านดี)", "1", "20.0", ""], ["pass (ผ่าน)", "4", "80.0", ""]]
    told = text(answer)
    assert "Over 5 agencies with a decisive result." in told
    assert "95.00 to 100 0 0.0 90.00 to 94.99 1 20.0 85.00 to 89.99 0 0.0 80.00 to 84.99 4 80.0" in told
    assert 'aria-label="Mean total by fiscal year: 2567: 90.00, 2568: 84.47"' in answer.content.decode()
    assert "2567 90.00 1 2568 method changed 84.47 5" in told


def test_distribution_names_results_without_a_level(full, house):
    with scopes_disabled():
        Round.objects.filter(agency=house.agency).update(level="")
    assert [row[0] for row in rows(page(full, "distribution/"))] == ["pass (ผ่าน)", "no level"]


def test_year_whose_levels_are_unpublished_has_a_distribution(full, house):
    stand(house.agency, 2569, "93.00", "")
    assert rows(page(full, "distribution/", year="2569")) == [["no level", "1", "100.0", ""]]


@pytest.fixture
def eight(full):
    """Give the area with eight agencies of one type that have a total, the fewest that are compared."""
    for number in range(5, 8):
        agency = add(full.area, f"เทศบาลตำบลที่ {number}")
        stand(agency, total=f"{80 + number}.00", indicators=f"{8000 + number * 200} " + "- " * 8 + "9000")
    return full


def test_agencies_of_a_type_are_compared_by_quartiles(eight):
    answer = page(eight, "comparison/", type="เทศบาลตำบล")
    told = text(answer)
    assert "8 agencies with a total: published result 8 How" in told
    assert "Results of different kinds" not in told
    assert rows(answer) == [
        ["Total score", "81.00", "82.75", "84.50", "86.25", "92.36"],
        ["1. Performance of duty among the weakest", "20.00", "55.00", "85.00", "92.50", "97.40"],
        ["10. Prevention of corruption among the weakest", "90.00", "90.00", "90.00", "90.00", "100.00"],
    ]


def test_chosen_agency_is_placed_among_its_peers(eight, house):
    told = text(page(eight, "comparison/", agency=str(house.agency.pk)))
    assert (
        "Total score 92.36 Against the median +7.86 Level pass, good (ผ่านดี) Kind of result published result in the highest quarter"
        in told
    )
    for number, words in (
        (7, "in the highest quarter"),
        (5, "in the second quarter, above the median"),
        (4, "in the third quarter, below the median"),
        (1, "in the lowest quarter"),
    ):
        agency = eight.area.agencies.get(name=f"เทศบาลตำบลที่ {number}")
        told = text(page(eight, "comparison/", agency=str(agency.pk)))
        assert f"Total score 8{number}.00" in told
        assert f"Kind of result published result {words} Indicator" in told
        assert "10. Prevention of corruption 90.00 0.00 at the median" in told


def test_kinds_of_results_are_named_where_they_differ(eight):
    stand(add(eight.area, "เทศบาลตำบลที่ 8"), kind="estimate")
    told = text(page(eight, "comparison/", type="เทศบาลตำบล"))
    assert (
        "9 agencies with a total: estimate of the result 1, published result 8 Results of different kinds compare with care."
        in told
    )


def test_fewer_than_eight_are_never_compared(eight):
    eight.area.agencies.remove(eight.area.agencies.get(name="เทศบาลตำบลที่ 4"))
    answer = page(eight, "comparison/", type="เทศบาลตำบล")
    told = text(answer)
    assert "7 agencies of this type have a total in this year. That is too few to compare." in told
    assert "Compared are at least 8 agencies" in told
    assert [
        word
        for word in ("quartile", "quarter.", "highest", "87.00")
        if word in told.replace("a quarter could", "")
    ] == []


def test_agency_whose_indicator_is_missing_has_no_place_in_it(eight):
    agency = stand(add(eight.area, "เทศบาลตำบลที่ 8"), indicators="- " * 9 + "9000").agency
    told = text(page(eight, "comparison/", agency=str(agency.pk)))
    assert "1. Performance of duty – – –" in told
