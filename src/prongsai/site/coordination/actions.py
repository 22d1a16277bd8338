"""Every write to messages: sent by a coordinator, put away by an agency."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.site.accounts.mail import mail_works
from prongsai.site.coordination.mailing import mail_message
from prongsai.site.coordination.models import Letter, Message, Notice
from prongsai.site.coordination.queries import to_be_mailed
from prongsai.site.doors import action, action_in_area, note, record
from prongsai.site.permissions import Actor, Coordination


@action_in_area("area.remind")
def send(
    coordination: Coordination,
    agencies: Sequence[int],
    *,
    fiscal_year: int,
    reason: str,
    text: str,
    key: UUID,
) -> Message:
    """Send a message to agencies of the area, and give it; the same form sent twice gives the first one.

    `agencies` are numbers that `prongsai.site.coordination.standings` gave for the area. It stands on their overviews
    at once; mail to those who manage them or do the work of ITA follows in the background, where a server for it is set.
    """
    area = coordination.area
    message, new = Message.objects.get_or_create(
        area=area,
        key=key,
        defaults={
            "fiscal_year": fiscal_year,
            "reason": reason,
            "text": text,
            "sent_by": coordination.user.name,
        },
    )
    if not new:
        note(coordination.user.name, "message.found", message)
        return message
    with scopes_disabled():
        Notice.objects.bulk_create(Notice(agency_id=number, message=message) for number in agencies)
    if mail_works():
        Letter.objects.bulk_create(Letter(message=message, user_id=user) for user in to_be_mailed(agencies))
        mail_message.enqueue(message=message.pk)
    after = {"area": str(area), "text": text, "agencies": len(agencies)}
    note(coordination.user.name, "message.sent", message, after=after)
    return message


@action_in_area("area.export")
def note_export(coordination: Coordination, fiscal_year: int, agencies: int) -> None:
    """Note in the log that the table of the area was taken out, and of how many agencies."""
    after = {"fiscal_year": fiscal_year, "agencies": agencies}
    note(coordination.user.name, "area.taken-out", coordination.area, after=after)


@action("notice.edit")
def put_away(actor: Actor, notice: Notice) -> Notice:
    """Take a message off the agency's overview."""
    notice.put_away_at, notice.put_away_by = timezone.now(), actor.user.name
    notice.save(update_fields=["put_away_at", "put_away_by"])
    record(actor, "notice.put-away", notice)
    return notice


@action("notice.edit")
def put_back(actor: Actor, notice: Notice) -> Notice:
    """Put a message back on the agency's overview."""
    notice.put_away_at = notice.put_away_by = None
    notice.save(update_fields=["put_away_at", "put_away_by"])
    record(actor, "notice.put-back", notice)
    return notice
