"""What is read of one's own account."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from prongsai.site.accounts.devices import device_of, say_device
from prongsai.site.accounts.models import User
from prongsai.site.accounts.signing import SIGN_INS
from prongsai.site.agencies.queries import is_manager_anywhere
from prongsai.site.audit.models import Act

SHOWN = 10
"""How many of the last sign-ins one's account shows."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser in which a user is signed in."""

    device: str
    address: str
    since: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in, or a failed try of one."""

    at: datetime
    device: str
    provider: str
    code: str


def open_sessions(user: User, current: str) -> list[OpenSession]:
    """Give the browsers in which a user is signed in, the current one first."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    sessions = [
        OpenSession(say_device(device_of(row.user_agent)), row.ip, row.created_at, row.session_key == current)
        for row in rows
        if row.session_key in alive
    ]
    return sorted(sessions, key=lambda each: not each.current)


def recent_sign_ins(user: User) -> list[SignIn]:
    """Give the last sign-ins and failed tries of a user, newest first."""
    acts = Act.objects.filter(
        agency=None, code__in=SIGN_INS, object_kind="accounts.name", object_id=str(user.name_id)
    )
    return [
        SignIn(act.at, say_device(act.after.get("device", "")), act.after.get("provider", ""), act.code)
        for act in acts[:SHOWN]
    ]


def has_second_factor(user: User) -> bool:
    """Tell whether a user signs in with a second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def must_have_second_factor(user: User) -> bool:
    """Tell whether the setting `PRONGSAI_REQUIRE_MFA` demands a second factor of a user."""
    if settings.REQUIRE_MFA == "managers":
        return user.is_administrator or is_manager_anywhere(user)
    return bool(settings.REQUIRE_MFA == "all")
