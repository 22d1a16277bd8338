"""Nothing that was typed is lost: a session that ended, an act that is undone, two at one measure; the what-if."""

import pytest
from playwright.sync_api import expect

from ways import lose_session

PLAN = "/agencies/6/rounds/2568/plan/"
FINDINGS = "/agencies/6/rounds/2568/findings/"
CHANGED_MEANWHILE = "มีผู้อื่นแก้ไขส่วนนี้ระหว่างที่ท่านกำลังพิมพ์"


def edit_title(officer, measure):
    """Begin to edit the name of a measure; give the field."""
    officer.go(f"{PLAN}measures/{measure}/")
    officer.page.locator(f"#{measure}-title a").click()
    return officer.page.get_by_label("ชื่อมาตรการ")


def names(officer):
    return officer.page.locator(".measure h3").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_was_typed_when_the_session_ended_is_given_back(visit, scripts):
    officer = visit("officer@example.com", scripts=scripts)
    typed = f"มาตรการที่พิมพ์ค้างไว้ {scripts}"
    edit_title(officer, "m1").fill(typed)
    lose_session(officer)
    officer.press("บันทึก")
    officer.page.wait_for_url("**/account/sign-in/**")
    officer.fill_sign_in("officer@example.com")
    expect(officer.page.get_by_label("ชื่อมาตรการ")).to_have_value(typed)
    officer.press("บันทึก")
    officer.go(PLAN)
    assert names(officer)[0] == f"1. {typed}"


def test_deleted_measure_comes_back_where_it_stood(visit):
    officer = visit("officer@example.com")
    officer.go(PLAN)
    before = names(officer)
    officer.page.get_by_role("button", name="ลบ").nth(2).click()
    expect(officer.page.locator(".measure")).to_have_count(len(before) - 1)
    officer.press("เลิกทำ")
    expect(officer.page.locator(".measure")).to_have_count(len(before))
    assert names(officer) == before


def test_whoever_saves_second_sees_what_the_first_saved(visit):
    first, second = visit("officer@example.com"), visit("officer@example.com")
    one, other = edit_title(first, "m3"), edit_title(second, "m3")
    one.fill("มาตรการของคนแรก")
    first.press("บันทึก")
    expect(first.page.locator("h1")).to_contain_text("มาตรการของคนแรก")
    other.fill("มาตรการของคนที่สอง")
    second.press("บันทึก")
    notice = second.page.locator(".notice.warning")
    expect(notice).to_contain_text(CHANGED_MEANWHILE)
    expect(notice).to_contain_text("มาตรการของคนแรก")
    expect(other).to_have_value("มาตรการของคนที่สอง")
    second.press("บันทึก")
    expect(second.page.locator("h1")).to_contain_text("มาตรการของคนที่สอง")


def test_slider_changes_the_figures_where_they_stand(visit):
    officer = visit("officer@example.com")
    page = officer.go(FINDINGS)
    page.evaluate("window.neverLeft = true")
    total = page.locator("#answer-head dd").first
    real = total.inner_text()
    page.get_by_role("slider").last.fill("100")
    expect(total).not_to_have_text(real)
    supposed = total.inner_text()
    assert page.evaluate("window.neverLeft")
    officer.follow("เปิดผลนี้เป็นหน้าแยก เพื่อเก็บหรือส่งต่อ")
    expect(page.locator("#answer-head dd").first).to_have_text(supposed)
    officer.follow("กลับไปใช้คะแนนจริง")
    expect(page.locator("#answer-head dd").first).to_have_text(real)
