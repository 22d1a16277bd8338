"""Erasing a person: the name is gone everywhere at once, and the log stays readable."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import connection
from django.utils import translation
from django_scopes import scope, scopes_disabled

from houses import INPUTS, PASSWORD
from prongsai.site.accounts.actions import erase
from prongsai.site.accounts.models import HeldForm, Name, User
from prongsai.site.agencies.invitations.actions import accept, invite
from prongsai.site.agencies.models import ChainStep, Invitation, Membership
from prongsai.site.agencies.people.actions import change_member
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import enter_result, start_round

SECRET = "Approver of one.example.com"


@pytest.fixture
def leaver(house, enter):
    """Give somebody who has done and held something of everything."""
    user = house.users[Role.APPROVER]
    browser, _answer = enter(user)
    browser.get("/account/")
    Authenticator.objects.create(user=user, type="totp", data={})
    SocialAccount.objects.create(user=user, provider="oidc", uid="1")
    EmailAddress.objects.create(user=user, email=user.email)
    HeldForm.objects.create(owner=user, path="/", content={"texts": {"a": [SECRET]}, "files": False})
    with scope(agency=house.agency):
        manager = house.actor(Role.MANAGER)
        member = the_member(house.agency, user.pk)
        change_member(manager, member, {Role.APPROVER, Role.OFFICER}, None, "x")
        actor = house.actor(Role.APPROVER)
        enter_result(actor, start_round(actor, 2568), INPUTS, kind="published", way="form")
    return user, browser


def everything():
    """Give all that the database holds, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(str(cursor.fetchall()))
    return "".join(found)


def test_nothing_in_the_database_names_an_erased_person(house, leaver):
    user, browser = leaver
    email = user.email
    assert SECRET in everything()
    erase(user.name, house.users[Role.MANAGER].name)
    left = everything()
    assert (SECRET in left, email in left) == (False, False)
    assert browser.get("/account/").status_code == 302


def test_account_of_an_erased_person_is_closed_for_good(house, leaver, enter):
    user, _browser = leaver
    erase(user.name, house.users[Role.MANAGER].name)
    user.refresh_from_db()
    assert (user.is_active, user.is_administrator, user.has_usable_password()) == (False, False, False)
    assert user.email == f"erased-{user.pk}@erased.invalid"
    with scopes_disabled():
        left = [
            rows.filter(**who).exists()
            for rows, who in (
                (Authenticator.objects, {"user": user}),
                (SocialAccount.objects, {"user": user}),
                (UserSession.objects, {"user": user}),
                (HeldForm.objects, {"owner": user}),
                (Membership.objects, {"user": user, "ended_at": None}),
                (ChainStep.objects, {"holder": user}),
            )
        ]
    assert left == [False] * 6


def test_log_stays_readable(house, leaver, signed_in):
    user, _browser = leaver
    erase(user.name, house.users[Role.MANAGER].name)
    manager = house.users[Role.MANAGER]
    manager.language = "en"
    manager.save()
    page = signed_in(manager).get(f"/agencies/{house.agency.pk}/log/").content.decode()
    words = f"erased person {user.name_id}"
    assert f"<strong>{words}</strong> entered a result" in page
    assert "changed a member&#x27;s roles or position: <span>" + words in page
    assert SECRET not in page
    act = Act.objects.get(code="person.erased")
    assert (act.actor, act.object_name, act.object_id) == (manager.name, "", str(user.name_id))


def test_names_in_invitations_that_were_accepted_go_too(house):
    with scope(agency=house.agency):
        made, _token = invite(
            house.actor(Role.MANAGER), email="guest@example.com", name="Typed Name", roles={Role.READER}
        )
        guest = User.objects.create_user("guest@example.com", "Own Name", PASSWORD)
        accept(made, guest)
    erase(guest.name, house.users[Role.MANAGER].name)
    left = everything()
    assert ("Typed Name" in left, "Own Name" in left, "guest@example.com" in left) == (False, False, False)


def test_somebody_who_was_only_invited_can_be_erased(house):
    with scope(agency=house.agency):
        made, _token = invite(
            house.actor(Role.MANAGER), email="guest@example.com", name="Typed Name", roles={Role.READER}
        )
    erase(made.person, house.users[Role.MANAGER].name)
    left = everything()
    assert ("Typed Name" in left, "guest@example.com" in left) == (False, False)
    with scopes_disabled():
        assert str(Invitation.objects.get()) == f"บุคคลที่ลบข้อมูลแล้ว ลำดับที่ {made.person_id}"


def test_erased_name_says_so(db):
    name = Name.objects.create(text="")
    with translation.override("en"):
        assert str(name) == f"erased person {name.pk}"


def test_users_are_found_by_address_whatever_its_case(person):
    assert User.objects.get_by_natural_key("Person@Example.COM") == person
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)
