"""The assessor's remarks by their pages: the letter, one by one, removed and put back."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages

from houses import INPUTS
from prongsai.site.audit.models import Act
from prongsai.site.rounds.actions import close_round, enter_result, put_remarks
from prongsai.site.rounds.drafts import remarks_of
from prongsai.site.rounds.queries import the_round
from prongsai.site.rounds.remarking import key_of

ONE = {
    "codes": ["e9"],
    "part": "EIT1",
    "text": "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น ควรประชาสัมพันธ์ (อ้างอิงจาก o10)",
    "missing": [],
}
LETTER = "i7 ประเด็น ไม่ทราบแผน ดังนั้น ควรแจ้ง (อ้างอิงจาก 011)\nข้อ o13 ขาดองค์ประกอบ (1) ผล"
SEVEN = {"codes": ["i7"], "part": "", "text": "ไม่ทราบแผน ดังนั้น ควรแจ้ง (อ้างอิงจาก 011)", "missing": []}
ITEM = {"codes": ["o13"], "part": "", "text": "ขาดองค์ประกอบ (1) ผล", "missing": ["(1) ผล"]}


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
def remarks(house):
    return lambda: the_round(house.agency, 2568).decisive.inputs.get("remarks", [])


def test_round_without_result_is_led_to_one(officer, reader, pages, empty_round):
    assert "Remarks belong to a result, and this round has none yet. Bring in the result" in text(
        officer.get(pages("remarks/"))
    )
    assert "Bring in the result" not in text(reader.get(pages("remarks/")))
    assert officer.get(pages("remarks/letter/")).status_code == 404


def test_remarks_are_shown_as_they_were_understood(officer, reader, pages, round_):
    page = text(officer.get(pages("remarks/")))
    assert (
        "e9 The online service is convenient and fast (EIT part 1) ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ "
        "Advice: ควรประชาสัมพันธ์ (อ้างอิงจาก o10) Refers to: o10 Change"
    ) in page
    page = text(reader.get(pages("remarks/")))
    assert "Refers to: o10" in page
    assert "Change" not in page
    assert "Paste the assessor's letter" not in page


def test_round_without_remarks_says_what_they_are_for(house, officer, pages, round_, result):
    result.round = round_
    put_remarks(house.actor(), result, [])
    assert "No remarks are entered yet. They are findings without a score, and lead to measures." in text(
        officer.get(pages("remarks/"))
    )


def test_letter_is_shown_as_understood_before_it_counts(officer, pages, round_, remarks):
    assert "Paste the assessor's letter here" in text(officer.get(pages("remarks/letter/")))
    page = officer.post(pages("remarks/letter/"), {"letter": LETTER})
    words = text(page)
    assert "What was understood of the letter" in words
    assert "these were taken for codes of 2568: 011 → o11" in words
    assert "o13 รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี ขาดองค์ประกอบ (1) ผล Missing: (1) ผล" in words
    assert "What is to become of the remarks that are here already?" in words
    assert LETTER in unescape(page.content.decode())
    assert len(remarks()) == 1


@pytest.mark.parametrize(("replace", "kept"), [("", [ONE, SEVEN, ITEM]), ("yes", [SEVEN, ITEM])])
def test_letter_joins_or_replaces_what_is_there(officer, pages, round_, remarks, replace, kept):
    response = officer.post(pages("remarks/letter/"), {"letter": LETTER, "replace": replace, "keep": "yes"})
    assert (response.url, said(response)) == (pages("remarks/"), [("The remarks are saved.", "")])
    assert remarks() == kept


def test_first_letter_is_not_asked_about_others(house, officer, pages, round_, result):
    result.round = round_
    put_remarks(house.actor(), result, [])
    assert "What is to become" not in text(officer.post(pages("remarks/letter/"), {"letter": LETTER}))


def test_letter_that_is_not_understood_is_told(officer, pages, round_, remarks):
    page = text(officer.post(pages("remarks/letter/"), {"letter": "สวัสดี", "keep": "yes"}))
    assert "Paste the assessor's letter here: no remark was found in “สวัสดี”" in page
    assert len(remarks()) == 1


def test_one_remark_is_added(officer, pages, round_, remarks):
    assert "A remark of the assessor" in text(officer.get(pages("remarks/new/")))
    response = officer.post(
        pages("remarks/new/"), {"codes": "o13", "text": "ขาดองค์ประกอบ (1) ผล", "missing": "(1) ผล"}
    )
    assert (response.url, said(response)) == (pages("remarks/"), [("The remark is saved.", "")])
    assert remarks() == [ONE, ITEM]


def test_faulty_remark_is_told_and_not_lost(officer, pages, round_, remarks):
    page = officer.post(pages("remarks/new/"), {"codes": "z9", "text": "ขาดข้อมูลบางส่วน"})
    assert "“z9” is no question or item of 2568" in text(page)
    assert "ขาดข้อมูลบางส่วน" in page.content.decode()
    assert len(remarks()) == 1


def test_remark_is_changed_in_its_place(officer, pages, round_, remarks):
    url = pages(f"remarks/{key_of(ONE)}/")
    assert "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น" in officer.get(url).content.decode()
    officer.post(url, {"codes": "e9", "part": "EIT2", "text": "ใหม่"})
    assert remarks() == [{"codes": ["e9"], "part": "EIT2", "text": "ใหม่", "missing": []}]
    assert officer.get(url).status_code == 404


def test_removed_remark_comes_back_by_the_notice(officer, pages, round_, remarks):
    response = officer.post(pages(f"remarks/{key_of(ONE)}/remove/"))
    assert said(response) == [("The remark was removed.", pages("remarks/restore/"))]
    assert remarks() == []
    assert said(officer.post(pages("remarks/restore/")))[-1] == ("The remark is back.", "")
    assert remarks() == [ONE]


def test_removal_is_not_undone_over_later_changes(officer, pages, round_, remarks):
    officer.post(pages(f"remarks/{key_of(ONE)}/remove/"))
    officer.post(pages("remarks/new/"), {"codes": "o13", "text": "ก"})
    refused = ("This cannot be undone any more: the remarks were changed since.", "")
    assert said(officer.post(pages("remarks/restore/")))[-1] == refused
    assert said(officer.post(pages("remarks/restore/")))[-1] == refused
    assert [each["codes"] for each in remarks()] == [["o13"]]


def test_remark_that_is_gone_is_not_removed(officer, pages, round_):
    assert officer.post(pages("remarks/000000000000/remove/")).status_code == 404


def test_remarks_of_a_closed_round_stand(house, officer, pages, round_):
    close_round(house.actor(), round_)
    page = text(officer.get(pages("remarks/")))
    assert "The round is closed: the remarks stand as they are." in page
    assert "Paste the assessor's letter" not in page
    for response in (
        officer.get(pages("remarks/letter/")),
        officer.get(pages("remarks/new/")),
        officer.post(pages(f"remarks/{key_of(ONE)}/remove/")),
    ):
        assert response.url == pages("remarks/")


def test_reader_changes_no_remarks(reader, pages, round_):
    assert reader.get(pages("remarks/letter/")).status_code == 403
    assert reader.post(pages("remarks/restore/")).status_code == 403


def test_remarks_page_takes_few_queries(officer, pages, round_, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        officer.get(pages("remarks/"))


# carried over from an earlier result


@pytest.fixture
def taken_over(house, empty_round):
    """Give a preliminary result with remarks, and the published one without that took its place."""
    preliminary = enter_result(house.actor(), empty_round, INPUTS, kind="preliminary", way="form")
    bare = {key: value for key, value in INPUTS.items() if key != "remarks"}
    return preliminary, enter_result(house.actor(), empty_round, bare, kind="published", way="form")


def test_remarks_of_an_earlier_result_are_carried_over_by_one_click_and_logged(
    house, officer, reader, pages, taken_over
):
    preliminary, published = taken_over
    action = pages(f"remarks/carry/{preliminary.pk}/")
    for path in ("", "remarks/"):
        assert f'action="{action}"' in officer.get(pages(path)).content.decode()
        assert f'action="{action}"' not in reader.get(pages(path)).content.decode()
    published.refresh_from_db()
    assert "remarks" not in published.inputs
    assert officer.post(action)["Location"] == pages("remarks/")
    published.refresh_from_db()
    assert published.inputs["remarks"] == remarks_of(preliminary, house.agency.name) != []
    act = Act.objects.order_by("-pk").first()
    assert (act.code, act.object_id) == ("remarks.put", str(published.pk))
    for path in ("", "remarks/"):
        assert "remarks/carry/" not in officer.get(pages(path)).content.decode()


def test_remarks_are_not_carried_over_those_that_are_there(house, officer, pages, taken_over):
    preliminary, published = taken_over
    officer.post(pages(f"remarks/carry/{preliminary.pk}/"))
    published.refresh_from_db()
    kept = put_remarks(house.actor(), published, published.inputs["remarks"] * 2).inputs["remarks"]
    officer.post(pages(f"remarks/carry/{preliminary.pk}/"))
    published.refresh_from_db()
    assert published.inputs["remarks"] == kept


def test_nothing_is_offered_to_be_carried_in_a_closed_round(house, officer, pages, taken_over):
    close_round(house.actor(), the_round(house.agency, 2568))
    for path in ("", "remarks/"):
        assert "remarks/carry/" not in officer.get(pages(path)).content.decode()
