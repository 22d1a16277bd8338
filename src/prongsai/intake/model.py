"""What people bring in: the agency, its results at three depths, the assessor's remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from prongsai.language.problems import Problem

Kind = Literal[
    "published", "rehearsal", "estimate", "preliminary", "final",
    "average_of_agencies", "internal_pre_assessment",
]  # fmt: skip
Depth = Literal["indicators", "questions", "responses"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A public agency as its papers name it; every field but the name may be empty.

    `office` is the unit that does the ITA work (สำนักปลัดเทศบาล), `head` the position of the one who approves.
    """

    name: str
    type: str = ""
    district: str = ""
    province: str = ""
    office: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the assessor wrote on a question or item: a finding without a score.

    `codes` are codes of the result year (several where one text speaks of several), `part` the EIT part where
    it is named, `problem` and `advice` the two halves of the text (before and after ดังนั้น), `text` the whole as
    pasted, `missing` the elements that were not found (numbers or words as written), `refs` the item codes after
    อ้างอิงจาก, in the numbers that were printed.
    """

    codes: tuple[str, ...]
    text: str
    part: str = ""
    problem: str = ""
    advice: str = ""
    missing: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rank:
    """The agency's place among agencies of its type, as announced; `of` is how many there are, if known."""

    place: int
    of: int | None = None
    among: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Figures as they were printed beside the indicator scores: checked, never used for a score.

    `instruments` holds any of IIT, EIT, EIT1, EIT2 and OIT. Of these only EIT1 and EIT2 are read as input where
    the depth is ``indicators``, since the parts cannot be made from the indicators.
    """

    instruments: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    level: str = ""


#: (part, question, sub-question number, option from 1) → how many respondents chose it.
Counts = Mapping[tuple[str, str, int, int], int]


@dataclass(frozen=True, slots=True)
class Result:
    """One result of one agency in one fiscal year, at the depth that it names.

    `indicators`: number → score. `questions`: (part, code) → score, and (part, ``i8.2``) for a sub-question;
    `items`: code → score; `counts`: the counted raw responses. Only what the depth holds is filled in; a missing
    key is “no score”, never zero. `where` is file and row for messages; `id` names the row or result.
    """

    fiscal_year: int
    depth: Depth
    kind: Kind = "published"
    id: str = ""
    unit: str = ""
    where: str = ""
    indicators: Mapping[int, Decimal] = field(default_factory=dict)
    questions: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    items: Mapping[str, Decimal] = field(default_factory=dict)
    counts: Counts = field(default_factory=dict)
    printed: Printed = field(default_factory=Printed)
    remarks: tuple[Remark, ...] = ()
    rank: Rank | None = None
    announced: date | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """One input file: an agency and its results, newest year first; the first is the one to be analysed.

    `notes` say what was taken for what in pasted remarks; they are to be shown, and nothing is wrong by them.
    """

    agency: Agency
    results: tuple[Result, ...]
    plan_year: int | None = None
    printed_year: int | None = None
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of results: what was read of it (None where it cannot be used) and what is wrong in it."""

    id: str
    fiscal_year: int | None
    result: Result | None
    problems: tuple[Problem, ...] = ()
    unit: str = ""
