"""A walk through the site as a person would take it: from page to page by the links that stand there."""

import gzip
import re
from collections import Counter, deque
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

_LINK = re.compile(r'(?:href|src|hx-get)="([^"#]+)')
_LOADED = re.compile(r'(?:href|src)="/static/([^"]+)(?<!\.woff2)"')
_SKIPPED = ("/static/", "data:", "mailto:", "/account/sign-out/")
QUERIES = 12
BYTES = 100 * 1000
"""What a page may ask, and what it may weigh (in kB of 1000 bytes): on the wire with all that it loads but fonts, and
its HTML by itself, not compressed."""

OF_A_KIND = 3
"""How many addresses of one kind are visited: pages of one kind differ only in their data."""


@dataclass(frozen=True)
class Visit:
    """A page that was visited: its address, where it was linked, its status, its queries and what it weighs.

    `size`: bytes on the wire with its style, scripts and icon, before fonts, all compressed as they are served.
    """

    address: str
    linked_from: str
    status: int
    queries: int
    size: int
    html: bool
    body: str


def walk(client: Client, start: str = "/") -> list[Visit]:
    """Visit all pages that can be reached by links, a few of each kind, and give what was found."""
    seen = {start}
    queue = deque([(start, "")])
    kinds: Counter[object] = Counter()
    visits = []
    while queue:
        address, linked_from = queue.popleft()
        kind = _kind(address)
        if kinds[kind] >= OF_A_KIND:
            continue
        kinds[kind] += 1
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
        html = response.headers.get("Content-Type", "").startswith("text/html") and not response.has_header(
            "Content-Disposition"
        )
        body = content.decode() if html else ""
        visits.append(
            Visit(
                address,
                linked_from,
                response.status_code,
                len(queries),
                _wire(content) + sum(map(_weight, set(_LOADED.findall(body)))),
                html,
                body,
            )
        )
        targets = _LINK.findall(body)
        if "Location" in response.headers:
            targets.append(response.headers["Location"])
        for target in targets:
            found = urljoin(address, target.replace("&amp;", "&"))
            if found.startswith("/") and not found.startswith(_SKIPPED) and found not in seen:
                seen.add(found)
                queue.append((found, address))
    return visits


def over_budget(visits: list[Visit]) -> dict[str, list[tuple[object, ...]]]:
    """Give what broke, asked too much, weighs too much or is too long on a walk: all empty where everything holds."""
    pages = [each for each in visits if each.html]
    return {
        "broken": [
            (each.address, each.linked_from, each.status) for each in visits if each.status not in {200, 302}
        ],
        "asking": [(each.address, each.queries) for each in pages if each.queries > QUERIES],
        "heavy": [(each.address, each.size) for each in pages if each.size > BYTES],
        "long": [(each.address, length) for each in pages if (length := len(each.body.encode())) > BYTES],
    }


def _wire(content: bytes) -> int:
    return len(gzip.compress(content))


@cache
def _weight(name: str) -> int:
    """Give the bytes on the wire of a static file, by its own name or by that under which it is collected."""
    return _wire(Path(find(name) or settings.STATIC_ROOT / name).read_bytes())


def _kind(address: str) -> object:
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return parts.path
    return match.view_name, tuple(sorted(each.split("=")[0] for each in parts.query.split("&")))
