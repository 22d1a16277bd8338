"""Messages for people, in English at the place where they arise and in Thai by gettext."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("th", "en")
LOCALES = Path(__file__).parent / "locale"

_current: ContextVar[str] = ContextVar("prongsai_language", default="en")


@cache
def _translations(language: str) -> NullTranslations:
    catalogue = LOCALES / language / "LC_MESSAGES" / "prongsai.mo"
    if not catalogue.exists():
        return NullTranslations()
    with catalogue.open("rb") as file:
        return GNUTranslations(file)


def _(message: str) -> str:
    """Give `message` (English, with `{fields}` still open) in the language now in use."""
    return _translations(_current.get()).gettext(message)


def current_language() -> str:
    """Give the language now in use: ``th`` or ``en``."""
    return _current.get()


def use_language(language: str) -> None:
    """Use `language` (``th`` or ``en``) from here on, in this context.

    Raises ValueError for any other language.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _current.set(language)


@contextmanager
def language(name: str) -> Iterator[None]:
    """Use language `name` (``th`` or ``en``) within a ``with`` block."""
    before = _current.get()
    use_language(name)
    try:
        yield
    finally:
        _current.set(before)
