"""Tables that go on over pages, made whole again."""

from collections.abc import Iterable

from prongsai.language.digits import arabic
from prongsai.reading.model import Block, RawRow, RawTable


def joined_tables(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give blocks with tables that follow one another directly as one, where they are parts of one table.

    They are where they have the same number of columns, and the later one either repeats the header (dropped then,
    whatever its line breaks) or has none. Rows that go on from the row above stay as they are, with empty cells.
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        rows = (
            _continuation(last, block) if isinstance(last, RawTable) and isinstance(block, RawTable) else None
        )
        if isinstance(last, RawTable) and rows is not None:
            joined[-1] = RawTable(last.rows + rows)
        else:
            joined.append(block)
    return tuple(joined)


def _continuation(first: RawTable, second: RawTable) -> tuple[RawRow, ...] | None:
    """Give the rows with which `second` goes on from `first`, None where it is another table."""
    if len(first.rows[0].cells) != len(second.rows[0].cells):
        return None
    if same_words(first.rows[0], second.rows[0]):
        return second.rows[1:]
    return None if _is_header(second.rows[0]) else second.rows


def same_words(one: RawRow, other: RawRow) -> bool:
    """Tell whether two rows say the same, whatever their spaces, line breaks and digits."""
    return _key(one) == _key(other)


def _key(row: RawRow) -> tuple[str, ...]:
    return tuple(arabic("".join(cell.split())) for cell in row.cells)


def _is_header(row: RawRow) -> bool:
    """Tell whether a row looks like a header: every cell short, filled and without digits."""
    return all(0 < len(cell) <= 60 and not any(sign.isdigit() for sign in cell) for cell in row.cells)
