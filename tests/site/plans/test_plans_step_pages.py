"""The forms of a measure's steps: points and items in words, edited, moved, deleted, and nothing typed is lost."""

import re

import pytest

from houses import INPUTS
from plan_pages import HTMX, remove_measure_of, row, shows, text_of
from prongsai.site.plans.actions import put_step, remove_step
from prongsai.site.plans.models import Measure


def test_step_form_offers_points_and_items_in_words(base, officer, plan):
    page = text_of(officer.get(f"{base}measures/m8/step/?answers=remark/EIT1/e9"))
    assert "ข้อคำถาม e9" in page
    assert "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์" in page
    assert "o1 โครงสร้าง" in page
    assert "ปี 2568: o10" not in page
    checked = re.findall(
        r'value="([^"]+)"[^>]*checked', officer.get(f"{base}measures/m8/step/?answers=8").content.decode()
    )
    assert checked == ["8"]


def test_numbers_of_the_results_year_stand_beside_where_they_differ(base, officer, plan):
    assert shows(officer.get(f"{base}measures/m8/step/"), "(ปี 2568: o15)")


def test_points_and_items_that_are_not_offered_any_more_stay_where_they_are_chosen(base, officer, plan):
    steps = [{"key": "s1", "text": "ก", "answers": ["o43", "1"], "refs": ["kitchen", "satisf"]}]
    Measure.objects.filter(key="m8").update(steps=steps)
    page = officer.get(f"{base}measures/m8/steps/s1/").content.decode()
    assert re.findall(r'value="([^"]+)"[^>]*checked', page) == ["1", "o43", "kitchen", "satisf"]
    assert "o43 (ไม่มีในผลการประเมินแล้ว)" in page


def test_measure_of_no_indicator_has_no_points_to_answer(base, officer, plan):
    Measure.objects.filter(key="m8").update(indicators=[], steps=[])
    page = officer.get(f"{base}measures/m8/step/")
    assert shows(page, "ผลการประเมินไม่มีประเด็นที่ต้องแก้ไขหรือพัฒนาในตัวชี้วัดของมาตรการนี้")


def test_measure_that_keeps_answers_what_is_kept(base, officer, plan):
    page = officer.get(f"{base}measures/m1/step/").content.decode()
    assert 'name="answers" value="1"' in page


def test_long_remark_is_cut(base, officer, house, plan):
    from prongsai.site.rounds.actions import put_remarks

    remark = {"codes": ["e9"], "part": "EIT1", "text": "ก" * 300}
    put_remarks(house.actor(), plan.round.decisive, [*INPUTS["remarks"][:0], remark])
    page = officer.get(f"{base}measures/m8/step/").content.decode()
    assert ("ก" * 160 + "…" in page, "ก" * 161 in page) == (True, False)


STEP = {"text": "ของเรา", "answers": ["8"], "refs": ["manual"]}


def test_step_is_added_and_edited_on_a_page_of_its_own(base, officer, plan):
    done = officer.post(f"{base}measures/m8/step/", {"revision": "0", **STEP})
    assert (done.status_code, done["Location"]) == (302, f"{base}measures/m8/#m8-steps")
    officer.post(f"{base}measures/m8/steps/s1/", {"revision": "1", **STEP, "text": "อื่น"})
    assert [(each["key"], each["text"]) for each in row(plan, "m8").steps if each["text"] in {"ของเรา", "อื่น"}] == [
        ("s1", "อื่น"), ("s4", "ของเรา"),
    ]  # fmt: skip


def test_step_is_added_within_the_page(base, officer, plan):
    url = f"{base}measures/m8/step/"
    form = officer.get(url, headers=HTMX).content.decode()
    assert ('hx-target="#m8-new"' in form, "autofocus" in form) == (True, True)
    saved = officer.post(url, {"revision": "0", **STEP, "answers": []}, headers=HTMX).content.decode()
    assert '<ol hx-swap-oob="beforeend:#m8-list"><li id="m8-s4">' in saved
    assert "มาตรการที่ 8 ขั้นตอนที่ 4 ยังไม่ระบุว่าตอบประเด็นใด" in saved
    assert "เพิ่มขั้นตอนในมาตรการ" in officer.get(f"{url}?shown", headers=HTMX).content.decode()


def test_step_is_edited_within_the_page(base, officer, plan):
    url = f"{base}measures/m8/steps/s1/"
    assert 'hx-target="closest li"' in officer.get(url, headers=HTMX).content.decode()
    saved = officer.post(url, {"revision": "0", **STEP}, headers=HTMX).content.decode()
    assert ("ของเรา" in saved, 'id="m8-holes"' in saved, "<li" in saved) == (True, True, False)
    shown = officer.get(f"{url}?shown", headers=HTMX).content.decode()
    assert ("ของเรา" in shown, "hx-swap-oob" in shown) == (True, False)
    assert officer.get(f"{url}?shown")["Location"] == f"{base}measures/m8/#m8-steps"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_step_that_says_nothing_is_not_saved(base, officer, plan, headers):
    page = officer.post(
        f"{base}measures/m8/steps/s1/", {"revision": "0", "text": "", "refs": ["manual"]}, headers=headers
    )
    assert 'aria-invalid="true"' in page.content.decode()
    assert re.search(r'value="manual"[^>]*checked', page.content.decode())
    assert row(plan, "m8").revision == 0


@pytest.mark.parametrize(("headers", "status"), [({}, 409), (HTMX, 200)])
def test_step_that_somebody_else_changed_is_shown_beside_what_was_typed(
    base, officer, house, plan, headers, status
):
    put_step(house.actor(), row(plan, "m8"), "s1", {**STEP, "text": "ของเขา"}, 0)
    page = officer.post(f"{base}measures/m8/steps/s1/", {"revision": "0", **STEP}, headers=headers)
    assert page.status_code == status
    assert shows(page, "ของเขา", "ของเรา", "มีผู้อื่นแก้ไขขั้นตอนนี้")
    officer.post(f"{base}measures/m8/steps/s1/", {"revision": "1", **STEP}, headers=headers)
    assert row(plan, "m8").steps[0]["text"] == "ของเรา"


def test_step_that_somebody_deleted_is_added_anew(base, officer, house, plan):
    remove_step(house.actor(), row(plan, "m8"), "s1")
    page = officer.post(f"{base}measures/m8/steps/s1/", {"revision": "0", **STEP})
    assert shows(page, "มีผู้ลบขั้นตอนนี้ระหว่างที่ท่านกำลังพิมพ์", "ของเรา")
    assert 'name="anew"' in page.content.decode()
    officer.post(f"{base}measures/m8/steps/s1/", {"revision": "1", **STEP, "anew": "1"})
    assert [each["text"] for each in row(plan, "m8").steps][-1] == "ของเรา"


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("path", ["step/", "steps/s1/"])
def test_step_of_a_measure_that_somebody_deleted_is_still_there(base, officer, plan, path, headers):
    remove_measure_of(plan, "m8")
    page = officer.post(f"{base}measures/m8/{path}", {"revision": "0", **STEP}, headers=headers)
    assert shows(page, "มีผู้ลบมาตรการนี้ระหว่างที่ท่านกำลังพิมพ์", "คัดลอกไปใช้ที่อื่นได้", "ของเรา")
    assert officer.get(f"{base}measures/m8/{path}", headers=headers).status_code == 404


def test_steps_of_a_measure_that_somebody_deleted_are_left_alone(base, officer, plan):
    page = officer.post(f"{base}measures/m8/steps/s3/remove/", follow=True).content.decode()
    undo = re.search(r'action="([^"]+/step/back/[^"]+)"', page)[1].replace("&amp;", "&")
    remove_measure_of(plan, "m8")
    for url in (undo, f"{base}measures/m8/steps/s1/move/", f"{base}measures/m8/steps/s1/remove/"):
        page = officer.post(url, follow=True)
        assert page.redirect_chain == [(base, 302)]
        assert shows(page, "มีผู้ลบมาตรการนี้ไปก่อนแล้ว")


def test_step_is_moved_deleted_and_put_back(base, officer, plan):
    url = f"{base}measures/m8/"
    officer.post(f"{url}steps/s1/move/", {"to": "down"})
    officer.post(f"{url}steps/s3/move/", {"to": "up"})
    assert [each["key"] for each in row(plan, "m8").steps] == ["s2", "s3", "s1"]
    page = officer.post(f"{url}steps/s3/remove/", follow=True).content.decode()
    assert [each["key"] for each in row(plan, "m8").steps] == ["s2", "s1"]
    undo = re.search(r'action="([^"]+/step/back/[^"]+)"', page)[1].replace("&amp;", "&")
    assert officer.post(undo).status_code == 302
    assert [each["key"] for each in row(plan, "m8").steps] == ["s2", "s3", "s1"]
    assert officer.post(undo.replace("/m8/", "/m2/")).status_code == 404
    assert officer.post(undo[:-3]).status_code == 404


@pytest.mark.parametrize("act", ["move", "remove"])
def test_step_that_somebody_deleted_is_not_moved_or_deleted(base, officer, plan, act):
    page = officer.post(f"{base}measures/m8/steps/s9/{act}/", {"to": "up"}, follow=True)
    assert shows(page, "มีผู้ลบขั้นตอนนี้ไปก่อนแล้ว")


def test_measure_without_steps_says_so(base, officer, plan):
    Measure.objects.filter(key="m8").update(steps=[])
    assert shows(officer.get(f"{base}measures/m8/"), "มาตรการนี้ยังไม่มีขั้นตอน")
    assert shows(officer.get(base), "ขั้นตอนการดำเนินการ ยังไม่มี")
