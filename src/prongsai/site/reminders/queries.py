"""What is read of reminders and calendars."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.site.accounts.administrators import site_address
from prongsai.site.accounts.mail import mail_works
from prongsai.site.accounts.models import User
from prongsai.site.agencies.queries import agencies_of
from prongsai.site.reminders.icalendar import Event, written
from prongsai.site.reminders.models import CalendarFeed, Contact, Way
from prongsai.site.reminders.things import Thing, things_in
from prongsai.site.reminders.words import EVENTS, event_of
from prongsai.site.shell.speech import speaking


def hash_of(secret: str) -> str:
    """Give what is kept of the secret of a calendar, or of a code."""
    return hashlib.sha256(secret.encode()).hexdigest()


def line_works() -> bool:
    """Tell whether an official account at LINE is set."""
    return bool(settings.LINE_TOKEN and settings.LINE_SECRET)


def contact_of(user: User) -> Contact:
    """Give how a user is reached, not saved where nothing was chosen yet."""
    return Contact.objects.filter(user=user).first() or Contact(user=user)


def way_of(contact: Contact) -> Way:
    """Give how somebody is really reminded: as they chose, or by e-mail where LINE is not linked; not at all without either."""
    wanted = Way(contact.way)
    if wanted == Way.LINE and not (line_works() and contact.line_id):
        wanted = Way.MAIL
    return Way.NONE if wanted == Way.MAIL and not mail_works() else wanted


def feed_of(user: User) -> CalendarFeed | None:
    """Give a user's calendar, None where there is none."""
    return CalendarFeed.objects.filter(user=user).first()


def feed_by(secret: str) -> CalendarFeed | None:
    """Give the calendar of a secret; None for one that is unknown or ended, or of somebody who is locked out."""
    found = CalendarFeed.objects.filter(secret_hash=hash_of(secret), user__is_active=True)
    return found.select_related("user__name").first()


def calendar_of(user: User) -> str:
    """Give a user's calendar as iCalendar text, in their language: what they are to do in all their agencies."""
    with speaking(user.language, thai_digits=user.digits == "thai"):
        things = [thing for thing in things_of(user, timezone.localdate()) if thing.kind in EVENTS]
        return written(_("ITA work"), _events(things), timezone.now())


def things_of(user: User, day: date) -> list[Thing]:
    """Give what a user is to be told of on a day in all their agencies, agency by agency, the earliest first in each."""
    return [
        thing
        for belonging in agencies_of(user)
        for thing in things_in(belonging.agency, day).get(user.pk, [])
    ]


def _events(things: Iterable[Thing]) -> list[Event]:
    site = site_address()
    host = site.partition("://")[2]
    return [
        Event(
            f"{thing.key}@{host}",
            thing.day,
            event_of(thing),
            f"{thing.agency}\n{site}{thing.path}",
            site + thing.path,
        )
        for thing in things
    ]
