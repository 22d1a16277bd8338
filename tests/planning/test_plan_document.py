import re
from pathlib import Path

import pytest

from prongsai.planning import plan_reading
from prongsai.planning.follow_up import read_follow_up
from prongsai.planning.periods import read_period
from prongsai.planning.plan_reading import read_plan
from prongsai.planning.progress import state_words

DOCUMENT = (Path(__file__).parents[2] / "docs" / "plan.md").read_text(encoding="utf-8")


def _part(heading: str) -> str:
    return DOCUMENT.partition(f"### {heading}\n")[2].partition("\n\n")[0]


def test_example_of_the_document_is_read(tmp_path: Path) -> None:
    example = DOCUMENT.partition("```yaml\n")[2].partition("```")[0]
    path = tmp_path / "plan.yaml"
    path.write_text(example, encoding="utf-8")
    (measure,) = read_plan(path).measures
    assert [step.refs for step in measure.steps] == [("contact", "news"), ()]
    assert (measure.period.words, measure.progress[0].percent) == ("ต.ค. 2568 – ก.ย. 2569", 50)


@pytest.mark.parametrize(
    "keys",
    [
        plan_reading.TOP_KEYS,
        plan_reading.AGENCY_KEYS,
        plan_reading.TEXT_KEYS,
        plan_reading.MEASURE_KEYS,
        plan_reading.STEP_KEYS,
        plan_reading.PROGRESS_KEYS,
    ],
)
def test_every_key_is_in_the_document(keys: tuple[str, ...]) -> None:
    assert [key for key in keys if f"`{key}`" not in DOCUMENT] == []


def test_every_period_of_the_document_is_read() -> None:
    forms = re.findall(r"`([^`]+)`", _part("Periods"))
    assert (len(forms), all(read_period(form, 2569) for form in forms)) == (18, True)


def test_every_follow_up_of_the_document_is_read() -> None:
    forms = re.findall(r"`([^`]+)`", _part("Follow-up"))
    assert [read_follow_up(form).cadence for form in forms] == [
        "monthly_meeting", "quarter", "april_october", "month", "end_of_year",
    ]  # fmt: skip


def test_every_state_and_problem_is_in_the_document() -> None:
    states = [state_words(each) for each in ("done", "overdue", "no_report", "under_way", "not_begun")]
    assert re.findall(r"^\| ([^`|]+) \| ", DOCUMENT.partition("| state |")[2], re.MULTILINE)[:5] == states
    source = (Path(plan_reading.__file__).parent / "holes.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Problem\(\s*"([a-z-]+)"', source)) | {"period-outside-plan-year", "no-period"}
    assert codes == set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", DOCUMENT.partition("finds\n")[2]))
