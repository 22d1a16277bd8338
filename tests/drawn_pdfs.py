"""PDFs drawn by hand, and what is read from them."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf

from prongsai.reading.model import Block, RawParagraph, RawReport, RawTable
from prongsai.reading.opening import open_report_bytes

LETTERS = {
    letter: chr(0xC0 + number)
    for number, letter in enumerate("กขคงตวดทมนยรสหาเะ\u0e31\u0e35\u0e37\u0e48\u0e49\u0e47")
}
"""The codes of Thai letters in the font of hand-made pages."""


def content(report: RawReport, *, headings: bool = True) -> list[object]:
    return [
        (block.text, block.heading if headings else 0) if isinstance(block, RawParagraph) else rows(block)
        for block in report.blocks
    ]


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, RawTable)
    return [row.cells for row in block.rows]


def pdf(
    *pages: str, sizes: tuple[int, int] = (600, 400), rotate: int = 0, tags: pikepdf.Object | None = None
) -> bytes:
    """Give a PDF of these pages' drawing operators, with a font for Latin and some Thai letters."""
    file = pikepdf.new()
    entries = "\n".join(f"<{ord(code):02X}> <{ord(letter):04X}>" for letter, code in LETTERS.items())
    entries += "\n" + "\n".join(f"<{code:02X}> <{code:04X}>" for code in range(32, 127))
    count = entries.count("\n") + 1
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        f"endcodespacerange {count} beginbfchar\n{entries}\nendbfchar endcmap end end"
    )
    widths = [
        0 if chr(code) in [LETTERS[mark] for mark in "\u0e31\u0e35\u0e37\u0e48\u0e49\u0e47"] else 500
        for code in range(256)
    ]
    font = file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Courier,
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=0,
            LastChar=255,
            Widths=pikepdf.Array(widths),
            ToUnicode=file.make_stream(unicode.encode()),
        )
    )
    for number, drawing in enumerate(pages):
        file.add_blank_page(page_size=sizes)
        page = file.pages[number]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = file.make_stream(drawing.encode("latin-1"))
        page.Rotate = rotate
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def at(x: float, y: float, words: str, size: float = 10) -> str:
    coded = "".join(LETTERS.get(letter, letter) for letter in words).replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf {x} {y} Td ({coded}) Tj ET\n"


def lines(x: float, y: float, *words: str) -> str:
    return "".join(at(x, y - 14 * number, line) for number, line in enumerate(words))


def read(*pages: str, **options: object) -> list[object]:
    return content(open_report_bytes(pdf(*pages, **options), "a.pdf"))  # type: ignore[arg-type]


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {y1} m {x2} {y2} l S\n"


def grid(columns: Sequence[float], rows_: Sequence[float]) -> str:
    across = "".join(rule(columns[0], y, columns[-1], y) for y in rows_)
    return across + "".join(rule(x, rows_[0], x, rows_[-1]) for x in columns)
