"""The forms of a measure's parts: on pages of their own and within a page, and nothing typed is lost."""

import re
from datetime import date

import pytest

from plan_pages import HTMX, LATER, remove_measure_of, row, shows, text_of
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import change_measure
from prongsai.site.plans.forms import MoneyForm
from prongsai.site.plans.models import Measure, Ownership
from prongsai.site.shell.speech import speaking

PARTS = {
    "title": ({"title": "ของเรา", "aim": "keep", "indicators": ["2", "3"]}, {"title": "ของเรา", "aim": "keep", "indicators": [2, 3]}),
    "period": ({"words": "ไตรมาส 2"}, {"period_words": "ไตรมาส 2", "start": date(2026, 1, 1), "end": date(2026, 3, 31)}),
    "follow_up": (
        {"usual": "own", "words": "รายงานต่อปลัดเดือนมีนาคม"},
        {"follow_up_words": "รายงานต่อปลัดเดือนมีนาคม", "cadence": "month", "follow_up_to": "ปลัด", "follow_up_months": [3]},
    ),
    "money": ({"budget": "๕ บาท", "expected_gain": "๐.๕"}, {"budget": "๕ บาท", "expected_gain": 0.5}),
}  # fmt: skip
EMPTY = {
    "period": ({"words": ""}, {"period_words": "", "start": None, "end": None}),
    "follow_up": (
        {"usual": "none"},
        {"follow_up_words": "", "cadence": "", "follow_up_to": "", "follow_up_months": []},
    ),
    "money": ({}, {"budget": "", "expected_gain": None}),
}
USUAL = {
    "follow_up": (
        {"usual": "quarter", "words": "อะไรก็ได้"},
        {"cadence": "quarter", "follow_up_words": "รายงานผลการดำเนินงานต่อนายกเทศบาลตำบลต้นแบบทุกไตรมาส"},
    )
}


@pytest.mark.parametrize(("part", "posted", "stored"), [(key, *each) for some in (PARTS, EMPTY, USUAL) for key, each in some.items()])  # fmt: skip
def test_part_is_edited_on_a_page_of_its_own(base, officer, plan, part, posted, stored):
    assert officer.get(f"{base}measures/m2/parts/{part}/").status_code == 200
    done = officer.post(f"{base}measures/m2/parts/{part}/", {"revision": "0", **posted})
    assert (done.status_code, done["Location"]) == (302, f"{base}measures/m2/#m2-{part}")
    found = row(plan)
    assert {key: getattr(found, key) for key in stored} == stored


def test_owners_are_edited(base, officer, house, plan):
    works, office, staff = (
        house.divisions["works"].pk,
        house.divisions["office"].pk,
        house.users[Role.STAFF].pk,
    )
    page = officer.get(f"{base}measures/m2/parts/owners/").content.decode()
    assert re.findall(r'<option value="(\d+)" selected', page) == [str(house.divisions["finance"].pk)]
    posted = {"revision": "0", "lead": works, "others": [office, works], "persons": [staff]}
    officer.post(f"{base}measures/m2/parts/owners/", posted)
    assert [each.division_id for each in row(plan).owners.all()] == [works, office]
    assert [each.pk for each in row(plan).persons.all()] == [staff]
    page = officer.get(f"{base}measures/m2/").content.decode()
    assert "Staff of one.example.com" in page
    posted = {"revision": "1", "lead": "", "others": [office]}
    officer.post(f"{base}measures/m2/parts/owners/", posted)
    assert [each.division_id for each in row(plan).owners.all()] == [office]


def test_owners_that_stand_there_keep_their_order(base, officer, house, plan):
    finance, works, office = (house.divisions[key].pk for key in ("finance", "works", "office"))
    for others in ([works, office], [office, works]):
        Ownership.objects.filter(measure=row(plan)).delete()
        for place, division in enumerate((finance, *others)):
            Ownership.objects.create(
                agency=house.agency, measure=row(plan), division_id=division, place=place
            )
        posted = {"revision": LATER, "lead": finance, "others": sorted(others)}
        officer.post(f"{base}measures/m2/parts/owners/", posted)
        page = officer.get(f"{base}measures/m2/parts/owners/").content.decode()
        assert [int(each) for each in re.findall(r'name="others" value="(\d+)"[^>]*checked', page)] == others


def test_part_is_edited_within_the_plan_page(base, officer, plan):
    url = f"{base}measures/m2/parts/period/?on=plan"
    form = officer.get(url, headers=HTMX).content.decode()
    assert (form.count('id="m2-period"'), "autofocus" in form, "<html" in form) == (1, True, False)
    assert "1 ตุลาคม 2568" in form
    saved = officer.post(url, {"revision": "0", "words": ""}, headers=HTMX).content.decode()
    assert [f'id="{each}"' in saved for each in ("m2-period", "m2-holes", "holes", "figures")] == [True] * 4
    assert saved.count("hx-swap-oob") == 3
    assert "มาตรการที่ 2 ยังไม่กำหนดระยะเวลา" in saved
    shown = officer.get(f"{url}&shown", headers=HTMX).content.decode()
    assert (shown.count('id="m2-period"'), "hx-swap-oob" in shown, "autofocus" in shown) == (1, False, False)


def test_part_is_edited_within_the_measure_page(base, officer, plan):
    url = f"{base}measures/m2/parts/title/"
    assert "<h1" in officer.get(url, headers=HTMX).content.decode()
    posted = {"revision": "0", "title": "ของเรา", "aim": "keep", "indicators": []}
    saved = officer.post(url, posted, headers=HTMX).content.decode()
    assert ('id="m2-holes"' in saved, 'id="holes"' in saved) == (True, False)
    assert "ไม่ผูกกับตัวชี้วัดใด" in saved


def test_part_goes_back_to_the_plan_without_htmx_where_it_came_from_there(base, officer, plan):
    done = officer.post(f"{base}measures/m2/parts/period/?on=plan", {"revision": "0", "words": ""})
    assert done["Location"] == f"{base}#m2-period"
    assert (
        officer.get(f"{base}measures/m2/parts/period/?shown")["Location"] == f"{base}measures/m2/#m2-period"
    )


@pytest.mark.parametrize("part", ["steps", "kitchen"])
def test_part_that_no_measure_has_is_not_found(base, officer, plan, part):
    assert officer.get(f"{base}measures/m2/parts/{part}/").status_code == 404


@pytest.mark.parametrize(
    ("part", "posted", "words"),
    [
        ("title", {"title": "", "aim": "keep"}, "id_m2_title_title"),
        ("title", {"title": "ก", "aim": "keep", "indicators": ["11"]}, "id_m2_title_indicators"),
        ("period", {"words": "เร็ว ๆ นี้"}, "“เร็ว ๆ นี้” ไม่ใช่ระยะเวลา — เขียนตามรูปแบบ"),
        ("follow_up", {"usual": "own", "words": "เสมอ"}, "“เสมอ” ไม่ได้บอกว่าจะติดตามผลเมื่อใด"),
        ("follow_up", {"usual": "own", "words": ""}, "กรอกวิธีติดตามผล"),
        ("follow_up", {"words": "ก"}, "id_m2_follow_up_usual"),
        ("money", {"expected_gain": "101"}, "id_m2_money_expected_gain"),
        ("money", {"expected_gain": "มาก"}, "id_m2_money_expected_gain"),
        ("owners", {"lead": "999999"}, "id_m2_owners_lead"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_read_is_said_beside_the_field_with_what_was_typed(
    base, officer, plan, part, posted, words, headers
):
    page = officer.post(f"{base}measures/m2/parts/{part}/", {"revision": "0", **posted}, headers=headers)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()
    assert row(plan).revision == 0
    if posted.get("words"):
        assert posted["words"] in page.content.decode()


THEIRS = {
    "title": ({"title": "ของเขา", "aim": "keep", "indicators": [2]}, "ของเขา"),
    "owners": ({}, "กองช่าง"),
    "period": (
        {"period_words": "มีนาคม 2569", "start": date(2026, 3, 1), "end": date(2026, 3, 31)},
        "มีนาคม 2569",
    ),
    "follow_up": (
        {"follow_up_words": "รายงานทุกเดือน", "cadence": "month", "follow_up_to": "", "follow_up_months": []},
        "รายงานทุกเดือน",
    ),
    "money": ({"budget": "ของเขา", "expected_gain": None}, "ของเขา"),
}
OURS = {
    "title": {"title": "ของเรา", "aim": "keep"},
    "owners": {"lead": ""},
    "period": {"words": "ไตรมาส 2"},
    "follow_up": {"usual": "none"},
    "money": {"budget": "ของเรา"},
}


@pytest.mark.parametrize("part", THEIRS)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_part_that_somebody_else_changed_is_shown_beside_what_was_typed(
    base, officer, house, plan, part, headers
):
    values, theirs = THEIRS[part]
    if part == "owners":
        values = {"owners": [house.divisions["works"]], "persons": [house.users[Role.STAFF]]}
    change_measure(house.actor(), row(plan), part, values, 0)
    url = f"{base}measures/m2/parts/{part}/"
    page = officer.post(url, {"revision": "0", **OURS[part]}, headers=headers)
    assert page.status_code == (200 if headers else 409)
    assert shows(page, theirs, "มีผู้อื่นแก้ไขส่วนนี้ระหว่างที่ท่านกำลังพิมพ์", "Officer of one.example.com เมื่อ")
    assert all(words in page.content.decode() for words in OURS[part].values())
    revision = re.search(r'name="revision" value="(\d+)"', page.content.decode())[1]
    officer.post(url, {"revision": revision, **OURS[part]})
    assert row(plan).revision == 2


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_measure_that_somebody_deleted_is_put_back_with_what_was_typed(base, officer, plan, headers):
    remove_measure_of(plan, "m2")
    url = f"{base}measures/m2/parts/money/"
    assert officer.get(url).status_code == 200
    page = officer.post(url, {"revision": "0", "budget": "5 บาท"}, headers=headers)
    assert shows(page, "มีผู้ลบมาตรการนี้ระหว่างที่ท่านกำลังพิมพ์", "นำมาตรการกลับมาและบันทึก")
    assert 'value="5 บาท"' in page.content.decode()
    officer.post(url, {"revision": "0", "budget": "5 บาท", "restore": "1"}, headers=headers)
    assert (row(plan).budget, row(plan).removed_at) == ("5 บาท", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ไตรมาส 2", "ตั้งแต่ 1 มกราคม 2569 ถึง 31 มีนาคม 2569"),
        ("มีนาคม 2571", "ไม่อยู่ในปีงบประมาณ พ.ศ. 2569"),
        ("เร็ว ๆ นี้", "“เร็ว ๆ นี้” ไม่ใช่ระยะเวลา"),
    ],
)
def test_days_of_a_period_are_said_at_once(base, officer, plan, words, said):
    assert shows(officer.get(f"{base}days/", {"words": words}), said)


def test_nothing_is_said_of_a_period_that_is_not_written(base, officer, plan):
    assert text_of(officer.get(f"{base}days/", {"words": " "})).strip() == ""


def test_gain_is_suggested_from_what_the_indicators_are_missing(base, officer, plan):
    page = officer.get(f"{base}measures/m2/parts/money/")
    assert shows(page, "ตัวชี้วัดที่ 2. การใช้งบประมาณ 0.43 คะแนน")
    Measure.objects.filter(key="m2").update(indicators=[])
    assert shows(officer.get(f"{base}measures/m2/parts/money/"), "ไม่ทราบคะแนนที่ยังขาดของตัวชี้วัดในมาตรการนี้")


@pytest.mark.parametrize("path", ["measures/m2/parts/money/", "measures/m2/steps/s1/", "measures/m2/step/"])
@pytest.mark.parametrize("in_place", [False, True])
def test_what_was_typed_before_the_session_ended_stands_in_the_form(
    base, house, plan, officer, client, path, in_place
):
    """Within a page the form names its own page, which then takes up what was typed."""
    form = officer.get(base + path, headers=HTMX).content.decode()
    own = re.search(r'"X-Form-Page": "([^"]+)"', form)[1]
    assert own.partition("?")[0] == base + path
    client.cookies["prongsai_owner"] = officer.cookies["prongsai_owner"].value
    headers = {**HTMX, "X-Form-Page": own, "HX-Current-URL": f"http://testserver{base}"} if in_place else {}
    typed = {"revision": "0", "budget": "พิมพ์ไว้ก่อนหมดเวลา", "text": "พิมพ์ไว้ก่อนหมดเวลา"}
    client.post(base + path, typed, headers=headers)
    client.force_login(house.users[Role.OFFICER])
    assert "พิมพ์ไว้ก่อนหมดเวลา" in client.get(base + path).content.decode()


@pytest.mark.parametrize("typed", ["99999", "0.123456789", "1e400", "-1", "มาก", "1,5"])
def test_points_that_are_none_are_told_in_one_line(typed):
    with speaking("th"):
        errors = MoneyForm({"revision": "0", "expected_gain": typed}).errors
    assert errors == {"expected_gain": ["กรอกคะแนนตั้งแต่ 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง เช่น 1.25"]}
