"""Bringing a result in by its pages: the way, the form with its live sums, the last look."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from openpyxl import load_workbook

from houses import INDICATORS, INPUTS
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import (
    begin_correction,
    begin_entry,
    close_round,
    confirm_entry,
    correct_result,
    keep_entry,
)
from prongsai.site.rounds.drafts import Draft, draft_of
from prongsai.site.rounds.models import Entry, Result, Round
from prongsai.site.rounds.queries import the_entry, the_round

TYPED = {"kind": "published", **{f"indicators.{number}": score for number, score in INDICATORS.items()}}


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def said(response):
    return [(str(message), message.extra_tags) for message in get_messages(response.wsgi_request)]


@pytest.fixture(autouse=True)
def _english(house):
    for user in house.users.values():
        user.language = "en"
        user.save()


@pytest.fixture
def at(pages, entry):
    return lambda path="": pages(f"entries/{entry.pk}/{path}")


def draft(entry):
    return draft_of(Entry.objects.select_related("round").get(pk=entry.pk))


def test_ways_are_offered_and_one_is_begun(officer, pages, empty_round):
    page = text(officer.get(pages("results/new/")))
    assert "How do you want to bring in the result? Fiscal year 2568" in page
    response = officer.post(pages("results/new/"), {"way": "paste"})
    entry = Entry.objects.get()
    assert (entry.way, response.url) == ("paste", pages(f"entries/{entry.pk}/way/"))


def test_way_must_be_chosen(officer, pages, empty_round):
    page = text(officer.post(pages("results/new/")))
    assert "How do you want to bring in the result?: Choose one of these." in page
    assert not Entry.objects.exists()


def test_what_was_begun_is_offered_first(house, officer, pages, entry):
    keep_entry(house.actor(), entry, draft_of(entry))
    assert "Continue where you left off" in text(officer.get(pages("results/new/")))


def test_closed_round_leads_back(house, officer, pages, round_):
    entry = begin_entry(house.actor(), round_, "form")
    close_round(house.actor(), round_)
    refused = "The round of 2568 is closed: its results and findings stand. – reopen it first, with a reason"
    for path in ("results/new/", f"entries/{entry.pk}/scores/", f"entries/{entry.pk}/check/"):
        response = officer.get(pages(path))
        assert response.url == pages()
    assert said(response) == [(refused, "")] * 3


def test_year_without_a_pack_leads_back(officer, house, empty_round):
    Round.objects.update(fiscal_year=2555)
    for path in ("results/new/", "results/template.xlsx"):
        response = officer.get(f"/agencies/{house.agency.pk}/rounds/2555/{path}")
        assert response.url == f"/agencies/{house.agency.pk}/rounds/2555/"
    assert said(response)[0][0].startswith("there is no method for fiscal year 2555 – ")


def test_template_of_the_year_is_served(officer, pages, empty_round):
    response = officer.get(pages("results/template.xlsx"))
    assert response["Content-Disposition"] == 'attachment; filename="ita-2568.xlsx"'
    book = load_workbook(BytesIO(response.content))
    assert "2568" in book["คำแนะนำ"]["A1"].value
    assert [row[1].value or "" for row in book["หน่วยงาน"].iter_rows(min_row=2, max_row=8)] == [
        "เทศบาลตำบลต้นแบบ",
        "เทศบาลตำบล",
        "เมืองตัวอย่าง",
        "ตัวอย่าง",
        "สำนักปลัดเทศบาล",
        "นายกเทศบาลตำบลต้นแบบ",
        "2568",
    ]


def test_typing_leads_to_the_form(officer, at, entry):
    assert officer.get(at("way/")).url == at("scores/")
    page = officer.get(at("scores/"))
    assert 'name="indicators.10"' in page.content.decode()
    assert "Type the scores Fiscal year 2568" in text(page)


def test_good_scores_lead_to_the_last_look(officer, at, entry):
    assert officer.post(at("scores/"), {**TYPED, "go": "check"}).url == at("check/")
    assert (draft(entry).read, draft(entry).inputs["indicators"]) == (True, INDICATORS)


def test_faulty_scores_are_kept_and_told(officer, at, entry):
    page = text(officer.post(at("scores/"), {**TYPED, "indicators.3": "185"}))
    assert "3. Use of power: 185 is not a score: scores lie between 0 and 100" in page
    assert "indicator 3 has no score These cannot be read yet: 185 is not a score" in page
    assert (draft(entry).read, draft(entry).inputs["indicators"]["3"]) == (False, "185")
    assert 'value="185"' in officer.get(at("scores/")).content.decode()


def test_characters_that_no_database_keeps_are_left_out(officer, at, entry):
    page = officer.post(at("scores/"), {**TYPED, "indicators.3": "9\x005.00"})
    assert page.status_code == 200
    assert draft(entry).inputs["indicators"]["3"] == "95.00"


def test_calculate_shows_the_sums_without_script(officer, at, entry):
    page = text(officer.post(at("scores/"), {**TYPED, "go": "sums"}))
    assert "Total score 92.36 Level pass, good (ผ่านดี) or pass (ผ่าน) IIT 94.18" in page
    assert draft(entry).inputs["indicators"] == INDICATORS


def test_what_is_typed_is_kept_for_later(officer, at, pages, entry):
    response = officer.post(at("scores/"), {**TYPED, "indicators.3": "x", "go": "later"})
    assert (response.url, said(response)[0][0]) == (
        pages(),
        "What you typed is kept. Go on with it whenever you want.",
    )
    assert draft(entry).inputs["indicators"]["3"] == "x"


def test_depth_is_changed_and_nothing_typed_is_lost(officer, at, entry):
    assert officer.post(at("scores/"), {**TYPED, "go": "questions"}).url == at("scores/")
    page = officer.get(at("scores/")).content.decode()
    assert 'name="questions.EIT1.e1"' in page
    officer.post(at("scores/"), {**TYPED, "questions.EIT1.e1": "81.10", "go": "indicators"})
    assert draft(entry).inputs == {
        "fiscal_year": "2568",
        "depth": "indicators",
        "indicators": INDICATORS,
        "questions": {"EIT1": {"e1": "81.10"}},
    }
    assert 'name="questions.EIT1.e1"' not in officer.get(at("scores/")).content.decode()


def test_live_sums_answer_what_is_typed_and_keep_nothing(officer, at, entry):
    page = text(officer.post(at("sums/"), {**TYPED, "instruments.EIT1": "๘๖.๒๐", "total": "93.00"}))
    assert page == (
        "Counted from these scores Total score 92.36 Level pass, good (ผ่านดี) "
        "IIT 94.18 EIT 88.03 EIT part 1 86.20 EIT part 2 – OIT 94.25 "
        "How firmly the way to the total is known: verified "
        "This does not agree: the total is printed as 93.00, but the indicators give 92.36 – "
        "compare with the published result"
    )
    assert draft(entry) == Draft(inputs={"fiscal_year": "2568", "depth": "indicators"})


def test_live_sums_of_half_a_form_say_what_is_missing(officer, at, entry):
    page = text(officer.post(at("sums/"), {"indicators.1": "97.40", "indicators.2": "9x"}))
    assert "these indicators have no score: 2, 3, 4, 5, 6, 7, 8, 9, 10" in page
    assert "These cannot be read yet: “9x” is not a number" in page


def test_live_sums_of_a_year_without_rules_stand_as_announced(house, officer, empty_round):
    Round.objects.update(fiscal_year=2569)
    each = the_round(house.agency, 2569)
    entry = begin_entry(house.actor(), each, "form")
    url = f"/agencies/{house.agency.pk}/rounds/2569/entries/{entry.pk}/sums/"
    assert text(officer.post(url, {"total": "88.00"})).startswith("As announced Total score 88.00 Level –")


def test_live_sums_are_posted(officer, at):
    assert officer.get(at("sums/")).status_code == 405


def check_page(house, officer, entry, at, **changes):
    keep_entry(
        house.actor(),
        entry,
        Draft(**{"inputs": draft_of(entry).inputs | {"indicators": INDICATORS}, "read": True, **changes}),
    )
    return text(officer.get(at("check/")))


def test_last_look_shows_everything(house, officer, at, entry):
    inputs = {**INPUTS, "total": "93.00", "announced": "15/8/2568", "rank": {"place": "3"}}
    del inputs["remarks"]
    page = check_page(
        house,
        officer,
        entry,
        at,
        inputs=inputs,
        source="ITAS",
        notes=["บางอย่าง"],
        remarks=INPUTS["remarks"],
        doubts=["ของใคร"],
        earlier=[{"fiscal_year": "2567", "indicators": {"1": "95.00"}}],
    )
    for words in (
        "What was guessed or left out: บางอย่าง",
        "Kind of result Published result Change",
        "Where the scores come from ITAS",
        "Brought in typed into the form",
        "Day of the announcement 15 August 2568",
        "Place among agencies of its kind 3",
        "1. Performance of duty 97.40 Change",
        "EIT part 1 86.20 Change",
        "e9 The online service is convenient and fast (EIT part 1) ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์",
        "the total is printed as 93.00, but the indicators give 92.36",
        "Earlier years that came along 2567 See their scores Indicator 2567 1 95.00 2 –",
        "Yes, they are ของใคร",
        "This result becomes the decisive one: findings, plan and papers follow it.",
    ):
        assert words in page


def test_last_look_of_faulty_scores_leads_to_the_form(house, officer, at, entry):
    keep_entry(house.actor(), entry, Draft(inputs={"depth": "indicators", "total": "x"}, read=True))
    response = officer.get(at("check/"))
    assert response.url == at("scores/")
    assert said(response) == [
        (
            "“x” is not a number – write a number such as 93.00, or leave the place empty where there is no score",
            "",
        )
    ]


def test_last_look_is_where_it_goes_on(house, officer, at, entry):
    assert officer.get(at()).url == at("way/")
    check_page(house, officer, entry, at)
    assert officer.get(at()).url == at("check/")


def test_confirmed_result_is_saved_once(house, officer, at, pages, entry):
    check_page(house, officer, entry, at)
    response = officer.post(at("check/"))
    assert (response.url, said(response)) == (pages(), [("The result is saved.", "")])
    assert Result.objects.get().inputs["indicators"] == INDICATORS
    response = officer.post(at("check/"))
    assert (response.url, said(response)[-1]) == (pages(), ("This was saved or thrown away already.", ""))
    assert Result.objects.count() == 1


def test_doubt_must_be_confirmed_before_saving(house, officer, at, entry):
    check_page(house, officer, entry, at, doubts=["ของใคร"])
    assert "Yes, they are: Confirm this to go on." in text(officer.post(at("check/")))
    assert not Result.objects.exists()
    officer.post(at("check/"), {"doubt0": "on"})
    assert Result.objects.exists()


def test_what_cannot_be_saved_is_told(house, officer, at, entry):
    earlier = [{"fiscal_year": "2567", "depth": "indicators", "total": "x"}]
    check_page(house, officer, entry, at, earlier=earlier)
    page = text(officer.post(at("check/"), {"years": ["2567"]}))
    assert "“x” is not a number" in page
    assert not Result.objects.exists()


def test_second_result_does_not_take_over(house, officer, pages, round_):
    entry = begin_entry(house.actor(), round_, "form")
    at = lambda path: pages(f"entries/{entry.pk}/{path}")  # noqa: E731
    assert "becomes the decisive one" not in check_page(house, officer, entry, at)


def test_correction_is_shown_and_saved_to_the_result(house, officer, pages, round_, result):
    result.round = round_
    entry = begin_correction(house.actor(), result)
    url = pages(f"entries/{entry.pk}/check/")
    page = text(officer.get(url))
    assert "Save the correction" in page
    assert "Somebody changed this result" not in page
    assert "Correct the scores" in text(officer.get(pages(f"entries/{entry.pk}/scores/")))
    correct_result(house.actor(), result, INPUTS, kind="final")
    assert "Somebody changed this result after you began to correct it." in text(officer.get(url))
    assert officer.post(url).url == pages(f"results/{result.pk}/")
    result.refresh_from_db()
    assert result.kind == "published"


def test_discarded_entry_comes_back_by_the_notice(house, officer, at, pages, entry):
    response = officer.post(at("discard/"))
    assert (response.url, said(response)) == (
        pages(),
        [("What was brought in so far was thrown away.", at("restore/"))],
    )
    assert officer.get(at("scores/")).url == pages()
    assert said(officer.post(at("restore/")))[-1] == ("It is here again: go on where you left off.", "")
    assert officer.get(at("scores/")).status_code == 200


def test_confirmed_entry_leads_back_to_the_round(house, officer, at, pages, entry):
    keep_entry(house.actor(), entry, Draft(inputs={"depth": "indicators", "total": "90"}))
    confirm_entry(house.actor(), the_entry(entry.round, entry.pk))
    assert officer.get(at("check/")).url == pages()


def test_entry_of_another_round_is_not_found(house, officer, at, entry):
    assert officer.get(at("scores/").replace("/2568/", "/2567/")).status_code == 404
    assert officer.get(at("scores/").replace(f"/{entry.pk}/", "/999/")).status_code == 404


def test_reader_brings_nothing_in(reader, at):
    for path in ("", "way/", "scores/", "check/"):
        assert reader.get(at(path)).status_code == 403
    for path in ("sums/", "discard/", "restore/"):
        assert reader.post(at(path)).status_code == 403


def test_what_was_typed_before_the_session_ended_is_shown(officer, house, settings, at, entry):
    officer.get(at("scores/"))
    del officer.cookies[settings.SESSION_COOKIE_NAME]
    response = officer.post(at("scores/"), {**TYPED, "indicators.3": "77.77"})
    assert response.url.startswith("/account/")
    officer.force_login(house.users[Role.OFFICER])
    assert 'value="77.77"' in officer.get(at("scores/")).content.decode()


@pytest.mark.parametrize("path", ["scores/", "check/"])
def test_pages_of_entries_take_few_queries(house, officer, at, entry, path, django_assert_max_num_queries):
    check_page(house, officer, entry, at)
    with django_assert_max_num_queries(12):
        officer.get(at(path))
