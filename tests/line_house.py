"""A server on a local port that behaves as LINE's Messaging API is documented to: push with retry keys, and reply.

See https://developers.line.biz/en/docs/messaging-api/retrying-api-request/ and
https://developers.line.biz/en/reference/messaging-api/ .
"""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID

TOKEN, SECRET = "channel-access-token", "channel-secret"
"""Those of the channel."""


@dataclass
class LineHouse:
    """What the server has taken, and what is to go wrong next.

    `taken` are the messages that people got: to whom, or to which reply token, and the text. `troubles` are what becomes of
    the next calls: a status, ``lost`` (taken, and the connection breaks before the answer), ``dropped`` (not even taken).
    """

    address: str = ""
    taken: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    troubles: list[int | str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    reply_tokens: set[str] = field(default_factory=set)


def signature(body: bytes, secret: str = SECRET) -> str:
    """Give what LINE writes into ``X-Line-Signature``."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def _is_hexadecimal_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key.lower()
    except ValueError:
        return False


def _sound(body: object, to: str) -> bool:
    """Tell whether a body is as the reference asks: somebody to send to, one to five texts of at most 5000 characters."""
    if not isinstance(body, dict) or not isinstance(body.get(to), str) or not body[to]:
        return False
    messages = body.get("messages")
    return (
        isinstance(messages, list)
        and 1 <= len(messages) <= 5
        and all(each.get("type") == "text" and 0 < len(each.get("text", "")) <= 5000 for each in messages)
    )


class _Handler(BaseHTTPRequestHandler):
    """Answers calls; which house it is, its server knows."""

    @property
    def house(self) -> LineHouse:
        return self.server.house

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        trouble = self.house.troubles.pop(0) if self.house.troubles else None
        if isinstance(trouble, int):
            self.answer(trouble)
        elif trouble == "dropped":
            self.close_connection = True
        else:
            status = self.status_of(body)
            if trouble == "lost":
                self.close_connection = True
            else:
                self.answer(status)

    def do_GET(self) -> None:
        self.house.taken.append(("followed a redirect", self.headers.get("Authorization", "")))
        self.answer(200)

    def status_of(self, content: bytes) -> int:
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401
        try:
            body = json.loads(content)
        except ValueError:
            return 400
        if self.path == "/v2/bot/message/push":
            return self.push(body)
        return self.reply(body) if self.path == "/v2/bot/message/reply" else 404

    def push(self, body: dict) -> int:
        key = self.headers.get("X-Line-Retry-Key", "")
        if key and not _is_hexadecimal_uuid(key):
            return 400
        if not _sound(body, "to"):
            return 400
        if key in self.house.keys:
            return 409
        self.house.keys |= {key} if key else set()
        self.house.taken += [(body["to"], each["text"]) for each in body["messages"]]
        return 200

    def reply(self, body: dict) -> int:
        """Take an answer; a token answers once, and the call knows no retry key."""
        if "X-Line-Retry-Key" in self.headers or not _sound(body, "replyToken"):
            return 400
        if body["replyToken"] not in self.house.reply_tokens:
            return 400
        self.house.reply_tokens.remove(body["replyToken"])
        self.house.taken += [(body["replyToken"], each["text"]) for each in body["messages"]]
        return 200

    def answer(self, status: int) -> None:
        self.house.statuses.append(status)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"{self.house.address}/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_given: object) -> None:
        pass


@contextmanager
def line_house() -> Iterator[LineHouse]:
    """Run the server."""
    house = LineHouse()

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.house = house
    house.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
