"""Whom to remind, and the message: to agencies of the area alone, once, with mail to nobody twice."""

import re
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Membership
from prongsai.site.audit.models import Act
from prongsai.site.coordination.actions import put_away, put_back, send
from prongsai.site.coordination.mailing import mail_message
from prongsai.site.coordination.models import Letter, Message, Notice, Reason
from prongsai.site.coordination.queries import as_sent, notices_of
from prongsai.site.coordination.words import template_for
from prongsai.site.permissions import Role
from standing import SECRET, add, stand

TEXT = "ขอความร่วมมือจัดทำแผน\n\nภายในเดือนนี้"


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_HOST = "mail.example.com"


@pytest.fixture
def second(held, house):
    """Give a second agency of the area, whose manager is the officer of the first."""
    agency = add(held.area, "อบต.สอง")
    with scopes_disabled():
        Membership.objects.create(agency=agency, user=house.users[Role.OFFICER], role=Role.MANAGER)
    return agency


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sent(held, *agencies, key=None):
    return send(
        held.coordination,
        [each.pk for each in agencies],
        fiscal_year=2568,
        reason=Reason.NO_ROUND,
        text=TEXT,
        key=key or uuid.uuid4(),
    )


def path(held, more=""):
    return f"/areas/{held.area.pk}/{more}"


def notices(agency):
    with scope(agency=agency):
        return [each.message.text for each in notices_of(agency)]


def test_agencies_to_be_reminded_are_shown_by_reason(held, house, second, secret):
    stand(second, stage="submitted")
    told = text(held.browser.get(path(held, "remind/")))
    assert (
        "no round begun 1 no decisive result 0 no plan yet 0 plan not submitted 0 plan awaiting approval 1 plan not published 0"
        in told
    )
    assert f"{house.agency.name} เมืองตัวอย่าง – Write" in told
    told = text(held.browser.get(path(held, "remind/?reason=awaiting")))
    assert "อบต.สอง เมือง – Write" in told
    assert house.agency.name not in told
    assert "No agency is to be reminded of this." in text(
        held.browser.get(path(held, "remind/?reason=no-plan"))
    )
    stand(house.agency, stage="submitted")
    assert "plan awaiting approval Chosen Agency" in text(
        held.browser.get(path(held, "remind/?reason=never"))
    )


def test_when_everybody_has_published_nobody_is_reminded(held, house):
    stand(house.agency, stage="published")
    assert "No agency is to be reminded of this." in text(held.browser.get(path(held, "remind/")))


def test_last_message_about_the_year_is_told(held, house):
    sent(held, house.agency)
    Message.objects.update(sent_at="2026-03-01T05:00Z")
    assert "1 March 2569" in text(held.browser.get(path(held, "remind/?year=2568")))
    assert "1 March 2569" not in text(held.browser.get(path(held, "remind/?year=2567")))


def test_message_is_written_seen_before_and_sent(held, house, second):
    stand(second)
    page = held.browser.get(
        path(
            held,
            f"remind/write/?reason=no-round&who=chosen&agency={house.agency.pk}&agency={second.pk}&agency=x",
        )
    )
    html = page.content.decode()
    assert template_for("no-round", 2568) in html
    assert "Agencies 1 By mail No mail is sent by this site" in text(page)
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    form = {"year": "2568", "reason": "no-round", "agency": [house.agency.pk, second.pk], "key": key}
    assert "This field is required." in text(
        held.browser.post(path(held, "remind/write/"), {**form, "text": ""})
    )
    preview = held.browser.post(path(held, "remind/write/"), {**form, "text": TEXT})
    assert "Check the message So it will stand" in text(preview)
    assert "<p>ขอความร่วมมือจัดทำแผน</p>" in preview.content.decode()
    assert not Message.objects.exists()
    again = held.browser.post(path(held, "remind/write/"), {**form, "text": TEXT, "again": ""})
    assert "ภายในเดือนนี้</textarea>" in again.content.decode()
    done = held.browser.post(path(held, "remind/write/"), {**form, "text": TEXT, "send": ""}, follow=True)
    message = Message.objects.get()
    assert done.request["PATH_INFO"] == path(held, f"messages/{message.pk}/")
    assert "The message stands on the overview of 1 agency." in text(done)
    assert (message.text, message.reason, message.fiscal_year, message.sent_by, str(message)) == (
        TEXT.replace("\n", "\r\n") if "\r" in message.text else TEXT,
        "no-round",
        2568,
        held.user.name,
        "ยังไม่เริ่มรอบ 2568",
    )
    assert notices(house.agency) == [message.text]
    assert notices(second) == []
    act = Act.objects.get(code="message.sent")
    assert (act.agency, act.after["agencies"], act.object_kind) == (None, 1, "coordination.message")


def test_message_goes_to_all_that_the_reason_fits(held, house, second, django_assert_max_num_queries):
    for number in range(120):
        add(held.area, f"อบต. {number:03}")
    first = text(held.browser.get(path(held, "remind/")))
    assert "Write to all 122 agencies" in first
    page = held.browser.get(path(held, "remind/write/?reason=no-round&who=all"))
    assert "Agencies 122" in text(page)
    assert "The first 100 are shown." in text(page)
    form = {
        "year": "2568",
        "reason": "no-round",
        "who": "all",
        "key": str(uuid.uuid4()),
        "text": TEXT,
        "send": "",
    }
    with django_assert_max_num_queries(25):
        held.browser.post(path(held, "remind/write/"), form)
    assert as_sent([Message.objects.get()])[0].agencies == 122


def test_nobody_is_written_to_without_a_choice_or_in_another_area(held, house, other, secret):
    for query in ("", "&who=chosen", f"&agency={other.agency.pk}", "&agency=" + "9" * 30):
        answer = held.browser.get(path(held, f"remind/write/?reason=no-round{query}"), follow=True)
        assert "Choose at least one agency that is still to be reminded." in text(answer)
    form = {
        "reason": "unpublished",
        "agency": other.agency.pk,
        "key": str(uuid.uuid4()),
        "text": TEXT,
        "send": "",
    }
    held.browser.post(path(held, "remind/write/"), form)
    assert not Message.objects.exists()


def test_form_sent_twice_is_one_message(held, house, with_mail):
    key = uuid.uuid4()
    assert sent(held, house.agency, key=key) == sent(held, house.agency, key=key)
    assert [act.code for act in Act.objects.order_by("pk")] == ["message.sent", "message.found"]
    assert (len(notices(house.agency)), Letter.objects.count(), DBTaskResult.objects.count()) == (1, 2, 1)


def test_mail_goes_once_to_each_manager_and_officer_and_says_for_which_agencies(
    held, house, second, other, secret, with_mail
):
    house.users[Role.MANAGER].language = "en"
    house.users[Role.MANAGER].save()
    message = sent(held, house.agency, second)
    mail_message.func(message=message.pk)
    mail_message.func(message=message.pk)
    manager, officer = house.users[Role.MANAGER], house.users[Role.OFFICER]
    assert sorted((each.to, each.subject) for each in mail.outbox) == [
        ([manager.email], "Message from จังหวัดตัวอย่าง on Prongsai"),
        ([officer.email], "ข้อความจากจังหวัดตัวอย่างในระบบโปร่งใส"),
    ]
    bodies = {each.to[0]: each.body for each in mail.outbox}
    assert TEXT in bodies[officer.email]
    assert [each.name in bodies[officer.email] for each in (house.agency, second)] == [True, True]
    assert [each.name in bodies[manager.email] for each in (house.agency, second)] == [True, False]
    assert house.agency.get_absolute_url() in bodies[manager.email]
    told = as_sent([message])[0]
    assert (told.agencies, told.put_away, told.letters, told.mailed) == (2, 0, 2, 2)


def test_mail_that_another_run_has_in_hand_or_whose_reader_left_is_not_sent(held, house, with_mail):
    message = sent(held, house.agency)
    manager = house.users[Role.MANAGER]
    User.objects.filter(pk=manager.pk).update(is_active=False)
    letters = list(Letter.objects.order_by("pk"))
    assert str(letters[0]) == str(message)
    Letter.objects.exclude(user=manager).update(taken_at="2026-03-01T05:00Z")
    mail_message.func(message=message.pk)
    assert (mail.outbox, as_sent([message])[0].mailed) == ([], 0)


def test_run_in_the_midst_of_another_sends_no_mail_twice(held, house, with_mail, settings):
    settings.EMAIL_BACKEND = "standing.SecondRun"
    message = sent(held, house.agency)
    mail_message.func(message=message.pk)
    assert len({each.to[0] for each in mail.outbox}) == len(mail.outbox) == 2
    assert as_sent([message])[0].mailed == 2


def test_mail_that_was_not_taken_is_not_told_as_sent(held, house, with_mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message = sent(held, house.agency)
    mail_message.func(message=message.pk)
    told = as_sent([message])[0]
    assert (told.letters, told.mailed) == (2, 0)
    assert "0 of 2" in text(held.browser.get(path(held, f"messages/{message.pk}/")))


def test_history_tells_counts_and_no_addresses(held, house, second, secret, other, with_mail):
    message = sent(held, house.agency, second)
    foreign = sent(secret, other.agency)
    mail_message.func(message=message.pk)
    page = held.browser.get(path(held, "messages/"))
    assert "Mails sent" in text(page)
    assert "2568 Coordinator of จังหวัดตัวอย่าง 2 0 2" in text(page)
    one = held.browser.get(path(held, f"messages/{message.pk}/"))
    assert "Mails sent 2 of 2 The agencies" in text(one)
    html = page.content.decode() + one.content.decode()
    assert [word for word in (SECRET, "one.example.com", "Manager of") if word in html] == []
    assert held.browser.get(path(held, f"messages/{foreign.pk}/")).status_code == 404


def test_history_without_messages_says_what_to_do(held):
    assert "No message was sent yet." in text(held.browser.get(path(held, "messages/")))


def test_message_stands_on_the_overview_until_it_is_put_away(held, house, other, officer, signed_in):
    sent(held, house.agency)
    with scopes_disabled():
        notice = Notice.objects.get()
    assert str(notice) == str(notice.message)
    house.users[Role.OFFICER].language = house.users[Role.READER].language = "en"
    house.users[Role.OFFICER].save()
    house.users[Role.READER].save()
    overview = f"/agencies/{house.agency.pk}/"
    assert "Message from จังหวัดตัวอย่าง ขอความร่วมมือจัดทำแผน" in text(officer.get(overview))
    reader = signed_in(house.users[Role.READER])
    assert "Message from" in text(reader.get(overview))
    assert "Put away" not in text(reader.get(overview))
    address = f"{overview}notices/{notice.pk}/put-away/"
    assert reader.post(address).status_code == 403
    assert (
        signed_in(other.users[Role.OFFICER])
        .post(f"/agencies/{other.agency.pk}/notices/{notice.pk}/put-away/")
        .status_code
        == 404
    )
    done = officer.post(address, follow=True)
    assert "The message is put away." in text(done)
    assert "Message from" not in text(done)
    assert as_sent([notice.message])[0].put_away == 1
    done = officer.post(f"{overview}notices/{notice.pk}/put-back/", follow=True)
    assert "The message stands here again." in text(done)
    assert "Message from" in text(done)
    codes = Act.objects.filter(agency=house.agency).order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["notice.put-away", "notice.put-back"]


def test_notice_is_put_away_by_those_who_may(held, house):
    sent(held, house.agency)
    with scope(agency=house.agency):
        notice = Notice.objects.get()
        for act in (put_away, put_back):
            with pytest.raises(PermissionDenied):
                act(house.actor(Role.READER), notice)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_text_that_names_the_year(reason):
    assert "2568" in template_for(reason, 2568)
