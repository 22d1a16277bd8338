"""LINE's Messaging API, as far as it is used: a message to somebody, an answer, and whether a call is LINE's own.

See https://developers.line.biz/en/reference/messaging-api/ . No redirect is followed: it would carry the token elsewhere.
"""

import base64
import hashlib
import hmac
import json
import logging
import time
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import UUID

from django.conf import settings

log = logging.getLogger("prongsai.line")
TRIES = 3
PAUSE = 1.0
"""How many seconds pass before a message is tried again."""

PATIENCE = 10.0
"""After how many seconds without an answer a call is given up."""

LONGEST = 5000
"""How many characters a text message may have."""


class _Staying(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        """Refuse."""


def is_signed(body: bytes, signature: str) -> bool:
    """Tell whether LINE has signed the body of a call."""
    digest = hmac.new(settings.LINE_SECRET.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), signature.encode())


def push(line_id: str, text: str, key: UUID) -> bool:
    """Send a text to an account; tell whether LINE took it.

    It is tried again where it may not have arrived; by the `key`, LINE takes it once however often it comes (409).
    """
    body = {"to": line_id, "messages": [_message(text)]}
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE)
        status = _call("push", body, {"X-Line-Retry-Key": str(key)})
        if status in {HTTPStatus.OK, HTTPStatus.CONFLICT}:
            return True
        if status is not None and status < HTTPStatus.INTERNAL_SERVER_ERROR:
            break
    log.error("LINE did not take a message: %s", status or "no answer")
    return False


def reply(token: str, text: str) -> None:
    """Answer somebody who wrote; such an answer cannot be tried again."""
    status = _call("reply", {"replyToken": token, "messages": [_message(text)]}, {})
    if status != HTTPStatus.OK:
        log.warning("LINE did not take an answer: %s", status or "no answer")


def _message(text: str) -> dict[str, str]:
    return {"type": "text", "text": text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"}


def _call(what: str, body: dict[str, Any], headers: dict[str, str]) -> int | None:
    """Call the API and give the status; None where no answer came."""
    request = Request(  # noqa: S310  the address is LINE's
        f"{settings.LINE_ADDRESS}/v2/bot/message/{what}",
        json.dumps(body, ensure_ascii=False).encode(),
        {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.LINE_TOKEN}",
            **headers,
        },
    )
    try:
        with build_opener(_Staying).open(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
    except (OSError, HTTPException):
        return None
