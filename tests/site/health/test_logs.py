"""The log: lines of JSON that tell what happened, and of nobody."""

import io
import json
import logging
import sys

import pytest
from django.test import Client

from prongsai.site.health.logs import REQUEST, JsonLines

TOKEN = "s3cr3t-t0k3n-0123456789abcdefghijklmnopqrstuv"
PERSON = "somebody@example.com"


@pytest.fixture
def lines(monkeypatch):
    """Give the lines of everything that is logged, whatever its level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, requests = logging.getLogger(), logging.getLogger("prongsai.requests")
    root.addHandler(handler)
    level = requests.level
    requests.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    requests.setLevel(level)
    root.removeHandler(handler)


def without(line, *names):
    return {key: value for key, value in line.items() if key not in names}


def test_request_is_told_by_pattern_status_and_agency_with_its_number(officer, house, lines):
    response = officer.get(f"/agencies/{house.agency.pk}/log/?word={PERSON}")
    (line,) = lines()
    assert without(line, "time", "ms") == {
        "level": "info",
        "logger": "prongsai.requests",
        "message": "answered",
        "request": response["X-Request-ID"],
        "method": "GET",
        "route": "/agencies/<int:agency>/log/",
        "status": 200,
        "agency": house.agency.pk,
    }
    assert line["ms"] >= 0
    assert line["time"].endswith("+00:00")


@pytest.mark.parametrize(
    "path",
    [
        f"/account/password/reset/abc-{TOKEN}/",
        f"/account/invitations/{TOKEN}/",
        f"/no/such/{TOKEN}",
        f"/agencies/1/no-such/?next={TOKEN}",
    ],
)
def test_token_in_an_address_is_never_logged(db, lines, path):
    for method in ("get", "post"):
        getattr(Client(REMOTE_ADDR="203.0.113.7"), method)(path, {"email": PERSON, "password": TOKEN})
    text = json.dumps(lines())
    assert lines()
    assert not [each for each in (TOKEN, PERSON, "203.0.113.7") if each in text]


def test_failure_is_told_by_kind_and_place_without_its_words(officer, house, lines, monkeypatch):
    def fail(*_given, **_named):
        raise ValueError(PERSON)

    monkeypatch.setattr("prongsai.site.audit.views.render", fail)
    officer.raise_request_exception = False
    assert officer.get(f"/agencies/{house.agency.pk}/log/").status_code == 500
    failure, answered = lines()
    assert (failure["error"], failure["status"]) == ("builtins.ValueError", 500)
    assert failure["request"] == answered["request"]
    assert failure["where"][-1].endswith(" fail")
    assert PERSON not in json.dumps(lines())


def logged(name, *message, **more):
    REQUEST.set("")
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message[0], message[1:], **more)
    return without(json.loads(JsonLines().format(record)), "time")


def test_our_messages_are_whole_and_those_of_others_are_not_filled_in():
    assert logged("prongsai.jobs", "job %s failed", 7, exc_info=None)["message"] == "job 7 failed"
    assert logged("smtplib", "%s was refused", PERSON, exc_info=None) == {
        "level": "warning",
        "logger": "smtplib",
        "message": "%s was refused",
    }


def test_exception_and_its_cause_are_named_with_their_lines_of_code():
    try:
        try:
            {}[PERSON]
        except KeyError as error:
            raise ValueError(PERSON) from error
    except ValueError:
        line = logged("prongsai.jobs", "failed", exc_info=sys.exc_info())
    name = "test_exception_and_its_cause_are_named_with_their_lines_of_code"
    assert (line["error"], line["cause"]["error"]) == ("builtins.ValueError", "builtins.KeyError")
    assert [place.split(" ")[1] for place in (*line["where"], *line["cause"]["where"])] == [name, name]
    assert PERSON not in json.dumps(line)


def test_message_without_an_exception_at_hand_has_none():
    assert "error" not in logged("prongsai.jobs", "failed", exc_info=(None, None, None))
