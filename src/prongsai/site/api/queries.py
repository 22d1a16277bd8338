"""What is read of tokens."""

import hashlib

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from prongsai.site.accounts.models import User
from prongsai.site.api.models import Token


def hash_of(secret: str) -> str:
    """Give what is kept of a token's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def tokens_of(user: User) -> QuerySet[Token]:
    """Give the tokens of a user that were not revoked, newest first."""
    return Token.objects.filter(user=user, revoked_at=None)


def the_token(user: User, number: int) -> Token:
    """Give a token of a user; raises Http404 where the user has none of the number."""
    found = Token.objects.filter(user=user, pk=number).select_related("user__name").first()
    if found is None:
        raise Http404
    return found


def token_by(secret: str) -> Token | None:
    """Give the token of a secret; None for one that is unknown, revoked, too old, or of somebody who is locked out."""
    return (
        Token.objects.filter(
            secret_hash=hash_of(secret),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .select_related("user__name")
        .first()
    )
