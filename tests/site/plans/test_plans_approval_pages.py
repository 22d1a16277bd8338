import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from plan_pages import approve, shows, text_of
from prongsai.language.dates import full_date
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import change_text, submit, withdraw
from prongsai.site.plans.models import Measure, Ownership, Version, VersionState
from prongsai.site.plans.queries import the_version


def state(version):
    return the_version(version.plan, version.number).state


def test_plan_is_submitted(base, officer, house, plan):
    page = officer.get(f"{base}submit/")
    assert shows(page, "ลำดับผู้พิจารณา ปลัดเทศบาล Approver of one.example.com นายกเทศมนตรี", "ทุกประเด็นมีขั้นตอนรองรับ")
    assert "เหตุผลที่ยังไม่ได้กรอก" not in text_of(page)
    done = officer.post(f"{base}submit/", {"note": "ฉบับแรก"}, follow=True)
    assert shows(
        done, "เสนอแผนฉบับที่ 1 แล้ว ขณะนี้รอการพิจารณาของปลัดเทศบาล", "ลำดับที่ 1 จาก 2: ปลัดเทศบาล", "แผนยังแก้ไขได้"
    )
    assert Version.objects.get().note == "ฉบับแรก"


def test_what_is_missing_is_shown_first_and_explained(base, officer, plan):
    Ownership.objects.filter(measure__key="m2").delete()
    page = officer.get(f"{base}submit/")
    assert shows(page, "มาตรการที่ 2 ยังไม่มีผู้รับผิดชอบ", "กรอกส่วนที่ยังขาดก่อน หรือชี้แจงเหตุผลด้านล่าง")
    page = officer.post(f"{base}submit/", {"note": "ก", "explanation": " "})
    assert 'aria-invalid="true"' in page.content.decode()
    assert Version.objects.count() == 0
    officer.post(f"{base}submit/", {"note": "ก", "explanation": "รอคำสั่ง"})
    assert Version.objects.get().explanation == "รอคำสั่ง"


def test_submission_without_chain_leads_to_setting_it(base, officer, house, plan):
    ChainStep.objects.all().delete()
    page = officer.get(f"{base}submit/")
    assert shows(page, "ยังไม่ได้กำหนดลำดับการอนุมัติแผน")
    assert "<textarea" not in page.content.decode()
    page = officer.post(f"{base}submit/", {"note": "ก"})
    assert shows(page, "หน่วยงานยังไม่ได้กำหนดลำดับการอนุมัติแผน")
    assert Version.objects.count() == 0


def test_submission_without_measures_leads_to_the_plan(base, officer, plan):
    Measure.objects.update(removed_at=timezone.now())
    assert shows(officer.get(f"{base}submit/"), "แผนนี้ยังไม่มีมาตรการ")


def test_submission_while_a_version_awaits_leads_to_it(base, officer, version):
    page = officer.get(f"{base}submit/")
    assert shows(page, "ฉบับที่ 1 อยู่ระหว่างรออนุมัติ ให้ถอนกลับก่อน")
    assert f'href="{base}versions/1/"' in page.content.decode()


def test_submission_tells_who_must_sign_on_paper(base, officer, house, plan):
    ChainStep.objects.filter(place=0).update(holder=None)
    ChainStep.objects.filter(place=1).update(holder=house.users[Role.READER])
    page = officer.get(f"{base}submit/")
    assert shows(page, "ยังไม่มีผู้ใช้ในตำแหน่งนี้", "บุคคลนี้ไม่มีหน้าที่ผู้อนุมัติในระบบ")
    submit(house.actor(), plan, "")
    assert shows(officer.get(f"{base}versions/1/"), "ยังไม่มีผู้ใช้ในตำแหน่งนี้ ให้ลงนามในเอกสารแล้วอัปโหลดไฟล์สแกน")


def test_version_is_withdrawn(base, officer, version):
    assert shows(officer.post(f"{base}versions/1/withdraw/", follow=True), "ถอนฉบับนี้กลับแล้ว")
    assert state(version) == VersionState.WITHDRAWN
    assert shows(officer.post(f"{base}versions/1/withdraw/", follow=True), "ฉบับนี้ไม่ได้อยู่ระหว่างรออนุมัติแล้ว")


def test_holder_reads_and_approves(base, approver, house, version):
    assert f'href="{base}versions/1/approve/"' in approver.get(base).content.decode()
    page = approver.get(f"{base}versions/1/approve/")
    assert shows(
        page,
        "ท่านพิจารณาในตำแหน่ง ปลัดเทศบาล",
        "10. มาตรการรักษามาตรฐานการดำเนินงานป้องกันการทุจริต",
        "ความนำ",
        "ฉบับแรก",
    )
    assert "สิ่งที่ต่างจาก" not in text_of(page)
    done = approver.post(f"{base}versions/1/approve/", {"decision": "approved", "word": ""}, follow=True)
    assert shows(done, "เห็นชอบแล้ว และส่งต่อไปยังลำดับถัดไป", "พิจารณาในระบบโดย Approver of one.example.com")
    done = approver.post(f"{base}versions/1/approve/", {"decision": "approved"}, follow=True)
    assert shows(done, "แผนฉบับนี้ได้รับอนุมัติแล้ว เผยแพร่ได้")
    assert state(version) == VersionState.APPROVED


def choices(response):
    return [each.choice_label for each in response.context["form"]["decision"]]


def test_only_the_last_of_the_chain_approves_and_those_before_endorse(
    base, approver, officer, house, version
):
    assert choices(approver.get(f"{base}versions/1/approve/")) == ["เห็นชอบ", "ส่งคืนให้แก้ไข"]
    assert choices(officer.get(f"{base}versions/1/scan/")) == ["เห็นชอบ", "ส่งคืนให้แก้ไข"]
    approve(house, version)
    assert choices(approver.get(f"{base}versions/1/approve/")) == ["อนุมัติ", "ส่งคืนให้แก้ไข"]
    assert choices(officer.get(f"{base}versions/1/scan/")) == ["อนุมัติ", "ส่งคืนให้แก้ไข"]
    approve(house, version)
    assert shows(officer.get(f"{base}versions/"), "ปลัดเทศบาล: เห็นชอบแล้ว", "นายกเทศมนตรี: อนุมัติแล้ว")
    assert shows(
        officer.get(f"/agencies/{house.agency.pk}/log/"),
        "Approver of one.example.com ให้ความเห็นชอบแผนในลำดับของตน: ปลัดเทศบาล",
        "Approver of one.example.com อนุมัติแผนในลำดับสุดท้าย: นายกเทศมนตรี",
    )


def test_form_that_is_sent_twice_decides_only_on_the_step_that_was_shown(
    base, approver, officer, house, version
):
    """Both steps are the same person's: the second sending must not approve the one that nobody looked at."""
    page = approver.get(f"{base}versions/1/approve/").content.decode()
    (step,) = re.findall(r'<input type="hidden" name="step" value="(\d+)"', page)
    form = {"decision": "approved", "step": step}
    assert approver.post(f"{base}versions/1/approve/", form).status_code == 302
    again = approver.post(f"{base}versions/1/approve/", form)
    assert shows(again, "ลำดับนี้พิจารณาแล้ว", "เปิดหน้านี้ใหม่")
    again = officer.post(f"{base}versions/1/scan/", posted(step=step, whole="on"))
    assert shows(again, "ลำดับนี้พิจารณาแล้ว")
    decided = [each.decision for each in the_version(version.plan, 1).approvals.all()]
    assert decided == ["approved", ""]
    page = officer.get(f"{base}versions/1/scan/").content.decode()
    (after,) = re.findall(r'<input type="hidden" name="step" value="(\d+)"', page)
    assert officer.post(f"{base}versions/1/scan/", posted(step=after)).status_code == 302
    assert state(version) == VersionState.APPROVED


def test_holder_returns_with_a_word_that_the_author_sees(base, approver, officer, version):
    page = approver.post(f"{base}versions/1/approve/", {"decision": "returned", "word": ""})
    assert shows(page, "ระบุสิ่งที่ต้องแก้ไข")
    assert state(version) == VersionState.SUBMITTED
    done = approver.post(
        f"{base}versions/1/approve/", {"decision": "returned", "word": "ขอให้เพิ่มงบประมาณ"}, follow=True
    )
    assert shows(done, "ส่งคืนพร้อมความเห็นของท่านแล้ว", "“ขอให้เพิ่มงบประมาณ”")
    assert shows(officer.get(base), "ปลัดเทศบาลส่งคืนให้แก้ไข:", "ขอให้เพิ่มงบประมาณ")
    assert f'href="{base}submit/"' in officer.get(base).content.decode()


def test_decision_must_be_chosen(base, approver, version):
    page = approver.post(f"{base}versions/1/approve/", {"word": "ก"})
    assert 'aria-invalid="true"' in page.content.decode()
    assert state(version) == VersionState.SUBMITTED


def test_what_differs_from_the_version_that_is_replaced_is_shown(base, approver, house, plan, version):
    approve(house, version)
    approve(house, version)
    change_text(house.actor(), plan, "rationale", "เหตุผลใหม่", 0)
    submit(house.actor(), plan, "")
    page = approver.get(f"{base}versions/2/approve/")
    assert shows(page, "สิ่งที่ต่างจากฉบับที่ 1 ซึ่งฉบับนี้จะใช้แทน", "[เพิ่ม:")
    assert "<ins>" in page.content.decode()
    withdraw(house.actor(), the_version(plan, 2))
    change_text(house.actor(), plan, "rationale", plan.texts["rationale"], 9)
    submit(house.actor(), plan, "")
    assert shows(approver.get(f"{base}versions/3/approve/"), "ไม่มีข้อแตกต่าง")


def test_those_who_do_not_decide_now_are_led_to_the_version(base, house, version, signed_in):
    other = User.objects.create_user("mayor@example.com", "นายก")
    Membership.objects.create(agency=house.agency, user=other, role=Role.APPROVER)
    client = signed_in(other)
    page = client.get(f"{base}versions/1/approve/", follow=True)
    assert page.redirect_chain == [(f"{base}versions/1/", 302)]
    assert shows(page, "ขณะนี้ฉบับนี้ไม่ได้รอการพิจารณาของท่าน", "กำลังพิจารณา")
    assert client.post(f"{base}versions/1/approve/", {"decision": "approved"}).status_code == 403
    assert state(version) == VersionState.SUBMITTED


def test_decision_on_a_version_that_was_withdrawn_meanwhile_is_refused_in_words(
    base, approver, house, version
):
    withdraw(house.actor(), version)
    page = approver.post(f"{base}versions/1/approve/", {"decision": "approved", "word": "ความเห็นของนายก"})
    assert shows(page, "ฉบับนี้ไม่ได้อยู่ระหว่างรออนุมัติแล้ว", "ความเห็นของนายก")


def test_own_submission_is_said_to_be_recorded(base, house, plan, signed_in):
    officer = house.users[Role.OFFICER]
    Membership.objects.create(agency=house.agency, user=officer, role=Role.APPROVER)
    ChainStep.objects.update(holder=officer)
    version = submit(house.actor(), plan, "")
    client = signed_in(officer)
    assert shows(client.get(f"{base}versions/1/approve/"), "ท่านเป็นผู้เสนอแผนฉบับนี้เอง")
    client.post(f"{base}versions/1/approve/", {"decision": "approved"})
    assert shows(client.get(f"{base}versions/1/"), "เป็นผู้เสนอแผนฉบับนี้เอง")
    assert version.number == 1


def test_acting_heads_are_named_as_such(base, approver, house, plan):
    ChainStep.objects.filter(place=0).update(acting_position="รองปลัดเทศบาล")
    submit(house.actor(), plan, "")
    assert shows(
        approver.get(f"{base}versions/1/approve/"), "ท่านพิจารณาในตำแหน่ง รองปลัดเทศบาล รักษาราชการแทน ปลัดเทศบาล"
    )


def test_what_was_left_open_is_shown_to_those_who_approve(base, approver, house, plan):
    Ownership.objects.filter(measure__key="m2").delete()
    submit(house.actor(), plan, "", "รอคำสั่งแต่งตั้ง")
    assert shows(approver.get(f"{base}versions/1/approve/"), "มาตรการที่ 2 ยังไม่มีผู้รับผิดชอบ", "รอคำสั่งแต่งตั้ง")


def test_page_has_all_that_was_left_open_the_grave_first(base, officer, approver, house, plan):
    row = plan.measures.get(key="m8")
    row.steps = [{"key": f"s{number}", "text": "ทำ", "answers": [], "refs": []} for number in range(12)]
    row.save()
    Ownership.objects.filter(measure__key="m2").delete()
    submit(house.actor(), plan, "", "รอคำสั่งแต่งตั้ง")
    pages = [text_of(approver.get(f"{base}versions/1/{rest}")) for rest in ("", "approve/", "open/")]
    listed = approver.get(f"{base}versions/1/open/").content.decode().partition("</h1>")[2]
    hints = [f"มาตรการที่ 8 ขั้นตอนที่ {number} ยังไม่ระบุว่าตอบประเด็นใด" for number in range(1, 13)]
    left = re.findall(r"<li[^>]*>(.*?)</li>", listed.partition("<footer")[0])
    assert left[-len(hints) :] == hints
    assert "มาตรการที่ 2 ยังไม่มีผู้รับผิดชอบ" in left[: -len(hints)]
    for page in pages[:2]:
        assert f"ดูส่วนที่ยังไม่ครบทั้งหมด {len(left)} รายการ" in page
        assert [each in page for each in left] == [True] * 10 + [False] * (len(left) - 10)
    assert "รอคำสั่งแต่งตั้ง" in pages[2]


def test_version_in_which_nothing_was_left_open_says_so(base, officer, version):
    Version.objects.update(content={**version.content, "holes": []})
    assert shows(officer.get(f"{base}versions/1/open/"), "ไม่มีส่วนที่ยังไม่ครบ")


def scan(content=b"%PDF-1.7 signed", name="signed.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


def posted(**fields):
    return {"scan": scan(), "signed_on": full_date(timezone.localdate()), "decision": "approved", **fields}


def test_scan_is_recorded_and_can_be_had(base, officer, approver, version):
    page = officer.get(f"{base}versions/1/scan/")
    assert shows(
        page,
        "บันทึกผลการพิจารณาในเอกสารสำหรับลำดับของ ปลัดเทศบาล",
        "ลำดับถัดไป ได้แก่ นายกเทศมนตรี",
        "ไฟล์นี้มีลายมือชื่อครบทุกลำดับที่เหลือ",
    )
    assert full_date(timezone.localdate()) in page.content.decode()
    done = officer.post(f"{base}versions/1/scan/", posted(word="ลงนามแล้ว"), follow=True)
    assert shows(done, "ลงนามในเอกสารเมื่อ", "บันทึกโดย Officer of one.example.com", "“ลงนามแล้ว”")
    file = re.search(r'href="(/agencies/\d+/files/\d+/)"', done.content.decode())[1]
    assert b"".join(approver.get(file).streaming_content) == b"%PDF-1.7 signed"
    page = officer.get(f"{base}versions/1/scan/")
    assert "ครบทุกลำดับที่เหลือ" not in text_of(page)


def test_scan_of_all_signatures_approves_at_once(base, officer, version):
    done = officer.post(f"{base}versions/1/scan/", posted(whole="on"), follow=True)
    assert shows(done, "แผนฉบับนี้ได้รับอนุมัติแล้ว")
    assert state(version) == VersionState.APPROVED


def test_scan_that_returns_needs_a_word(base, officer, version):
    assert shows(officer.post(f"{base}versions/1/scan/", posted(decision="returned")), "ระบุสิ่งที่ต้องแก้ไข")
    officer.post(f"{base}versions/1/scan/", posted(decision="returned", word="แก้"))
    assert state(version) == VersionState.RETURNED


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"scan": scan(b"<html>", "signed.pdf")}, 'href="#id_scan"'),
        ({"scan": ""}, "id_scan"),
        ({"signed_on": "1 มกราคม 2699"}, "วันที่นี้ยังมาไม่ถึง"),
        ({"signed_on": "เมื่อวาน"}, "“เมื่อวาน” ไม่ใช่วันที่"),
        ({"signed_on": ""}, "id_signed_on"),
    ],
)
def test_scan_that_cannot_be_taken_is_said_beside_the_field(base, officer, version, fields, words):
    page = officer.post(f"{base}versions/1/scan/", posted(**fields))
    assert 'aria-invalid="true"' in page.content.decode()
    assert words in page.content.decode()
    assert state(version) == VersionState.SUBMITTED


def test_scan_of_a_version_that_awaits_nothing_is_refused_in_words(base, officer, house, version):
    withdraw(house.actor(), version)
    page = officer.get(f"{base}versions/1/scan/", follow=True)
    assert page.redirect_chain == [(f"{base}versions/1/", 302)]
    page = officer.post(f"{base}versions/1/scan/", posted(word="ความเห็นของนายก"))
    assert shows(page, "ฉบับนี้ไม่ได้อยู่ระหว่างรออนุมัติแล้ว", "ความเห็นของนายก")
