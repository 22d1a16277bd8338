from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

from prongsai.analysis.model import FindingRule, Reason
from prongsai.analysis.words import BANDS

PAGE = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")


def test_every_key_and_reason_is_documented() -> None:
    words = [each.name for each in fields(FindingRule)] + list(get_args(get_type_hints(Reason)["code"]))
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_every_word_of_the_scale_is_documented() -> None:
    assert [each.word for each in BANDS if each.word not in PAGE] == []
