"""The one document model: what a paper says and how it is built, before any file format.

A document is plain data. Text is a string in Thai with Arabic digits; the writers turn digits into Thai
ones where `Document.thai_digits` is set, so that the same numbers stand in every format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1–3. The number (``1.``, ``2.1``), where there is one, is part of the text.

    A paper's own title (on its cover, over a sheet) is a heading that is centred.
    """

    text: str
    level: int = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs; `indent` gives the first line the official indent of 2.5 cm.

    `left` shifts the whole paragraph, in centimetres. `keep_with_next` keeps it on the page of what follows.
    """

    runs: tuple[Run, ...]
    align: Align = "left"
    indent: bool = False
    left: float = 0.0
    keep_with_next: bool = False

    @property
    def text(self) -> str:
        """Give the paragraph's text without its styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: one or more paragraphs of runs. `across`: how many columns it spans, `down`: rows.

    A cell that `down` spans over is left out of the rows below, as in HTML.
    """

    paragraphs: tuple[Paragraph, ...]
    across: int = 1
    down: int = 1
    shade: bool = False

    @property
    def text(self) -> str:
        """Give the cell's text, a line a paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with `header` rows, which are repeated on every page, and body `rows`, which do not split.

    `widths` are relative column widths; their number is the number of columns. `caption` is read aloud by
    screen readers and names the sheet's table in XLSX; `borders` is off for layout such as signatures.
    """

    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    caption: str
    borders: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data. `kind`: ``bars`` (scores against a target), ``line`` (history) or ``radar``.

    `labels` and `values` run side by side, values from 0 to `most` (100, as scores do) or None where there is no
    score; `notes` gives a word under each point where wanted (the level of that year); `target` draws the line to be
    reached; `alt` is the text for those who cannot see it.
    """

    kind: Literal["bars", "line", "radar"]
    title: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    alt: str
    target: Decimal | None = None
    notes: tuple[str, ...] = ()
    most: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that was given (the agency's seal): PNG or JPEG bytes, its width in cm, its alt text."""

    data: bytes
    width: float
    alt: str
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class Signature:
    """The place where somebody signs. Empty name or position leave dotted lines to be filled in by hand.

    A signature that is not `dated` has no line for a date, since the paper bears one.
    """

    role: str
    name: str = ""
    position: str = ""
    date: str = ""
    dated: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the lines as officials write them: where to sign, the name in brackets, position and date."""
        dots = "." * 32
        date = self.date.removeprefix("วันที่").strip()
        return (
            f"(ลงชื่อ){dots}{self.role}",
            f"({self.name or dots})",
            self.position or f"ตำแหน่ง{dots}",
            *((f"วันที่ {date}" if date else f"วันที่{dots}",) if self.dated else ()),
        )


@dataclass(frozen=True, slots=True)
class Garuda:
    """The head of a memo: the garuda emblem where its picture is given, beside the word บันทึกข้อความ."""

    title: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page; `landscape` (None: as before) turns the pages that follow."""

    landscape: bool | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """Empty lines, `lines` of them (covers and letters are spaced so)."""

    lines: float = 1.0


Block = Heading | Paragraph | Table | Chart | Picture | Signature | Garuda | PageBreak | Space


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `title`, `author` and `subject` are file properties too.

    `watermark` is printed large and light across every page (ตัวอย่าง, ร่าง). `footer` stands at the foot of
    every page beside the page number (`page_numbers`). `language` is the BCP 47 code of the text.
    """

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    watermark: str = ""
    footer: str = ""
    page_numbers: bool = True
    landscape: bool = False
    thai_digits: bool = False
    language: str = "th-TH"
    properties: Mapping[str, str] = field(default_factory=dict)


def text(content: str, *, bold: bool = False, **options: bool | float | Align) -> Paragraph:
    """Give a paragraph of one run; `options` are those of Paragraph."""
    return Paragraph((Run(content, bold=bold),), **options)  # type: ignore[arg-type]


def cell(
    content: str,
    *,
    bold: bool = False,
    align: Align = "left",
    across: int = 1,
    down: int = 1,
    shade: bool = False,
) -> Cell:
    """Give a cell of plain text; every line of `content` is a paragraph of its own."""
    lines = content.split("\n")
    paragraphs = tuple(Paragraph((Run(line, bold=bold),), align=align) for line in lines)
    return Cell(paragraphs, across=across, down=down, shade=shade)
