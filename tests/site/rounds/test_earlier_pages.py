"""Earlier years on one page: typed, pasted, shown where they are known."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages

from houses import INDICATORS
from prongsai.site.rounds.actions import close_round, enter_result, start_round
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import fiscal_years_of, the_round

SCORES = {"depth": "indicators", "indicators": INDICATORS}
TABLE = "\t2566\t2567\n" + "\n".join(f"{number}.\t{score}\t{score}" for number, score in INDICATORS.items())


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture(autouse=True)
def _english(house):
    for user in house.users.values():
        user.language = "en"
        user.save()


def fields(year, **more):
    typed = {f"y{year}.indicators.{number}": score for number, score in INDICATORS.items()}
    return {**typed, **{f"y{year}.{key}": value for key, value in more.items()}}


def test_four_years_are_asked_for(officer, pages, empty_round):
    page = officer.get(pages("earlier/"))
    assert re.findall(r'name="y(\d{4})\.total"', page.content.decode()) == ["2567", "2566", "2565", "2564"]


def test_known_years_are_shown_and_not_asked_for(house, officer, pages, empty_round):
    enter_result(house.actor(), start_round(house.actor(), 2566), SCORES, kind="published", way="form")
    start_round(house.actor(), 2565)
    page = officer.get(pages("earlier/"))
    assert (
        "What is known already Fiscal year Total score Level 2566 92.36 pass, good (ผ่านดี) or pass (ผ่าน)"
        in text(page)
    )
    assert re.findall(r'name="y(\d{4})\.total"', page.content.decode()) == ["2567", "2565", "2564"]


def test_years_that_are_filled_in_are_saved(house, officer, pages, empty_round):
    response = officer.post(pages("earlier/"), {**fields(2567), "y2564.total": "88.00"})
    assert (response.url, said(response)) == (pages(), ["2 earlier years are saved."])
    assert fiscal_years_of(house.agency) == [2568, 2567, 2564]
    row = the_round(house.agency, 2567).decisive
    assert (row.kind, row.way, row.inputs["indicators"]) == ("published", "form", INDICATORS)


def test_one_year_is_said_in_the_singular(officer, pages, empty_round):
    assert said(officer.post(pages("earlier/"), fields(2567))) == ["1 earlier year is saved."]


def test_table_is_put_into_the_fields_and_saved_when_sent(house, officer, pages, empty_round):
    page = officer.post(
        pages("earlier/"), {"pasted": f"{TABLE}\nลำดับ 12", "understand": "yes", "y2565.total": "81"}
    )
    found = page.content.decode()
    assert (found.count('value="97.40"'), 'value="81"' in found, fiscal_years_of(house.agency)) == (
        2,
        True,
        [2568],
    )
    assert "these lines were not taken for scores" in text(page)
    officer.post(pages("earlier/"), {"pasted": TABLE, **fields(2567), **fields(2566)})
    assert [the_round(house.agency, year).decisive.way for year in (2567, 2566)] == ["paste", "paste"]


def test_table_that_is_not_understood_is_told_and_nothing_is_lost(officer, pages, empty_round):
    page = officer.post(pages("earlier/"), {"pasted": "สวัสดี", "understand": "yes", "y2565.total": "81"})
    assert "What was pasted could not be understood no scores were found in what was pasted" in text(page)
    assert 'value="81"' in page.content.decode()
    assert "สวัสดี" in page.content.decode()


def test_faulty_year_is_told_at_its_field(house, officer, pages, empty_round):
    page = text(officer.post(pages("earlier/"), {**fields(2567), "y2566.indicators.2": "1x"}))
    assert "2. Use of budget: “1x” is not a number" in page
    assert fiscal_years_of(house.agency) == [2568]


def test_figures_that_do_not_agree_are_confirmed(house, officer, pages, empty_round):
    page = text(officer.post(pages("earlier/"), fields(2567, total="93.00")))
    assert "This does not agree: 2567: the total is printed as 93.00, but the indicators give 92.36" in page
    assert "The figures were announced like this" in page
    officer.post(pages("earlier/"), {**fields(2567, total="93.00"), "sure": "yes"})
    assert fiscal_years_of(house.agency) == [2568, 2567]


def test_closed_round_of_an_earlier_year_is_not_written(house, officer, pages, empty_round):
    each = start_round(house.actor(), 2567)
    row = enter_result(house.actor(), each, SCORES, kind="published", way="form")
    close_round(house.actor(), each)
    row.delete()
    page = text(officer.post(pages("earlier/"), fields(2567)))
    assert (
        "The round of 2567 is closed: its results and findings stand. – reopen it first, with a reason"
        in page
    )


def test_oldest_year_has_none_before_it(house, officer, empty_round):
    Round.objects.update(fiscal_year=2563)
    page = text(officer.get(f"/agencies/{house.agency.pk}/rounds/2563/earlier/"))
    assert "There are no earlier years whose method is known." in page


def test_page_without_years_to_fill_in_leads_back(house, officer, pages, empty_round):
    for year in range(2564, 2568):
        enter_result(house.actor(), start_round(house.actor(), year), SCORES, kind="published", way="form")
    page = text(officer.get(pages("earlier/")))
    assert "Save the earlier years" not in page
    assert "Go to the round" in page


def test_reader_sees_what_is_known(house, reader, pages, empty_round):
    assert "No earlier year is entered. The agency's ITA officer can add them." in text(
        reader.get(pages("earlier/"))
    )
    enter_result(house.actor(), start_round(house.actor(), 2567), SCORES, kind="published", way="form")
    page = text(reader.get(pages("earlier/")))
    assert "2567 92.36" in page
    assert "Save the earlier years" not in page


def test_earlier_page_takes_few_queries(officer, pages, empty_round, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        officer.get(pages("earlier/"))
