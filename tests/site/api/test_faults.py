"""What is answered where a request is wrong: where it is, as the caller wrote it, and in the language of the token's owner."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from api_house import YEAR, Caller, furnish, token_of
from prongsai.site.accounts.models import User
from prongsai.site.permissions import Role


@pytest.fixture
def furnished(house):
    return furnish(house)


@pytest.fixture
def call(house, furnished):
    """Give a caller for somebody who reads English."""
    User.objects.filter(pk=house.users[Role.OFFICER].pk).update(language="en")
    return Caller(token_of(house.users[Role.OFFICER]))


def told(answer):
    assert answer.status_code == 422, answer.content
    problems = answer.json()["problems"]
    assert {each["code"] for each in problems} == {"misshapen"}
    return {each["where"]: each["what"] for each in problems}


TEXT, NUMBER, MISSING = "Text is expected here.", "A whole number is expected here.", "This is missing."
DAY = "A day of the calendar (C.E.) such as 2025-11-30 is expected here."
OTHERWISE = "This is not written as the description of the interface (openapi.json) asks for."
PARTS = "One of these is expected here: title, owners, period, follow_up, money."


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "rounds", {"fiscal_year": "soon"}, {"fiscal_year": NUMBER}),
        ("POST", "rounds", {"fiscal_year": 2568.5}, {"fiscal_year": NUMBER}),
        ("POST", "rounds", [], {"fiscal_year": MISSING}),
        ("POST", "rounds", None, {"body": MISSING}),
        (
            "POST",
            "rounds/{year}/progress/entries",
            {"measure": 3, "division": 0, "day": "soon", "percent": "101", "result": "x", "links": [{"title": "ก"}]},
            {
                "measure": TEXT,
                "division": "This must be 1 or more.",
                "day": DAY,
                "percent": OTHERWISE,
                "links.0.link": MISSING,
            },
        ),
        (
            "POST",
            "rounds/{year}/papers",
            {"formats": ["docx", "exe"], "thai_digits": "perhaps", "version": 2**31, "papers": {}},
            {
                "formats.1": "One of these is expected here: docx, pdf, xlsx, html.",
                "thai_digits": "true or false is expected here.",
                "version": "This must be 2147483647 or less.",
                "papers": "A list is expected here.",
            },
        ),
        ("POST", "rounds/{year}/results", {"inputs": []}, {"inputs": "An object with named values is expected here."}),
        (
            "POST",
            "rounds/{year}/what-if",
            {"scores": {"x" * 41: "1"}},
            {f"scores.{'x' * 41}": "At most 40 characters are taken here."},
        ),
        ("PATCH", "rounds/{year}/plan/measures/m1", {"part": "luck"}, {"part": PARTS}),
        ("PATCH", "rounds/{year}/plan/measures/m1", {}, {"part": MISSING}),
        (
            "PATCH",
            "rounds/{year}/plan/measures/m1",
            {"part": "title", "title": {}, "indicators": ["x"]},
            {"title": TEXT, "indicators.0": NUMBER, "revision": MISSING},
        ),
    ],
)  # fmt: skip
def test_misshapen_body_says_where_and_what(house, call, method, path, body, expected):
    answer = call(method, f"/agencies/{house.agency.pk}/{path.format(year=YEAR)}", body)
    assert told(answer) == expected


def test_misshapen_address_and_form_say_where_and_what(house, furnished, call):
    found = call("GET", f"/areas/{furnished['area_id']}/agencies?year=1&page=x&words={'x' * 201}")
    assert told(found) == {
        "year": "This must be 2400 or more.",
        "page": NUMBER,
        "words": "At most 200 characters are taken here.",
    }
    assert told(call("GET", "/agencies/0")) == {"agency_id": "This must be 1 or more."}
    scan = f"/agencies/{house.agency.pk}/rounds/{YEAR}/plan/versions/2/scan"
    assert told(call.upload(scan, step="x", signed_on="2025-11-03", decision="approved")) == {
        "step": NUMBER,
        "file": MISSING,
    }


def test_file_of_another_kind_is_said_of_the_field_that_was_sent(house, furnished, call):
    path = f"/agencies/{house.agency.pk}/rounds/{YEAR}/plan/versions"
    step = call("GET", f"{path}/2").json()["approvals"][0]["id"]
    fields = {"step": step, "signed_on": "2025-11-03", "decision": "approved"}
    answer = call.upload(f"{path}/2/scan", **fields, file=SimpleUploadedFile("a.exe", b"MZ"))
    assert [each["where"] for each in answer.json()["problems"]] == ["file"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            {
                401: "Show a valid token: Authorization: Bearer …",
                403: "Your role or the token's scopes do not allow this.",
                404: "There is nothing of this address, or not for you.",
                400: "The body cannot be read as JSON.",
                422: "A whole number is expected here.",
            },
        ),
        (
            "th",
            {
                401: "โปรดแสดงโทเคนที่ใช้ได้ในส่วนหัวของคำขอ: Authorization: Bearer …",
                403: "บทบาทของท่านหรือขอบเขตสิทธิของโทเคนไม่อนุญาตให้ทำรายการนี้",
                404: "ไม่มีข้อมูลตามที่อยู่นี้ หรือท่านไม่มีสิทธิเข้าถึง",
                400: "เนื้อหาของคำขอไม่ใช่ JSON ที่อ่านได้",
                422: "ค่านี้ต้องเป็นจำนวนเต็ม",
            },
        ),
    ],
)
def test_faults_are_said_in_the_language_of_the_owner(house, furnished, settings, language, expected):
    settings.LANGUAGE_CODE = language
    user = house.users[Role.OFFICER]
    User.objects.filter(pk=user.pk).update(language=language)
    call, narrow = Caller(token_of(user)), Caller(token_of(user, "people"))
    path = f"/agencies/{house.agency.pk}"
    answers = [
        Caller("nothing")("GET", path),
        narrow("GET", path),
        call("GET", "/agencies/999999"),
        call("POST", f"{path}/rounds", data="{", content_type="application/json"),
        call("POST", f"{path}/rounds", {"fiscal_year": "soon"}),
    ]
    said = {each.status_code: json.loads(each.content)["problems"][0]["what"] for each in answers}
    assert said == expected


def test_unknown_word_to_sort_by_is_answered_with_those_there_are(furnished, call):
    problems = call("GET", f"/areas/{furnished['area_id']}/agencies?sort=luck").json()["problems"]
    choices = "change, district, name, overdue, plan, reported, total, type"
    assert problems == [
        {
            "code": "unknown-choice",
            "what": f"One of these is expected here: {choices}.",
            "where": "sort",
            "mend": "",
        }
    ]
