"""What is said where somebody else changed the same thing while one was typing."""

from django.utils.translation import gettext as _

from prongsai.site.audit.models import Act
from prongsai.site.shell.speech import say_moment


def by_whom(act: Act | None) -> str:
    """Say who changed something last, and when; empty where the log does not tell."""
    if act is None:
        return ""
    return _("{name}, {moment}").format(name=act.actor, moment=say_moment(act.at))
