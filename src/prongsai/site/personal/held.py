"""The one table of what the site holds about people: every field that does, and how its rows are found.

A test fails where a field of any table points to a person, or holds an address, and does not stand here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import Name, User


@dataclass(frozen=True, slots=True)
class Held:
    """A table that holds something about people.

    `about` are the fields that point to the person whom a row is about, `did` those to somebody who only did something
    with it. Of a row about a person all of `data` is told; of one with which something was done only `seen`. `secret`
    is never told: it would open something, and says nothing.
    """

    label: str
    about: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()

    @property
    def model(self) -> type[Model]:
        """Give the table."""
        return apps.get_model(self.label)


HELD = (
    Held("accounts.name", ("pk",), data=("text", "erased_at")),
    Held(
        "accounts.user",
        ("name",),
        data=(
            "email", "language", "digits", "is_active", "is_administrator", "joined_at", "last_login",
        ),
        secret=("password",),
    ),
    Held("accounts.heldform", ("owner",), data=("path", "content", "held_at")),
    Held("account.emailaddress", ("user",), data=("email", "verified", "primary")),
    Held("mfa.authenticator", ("user",), data=("type", "created_at", "last_used_at"), secret=("data",)),
    Held(
        "socialaccount.socialaccount",
        ("user",),
        data=("provider", "uid", "last_login", "date_joined", "extra_data"),
    ),
    Held(
        "usersessions.usersession",
        ("user",),
        data=("created_at", "last_seen_at", "ip", "user_agent"),
        secret=("session_key", "data"),
    ),
    Held(
        "api.token",
        ("user",),
        data=("name", "scopes", "made_at", "expires_at", "used_at", "revoked_at"),
        secret=("secret_hash",),
    ),
    Held(
        "agencies.membership",
        ("user",),
        data=("agency", "role", "division", "position", "since", "ended_at"),
    ),
    Held(
        "agencies.invitation",
        ("person", "accepted_by"),
        ("invited_by", "takes_over"),
        data=("agency", "area", "email", "roles", "position", "invited_at", "expires_at", "accepted_at", "revoked_at"),
        seen=("agency", "invited_at"),
        secret=("token_hash",),
    ),
    Held("coordination.coordinator", ("user",), data=("area", "since", "ended_at")),
    Held(
        "coordination.message",
        ("sent_by",),
        data=("area", "fiscal_year", "reason", "text", "sent_at"),
    ),
    Held("coordination.notice", (), ("put_away_by",), seen=("agency", "put_away_at")),
    Held("coordination.letter", ("user",), data=("message", "taken_at", "sent")),
    Held("agencies.chainstep", ("holder",), data=("agency", "position", "acting_position")),
    Held("agencies.listimport", (), ("uploaded_by",), seen=("name", "uploaded_at")),
    Held("plans.measure", ("persons",), data=("agency", "title")),
    Held(
        "plans.approval",
        ("holder", "decided_by"),
        data=("agency", "position", "acting_position", "decision", "word", "decided_at"),
    ),
    Held("plans.version", (), ("submitted_by",), seen=("agency", "number", "submitted_at")),
    Held("rounds.result", (), ("entered_by",), seen=("agency", "kind", "entered_at")),
    Held("rounds.entry", (), ("begun_by",), seen=("agency", "changed_at")),
    Held("rounds.closing", (), ("closed_by", "reopened_by"), seen=("agency", "closed_at", "reopened_at")),
    Held("papers.paperorder", (), ("ordered_by",), seen=("agency", "ordered_at")),
    Held("progress.entry", (), ("entered_by", "decided_by"), seen=("agency", "day", "entered_at")),
    Held("progress.evidence", (), ("added_by",), seen=("agency", "title", "added_at")),
    Held("public.publicpage", (), ("proposed_by", "opened_by", "closed_by"), seen=("agency", "opened_at")),
    Held("readings.reading", (), ("uploaded_by",), seen=("agency", "file", "uploaded_at")),
    Held("files.storedfile", (), ("stored_by",), seen=("agency", "name", "stored_at")),
    Held("jobs.job", (), ("asked_by",), seen=("agency", "kind", "asked_at")),
    Held("personal.erasure", ("person",), ("asked_by",), data=("asked_at", "due_on", "called_off_at", "done_at")),
    Held(
        "reminders.contact", ("user",), data=("way", "line_id", "linked_at"), secret=("code_hash", "code_until"),
    ),
    Held("reminders.calendarfeed", ("user",), data=("made_at",), secret=("secret_hash",)),
    Held("reminders.digest", ("user",), data=("day", "way", "state")),
    Held("reminders.reminder", ("user",), data=("day", "kind", "thing")),
    Held("admin.logentry", ("user",), data=("action_time", "object_repr")),
    Held(
        "audit.act",
        ("actor",),
        data=("at", "agency_name", "code", "object_kind", "object_name", "before", "after"),
    ),
)  # fmt: skip
"""Every table that holds something about people."""

Row = dict[str, Any]
Say = Callable[[Model, str], Any]
"""Gives a field of a row as it is told."""


def plain(row: Model, field: str) -> Any:
    """Give a field as JSON has it: days and moments as ISO, other rows by what they are called."""
    value = getattr(row, field)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def told(name: Name, say: Say = plain) -> dict[str, list[Row]]:
    """Give all that the site holds about a person, by table and row; tables without any are left out."""
    user = User.objects.filter(name=name).first()
    with scopes_disabled():
        tables = {held.label: _rows(held, name, user, say) for held in HELD}
    return {label: rows for label, rows in tables.items() if rows}


def _rows(held: Held, name: Name, user: User | None, say: Say) -> list[Row]:
    about = _found(held, held.about, name, user)
    done = _found(held, held.did, name, user).exclude(pk__in=about.values("pk"))
    return [
        {field: say(row, field) for field in fields}
        for rows, fields in ((about, held.data), (done, held.seen))
        for row in rows.order_by("pk").iterator(chunk_size=500)
    ]


def _found(held: Held, fields: tuple[str, ...], name: Name, user: User | None) -> QuerySet[Model]:
    """Give the rows in which one of some fields is the person."""
    wanted = Q(pk__in=[])
    for field in fields:
        to_user = field != "pk" and held.model._meta.get_field(field).related_model is User
        person = user if to_user else name.pk
        if person is not None:
            wanted |= Q(**{field: person})
    return held.model.objects.filter(pk__in=held.model.objects.filter(wanted).values("pk"))
