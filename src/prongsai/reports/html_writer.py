"""Papers as one self-contained HTML file: for the web, for phones, and for printing on A4.

The file asks for nothing outside itself: style, fonts, charts and pictures are in it, and there is no
script. Lines are broken between Thai words by the browser, which knows them by the language that is named.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from prongsai.language.digits import thai
from prongsai.reports.document import (
    Block,
    Cell,
    Chart,
    Document,
    Garuda,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signature,
    Space,
    Table,
)
from prongsai.reports.html_fonts import font_rules

Spell = Callable[[str], str]
"""Gives a text as it stands in the file: with the digits that are wanted, and escaped."""

HERE = Path(__file__).parent
ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
CONTENTS_FROM = 3
"""A paper with this many chapters gets a list of contents."""


def write_html(document: Document) -> str:
    """Give `document` as one HTML5 file, the same for the same document.

    The title is the only ``h1``; a heading of level 1 becomes ``h2`` and so on, and no level is skipped.
    A page break ends a sheet; each sheet is printed on pages of its own, upright or turned.
    """
    spell: Spell = _spell_thai if document.thai_digits else escape
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}">',
            *_head(document, spell),
            "<body>",
            *_masthead(document, spell),
            *_contents(document.blocks, spell),
            "<main>",
            *_sheets(document, spell),
            "</main>",
            *([f"<footer>{spell(document.footer)}</footer>"] if document.footer else ()),
            "</body>",
            "</html>",
            "",
        )
    )


def _spell_thai(content: str) -> str:
    return escape(thai(content))


def _open(element: str, /, **attributes: str | None) -> str:
    """Give a start tag; ``aria_label`` stands for ``aria-label``, ``class_`` for ``class``; None is left out."""
    given = (
        f' {key.rstrip("_").replace("_", "-")}="{value}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{element}{''.join(given)}>"


def _head(document: Document, spell: Spell) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{ALLOWED}">'
    if document.author:
        yield _open("meta", name="author", content=spell(document.author))
    if document.subject:
        yield _open("meta", name="description", content=spell(document.subject))
    for name, value in document.properties.items():
        yield _open("meta", name=spell(name), content=spell(value))
    yield f"<title>{spell(document.title)}</title>"
    yield f"<style>\n{font_rules()}\n{_style()}\n{_page_rule(document)}\n</style>"
    yield "</head>"


@cache
def _style() -> str:
    return (HERE / "html_style.css").read_text(encoding="utf-8").strip()


def _page_rule(document: Document) -> str:
    """Give the rule that prints footer and page number at the foot of every page."""
    style = "thai" if document.thai_digits else "decimal"
    footer = thai(document.footer) if document.thai_digits else document.footer
    # Every character as its number, so that no footer can end the string or the style element.
    content = "".join(f"\\{ord(character):x} " for character in footer.replace("\0", ""))
    left = f'@bottom-left{{content:"{content}"}}' if content else ""
    right = f"@bottom-right{{content:counter(page,{style})}}" if document.page_numbers else ""
    return f"@page{{{left}{right}}}"


def _masthead(document: Document, spell: Spell) -> Iterator[str]:
    if document.watermark:
        letters = str(len(document.watermark))
        yield (
            _open("div", class_="watermark", style=f"--letters:{letters}", aria_hidden="true")
            + f"{spell(document.watermark)}</div>"
        )
    yield '<header class="masthead">'
    if document.author:
        yield f'<p class="author">{spell(document.author)}</p>'
    yield f"<h1>{spell(document.title)}</h1>"
    if document.watermark:
        # The watermark is decoration to a screen reader, but that the paper is a sample must be heard too.
        yield f'<p class="mark">{spell(document.watermark)}</p>'
    yield "</header>"


def _contents(blocks: Sequence[Block], spell: Spell) -> Iterator[str]:
    chapters = [
        f'<li><a href="#part-{index}">{spell(block.text)}</a></li>'
        for index, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    if len(chapters) >= CONTENTS_FROM:
        yield '<nav class="contents" aria-label="สารบัญ"><details><summary>สารบัญ</summary>'
        yield f"<ul>{''.join(chapters)}</ul></details></nav>"


def _levels(blocks: Sequence[Block]) -> dict[int, int]:
    """Give the HTML level of every heading by its place; none is more than one below the heading before."""
    levels = {}
    above = 1
    for index, block in enumerate(blocks):
        if isinstance(block, Heading | Garuda):
            wanted = block.level + 1 if isinstance(block, Heading) else 2
            above = levels[index] = min(wanted, above + 1)
    return levels


def _sheets(document: Document, spell: Spell) -> Iterator[str]:
    """Give the sheets that page breaks part the blocks into; a sheet without blocks is left out."""
    levels = _levels(document.blocks)
    landscape = document.landscape
    sheet: list[str] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, PageBreak):
            yield from _sheet(sheet, landscape=landscape)
            sheet = []
            landscape = landscape if block.landscape is None else block.landscape
        elif isinstance(block, Heading):
            side = f' class="{block.align}"' if block.align != "left" else ""
            sheet.append(f'<h{levels[index]} id="part-{index}"{side}>{spell(block.text)}</h{levels[index]}>')
        elif isinstance(block, Garuda):
            sheet.append(_garuda(block, levels[index], spell))
        elif isinstance(block, Chart):
            sheet.append(_chart(block, index, spell, thai_digits=document.thai_digits))
        else:
            sheet.append(_block(block, spell))
    yield from _sheet(sheet, landscape=landscape)


def _sheet(blocks: Sequence[str], *, landscape: bool) -> Iterator[str]:
    if blocks:
        yield _open("div", class_="sheet landscape" if landscape else "sheet")
        yield from blocks
        yield "</div>"


def _block(block: Paragraph | Table | Picture | Signature | Space, spell: Spell) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, spell)
        case Table():
            return _table(block, spell)
        case Picture():
            return f'<div class="{block.align}">{_image(block.data, block.alt, block.width, spell)}</div>'
        case Signature():
            lines = "".join(f"<p>{spell(line)}</p>" for line in block.lines)
            return f'<div class="signature">{lines}</div>'
    return f'<div class="space" style="--lines:{block.lines:g}"></div>'


def _paragraph(paragraph: Paragraph, spell: Spell) -> str:
    names = (
        paragraph.align if paragraph.align != "left" else "",
        "indent" if paragraph.indent else "",
        "keep" if paragraph.keep_with_next else "",
    )
    start = _open(
        "p",
        class_=" ".join(filter(None, names)) or None,
        style=f"--left:{paragraph.left:g}" if paragraph.left else None,
    )
    return f"{start}{''.join(_run(run, spell) for run in paragraph.runs)}</p>"


def _run(run: Run, spell: Spell) -> str:
    content = f"<em>{spell(run.text)}</em>" if run.italic else spell(run.text)
    return f"<strong>{content}</strong>" if run.bold else content


def _table(table: Table, spell: Spell) -> str:
    """Give a table in a region of its own that scrolls where the screen is narrow.

    A table without borders only places things side by side: to a screen reader it is no table.
    """
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{width / total:.2%}">' for width in table.widths)
    header = "".join(_row(row, "th", spell) for row in table.header)
    body = "".join(_row(row, "td", spell) for row in table.rows)
    if not table.borders:
        rows = "".join(_row(row, "td", spell) for row in (*table.header, *table.rows))
        return (
            '<table class="layout" role="presentation">'
            f"<colgroup>{columns}</colgroup>\n<tbody>\n{rows}</tbody>\n</table>"
        )
    label = spell(table.caption or "ตาราง")
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n'
        f'<table style="--columns:{len(table.widths)}">\n<caption>{label}</caption>\n'
        f"<colgroup>{columns}</colgroup>\n"
        + (f"<thead>\n{header}</thead>\n" if header else "")
        + f"<tbody>\n{body}</tbody>\n</table>\n</div>"
    )


def _row(row: Sequence[Cell], name: str, spell: Spell) -> str:
    return f"<tr>{''.join(_cell(cell, name, spell) for cell in row)}</tr>\n"


def _cell(cell: Cell, name: str, spell: Spell) -> str:
    scope = "colgroup" if cell.across > 1 else "col"
    start = _open(
        name,
        scope=scope if name == "th" else None,
        colspan=str(cell.across) if cell.across > 1 else None,
        rowspan=str(cell.down) if cell.down > 1 else None,
        class_="shade" if cell.shade else None,
    )
    return f"{start}{''.join(_paragraph(paragraph, spell) for paragraph in cell.paragraphs)}</{name}>"


def _chart(chart: Chart, index: int, spell: Spell, *, thai_digits: bool) -> str:
    """Give a chart as a figure; the drawing, which scrolls on narrow screens, bears its alt text itself."""
    from prongsai.reports.charts import chart_svg  # noqa: PLC0415 - papers without a chart need not load it

    drawing = chart_svg(chart, thai_digits=thai_digits)
    # Charts share the names of letters' shapes, and a name may stand only once in a file.
    drawing = re.sub(r'( id="|href="#|url\(#)', rf"\g<1>c{index}-", drawing)
    title = spell(chart.title)
    start = _open("div", class_="chart", role="region", tabindex="0", aria_label=title)
    return f"<figure>{start}{drawing}</div><figcaption>{title}</figcaption></figure>"


def _garuda(head: Garuda, level: int, spell: Spell) -> str:
    image = "" if head.data is None else _image(head.data, "ตราครุฑ", 1.5, spell)
    return f'<div class="garuda">{image}<h{level}>{spell(head.title)}</h{level}></div>'


def _image(data: bytes, alt: str, width: float, spell: Spell) -> str:
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    source = f"data:image/{kind};base64,{b64encode(data).decode('ascii')}"
    return _open("img", src=source, alt=spell(alt), style=f"width:{width:g}cm")
