"""A round with a result and a plan, and papers made from it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django_scopes import scope
from PIL import Image

from houses import INPUTS, House
from prongsai.reports.details import Details, Person
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import store
from prongsai.site.jobs.running import run
from prongsai.site.papers.actions import order_papers
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.models import PaperOrder
from prongsai.site.papers.queries import the_order
from prongsai.site.plans.actions import make
from prongsai.site.plans.models import Plan
from prongsai.site.plans.queries import the_plan
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import the_round

DETAILS = plain_details(
    Details(author=Person("สมมุติ ผู้จัดทำ", "นิติกร"), approver=Person("", "นายกเทศมนตรี"), watermark="ร่าง"),
    spare_memo=True,
)


def _planned(house: House) -> Plan:
    """Make a round of 2568 with a result and a plan for 2569."""
    with scope(agency=house.agency):
        each = start_round(house.actor(), 2568)
        enter_result(house.actor(), each, INPUTS, kind="published", way="form")
        make(house.actor(), the_round(house.agency, 2568), 2569, 2569)
        return the_plan(the_round(house.agency, 2568))


@pytest.fixture
def plan(house: House) -> Plan:
    """Give the plan of the agency's round of 2568."""
    return _planned(house)


@pytest.fixture
def planned(db: None) -> Callable[[House], Plan]:
    """Give a maker of plans, each of an agency's round of 2568."""
    return _planned


@pytest.fixture
def details() -> dict[str, object]:
    """Give the details of papers."""
    return dict(DETAILS)


@pytest.fixture
def picture(house: House, within: None) -> StoredFile:
    """Give a picture that the agency has."""
    buffer = BytesIO()
    Image.new("RGB", (40, 40), "red").save(buffer, "PNG")
    return store(house.agency, "seal.png", buffer.getvalue(), "image/png")


@pytest.fixture
def order(house: House, plan: Plan) -> Callable[..., PaperOrder]:
    """Give a maker of orders of the officer, their jobs run."""

    def make_order(
        papers: tuple[str, ...] = ("memo",), formats: tuple[str, ...] = ("docx",), **options: object
    ) -> PaperOrder:
        with scope(agency=house.agency):
            made = order_papers(
                house.actor(),
                plan.round,
                plan,
                papers=papers,
                formats=formats,
                **{"details": DETAILS, **options},
            )
            run.func(made.job_id)
            return the_order(plan.round, made.pk)

    return make_order


@pytest.fixture
def english(house: House) -> None:
    """Let everybody read English, in whose words the code is written."""
    for user in house.users.values():
        user.language = "en"
        user.save()


@pytest.fixture
def papers_url(house: House) -> str:
    """Give the address of the papers of the round."""
    return f"/agencies/{house.agency.pk}/rounds/2568/papers/"
