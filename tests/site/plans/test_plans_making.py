from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from houses import INPUTS
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.planning.making import make_plan
from prongsai.site.agencies.models import Division
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make
from prongsai.site.plans.models import Measure, Plan
from prongsai.site.plans.queries import plan_of, the_plan
from prongsai.site.plans.values import plan_value
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import analysis_for, the_round

YEAR = 2568


def test_made_plan_is_what_the_room_makes_with_the_agencys_divisions(house, round_):
    made = make(house.actor(), round_, 2569, 2569).plan
    own = {"office": "สำนักปลัดเทศบาล", "finance": "กองคลัง", "works": "กองช่าง"}
    expected = make_plan(analysis_for(round_), house.agency.facts, 2569, load_method(2569), own)
    assert plan_value(made) == replace(
        expected, divisions=("สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง", "หน่วยตรวจสอบภายใน")
    )


def test_owners_that_the_agency_lacks_become_its_divisions(house, round_):
    outcome = make(house.actor(), round_, 2569, 2569)
    assert outcome.divisions == ("หน่วยตรวจสอบภายใน",)
    added = Division.objects.filter(agency=house.agency, place__gt=2)
    assert [(each.name, each.key) for each in added] == [
        ("ทุกส่วนราชการ", "all"),
        ("หน่วยตรวจสอบภายใน", "audit"),
    ]
    assert list(Act.objects.filter(code="division.added").values_list("object_name", flat=True)) == [
        "หน่วยตรวจสอบภายใน", "ทุกส่วนราชการ",
    ]  # fmt: skip


def test_division_of_the_name_serves_though_its_key_is_another(house, round_):
    Division.objects.create(agency=house.agency, name="หน่วยตรวจสอบภายใน", key="", place=9)
    assert make(house.actor(), round_, 2569, 2569).divisions == ()


def test_first_of_two_divisions_with_a_key_is_asked(house, round_):
    Division.objects.create(agency=house.agency, name="กองคลังสำรอง", key="finance", place=9)
    make(house.actor(), round_, 2569, 2569)
    owners = {
        owner
        for each in plan_value(the_plan(the_round(house.agency, YEAR))).measures
        for owner in each.owners
    }
    assert ("กองคลัง" in owners, "กองคลังสำรอง" in owners) == (True, False)


def test_key_that_another_division_has_is_not_given_twice(house, round_):
    Division.objects.filter(agency=house.agency, key="works").update(key="all", name="ทั้งหมด")
    outcome = make(house.actor(), round_, 2569, 2569)
    assert "ทั้งหมด" not in outcome.divisions
    assert Division.objects.filter(agency=house.agency, key="all").count() == 1


def test_making_is_in_the_log(house, round_):
    plan = make(house.actor(), round_, 2569, 2569).plan
    act = Act.objects.get(code="plan.made")
    assert (act.actor, act.object_id) == (house.users[Role.OFFICER].name, str(plan.pk))
    assert act.after == {
        "plan_year": 2569,
        "numbers_of": 2569,
        "measures": 10,
        "divisions": ["หน่วยตรวจสอบภายใน"],
    }


def refused(house, each, plan_year=2569, numbers_of=2569):
    with pytest.raises(InputError) as caught:
        make(house.actor(), each, plan_year, numbers_of)
    return [problem.code for problem in caught.value.problems]


def test_round_has_one_plan(house, plan):
    assert refused(house, plan.round) == ["plan-there"]
    assert Plan.objects.count() == 1


def test_plan_needs_a_result(house, within):
    assert refused(house, start_round(house.actor(), YEAR)) == ["no-result"]


def test_plan_year_is_not_before_the_results(house, round_):
    assert refused(house, round_, 2567, 2567) == ["plan-year-before-result"]


def test_year_without_pack_has_no_numbers(house, round_):
    assert refused(house, round_, 2570, 2570) == ["no-pack"]
    assert plan_of(the_round(house.agency, YEAR)) is None


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER])
def test_only_officers_make_plans(house, round_, role):
    with pytest.raises(PermissionDenied):
        make(house.actor(role), round_, 2569, 2569)


def test_round_of_another_agency_is_refused(house, round_, others_plan):
    with pytest.raises(PermissionDenied):
        make(house.actor(), others_plan.round, 2569, 2569)


def test_page_without_plan_says_how_to_make_it(house, round_, officer, address):
    page = officer.get(address(house)).content.decode()
    assert 'name="plan_year" value="2569"' in page
    assert "จัดทำแผนปีงบประมาณ พ.ศ. 2569" in page


def test_page_without_result_leads_to_the_round(house, within, officer, address):
    start_round(house.actor(), YEAR)
    page = officer.get(address(house)).content.decode()
    assert "รอบการประเมินนี้ยังไม่มีผลการประเมิน" in page
    assert "plan_year" not in page


def test_page_without_plan_tells_others_who_makes_it(house, round_, approver, address):
    page = approver.get(address(house)).content.decode()
    assert "เจ้าหน้าที่ ITA ของหน่วยงานเป็นผู้จัดทำ" in page
    assert "plan_year" not in page


def test_one_click_makes_the_plan(house, round_, officer, address):
    response = officer.post(f"{address(house)}make/", follow=True)
    assert response.redirect_chain == [(address(house), 302)]
    page = response.content.decode()
    assert "จัดทำแผนจากข้อค้นพบแล้ว" in page
    assert "เพิ่มส่วนราชการต่อไปนี้ในหน่วยงาน เพราะมีมาตรการที่ต้องรับผิดชอบ: หน่วยตรวจสอบภายใน" in page
    assert Measure.objects.count() == 10


def test_second_click_leads_to_the_plan(house, plan, officer, address):
    for response in (
        officer.post(f"{address(house)}make/", follow=True),
        officer.get(f"{address(house)}make/", follow=True),
    ):
        assert "รอบการประเมินนี้มีแผนแล้ว" in response.content.decode()
    assert Plan.objects.count() == 1


@pytest.fixture
def round_of_2569(house, within):
    each = start_round(house.actor(), 2569)
    inputs = {**INPUTS, "fiscal_year": "2569", "remarks": []}
    enter_result(house.actor(), each, inputs, kind="published", way="form")
    return the_round(house.agency, 2569)


def test_year_without_pack_asks_whose_numbers_to_use(house, round_of_2569, officer):
    url = f"/agencies/{house.agency.pk}/rounds/2569/plan/make/"
    page = officer.post(url).content.decode()
    assert ("ยังไม่มีการเผยแพร่ข้อ OIT ของปี 2570" in page, 'aria-invalid="true"' in page) == (True, False)
    page = officer.post(url, {"plan_year": "2570", "numbers_of": ""}).content.decode()
    assert ("ยังไม่มีการเผยแพร่ข้อ OIT ของปี 2570" in page, 'aria-invalid="true"' in page) == (True, True)
    assert Plan.objects.count() == 0
    officer.post(url, {"plan_year": "2570", "numbers_of": "2569"})
    plan = Plan.objects.get()
    assert (plan.plan_year, plan_value(plan).item_year) == (2570, 2569)


def test_page_of_making_offers_years(house, round_, officer, address):
    page = officer.get(f"{address(house)}make/").content.decode()
    assert [f'<option value="{year}"' in page for year in (2567, 2568, 2569, 2570)] == [True] * 4
    assert '<option value="2571"' not in page


def test_unknown_year_is_refused_beside_the_field(house, round_, officer, address):
    page = officer.post(f"{address(house)}make/", {"plan_year": "2599"}).content.decode()
    assert 'aria-invalid="true"' in page
    assert Plan.objects.count() == 0


def test_page_of_making_says_what_the_action_refused(house, within, officer, address):
    start_round(house.actor(), YEAR)
    page = officer.post(f"{address(house)}make/").content.decode()
    assert "รอบการประเมินปี 2568 ยังไม่มีผลที่ใช้อ้างอิง กรอกผลก่อน" in page
