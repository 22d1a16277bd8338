"""Made-up agencies, worked out as the command does it, for the tests of papers."""

from datetime import date
from decimal import Decimal

import pytest

from prongsai.analysis.findings import analyse
from prongsai.intake.model import Agency, Printed, Rank, Remark, Result
from prongsai.method.library import load_method
from prongsai.planning.making import make_plan
from prongsai.reports.details import Details, Person
from prongsai.reports.papers import Papers
from prongsai.scoring.score import score

AGENCY = Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", "เมืองตัวอย่าง", "ตัวอย่าง", "สำนักปลัดเทศบาล", "นายกเทศมนตรี")
DETAILS = Details(
    author=Person("นางสาวตัวอย่าง ใจดี", "นิติกรปฏิบัติการ"),
    approver=Person("นายตัวอย่าง ใจงาม", "นายกเทศมนตรีตำบลตัวอย่าง"),
    day=date(2025, 12, 15),
    number="ตย 52001/1",
    order_number="7/2568",
    telephone="0 0000 0000",
)
SCORES_2568 = ("97.40", "92.85", "96.10", "90.25", "94.30", "91.75", "88.40", "83.95", "88.50", "100")
SCORES_2567 = ("95.10", "90.40", "94.75", "88.90", "91.65", "90.05", "87.10", "84.60", "85", "93.75")
SCORES_2566 = ("100", "99.24", "100", "100", "100", "90.58", "91.20", "88.56", "92.50", "100")
SCORES_2565 = ("95.21", "90.39", "93.37", "87.92", "92.01", "91.51", "90.39", "90.02", "97.14", "100")


def indicators(figures):
    return {number: Decimal(figure) for number, figure in enumerate(figures, start=1)}


def worked_out(result, *earlier, agency=AGENCY, details=DETAILS):
    scores = [score(each, load_method(each.fiscal_year)) for each in (result, *earlier)]
    analysis = analyse(scores[0], scores[1:])
    plan_method = load_method(result.fiscal_year + 1 if result.fiscal_year < 2569 else 2569)
    plan = make_plan(analysis, agency, plan_method.fiscal_year, plan_method)
    return Papers(analysis, plan, plan_method, details, date(2025, 12, 15))


@pytest.fixture(scope="session")
def by_indicators():
    """Plan year 2569: by indicator, EIT parts known, a remark, a year before, rank and announcement."""
    return worked_out(
        Result(
            2568,
            "indicators",
            indicators=indicators(SCORES_2568),
            printed=Printed({"EIT1": Decimal("86.20"), "EIT2": Decimal("89.87")}),
            remarks=(
                Remark(("o13",), "ขาดองค์ประกอบ (4) ข้อเสนอแนะ", missing=("(4) ข้อเสนอแนะ", "(1) วงเงิน")),
                Remark(("e9",), "ไม่ทราบว่ามีบริการ\nออนไลน์", "EIT1"),
            ),
            rank=Rank(120, 2500, "เทศบาลตำบล"),
            announced=date(2025, 8, 15),
        ),
        Result(2567, "indicators", indicators=indicators(SCORES_2567)),
    )


@pytest.fixture(scope="session")
def by_lists():
    """Plan year 2567: lists of weak points, two years side by side, the other order of columns possible."""
    return worked_out(
        Result(
            2566,
            "indicators",
            indicators=indicators(SCORES_2566),
            printed=Printed({"EIT1": Decimal("96.84")}),
            rank=Rank(589),
        ),
        Result(2565, "indicators", indicators=indicators(SCORES_2565)),
    )


@pytest.fixture(scope="session")
def alone():
    """Plan year 2568 with its extra contents; one year only, nothing else known."""
    return worked_out(
        Result(2567, "indicators", indicators=indicators(SCORES_2567)),
        agency=Agency("สำนักงานตัวอย่าง"),
        details=Details(),
    )


@pytest.fixture(scope="session")
def as_published():
    """Result of 2569, whose rules are unpublished: reported as published."""
    return worked_out(
        Result(
            2569,
            "indicators",
            indicators=indicators(SCORES_2568),
            printed=Printed(
                {"IIT": Decimal("94.18"), "EIT": Decimal("88.03"), "OIT": Decimal("94.25")},
                Decimal("92.36"),
                "ผ่านดี",
            ),
        )
    )


@pytest.fixture(scope="session")
def work_out():
    """The function that works a result out, for tests with results of their own."""
    return worked_out
