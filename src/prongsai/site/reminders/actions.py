"""Every write to calendars and to how people are reached: each person's own, from the pages of the account."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from prongsai.site.accounts.models import User
from prongsai.site.doors import facts_of, note
from prongsai.site.reminders.models import CalendarFeed, Contact, Way
from prongsai.site.reminders.queries import hash_of

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What codes are made of: nothing that looks like another."""

LENGTH = 8
GOOD_FOR = timedelta(minutes=15)
"""How long a code links."""


@transaction.atomic
def make_calendar(user: User) -> str:
    """Give the secret of a new address for a user's calendar; it is not kept, and the one before ends."""
    secret = secrets.token_urlsafe(32)
    values = {"secret_hash": hash_of(secret), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=user, defaults=values)
    note(user.name, "calendar.made", user.name)
    return secret


@transaction.atomic
def end_calendar(user: User) -> None:
    """Let the address of a user's calendar end, at once and for ever."""
    if CalendarFeed.objects.filter(user=user).delete()[0]:
        note(user.name, "calendar.ended", user.name)


@transaction.atomic
def choose_way(user: User, way: str) -> None:
    """Let a user be reminded in another way."""
    contact = _held(user)
    before, contact.way = facts_of(contact, "way"), Way(way)
    contact.save(update_fields=["way"])
    note(user.name, "reminders.chosen", user.name, before, {"way": str(contact.way)})


@transaction.atomic
def make_code(user: User) -> str:
    """Give a code that links a user with the account at LINE which sends it, once and soon; any earlier one ends."""
    code = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
    contact = _held(user)
    contact.code_hash, contact.code_until = hash_of(code), timezone.now() + GOOD_FOR
    contact.save(update_fields=["code_hash", "code_until"])
    return code


@transaction.atomic
def link(code: str, line_id: str) -> User | None:
    """Link whoever holds a code with an account at LINE, which is then nobody else's; None for a code that is not good."""
    known = Contact.objects.select_for_update(of=("self",)).select_related("user__name")
    contact = known.filter(code_hash=hash_of(code), user__is_active=True).first()
    if contact is None or contact.code_until is None or contact.code_until < timezone.now():
        return None
    unlink_account(line_id)
    contact.line_id, contact.linked_at, contact.way = line_id, timezone.now(), Way.LINE
    contact.code_hash = contact.code_until = None
    contact.save()
    note(contact.user.name, "line.linked", contact.user.name)
    return contact.user


def unlink_account(line_id: str) -> None:
    """Forget an account at LINE, whoever is linked with it."""
    contact = Contact.objects.filter(line_id=line_id).select_related("user__name").first()
    if contact is not None:
        unlink(contact.user)


@transaction.atomic
def unlink(user: User) -> None:
    """Forget a user's account at LINE; where they were reminded by it, they are by e-mail again."""
    contact = _held(user)
    if contact.line_id is None:
        return
    contact.line_id = contact.linked_at = None
    contact.way = Way.MAIL if contact.way == Way.LINE else contact.way
    contact.save(update_fields=["line_id", "linked_at", "way"])
    note(user.name, "line.unlinked", user.name)


def _held(user: User) -> Contact:
    """Give how a user is reached, to be changed by nobody else meanwhile."""
    Contact.objects.get_or_create(user=user)
    return Contact.objects.select_for_update().get(user=user)
