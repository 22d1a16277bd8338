"""Every write to accounts that is not the library's: what one changes about oneself, and erasing a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import HeldForm, Name, User
from prongsai.site.accounts.signing import end_sessions
from prongsai.site.agencies.models import ChainStep, Invitation, Membership
from prongsai.site.api.models import Token
from prongsai.site.coordination.taking_up import lay_down_all
from prongsai.site.doors import note
from prongsai.site.plans.models import Approval, Decision
from prongsai.site.reminders.models import CalendarFeed, Contact, Digest, Reminder


@transaction.atomic
def change_profile(user: User, name: str, language: str, digits: str) -> None:
    """Change what a user is called and how the site speaks; the log tells that the name changed, never the name."""
    before = {"language": user.language, "digits": user.digits}
    user.language, user.digits = language, digits
    user.save(update_fields=["language", "digits"])
    if user.name.text != name:
        user.name.text = name
        user.name.save(update_fields=["text"])
        note(user.name, "name.changed", user.name)
    if before != (after := {"language": language, "digits": digits}):
        note(user.name, "profile.changed", user.name, before, after)


@transaction.atomic
def end_other_sessions(user: User, current: str) -> int:
    """End all sessions of a user but the current one, and give how many."""
    ended = end_sessions(user, but=current)
    note(user.name, "sessions.ended", user.name, after={"sessions": ended})
    return ended


@transaction.atomic
def erase(name: Name, by: Name) -> None:
    """Erase a person: the name is emptied everywhere at once, the account is closed and holds nothing personal any more.

    The log, plans and approvals stay readable; they say “erased person”. What the person held in agencies ends.
    """
    user = User.objects.filter(name=name).first()
    with scopes_disabled():
        if user is not None:
            _close(user)
        names = Invitation.objects.filter(accepted_by=user).values("person") if user else []
        now = timezone.now()
        Name.objects.filter(pk__in=names).update(text="", erased_at=now)
        Invitation.objects.filter(person=name).update(email="")
    name.text, name.erased_at = "", now
    name.save(update_fields=["text", "erased_at"])
    note(by, "person.erased", name)


def _close(user: User) -> None:
    """Close an account for good, and take the person out of everything that goes on."""
    now = timezone.now()
    end_sessions(user)
    for model in (Authenticator, SocialAccount, EmailAddress, Token, Contact, CalendarFeed, Digest, Reminder):
        model.objects.filter(user=user).delete()
    HeldForm.objects.filter(owner=user).delete()
    Membership.objects.filter(user=user, ended_at=None).update(ended_at=now)
    lay_down_all(user)
    ChainStep.objects.filter(holder=user).update(holder=None)
    Approval.objects.filter(holder=user, decision=Decision.OPEN).update(holder=None)
    user.measures.clear()
    Invitation.objects.filter(accepted_by=user).update(email="")
    user.email = f"erased-{user.pk}@erased.invalid"
    user.is_active = user.is_administrator = False
    user.set_unusable_password()
    user.save()
