"""Nothing is kept longer than set: announced first, removed once its time of grace is over, counted in the log."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from houses import PASSWORD
from prongsai.site.accounts.models import HeldForm, Name, User
from prongsai.site.agencies.invitations.actions import accept_as_new, invite
from prongsai.site.agencies.models import Invitation, ListImport
from prongsai.site.audit.models import Act
from prongsai.site.doors import note
from prongsai.site.files.kinds import TEXT
from prongsai.site.files.models import StoredFile
from prongsai.site.jobs.models import Job
from prongsai.site.permissions import Role
from prongsai.site.personal.actions import ask_erasure
from prongsai.site.personal.models import Erasure
from prongsai.site.personal.retention import KINDS, announced, tidy
from prongsai.site.readings.actions import remove_reading, upload_report
from prongsai.site.readings.models import Reading


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def periods(monkeypatch):
    """Keep everything for 100 days, with 10 days of grace."""
    given = {f"{kind.setting}": 100 for kind in KINDS.values()}
    monkeypatch.setattr(
        settings, "ENVIRONMENT", {**settings.ENVIRONMENT, **given, "RETENTION_GRACE_DAYS": 10}
    )
    return settings.ENVIRONMENT


@pytest.fixture
def aged(house, periods):
    """Give what makes one of each kind, of an age in days."""
    name = house.users[Role.OFFICER].name

    def make(days):
        note(name, "signed.in", name)
        Act.objects.filter(pk=Act.objects.latest("pk").pk).update(at=ago(days))
        with scope(agency=house.agency):
            actor = house.actor(Role.MANAGER)
            made, _token = invite(
                actor, email=f"{days}@example.com", name=f"Guest {days}", roles={Role.READER}
            )
            Invitation.objects.filter(pk=made.pk).update(expires_at=ago(days))
            upload = SimpleUploadedFile(f"{days}.txt", b"")
            upload.content, upload.kind = f"report {days}".encode(), TEXT
            reading = remove_reading(house.actor(), upload_report(house.actor(), upload, "result"))
            Reading.objects.filter(pk=reading.pk).update(removed_at=ago(days))
            Job.objects.filter(pk=reading.job_id).update(state="done", finished_at=ago(days))
        ListImport.objects.create(name="l", rows=[], problems=[], uploaded_by=name, uploaded_at=ago(days))

    return make


def left():
    with scopes_disabled():
        return {
            "sign-ins": Act.objects.filter(code="signed.in").count(),
            "invitations": Invitation.objects.exclude(email="").count(),
            "readings": (Reading.objects.count(), StoredFile.objects.count()),
            "jobs": Job.objects.count(),
            "lists": ListImport.objects.count(),
        }


def test_what_is_past_its_period_is_announced_and_then_removed(house, aged):
    for days in (50, 105, 115):
        aged(days)
    assert [(each.days, each.past) for each in announced()] == [(100, 2)] * 5
    tidy()
    assert left() == {"sign-ins": 2, "invitations": 2, "readings": (2, 2), "jobs": 2, "lists": 2}
    assert not Name.objects.filter(text="Guest 115").exists()
    assert [(each.days, each.past) for each in announced()] == [(100, 1)] * 5
    acts = Act.objects.filter(code="retention.removed").order_by("pk")
    assert [(str(act.actor), act.after) for act in acts] == [
        ("prongsai site", {"removed": word, "lines": 1}) for word in KINDS
    ]
    tidy()
    assert acts.count() == 5


def test_nothing_is_removed_where_it_is_kept_for_good(house, aged, periods):
    aged(5000)
    before = left()
    periods.update({kind.setting: 0 for kind in KINDS.values()})
    tidy()
    assert left() == before
    assert [(each.days, each.past) for each in announced()] == [(0, 0)] * 5


def test_name_of_one_who_came_stays_and_the_address_of_the_invitation_goes(house, periods):
    with scope(agency=house.agency):
        made, _token = invite(
            house.actor(Role.MANAGER), email="new@example.com", name="New", roles={Role.READER}
        )
    user = accept_as_new(made, "New", PASSWORD)
    with scopes_disabled():
        Invitation.objects.update(accepted_at=ago(200))
    tidy()
    user.refresh_from_db()
    assert (user.email, str(user)) == ("new@example.com", "New")
    assert left()["invitations"] == 0


def test_file_that_something_else_needs_stays(house, aged):
    aged(200)
    with scope(agency=house.agency):
        old = Reading.objects.get()
        shared = Reading.objects.create(
            agency=house.agency, file=old.file, marked=old.file, purpose="check", uploaded_by=old.uploaded_by
        )
    tidy()
    with scope(agency=house.agency):
        assert list(Reading.objects.all()) == [shared]
        assert StoredFile.objects.count() == 1


def test_ended_sessions_and_what_was_typed_go_within_a_day(house, periods):
    user = house.users[Role.OFFICER]
    for key, days in (("ended", -1), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="x", expire_date=timezone.now() + timedelta(days=days)
        )
        UserSession.objects.create(user=user, ip="192.0.2.7", user_agent="x", session_key=key)
        HeldForm.objects.create(
            owner=user, path="/", content={}, held_at=timezone.now() + timedelta(days=days - 1)
        )
    tidy()
    assert [each.session_key for each in UserSession.objects.all()] == ["open"]
    assert (Session.objects.count(), HeldForm.objects.count()) == (1, 1)


def test_those_who_are_due_are_erased(house, periods):
    ask_erasure(house.users[Role.READER])
    Erasure.objects.update(due_on=timezone.localdate())
    tidy()
    assert not User.objects.get(pk=house.users[Role.READER].pk).is_active


def test_periods_are_shown_to_administrators(house, aged, signed_in):
    aged(105)
    administrator = User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )
    page = signed_in(administrator).get("/keeping/").content.decode()
    assert "PRONGSAI_KEEP_SIGN_INS_DAYS" in page
    assert "announced here for 10 days" in page
