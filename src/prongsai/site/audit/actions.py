"""Taking the log out is itself a line of it."""

from typing import Any

from prongsai.site.accounts.models import Name, User
from prongsai.site.doors import Facts, action, action_in_site, note, person, record
from prongsai.site.permissions import Actor


@action("log.view")
def note_export(actor: Actor, form: str, lines: int, wanted: dict[str, Any]) -> None:
    """Note that an agency's log is taken out: as which kind of file, how many lines, and what was looked for."""
    record(actor, "log.exported", actor.agency, after=_facts(form, lines, wanted))


@action_in_site("site.log")
def note_export_of_site(user: User, form: str, lines: int, wanted: dict[str, Any]) -> None:
    """Note that the log of the site is taken out."""
    note(user.name, "log.exported", user.name, after=_facts(form, lines, wanted))


def _facts(form: str, lines: int, wanted: dict[str, Any]) -> Facts:
    looked_for = {
        key: person(value) if isinstance(value, Name) else str(value) for key, value in wanted.items()
    }
    return {"format": form, "lines": lines, **looked_for}
