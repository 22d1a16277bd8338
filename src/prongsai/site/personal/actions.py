"""Every write to what is held about people: a copy taken, an erasure asked for, called off, acted on."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.accounts.actions import erase
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.people.queries import Member
from prongsai.site.agencies.queries import belongs_elsewhere
from prongsai.site.doors import action, action_in_site, note, record
from prongsai.site.permissions import Actor
from prongsai.site.personal.copying import copy_of
from prongsai.site.personal.models import Erasure


@transaction.atomic
def take_copy(user: User) -> bytes:
    """Give a person all that is held about them, as a ZIP; the log tells that it was taken."""
    note(user.name, "data.taken", user.name)
    return copy_of(user.name)


@transaction.atomic
def ask_erasure(user: User) -> Erasure:
    """Ask for one's own erasure; it is done when the time of grace is over."""
    note(user.name, "erasure.asked", user.name)
    return _ask(user.name, user.name)


@transaction.atomic
def call_off(user: User) -> None:
    """Call one's own erasure off."""
    _call_off(user.name)
    note(user.name, "erasure.called-off", user.name)


@action("people.edit")
def ask_erasure_of_member(actor: Actor, member: Member) -> Erasure:
    """Ask for the erasure of a member who has left for good.

    Raises InputError for a member of other agencies, or one who looks after the site: that is not this agency's to ask.
    """
    if member.user.is_administrator or belongs_elsewhere(member.user, actor.agency):
        what = _("This person's account opens more than this agency.")
        mend = _("The person, or whoever looks after the site, can ask for the erasure.")
        raise InputError(Problem("not-only-here", what, mend=mend))
    record(actor, "erasure.asked", member.user.name)
    return _ask(member.user.name, actor.user.name)


@action("people.edit")
def call_off_of_member(actor: Actor, member: Member) -> None:
    """Call the erasure of a member off."""
    _call_off(member.user.name)
    record(actor, "erasure.called-off", member.user.name)


@action_in_site("person.erase")
def ask_erasure_by_site(user: User, name: Name) -> Erasure:
    """Ask for the erasure of anybody, as where a person has written to whoever looks after the site."""
    note(user.name, "erasure.asked", name)
    return _ask(name, user.name)


@action_in_site("person.erase")
def call_off_by_site(user: User, name: Name) -> None:
    """Call an erasure off."""
    _call_off(name)
    note(user.name, "erasure.called-off", name)


def erasure_grace() -> int:
    """Give how many days pass between asking for an erasure and doing it."""
    days: int = settings.ENVIRONMENT["ERASURE_GRACE_DAYS"]
    return days


def _ask(name: Name, by: Name) -> Erasure:
    due = timezone.localdate() + timedelta(days=erasure_grace())
    found, _new = Erasure.objects.get_or_create(
        person=name, called_off_at=None, done_at=None, defaults={"asked_by": by, "due_on": due}
    )
    return found


def _call_off(name: Name) -> None:
    Erasure.objects.filter(person=name, called_off_at=None, done_at=None).update(called_off_at=timezone.now())


def erase_due() -> int:
    """Erase everybody whose time of grace is over, and give how many; each whole or not at all."""
    due = Erasure.objects.filter(due_on__lte=timezone.localdate(), called_off_at=None, done_at=None)
    numbers = list(due.values_list("pk", flat=True))
    return sum(map(_erase, numbers))


@transaction.atomic
def _erase(number: int) -> bool:
    """Erase a person, unless it was called off or done meanwhile; tell whether it was done."""
    waiting = Erasure.objects.select_for_update().filter(pk=number, called_off_at=None, done_at=None)
    found = waiting.select_related(None).first()
    if found is None:
        return False
    found.done_at = timezone.now()
    found.save(update_fields=["done_at"])
    erase(found.person, found.asked_by)
    return True
