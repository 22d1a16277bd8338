from decimal import Decimal
from pathlib import Path

import pytest

from prongsai.analysis.model import FindingRule
from prongsai.analysis.rule import DEFAULT, default_rule, load_rule
from prongsai.language.problems import InputError

TEXT = DEFAULT.read_text(encoding="utf-8")


def codes(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_rule(path)
    assert all(str(path) in each.where and each.mend for each in caught.value.problems)
    return [each.code for each in caught.value.problems]


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
        ("mend_below: 85", "mend_bellow: 85", ["unknown-key", "missing-key"]),
        ("mend_below: 85", "mend_below: 85\nmend_below: 80", ["doubled-key"]),
        ("mend_below: 85", "mend_below: many", ["bad-score"]),
        ("mend_below: 85", "mend_below: true", ["bad-score"]),
        ("mend_below: 85", "mend_below: .nan", ["bad-score"]),
        ("mend_below: 85", "mend_below: 101", ["bad-score"]),
        ("mend_below: 85", "mend_below: -1", ["bad-score"]),
        ("full: 100", "full: 90", ["rule-order"]),
        ("next_lowest: true", "next_lowest: perhaps", ["bad-choice"]),
        ("source: เกณฑ์ของระบบโปร่งใส ไม่ใช่เกณฑ์ของสำนักงาน ป.ป.ช.", "source: ' '", ["no-source"]),
        ("source: เกณฑ์ของระบบโปร่งใส ไม่ใช่เกณฑ์ของสำนักงาน ป.ป.ช.", "source: 7", ["no-source"]),
        ("mend_below: 85", "mend_below: [", ["bad-rule"]),
    ],
)
def test_faulty_rule_is_refused(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    assert codes(path) == expected


@pytest.mark.parametrize("content", ["- 85\n", "", "85"])
def test_rule_that_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(content, encoding="utf-8")
    assert codes(path) == ["bad-rule"]


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path / "none.yaml") == ["bad-rule"]
