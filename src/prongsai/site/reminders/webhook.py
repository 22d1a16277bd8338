"""What LINE tells of: somebody sends a code, which links their account, or blocks the official account, which ends that."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_tasks import task

from prongsai.site.accounts.administrators import site_address
from prongsai.site.accounts.limits import allowed
from prongsai.site.reminders import line
from prongsai.site.reminders.actions import LENGTH, LETTERS, link, unlink_account
from prongsai.site.shell.speech import speaking

_CODE = re.compile(f"[{LETTERS}]{{{LENGTH}}}")


def take(request: HttpRequest, event: Mapping[str, Any]) -> None:
    """Take one event of a signed call; what is of no concern here, such as other words, is passed over."""
    line_id = _of(event, "source").get("userId")
    if not isinstance(line_id, str):
        return
    if event.get("type") == "unfollow":
        unlink_account(line_id)
    elif event.get("type") == "message":
        code = re.sub(r"[\s-]", "", str(_of(event, "message").get("text"))).upper()
        if _CODE.fullmatch(code):
            _link(request, code, line_id, event.get("replyToken"))


def _of(event: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = event.get(name)
    return part if isinstance(part, dict) else {}


def _link(request: HttpRequest, code: str, line_id: str, token: object) -> None:
    """Link by a code, of which nobody may try many, and have the answer sent in the background."""
    user = link(code, line_id) if allowed(request, "line_code", line_id) else None
    if isinstance(token, str):
        language = user.language if user else settings.LANGUAGE_CODE
        answer.enqueue(token=token, linked=user is not None, language=language)


@task()
def answer(*, token: str, linked: bool, language: str) -> None:
    """Tell whoever sent a code what came of it."""
    with speaking(language):
        words = _(
            "This code is not known, or too old. Make a new one under “Reminders” in your account: {site}"
        )
        if linked:
            words = _("You are linked with Prongsai. From now on it reminds you here: {site}")
        line.reply(token, words.format(site=site_address()))
