"""Invitations that are accepted through a provider."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django_scopes import scope

from prongsai.site.accounts.models import User
from prongsai.site.agencies.invitations.actions import invite, revoke
from prongsai.site.agencies.models import Invitation
from prongsai.site.agencies.queries import actor_in
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role

from .through_provider import SUB, come_back, text

# The provider's own libraries, in its thread.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


@pytest.fixture
def invited(house, provider):
    """Give an invitation to somebody new, and the path of its link."""
    with scope(agency=house.agency):
        made, token = invite(
            house.actor(Role.MANAGER), email="new@example.com", name="Somebody New", roles={Role.READER}
        )
    return made, f"/invitation/{token}/"


def follow_invitation(browser, provider, path, sub=SUB):
    assert "Go on with ThaID" in text(browser.get(path))
    answer = browser.post(f"{path}provider/")
    return come_back(browser, provider.consent(answer["Location"], sub))


def test_invitation_is_accepted_with_the_provider_and_connects_the_account(house, invited, provider, browser):
    _made, path = invited
    answer = follow_invitation(browser, provider, path)
    assert answer["Location"] == house.agency.get_absolute_url()
    user = User.objects.get(email="new@example.com")
    assert (str(user), user.has_usable_password()) == ("Somebody New", False)
    assert SocialAccount.objects.get().user == user
    assert actor_in(user, house.agency.pk).roles == {Role.READER}
    assert browser.get(house.agency.get_absolute_url()).status_code == 200
    assert [act.code for act in Act.objects.order_by("pk")][1:] == [
        "invitation.accepted",
        "provider.connected",
        "signed.in",
    ]
    assert browser.get(path).status_code == 404


def test_one_who_is_connected_already_accepts_an_invitation_to_the_own_address(
    house, provider, connected, browser
):
    with scope(agency=house.agency):
        _made, token = invite(
            house.actor(Role.MANAGER), email=connected.email, name="Some Person", roles={Role.READER}
        )
    follow_invitation(browser, provider, f"/invitation/{token}/")
    assert actor_in(connected, house.agency.pk).roles == {Role.READER}


def test_invitation_to_another_address_is_not_accepted_with_a_connected_account(
    house, invited, provider, connected, browser
):
    _made, path = invited
    answer = follow_invitation(browser, provider, path)
    assert (answer.status_code, "This invitation is for another account" in text(answer)) == (403, True)
    assert actor_in(connected, house.agency.pk) is None
    with scope(agency=house.agency):
        assert Invitation.objects.get().accepted_at is None


def test_invitation_to_an_address_that_has_an_account_asks_to_sign_in(house, provider, person, browser):
    with scope(agency=house.agency):
        _made, token = invite(
            house.actor(Role.MANAGER), email=person.email, name="Some Person", roles={Role.READER}
        )
    answer = follow_invitation(browser, provider, f"/invitation/{token}/")
    assert answer.status_code == 403
    assert "Sign in with it, then open this link again." in text(answer)
    assert not SocialAccount.objects.exists()


def test_invitation_that_ends_on_the_way_is_not_accepted(house, invited, provider, browser):
    made, path = invited
    answer = browser.post(f"{path}provider/")
    with scope(agency=house.agency):
        revoke(house.actor(Role.MANAGER), made)
    back = come_back(browser, provider.consent(answer["Location"], SUB))
    assert back.status_code == 404
    assert not User.objects.filter(email="new@example.com").exists()
