"""The page that brings a plan in line: what would change is shown first, and then done."""

import re

from houses import INPUTS
from plan_pages import LATER, row, shows
from prongsai.site.plans.actions import change_measure, change_text, remove_measure, remove_step
from prongsai.site.plans.models import Plan
from prongsai.site.rounds.actions import correct_result
from prongsai.site.rounds.models import Round


def test_renewal_is_shown_first_and_then_done(base, officer, house, plan):
    from houses import INDICATORS

    change_measure(
        house.actor(), row(plan), "title", {"title": "ของเรา", "aim": "develop", "indicators": [2]}, LATER
    )
    remove_measure(house.actor(), row(plan, "m1"))
    change_text(house.actor(), plan, "rationale", "ของเรา", LATER)
    change_text(house.actor(), plan, "2", "ของเรา", LATER)
    inputs = {**INPUTS, "indicators": {**INDICATORS, "2": "99.00", "10": "80.00"}}
    correct_result(house.actor(), plan.round.decisive, inputs, kind="published")
    page = officer.get(f"{base}renew/")
    assert shows(
        page,
        "มาตรการที่แก้ไข 9.",
        "มาตรการที่ 1 · ชื่อมาตรการ : มีผู้แก้ไขแล้ว จึงคงไว้ตามเดิม",
        "มาตรการที่ลบแล้ว “มาตรการรักษามาตรฐานการปฏิบัติหน้าที่” : มีผู้ลบออกแล้ว จึงไม่นำกลับมา",
        "หลักการและเหตุผล : มีผู้แก้ไขแล้ว",
        "ผลการวิเคราะห์ตัวชี้วัดที่ 2 : มีผู้แก้ไขแล้ว",
    )
    assert row(plan).aim == "develop"
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    done = officer.post(f"{base}renew/", {"seen": seen}, follow=True)
    assert shows(done, "ปรับแผนตามผลการประเมินแล้ว")
    assert (row(plan).aim, row(plan).title) == ("keep", "ของเรา")
    page = officer.get(f"{base}renew/")
    assert shows(page, "แผนตรงกับผลการประเมินปัจจุบันแล้ว", "ไม่มีส่วนใดของแผนที่จะเปลี่ยน", "กลับไปที่แผน")
    assert 'name="seen"' not in page.content.decode()


def test_result_that_changes_nothing_is_noted(base, officer, plan):
    Plan.objects.update(made={**plan.made, "result": "another"})
    page = officer.get(f"{base}renew/")
    assert shows(page, "ไม่มีส่วนใดของแผนที่จะเปลี่ยน", "บันทึกว่าแผนตรงกับผลการประเมินแล้ว")
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    officer.post(f"{base}renew/", {"seen": seen})
    assert Plan.objects.get().made["result"] == plan.made["result"]


def test_renewal_of_another_state_than_was_seen_is_shown_again(base, officer, plan):
    page = officer.post(f"{base}renew/", {"seen": "old"}, follow=True)
    assert page.redirect_chain == [(f"{base}renew/", 302)]
    assert shows(page, "แผนหรือผลการประเมินเปลี่ยนไประหว่างนั้น")


def test_renewal_needs_a_result(base, officer, plan):
    Round.objects.update(decisive=None)
    assert shows(officer.get(f"{base}renew/", follow=True), "ยังไม่มีผลการประเมินที่จะใช้ปรับแผน")
    assert shows(officer.post(f"{base}renew/", follow=True), "ยังไม่มีผลที่ใช้อ้างอิง")


def test_step_that_stays_out_is_named_by_its_beginning(base, officer, house, plan):
    remove_step(house.actor(), row(plan), "s1")
    assert shows(officer.get(f"{base}renew/"), "มาตรการที่ 2 · ขั้นตอนการดำเนินการ: ")
