"""What tests of a plan's pages share: a measure as it stands, what a page says, and how to ask for a part of it."""

import re

from django.utils import timezone

from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide
from prongsai.site.plans.models import Decision, Measure
from prongsai.site.plans.queries import the_measure

HTMX = {"HX-Request": "true"}
LATER = 10**6


def row(plan, key="m2"):
    found = the_measure(plan, key)
    found.plan = plan
    return found


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def shows(response, *words):
    page = text_of(response)
    return [each for each in words if each not in page] == []


def remove_measure_of(plan, key):
    Measure.objects.filter(plan=plan, key=key).update(removed_at=timezone.now())


def approve(house, version):
    return decide(house.actor(Role.APPROVER), version, Decision.APPROVED, "เห็นชอบ")
