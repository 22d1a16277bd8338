"""What a paper needs beside the numbers: seal, author, approver, dates, digits, order of columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Columns = Literal["responsible_first", "period_first"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs; empty fields leave dotted lines in the paper."""

    name: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """The particulars of an agency's papers. Everything may be left empty and filled in by hand later.

    `seal` and `garuda` are picture files (PNG or JPEG); `day` is the date on the paper; `number` the
    registration number of the memos (ที่ …), `order_number` that of the order (``12/2568``); `columns` the order of the measures table in the layout until 2567; `members`
    are positions in the working group, the chair first; `texts` replace composed ones (``rationale``,
    ``introduction``); `printed_year` is the year on the cover, where it is not the one that its title usually has.
    """

    seal: bytes | None = None
    garuda: bytes | None = None
    author: Person = field(default_factory=Person)
    approver: Person = field(default_factory=Person)
    day: date | None = None
    number: str = ""
    order_number: str = ""
    telephone: str = ""
    columns: Columns = "responsible_first"
    members: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    thai_digits: bool = False
    watermark: str = ""
    printed_year: int | None = None
