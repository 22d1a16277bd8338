"""Every write to invitations: made and taken back by an agency, accepted by whoever was invited."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from prongsai.language.problems import InputError, Problem
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.handover.actions import take_over
from prongsai.site.agencies.invitations.queries import hash_of, open_invitations, valid_invitation
from prongsai.site.agencies.models import Agency, Division, Invitation
from prongsai.site.agencies.people.actions import set_roles
from prongsai.site.agencies.people.queries import Member, the_member
from prongsai.site.agencies.queries import members
from prongsai.site.coordination.models import Area
from prongsai.site.coordination.taking_up import take_up
from prongsai.site.doors import Facts, action, hold, note, record
from prongsai.site.permissions import Actor, Role

VALID = timedelta(days=7)


@action("people.edit")
def invite(
    actor: Actor,
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    division: Division | None = None,
    position: str = "",
    takes_over: Member | None = None,
) -> tuple[Invitation, str]:
    """Invite somebody, and give the invitation with the secret of its link, which is not kept.

    Raises InputError for one who is a member or invited already, whether there is an account or not.
    """
    email = email.strip().casefold()
    if members(actor.agency).filter(user__email=email).exists():
        what = _("This address belongs to a member of the agency.")
        raise InputError(Problem("is-member", what, mend=_("Change the roles at the member.")))
    if open_invitations(actor.agency).filter(email=email).exists():
        what = _("This address has been invited already.")
        raise InputError(Problem("is-invited", what, mend=_("Make a new link at that invitation.")))
    invitation, token = write_invitation(
        actor.agency, actor.user.name, email, name, roles, division=division, position=position
    )
    if takes_over is not None:
        invitation.takes_over = takes_over.user
        invitation.save(update_fields=["takes_over"])
    record(actor, "invitation.made", invitation, after=_facts(invitation), name=invitation.role_words)
    return invitation, token


def write_invitation(
    place: Agency | Area,
    by: Name,
    email: str,
    name: str,
    roles: Collection[Role],
    *,
    division: Division | None = None,
    position: str = "",
) -> tuple[Invitation, str]:
    """Keep an invitation, and give it with the secret of its link."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        agency=place if isinstance(place, Agency) else None,
        area=place if isinstance(place, Area) else None,
        email=email,
        person=Name.objects.create(text=name),
        roles=[str(role.value) for role in Role if role in roles],
        division=division,
        position=position,
        token_hash=hash_of(token),
        invited_by=by,
        expires_at=timezone.now() + VALID,
    )
    return invitation, token


@action("people.edit")
def renew(actor: Actor, invitation: Invitation) -> str:
    """Give a new secret for an invitation's link, valid from now; the old link ends."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = hash_of(token), timezone.now() + VALID
    invitation.revoked_at = None
    invitation.save(update_fields=["token_hash", "expires_at", "revoked_at"])
    record(actor, "invitation.renewed", invitation, after=_facts(invitation), name=invitation.role_words)
    return token


@action("people.edit")
def revoke(actor: Actor, invitation: Invitation) -> None:
    """Take an invitation back: its link ends."""
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record(actor, "invitation.revoked", invitation, _facts(invitation), name=invitation.role_words)


@action("people.edit")
def restore(actor: Actor, invitation: Invitation) -> None:
    """Let the link of an invitation that was taken back be valid again, until it is too old."""
    invitation.revoked_at = None
    invitation.save(update_fields=["revoked_at"])
    record(actor, "invitation.restored", invitation, after=_facts(invitation), name=invitation.role_words)


@transaction.atomic
def accept(invitation: Invitation, user: User) -> None:
    """Let a user take up what an invitation is for. Raises InputError where it was used or taken back meanwhile."""
    _hold(invitation)
    with scopes_disabled():
        taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
            accepted_at=timezone.now(), accepted_by=user
        )
    if not taken:
        raise InputError(Problem("invitation-ended", _("This link is no longer valid.")))
    if invitation.area is not None:
        take_up(invitation.area, user)
    else:
        _join(invitation, user)


def _hold(invitation: Invitation) -> None:
    """Let nobody else take up an invitation to the same agency or area until the end of the transaction."""
    if invitation.agency is not None:
        hold(invitation.agency)
    else:
        Area.objects.select_for_update(no_key=True).only("pk").get(pk=invitation.area_id)


def _join(invitation: Invitation, user: User) -> None:
    """Give a user the roles of an invitation to an agency, and the work that goes over with it."""
    with scope(agency=invitation.agency):
        own = list(members(invitation.agency).filter(user=user))
        roles = {*(Role(role) for role in invitation.roles), *(Role(row.role) for row in own)}
        division = invitation.division or next((row.division for row in own if row.division), None)
        position = invitation.position or next((row.position for row in own if row.position), "")
        set_roles(Actor(user, invitation.agency, frozenset()), user, roles, division, position)
        note(user.name, "invitation.accepted", user.name, after=_facts(invitation), agency=invitation.agency)
        if invitation.takes_over and members(invitation.agency).filter(user=invitation.takes_over).exists():
            leaving = the_member(invitation.agency, invitation.takes_over.pk)
            take_over(invitation.agency, leaving, user, invitation.invited_by)


@transaction.atomic
def accept_as_new(invitation: Invitation, name: str, password: str | None) -> User:
    """Make an account for whoever was invited, and take the invitation up; without a password for a provider's people.

    Raises InputError where the address has an account, or the invitation ended meanwhile.
    """
    _hold(invitation)  # whoever pressed the button twice made the account already
    if User.objects.filter(email=invitation.email).exists():
        raise _has_account()
    invitation.person.text = name
    invitation.person.save(update_fields=["text"])
    user = User(email=invitation.email, name=invitation.person, language=get_language() or "th")
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # another agency's invitation was taken up at this moment
        raise _has_account() from None
    accept(invitation, user)
    return user


def _has_account() -> InputError:
    what = _("There is an account with this e-mail address already.")
    return InputError(Problem("has-account", what, mend=_("Sign in with it, then open this link again.")))


def accept_by_provider(request: HttpRequest, token_hash: str, sociallogin: Any) -> None:
    """Take up the invitation that the way to the provider began with.

    Somebody new is given an account that is connected to the provider's. One whose account there is connected already
    takes the invitation up if it is for that address. Raises ImmediateHttpResponse where it cannot be taken up.
    """
    from prongsai.site.agencies.invitations.views import ended, not_for_you  # noqa: PLC0415  a circle

    invitation = valid_invitation(token_hash)
    if invitation is None:
        raise ImmediateHttpResponse(ended(request))
    try:
        if not sociallogin.is_existing:
            user = accept_as_new(invitation, invitation.person.text, None)
            sociallogin.connect(request, user)
        elif sociallogin.user.email == invitation.email:
            accept(invitation, sociallogin.user)
        else:
            raise ImmediateHttpResponse(not_for_you(request, invitation))
    except InputError as error:
        raise ImmediateHttpResponse(not_for_you(request, invitation, error)) from error


def _facts(invitation: Invitation) -> Facts:
    """Give what the log holds of an invitation: the person by number, never the address."""
    return {
        "person": {"name": invitation.person_id},
        "roles": list(invitation.roles),
        "division": str(invitation.division) if invitation.division else "",
        "position": invitation.position,
    }
