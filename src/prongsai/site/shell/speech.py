"""How numbers, days and years are said to the reader: language, digits, the Buddhist Era."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone, translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from prongsai.language.dates import ERA
from prongsai.language.digits import score_text, thai
from prongsai.language.messages import language as language_of_rooms

_thai_digits: ContextVar[bool] = ContextVar("prongsai_thai_digits", default=False)


@contextmanager
def speaking(language: str, *, thai_digits: bool = False) -> Iterator[None]:
    """Speak a language (``th``, ``en``), with Thai digits or not, in pages and in the rooms below, within a block."""
    token = _thai_digits.set(thai_digits)
    try:
        with translation.override(language), language_of_rooms(language):
            yield
    finally:
        _thai_digits.reset(token)


def thai_digits_wanted() -> bool:
    """Tell whether the reader wants Thai digits."""
    return _thai_digits.get()


def spell(text: object) -> str:
    """Give a text with the digits that the reader wants; codes such as o13 stay as they are."""
    return thai(str(text)) if _thai_digits.get() else str(text)


def say_score(value: Decimal | str | None, missing: str = "–") -> str:
    """Give a score with two decimals, or `missing` where there is none."""
    return spell(score_text(Decimal(value) if isinstance(value, str) else value, missing))


def say_points(value: Decimal | None) -> str:
    """Give a difference in points with its sign: ``+1.25``, ``−0.50``, ``0.00``."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return spell(f"{sign}{score_text(abs(value))}")


def say_day(day: date | None) -> str:
    """Give a day with the month in words and the year of the Buddhist Era."""
    if day is None:
        return "–"
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return spell(f"{day.day} {MONTHS[day.month]} {day.year + ERA}")


def say_moment(moment: datetime | None) -> str:
    """Give day and time of day in Thailand."""
    if moment is None:
        return "–"
    local = timezone.localtime(moment)
    return _("{day}, {time}").format(day=say_day(local), time=spell(f"{local:%H:%M}"))
