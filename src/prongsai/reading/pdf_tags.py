"""The blocks of a tagged PDF, by its own account of what is a heading, a paragraph, a table, a row and a cell."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from prongsai.reading.limits import Budget, place
from prongsai.reading.model import Block, RawParagraph, RawRow, RawTable
from prongsai.reading.pdf_characters import Character, text_lines
from prongsai.reading.pdf_paragraphs import joined

Marked = dict[tuple[int, int], list[Character]]
"""The characters of a file by page (from 1) and by the mark that its tags name them with."""

_HEADINGS = {"H": 1, "Title": 1, **{f"H{level}": level for level in range(1, 7)}}
_INLINE = {
    "Span",
    "Link",
    "Em",
    "Strong",
    "Quote",
    "Reference",
    "Lbl",
    "Code",
    "Annot",
    "Sub",
    "Ruby",
    "Warichu",
}
_LEFT_OUT = {"TOC", "TOCI", "Artifact", "Note", "FENote"}
_DRAWN = {"Figure", "Form"}
_DEPTH = 100
_ELEMENTS_LIMIT = 1_000_000
_SPAN_LIMIT = 200


@dataclass(slots=True)
class _Piece:
    """A paragraph as it is gathered: its heading level, and its characters by page."""

    heading: int = 0
    pages: dict[int, list[Character]] = field(default_factory=lambda: defaultdict(list))

    @property
    def page(self) -> int | None:
        return min(self.pages, default=None)

    @property
    def text(self) -> str:
        # Whole lines of a paragraph on the next page follow those on this one.
        lines = [line for page in sorted(self.pages) for line in text_lines(self.pages[page])]
        return joined(lines)


def tagged_blocks(data: bytes, marked: Marked, budget: Budget) -> list[Block]:
    """Give the blocks of the tagged PDF `data`, whose characters are `marked`; raises ValueError for broken tags."""
    # Deferred: pikepdf is heavy, and only tagged PDFs need it.
    from pikepdf import Pdf, PdfError  # noqa: PLC0415

    try:
        with Pdf.open(BytesIO(data)) as file:
            tree = file.Root.get("/StructTreeRoot")
            if tree is None:
                return []
            pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
            return list(_Tags(tree, pages, marked, budget).blocks())
    except (PdfError, AttributeError, TypeError, KeyError, RuntimeError) as error:
        raise ValueError(str(error)) from None


class _Tags:
    """Goes through the tree of tags once."""

    def __init__(self, tree: Any, pages: dict[Any, int], marked: Marked, budget: Budget) -> None:
        self.tree = tree
        self.pages = pages
        self.marked = marked
        self.budget = budget
        self.roles = {str(key): str(role) for key, role in dict(tree.get("/RoleMap", {})).items()}
        self.left = _ELEMENTS_LIMIT

    def blocks(self) -> Iterator[Block]:
        yield from self._blocks(self.tree, None, 0)

    def _role(self, element: Any) -> str:
        role = str(element.get("/S", "")).strip()
        for _round in range(4):
            role = self.roles.get(role, role)
        return role.removeprefix("/")

    def _children(self, element: Any, page: int | None) -> Iterator[tuple[Any, int | None]]:
        """Give what an element holds, each with its page: other elements, or marks (whole numbers)."""
        from pikepdf import Array  # noqa: PLC0415 (deferred as above)

        held = element.get("/K")
        for child in held if isinstance(held, Array) else [] if held is None else [held]:
            self.left -= 1
            if self.left < 0:
                raise ValueError("too many tags")
            if self.left % 4096 == 0:
                self.budget.tick()
            if isinstance(child, int):
                yield int(child), page
                continue
            own = child.get("/Pg")
            where = page if own is None else self.pages.get(own.objgen, page)
            if "/MCID" in child:
                yield int(child.MCID), where
            elif "/S" in child:
                yield child, where

    def _blocks(self, element: Any, page: int | None, depth: int) -> Iterator[Block]:
        """Give the blocks below an element that holds others."""
        for part in self._parts(element, page, depth):
            if isinstance(part, RawTable):
                yield part
                continue
            self.budget.block()
            yield RawParagraph(part.text, place(part.text, part.page), part.heading)

    def _parts(
        self, element: Any, page: int | None, depth: int, heading: int = 0
    ) -> Iterator[_Piece | RawTable]:
        """Give the paragraphs and tables below an element; what stands in it directly is a paragraph."""
        if depth > _DEPTH:
            raise ValueError("tags too deep")
        piece = _Piece(heading)
        label = False
        for child, where in self._children(element, page):
            role = "" if isinstance(child, int) else self._role(child)
            if isinstance(child, int):
                self._add(piece, child, where)
            elif role in _INLINE:
                self._flow(piece, child, where, depth + 1)
                label = role == "Lbl"
                continue
            elif role in _LEFT_OUT:
                continue
            else:
                inner = self._block(child, role, where, depth + 1)
                first = _joined_to(piece, next(inner, None)) if label else None
                if piece.pages:
                    yield piece
                piece = _Piece(heading)
                if first is not None:
                    yield first
                yield from inner
            label = False
        if piece.pages:
            yield piece

    def _block(self, element: Any, role: str, page: int | None, depth: int) -> Iterator[_Piece | RawTable]:
        if role == "Table":
            yield from self._table(element, page, depth)
        elif role in _DRAWN:
            # The strokes and labels of a drawing are no text, but boxes with paragraphs may be drawn.
            for part in self._parts(element, page, depth):
                if isinstance(part, RawTable) or part.heading:
                    yield part
        else:
            yield from self._parts(element, page, depth, _HEADINGS.get(role, 0))

    def _flow(self, piece: _Piece, element: Any, page: int | None, depth: int) -> None:
        """Add all that stands in an element to a paragraph."""
        if depth > _DEPTH:
            raise ValueError("tags too deep")
        for child, where in self._children(element, page):
            if isinstance(child, int):
                self._add(piece, child, where)
            elif self._role(child) not in _LEFT_OUT:
                self._flow(piece, child, where, depth + 1)

    def _add(self, piece: _Piece, mark: int, page: int | None) -> None:
        characters = self.marked.get((page or 0, mark))
        if characters:
            piece.pages[page or 0] += characters

    def _table(self, element: Any, page: int | None, depth: int) -> Iterator[_Piece | RawTable]:
        self.budget.table()
        grid: dict[tuple[int, int], str] = {}
        starts: list[int | None] = []
        for child, where in self._children(element, page):
            if not isinstance(child, int) and self._role(child) == "Caption":
                yield from self._parts(child, where, depth + 1)
        taken: set[tuple[int, int]] = set()
        width = 0
        for number, (row, where) in enumerate(self._rows(element, page, depth)):
            self.budget.block()
            column = 0
            first: int | None = None
            for cell, cell_page in self._children(row, where):
                if isinstance(cell, int):
                    continue
                while (number, column) in taken:
                    column += 1
                across, down = _spans(cell)
                self.budget.columns(column + across)
                taken.update((number + y, column + x) for y in range(down) for x in range(across))
                grid[number, column], began = self._cell(cell, cell_page, depth + 1)
                first = first or began
                column += across
                width = max(width, column)
            starts.append(first)
        rows = []
        for number, start in enumerate(starts):
            cells = tuple(grid.get((number, column), "") for column in range(width))
            rows.append(RawRow(cells, place(" ".join(cells), start)))
        yield RawTable(tuple(rows))

    def _rows(self, element: Any, page: int | None, depth: int) -> Iterator[tuple[Any, int | None]]:
        if depth > _DEPTH:
            raise ValueError("tags too deep")
        for child, where in self._children(element, page):
            if isinstance(child, int):
                continue
            role = self._role(child)
            if role == "TR":
                yield child, where
            elif role in {"THead", "TBody", "TFoot"}:
                yield from self._rows(child, where, depth + 1)

    def _cell(self, cell: Any, page: int | None, depth: int) -> tuple[str, int | None]:
        lines: list[str] = []
        began: int | None = None
        for part in self._parts(cell, page, depth):
            if isinstance(part, RawTable):
                lines += [" ".join(row.cells) for row in part.rows]
            else:
                lines.append(part.text)
                began = began or part.page
        return "\n".join(line for line in lines if line.strip()), began


def _joined_to(label: _Piece, first: _Piece | RawTable | None) -> RawTable | None:
    """Put the first paragraph of an item after its label; give a table back, which stands for itself."""
    if not isinstance(first, _Piece):
        return first
    for number, characters in first.pages.items():
        label.pages[number] += characters
    return None


def _spans(cell: Any) -> tuple[int, int]:
    """Give how many columns and rows a cell spans."""
    from pikepdf import Array  # noqa: PLC0415 (deferred as above)

    held = cell.get("/A")
    attributes = list(held) if isinstance(held, Array) else [] if held is None else [held]
    across = down = 1
    for each in attributes:
        if hasattr(each, "get") and "/O" in each:
            across = max(across, int(each.get("/ColSpan", 1)))
            down = max(down, int(each.get("/RowSpan", 1)))
    if across > _SPAN_LIMIT or down > 10 * _SPAN_LIMIT:
        raise ValueError("a cell spans too much")
    return across, down
