"""The three real reports, where they are at hand: every printed score, all measures, all findings."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from prongsai.intake.agency import read_intake
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan
from prongsai.reading.export import as_json, to_intake, to_plan
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts
from prongsai.reading.opening import open_report

HERE = Path(__file__).parent
REPORTS = HERE.parents[2] / "shared" / "reference" / "reports"
EXPECTED = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((HERE / "expected").glob("*.yaml"))]

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")


@pytest.fixture(scope="module", params=EXPECTED, ids=lambda each: each["file"][:8])
def both(request: pytest.FixtureRequest) -> tuple[Facts, dict[str, Any]]:
    expected = request.param
    return read_facts(open_report(REPORTS / expected["file"])), expected


def test_agency_and_years_are_read(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, expected = both
    read = as_json(facts)
    assert read["agency"] == expected["agency"]
    assert [read["document_year"], read["result_year"], read["plan_year"]] == expected["years"]
    assert read["announced"] == expected.get("announced")


def test_every_score_is_read(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, expected = both
    wanted = [
        {
            "fiscal_year": each["fiscal_year"],
            "indicators": {str(number): score for number, score in each["indicators"].items()},
            "instruments": each.get("instruments", {}),
            "total": each["total"],
            "level": each["level"],
            "rank": each.get("rank"),
        }
        for each in expected["results"]
    ]
    assert as_json(facts)["results"] == wanted


def test_every_printing_of_an_indicator_is_kept(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, expected = both
    scores = [
        each
        for each in facts.printings
        if each.key not in {"level", "rank"} and each.year == facts.result_year
    ]
    others = [each for each in facts.printings if each.year != facts.result_year and each.key.isdecimal()]
    total = sum(each.key.isdecimal() or each.key in {"IIT", "EIT", "OIT"} for each in scores) + len(others)
    assert total == _count(expected)
    assert {each.value for each in scores if each.key == "total"} == {
        Decimal(expected["results"][0]["total"])
    }


def _count(expected: dict[str, Any]) -> int:
    """Give how many scores of indicators and instruments the report prints in its tables."""
    return {"A": 20, "B": 33, "C": 10}[expected["file"][7]]


def test_measures_have_indicators_steps_owners_and_period(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, expected = both
    read = [
        {
            "indicators": each["indicators"],
            "steps": len(each["steps"]),
            "owners": each["owners"],
            "from": each["from"],
            "to": each["to"],
        }
        for each in as_json(facts)["measures"]
    ]
    assert read == expected["measures"]


def test_findings_lists_and_sections_are_read(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, expected = both
    assert [f"{each.code} {each.part}".strip() for each in facts.findings] == expected["findings"]
    assert (list(facts.mend), list(facts.develop)) == (expected["mend"], expected["develop"])
    assert set(facts.sections) == ({2, 6, 7, 8} if facts.results[0].rank else set(range(1, 11)))


def test_misread_codes_are_told(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, expected = both
    assert {each.read: each.taken for each in facts.doubts} == expected["doubts"]


def test_every_place_names_a_line(both: tuple[Facts, dict[str, Any]]) -> None:
    facts, _expected = both
    tree = as_json(facts)
    for pointer, place in facts.places.items():
        node: Any = tree
        for step in pointer.split("/")[1:]:
            node = node[int(step)] if isinstance(node, list) else node[step]
        assert place.line
        assert place.text


def test_facts_become_input_and_plan(both: tuple[Facts, dict[str, Any]], tmp_path: Path) -> None:
    facts, expected = both
    (tmp_path / "agency.yaml").write_text(to_intake(facts), encoding="utf-8")
    intake = read_intake(tmp_path / "agency.yaml")
    assert intake.agency == facts.agency
    assert intake.plan_year == facts.plan_year
    assert [dict(each.indicators) for each in intake.results] == [
        dict(each.indicators) for each in facts.results
    ]
    assert len(intake.results[0].remarks) == len(expected["findings"])
    plan = to_plan(facts)
    write_plan(plan, tmp_path / "plan.yaml")
    assert [each.title for each in read_plan(tmp_path / "plan.yaml").measures] == [
        each.title for each in facts.measures
    ]
