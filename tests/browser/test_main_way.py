"""The officer's way, from pasted scores to an approved plan and its papers, as one goes it in a browser."""

import pytest

from ways import (
    APPROVERS,
    TOTAL,
    approve,
    counted_findings,
    make_papers,
    make_plan,
    paste_scores,
    pdf_words,
    publish,
    submit,
    words,
)

NEW, BEGUN = "เทศบาลตำบลเพิ่งเริ่ม", "เทศบาลตำบลสมมุติใหม่"
COUNTED = ["ต้องแก้ไขโดยเร่งด่วน 4 เรื่อง", "ควรพัฒนาให้ดีขึ้น 2 เรื่อง", "ควรรักษาและดำเนินการต่อเนื่อง 6 เรื่อง"]


def begin_the_first_round(officer):
    officer.follow(NEW)
    officer.follow("เริ่มรอบแรก")
    officer.press("เริ่มรอบนี้")


def go_on_with_a_round_that_was_begun(officer):
    officer.follow(BEGUN)
    officer.follow("นำผลการประเมินเข้าระบบ")


@pytest.mark.parametrize(
    ("agency", "begin", "browser_has"),
    [
        pytest.param(NEW, begin_the_first_round, {"width": 1200}, id="wide"),
        pytest.param(
            BEGUN,
            go_on_with_a_round_that_was_begun,
            {"width": 320, "scripts": False},
            id="narrow and without scripts",
        ),
    ],
)
def test_officer_gets_from_pasted_scores_to_approved_plan_and_papers(
    visit, tmp_path, agency, begin, browser_has
):
    officer = visit("officer@example.com", **browser_has)
    begin(officer)
    paste_scores(officer)
    assert officer.page.locator(".figures .first dd").first.inner_text() == TOTAL
    assert counted_findings(officer) == COUNTED
    make_plan(officer)
    submit(officer)
    for email, word in APPROVERS.items():
        approve(visit(email, **browser_has), agency, word)
    publish(officer, agency)
    papers = make_papers(officer, tmp_path)
    assert len(papers) == 25
    check_report(papers, agency)
    check_memo_and_meeting(papers)


def check_report(papers, agency):
    report = words(papers["รายงานการวิเคราะห์ผลการประเมินและมาตรการ-2568-2569.docx"])
    assert [each for each in (TOTAL, "ผ่านดี", "i10", "e9", "2569") if each not in report] == []
    printed = pdf_words(papers["รายงานการวิเคราะห์ผลการประเมินและมาตรการ-2568-2569.pdf"])
    assert [each for each in (TOTAL, agency) if each not in printed] == []


def check_memo_and_meeting(papers):
    memo = words(papers["บันทึกข้อความแจ้งมาตรการถึงกองคลัง-2568-2569.docx"])
    assert "o12" in memo  # the number of 2569; the result's year called it o13
    assert "พัฒนาการสื่อสารและการมีส่วนร่วมด้านงบประมาณ" in memo
    meeting = words(papers["ระเบียบวาระการประชุมติดตามมาตรการ-2568-2569.docx"])
    assert meeting.count("มาตรการ") > 10
    assert "ปรับปรุงระบบการทำงานและการมีส่วนร่วมของประชาชน" in meeting
