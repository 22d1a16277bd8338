"""Every write to tokens: each person's own, from the page of the account."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from prongsai.site.accounts.models import User
from prongsai.site.api.models import Token
from prongsai.site.api.queries import hash_of
from prongsai.site.doors import facts_of, note
from prongsai.site.permissions import SCOPES

PREFIX = "prongsai_"
"""Begins every secret, so that one that was published by mistake is recognised."""
USED = timedelta(hours=1)
"""How exactly it is kept when a token was used last; so few requests write."""


@transaction.atomic
def make_token(user: User, name: str, scopes: Collection[str], days: int) -> tuple[Token, str]:
    """Make a token that is valid for some days; give it with its secret, which is not kept.

    Raises KeyError for an unknown scope.
    """
    secret = PREFIX + secrets.token_urlsafe(32)
    for scope in scopes:
        SCOPES[scope]
    token = Token.objects.create(
        user=user,
        name=name,
        secret_hash=hash_of(secret),
        scopes=[scope for scope in SCOPES if scope in scopes],
        expires_at=timezone.now() + timedelta(days=days),
    )
    note(user.name, "token.made", token, after=facts_of(token, "scopes", "expires_at"))
    return token, secret


@transaction.atomic
def revoke_token(token: Token) -> None:
    """Let a token open nothing any more, at once and for ever."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    note(token.user.name, "token.revoked", token)


def mark_used(token: Token) -> None:
    """Keep the hour in which a token is used."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at > USED:
        Token.objects.filter(pk=token.pk).update(used_at=now)
