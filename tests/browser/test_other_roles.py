"""The ways of those who do not write plans: approvers decide, divisions find their work, readers only read."""

import re

from playwright.sync_api import expect

from ways import approve, submit

PLAN = "/agencies/1/rounds/2568/plan/"
SUBMITTED = "เทศบาลตำบลสมมุติเหนือ"
WORD = "ขอให้ระบุผู้รับผิดชอบให้ครบ แล้วเสนอใหม่"


def names(visitor):
    return visitor.page.locator(".measure h3").all_inner_texts()


def test_approver_returns_with_a_word_then_endorses(visit):
    director, officer = visit("director@example.com"), visit("officer@example.com")
    director.follow(SUBMITTED)
    director.follow("อ่านและพิจารณา")
    director.page.get_by_label("ส่งคืนให้แก้ไข").check()
    director.press("ยืนยันผลการพิจารณา")
    expect(director.page.get_by_role("alert")).to_be_visible()
    director.page.get_by_label("ความเห็น").fill(WORD)
    director.press("ยืนยันผลการพิจารณา")
    officer.follow(SUBMITTED)
    officer.follow("จัดทำแผนต่อ")
    expect(officer.page.locator("main")).to_contain_text(WORD)
    submit(officer)
    director.go("/")
    approve(director, SUBMITTED, "เห็นชอบ")
    clerk = visit("clerk@example.com")
    clerk.follow(SUBMITTED)
    expect(clerk.page.get_by_role("link", name="อ่านและพิจารณา")).to_be_visible()


def test_division_staff_find_the_measures_of_their_division(visit):
    finance = visit("finance@example.com")
    page = finance.go(PLAN)
    own = page.locator(".measure.own h3").all_inner_texts()
    assert 0 < len(own) < len(names(finance))
    page.get_by_label("เฉพาะส่วนราชการ").select_option("กองคลัง")
    finance.press("แสดง")
    page.wait_for_url("**/plan/?*")
    assert names(finance) == own
    assert page.get_by_role("link", name=re.compile("^แก้ไข")).count() == 0


def test_reader_reads_all_and_changes_nothing(visit):
    reader = visit("reader@example.com")
    for path in (
        PLAN,
        "/agencies/1/rounds/2568/",
        "/agencies/1/rounds/2568/findings/",
        "/agencies/1/readings/",
    ):
        page = reader.go(path)
        assert page.locator("main form[method=post]").count() == 0
        assert page.get_by_role("link", name=re.compile("^แก้ไข")).count() == 0
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(
        f"{reader.address}{PLAN}measures/m1/remove/",
        form={"csrfmiddlewaretoken": token},
        headers={"Origin": reader.address},
    )
    assert (answer.status, "ท่านไม่มีสิทธิ์ทำรายการนี้" in answer.text()) == (403, True)
