"""What is read of areas, those who coordinate them, and their messages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency
from prongsai.site.coordination.models import Area, Coordinator, Message, Notice
from prongsai.site.permissions import Coordination


def areas_of(user: User) -> list[Area]:
    """Give the areas that a user coordinates now, by name."""
    return list(Area.objects.filter(coordinators__user=user, coordinators__ended_at=None))


def coordination_in(user: User, area_id: int) -> Coordination | None:
    """Give the user as coordinator of an area; None for one who is none, or where there is no such area."""
    held = (
        Coordinator.objects.filter(user=user, area_id=area_id, ended_at=None).select_related("area").first()
    )
    return None if held is None else Coordination(user, held.area)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message with what became of it, in numbers only: agencies, notices put away, mails to send and sent."""

    message: Message
    agencies: int
    put_away: int
    letters: int
    mailed: int


def messages_of(area: Area) -> QuerySet[Message]:
    """Give the messages of an area, newest first."""
    return Message.objects.filter(area=area).select_related("sent_by")


def as_sent(messages: list[Message]) -> list[Sent]:
    """Give messages with what became of them."""
    numbers = [each.pk for each in messages]
    counted = Message.objects.filter(pk__in=numbers).order_by()
    letters = counted.annotate(all=Count("letters"), sent=Count("letters", filter=Q(letters__sent=True)))
    notices = counted.annotate(all=Count("notices"), away=Count("notices__put_away_at"))
    mailed = {each.pk: (each.all, each.sent) for each in letters}
    shown = {each.pk: (each.all, each.away) for each in notices}
    return [Sent(each, *shown[each.pk], *mailed[each.pk]) for each in messages]


def the_message(area: Area, number: int) -> Message:
    """Give a message of an area; raises Http404 where there is none."""
    found = messages_of(area).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def agencies_told(message: Message) -> list[str]:
    """Give the names of the agencies to which a message went."""
    return list(Agency.objects.filter(notices__message=message).values_list("name", flat=True))


def last_reminded(area: Area, agencies: list[int], fiscal_year: int) -> dict[int, datetime]:
    """Give when some agencies of an area were last written to about a fiscal year, without those that never were."""
    told = Agency.objects.filter(
        pk__in=agencies, notices__message__area=area, notices__message__fiscal_year=fiscal_year
    )
    return dict(told.annotate(last=Max("notices__message__sent_at")).order_by().values_list("pk", "last"))


def notices_of(agency: Agency) -> list[Notice]:
    """Give the messages that stand on an agency's overview, newest first."""
    return list(
        Notice.objects.filter(agency=agency, put_away_at=None)
        .select_related("message__area", "message__sent_by")
        .order_by("-message__sent_at", "-pk")
    )


def the_notice(agency: Agency, number: int) -> Notice:
    """Give a notice of an agency, put away or not; raises Http404 where there is none."""
    found = Notice.objects.filter(agency=agency, pk=number).select_related("message").first()
    if found is None:
        raise Http404
    return found


def to_be_mailed(agencies: list[int]) -> list[int]:
    """Give the numbers of the users who manage or do the work of ITA in any of some agencies, each once."""
    with scopes_disabled():
        return list(
            User.objects.filter(
                is_active=True,
                memberships__agency__in=agencies,
                memberships__role__in=("manager", "officer"),
                memberships__ended_at=None,
            )
            .order_by("pk")
            .distinct()
            .values_list("pk", flat=True)
        )
