"""Whoever decides next is told by mail: in their own language, with the way there and nothing of the plan."""

import pytest
from django.core import mail
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide, submit, withdraw
from prongsai.site.plans.mail import mail_awaiting
from prongsai.site.plans.models import Approval

with_mail = override_settings(EMAIL_HOST="mail.example.com")


@pytest.fixture
def heads(house, within):
    """Let another person hold the second step of the chain."""
    second = house.users[Role.READER]
    Membership.objects.create(agency=house.agency, user=second, role=Role.APPROVER)
    ChainStep.objects.filter(place=1).update(holder=second)
    return house.users[Role.APPROVER], second


def sent():
    """Send what waits in the queue, and give it."""
    for each in DBTaskResult.objects.order_by("enqueued_at"):
        mail_awaiting.func(**each.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()
    letters, mail.outbox = mail.outbox, []
    return letters


@with_mail
def test_each_head_is_told_when_the_plan_comes_to_them(house, plan, heads):
    first, second = heads
    second.language = "en"
    second.save()
    version = submit(house.actor(), plan, "")
    (letter,) = sent()
    way = f"http://127.0.0.1:8000/agencies/{house.agency.pk}/rounds/2568/plan/versions/1/approve/"
    assert (letter.to, letter.subject) == ([first.email], "แผนปีงบประมาณ พ.ศ. 2569 รอการพิจารณาของท่าน")
    assert (way in letter.body, house.agency.name in letter.body) == (True, True)
    decide(house.actor(Role.APPROVER), version, "approved")
    (letter,) = sent()
    assert (letter.to, letter.subject) == (
        [second.email],
        "The plan for fiscal year 2569 awaits your decision",
    )
    decide(house.actor(Role.READER), version, "approved")
    assert sent() == []


@with_mail
def test_one_who_holds_the_next_step_too_is_not_told(house, plan):
    version = submit(house.actor(), plan, "")
    assert len(sent()) == 1
    decide(house.actor(Role.APPROVER), version, "approved")
    assert sent() == []


def test_without_mail_nobody_is_told(house, plan):
    submit(house.actor(), plan, "")
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda house, version: withdraw(house.actor(), version),
        lambda house, version: Membership.objects.filter(role=Role.APPROVER).delete(),
        lambda house, version: Membership.objects.filter(role=Role.APPROVER).update(role=Role.STAFF),
        lambda house, version: type(house.users[Role.APPROVER]).objects.update(is_active=False),
        lambda house, version: Approval.objects.update(holder=None),
    ],
)
@with_mail
def test_one_who_need_not_or_may_not_decide_any_more_is_not_told(house, plan, meanwhile):
    meanwhile(house, submit(house.actor(), plan, ""))
    assert sent() == []
