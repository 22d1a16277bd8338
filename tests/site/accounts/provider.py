"""A real provider of OpenID Connect for the tests: discovery, codes, signed tokens, over HTTP, in a thread of its own.

It holds the code verifier against the code challenge, and lets a test spoil an answer to see that it is refused.
"""

import base64
import hashlib
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
import requests
import werkzeug.serving

with warnings.catch_warnings():
    import authlib.deprecate  # it lets its own warnings always be shown  # noqa: F401

    warnings.simplefilter("ignore")
    import flask
    import oidc_provider_mock

Spoil = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Provider:
    """The provider as tests use it."""

    issuer: str = ""
    spoil: dict[str, Spoil] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    challenge: str = ""
    asked: dict[str, str] = field(default_factory=dict)

    def consent(self, address: str, sub: str = "1234567890123") -> str:
        """Sign in at the provider as somebody, and give the address that the browser is sent back to."""
        return requests.post(address, data={"sub": sub}, allow_redirects=False).headers["Location"]

    def signed(self, claims: dict[str, Any], **header: Any) -> str:
        """Sign claims with the provider's key."""
        key = jwt.PyJWK.from_dict(self.keys)
        return jwt.encode(claims, key.key, algorithm="RS256", headers={"kid": self.keys["kid"], **header})


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a free port until the block ends."""
    provider = Provider()
    app = oidc_provider_mock.app()
    app.debug = False

    @app.before_request
    def look() -> flask.typing.ResponseReturnValue | None:
        provider.keys = flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True)
        if flask.request.path == "/oauth2/authorize":
            provider.asked = dict(flask.request.args)
            provider.challenge = flask.request.args.get("code_challenge", "")
        if flask.request.path == "/oauth2/token":
            verifier = flask.request.form.get("code_verifier", "")
            digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
            if digest.decode() != provider.challenge:
                return {"error": "invalid_grant"}, 400
        return None

    @app.after_request
    def change(answer: flask.Response) -> flask.Response:
        spoil = provider.spoil.get(flask.request.path)
        if spoil is not None and answer.is_json:
            return flask.make_response(flask.jsonify(spoil(answer.get_json())))
        return answer

    server = werkzeug.serving.make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    provider.issuer = f"http://localhost:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings_for(issuer: str, name: str = "ThaID") -> dict[str, Any]:
    """Give the settings of a site that knows a provider."""
    known = {
        "provider_id": "oidc",
        "name": name,
        "client_id": "prongsai",
        "secret": "secret",
        "settings": {"server_url": issuer, "scope": ["openid"]},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [known]}}
