"""Signing in by a provider of OpenID Connect: stricter than the library where the standard asks for it.

The ID token must be there, be signed by a key of the provider, name the provider, us and the question that it answers,
and speak of the same person as the provider's answer about the user. Of what a provider tells, nothing but the number
of the person at the provider is kept.
"""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess, Provider
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from requests import RequestException

from prongsai.site.accounts.limits import refused
from prongsai.site.shell.views import safe_next

log = logging.getLogger("prongsai.oidc")
PROVIDER = "oidc"
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


def provider_name() -> str:
    """Give the name of the provider, empty where none is set."""
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0]["name"] if apps else ""


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """Holds the provider's answer against the standard."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Give what the provider says of itself; raise OAuth2Error where it does not answer, or as another one."""
        try:
            config: dict[str, Any] = super().openid_config
            missing = [name for name in _NEEDED if not isinstance(config.get(name), str)]
        except (RequestException, AttributeError) as error:
            raise OAuth2Error("the provider does not answer") from error
        if missing:
            raise OAuth2Error(f"the provider does not say its {', '.join(missing)}")
        if config["issuer"].rstrip("/") != self.get_provider().app.settings["server_url"]:
            raise OAuth2Error("another provider answers")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **told: Any) -> SocialLogin:
        """Give who signed in at the provider; raise OAuth2Error for an answer that cannot be trusted."""
        id_token = told["response"].get("id_token")
        if not isinstance(id_token, str):
            raise OAuth2Error("there is no ID token")
        claims = self._claims(id_token, app)
        about = self._fetch_user_info(token.token)
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("the provider's answers speak of different people")
        login = self.get_provider().sociallogin_from_response(request, {"id_token": {"sub": claims["sub"]}})
        login.nonce = claims.get("nonce")
        return login

    def _claims(self, id_token: str, app: SocialApp) -> dict[str, Any]:
        """Give what an ID token says, once its signature, issuer, audience and time have been held against ours."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
            named = jwt.get_unverified_header(id_token).get("kid")
            # A provider with a single key need not name it.
            (key,) = keys if named is None else (each for each in keys if each.key_id == named)
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=_SIGNATURES,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise OAuth2Error("the ID token cannot be trusted") from error
        return claims


def _told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so where the provider cannot be reached, or does not answer as one; raise Http404 where none is set."""

    @wraps(view)
    def told(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        provider = _provider(request)
        try:
            return view(request, *arguments, **named)
        except OAuth2Error as error:
            log.warning("signing in by the provider failed: %s", error)
            return render_authentication_error(request, provider)

    return told


def _provider(request: HttpRequest) -> Provider:
    """Give the provider; raises Http404 where none is set."""
    try:
        provider = get_adapter().get_provider(request, PROVIDER)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    provider.oauth2_adapter_class = StrictAdapter
    return provider


@_told
def go(request: HttpRequest, process: str, then: str, invitation: str | None = None) -> HttpResponse:
    """Lead to the provider's sign-in page, to come back for `process` and go on to `then`."""
    nonce = secrets.token_urlsafe(24)
    return _provider(request).redirect(
        request, process, next_url=then, data=invitation, auth_params={"nonce": nonce}, nonce=nonce
    )


@require_POST
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, to sign in, or to connect the account there to the one here."""
    if too_many := refused(request, "provider"):
        return too_many
    connect = request.user.is_authenticated and request.POST.get("process") == AuthProcess.CONNECT
    return go(
        request, AuthProcess.CONNECT if connect else AuthProcess.LOGIN, safe_next(request, otherwise="")
    )


@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer; raises Http404 for a provider that is not set."""
    if provider_id != PROVIDER:
        raise Http404
    return _answer(request)


@_told
def _answer(request: HttpRequest) -> HttpResponse:
    return OAuth2CallbackView.adapter_view(StrictAdapter(request, PROVIDER))(request)
