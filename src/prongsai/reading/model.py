"""What a report that somebody wrote says: its raw text with places, and the facts read from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from prongsai.intake.model import Agency

Sureness = Literal["certain", "likely", "doubtful"]
FileKind = Literal["docx", "pdf", "xlsx", "ods", "csv", "text"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the page (from 1, where the format has pages) or the line (from 1), or sheet and cell.

    `text` is the words as they stand there, shortened to a few hundred characters; `row` those of the whole row, where
    they are a cell of a table.
    """

    text: str
    page: int | None = None
    line: int | None = None
    sheet: str = ""
    cell: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph, cleaned of noise (see `prongsai.reading.cleaning`). `heading` is its level, 0 for none."""

    text: str
    place: Place
    heading: int = 0


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a table: its cells' cleaned text, in order; merged cells stand once and leave empty ones behind.

    Paragraphs in a cell, and items of a list in it, are divided by line feeds where the format tells them apart.
    """

    cells: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands. Parts of one table on several pages may come as several tables, each with its header."""

    rows: tuple[RawRow, ...]


Block = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was not read as it stands: what was read, what it was taken for, how sure, and where."""

    read: str
    taken: str
    sure: Sureness
    place: Place
    why: str = ""


@dataclass(frozen=True)
class RawReport:
    """A file as blocks in reading order. `recognised` is True where the text came from OCR: every number is doubtful."""

    name: str
    kind: FileKind
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The scores of one year as the report prints them, each key only where it is printed.

    `indicators`: 1–10; `instruments`: IIT, EIT, EIT1, EIT2, OIT.
    """

    fiscal_year: int
    indicators: Mapping[int, Decimal] = field(default_factory=dict)
    instruments: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    level: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a score or level, each time that it stands in the report, in reading order.

    `key`: ``1``–``10``, ``IIT``, ``EIT``, ``EIT1``, ``EIT2``, ``OIT``, ``total``, ``level``, ``rank``; ``EIT1:6`` is
    what indicator 6 got in one EIT part. `value` is None for a level, whose words are in `words`. `year` is the year
    that the report names for it, else the result's. `table`: it stands in a table, not in a sentence.
    """

    key: str
    year: int
    value: Decimal | None
    words: str
    place: Place
    table: bool = False


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """What the report says on a question or item (the assessor's remark, or its own): codes of the result year.

    `indicator` is the one to which the code belongs in that year, `under` the one under whose heading it stands.
    """

    code: str
    indicator: int | None
    part: str = ""
    problem: str = ""
    advice: str = ""
    missing: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    text: str = ""
    under: int | None = None


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure as the report has it. `owner`, `period` and `follow_up` are the words as they stand."""

    title: str
    indicators: tuple[int, ...] = ()
    number: str = ""
    steps: tuple[str, ...] = ()
    owner: str = ""
    owners: tuple[str, ...] = ()
    period: str = ""
    start: date | None = None
    end: date | None = None
    follow_up: str = ""
    analysis: str = ""


@dataclass(frozen=True)
class Facts:
    """All that was read from one report.

    `document_year` is the year printed in the title, `result_year` whose scores it analyses, `plan_year` when the
    measures are carried out (None where it cannot be told). `sections` holds what the report says of each indicator
    (its paragraph of analysis); `mend` and `develop` the indicators that it lists as weak points and as points to
    develop. `places` gives, by JSON pointer into `as_json`, where each fact stands (``/results/0/indicators/7``).
    `printings` are all printings of scores, of which `results` holds the first of each key and year.
    """

    name: str
    agency: Agency
    document_year: int | None
    result_year: int | None
    plan_year: int | None
    results: tuple[ReadResult, ...]
    findings: tuple[ReadFinding, ...]
    measures: tuple[ReadMeasure, ...]
    sections: Mapping[int, str]
    mend: tuple[int, ...]
    develop: tuple[int, ...]
    announced: date | None
    doubts: tuple[Doubt, ...]
    places: Mapping[str, Place]
    raw: RawReport
    printings: tuple[Printing, ...] = ()
