"""What LINE tells of: only its own calls count; a code links once and soon; blocking the account ends it."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from line_house import signature
from prongsai.site.accounts.actions import erase
from prongsai.site.permissions import Role
from prongsai.site.reminders.actions import link, make_code, unlink
from prongsai.site.reminders.models import Contact
from prongsai.site.reminders.webhook import answer

ONE, TWO = "U" + "a" * 32, "U" + "b" * 32


def called(*events, signed=None, body=None):
    """Call as LINE does, and give the status."""
    content = json.dumps({"destination": "U0", "events": list(events)}).encode() if body is None else body
    headers = {"X-Line-Signature": signature(content) if signed is None else signed}
    client = Client(enforce_csrf_checks=True)
    return client.post("/line/webhook", content, content_type="application/json", headers=headers).status_code


def message(text, who=ONE, token="reply-1"):
    return {
        "type": "message",
        "replyToken": token,
        "source": {"type": "user", "userId": who},
        "message": {"type": "text", "id": "1", "text": text},
        "webhookEventId": "01H810YECXQQZ37VAXPF6H9E6T",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": 1,
        "mode": "active",
    }


def answered(at_line, *tokens):
    """Send the answers that wait, and give them."""
    at_line.reply_tokens |= set(tokens)
    for each in DBTaskResult.objects.order_by("enqueued_at"):
        answer.func(**each.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()
    taken, at_line.taken = at_line.taken, []
    return taken


def linked():
    return dict(Contact.objects.exclude(line_id=None).values_list("line_id", "user__email"))


def test_code_links_and_is_answered_by_the_reply_token(house, at_line):
    code = make_code(house.users[Role.STAFF])
    assert called(message(f" {code[:4].lower()}-{code[4:]}\n")) == 200
    assert linked() == {ONE: "staff@one.example.com"}
    ((token, text),) = answered(at_line, "reply-1")
    assert (token, text.startswith("เชื่อมต่อกับโปร่งใสแล้ว")) == ("reply-1", True)
    contact = Contact.objects.get()
    assert (contact.way, contact.code_hash, contact.code_until) == ("line", None, None)


def test_answer_speaks_the_readers_language(house, at_line):
    user = house.users[Role.STAFF]
    user.language = "en"
    user.save()
    called(message(make_code(user)))
    ((_token, text),) = answered(at_line, "reply-1")
    assert text == "You are linked with Prongsai. From now on it reminds you here: http://127.0.0.1:8000"


@pytest.mark.parametrize("why", ["unknown", "used", "too old", "replaced", "locked out", "erased"])
def test_code_that_is_not_good_links_nobody(house, at_line, why):
    user = house.users[Role.STAFF]
    code = make_code(user)
    if why == "unknown":
        code = "A" * 8
    elif why == "used":
        link(code, TWO)
        unlink(user)
    elif why == "too old":
        Contact.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    elif why == "replaced":
        make_code(user)
    elif why == "locked out":
        user.is_active = False
        user.save()
    else:
        erase(user.name, user.name)
    assert called(message(code)) == 200
    assert linked() == {}
    ((_token, text),) = answered(at_line, "reply-1")
    assert text.startswith("รหัสไม่ถูกต้องหรือหมดอายุแล้ว")


def test_account_that_links_anew_leaves_the_one_before(house, at_line):
    called(message(make_code(house.users[Role.STAFF])))
    called(message(make_code(house.users[Role.OFFICER])))
    assert linked() == {ONE: "officer@one.example.com"}
    called(message(make_code(house.users[Role.OFFICER]), who=TWO))
    assert linked() == {TWO: "officer@one.example.com"}
    called(message(make_code(house.users[Role.OFFICER]), who=TWO))
    assert linked() == {TWO: "officer@one.example.com"}
    assert Contact.objects.get(user=house.users[Role.STAFF]).way == "mail"


def test_nobody_tries_many_codes(house, at_line):
    for number in range(10):
        called(message("ABCDEFG" + "23456789AB"[number]))
    code = make_code(house.users[Role.STAFF])
    called(message(code))
    assert linked() == {}
    called(message(code, who=TWO))
    assert linked() == {TWO: "staff@one.example.com"}


def test_blocking_the_account_ends_the_link(house, at_line):
    called(message(make_code(house.users[Role.STAFF])))
    assert called({"type": "unfollow", "source": {"type": "user", "userId": TWO}}) == 200
    assert linked() == {ONE: "staff@one.example.com"}
    called({"type": "unfollow", "source": {"type": "user", "userId": ONE}})
    assert linked() == {}


@pytest.mark.parametrize(
    "event",
    [
        message("สวัสดีค่ะ"),
        message("ABCDEFGH1"),
        {**message("x"), "message": {"type": "sticker"}},
        {**message("x"), "source": None},
        {"type": "follow", "replyToken": "x", "source": {"type": "user", "userId": ONE}},
        {"type": "message", "source": {"type": "group", "groupId": "C1"}},
        {},
        "no event",
    ],
)
def test_other_events_are_passed_over(house, at_line, event):
    assert called(event) == 200
    assert (linked(), DBTaskResult.objects.count()) == ({}, 0)


def test_code_without_a_reply_token_links_without_an_answer(house, at_line):
    event = message(make_code(house.users[Role.STAFF]))
    del event["replyToken"]
    called(event)
    assert (linked(), answered(at_line)) == ({ONE: "staff@one.example.com"}, [])


def test_answer_that_line_does_not_take_is_told_in_the_log(at_line, caplog):
    answer.func(token="too-old", linked=True, language="th")
    assert "LINE did not take an answer: 400" in caplog.text


def test_call_that_verifies_the_address_is_answered(db, at_line):
    assert called() == 200


@pytest.mark.parametrize(
    "signed", ["", "wrong", "ลายเซ็น".encode().hex(), signature(b"other"), signature(b"", "x")]
)
def test_call_that_is_not_signed_by_line_does_nothing(house, at_line, signed):
    assert called(message(make_code(house.users[Role.STAFF])), signed=signed) == 404
    assert linked() == {}


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"events": null}', b'{"events": {"a": 1}}'])
def test_signed_call_that_is_none_is_refused(db, at_line, body):
    assert called(body=body) == 400


@pytest.mark.parametrize("missing", ["LINE_TOKEN", "LINE_SECRET"])
def test_without_line_there_is_no_such_page(house, at_line, settings, missing):
    setattr(settings, missing, "")
    assert called(message(make_code(house.users[Role.STAFF]))) == 404


def test_page_is_only_posted_to(db, at_line):
    assert Client().get("/line/webhook").status_code == 405


def test_account_at_line_is_forgotten_with_the_person(house, at_line):
    user = house.users[Role.STAFF]
    link(make_code(user), ONE)
    erase(user.name, user.name)
    assert not Contact.objects.exists()
