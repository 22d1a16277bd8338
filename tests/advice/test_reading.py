"""Strict reading: made-up files with one fault each, and the exact line that names it."""

from pathlib import Path

import pytest

from prongsai.advice.model import Advice, IndicatorAdvice
from prongsai.advice.reading import INDICATORS_FILE, read_book
from prongsai.language.problems import InputError
from prongsai.method.model import Basis, Confidence

ADVICE = """\
bases:
  own: {confidence: inferred, source: us}
advice:
  tea:
    problem: ชายังไม่ร้อน
    advice: อุ่นชาก่อนเสิร์ฟ
    steps:
      - ต้มน้ำ
      - ชงชา
    refs: [manual, risk]
    owners: [office, all]
    basis: own
"""
INDICATOR = """\
  {number}:
    looks_at: เรื่องที่ {number}
    titles: {{mend: ก{number}, develop: ข{number}, keep: ค{number}}}
    steps:
      mend: [ก, ข, ค]
      develop: [ง, จ, ฉ]
      keep: [ช, ซ, ฌ]
    refs: [manual]
    owners: [office]
    basis: own
"""
INDICATORS = (
    "bases:\n  own: {confidence: inferred, source: us}\nindicators:\n"
    + "".join(INDICATOR.format(number=number) for number in range(1, 11))
)  # fmt: skip
OWN = Basis(Confidence.INFERRED, "us")


def write(directory: Path, advice: str = ADVICE, indicators: str = INDICATORS, **more: str) -> None:
    (directory / "advice.yaml").write_text(advice, encoding="utf-8")
    (directory / INDICATORS_FILE).write_text(indicators, encoding="utf-8")
    for name, text in more.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")


def faults(directory: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_book(directory)
    return str(caught.value).replace(f"{directory}/", "").splitlines()


def test_book_holds_what_the_files_say(tmp_path: Path) -> None:
    write(tmp_path)
    book = read_book(tmp_path)
    assert book.concepts == {
        "tea": Advice(
            "tea",
            "ชายังไม่ร้อน",
            "อุ่นชาก่อนเสิร์ฟ",
            ("ต้มน้ำ", "ชงชา"),
            ("manual", "risk"),
            ("office", "all"),
            OWN,
        )
    }
    assert sorted(book.indicators) == list(range(1, 11))
    assert book.indicators[10] == IndicatorAdvice(
        10,
        "เรื่องที่ 10",
        {"mend": "ก10", "develop": "ข10", "keep": "ค10"},
        {"mend": ("ก", "ข", "ค"), "develop": ("ง", "จ", "ฉ"), "keep": ("ช", "ซ", "ฌ")},
        ("manual",),
        ("office",),
        OWN,
    )


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "    refs:",
            "    reefs: [x]\n    refs:",
            [
                (
                    "advice.yaml:10, advice.tea.reefs: unknown key reefs — "
                    "keys known here: problem, advice, steps, refs, owners, basis"
                )
            ],
        ),
        (
            "    refs: [manual, risk]\n",
            "",
            ["advice.yaml:4, advice.tea: refs is missing — add the key refs"],
        ),
        (
            "    basis: own\n",
            "    basis: own\n    problem: อีกครั้ง\n",
            [
                "advice.yaml:13, advice.tea.problem: problem stands twice (first in line 5) — keep one of the two"
            ],
        ),
        (
            "ชายังไม่ร้อน",
            "''",
            ["advice.yaml:5, advice.tea.problem: there is nothing here — write a text, or take the key out"],
        ),
        (
            "[office, all]",
            "[office, kitchen]",
            [
                (
                    "advice.yaml:11, advice.tea.owners: kitchen is no key of a division — use one of office, finance, "
                    "works, education, health, welfare, strategy, personnel, audit, legal, all"
                )
            ],
        ),
        (
            "[office, all]",
            "[]",
            [
                (
                    "advice.yaml:11, advice.tea.owners: 0 where 1 to 11 should stand — "
                    "add or take out as many as needed"
                )
            ],
        ),
        (
            "[office, all]",
            "office",
            ["advice.yaml:11, advice.tea.owners: a text where a list should stand — write a list"],
        ),
        (
            "[office, all]",
            "[office, '']",
            [
                "advice.yaml:11, advice.tea.owners.2: there is nothing here — write a text, or take the key out"
            ],
        ),
        (
            "[manual, risk]",
            "[a, b, c, d, e, f]",
            [
                "advice.yaml:10, advice.tea.refs: 6 where 0 to 5 should stand — add or take out as many as needed"
            ],
        ),
        (
            "- ชงชา",
            "- ชงชา\n      - รินชา\n      - ยกชา\n      - ดื่มชา",
            [
                "advice.yaml:7, advice.tea.steps: 5 where 1 to 4 should stand — add or take out as many as needed"
            ],
        ),
        (
            "ชงชา",
            "ต้มน้ำ",
            ["advice.yaml:7, advice.tea.steps: “ต้มน้ำ” stands twice — keep one of the two"],
        ),
        (
            "basis: own",
            "basis: {confidence: certain, source: us}",
            [
                "advice.yaml:2, bases.own: nothing rests on the basis own — take it out",
                (
                    "advice.yaml:12, advice.tea.basis.confidence: certain is none of "
                    "verified, one_source, inferred, unconfirmed — write one of them"
                ),
            ],
        ),
    ],
)
def test_a_fault_in_advice_names_file_line_and_mend(
    tmp_path: Path, old: str, new: str, lines: list[str]
) -> None:
    assert ADVICE.count(old) == 1
    write(tmp_path, advice=ADVICE.replace(old, new))
    assert faults(tmp_path) == lines


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "    titles: {mend: ก2, develop: ข2, keep: ค2}\n",
            "    titles: {mend: ก2, develop: ข2, drop: ค2}\n",
            [
                "indicators.yaml:16, indicators.2.titles: keep is missing — add the key keep",
                (
                    "indicators.yaml:16, indicators.2.titles.drop: unknown key drop — "
                    "keys known here: mend, develop, keep"
                ),
            ],
        ),
        (
            INDICATOR.format(number=10),
            INDICATOR.format(number=11),
            [
                "indicators.yaml:3, indicators: 10 is missing — add the key 10",
                (
                    "indicators.yaml:94, indicators.11: unknown key 11 — "
                    "keys known here: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
                ),
            ],
        ),
    ],
)
def test_a_fault_in_indicators_names_file_line_and_mend(
    tmp_path: Path, old: str, new: str, lines: list[str]
) -> None:
    assert INDICATORS.count(old) == 1
    write(tmp_path, indicators=INDICATORS.replace(old, new))
    assert sorted(faults(tmp_path)) == sorted(lines)


def test_too_few_steps_of_an_indicator_are_a_fault(tmp_path: Path) -> None:
    write(tmp_path, indicators=INDICATORS.replace("[ช, ซ, ฌ]", "[ช, ซ]", 1))
    assert faults(tmp_path) == [
        "indicators.yaml:10, indicators.1.steps.keep: 2 where 3 to 4 should stand — add or take out as many as needed"
    ]


def test_a_concept_in_two_files_is_a_fault_that_names_both(tmp_path: Path) -> None:
    write(tmp_path, brew=ADVICE)
    assert faults(tmp_path) == [
        "brew.yaml:4, advice.tea: there is advice on tea in advice.yaml:4 already — keep one of the two"
    ]


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, advice=ADVICE.replace("ชงชา", "ต้มน้ำ"), brew="")
    assert faults(tmp_path) == ["advice.yaml:7, advice.tea.steps: “ต้มน้ำ” stands twice — keep one of the two"]


def test_a_file_without_indicators_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_book(tmp_path)
