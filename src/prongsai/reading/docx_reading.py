"""Word files (DOCX) as blocks: paragraphs, headings and tables as they are shown, in reading order.

Deleted text of tracked changes, headers, footers, notes and the table of contents are left out; inserted text, text
boxes, the numbers of lists and the numbers behind charts are there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prongsai.reading.docx_charts import chart_rows, chart_title
from prongsai.reading.docx_names import W, number, value
from prongsai.reading.docx_numbering import Numbering, read_numbering
from prongsai.reading.docx_styles import Style, listed, outline_level, read_styles
from prongsai.reading.limits import Archive, Budget, archive, broken, place
from prongsai.reading.model import Block, RawParagraph, RawRow, RawTable

if TYPE_CHECKING:
    from lxml import etree

_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "fldChar")}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_BOX = f"{W}txbxContent"
_TABLE, _PARAGRAPH, _ROW, _CELL = f"{W}tbl", f"{W}p", f"{W}tr", f"{W}tc"


def read_docx(data: bytes, name: str) -> list[Block]:
    """Give the blocks of a Word file, not yet cleaned. Each place's `line` counts its paragraphs and table rows.

    Pages are known only where Word noted them when it last saved the file. Raises InputError where the file is
    broken or holds too much.
    """
    with archive(data, name, "DOCX") as parts:
        main = _main_part(parts)
        root = parts.tree(main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise broken(name, "DOCX")
        folder, _slash, file = main.rpartition("/")
        prefix = f"{folder}/" if folder else ""
        paged = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        reader = _Reader(
            parts,
            Budget(name),
            read_styles(parts.tree(f"{prefix}styles.xml")),
            read_numbering(parts.tree(f"{prefix}numbering.xml")),
            _targets(parts.tree(f"{prefix}_rels/{file}.rels"), prefix),
            1 if paged else None,
        )
        return list(reader.blocks(body))


def _main_part(parts: Archive) -> str:
    """Give where the document itself lies in the archive."""
    relations = parts.tree("_rels/.rels")
    if relations is not None:
        for each in relations.iterchildren(_PACKAGE):
            if each.get("Type", "").endswith("/officeDocument"):
                return each.get("Target", "").removeprefix("/")
    return "word/document.xml"


def _targets(relations: "etree._Element | None", prefix: str) -> Mapping[str, str]:
    """Give the parts that the document refers to, by the names it has for them."""
    if relations is None:
        return {}
    return {
        each.get("Id", ""): (target[1:] if target.startswith("/") else f"{prefix}{target}")
        for each in relations.iterchildren(_PACKAGE)
        for target in [each.get("Target", "")]
    }


@dataclass(slots=True)
class _Text:
    """The text of a paragraph as it is gathered: the page where it begins, and what is drawn beside it."""

    pieces: list[str] = field(default_factory=list)
    page: int | None = None
    drawn: list["etree._Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class _Reader:
    """Goes through a document once, from its beginning to its end."""

    parts: Archive
    budget: Budget
    styles: Mapping[str, Style]
    numbering: Numbering
    targets: Mapping[str, str]
    page: int | None
    line: int = 0

    def blocks(self, container: "etree._Element") -> Iterator[Block]:
        """Give the blocks in a body, a text box or a table that is but a frame."""
        for element in container.iterchildren():
            if element.tag == _PARAGRAPH:
                yield from self._paragraph(element)
            elif element.tag == _TABLE:
                yield from self._table(element)
            elif element.tag not in _LEFT_OUT:
                yield from self.blocks(_chosen(element))

    def _paragraph(self, element: "etree._Element") -> Iterator[Block]:
        self.line += 1
        self.budget.block()
        line = self.line
        text = self._gather(element)
        content, style, level = self._labelled(element, text.text)
        if content.strip() and not style.contents:
            yield RawParagraph(content, place(content, text.page or self.page, line), level)
        for drawn in text.drawn:
            yield from self._drawn(drawn)

    def _labelled(self, element: "etree._Element", text: str) -> tuple[str, Style, int]:
        """Give a paragraph's text with its number in a list, its style and its heading level."""
        properties = element.find(f"{W}pPr")
        named = "" if properties is None else value(properties.find(f"{W}pStyle"))
        style = self.styles.get(named, Style())
        outline = outline_level(properties)
        list_id, list_level = listed(properties)
        if not list_id:
            list_id, list_level = style.list_id, style.list_level
        label = self.numbering.label(list_id, list_level) if list_id else ""
        level = style.heading if outline is None else outline
        return (f"{label} {text}" if label and text.strip() else text), style, level

    def _gather(self, element: "etree._Element") -> _Text:
        text = _Text()
        self._add(element, text)
        return text

    def _add(self, element: "etree._Element", text: _Text) -> None:
        """Add what stands in a paragraph or a part of one to `text`."""
        for each in element.iterchildren():
            tag = each.tag
            if tag in (f"{W}t", _MATH):
                if each.text:
                    if not text.pieces:
                        text.page = self.page
                    text.pieces.append(each.text)
            elif tag in _SIGNS:
                text.pieces.append(_SIGNS[tag])
            elif tag == f"{W}br":
                text.pieces.append("\n")
            elif tag == f"{W}lastRenderedPageBreak":
                self.page = (self.page or 0) + 1
            elif tag in _DRAWN:
                text.drawn.append(each)
            elif tag not in _LEFT_OUT:
                self._add(_chosen(each), text)

    def _drawn(self, element: "etree._Element") -> Iterator[Block]:
        """Give what a drawing holds: the text of its boxes, the numbers of its charts."""
        for each in _outermost(element):
            if each.tag == _BOX:
                yield from self.blocks(each)
            else:
                yield from self._chart(self.targets.get(each.get(_RELATION, ""), ""))

    def _chart(self, part: str) -> Iterator[Block]:
        root = self.parts.tree(part)
        rows = [] if root is None else chart_rows(root, self.budget)
        if root is None or not rows:
            return
        self.budget.table()
        title = chart_title(root)
        if title:
            yield RawParagraph(title, place(title, self.page, self.line))
        yield RawTable(tuple(RawRow(row, place(" ".join(row), self.page, self.line)) for row in rows))

    def _table(self, element: "etree._Element") -> Iterator[Block]:
        self.budget.table()
        rows = list(_rows(element))
        cells = [list(_cells(row)) for row in rows[:1]]
        if len(rows) == 1 and len(cells[0]) == 1:
            # A frame around text or around another table.
            yield from self.blocks(cells[0][0])
            return
        yield RawTable(tuple(self._row(row) for row in rows))

    def _row(self, element: "etree._Element") -> RawRow:
        self.line += 1
        self.budget.block()
        line, page = self.line, self.page
        properties = element.find(f"{W}trPr")
        texts: list[str] = []
        if properties is not None:
            self._skip(texts, properties.find(f"{W}gridBefore"))
        for cell in _cells(element):
            text, first_page = self._cell(cell)
            page = first_page or page
            described = cell.find(f"{W}tcPr")
            merged = False
            span = 1
            if described is not None:
                span = max(1, number(described.find(f"{W}gridSpan")))
                merged = any(_continues(described.find(f"{W}{way}")) for way in ("vMerge", "hMerge"))
            self.budget.columns(len(texts) + span)
            texts += ["" if merged else text, *[""] * (span - 1)]
        if properties is not None:
            self._skip(texts, properties.find(f"{W}gridAfter"))
        return RawRow(tuple(texts), place(" ".join(texts), page, line))

    def _skip(self, texts: list[str], element: "etree._Element | None") -> None:
        self.budget.columns(len(texts) + number(element))
        texts += [""] * number(element)

    def _cell(self, element: "etree._Element") -> tuple[str, int | None]:
        """Give the text in a cell, a line a paragraph, with that of tables in it; and the page where it begins."""
        lines: list[str] = []
        page: int | None = None
        for each in _paragraphs(element):
            self.budget.block()
            text = self._gather(each)
            page = page or text.page
            content, _style, _level = self._labelled(each, text.text)
            boxes = (block for drawn in text.drawn for block in self._drawn(drawn))
            lines += [content, *(line for box in boxes for line in _lines(box))]
        return "\n".join(line for line in lines if line.strip()), page


def _chosen(element: "etree._Element") -> "etree._Element":
    """Give the one way that is read where markup offers several, else the element itself."""
    if element.tag != f"{_CHOICES}AlternateContent":
        return element
    choice = element.find(f"{_CHOICES}Choice")
    return element if choice is None else choice


def _outermost(element: "etree._Element") -> Iterator["etree._Element"]:
    """Give the text boxes and charts in a drawing, without those inside another."""
    for each in element.iterchildren():
        if each.tag in (_BOX, _CHART):
            yield each
        else:
            yield from _outermost(_chosen(each))


def _rows(table: "etree._Element") -> Iterator["etree._Element"]:
    """Give the rows of a table, without those that a tracked change deleted."""
    for each in table.iterchildren():
        if each.tag == _ROW:
            if each.find(f"{W}trPr/{W}del") is None:
                yield each
        elif each.tag not in (f"{W}tblPr", f"{W}tblGrid"):
            yield from _rows(each)


def _cells(row: "etree._Element") -> Iterator["etree._Element"]:
    for each in row.iterchildren():
        if each.tag == _CELL:
            yield each
        else:
            yield from _cells(each)


def _paragraphs(element: "etree._Element") -> Iterator["etree._Element"]:
    """Give the paragraphs in a cell, those of tables inside it among them, in order."""
    for each in element.iterchildren():
        if each.tag == _PARAGRAPH:
            yield each
        else:
            yield from _paragraphs(_chosen(each))


def _continues(merge: "etree._Element | None") -> bool:
    """Tell whether a cell goes on with the one above or before it."""
    return merge is not None and value(merge) != "restart"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, RawParagraph):
        yield block.text
    else:
        yield from (" ".join(row.cells) for row in block.rows)
