"""Versions of a plan on their pages: published, superseded, compared, read as they were."""

import re

from django.utils import timezone

from plan_pages import approve, shows, text_of
from prongsai.language.dates import full_date
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import change_text, publish, submit, withdraw
from prongsai.site.plans.models import Measure


def test_approved_version_is_published(base, officer, house, version):
    approve(house, version)
    approve(house, version)
    assert f'href="{base}versions/1/publish/"' in officer.get(base).content.decode()
    assert f'href="{base}versions/1/publish/"' in officer.get(f"{base}versions/1/").content.decode()
    assert full_date(timezone.localdate()) in officer.get(f"{base}versions/1/publish/").content.decode()
    page = officer.post(f"{base}versions/1/publish/", {"day": "1 มกราคม 2699"})
    assert shows(page, "วันที่นี้ยังมาไม่ถึง")
    done = officer.post(f"{base}versions/1/publish/", {"day": "24/11/2568"}, follow=True)
    assert shows(done, "บันทึกว่าเผยแพร่ฉบับนี้แล้ว", "วันที่เผยแพร่ 24 พฤศจิกายน 2568")
    assert shows(officer.get(base), "เผยแพร่เมื่อ 24 พฤศจิกายน 2568")
    assert shows(
        officer.post(f"{base}versions/1/publish/", {"day": "24/11/2568"}), "เผยแพร่ได้เฉพาะฉบับที่อนุมัติแล้ว"
    )


def test_newer_version_supersedes(base, officer, house, plan, version):
    approve(house, version)
    approve(house, version)
    publish(house.actor(), version, timezone.localdate())
    second = submit(house.actor(), plan, "ฉบับปรับปรุง")
    assert shows(officer.get(base), "ระหว่างนี้ให้ถือตามฉบับที่ 1 (เผยแพร่แล้ว)")
    approve(house, second)
    approve(house, second)
    assert shows(officer.get(f"{base}versions/1/"), "มีฉบับใหม่แทนแล้ว")
    page = text_of(officer.get(f"{base}versions/"))
    assert "ฉบับที่ 2 อนุมัติแล้ว ใช้อยู่ในปัจจุบัน" in page
    assert "ฉบับที่ 1 เผยแพร่แล้ว ใช้อยู่" not in page


def test_plan_that_was_changed_after_submission_is_said_to_be(base, officer, house, plan, version):
    assert not shows(officer.get(base), "แผนด้านล่างมีการแก้ไขหลังจากเสนอฉบับนี้")
    change_text(house.actor(), plan, "rationale", "ใหม่", 0)
    assert shows(officer.get(base), "แผนด้านล่างมีการแก้ไขหลังจากเสนอฉบับนี้")


def test_two_versions_are_compared(base, officer, house, plan, version):
    withdraw(house.actor(), version)
    change_text(house.actor(), plan, "7", "ย่อหน้าใหม่", 0)
    submit(house.actor(), plan, "")
    page = officer.get(f"{base}versions/")
    assert re.findall(r'<option value="(\d)" selected', page.content.decode()) == ["1", "2"]
    assert "<ins>" not in page.content.decode()
    page = officer.get(f"{base}versions/", {"from": "1", "to": "2"})
    assert shows(page, "ผลการวิเคราะห์ตัวชี้วัดที่ 7", "ย่อหน้าใหม่")
    assert shows(officer.get(f"{base}versions/", {"from": "2", "to": "2"}), "ไม่มีข้อแตกต่าง")
    assert "<ins>" not in officer.get(f"{base}versions/", {"from": "2", "to": "9"}).content.decode()


def test_one_version_is_compared_with_none(base, officer, version):
    assert "เปรียบเทียบสองฉบับ" not in text_of(officer.get(f"{base}versions/"))


def test_plan_without_versions_says_what_to_do(base, officer, plan):
    assert shows(officer.get(f"{base}versions/"), "ยังไม่ได้เสนอแผนเพื่อขออนุมัติ")


def test_version_is_read_as_it_was_with_persons_by_their_present_names(base, officer, house, plan):
    staff = house.users[Role.STAFF]
    Measure.objects.get(key="m2").persons.set([staff])
    submit(house.actor(), plan, "")
    Measure.objects.filter(key="m2").update(title="ชื่อใหม่")
    page = officer.get(f"{base}versions/1/")
    assert shows(page, "มาตรการพัฒนาการสื่อสารและการมีส่วนร่วมด้านงบประมาณ", "Staff of one.example.com")
    staff.name.text = ""
    staff.name.save()
    assert not shows(officer.get(f"{base}versions/1/"), "Staff of one.example.com")
    assert shows(officer.get(f"{base}document/"), "ชื่อใหม่")


def test_version_is_read_without_a_result(base, officer, house, plan, version):
    plan.round.decisive = None
    plan.round.save()
    assert shows(officer.get(f"{base}versions/1/"), "8. มาตรการปรับปรุงระบบการทำงาน")


def test_versions_are_read_by_everybody_of_the_agency(base, house, version, signed_in):
    for role in Role:
        for path in ("versions/", "versions/1/"):
            assert signed_in(house.users[role]).get(base + path).status_code == 200


def test_version_that_is_not_there_is_not_found(base, officer, version):
    for path in ("versions/2/", "versions/2/scan/", "versions/2/publish/"):
        assert officer.get(base + path).status_code == 404
