"""docs/method.md names every key that a pack may have, and every year that is there."""

from pathlib import Path

import pytest
import yaml

from prongsai.method.counting import KINDS, REQUIREMENTS
from prongsai.method.library import PACKS, years
from prongsai.method.loading import SECTIONS
from prongsai.method.model import Confidence

TEXT = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
#: Sections whose keys are codes or names, with the keys below those.
NAMED = (
    "bases",
    "instruments",
    "indicators",
    "sub_indicators",
    "scales",
    "questions",
    "items",
    "rules",
    "facts",
)


def keys_of(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in keys_of(each)}
    return set(value) | keys_of(list(value.values())) if isinstance(value, dict) else set()


def keys_of_pack(pack: dict) -> set[str]:
    found = keys_of([pack[name] for name in SECTIONS if name not in NAMED])
    for name in NAMED:
        entries = list(pack[name].values())
        for each in entries:
            if isinstance(each, dict):
                each.pop("elements", None)
        found |= keys_of(entries)
    return found


@pytest.mark.parametrize("year", years())
def test_every_key_is_described(year):
    pack = yaml.load((PACKS / f"{year}.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    assert (
        sorted(
            key
            for key in keys_of_pack(pack) | set(SECTIONS)
            if f"`{key}`" not in TEXT and f"{key}:" not in TEXT
        )
        == []
    )


@pytest.mark.parametrize(
    "word", [*KINDS, *REQUIREMENTS, *Confidence, "mirror", "pooled", "any", "unrounded", "mean"]
)
def test_every_word_is_described(word):
    assert f"`{word}`" in TEXT or f" {word}`" in TEXT


def test_every_year_is_described():
    described = TEXT.split("## What is not known, by year")[1]
    spans = {2564: "2563–2566"}
    assert [year for year in years() if f"| {spans.get(year, year)} |" not in described] == []
