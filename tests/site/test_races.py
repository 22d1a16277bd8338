"""Two people do the same, or what does not go together, at the same moment: one of them does it, the other is told."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django_scopes import scope

from hostile import YEAR
from houses import INPUTS, PASSWORD
from prongsai.language.problems import InputError
from prongsai.reports.details import Details
from prongsai.site.accounts.models import User
from prongsai.site.agencies.divisions.actions import add_division, change_division
from prongsai.site.agencies.invitations.actions import accept_as_new, invite
from prongsai.site.agencies.invitations.queries import hash_of, valid_invitation
from prongsai.site.agencies.models import Membership
from prongsai.site.agencies.people.actions import end_membership, restore_membership
from prongsai.site.agencies.people.queries import former_people_of, the_member
from prongsai.site.papers.actions import order_papers
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.models import PaperOrder
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide, make, publish, submit, withdraw
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.queries import the_plan, the_version
from prongsai.site.rounds.actions import (
    begin_correction,
    close_round,
    confirm_entry,
    enter_result,
    put_remarks,
    remove_result,
    reopen_round,
    start_round,
)
from prongsai.site.rounds.actions import decide as make_decisive
from prongsai.site.rounds.models import Result
from prongsai.site.rounds.queries import the_entry, the_result, the_round

Doing = Callable[[], object]
REMARK = INPUTS["remarks"][0]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def race(house):
    """Give a race: the second begins when the first has done its part and not yet committed.

    Both are given what they saw before either began. It gives what became of both: nothing, or the refusal.
    """

    def run(first: Doing, second: Doing) -> tuple[str, ...]:
        told = ["", ""]
        acted, over = threading.Event(), threading.Event()

        def leading() -> None:
            with transaction.atomic():
                first()
                acted.set()
                over.wait(10)

        def entered(place: int, doing: Doing) -> None:
            try:
                with scope(agency=house.agency):
                    doing()
            except (InputError, PermissionDenied, ChangedMeanwhile) as refusal:
                told[place] = type(refusal).__name__
            except Exception as failure:  # noqa: BLE001  whatever it is, the test shows it
                told[place] = repr(failure)
            finally:
                acted.set()
                connection.close()

        one = threading.Thread(target=entered, args=(0, leading))
        other = threading.Thread(target=entered, args=(1, second))
        one.start()
        acted.wait(10)
        other.start()
        other.join(0.3)
        over.set()
        one.join(10)
        other.join(10)
        return tuple(told)

    return run


def round_of(house):
    return the_round(house.agency, YEAR)


def plan_of(house):
    return the_plan(round_of(house))


def test_each_gate_of_a_round_is_passed_once(house, within, race):
    """From a result that is corrected to the round that is opened again; whoever comes second is told."""
    officer, mayor = house.actor(), house.actor(Role.APPROVER)
    heads = house.actor(Role.MANAGER)
    became = {}
    start_round(officer, YEAR)
    enter_result(officer, round_of(house), INPUTS, kind="published", way="form")
    other = enter_result(officer, round_of(house), INPUTS, kind="rehearsal", way="form").pk
    entry = begin_correction(officer, the_result(round_of(house), other)).pk

    def twice(name, do):
        """Let two do the same with what `do` gives them to see, each for themselves."""
        became[name] = race(do(), do())

    def version():
        return the_version(plan_of(house), plan_of(house).versions.first().number)

    def deciding():
        seen, step = version(), version().approvals.filter(decision="").first().pk
        return lambda: decide(mayor, seen, "approved", step=step)

    def bound(action, actor, see, *rest, **named):
        def seen():
            thing = see()
            return lambda: action(actor, thing, *rest, **named)

        return seen

    twice("confirm", bound(confirm_entry, officer, lambda: the_entry(round_of(house), entry)))
    twice("remarks", bound(put_remarks, officer, lambda: round_of(house).decisive, [REMARK, REMARK]))
    twice("make", bound(make, officer, lambda: round_of(house), YEAR + 1, YEAR + 1))
    twice("submit", bound(submit, officer, lambda: plan_of(house), "", "x"))
    twice("decide", deciding)
    became["withdraw, decide"] = race(bound(withdraw, officer, version)(), deciding())
    submit(officer, plan_of(house), "", "x")
    deciding()()
    became["decide, withdraw"] = race(deciding(), bound(withdraw, officer, version)())
    twice("publish", bound(publish, officer, version, date(2026, 1, 1)))
    became["remove, make decisive"] = race(
        bound(remove_result, officer, lambda: the_result(round_of(house), other))(),
        bound(
            lambda actor, row: make_decisive(actor, row.round, row),
            officer,
            lambda: the_result(round_of(house), other),
        )(),
    )
    became["close, enter"] = race(
        bound(close_round, officer, lambda: round_of(house))(),
        bound(enter_result, officer, lambda: round_of(house), INPUTS, kind="final", way="form")(),
    )
    twice("reopen", bound(reopen_round, heads, lambda: round_of(house), "x"))
    twice("close", bound(close_round, officer, lambda: round_of(house)))
    assert became == dict.fromkeys(became, ("", "InputError"))
    assert len(became) == 12
    assert Result.objects.filter(removed_at=None).count() == 1


def test_order_of_papers_that_is_sent_twice_is_one(house, within, race):
    officer = house.actor()
    enter_result(officer, start_round(officer, YEAR), INPUTS, kind="published", way="form")
    make(officer, round_of(house), YEAR + 1, YEAR + 1)

    def ordering():
        each, plan = round_of(house), plan_of(house)
        details = plain_details(Details(), spare_memo=True)
        return lambda: order_papers(officer, each, plan, papers=["order"], formats=["html"], details=details)

    assert race(ordering(), ordering()) == ("", "")
    assert PaperOrder.objects.count() == 1


def test_invitations_of_two_agencies_to_one_address_make_one_account(house, other, within, race):
    tokens = []
    for each in (house, other):
        with scope(agency=each.agency):
            tokens.append(
                invite(each.actor(Role.MANAGER), email="new@example.com", name="N", roles={Role.READER})[1]
            )
    seen = [valid_invitation(hash_of(token)) for token in tokens]
    assert race(*(lambda one=one: accept_as_new(one, "New", PASSWORD) for one in seen)) == ("", "InputError")
    assert User.objects.filter(email="new@example.com").count() == 1


def test_agency_keeps_a_manager_and_each_thing_is_there_once(house, within, race):
    manager, officer = house.actor(Role.MANAGER), house.actor()
    second = house.users[Role.READER]
    Membership.objects.create(agency=house.agency, user=second, role=Role.MANAGER)
    end_membership(manager, the_member(house.agency, house.users[Role.STAFF].pk))
    (former,) = former_people_of(house.agency)
    invited = {"name": "New", "roles": {Role.READER}}
    token = invite(manager, email="new@example.com", **invited)[1]
    seen = [valid_invitation(hash_of(token)) for _each in range(2)]
    ending = [the_member(house.agency, user.pk) for user in (second, house.users[Role.MANAGER])]
    office, works = house.divisions["office"], house.divisions["works"]
    became = {
        "end": race(*(lambda one=one: end_membership(manager, one) for one in ending)),
        "invite": race(*[lambda: invite(manager, email="x@example.com", **invited)] * 2),
        "accept": race(*(lambda one=one: accept_as_new(one, "New", PASSWORD) for one in seen)),
        "add": race(*[lambda: add_division(officer, "กองใหม่")] * 2),
        "rename": race(*(lambda one=one: change_division(officer, one, "ชื่อเดียว") for one in (office, works))),
    }
    assert became == dict.fromkeys(became, ("", "InputError"))
    assert User.objects.filter(email="new@example.com").count() == 1
    assert race(*[lambda: restore_membership(manager, former)] * 2) == ("", "")
    assert len(the_member(house.agency, former.user.pk).roles) == 1
