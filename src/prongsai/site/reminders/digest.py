"""The one message a day to each person: what is new to say, and once more what still stands after a week.

What is said on a day is written down before it is sent. So a message that broke off, or of which nobody knows whether it
arrived, is never sent again by e-mail (at most once); by LINE it is, under the same key, which LINE takes but once. Where
the server for mail is not reached, nothing is begun, and the work of the day is tried again.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from prongsai.site.accounts.mail import mail_works, send
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency
from prongsai.site.reminders import line
from prongsai.site.reminders.letter import facts_of
from prongsai.site.reminders.models import Digest, DigestState, Kind, Reminder, Way
from prongsai.site.reminders.queries import contact_of, way_of
from prongsai.site.reminders.things import Thing, things_in
from prongsai.site.shell.speech import speaking

log = logging.getLogger("prongsai.reminders")
AGAIN = timedelta(days=7)
"""After how long something is said again that still stands. A report that comes due is said once."""

KEPT = timedelta(days=90)
"""How long it is kept what was said: longer than anything is looked back for."""


def send_all() -> None:
    """Send everybody the message of today. Does no harm where it runs again, or twice at once."""
    if mail_works():
        with get_connection():  # where nobody answers, nothing is begun
            pass
    today = timezone.localdate()
    Reminder.objects.filter(day__lt=today - KEPT).delete()
    Digest.objects.filter(day__lt=today - KEPT).delete()
    told = _told(today)
    for user in User.objects.filter(pk__in=told, is_active=True).iterator(chunk_size=200):
        tell(user, told[user.pk], today)


def _told(today: date) -> dict[int, list[Thing]]:
    """Give what is to be told, of all agencies, by the number of the user; an agency that fails keeps no other back."""
    told: dict[int, list[Thing]] = {}
    for agency in Agency.objects.iterator(chunk_size=200):
        try:
            for who, things in things_in(agency, today).items():
                told.setdefault(who, []).extend(things)
        except Exception:
            log.exception("nobody could be reminded of anything in agency %s", agency.pk)
    return told


def tell(user: User, things: Sequence[Thing], today: date) -> None:
    """Send somebody the message of today about some things, unless there was one, or nothing of them is new."""
    begun = _begin(user, things, today)
    if begun is None:
        return
    digest, chosen = begun
    sent = _by_line(user, digest, chosen) if digest.way == Way.LINE else _by_mail(user, chosen)
    digest.state = DigestState.SENT if sent else DigestState.FAILED
    digest.save(update_fields=["state"])


@transaction.atomic
def _begin(user: User, things: Sequence[Thing], today: date) -> tuple[Digest, list[Thing]] | None:
    """Write down what is said today before it is; None where there is nothing to send."""
    way = way_of(contact_of(user))
    chosen = list(_new(user, things, today))
    if way == Way.NONE:
        return None
    known = Digest.objects.filter(user=user, day=today)
    if not chosen:
        return _to_repeat(known.first(), way, things)
    digest, made = Digest.objects.get_or_create(user=user, day=today, defaults={"way": way})
    if not made:
        return _to_repeat(digest, way, things)
    Reminder.objects.bulk_create(
        Reminder(user=user, kind=each.kind, thing=each.key, day=today) for each in chosen
    )
    return digest, chosen


def _to_repeat(known: Digest | None, way: Way, things: Sequence[Thing]) -> tuple[Digest, list[Thing]] | None:
    """Give a message by LINE that broke off; None for any other, which is not sent again."""
    if known is None or (known.state, known.way, way) != (DigestState.BEGUN, Way.LINE, Way.LINE):
        return None
    said = set(Reminder.objects.filter(user=known.user_id, day=known.day).values_list("kind", "thing"))
    return known, [each for each in things if (each.kind, each.key) in said]


def _new(user: User, things: Sequence[Thing], today: date) -> Iterator[Thing]:
    """Give what is to be said today: what was never said, or long enough ago and still stands."""
    rows = Reminder.objects.filter(user=user).values_list("kind", "thing").annotate(last=Max("day"))
    last = {(kind, thing): day for kind, thing, day in rows}
    soon = today + timedelta(days=settings.ENVIRONMENT["REMIND_DAYS"])
    for each in things:
        said = last.get((each.kind, each.key))
        if each.kind == Kind.DUE:
            wanted = said is None and each.day <= soon
        elif each.kind == Kind.DECIDE and each.day == today and mail_works():
            wanted = False  # the mail that tells at once has just come
        else:
            wanted = said is None or today - said >= AGAIN
        if wanted:
            yield each


def _by_mail(user: User, things: Sequence[Thing]) -> bool:
    thai_digits = user.digits == "thai"
    return send(
        "reminders/mail/digest", user.email, user.language, facts_of(user, things), thai_digits=thai_digits
    )


def _by_line(user: User, digest: Digest, things: Sequence[Thing]) -> bool:
    with speaking(user.language, thai_digits=user.digits == "thai"):
        text = render_to_string("reminders/mail/digest.txt", facts_of(user, things)).strip()
    line_id = contact_of(user).line_id
    return line_id is not None and line.push(line_id, text, digest.key)
