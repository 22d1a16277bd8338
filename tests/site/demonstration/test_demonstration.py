"""Made-up agencies: their scores and plans, and many of them to measure the site with."""

import random

import pytest
from django_scopes import scopes_disabled

from prongsai.method.library import load_method, years
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, ChainStep
from prongsai.site.coordination.models import Area
from prongsai.site.coordination.queries import areas_of
from prongsai.site.demonstration.bulk import COORDINATOR, add_years, fill
from prongsai.site.demonstration.plans import bring_to
from prongsai.site.demonstration.scores import made_up
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import start_round
from prongsai.site.rounds.models import Result
from prongsai.site.rounds.reckoning import read_inputs


@pytest.mark.parametrize("year", years())
def test_made_up_scores_are_read_by_the_method_of_every_year(year):
    method = load_method(year)
    result, notes = read_inputs(made_up(random.Random(year), method), "หน่วยงาน", method)
    assert (set(result.indicators), notes) == (set(range(1, 11)), ())


def test_plan_is_not_approved_by_a_step_that_nobody_holds(house, within):
    from prongsai.site.rounds.actions import enter_result

    officer = house.actor(Role.OFFICER)
    each = start_round(officer, 2568)
    enter_result(officer, each, made_up(random.Random(1), load_method(2568)), kind="published", way="form")
    ChainStep.objects.update(holder=None)
    with pytest.raises(ValueError, match="ปลัดเทศบาล"):
        bring_to("approved", officer, each)


def test_many_agencies_have_ten_years_each_and_are_the_same_for_the_same_seed(db):
    told: list[int] = []
    fill(3, seed=7, say=told.append)
    with scopes_disabled():
        first = list(Result.objects.order_by("pk").values_list("round__fiscal_year", "figures"))
        Agency.objects.all().delete()
        fill(3, seed=7)
        again = list(Result.objects.order_by("pk").values_list("round__fiscal_year", "figures"))
    assert told == [3]
    assert [year for year, _figures in first] == [*range(2560, 2570)] * 3
    assert first == again


def test_agency_that_is_there_is_given_years_of_its_own(house, other):
    add_years([house.agency], years_back=2)
    with scopes_disabled():
        found = Result.objects.order_by("pk").values_list("agency", "round__fiscal_year")
        assert list(found) == [(house.agency.pk, 2568), (house.agency.pk, 2569)]


def test_many_agencies_are_spread_over_provinces_and_coordinated(db):
    fill(3, years_back=1)
    fill(1, seed=2, years_back=1)
    found = {
        each.name: sorted(each.agencies.values_list("province", flat=True)) for each in Area.objects.all()
    }
    second, third, fourth = (f"จังหวัดสมมุติที่ {number}" for number in (2, 3, 4))
    assert found == {second: [second, second], "หน่วยงานสมมุติทั้งหมด": [second, second, third, fourth]}
    assert areas_of(User.objects.get(email=COORDINATOR)) == list(Area.objects.all())
