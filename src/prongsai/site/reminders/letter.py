"""What stands in the one message a day: by agency, a line for each measure, and how much more there is on which page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from prongsai.site.accounts.administrators import site_address
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency
from prongsai.site.reminders.models import Kind
from prongsai.site.reminders.things import Thing
from prongsai.site.reminders.words import line_of
from prongsai.site.shell.speech import speaking

MOST = 20
"""How many lines a message has at most, those that name an agency included; the pages have the rest."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of an agency: some lines, how many more there are, and the addresses of the pages of all."""

    agency: Agency
    lines: tuple[str, ...]
    more: int
    pages: tuple[str, ...]


def facts_of(user: User, things: Sequence[Thing]) -> dict[str, object]:
    """Give what the text of a message to somebody needs.

    Every agency is named with its pages, whatever else there is no room for: so nothing is told that cannot be found.
    """
    site = site_address()
    agencies: dict[Agency, dict[tuple[bool, str], list[Thing]]] = {}
    for each in things:
        agencies.setdefault(each.agency, {}).setdefault((each.kind == Kind.DECIDE, each.title), []).append(
            each
        )
    room = max(0, (MOST - len(agencies)) // len(agencies))
    with speaking(user.language, thai_digits=user.digits == "thai"):
        parts = [_part(agency, list(said.values()), room, site) for agency, said in agencies.items()]
    return {
        "count": sum(map(len, agencies.values())),
        "parts": parts,
        "settings": site + reverse("reminders"),
        "site": site,
    }


def _part(agency: Agency, groups: Sequence[Sequence[Thing]], room: int, site: str) -> Part:
    lines = tuple(line_of(*each) for each in groups[:room])
    pages = dict.fromkeys(site + _page(thing) for each in groups for thing in each)
    return Part(agency, lines, len(groups) - len(lines), tuple(pages))


def _page(thing: Thing) -> str:
    """Give where a thing is done: the page of all that is due in the agency, or that of the decision."""
    return thing.path if thing.kind == Kind.DECIDE else reverse("due", args=[thing.agency.pk])
