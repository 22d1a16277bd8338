import re
from datetime import date

import pytest
from django.db.models import Q
from django.utils import timezone

from houses import INPUTS
from prongsai.site.agencies.models import Division
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import (
    change_measure,
    change_text,
    make,
    put_step,
    remove_measure,
    remove_step,
    submit,
)
from prongsai.site.plans.desk import LISTED_HOLES, desk_of
from prongsai.site.plans.forms import MoneyForm
from prongsai.site.plans.models import Measure, Ownership, Plan
from prongsai.site.plans.queries import measures_of, the_measure
from prongsai.site.rounds.actions import close_round, correct_result
from prongsai.site.rounds.models import Round
from prongsai.site.shell.speech import speaking

HTMX = {"HX-Request": "true"}
LATER = 10**6


@pytest.fixture
def base(house, plan, address):
    return address(house)


def row(plan, key="m2"):
    found = the_measure(plan, key)
    found.plan = plan
    return found


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def shows(response, *words):
    page = text_of(response)
    return [each for each in words if each not in page] == []


# the plan


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


def remove_measure_of(plan, key):
    Measure.objects.filter(plan=plan, key=key).update(removed_at=timezone.now())


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


# bringing in line


def test_renewal_is_shown_first_and_then_done(base, officer, house, plan):
    from houses import INDICATORS, INPUTS

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


# texts


def test_texts_are_shown_in_the_order_in_which_they_are_printed(base, officer, plan):
    page = officer.get(f"{base}texts/").content.decode()
    assert re.findall(r'<section class="sheet" id="(\w+)"', page) == [
        "introduction", "rationale", *map(str, range(1, 11)), "conclusion",
    ]  # fmt: skip


def test_text_is_edited(base, officer, plan):
    page = officer.get(f"{base}texts/rationale/").content.decode()
    assert plan.texts["rationale"].splitlines()[0] in page
    done = officer.post(f"{base}texts/rationale/", {"revision": "0", "text": ""}, follow=True)
    assert shows(done, "บันทึกแล้ว", "ไม่มีข้อความ")
    assert Plan.objects.get().texts["rationale"] == ""


def test_text_that_somebody_else_changed_is_shown_beside_what_was_typed(base, officer, house, plan):
    change_text(house.actor(), plan, "rationale", "ของเขา", 0)
    page = officer.post(f"{base}texts/rationale/", {"revision": "0", "text": "ของเรา"})
    assert page.status_code == 409
    assert shows(page, "ของเขา", "ของเรา", "Officer of one.example.com เมื่อ")
    revision = re.search(r'name="revision" value="(\d+)"', page.content.decode())[1]
    officer.post(f"{base}texts/rationale/", {"revision": revision, "text": "ของเรา"})
    assert Plan.objects.get().texts["rationale"] == "ของเรา"


def test_text_that_is_too_long_is_still_there(base, officer, plan):
    page = officer.post(f"{base}texts/7/", {"revision": "0", "text": "ก" * 20_001})
    assert page.content.decode().count("ก" * 20_001) == 1


@pytest.mark.parametrize("key", ["preface", "11", "0"])
def test_text_that_no_plan_has_is_not_found(base, officer, plan, key):
    assert officer.get(f"{base}texts/{key}/").status_code == 404


# measures


def test_measure_page_shows_all_its_parts(base, officer, plan):
    page = text_of(officer.get(f"{base}measures/m8/"))
    for step in row(plan, "m8").steps:
        assert step["text"] in page
    assert "ตอบประเด็น ข้อคำถาม e9" in page
    assert "รายงานผลการดำเนินงานต่อ" in page


@pytest.mark.parametrize("key", ["m99", "m2"])
def test_measure_that_is_not_there_is_not_found(base, officer, plan, key):
    remove_measure_of(plan, "m2")
    assert officer.get(f"{base}measures/{key}/").status_code == 404
    assert officer.get(f"{base}measures/{key}/step/").status_code == 404
    assert officer.get(f"{base}measures/m1/steps/s9/").status_code == 404
    assert officer.get(f"{base}measures/m99/parts/title/").status_code == 404


def test_measure_is_added_with_what_was_asked_for(base, officer, plan):
    page = officer.get(f"{base}measures/new/?indicators=8&aim=mend").content.decode()
    assert re.findall(r'<input[^>]*value="(\w+)"[^>]*checked', page) == ["mend", "8"]
    done = officer.post(
        f"{base}measures/new/", {"title": "ของเรา", "aim": "mend", "indicators": ["8"]}, follow=True
    )
    assert done.redirect_chain == [(f"{base}measures/n1/", 302)]
    assert shows(done, "เพิ่มมาตรการแล้ว", "ยังไม่มีผู้รับผิดชอบ")


def test_measure_without_name_is_not_added(base, officer, plan):
    page = officer.post(f"{base}measures/new/", {"title": "", "aim": "mend", "indicators": ["8"]})
    assert 'href="#id_title"' in page.content.decode()
    assert Measure.objects.filter(key="n1").count() == 0


def test_measure_is_moved_up_and_down(base, officer, plan):
    response = officer.post(f"{base}measures/m2/move/", {"to": "up"})
    assert (response.status_code, response["Location"]) == (302, f"{base}#m2")
    assert [each.key for each in measures_of(plan)][:2] == ["m2", "m1"]
    officer.post(f"{base}measures/m2/move/", {"to": "down"})
    assert [each.key for each in measures_of(plan)][:2] == ["m1", "m2"]


def test_measure_is_deleted_and_put_back(base, officer, plan):
    page = officer.post(f"{base}measures/m2/remove/", follow=True)
    undo = re.search(r'action="([^"]+restore/)"', page.content.decode())[1]
    assert row(plan).removed_at is not None
    assert shows(officer.post(undo, follow=True), "กลับมาแล้ว")
    assert row(plan).removed_at is None


def test_measure_that_somebody_deleted_is_not_moved(base, officer, plan):
    remove_measure_of(plan, "m2")
    assert shows(officer.post(f"{base}measures/m2/move/", {"to": "up"}, follow=True), "มีผู้ลบมาตรการนี้ไปก่อนแล้ว")


@pytest.mark.parametrize("path", ["measures/m2/move/", "measures/m2/remove/", "measures/m2/restore/", "measures/m2/steps/s1/move/", "measures/m2/steps/s1/remove/", "measures/m2/step/back/"])  # fmt: skip
def test_changes_are_only_posted(base, officer, plan, path):
    assert officer.get(base + path).status_code == 405


# parts

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


# steps


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
    from houses import INPUTS
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


@pytest.mark.parametrize("typed", ["99999", "0.123456789", "1e400", "-1", "มาก", "1,5"])
def test_points_that_are_none_are_told_in_one_line(typed):
    with speaking("th"):
        errors = MoneyForm({"revision": "0", "expected_gain": typed}).errors
    assert errors == {"expected_gain": ["กรอกคะแนนตั้งแต่ 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง เช่น 1.25"]}
