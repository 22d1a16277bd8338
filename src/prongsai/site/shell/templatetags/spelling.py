"""Filters that say numbers and days as the reader wants them."""

from datetime import date, datetime
from decimal import Decimal

from django.template import Library
from django.utils.translation import get_language

from prongsai.site.shell import speech

register = Library()


@register.filter
def spell(value: object) -> str:
    """Give a text or number with the reader's digits."""
    return "" if value is None else speech.spell(value)


@register.filter
def score(value: Decimal | str | None) -> str:
    """Give a score with two decimals."""
    return speech.say_score(value)


@register.filter
def points(value: Decimal | None) -> str:
    """Give a difference in points with its sign."""
    return speech.say_points(value)


@register.filter
def percent(value: Decimal) -> str:
    """Give a per cent without decimals that say nothing: ``40``, ``62.5``."""
    return speech.spell(f"{value.normalize():f}")


@register.filter
def money(value: Decimal) -> str:
    """Give baht with two decimals and commas: ``12,500.00``."""
    return speech.spell(f"{value:,.2f}")


@register.filter
def day(value: date | None) -> str:
    """Give a day of the Buddhist Era."""
    return speech.say_day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Give day and time."""
    return speech.say_moment(value)


@register.filter
def named(thing: object) -> str:
    """Give the name of an indicator, instrument or level in the reader's language."""
    return str(getattr(thing, "name_en" if get_language() == "en" else "name_th"))


@register.filter
def get(mapping: dict[object, object], key: object) -> object:
    """Give the value under a key, None where there is none."""
    return mapping.get(key)
