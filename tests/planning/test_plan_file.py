"""The file of a plan: read back as it was written, and written over only where it may be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_texts import AnalysisOf
from plan_texts import edit as _edit
from plan_texts import retitled as _retitled
from prongsai.analysis.model import Analysis
from prongsai.intake.model import Agency
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.planning.keeping import Note
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan, Progress
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_plan_is_read_back_as_it_was_written(
    data: st.DataObject,
    analyses: st.SearchStrategy[Analysis],
    agency: Agency,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    analysis = data.draw(analyses)
    year = analysis.scores.result.fiscal_year + 1
    plan = make_plan(analysis, agency, year, load_method(year))
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    write_plan(plan, path)
    assert read_plan(path) == plan


def test_plan_with_the_item_numbers_of_another_year_is_read_back(
    analysis_of: AnalysisOf, agency: Agency, tmp_path: Path
) -> None:
    plan = make_plan(analysis_of(2569), agency, 2570, load_method(2569))
    assert plan.item_year == 2569
    write_plan(plan, tmp_path / "plan.yaml")
    assert read_plan(tmp_path / "plan.yaml") == plan
    assert write_plan(plan, tmp_path / "plan.yaml") == ()


def test_progress_is_written_and_read_back(plan: Plan, tmp_path: Path) -> None:
    entry = Progress(
        date(2024, 2, 29),
        "ผล: ดี",
        Decimal("12.50"),
        ("# ภาพ", "- ลิงก์"),
        "ก\nข",
        owner="กองคลัง",
        spent=Decimal("12000.50"),
    )
    done = replace(plan, measures=(replace(plan.measures[0], progress=(entry,)), *plan.measures[1:]))
    write_plan(done, tmp_path / "plan.yaml")
    assert read_plan(tmp_path / "plan.yaml").measures[0].progress == (entry,)


def test_writing_the_same_plan_again_changes_nothing(plan: Plan, path: Path) -> None:
    before = path.read_bytes()
    assert write_plan(plan, path) == ()
    assert path.read_bytes() == before


def test_part_with_nothing_in_it_is_not_written(plan: Plan, tmp_path: Path) -> None:
    write_plan(replace(plan, texts={}, paragraphs={}), tmp_path / "plan.yaml")
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert [f"\n{key}:" in text for key in ("texts", "paragraphs", "measures")] == [False, False, True]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"plan_year": 2568}, "its plan year is 2567, not 2568"),
        ({"item_year": 2566}, "its year of item numbers is 2567, not 2566"),
        ({"result_year": 2565}, "its result year is 2566, not 2565"),
        ({"agency": Agency("เทศบาลตำบลอื่น")}, "its agency is เทศบาลตำบลตัวอย่าง, not เทศบาลตำบลอื่น"),
    ],
)
def test_plan_of_another_agency_or_year_is_not_written_over(
    plan: Plan, path: Path, change: dict[str, object], words: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match=words):
        write_plan(replace(plan, **change), path)  # type: ignore[arg-type]
    assert path.read_bytes() == before


def test_faulty_file_is_not_written_over(plan: Plan, path: Path) -> None:
    _edit(path, "result_year:", "result_jahr:")
    before = path.read_bytes()
    with pytest.raises(InputError, match="“result_jahr” is not known here"):
        write_plan(plan, path)
    assert path.read_bytes() == before


def test_file_that_cannot_be_written_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "none").write_text("")
    with pytest.raises(InputError, match="this file cannot be written"):
        write_plan(plan, tmp_path / "none" / "plan.yaml")
    assert [each.name for each in tmp_path.iterdir()] == ["none"]


def test_file_keeps_its_rights_and_link(plan: Plan, path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    write_plan(_retitled(plan), link)
    assert (link.is_symlink(), path.stat().st_mode & 0o777) == (True, 0o640)
    assert sorted(each.name for each in path.parent.iterdir()) == ["link.yaml", "plan.yaml"]


def test_note_says_what_became_of_a_text() -> None:
    assert str(Note("kept", "texts/rationale")) == "texts/rationale: changed by hand and kept"
