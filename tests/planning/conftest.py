from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st

from plan_texts import LETTER
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.intake.model import Agency, Remark, Result
from prongsai.intake.remarks import read_remarks
from prongsai.method.library import load_method
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan
from prongsai.planning.plan_file import write_plan
from prongsai.scoring.score import score

AGENCY = Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", "ตัวอย่าง", "ตัวอย่าง")
SCORES = "100 99.24 100 100 100 90.58 91.20 88.56 92.50 100"

AnalysisOf = Callable[..., Analysis]


def _analysis_of(
    year: int = 2566, scores: str = SCORES, letter: str = "", remarks: tuple[Remark, ...] = ()
) -> Analysis:
    method = load_method(year)
    read = read_remarks(letter, method)[0] if letter else ()
    indicators = {
        number: Decimal(value) for number, value in enumerate(scores.split(), start=1) if value != "-"
    }
    result = Result(year, "indicators", indicators=indicators, remarks=(*read, *remarks))
    return analyse(score(result, method))


@st.composite
def _analyses(draw: st.DrawFn) -> Analysis:
    year = draw(st.sampled_from([2565, 2566, 2567, 2568]))
    method = load_method(year)
    scores = st.sampled_from(
        [Decimal(each) for each in ("0", "60", "84.99", "85", "94.99", "95", "99.5", "100")]
    )
    codes = st.sampled_from([*method.subjects, "o99"])
    remarks = draw(
        st.lists(
            st.builds(
                Remark,
                codes=st.lists(codes, min_size=1, max_size=2, unique=True).map(tuple),
                text=st.just("ข้อสังเกต"),
                part=st.sampled_from(["", "EIT1", "EIT2"]),
                missing=st.sampled_from([(), ("(1) แผนผัง",), ("2",)]),
            ),
            max_size=5,
        )
    )
    if draw(st.booleans()):
        numbers = draw(st.sets(st.integers(1, 10), min_size=1))
        indicators = {number: draw(scores) for number in sorted(numbers)}
        result = Result(year, "indicators", indicators=indicators, remarks=tuple(remarks))
    else:
        keys = [(part, each.code) for part in method.parts() for each in method.asked(part)]
        low = draw(st.lists(st.sampled_from(keys), max_size=6, unique=True))
        short = draw(st.lists(st.sampled_from(method.items), max_size=4, unique_by=lambda item: item.code))
        result = Result(
            year,
            "questions",
            questions={key: Decimal(40) if key in low else Decimal(99) for key in keys},
            items={item.code: Decimal(0) if item in short else Decimal(100) for item in method.items},
            remarks=tuple(remarks),
        )
    return analyse(score(result, method))


@pytest.fixture(scope="session")
def agency() -> Agency:
    return AGENCY


@pytest.fixture(scope="session")
def analysis_of() -> AnalysisOf:
    return _analysis_of


@pytest.fixture(scope="session")
def analyses() -> st.SearchStrategy[Analysis]:
    return _analyses()


@pytest.fixture(scope="module")
def plan(analysis_of: AnalysisOf, agency: Agency) -> Plan:
    return make_plan(analysis_of(letter=LETTER), agency, 2567, load_method(2567))


@pytest.fixture
def path(tmp_path: Path, plan: Plan) -> Path:
    path = tmp_path / "plan.yaml"
    assert write_plan(plan, path) == ()
    return path
