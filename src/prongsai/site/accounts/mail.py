"""Mail about accounts: sent in the background where its time would tell who has an account."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django_tasks import task

from prongsai.site.accounts.administrators import link_path, site_address
from prongsai.site.accounts.models import User
from prongsai.site.shell.speech import speaking

log = logging.getLogger("prongsai.mail")


def mail_works() -> bool:
    """Tell whether a server for mail is set; without one, links are handed over by hand."""
    return bool(settings.EMAIL_HOST)


@task()
def mail_reset(*, email: str, language: str) -> None:
    """Send a link for a new password to an address, if somebody has it.

    The link leads to the site's own address, whatever host the request that asked for it named.
    """
    user = User.objects.filter(email=email, is_active=True).first()
    if user is not None:
        site = site_address()
        send("accounts/mail/reset", email, language, {"link": site + link_path(user), "site": site})


def send(
    template: str, email: str, language: str, facts: dict[str, object], *, thai_digits: bool = False
) -> bool:
    """Send a mail whose text is a template: the subject, an empty line, the body; tell whether it was taken.

    What is written in lines into a name that stands in the subject becomes one line, and never another header.
    """
    with speaking(language, thai_digits=thai_digits):
        subject, _empty, body = render_to_string(f"{template}.txt", facts).strip().partition("\n\n")
    try:
        send_mail(" ".join(subject.split()), body.strip() + "\n", None, [email])
    except (SMTPException, OSError):
        log.exception("a mail could not be sent")
        return False
    return True
