"""What is read of invitations."""

import hashlib

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.site.agencies.models import Agency, Invitation


def hash_of(token: str) -> str:
    """Give what is kept of the secret in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitations(agency: Agency) -> QuerySet[Invitation]:
    """Give the invitations that wait to be accepted, expired ones included, newest first."""
    return Invitation.objects.filter(agency=agency, accepted_at=None, revoked_at=None).select_related(
        "person", "division"
    )


def the_invitation(agency: Agency, number: int) -> Invitation:
    """Give an invitation of an agency that was not accepted; raises Http404 where there is none."""
    found = (
        Invitation.objects.filter(agency=agency, pk=number, accepted_at=None)
        .select_related("person", "division")
        .first()
    )
    if found is None:
        raise Http404
    return found


def valid_invitation(token_hash: str) -> Invitation | None:
    """Give the invitation of a link, None for one that is unknown, used, revoked or too old, or whose agency is closed."""
    with scopes_disabled():
        return (
            Invitation.objects.filter(
                token_hash=token_hash,
                accepted_at=None,
                revoked_at=None,
                expires_at__gt=timezone.now(),
            )
            .exclude(agency__merged_on__lte=timezone.localdate())
            .select_related("agency", "area", "division", "person", "takes_over__name")
            .first()
        )
