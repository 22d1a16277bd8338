"""What a person sees on the terminal: tables, JSON, and a progress bar on long work."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def print_json(value: object) -> None:
    """Print a value as JSON, Thai text as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Print a table with a title; the columns numbered in `right` stand on the right, others wrap on the left.

    Long Thai text is wrapped between words, which no terminal does by itself.
    """
    from rich import box  # noqa: PLC0415  only where a table is shown
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console(width=_room(), markup=False, highlight=False, emoji=False)
    lines = [list(row) for row in rows]
    widths = _column_widths([list(columns), *lines], console.width - 3 * len(columns) - 1)
    table = Table(box=box.SIMPLE_HEAD, expand=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place in right else "left", overflow="fold")
    for line in lines:
        table.add_row(*(_wrapped(cell, room) for cell, room in zip(line, widths, strict=True)))
    if title:
        print(title)
    console.print(table)


def _column_widths(lines: list[list[str]], room: int) -> list[int]:
    """Give each column's width in cells of the terminal: the widest ones give way until all fit."""
    from rich.cells import cell_len  # noqa: PLC0415

    widths = [
        max(cell_len(part) for cell in column for part in cell.split("\n"))
        for column in zip(*lines, strict=True)
    ]
    while sum(widths) > room and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    return widths


def _wrapped(text: str, room: int) -> str:
    """Give `text` with line breaks between words, so that no line is wider than `room` where words allow it."""
    from rich.cells import cell_len  # noqa: PLC0415

    if all(cell_len(line) <= room for line in text.split("\n")):
        return text
    lines = []
    for line in text.split("\n"):
        lines.append("")
        for word in _pieces(line):
            if lines[-1] and cell_len(lines[-1] + word.rstrip()) > room:
                lines.append("")
            lines[-1] += word if lines[-1] else word.lstrip()
    return "\n".join(each.rstrip() for each in lines)


def _pieces(line: str) -> list[str]:
    """Give the words of a line; what is not Thai and has no space (``o13``, ``2568-plan``) stays whole."""
    from prongsai.reports.thai_words import words  # noqa: PLC0415  a dictionary is loaded

    found: list[str] = []
    for word in words(line):
        if found and (found[-1][-1] + word[0]).isascii() and not (found[-1][-1] + word[0]).count(" "):
            found[-1] += word
        else:
            found.append(word)
    return found


def print_text(text: str) -> None:
    """Print a paragraph, wrapped between words to the width of the terminal."""
    print(_wrapped(text, _room()))


def _room() -> int:
    """Give the width to print in: the terminal's, or 120 cells where the output goes elsewhere."""
    return shutil.get_terminal_size((120, 40)).columns


def print_lines(*lines: str) -> None:
    """Print lines as they are."""
    for line in lines:
        print(line)


def track(items: Iterable[Item], words: str, total: int) -> Iterator[Item]:
    """Give the items, `total` in number, one by one, with a progress bar on standard error where a person watches."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415  only where a bar is shown
    from rich.progress import track as bar  # noqa: PLC0415

    yield from bar(items, words, total, console=Console(stderr=True), transient=True)
