"""The overview of an agency, and the page of a round: started, seen, closed, reopened."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django_scopes import scope

from houses import INDICATORS, INPUTS
from prongsai.method.library import load_method
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make, submit
from prongsai.site.plans.models import Approval
from prongsai.site.plans.queries import the_plan
from prongsai.site.rounds.actions import (
    begin_entry,
    close_round,
    enter_result,
    keep_entry,
    reopen_round,
    start_round,
)
from prongsai.site.rounds.drafts import draft_of
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round


def text(response):
    """Give what a page says, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def overview(house):
    return f"/agencies/{house.agency.pk}/"


@pytest.fixture
def english(house):
    for user in house.users.values():
        user.language = "en"
        user.save()


def test_agency_without_rounds_is_led_to_the_first(officer, overview, english):
    page = text(officer.get(overview))
    assert "No rounds yet" in page
    assert "Start the first round" in page


def test_reader_of_agency_without_rounds_is_told_who_starts(reader, overview, english):
    page = text(reader.get(overview))
    assert "The agency's ITA officer starts it." in page
    assert "Start the first round" not in page


def test_overview_shows_rounds_with_change_and_what_is_next(house, officer, overview, round_, english):
    for year in (2566, 2567):
        each = start_round(house.actor(), year)
        inputs = {"depth": "indicators", "indicators": {**INDICATORS, "9": "80.50"}}
        enter_result(house.actor(), each, inputs, kind="published", way="form")
    start_round(house.actor(), 2565)
    page = text(officer.get(overview))
    assert "What to do next in the round of 2568" in page
    assert "Read the findings and make the plan" in page
    assert "2568 92.36 pass, good (ผ่านดี) +1.60* no plan yet round open" in page
    assert "2567 90.76 pass, good (ผ่านดี) or pass (ผ่าน) 0.00* no plan yet round open" in page
    assert "2566 90.76 pass, good (ผ่านดี) or pass (ผ่าน) – no plan yet round open" in page
    assert "2565 no result yet – – no plan yet round open" in page
    assert "* The method changed against the year before" in page


def test_overview_of_a_year_whose_pack_is_gone_shows_what_is_kept(house, officer, overview, round_, english):
    before = start_round(house.actor(), 2567)
    enter_result(house.actor(), before, INPUTS | {"remarks": []}, kind="published", way="form")
    Round.objects.filter(fiscal_year=2568).update(fiscal_year=2580)
    Round.objects.filter(fiscal_year=2567).update(fiscal_year=2579)
    page = text(officer.get(overview))
    assert "2580 92.36 ผ่านดี 0.00 no plan yet" in page


def test_overview_shows_what_awaits_a_decision(house, overview, signed_in, submit, english):
    version = submit("submitted")
    Approval.objects.create(
        agency=house.agency,
        version=version,
        place=0,
        position="ปลัดเทศบาล",
        holder=house.users[Role.APPROVER],
    )
    page = signed_in(house.users[Role.APPROVER]).get(overview)
    assert "Awaiting your decision Plan for 2569, version 1" in text(page)
    assert f"/agencies/{house.agency.pk}/rounds/2568/plan/versions/1/" in page.content.decode()
    assert "Awaiting your decision" not in text(signed_in(house.users[Role.READER]).get(overview))


def test_overview_takes_few_queries(house, officer, overview, round_, django_assert_max_num_queries):
    for year in range(2563, 2568):
        enter_result(
            house.actor(),
            start_round(house.actor(), year),
            {"depth": "indicators", "indicators": INDICATORS},
            kind="published",
            way="form",
        )
    with django_assert_max_num_queries(12):
        officer.get(overview)


def test_start_offers_years_and_begins_with_the_result(house, officer, overview, english):
    page = officer.get(f"{overview}rounds/start/")
    assert re.findall(r'value="(\d{4})" id="[^"]+"( checked)?', page.content.decode()) == [
        ("2569", ""),
        ("2568", " checked"),
        ("2567", ""),
        ("2566", ""),
        ("2565", ""),
        ("2564", ""),
        ("2563", ""),
    ]
    assert "The questions, points and levels of this year are not published yet" in text(page)
    response = officer.post(f"{overview}rounds/start/", {"fiscal_year": "2568"})
    assert response.url == f"{overview}rounds/2568/results/new/"


def test_start_without_a_year_is_refused_beside_the_field(officer, overview, english):
    page = text(officer.post(f"{overview}rounds/start/", {"fiscal_year": "2555"}))
    assert "Please check what you entered" in page


def test_nothing_is_offered_where_every_year_has_a_round(house, officer, overview, within, english):
    for year in range(2563, 2570):
        start_round(house.actor(), year)
    assert "There is a round for every year whose method is known." in text(
        officer.get(f"{overview}rounds/start/")
    )


def test_new_round_shows_its_tasks_and_leads_to_the_result(officer, pages, empty_round, english):
    page = text(officer.get(pages()))
    assert "What to do next Everything else follows from the scores. Bring in the result" in page
    assert "There is no result yet." in page
    assert "They appear once there is a result." in page
    assert "Close the round" not in page


def test_round_shows_results_figures_and_tasks(house, officer, pages, round_, english):
    enter_result(house.actor(), round_, INPUTS, kind="preliminary", way="paste")
    start_round(house.actor(), 2567)
    page = text(officer.get(pages()))
    assert (
        "Total score 92.36 Level pass, good (ผ่านดี) IIT 94.18 EIT 88.03 EIT part 1 86.20 EIT part 2 89.87 OIT 94.25"
        in page
    )
    assert (
        "Published result decisive typed into the form · ประกาศผล ITA 2568 · Officer of one.example.com"
        in page
    )
    assert "Preliminary result pasted from Excel · Officer of one.example.com" in page
    assert "1. Scores The result that the assessor announced, or your own estimate Done" in page
    assert "2. Assessor's remarks The points that the assessor's letter names 1 remark" in page
    assert "3. Earlier years So that changes can be seen; may be left out Optional" in page


def test_round_counts_earlier_years_with_a_result(house, officer, pages, round_, english):
    inputs = {"depth": "indicators", "indicators": INDICATORS}
    enter_result(house.actor(), start_round(house.actor(), 2567), inputs, kind="published", way="form")
    assert "may be left out 1 year" in text(officer.get(pages()))


def test_round_follows_the_plan(officer, pages, submit, english):
    assert "Submitted for approval" not in text(officer.get(pages()))
    submit("submitted")
    page = text(officer.get(pages()))
    assert "The plan waits for those who approve it. See how far the approval is" in page
    assert "6. Approval By those who approve, one after the other awaiting approval" in page


def test_reader_is_offered_nothing_to_do(reader, pages, round_, english):
    page = text(reader.get(pages()))
    for words in ("What to do next", "Correct", "Remove", "Bring in", "Close the round", "Reopen"):
        assert words not in page


def test_what_is_not_finished_is_shown_to_officers(
    house, officer, reader, pages, entry, empty_round, english
):
    keep_entry(house.actor(), entry, draft_of(entry))
    page = officer.get(pages())
    assert "New result, typed into the form Officer of one.example.com" in text(page)
    assert f'href="{entry.get_absolute_url()}"' in page.content.decode()
    assert "Not finished yet" not in text(reader.get(pages()))


def test_result_by_another_pack_is_told_with_a_way_out(officer, reader, pages, result, other_pack, english):
    result.pack = other_pack(2568)
    result.save()
    assert "It is still scored as it was then. Score it anew" in text(officer.get(pages()))
    page = text(reader.get(pages()))
    assert "It is still scored as it was then." in page
    assert "Score it anew" not in page


def test_round_page_takes_few_queries(house, officer, pages, round_, submit, django_assert_max_num_queries):
    submit("submitted")
    keep_entry(house.actor(), (entry := begin_entry(house.actor(), round_, "form")), draft_of(entry))
    for kind in ("estimate", "final", "rehearsal"):
        enter_result(house.actor(), round_, INPUTS, kind=kind, way="form")
    close_round(house.actor(), the_round(house.agency, 2568))
    officer.get(pages())
    with django_assert_max_num_queries(12):
        officer.get(pages())


def test_closing_is_explained_then_done(house, officer, pages, round_, english):
    page = text(officer.get(pages("close/")))
    assert "its results, remarks and findings are kept as they are now, to the last digit" in page
    assert "A result is still being brought in." not in page
    response = officer.post(pages("close/"))
    assert (response.url, said(response)) == (
        pages(),
        ["The round of 2568 is closed. Results and findings are kept as they are."],
    )
    page = text(officer.get(pages()))
    assert "round closed Results, forms and findings stand as they were." in page
    assert "The agency's manager or an approver can reopen it, with a reason." in page
    assert "Correct" not in page
    assert "The round is closed already." in text(officer.get(pages("close/")))


def test_closing_names_what_is_not_finished(house, officer, pages, round_, english):
    entry = begin_entry(house.actor(), round_, "form")
    keep_entry(house.actor(), entry, draft_of(entry))
    assert "A result is still being brought in." in text(officer.get(pages("close/")))


def test_round_without_result_is_led_to_one_before_closing(officer, pages, empty_round, english):
    assert "A round can be closed once it has a decisive result." in text(officer.get(pages("close/")))
    assert said(officer.post(pages("close/"))) == [
        "The round of 2568 has no decisive result. – enter a result first"
    ]


def test_reopening_asks_for_a_reason_and_shows_the_history(house, signed_in, pages, round_, english):
    close_round(house.actor(), round_)
    manager = signed_in(house.users[Role.MANAGER])
    assert "Reopen the round" in text(manager.get(pages()))
    page = text(manager.post(pages("reopen/"), {"reason": " "}))
    assert "Why is the round reopened?: This field is required." in page
    response = manager.post(pages("reopen/"), {"reason": "คะแนนผิด"})
    assert response.url == pages()
    page = text(manager.get(pages()))
    assert "Reopened: " in page
    assert "Reason: คะแนนผิด" in page
    assert "The round is open." in text(manager.get(pages("reopen/")))
    response = manager.post(pages("reopen/"), {"reason": "อีกครั้ง"})
    assert said(response) == ["The round of 2568 is not closed."]


def test_closed_round_can_be_reopened_by_an_approver(house, round_):
    close_round(house.actor(), round_)
    reopen_round(house.actor(Role.APPROVER), round_, "x")
    assert not the_round(house.agency, 2568).closed


@pytest.mark.parametrize("path", ["start/", "2568/close/", "2568/results/new/", "2568/remarks/new/"])
def test_reader_may_not_change_rounds(reader, overview, round_, path):
    assert reader.get(f"{overview}rounds/{path}").status_code == 403


def test_officer_may_not_reopen_by_the_page(officer, pages, round_):
    assert officer.get(pages("reopen/")).status_code == 403


def test_other_agency_sees_nothing(house, other, officer, signed_in):
    with scope(agency=other.agency):
        each = start_round(other.actor(), 2568)
        row = enter_result(
            other.actor(),
            each,
            {**INPUTS, "remarks": [{"codes": ["o13"], "text": "ข้อสังเกตความลับ"}]},
            kind="published",
            way="form",
            source="ที่มาความลับ",
        )
        entry = begin_entry(other.actor(), each, "paste")
    with scope(agency=house.agency):
        start_round(house.actor(), 2568)
    theirs, ours = f"/agencies/{other.agency.pk}/", f"/agencies/{house.agency.pk}/"
    paths = (
        "", "rounds/2568/", f"rounds/2568/results/{row.pk}/", "rounds/2568/remarks/", "rounds/2568/earlier/",
        "rounds/2568/results/new/", f"rounds/2568/entries/{entry.pk}/", f"rounds/2568/entries/{entry.pk}/way/",
        f"rounds/2568/entries/{entry.pk}/scores/", f"rounds/2568/entries/{entry.pk}/check/",
    )  # fmt: skip
    assert {path: officer.get(theirs + path).status_code for path in paths} == dict.fromkeys(paths, 404)
    for path in paths:
        page = officer.get(ours + path)
        assert "ความลับ" not in page.content.decode()
        if str(row.pk) in path or str(entry.pk) in path.split("entries/")[-1]:
            assert page.status_code == 404
    for path in (
        f"results/{row.pk}/decide/", f"results/{row.pk}/remove/", f"results/{row.pk}/correct/",
        f"entries/{entry.pk}/discard/", f"entries/{entry.pk}/sums/",
    ):  # fmt: skip
        assert officer.post(f"{ours}rounds/2568/{path}").status_code == 404
        assert officer.post(f"{theirs}rounds/2568/{path}").status_code == 404


def test_year_without_a_round_is_not_found(officer, overview):
    assert officer.get(f"{overview}rounds/2567/").status_code == 404


def test_method_of_the_tests_is_shipped():
    assert load_method(2568).fiscal_year == 2568


def test_one_who_decides_now_is_led_to_the_decision(house, round_, pages, signed_in, english):
    make(house.actor(), round_, 2569, 2569)
    submit(house.actor(), the_plan(the_round(house.agency, 2568)), "", "x")
    approver = signed_in(house.users[Role.APPROVER])
    link = 'href="{}">{}</a>'.format(pages("plan/versions/1/approve/"), "Read and decide")
    assert link in approver.get(pages()).content.decode()
    Approval.objects.filter(place=0).update(decision="approved")
    Approval.objects.update(holder=house.users[Role.READER])
    page = approver.get(pages()).content.decode()
    assert (link in page, "See how far the approval is" in page) == (False, True)
