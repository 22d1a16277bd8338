"""What is read of erasures and of people."""

from django.db.models import Q, QuerySet
from django.http import Http404

from prongsai.site.accounts.models import Name, User
from prongsai.site.personal.models import Erasure


def open_erasures() -> QuerySet[Erasure]:
    """Give the erasures that wait, the next one first."""
    return Erasure.objects.filter(called_off_at=None, done_at=None).select_related("person", "asked_by")


def erasure_of(name: Name) -> Erasure | None:
    """Give the erasure of a person that waits, None where there is none."""
    return open_erasures().filter(person=name).first()


def people_found(words: str) -> QuerySet[User]:
    """Give the accounts in whose name or address each of some words stands."""
    found = User.objects.filter(is_active=True).order_by("name__text", "pk")
    for word in words.split():
        found = found.filter(Q(name__text__icontains=word) | Q(email__icontains=word))
    return found if words.split() else found.none()


def the_name(number: int) -> Name:
    """Give somebody who has an account; raises Http404 where there is nobody."""
    found = User.objects.filter(name=number, is_active=True).first()
    if found is None:
        raise Http404
    return found.name
