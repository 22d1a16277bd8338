"""The log: a JSON object a line, free of personal data.

A request is told by the pattern of its address, never by the address, which may hold a token. Our own messages name things
by number. Of others' messages only the text before anything was filled in is kept; of an exception its kind and the lines
of code, since its words may hold what somebody typed.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

REQUEST: ContextVar[str] = ContextVar("prongsai_request", default="")
"""The number of the request that is being answered."""

OURS = "prongsai"


class JsonLines(logging.Formatter):
    """Writes records as lines of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Give a record's line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if record.name.partition(".")[0] == OURS else str(record.msg),
        }
        if number := REQUEST.get():
            line["request"] = number
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line |= {"method": request.method, "route": route_of(request)}
        if status := getattr(record, "status_code", None):
            line["status"] = status
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= _fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """Give what the address of a request leads to, if anything."""
    try:
        return request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return None


def route_of(request: HttpRequest) -> str:
    """Give the pattern of a request's address; ``?`` where there is none."""
    match = match_of(request)
    return "/" + match.route.replace("^", "").removesuffix("$") if match else "?"


def _fault(error: BaseException) -> dict[str, Any]:
    """Give kind and place of an exception, and of that which it came from, without their words."""
    facts: dict[str, Any] = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }
    if error.__cause__ is not None:
        facts["cause"] = _fault(error.__cause__)
    return facts
