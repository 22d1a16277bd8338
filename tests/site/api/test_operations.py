"""Every operation: its door, and what strangers, narrow tokens and callers who err are told."""

import json

import pytest

from api_house import Caller, address, token_of
from prongsai.site.api.doors import within, within_area, within_site
from prongsai.site.api.service import make_api
from prongsai.site.permissions import ACTS, AREA_ACTS, SITE_ACTS, Role, scope_of

PAGES_ONLY = {"site.records", "person.erase", "area.export"}
"""Acts for which there is no operation: the table of an area as Excel (programs read its lines), looking at the site's records, and erasing a person, are done on pages."""


def operations():
    """Give method, pattern and act of every operation but those that tell of the token's owner."""
    routers = make_api()._routers
    return [
        (method, path, operation.view_func.act)
        for _prefix, router in routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
        if not path.startswith("/me")
    ]


def test_every_operation_names_an_act_of_the_table():
    found = operations()
    assert len(found) > 60
    assert {act for _method, _path, act in found} <= {*ACTS, *AREA_ACTS, *SITE_ACTS}
    missing = {*ACTS, *AREA_ACTS, *SITE_ACTS} - {act for _method, _path, act in found}
    assert missing == PAGES_ONLY


@pytest.mark.parametrize("door", [within, within_area, within_site])
def test_unknown_act_has_no_door(door):
    with pytest.raises(KeyError):
        door("agency.burn")


def test_faults_of_a_report_are_said_in_the_language_of_the_user(house, furnished, call):
    found = call("GET", f"/agencies/{house.agency.pk}/readings/{furnished['reading']}").json()
    assert found["counts"]["error"] == len([each for each in found["faults"] if each["klass"] == "error"]) > 0
    assert all(each["message"] for each in found["faults"])


def test_strangers_are_told_that_there_is_no_such_agency(house, other, furnished):
    stranger = Caller(token_of(other.users[Role.OFFICER]))
    wrong = []
    for method, path, act in operations():
        answer = stranger(method, address(path, furnished), {} if method != "GET" else None)
        expected = 403 if act in SITE_ACTS else 404
        if answer.status_code not in {expected, 422}:
            wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_narrow_token_may_do_nothing_beyond_its_scope(house, furnished):
    wrong = []
    for method, path, act in operations():
        if method == "GET":
            narrow = Caller(
                token_of(house.users[Role.OFFICER], "approvals" if scope_of(act) == "read" else "read")
            )
            answer = narrow(method, address(path, furnished))
            if answer.status_code != 403:
                wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_writing_with_a_reading_token_is_refused(house, furnished):
    narrow = Caller(token_of(house.users[Role.OFFICER], "read"))
    answer = narrow("POST", f"/agencies/{house.agency.pk}/rounds", {"fiscal_year": 2567})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "not-allowed")


def test_every_reading_operation_answers(house, furnished, call):
    wrong = []
    for method, path, _act in operations():
        if method == "GET":
            answer = call(method, address(path, furnished))
            if answer.streaming:
                b"".join(answer.streaming_content)
            if answer.status_code != 200:
                wrong.append((path, answer.status_code, answer.content[:200]))
    assert wrong == []


def test_body_that_is_no_json_is_said_to_be_unreadable(house, furnished, call):
    answer = call("POST", f"/agencies/{house.agency.pk}/rounds", data="{", content_type="application/json")
    assert (answer.status_code, json.loads(answer.content)["problems"][0]["code"]) == (400, "unreadable")
