"""Pages ask the database little, whatever a plan holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide, make, submit, withdraw
from prongsai.site.plans.models import Measure, Ownership
from prongsai.site.plans.queries import measures_of, the_version
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import the_round

from houses import INPUTS  # isort: skip

MOST_QUERIES = 12
MOST_BYTES = 100_000


@pytest.fixture
def full(house, within, address):
    """Give the address of a plan with 15 measures of 5 steps and 3 owners, four earlier years and 10 versions."""
    for year in range(2564, 2569):
        inputs = {**INPUTS, "fiscal_year": str(year), "remarks": INPUTS["remarks"] if year == 2568 else []}
        if year < 2566:
            inputs.pop("instruments")
        enter_result(house.actor(), start_round(house.actor(), year), inputs, kind="published", way="form")
    plan = make(house.actor(), the_round(house.agency, 2568), 2569, 2569).plan
    owners = list(house.divisions.values())
    for number in range(11, 16):
        Measure.objects.create(
            agency=house.agency, plan=plan, key=f"n{number}", place=number, title=f"มาตรการที่เพิ่ม {number}",
            period_words="ตลอดปี",
        )  # fmt: skip
    for row in measures_of(plan):
        row.steps = [
            {"key": f"s{number}", "text": f"ขั้นตอนที่ {number} " + "ทบทวนและปรับปรุงคู่มือการปฏิบัติงาน " * 3, "answers": ["8", "2"], "refs": ["manual", "svcmanual"]}
            for number in range(5)
        ]  # fmt: skip
        row.save()
        row.owners.all().delete()
        row.persons.set([house.users[Role.STAFF], house.users[Role.OFFICER]])
        for place, division in enumerate(owners):
            Ownership.objects.create(agency=house.agency, measure=row, division=division, place=place)
    for number in range(1, 11):
        version = submit(house.actor(), plan, f"ฉบับที่ {number}", "ชี้แจง")
        if number < 9:
            withdraw(house.actor(), version)
        elif number == 9:
            for _time in range(2):
                decide(house.actor(Role.APPROVER), the_version(plan, 9), "approved")
    return address(house)


PATHS = {
    Role.OFFICER: (
        "", "document/", "texts/", "texts/7/", "renew/", "submit/", "versions/", "versions/?from=1&to=10", "versions/9/", "versions/10/scan/",
        "versions/9/publish/", "measures/new/", "measures/m2/", "measures/m2/step/", "measures/m2/steps/s1/", "days/?words=ตลอดปี",
        *(f"measures/m2/parts/{part}/" for part in ("title", "owners", "period", "follow_up", "money")),
    ),
    Role.APPROVER: ("", "versions/10/approve/"),
    Role.STAFF: ("",),
}  # fmt: skip


def test_pages_keep_to_few_queries_and_bytes(house, full, signed_in):
    asked = {}
    for role, paths in PATHS.items():
        client = signed_in(house.users[role])
        client.get(full)
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                page = client.get(full + path, headers={"Accept-Encoding": "gzip"})
            assert page.status_code == 200
            asked[role, path] = (len(queries), len(page.content))
    assert {key: each for key, each in asked.items() if each[0] > MOST_QUERIES or each[1] > MOST_BYTES} == {}
