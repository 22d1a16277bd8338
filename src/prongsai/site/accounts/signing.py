"""What the log holds of signing in: who came and went, failed tries, changed passwords and second factors.

The library tells of these by signals; each becomes a line of the log that belongs to no agency.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.dispatch import Signal
from django.http import HttpRequest

from prongsai.site.accounts.devices import device_of
from prongsai.site.accounts.models import User
from prongsai.site.doors import nobodys, note

SIGN_INS = ("signed.in", "sign-in.failed", "second-factor.failed")
"""The acts that one's account shows, so that a stranger's use of it is seen."""


def listen() -> None:
    """Begin to hear what the library tells."""
    account.user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    mfa.authentication_failed.connect(_second_factor_failed)
    for signal, code in (
        (account.password_changed, "password.changed"),
        (account.password_set, "password.set"),
    ):
        signal.connect(_of_password(code), weak=False)
    account.password_reset.connect(_password_reset)
    _note_on(mfa.authenticator_added, "second-factor.added", "authenticator")
    _note_on(mfa.authenticator_removed, "second-factor.removed", "authenticator")
    _note_on(mfa.authenticator_reset, "second-factor.renewed", "authenticator")
    social.social_account_added.connect(_provider_added)
    social.social_account_removed.connect(_provider_removed)


def end_sessions(user: User, *, but: str = "") -> int:
    """End the sessions of a user, all but one, and give how many."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=but)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)


def note_failure(request: HttpRequest, email: str) -> None:
    """Note a failed sign-in at the account that was tried; at nobody's where there is none, in the same time."""
    user = User.objects.filter(email=email.casefold()).first()
    name = user.name if user else nobodys("–")
    note(name, "sign-in.failed", name, after=_device(request))


def _device(request: HttpRequest) -> dict[str, str]:
    return {"device": device_of(request.headers.get("User-Agent", ""))}


def _signed_in(request: HttpRequest, user: User, **told: Any) -> None:
    provider = told["sociallogin"].provider.name if "sociallogin" in told else ""
    after = {**_device(request), **({"provider": provider} if provider else {})}
    note(user.name, "signed.in", user.name, after=after)


def _signed_out(request: HttpRequest, user: User | None, **_told: Any) -> None:
    if user is not None:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        note(user.name, "signed.out", user.name)


def _second_factor_failed(request: HttpRequest, user: User, **_told: Any) -> None:
    note(user.name, "second-factor.failed", user.name, after=_device(request))


def _of_password(code: str) -> Any:
    def changed(request: HttpRequest, user: User, **_told: Any) -> None:
        end_sessions(user, but=request.session.session_key or "")
        note(user.name, code, user.name)

    return changed


def _password_reset(request: HttpRequest, user: User, **_told: Any) -> None:
    """End all that may be a stranger's who made the account before its owner came: sessions and connected accounts."""
    end_sessions(user)
    for each in SocialAccount.objects.filter(user=user):
        note(user.name, "provider.disconnected", user.name, before={"provider": each.provider})
        each.delete()
    note(user.name, "password.reset", user.name)


def _note_on(signal: Signal, code: str, what: str) -> None:
    def told(user: User, **facts: Any) -> None:
        thing: Model = facts[what]
        note(user.name, code, user.name, after={"second_factor": thing.type})

    signal.connect(told, weak=False)


def _provider_added(request: HttpRequest, sociallogin: Any, **_told: Any) -> None:
    user = sociallogin.user
    note(user.name, "provider.connected", user.name, after={"provider": sociallogin.provider.name})


def _provider_removed(request: HttpRequest, socialaccount: Any, **_told: Any) -> None:
    user = socialaccount.user
    note(user.name, "provider.disconnected", user.name, before={"provider": socialaccount.provider})
