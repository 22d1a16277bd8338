"""The one message a day: what stands in it, who gets it, and that nobody gets it twice."""

import threading
from datetime import date, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.db import connection
from django_scopes import scope

from approved import DECEMBER, report
from houses import build
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Membership
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import submit
from prongsai.site.plans.models import Version
from prongsai.site.reminders import actions, digest, letter
from prongsai.site.reminders.models import Digest, Reminder, Way
from prongsai.site.reminders.things import things_in

STAFF, OFFICER, APPROVER = (f"{role}@one.example.com" for role in ("staff", "officer", "approver"))
WEEK_BEFORE, MISSED, AFTER = date(2025, 12, 24), date(2026, 1, 1), date(2026, 10, 1)
LINE_ID = "U" + "0123456789abcdef" * 2


def kept():
    """Give the messages that were written down: to whom, when, how, how far."""
    return list(Digest.objects.order_by("pk").values_list("user__email", "day", "way", "state"))


def test_letter_tells_what_is_due_with_days_and_titles_and_nobodys_name(house, plan, of_day):
    letter = of_day(WEEK_BEFORE)[STAFF]
    assert letter.subject == "ITA: มีเรื่องที่ท่านต้องดำเนินการ 2 เรื่อง"
    assert (
        letter.body
        == f"""เทศบาลตำบลต้นแบบ
- รายงานความก้าวหน้าภายในวันที่ 31 ธันวาคม 2568: มาตรการ m1
- รายงานความก้าวหน้าภายในวันที่ 31 ธันวาคม 2568: มาตรการ m3
http://127.0.0.1:8000/agencies/{house.agency.pk}/due/

ตั้งค่าหรือยกเลิกการแจ้งเตือนได้ที่:
http://127.0.0.1:8000/account/reminders/

โปร่งใส
http://127.0.0.1:8000
"""
    )
    assert not [user.name.text for user in house.users.values() if user.name.text in letter.body]


def test_letter_speaks_the_readers_language_and_digits(house, plan, of_day):
    User.objects.filter(email=STAFF).update(language="en")
    User.objects.filter(email=OFFICER).update(digits="thai")
    letters = of_day(WEEK_BEFORE)
    assert letters[STAFF].subject == "ITA: 2 things to do"
    assert "- Report progress by 31 December 2568: มาตรการ m1" in letters[STAFF].body
    assert letters[OFFICER].subject == "ITA: มีเรื่องที่ท่านต้องดำเนินการ ๓ เรื่อง"
    assert "๓๑ ธันวาคม ๒๕๖๘: มาตรการ m1" in letters[OFFICER].body


def test_nobody_is_told_of_what_is_further_off_than_set(house, plan, of_day, settings):
    assert of_day(WEEK_BEFORE - timedelta(days=1)) == {}
    settings.ENVIRONMENT = {**settings.ENVIRONMENT, "REMIND_DAYS": 8}
    assert set(of_day(WEEK_BEFORE - timedelta(days=1))) == {STAFF, OFFICER}


def test_report_that_comes_due_is_told_once(house, plan, of_day):
    assert STAFF in of_day(WEEK_BEFORE)
    assert [of_day(WEEK_BEFORE + timedelta(days=each)) for each in range(8)] == [{}] * 8


def test_overdue_measure_reminds_its_owner_once_and_again_after_a_week(house, plan, of_day):
    told = {
        day: letters[STAFF].body.count("เกินกำหนดตั้งแต่วันที่ 30 กันยายน 2569: มาตรการ m1")
        for day in (AFTER + timedelta(days=each) for each in range(15))
        if STAFF in (letters := of_day(day))
    }
    assert told == {AFTER: 1, AFTER + timedelta(days=7): 1, AFTER + timedelta(days=14): 1}


def test_work_that_runs_again_on_a_day_tells_nobody_twice(house, plan, of_day):
    assert set(of_day(MISSED)) == {STAFF, OFFICER}
    assert of_day(MISSED) == {}
    with scope(agency=house.agency):
        report(house, plan, day=MISSED)
    assert of_day(MISSED) == {}
    assert kept() == [(OFFICER, MISSED, "mail", "sent"), (STAFF, MISSED, "mail", "sent")]


def test_what_is_settled_is_not_told(house, plan, of_day):
    of_day(WEEK_BEFORE)
    with scope(agency=house.agency):
        report(house, plan, day=WEEK_BEFORE, role=Role.STAFF)
        report(house, plan, day=WEEK_BEFORE, role=Role.STAFF, measure="m3")
    letters = of_day(MISSED)
    assert set(letters) == {OFFICER}
    assert letters[OFFICER].body.count("ความก้าวหน้ารอท่านยืนยัน: มาตรการ m1") == 1


def test_progress_to_confirm_is_told_at_once_and_after_a_week(house, plan, of_day, clock):
    clock(WEEK_BEFORE)
    with scope(agency=house.agency):
        report(house, plan, role=Role.STAFF)
    days = [WEEK_BEFORE - timedelta(days=2) + timedelta(days=each) for each in range(8)]
    told = [
        "ความก้าวหน้ารอท่านยืนยัน" in letters[OFFICER].body for letters in map(of_day, days) if OFFICER in letters
    ]
    assert told == [True, False, True]


def submitted(house, plan, day):
    with scope(agency=house.agency):
        version = submit(house.actor(), plan, "", "เพียงพอ")
        Version.objects.filter(pk=version.pk).update(submitted_at=f"{day}T08:00:00+07:00")


def test_approver_whom_a_mail_told_today_is_not_told_again_today(house, plan, of_day):
    day = date(2025, 10, 15)
    submitted(house, plan, day)
    assert of_day(day) == {}
    letters = of_day(day + timedelta(days=1))
    assert set(letters) == {APPROVER}
    page = f"http://127.0.0.1:8000/agencies/{house.agency.pk}/rounds/2568/plan/versions/2/approve/"
    assert f"\n- แผนปีงบประมาณ พ.ศ. 2569 รอการพิจารณาของท่าน\n{page}\n\n" in letters[APPROVER].body


def test_one_who_wants_none_gets_none_and_hears_of_it_later(house, plan, of_day):
    user = house.users[Role.STAFF]
    actions.choose_way(user, "none")
    assert set(of_day(WEEK_BEFORE)) == {OFFICER}
    actions.choose_way(user, "mail")
    assert set(of_day(WEEK_BEFORE + timedelta(days=1))) == {STAFF}


def test_without_mail_and_line_nothing_is_written_down(house, plan, of_day, settings):
    settings.EMAIL_HOST = ""
    assert of_day(WEEK_BEFORE) == {}
    assert kept() == []
    settings.EMAIL_HOST = "mail.example.com"
    assert set(of_day(WEEK_BEFORE)) == {STAFF, OFFICER}


@pytest.fixture
def both(house, plan):
    """Let the division's person be one of another agency, too, that has the same plan."""
    from approved import approved

    second = build("เทศบาลตำบลที่สอง", "three.example.com")
    with scope(agency=second.agency):
        approved(second)
        Membership.objects.create(
            agency=second.agency,
            user=house.users[Role.STAFF],
            role=Role.STAFF,
            division=second.divisions["works"],
        )
    return second


def test_one_message_holds_what_all_agencies_of_a_person_have_to_say(house, plan, both, of_day):
    body = of_day(WEEK_BEFORE)[STAFF].body
    assert [body.count(each) for each in ("เทศบาลตำบลต้นแบบ", "เทศบาลตำบลที่สอง", "มาตรการ m1")] == [1, 1, 2]


def lines(message):
    """Give the lines of a letter between its subject and its foot."""
    return message.body.split("\n\nตั้งค่า")[0].splitlines()


def test_long_message_says_how_much_more_there_is_on_which_page(house, plan, of_day, monkeypatch):
    monkeypatch.setattr(letter, "MOST", 2)
    told = of_day(WEEK_BEFORE)[STAFF]
    assert told.subject.endswith("2 เรื่อง")
    assert lines(told) == [
        "เทศบาลตำบลต้นแบบ",
        "- รายงานความก้าวหน้าภายในวันที่ 31 ธันวาคม 2568: มาตรการ m1",
        "- และอีก 1 รายการ",
        f"http://127.0.0.1:8000/agencies/{house.agency.pk}/due/",
    ]


def test_long_message_of_many_agencies_names_each_with_its_page(house, plan, both, of_day, monkeypatch):
    monkeypatch.setattr(letter, "MOST", 3)
    assert lines(of_day(WEEK_BEFORE)[STAFF]) == [
        "เทศบาลตำบลต้นแบบ",
        "- 2 เรื่อง",
        f"http://127.0.0.1:8000/agencies/{house.agency.pk}/due/",
        "",
        "เทศบาลตำบลที่สอง",
        "- 3 เรื่อง",
        f"http://127.0.0.1:8000/agencies/{both.agency.pk}/due/",
    ]


def test_what_is_to_be_said_of_a_measure_is_one_line(house, plan, of_day):
    told = of_day(AFTER)[OFFICER]
    assert "\n- เกินกำหนด" in told.body
    titles = [line.rsplit(": ", 1)[1] for line in lines(told) if line.startswith("- ")]
    assert titles == sorted(set(titles))
    assert any(line.count(" · ") for line in lines(told))


def test_long_title_is_cut(house, plan, of_day):
    with scope(agency=house.agency):
        version = Version.objects.get()
        version.content["measures"][0]["title"] = "ก" * 300
        version.save()
    assert f": {'ก' * 119}…\n" in of_day(WEEK_BEFORE)[STAFF].body


def test_old_messages_are_forgotten(house, plan, of_day):
    of_day(WEEK_BEFORE)
    of_day(WEEK_BEFORE + timedelta(days=120))
    assert {day for _email, day, _way, _state in kept()} == {WEEK_BEFORE + timedelta(days=120)}
    assert not Reminder.objects.filter(day=WEEK_BEFORE).exists()


def test_agency_that_fails_keeps_no_other_back(house, other, plan, of_day, monkeypatch, caplog):
    def failing(agency, day):
        if agency == other.agency:
            raise ValueError("secret")
        return things_in(agency, day)

    monkeypatch.setattr(digest, "things_in", failing)
    assert set(of_day(WEEK_BEFORE)) == {STAFF, OFFICER}
    assert f"nobody could be reminded of anything in agency {other.agency.pk}" in caplog.text


def test_server_for_mail_that_is_not_reached_begins_nothing(house, plan, clock, with_mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    clock(WEEK_BEFORE)
    with pytest.raises(OSError, match="refused"):
        digest.send_all()
    assert (kept(), Reminder.objects.count()) == ([], 0)


def test_letter_that_failed_is_not_sent_again(house, plan, of_day, monkeypatch, caplog):
    def refuse(*_given, **_named):
        raise SMTPException("somebody@example.com")

    with monkeypatch.context() as patch:
        patch.setattr("prongsai.site.accounts.mail.send_mail", refuse)
        assert of_day(WEEK_BEFORE) == {}
    assert of_day(WEEK_BEFORE) == {}
    assert {state for *_rest, state in kept()} == {"failed"}


def test_letter_that_broke_off_is_not_sent_again(house, plan, of_day, monkeypatch):
    """As after kill -9: nobody knows whether it arrived."""

    def die(*_given, **_named):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(digest, "send", die)
        with pytest.raises(SystemExit):
            of_day(WEEK_BEFORE)
    assert set(of_day(WEEK_BEFORE)) == {STAFF}
    assert kept() == [(OFFICER, WEEK_BEFORE, "mail", "begun"), (STAFF, WEEK_BEFORE, "mail", "sent")]


@pytest.fixture
def linked(house, at_line):
    """Let the division's person be linked with LINE."""
    user = house.users[Role.STAFF]
    actions.link(actions.make_code(user), LINE_ID)
    return at_line


def test_one_linked_with_line_gets_the_message_there_and_no_letter(house, plan, linked, of_day):
    assert set(of_day(WEEK_BEFORE)) == {OFFICER}
    ((to, text),) = linked.taken
    assert (to, text.splitlines()[0]) == (LINE_ID, "ITA: มีเรื่องที่ท่านต้องดำเนินการ 2 เรื่อง")
    assert "- รายงานความก้าวหน้าภายในวันที่ 31 ธันวาคม 2568: มาตรการ m1" in text
    assert (STAFF, WEEK_BEFORE, "line", "sent") in kept()


def test_message_whose_answer_was_lost_is_had_once(house, plan, linked, of_day):
    linked.troubles = ["lost", 500]
    of_day(WEEK_BEFORE)
    assert (len(linked.taken), linked.statuses) == (1, [500, 409])
    assert (STAFF, WEEK_BEFORE, "line", "sent") in kept()


def test_message_by_line_that_broke_off_is_had_once(house, plan, linked, of_day, monkeypatch):
    """LINE takes the same key but once, so that it is sent again without harm."""
    sent = digest.line.push

    def die(*given):
        sent(*given)
        raise SystemExit

    monkeypatch.setattr(digest.line, "push", die)
    with pytest.raises(SystemExit):
        of_day(WEEK_BEFORE)
    assert (STAFF, WEEK_BEFORE, "line", "begun") in kept()
    monkeypatch.setattr(digest.line, "push", sent)
    of_day(WEEK_BEFORE)
    assert (len(linked.taken), linked.statuses) == (1, [200, 409])
    assert (STAFF, WEEK_BEFORE, "line", "sent") in kept()


def test_message_by_line_that_broke_off_before_it_left_arrives(house, plan, linked, of_day, monkeypatch):
    sent = digest.line.push

    def die(*_given):
        raise SystemExit

    monkeypatch.setattr(digest.line, "push", die)
    with pytest.raises(SystemExit):
        of_day(WEEK_BEFORE)
    monkeypatch.setattr(digest.line, "push", sent)
    of_day(WEEK_BEFORE)
    assert (len(linked.taken), linked.statuses) == (1, [200])


@pytest.mark.parametrize(
    ("troubles", "statuses"),
    [([400], [400]), ([429], [429]), ([302], [302]), ([500, "dropped", 503], [500, 503])],
)
def test_message_that_line_does_not_take_is_told_in_the_log(
    house, plan, linked, of_day, troubles, statuses, caplog
):
    linked.troubles = troubles
    of_day(WEEK_BEFORE)
    assert (linked.taken, linked.statuses) == ([], statuses)
    assert (STAFF, WEEK_BEFORE, "line", "failed") in kept()
    assert f"LINE did not take a message: {statuses[-1]}" in caplog.text
    assert LINE_ID not in caplog.text


def test_line_that_is_not_reached_at_all_is_told_in_the_log(house, plan, linked, of_day, settings, caplog):
    settings.LINE_ADDRESS = "http://127.0.0.1:1"
    of_day(WEEK_BEFORE)
    assert "LINE did not take a message: no answer" in caplog.text


def test_one_who_was_unlinked_gets_a_letter(house, plan, linked, of_day):
    actions.unlink(house.users[Role.STAFF])
    assert set(of_day(WEEK_BEFORE)) == {STAFF, OFFICER}


def test_one_linked_gets_a_letter_where_the_site_has_no_line_any_more(house, plan, linked, of_day, settings):
    settings.LINE_TOKEN = ""
    assert set(of_day(WEEK_BEFORE)) == {STAFF, OFFICER}


def test_one_unlinked_between_writing_and_sending_gets_nothing(house, plan, linked, of_day, monkeypatch):
    begin = digest._begin

    def unlinking(user, things, today):
        begun = begin(user, things, today)
        actions.unlink(user)
        return begun

    monkeypatch.setattr(digest, "_begin", unlinking)
    of_day(WEEK_BEFORE)
    assert linked.taken == []
    assert (STAFF, WEEK_BEFORE, Way.LINE, "failed") in kept()


def test_text_beyond_what_line_takes_is_cut(house, at_line):
    key = Digest(user=house.users[Role.STAFF], day=DECEMBER).key
    assert digest.line.push(LINE_ID, "ก" * 6000, key)
    assert at_line.taken == [(LINE_ID, "ก" * 4999 + "…")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time")
def test_two_workers_at_the_same_moment_tell_everybody_once(house, plan, clock, with_mail):
    clock(WEEK_BEFORE)
    mail.outbox = []
    gate = threading.Barrier(2)

    def run():
        gate.wait()
        try:
            digest.send_all()
        finally:
            connection.close()

    workers = [threading.Thread(target=run) for _number in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sorted(each.to[0] for each in mail.outbox) == [OFFICER, STAFF]
