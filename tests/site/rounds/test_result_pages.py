"""A result: seen whole, corrected, made decisive, scored anew, removed and put back."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages

from houses import INPUTS
from prongsai.site.files.storing import store
from prongsai.site.rounds.actions import close_round, enter_result, put_remarks
from prongsai.site.rounds.models import Entry
from prongsai.site.rounds.queries import the_round


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
def other_result(house, round_):
    return enter_result(
        house.actor(), round_, {**INPUTS, "total": "93.00", "level": "ผ่านดีเยี่ยม"}, kind="estimate", way="xlsx"
    )


def test_result_shows_all_of_it(house, officer, pages, result):
    page = officer.get(pages(f"results/{result.pk}/"))
    words = text(page)
    assert "Published result decisive Fiscal year 2568" in words
    assert "1. Performance of duty 97.40 why" in words
    assert "EIT part 1 86.20 why" in words
    assert "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ Advice: ควรประชาสัมพันธ์ (อ้างอิงจาก o10)" in words
    assert f"pack of 2568 {result.pack_id[:12]}" in words
    assert "Where the scores come from ประกาศผล ITA 2568" in words
    assert "Entered Officer of one.example.com" in words
    assert "Last changed" not in words
    assert pages("findings/why/7/") in page.content.decode()


def test_result_that_does_not_decide_leads_to_no_traces(officer, pages, other_result):
    page = text(officer.get(pages(f"results/{other_result.pk}/")))
    assert "why" not in page
    assert (
        "the total is printed as 93.00, but the indicators give 92.36 – compare with the published result"
        in page
    )
    assert "Total score 93.00 92.36 differs" in page
    assert "Level ผ่านดีเยี่ยม pass, good (ผ่านดี)" in page


def test_incomplete_result_says_what_is_missing(house, officer, pages, round_):
    row = enter_result(
        house.actor(),
        round_,
        {
            "depth": "questions",
            "items": {"o1": "100"},
            "announced": "15/8/2568",
            "rank": {"place": "3", "of": "12"},
        },
        kind="rehearsal",
        way="form",
    )
    page = text(officer.get(pages(f"results/{row.pk}/")))
    assert "By question and item OIT" in page
    assert "There are none." in page
    assert "Day of the announcement 15 August 2568" in page
    assert "Place among agencies of its kind 3 / 12" in page


def test_file_is_offered_to_those_who_may_have_it(house, officer, reader, pages, round_):
    file = store(house.agency, "รายงาน.pdf", b"%PDF-", "application/pdf", act="reading.upload")
    row = enter_result(house.actor(), round_, INPUTS, kind="estimate", way="report", file=file)
    link = f"/agencies/{house.agency.pk}/files/{file.pk}/"
    assert link in officer.get(pages(f"results/{row.pk}/")).content.decode()
    assert link not in reader.get(pages(f"results/{row.pk}/")).content.decode()


def test_change_is_told(house, officer, pages, round_, result):
    result.round = round_
    put_remarks(house.actor(), result, [])
    assert "Last changed" in text(officer.get(pages(f"results/{result.pk}/")))


def test_result_page_takes_few_queries(officer, pages, result, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        officer.get(pages(f"results/{result.pk}/"))


def test_correction_opens_the_form(officer, pages, result):
    response = officer.post(pages(f"results/{result.pk}/correct/"))
    entry = Entry.objects.get()
    assert (response.url, entry.result) == (pages(f"entries/{entry.pk}/scores/"), result)
    assert 'value="97.40"' in officer.get(response.url).content.decode()


def test_result_is_made_decisive(house, officer, pages, other_result):
    response = officer.post(pages(f"results/{other_result.pk}/decide/"))
    assert (response.url, the_round(house.agency, 2568).decisive) == (pages(), other_result)
    assert said(response) == [("This result is now the decisive one: findings follow from it.", "")]


def test_result_is_scored_anew(house, officer, pages, result, other_pack):
    old = other_pack(2568)
    result.pack = old
    result.save()
    response = officer.post(pages(f"results/{result.pk}/rescore/"))
    result.refresh_from_db()
    assert (response.url, result.pack == old) == (pages(f"results/{result.pk}/"), False)


def test_result_is_removed_and_put_back_by_the_notice(house, officer, pages, other_result):
    response = officer.post(pages(f"results/{other_result.pk}/remove/"))
    ((words, undo),) = said(response)
    assert (response.url, words, undo) == (
        pages(),
        "The result was removed.",
        pages(f"results/{other_result.pk}/restore/"),
    )
    assert officer.get(pages(f"results/{other_result.pk}/")).status_code == 404
    assert said(officer.post(undo))[-1] == ("The result is back.", "")
    assert officer.get(pages(f"results/{other_result.pk}/")).status_code == 200


def test_refusal_is_told_in_the_notice(officer, pages, result, other_result):
    response = officer.post(pages(f"results/{result.pk}/remove/"))
    assert said(response) == [("This result is the decisive one. – make another one decisive first", "")]


@pytest.mark.parametrize("act", ["correct", "decide", "rescore", "remove"])
def test_results_of_a_closed_round_stand(house, officer, pages, round_, result, act):
    close_round(house.actor(), round_)
    response = officer.post(pages(f"results/{result.pk}/{act}/"))
    assert said(response) == [
        ("The round of 2568 is closed: its results and findings stand. – reopen it first, with a reason", "")
    ]


@pytest.mark.parametrize("act", ["correct", "decide", "rescore", "remove", "restore"])
def test_acts_are_posted_by_those_who_may(officer, reader, pages, result, act):
    assert officer.get(pages(f"results/{result.pk}/{act}/")).status_code == 405
    assert reader.post(pages(f"results/{result.pk}/{act}/")).status_code == 403
