"""What a round repeats of its follow-up: whatever is done, it says what the queries of follow-up say."""

import contextlib
import random
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from approved import END, PLAN_YEAR, YEAR, approve, plan_with_measures, report
from prongsai.language.problems import InputError
from prongsai.planning.progress import Count, count_measures
from prongsai.site.agencies.divisions.actions import (
    add_division,
    change_division,
    merge_division,
    move_division,
    remove_division,
    restore_division,
)
from prongsai.site.agencies.models import Division
from prongsai.site.agencies.queries import divisions_of
from prongsai.site.jobs.daily import DAILY
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide, publish, submit, withdraw
from prongsai.site.plans.models import VersionState
from prongsai.site.plans.queries import latest_version, the_plan
from prongsai.site.progress import actions
from prongsai.site.progress.models import Entry
from prongsai.site.progress.queries import followed_plan
from prongsai.site.progress.shown import show_today
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round

DAY = date(2026, 9, 20)
NEXT = date(2026, 10, 2)


def shown(agency):
    return Count(*Round.objects.values_list("measures", "reported", "overdue").get(agency=agency))


def said(agency):
    followed = followed_plan(the_round(agency, YEAR))
    return Count() if followed is None else count_measures(followed.plan, timezone.localdate())


@pytest.fixture
def clock(monkeypatch):
    """Give what sets the day in Thailand."""

    def set_to(day):
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Bangkok"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NEXT)
    return set_to


def entry_of(chance, house):
    found = chance.choice(list(Entry.objects.filter(agency=house.agency)) or [enter(chance, house)])
    found.plan = the_plan(the_round(house.agency, YEAR))
    return found


def any_division(chance, house):
    return chance.choice(list(Division.objects.filter(agency=house.agency)))


def newest(house):
    plan = the_plan(the_round(house.agency, YEAR))
    version = latest_version(plan)
    version.plan = plan
    return version


def enter(chance, house, _plan=None):
    return report(
        house,
        the_plan(the_round(house.agency, YEAR)),
        measure=chance.choice(["m1", "m2", "m3"]),
        division=chance.choice(list(house.divisions)),
        day=date(2026, chance.randint(1, 9), 20),
        percent=chance.choice([40, 100]),
    )


def confirm(chance, house, _plan):
    entry = entry_of(chance, house)
    actions.confirm_entry(house.actor(), entry, entry.revision)


def give_back(chance, house, _plan):
    entry = entry_of(chance, house)
    actions.return_entry(house.actor(), entry, "แก้", entry.revision)


def remove(chance, house, _plan):
    actions.remove_entry(house.actor(), entry_of(chance, house))


def put_back(chance, house, _plan):
    actions.restore_entry(house.actor(), entry_of(chance, house))


def submit_again(chance, house, plan):
    plan.measures.filter(key="m2").update(end=chance.choice([END, date(2026, 12, 31)]))
    submit(house.actor(), plan, "", "เพียงพอ")


def settle(chance, house, _plan):
    version = newest(house)
    if version.state == VersionState.APPROVED:
        publish(house.actor(), version, DAY)
    elif chance.random() < 0.2:
        withdraw(house.actor(), version)
    else:
        decide(house.actor(Role.APPROVER), version, chance.choice(["approved", "approved", "returned"]), "แก้")


def reorder(chance, house, _plan):
    standing = chance.choice(divisions_of(house.agency))
    move_division(house.actor(Role.MANAGER), standing, chance.choice([-1, 1]))


def rename(chance, house, _plan):
    change_division(house.actor(Role.MANAGER), any_division(chance, house), f"กอง {chance.random()}")


def add(chance, house, _plan):
    add_division(house.actor(Role.MANAGER), f"กองใหม่ {chance.random()}")


def merge(chance, house, _plan):
    merge_division(house.actor(Role.MANAGER), any_division(chance, house), any_division(chance, house))


def drop(chance, house, _plan):
    remove_division(house.actor(Role.MANAGER), any_division(chance, house))


def fetch(chance, house, _plan):
    restore_division(house.actor(Role.MANAGER), any_division(chance, house))


ACTS = (
    enter,
    enter,
    enter,
    confirm,
    confirm,
    confirm,
    give_back,
    remove,
    put_back,
    submit_again,
    settle,
    settle,
)
ACTS_ON_DIVISIONS = (reorder, rename, add, merge, drop, fetch)


@pytest.mark.parametrize("seed", range(8))
def test_round_says_what_the_queries_say_after_any_acts(house, plan, clock, seed):
    chance = random.Random(seed)
    done = 0
    for _time in range(30):
        act = chance.choice(ACTS if chance.random() < 0.8 else ACTS_ON_DIVISIONS)
        with contextlib.suppress(InputError, PermissionDenied):
            act(chance, house, the_plan(the_round(house.agency, YEAR)))
            done += 1
        assert shown(house.agency) == said(house.agency), act
    assert done > 10


def test_only_what_is_confirmed_counts(house, plan, clock):
    assert shown(house.agency) == Count(3, 0, 3)
    entry = report(house, plan, percent=100)
    assert shown(house.agency) == Count(3, 0, 3)
    entry = actions.confirm_entry(house.actor(), entry, 0)
    assert shown(house.agency) == Count(3, 1, 2)
    actions.return_entry(house.actor(), entry, "แก้", entry.revision)
    assert shown(house.agency) == Count(3, 0, 3)


def test_new_version_counts_from_its_approval(house, within, clock):
    plan = plan_with_measures(house)
    assert shown(house.agency) == Count()
    approve(house, plan)
    assert shown(house.agency) == Count(3, 0, 3)
    plan.measures.filter(key="m3").update(removed_at=timezone.now())
    submit(house.actor(), plan, "", "เพียงพอ")
    assert shown(house.agency) == Count(3, 0, 3)
    for _step in range(2):
        decide(house.actor(Role.APPROVER), newest(house), "approved")
    assert shown(house.agency) == Count(2, 0, 2)


def test_division_that_leads_by_now_answers_for_what_belongs_to_all(house, plan, clock):
    entry = report(house, plan, measure="m3", division="office", percent=100)
    actions.confirm_entry(house.actor(), entry, 0)
    assert shown(house.agency) == Count(3, 1, 2) == said(house.agency)
    office = house.divisions["office"]
    change_division(house.actor(Role.MANAGER), office, office.name, "")
    move_division(house.actor(Role.MANAGER), office, 2)
    assert shown(house.agency) == said(house.agency) == Count(3, 1, 3)


def test_measure_becomes_overdue_by_the_work_of_a_day(house, plan, others_plan, other, clock):
    clock(END)
    show_today()
    assert shown(house.agency) == Count(3, 0, 0)
    clock(NEXT)
    assert DAILY["follow-up"].does == "prongsai.site.progress.shown.show_today"
    show_today()
    assert shown(house.agency) == Count(3, 0, 3)
    show_today()
    assert shown(house.agency) == Count(3, 0, 3)


def test_work_of_a_day_counts_rounds_that_were_never_counted_and_leaves_those_long_over(house, plan, clock):
    clock(date(2030, 1, 1))
    Round.objects.update(measures=0, reported=0, overdue=0)
    show_today()
    assert shown(house.agency) == Count(3, 0, 3)
    Round.objects.update(overdue=1)
    show_today()
    assert shown(house.agency) == Count(3, 0, 1)
    clock(date(PLAN_YEAR - 543 + 1, 12, 31))
    show_today()
    assert shown(house.agency) == Count(3, 0, 3)
