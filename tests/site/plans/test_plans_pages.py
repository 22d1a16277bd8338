"""The page of the plan: its measures, what is missing, whose work it is, who may edit, and in which words it speaks."""

import re

from django.db.models import Q
from django.utils import timezone

from houses import INPUTS
from plan_pages import remove_measure_of, row, shows, text_of
from prongsai.site.agencies.models import Division
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make, submit
from prongsai.site.plans.desk import LISTED_HOLES, desk_of
from prongsai.site.plans.models import Measure, Ownership
from prongsai.site.plans.queries import measures_of
from prongsai.site.rounds.actions import close_round, correct_result
from prongsai.site.rounds.models import Round
from prongsai.site.shell.speech import speaking


def test_plan_page_shows_measures_in_their_order(base, officer, plan):
    page = officer.get(base).content.decode()
    assert re.findall(r'<article class="sheet measure" id="(\w+)"', page) == [
        each.key for each in measures_of(plan)
    ]
    assert "ทุกประเด็นมีขั้นตอนรองรับ" in page
    assert "ยังไม่ได้เสนอแผนเพื่อขออนุมัติ" in page


def test_plan_leads_to_its_page(base, plan):
    assert plan.get_absolute_url() == base


def test_plan_page_shows_what_is_missing_with_links(base, officer, plan):
    Ownership.objects.filter(measure__key="m2").delete()
    page = officer.get(base).content.decode()
    assert page.count(f'href="{base}measures/m2/parts/owners/?on=plan"') == 3
    assert page.count("มาตรการที่ 2 ยังไม่มีผู้รับผิดชอบ") == 2


def test_hints_stand_with_their_measures_the_first_on_the_plan_all_on_the_measure(base, officer, plan):
    row = Measure.objects.get(plan=plan, key="m2")
    row.steps = [{"key": f"s{number}", "text": "ทำ", "answers": [], "refs": []} for number in range(5)]
    row.save()
    hints = [f"มาตรการที่ 2 ขั้นตอนที่ {number} ยังไม่ระบุว่าตอบประเด็นใด" for number in range(1, 6)]
    page, alone = text_of(officer.get(base)), text_of(officer.get(f"{base}measures/m2/"))
    assert [page.count(each) for each in hints] == [1, 0, 0, 0, 0]
    assert "มีข้อแนะนำอีก 5 ข้อ แสดงไว้ในแต่ละมาตรการ" in page
    assert "และอีก 4 รายการ" in page
    assert [alone.count(each) for each in hints] == [1] * 5


def test_holes_have_no_links_for_those_who_may_not_edit(base, approver, plan):
    Ownership.objects.filter(measure__key="m2").delete()
    page = approver.get(base).content.decode()
    assert "มาตรการที่ 2 ยังไม่มีผู้รับผิดชอบ" in page
    assert "/parts/" not in page


def test_what_is_missing_is_listed_as_far_as_one_reads_and_a_page_has_all(base, officer, house, plan):
    Ownership.objects.all().delete()
    plan.measures.update(steps=[], start=None, end=None, period_words="", follow_up_words="")
    page, alone = text_of(officer.get(base)), text_of(officer.get(f"{base}coverage/"))
    with speaking("th"):
        holes = desk_of(house.actor(), plan.round.fiscal_year).listed
    assert len(holes) > LISTED_HOLES
    assert f"และอีก {len(holes) - LISTED_HOLES} รายการ ของส่วนที่ยังขาด" in page
    assert [each.words for each in holes if each.words not in alone] == []


def test_page_says_which_step_answers_which_point(base, officer, plan):
    assert f'href="{base}coverage/"' in officer.get(base).content.decode()
    page = text_of(officer.get(f"{base}coverage/"))
    assert "ตัวชี้วัดที่ 8. การปรับปรุงระบบการทำงาน แก้ไขโดยเร่งด่วน มาตรการที่ 8 ขั้นตอนที่ 1, 2, 3 " in page
    remove_measure_of(plan, "m8")
    assert "ตัวชี้วัดที่ 8. การปรับปรุงระบบการทำงาน แก้ไขโดยเร่งด่วน ยังไม่มี" in text_of(officer.get(f"{base}coverage/"))


def test_plan_of_a_result_without_weak_points_says_so(base, officer, house, plan):
    best = {**INPUTS, "indicators": {str(number): "100" for number in range(1, 11)}, "remarks": []}
    correct_result(house.actor(), plan.round.decisive, best, kind="published")
    assert "ไม่มีประเด็นที่ต้องแก้ไขหรือพัฒนา" in text_of(officer.get(f"{base}coverage/"))


def test_plan_page_shows_only_work_of_a_division_where_it_is_asked_for(base, officer, house, plan):
    finance = house.divisions["finance"]
    page = officer.get(base, {"division": finance.pk}).content.decode()
    keys = re.findall(r'<article class="sheet measure" id="(\w+)"', page)
    expected = Measure.objects.filter(Q(owners__division=finance) | Q(owners__division__key="all")).distinct()
    assert (keys, 0 < len(keys) < 10) == ([each.key for each in expected], True)
    assert 'value="up"' not in page
    offered = re.findall(r'<option value="(\d+)"', page.split('id="division"')[1].split("</select>")[0])
    own = Division.objects.filter(agency=house.agency).exclude(key="all")
    assert [int(each) for each in offered] == [each.pk for each in own]
    assert f'<option value="{finance.pk}" selected>' in page


def test_division_without_work_is_said_to_have_none(base, officer, house, plan):
    Ownership.objects.filter(division__key="all").delete()
    page = officer.get(base, {"division": house.divisions["works"].pk}).content.decode()
    assert "ไม่มีมาตรการที่กองช่างรับผิดชอบ" in page


def test_plan_without_measures_says_how_to_have_some(base, officer, plan):
    plan.measures.update(removed_at=timezone.now())
    assert f'href="{base}renew/"' in officer.get(base).content.decode()


def test_staff_see_the_work_of_their_division(base, house, plan, signed_in):
    page = signed_in(house.users[Role.STAFF]).get(base).content.decode()
    own = re.findall(r'<article class="sheet measure own" id="(\w+)"', page)
    expected = Measure.objects.filter(
        owners__division__in=[house.divisions["finance"].pk]
    ) | Measure.objects.filter(owners__division__key="all")
    assert set(own) == {each.key for each in expected}
    assert page.count("งานของส่วนราชการของท่าน") == len(own)


def test_plan_page_says_that_the_result_changed(base, officer, house, plan):
    from houses import INDICATORS, INPUTS

    assert "ผลการประเมินเปลี่ยนไปหลังจากจัดทำแผน" not in officer.get(base).content.decode()
    inputs = {**INPUTS, "indicators": {**INDICATORS, "2": "99.00"}}
    correct_result(house.actor(), plan.round.decisive, inputs, kind="published")
    assert "ผลการประเมินเปลี่ยนไปหลังจากจัดทำแผน" in officer.get(base).content.decode()


def test_plan_page_says_that_the_round_has_no_result_any_more(base, officer, plan):
    Round.objects.update(decisive=None)
    page = officer.get(base)
    assert shows(page, "จึงตรวจส่วนที่ยังขาดของแผนไม่ได้")
    measure = officer.get(f"{base}measures/m8/")
    assert shows(measure, "remark/EIT1/e9")
    for path in (
        "document/",
        "texts/",
        "measures/m2/parts/title/",
        "measures/m2/parts/money/",
        "measures/m2/step/",
    ):
        assert officer.get(base + path).status_code == 200


def test_plan_of_a_closed_round_is_still_edited(base, officer, house, plan):
    close_round(house.actor(), plan.round)
    officer.post(f"{base}measures/m2/parts/money/", {"revision": "0", "budget": "5 บาท", "expected_gain": ""})
    assert row(plan).budget == "5 บาท"


def test_item_numbers_that_became_known_are_offered(house, round_, officer, address):
    make(house.actor(), round_, 2569, 2568)
    base = address(house)
    assert shows(officer.get(base), "มีหมายเลขข้อ OIT ของปี 2569 แล้ว แต่แผนยังใช้หมายเลขของปี 2568")
    assert shows(officer.get(f"{base}renew/"), "ใช้หมายเลขข้อ OIT ของปี 2569 แทนของปี 2568")


def test_nothing_is_edited_by_those_who_may_not(base, house, plan, signed_in):
    for role in (Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER):
        client = signed_in(house.users[role])
        for path in ("", "document/", "texts/", "measures/m8/"):
            page = client.get(base + path)
            assert page.status_code == 200
            assert not re.search(r'href="[^"]*/(parts|step|steps|new|renew|submit)/', page.content.decode())
        for path in (
            "make/",
            "renew/",
            "texts/7/",
            "measures/new/",
            "measures/m8/step/",
            "submit/",
            "measures/m8/parts/title/",
        ):
            assert client.get(base + path).status_code == 403
    assert Act.objects.filter(object_kind="plans.measure").count() == 0


def test_plan_that_was_not_made_has_no_pages(house, round_, officer, address):
    for path in ("document/", "texts/", "submit/", "versions/", "measures/m1/"):
        assert officer.get(address(house) + path).status_code == 404


def test_pages_speak_english(base, house, plan, officer, signed_in):
    submit(house.actor(), plan, "")
    user = house.users[Role.OFFICER]
    user.language = "en"
    user.save()
    page = officer.get(base)
    assert shows(
        page, "Plan for fiscal year 2569", "Version 1", "awaiting approval", "Step 1 of 2", "3 steps"
    )


def test_thai_digits_are_used_where_they_are_wanted(base, house, plan, officer):
    user = house.users[Role.OFFICER]
    user.digits = "thai"
    user.save()
    page = officer.get(f"{base}measures/m8/")
    assert shows(page, "มาตรการที่ ๘", "๑ ตุลาคม ๒๕๖๘", "(ข้อ o10)")
