from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from prongsai.analysis.model import FindingRule
from prongsai.analysis.rule import DEFAULT, default_rule, load_rule
from prongsai.language.problems import InputError

TEXT = DEFAULT.read_text(encoding="utf-8")


def places(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        load_rule(path)
    assert all(each.what and each.mend for each in caught.value.problems)
    return [(each.code, each.where.removeprefix(str(path))) for each in caught.value.problems]


def test_default_rule_is_as_agreed() -> None:
    assert default_rule() == FindingRule(
        mend_below=Decimal(85),
        survey_lowest_below=Decimal(95),
        low_question=Decimal(85),
        full=Decimal(100),
        next_lowest=True,
        source="เกณฑ์ของระบบโปร่งใส ไม่ใช่เกณฑ์ของสำนักงาน ป.ป.ช.",
    )


def test_own_rule_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(TEXT.replace("low_question: 85", "low_question: 87.5"), encoding="utf-8")
    assert load_rule(path).low_question == Decimal("87.5")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("mend_below: 85", "mend_bellow: 85", [("unknown-key", ":5 mend_bellow")]),
        ("mend_below: 85\n", "", [("missing-value", ":6 mend_below")]),
        ("mend_below: 85", "mend_below: 85\nmend_below: 80", [("doubled-key", ":6")]),
        ("mend_below: 85", "mend_below: [85]", [("not-text", ":5 mend_below"), ("missing-value", ":5 mend_below")]),
        ("mend_below: 85", "mend_below: many", [("not-a-number", ":5 mend_below")]),
        ("mend_below: 85", "mend_below: true", [("not-a-number", ":5 mend_below")]),
        ("mend_below: 85", "mend_below: .nan", [("not-a-number", ":5 mend_below")]),
        ("mend_below: 85", "mend_below: 101", [("score-out-of-range", ":5 mend_below")]),
        ("mend_below: 85", "mend_below: -1", [("score-out-of-range", ":5 mend_below")]),
        ("full: 100", "full: 90", [("rule-order", ":7 survey_lowest_below")]),
        ("next_lowest: true", "next_lowest: perhaps", [("bad-choice", ":13 next_lowest")]),
        ("next_lowest: true", "next_lowest:", [("missing-value", ":13 next_lowest")]),
        ("source: เกณฑ์ของระบบโปร่งใส ไม่ใช่เกณฑ์ของสำนักงาน ป.ป.ช.", "source: ' '", [("missing-value", ":15 source")]),
        ("mend_below: 85", "mend_below: [", [("bad-yaml", ":9")]),
    ],
)  # fmt: skip
def test_faulty_rule_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    assert places(path) == expected


@pytest.mark.parametrize("content", ["- 85\n", "85"])
def test_rule_that_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(content, encoding="utf-8")
    assert [code for code, _place in places(path)] == ["not-a-mapping"]


def test_empty_rule_misses_every_key(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text("", encoding="utf-8")
    assert places(path) == [("missing-value", f" {each.name}") for each in fields(FindingRule)]


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert places(tmp_path / "none.yaml") == [("no-file", "")]
