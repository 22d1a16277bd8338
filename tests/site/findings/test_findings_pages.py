"""The pages of findings: for every year and role, in both languages, within their budgets, frozen where a round is closed."""

import gzip
import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django_scopes import scope

from houses import INDICATORS, INPUTS
from made_results import ANNOUNCED, BEFORE, by_indicators, deep_inputs, put
from prongsai.advice.book import indicator_advice
from prongsai.site.findings import lost
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import close_round, correct_result, reopen_round, start_round
from prongsai.site.rounds.queries import analysis_for, earlier_results, the_round
from prongsai.site.shell.speech import speaking

PNG = b"\x89PNG"
QUERIES = 12
LIMIT = 100_000


def body_of(response):
    """Give what stands in the main part of a page, without what changes with every request."""
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def main_of(response):
    """Give a page's words after the line that says whether the round is closed."""
    return body_of(response).split("</nav>", 1)[1]


def test_dashboard_shows_every_part(five_years, page):
    response = page(2568)
    text = body_of(response)
    assert response.status_code == 200
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
    assert headings == [
        "The result",
        "Findings",
        "Instruments",
        "Ten indicators",
        "Five years",
        "Where the points went",
        "What if some scores were others?",
    ]
    assert text.count("<h1") == 1
    for place in re.findall(r'<li><a href="#([\w-]+)">', text):
        assert f'id="{place}"' in text
    assert "92.36" in text
    assert "announced on 15 August 2568" in text
    assert "12 of 120" in re.sub(r"<[^>]*>", "", text)
    assert "หนังสือแจ้งผล" in text


def test_dashboard_in_thai_with_thai_digits(five_years, house, page, in_thai):
    house.users[Role.OFFICER].digits = "thai"
    house.users[Role.OFFICER].save()
    text = body_of(page(2568))
    assert "๙๒.๓๖" in text
    assert "คะแนนที่ขาดไป" in text
    words = re.sub(r"<[^>]*>", " ", re.sub(r"<title>.*?</title>|<input[^>]*>", "", text))
    assert re.findall(r"(?<![A-Za-z0-9])[0-9]+", words) == []


def test_indicators_by_score(five_years, page):
    rows = re.findall(r"<th scope=\"row\"><a href=\"[^\"]*/why/(\d+)/\">", body_of(page(2568, "?sort=score")))
    assert rows[:10] == ["10", "1", "3", "5", "2", "6", "4", "9", "7", "8"]
    strange = re.findall(r"<th scope=\"row\"><a href=\"[^\"]*/why/(\d+)/\">", body_of(page(2568, "?sort=x")))
    assert strange[:10] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_dashboard_and_only_officers_are_asked_to_enter(house, page, signed_in, role):
    put(house, 2568, by_indicators(2568))
    with scope(agency=house.agency):
        start_round(house.actor(), 2567)
    client = signed_in(house.users[role])
    address = f"/agencies/{house.agency.pk}/rounds/2568/findings/"
    response = client.get(address)
    assert response.status_code == 200
    asked = "Enter earlier years" in response.content.decode()
    assert asked == (role == Role.OFFICER)
    empty = client.get(address.replace("2568", "2567")).content.decode()
    assert ("Enter a result" in empty) == (role == Role.OFFICER)
    assert ("ITA officer enters it" in empty) == (role != Role.OFFICER)


@pytest.mark.parametrize("rest", ["", "points/", "what-if/", "why/total/"])
def test_round_without_result_says_what_to_do(house, page, rest):
    with scope(agency=house.agency):
        start_round(house.actor(), 2568)
    response = page(2568, rest)
    assert response.status_code == 200
    assert "This round has no result yet" in response.content.decode()


def test_round_without_result_has_no_charts(house, page):
    with scope(agency=house.agency):
        start_round(house.actor(), 2568)
    assert page(2568, "charts/bars/").status_code == 404


@pytest.mark.parametrize("rest", ["", "what-if/", "why/total/", "charts/bars/"])
def test_round_that_is_not_there(house, page, rest):
    assert page(2568, rest).status_code == 404


HOLES = ["- " + " ".join(["90"] * 9), " ".join(["90"] * 8) + " - -", "90" + " -" * 9, "0 " * 10, "100 " * 10]


@pytest.mark.parametrize("year", range(2563, 2570))
@pytest.mark.parametrize("figures", HOLES)
def test_no_hole_in_any_year_breaks_a_page(house, page, year, figures):
    put(house, year, by_indicators(year, figures))
    put(house, year - 1, by_indicators(year - 1, figures)) if year > 2563 else None
    for rest in ("", "what-if/", "what-if/?1=50", "what-if/?least=ผ่าน", "why/total/", "why/1/", "why/OIT/"):
        assert page(year, rest).status_code == 200, rest


def test_points_by_question_and_item_stand_under_their_indicators(house, page):
    put(house, 2568, deep_inputs(2568, low=60))
    with scope(agency=house.agency):
        analysis = analysis_for(the_round(house.agency, 2568))
    text = unescape(body_of(page(2568, "points/")))
    rows = lost.points(analysis).deeper
    assert re.findall(r'<h2 id="points-(\d+)">', text) == [each.key for each in rows]
    told = re.findall(
        r'<th scope="row"[^>]*>([^<]*)</th><td class="number" data-label="Points missing">([^<]*)</td>', text
    )
    expected = []
    for row in rows:
        expected += [(each.title, str(each.points)) for each in row.beneath]
        expected.append(("Sum", str(row.sum_beneath)))
    assert told == expected


def test_points_are_not_told_by_question_where_only_indicators_are_known(five_years, page):
    assert "The result was entered by indicator" in body_of(page(2568, "points/"))
    assert "Points missing by question and item" not in body_of(page(2568))


def test_why_tells_what_usually_helps(five_years, page):
    text = body_of(page(2568, "why/8/"))
    assert "What usually helps" in text
    assert [each for each in indicator_advice(8).steps["mend"] if each not in text] == []
    assert "What usually helps" not in body_of(page(2568)).replace("to what usually helps", "")


@pytest.mark.parametrize("year", range(2563, 2569))
def test_pages_of_a_result_by_question_and_item(house, page, year):
    put(house, year, deep_inputs(year))
    text = body_of(page(year))
    assert "Points missing by question and item" in text
    assert "Try with single questions and items" in text
    for rest in (
        "points/",
        "what-if/?by=details",
        "what-if/?by=details&o1=0",
        "why/total/",
        "why/9.1/",
        "why/o1/",
        "why/i1/",
    ):
        assert page(year, rest).status_code == 200, rest
    for place in set(re.findall(r'href="#([\w-]+)"', text)):
        assert f'id="{place}"' in text, place


def test_every_why_of_a_dashboard_is_there(house, page):
    put(house, 2568, {**deep_inputs(2568), "remarks": INPUTS["remarks"]})
    links = set(re.findall(r'href="[^"]*/findings/(why/[^"]*)"', body_of(page(2568))))
    assert len(links) > 20
    for link in links:
        assert page(2568, unquote(link)).status_code == 200, link


def test_year_without_rules_stands_as_announced(house, page):
    put(house, 2569, ANNOUNCED)
    text = body_of(page(2569))
    assert "The rules of 2569 are not published" in text
    assert "92.36" in text
    assert "nobody can say what each indicator cost" in text
    assert page(2569, "charts/points/").status_code == 404
    assert "nothing can be reckoned for this year" in body_of(page(2569, "what-if/"))
    assert "As announced" in body_of(page(2569, "why/total/"))


def test_what_if_holds_its_scores_in_the_address(five_years, page):
    text = body_of(page(2568, "what-if/?7=95&9=100"))
    assert "95.32" in text
    assert "+2.96" in text
    assert re.search(r'name="7" id="score-7" value="95"', text)
    assert 'name="8" id="score-8" value="83.95"' in text
    assert "Back to the real scores" in text


def test_what_if_changes_nothing(five_years, page):
    before = body_of(page(2568))
    page(2568, "what-if/?7=0")
    assert body_of(page(2568)) == before


def test_moving_a_slider_asks_for_the_answer_alone(five_years, house, page):
    address = reverse("what-if", args=[house.agency.pk, 2568])
    response = page(
        2568, "what-if/?7=95&8=83.95", hx_request="true", hx_current_url=f"http://testserver{address}?7=90"
    )
    text = response.content.decode()
    assert "<html" not in text
    assert '<div id="answer-rest" hx-swap-oob="innerHTML">' in text
    assert "93.02" in text
    assert response["HX-Replace-Url"] == f"{address}?7=95.00"


def test_moving_a_slider_of_the_dashboard_leaves_its_address(five_years, house, page):
    address = reverse("findings", args=[house.agency.pk, 2568])
    response = page(2568, "what-if/?7=95", hx_request="true", hx_current_url=f"http://testserver{address}")
    assert not response.has_header("HX-Replace-Url")
    assert "what-if/?7=95.00" in response.content.decode()
    alone = page(2568, "what-if/?7=95", hx_request="true")
    assert not alone.has_header("HX-Replace-Url")


def test_impossible_score_is_said_beside_its_field(five_years, page):
    response = page(2568, "what-if/?7=101&8=90")
    text = body_of(response)
    assert response.status_code == 200
    assert "101 is not a score: scores lie between 0 and 100" in text
    assert 'aria-invalid="true" aria-describedby="score-7-error"' in text
    assert 'value="101"' in text
    assert 'name="8" id="score-8" value="90"' in text


def test_least_change_fills_the_sliders(five_years, page):
    text = body_of(page(2568, "what-if/?least=ผ่านดีเยี่ยม"))
    assert "4 scores raised, by 26.47 points together" in text
    assert 'name="8" id="score-8" value="100.00"' in text
    assert "EIT part 1 must itself reach 95.00." in text


def test_reason_for_no_least_change_is_said(five_years, page):
    assert "is reached already" in body_of(page(2568, "what-if/?least=ผ่าน"))


def test_least_change_of_questions_says_that_it_may_not_be_the_very_least(house, page):
    put(house, 2568, deep_inputs(2568, 60))
    text = body_of(page(2568, "what-if/?least=ผ่าน"))
    assert "Another choice may need a few hundredths less." in text
    assert "Try with the ten indicators instead" in text


def test_why_shows_finding_remark_and_tree(five_years, page):
    text = body_of(page(2568, "why/remark/EIT1/e9/"))
    assert "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์" in text
    assert "There is no number of its own for this" in text
    text = body_of(page(2568, "why/8/"))
    assert "Analysis in words" in text
    assert "It goes into:" in text


def test_why_of_an_unknown_key_leads_back(five_years, house, page):
    response = page(2568, "why/EIT1/<script>/")
    assert response.status_code == 404
    text = body_of(response)
    assert "there is no number “EIT1/&lt;script&gt;” in this result" in text
    assert reverse("findings", args=[house.agency.pk, 2568]) in text


def test_remark_that_cannot_be_placed_is_shown(house, page):
    remarks = [{"codes": ["i9"], "text": "ไม่ชัดเจน"}]
    put(house, 2569, {**ANNOUNCED, "remarks": remarks})
    assert "ไม่ชัดเจน" in body_of(page(2569))
    assert "could not be placed under an indicator" in body_of(page(2569, "why/remark/i9/"))


@pytest.mark.parametrize("name", ["instruments", "bars", "radar", "history", "points"])
def test_chart_is_a_picture_to_keep(five_years, page, name):
    response = page(2568, f"charts/{name}/")
    assert response.status_code == 200
    assert response.content.startswith(PNG)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "private, no-cache"
    said = unquote(response["Content-Disposition"])
    assert said.startswith("attachment; filename*=utf-8''")
    assert said.endswith("2568 เทศบาลตำบลต้นแบบ.png")


def test_chart_has_the_reader_s_digits(five_years, house, page):
    arabic = page(2568, "charts/bars/").content
    house.users[Role.OFFICER].digits = "thai"
    house.users[Role.OFFICER].save()
    assert page(2568, "charts/bars/").content != arabic


def test_unknown_chart(five_years, page):
    assert page(2568, "charts/pie/").status_code == 404


def test_closing_leaves_every_page_as_it_was(five_years, house, page, in_thai):
    rests = ("", "what-if/?7=95", "why/total/", "why/remark/EIT1/e9/", "?sort=score")
    before = [main_of(page(2568, rest)) for rest in rests]
    picture = page(2568, "charts/history/").content
    with scope(agency=house.agency):
        close_round(house.actor(), the_round(house.agency, 2568))
    after = [main_of(page(2568, rest)) for rest in rests]
    state = re.compile(r"<p><span class=\"tag .*?</p>", re.DOTALL)
    assert [state.sub("", text) for text in after] == [state.sub("", text) for text in before]
    assert page(2568, "charts/history/").content == picture
    assert "ปิดรอบแล้ว" in body_of(page(2568))


def test_later_correction_of_an_earlier_year_does_not_move_a_closed_round(five_years, house, page, in_thai):
    rests = ("", "what-if/?7=95", "why/total/", "charts/history/")
    with scope(agency=house.agency):
        close_round(house.actor(), the_round(house.agency, 2568))
        closed = [page(2568, rest).content for rest in rests]
        earlier = earlier_results(the_round(house.agency, 2568))[0]
        figures = dict.fromkeys(INDICATORS, "50.00")
        correct_result(house.actor(), earlier, {**earlier.inputs, "indicators": figures}, kind="published")
    tokens = re.compile(rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"')
    assert [tokens.sub(b"", page(2568, rest).content) for rest in rests] == [
        tokens.sub(b"", content) for content in closed
    ]
    with scope(agency=house.agency):
        reopen_round(house.actor(Role.MANAGER), the_round(house.agency, 2568), "แก้ไขคะแนนปีก่อน")
    assert "50.00" in body_of(page(2568))


def test_nothing_of_another_agency_is_shown(house, other, page, signed_in):
    put(other, 2568, {**INPUTS, "remarks": [{"codes": ["o13"], "text": "ข้อสังเกตความลับ"}]})
    put(house, 2568, by_indicators(2568))
    put(other, 2567, by_indicators(2567, BEFORE))
    for rest in ("", "what-if/", "why/total/", "why/9/"):
        assert "ความลับ" not in page(2568, rest).content.decode()
    assert "2567" not in body_of(page(2568))
    assert page(2568, "why/remark/o13/").status_code == 404
    client = signed_in(house.users[Role.MANAGER])
    for rest in ("", "what-if/", "what-if/?7=1", "why/total/", "charts/bars/"):
        address = f"/agencies/{other.agency.pk}/rounds/2568/findings/{rest}"
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "rest",
    ["", "what-if/", "what-if/?least=ผ่านดีเยี่ยม", "why/total/", "why/8/", "charts/history/"],
)
def test_queries_are_few(five_years, page, django_assert_max_num_queries, rest):
    page(2568, rest)
    with django_assert_max_num_queries(QUERIES):
        assert page(2568, rest).status_code == 200


def sizes(response):
    return len(response.content), len(gzip.compress(response.content))


def test_pages_are_small(house, page, in_thai):
    for year in (2565, 2566, 2567):
        put(house, year, deep_inputs(year, 40))
    put(house, 2568, {**deep_inputs(2568, 40), "remarks": INPUTS["remarks"]})
    with speaking("th"):
        for rest in ("", "what-if/?by=details", "why/total/"):
            whole, sent = sizes(page(2568, rest))
            assert sent < LIMIT / 4, (rest, whole, sent)


def test_page_of_a_result_by_indicator_is_small_even_unpacked(five_years, house, page, in_thai):
    for rest in ("", "what-if/", "why/total/"):
        assert len(page(2568, rest).content) < LIMIT, rest


def test_dashboard_leads_on_to_result_remarks_and_plan(house, page, signed_in):
    each = put(house, 2568, by_indicators(2568))
    text = body_of(page(2568))
    for name, more in (("result", [each.decisive_id]), ("remarks", []), ("plan", []), ("what-if", [])):
        assert f'href="{reverse(name, args=[house.agency.pk, 2568, *more])}"' in text
    remarks = reverse("remarks", args=[house.agency.pk, 2568])
    reader = signed_in(house.users[Role.READER]).get(reverse("findings", args=[house.agency.pk, 2568]))
    assert remarks not in reader.content.decode()
    with scope(agency=house.agency):
        close_round(house.actor(), the_round(house.agency, 2568))
    assert remarks not in body_of(page(2568))


def test_dashboard_with_remarks_does_not_ask_for_them(five_years, house, page):
    assert reverse("remarks", args=[house.agency.pk, 2568]) not in body_of(page(2568))
