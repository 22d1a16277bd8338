"""The description (OpenAPI) is kept: whatever is sent, nothing fails, and every answer is one that it names."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api_house import address, furnish, token_of
from prongsai.site.api import operations
from prongsai.site.permissions import Role


def closed(application):
    """Give an application whose answers are read to their end and closed, as a server does."""

    def call(environment, start):
        answer = application(environment, start)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()

    return call


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(Client(SERVER_NAME="localhost").get("/api/1/openapi.json").json())
SCHEMA.app = closed(get_wsgi_application())
OPERATIONS = [each.ok() for each in SCHEMA.get_all_operations()]
TAGS = sorted({each.tags[0] for each in OPERATIONS if each.tags})
EXAMPLES = 8
"""How many requests of each kind are made up for an operation, sent to a made-up and to a real address."""


def test_every_shape_has_a_name_of_its_own():
    modules = [
        import_module(f"{operations.__name__}.{each.name}") for each in iter_modules(operations.__path__)
    ]
    shapes = {
        each for module in modules for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Schema) and each.__module__ == module.__name__
    }  # fmt: skip
    assert len(shapes) > 50
    assert [name for name, count in Counter(each.__name__ for each in shapes).items() if count > 1] == []


@pytest.fixture
def connected():
    """Let requests leave the test's connection open, as Django's own client does: it is in the midst of a transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(connected, house):
    """Give a value for every field of an address, and the secret of a token that may do everything."""
    return furnish(house) | {"secret": token_of(house.users[Role.OFFICER])}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda each: each.value)
def test_whatever_is_sent_is_answered_as_described(tag, mode, known):
    sent = 0
    for operation in OPERATIONS:
        if tag in operation.tags:
            _send(operation, mode, known)
            sent += 1
    assert sent > 0


def _send(operation, mode, known):
    """Send made-up requests to made-up addresses, and to one behind which something is; undo what came of it."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    def send(case):
        headers = {"Authorization": f"Bearer {known['secret']}", "Accept-Encoding": "identity"}
        for real in (False, True):
            if real and case.path_parameters:
                case.path_parameters = real_parameters(operation.path, known)
            with transaction.atomic():
                case.call_and_validate(headers=headers, checks=CHECKS)
                transaction.set_rollback(True)

    send()


def real_parameters(pattern, known):
    """Give the fields of an address with values behind which something is."""
    parts, found = pattern.split("/"), address(pattern, known).split("/")
    shift = len(parts) - len(found)
    return {
        part.strip("{}"): value
        for part, value in zip(parts[shift:], found, strict=True)
        if part.startswith("{")
    }
