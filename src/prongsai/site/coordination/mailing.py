"""Mail about messages, sent in the background: nobody is written to twice for one message."""

from django.utils import timezone
from django_tasks import task

from prongsai.site.accounts.administrators import site_address
from prongsai.site.accounts.mail import send
from prongsai.site.agencies.models import Agency
from prongsai.site.coordination.models import Letter, Message


@task()
def mail_message(*, message: int) -> None:
    """Send the mails of a message that no run has taken in hand yet.

    A mail is taken in hand before it is sent: where a run is killed in between, it is rather lost than sent twice.
    """
    waiting = Letter.objects.filter(message=message, taken_at=None).order_by("pk")
    for letter in waiting.select_related("user__name", "message__area", "message__sent_by"):
        if not Letter.objects.filter(pk=letter.pk, taken_at=None).update(taken_at=timezone.now()):
            continue
        if letter.user.is_active and _mail(letter):
            Letter.objects.filter(pk=letter.pk).update(sent=True)


def _mail(letter: Letter) -> bool:
    site = site_address()
    facts = {
        "letter": letter,
        "message": letter.message,
        "agencies": [(each, site + each.get_absolute_url()) for each in _agencies(letter.message, letter)],
    }
    return send("coordination/mail/message", letter.user.email, letter.user.language, facts)


def _agencies(message: Message, letter: Letter) -> list[Agency]:
    """Give the agencies for which somebody gets a mail."""
    return list(
        Agency.objects.filter(
            notices__message=message,
            memberships__user=letter.user,
            memberships__role__in=("manager", "officer"),
            memberships__ended_at=None,
        ).distinct()
    )
