"""The members of an agency: roles, divisions, positions, links, leaving and coming back."""

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import override_settings
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from houses import PASSWORD
from prongsai.language.problems import InputError
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.agencies.people.actions import change_member, end_membership, make_link, restore_membership
from prongsai.site.agencies.people.queries import former_people_of, people_of, the_member
from prongsai.site.agencies.queries import actor_in
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role


@pytest.fixture
def manager(house):
    return house.actor(Role.MANAGER)


@pytest.fixture
def browser(house, signed_in):
    """Give the manager's browser, in English."""
    user = house.users[Role.MANAGER]
    user.language = "en"
    user.save()
    return signed_in(user)


def member(house, role):
    return the_member(house.agency, house.users[role].pk)


def address(house, role=None, rest=""):
    start = f"/agencies/{house.agency.pk}/people/"
    return f"{start}{house.users[role].pk}/{rest}" if role else start + rest


def text(answer):
    return answer.content.decode()


def roles_of(house, role):
    actor = actor_in(house.users[role], house.agency.pk)
    return actor.roles if actor else frozenset()


def code_of(refused):
    return refused.value.problems[0].code


def test_people_are_told_by_name_with_all_their_roles(house, manager, within):
    change_member(
        manager, member(house, Role.STAFF), {Role.STAFF, Role.READER}, house.divisions["finance"], "p"
    )
    assert [(str(each.user), each.roles, str(each.division or "")) for each in people_of(house.agency)] == [
        ("Approver of one.example.com", (Role.APPROVER,), ""),
        ("Manager of one.example.com", (Role.MANAGER,), ""),
        ("Officer of one.example.com", (Role.OFFICER,), ""),
        ("Reader of one.example.com", (Role.READER,), ""),
        ("Staff of one.example.com", (Role.STAFF, Role.READER), "กองคลัง"),
    ]


def test_roles_division_and_position_are_changed_and_logged(house, manager, within):
    change_member(
        manager, member(house, Role.READER), {Role.STAFF, Role.OFFICER}, house.divisions["works"], "นายช่าง"
    )
    found = member(house, Role.READER)
    assert (found.roles, found.division, found.position) == (
        (Role.OFFICER, Role.STAFF),
        house.divisions["works"],
        "นายช่าง",
    )
    act = Act.objects.get()
    assert (act.code, act.object_id) == ("member.changed", str(house.users[Role.READER].name_id))
    assert (act.before, act.after) == (
        {"roles": ["reader"], "division": "", "position": "position of reader"},
        {"roles": ["officer", "staff"], "division": "กองช่าง", "position": "นายช่าง"},
    )


def test_member_without_a_role_is_refused(house, manager, within):
    with pytest.raises(InputError) as refused:
        change_member(manager, member(house, Role.READER), (), None, "")
    assert code_of(refused) == "no-role"


def test_last_manager_stays_one(house, manager, within):
    for attempt in (
        lambda: change_member(manager, member(house, Role.MANAGER), {Role.READER}, None, ""),
        lambda: end_membership(manager, member(house, Role.MANAGER)),
    ):
        with pytest.raises(InputError) as refused:
            attempt()
        assert code_of(refused) == "last-manager"


def test_manager_whose_account_is_closed_is_no_other_manager(house, manager, within):
    second = house.users[Role.READER]
    change_member(manager, member(house, Role.READER), {Role.MANAGER}, None, "")
    second.is_active = False
    second.save()
    with pytest.raises(InputError) as refused:
        end_membership(manager, member(house, Role.MANAGER))
    assert code_of(refused) == "last-manager"
    second.is_active = True
    second.save()
    end_membership(manager, member(house, Role.MANAGER))
    assert roles_of(house, Role.MANAGER) == frozenset()


def test_one_who_is_waited_for_stays_an_approver(house, manager, within):
    for attempt in (
        lambda: change_member(manager, member(house, Role.APPROVER), {Role.READER}, None, ""),
        lambda: end_membership(manager, member(house, Role.APPROVER)),
    ):
        with pytest.raises(InputError) as refused:
            attempt()
        assert code_of(refused) == "holds-step"
    ChainStep.objects.update(holder=None)
    change_member(manager, member(house, Role.APPROVER), {Role.READER}, None, "")
    assert roles_of(house, Role.APPROVER) == {Role.READER}


def test_membership_ends_and_comes_back_as_it_was(house, manager, within):
    before = member(house, Role.STAFF)
    end_membership(manager, before)
    assert roles_of(house, Role.STAFF) == frozenset()
    with pytest.raises(Http404):
        member(house, Role.STAFF)
    (former,) = former_people_of(house.agency)
    assert (former.user, former.roles, former.division) == (before.user, (Role.STAFF,), before.division)
    restore_membership(manager, former)
    back = member(house, Role.STAFF)
    assert (back.roles, back.division, back.position) == (before.roles, before.division, before.position)
    assert former_people_of(house.agency) == []
    assert [act.code for act in Act.objects.order_by("pk")] == ["member.ended", "member.restored"]


def test_former_members_come_back_with_the_roles_that_ended_last(house, manager, within):
    change_member(manager, member(house, Role.STAFF), {Role.READER}, None, "")
    end_membership(manager, member(house, Role.STAFF))
    (former,) = former_people_of(house.agency)
    assert former.roles == (Role.READER,)


def test_only_managers_change_people(house, within):
    for role in (Role.OFFICER, Role.APPROVER, Role.STAFF, Role.READER):
        with pytest.raises(PermissionDenied):
            end_membership(house.actor(role), member(house, Role.READER))


def test_link_is_for_members_of_this_agency_alone(house, other, manager, within):
    assert make_link(manager, member(house, Role.READER)).startswith("/account/password/reset/")
    with scopes_disabled():
        Membership.objects.create(agency=other.agency, user=house.users[Role.READER], role=Role.READER)
    house.users[Role.STAFF].is_administrator = True
    house.users[Role.STAFF].save()
    for role in (Role.READER, Role.STAFF):
        with pytest.raises(InputError) as refused:
            make_link(manager, member(house, role))
        assert code_of(refused) == "not-only-here"
    assert [act.code for act in Act.objects.all()] == ["link.made"]


def test_list_shows_members_and_for_managers_how_to_change_them(house, browser, signed_in):
    page = text(browser.get(address(house)))
    assert "Officer of one.example.com" in page
    assert "officer@one.example.com" in page
    assert address(house, Role.OFFICER) in page
    assert "Former members" not in page
    officer = text(signed_in(house.users[Role.OFFICER]).get(address(house)))
    assert "Officer of one.example.com" in officer
    assert address(house, Role.OFFICER) not in officer
    assert address(house, rest="invite/") not in officer


def test_member_is_changed_on_the_page(house, browser):
    page = text(browser.get(address(house, Role.READER)))
    assert 'value="reader" id="id_roles_4" checked' in page
    data = {"roles": ["staff"], "division": house.divisions["works"].pk, "position": "นายช่าง"}
    answer = browser.post(address(house, Role.READER), data)
    assert answer["Location"] == address(house)
    assert "Changed: Reader of one.example.com" in text(browser.get(address(house)))
    assert roles_of(house, Role.READER) == {Role.STAFF}


@pytest.mark.parametrize(
    ("role", "data", "words"),
    [
        (Role.READER, {"position": "typed"}, "Choose at least one of these."),
        (Role.MANAGER, {"roles": ["reader"], "position": "typed"}, "This is the agency&#x27;s last manager."),
    ],
)
def test_refused_change_is_shown_with_what_was_typed(house, browser, role, data, words):
    page = text(browser.post(address(house, role), data))
    assert words in page
    assert 'value="typed"' in page
    assert roles_of(house, role) == {role}


def test_division_of_another_agency_cannot_be_chosen(house, other, browser):
    data = {"roles": ["reader"], "division": other.divisions["works"].pk}
    page = text(browser.post(address(house, Role.READER), data))
    assert "Select a valid choice." in page


def test_membership_is_ended_with_an_undo(house, browser):
    answer = browser.post(address(house, Role.READER, "end/"))
    assert answer["Location"] == address(house)
    page = text(browser.get(address(house)))
    assert "Reader of one.example.com is no longer a member." in page
    assert "Former members" in page
    undo = address(house, Role.READER, "restore/")
    assert f'action="{undo}"' in page
    assert browser.post(undo)["Location"] == address(house)
    assert roles_of(house, Role.READER) == {Role.READER}
    assert browser.post(undo).status_code == 404


def test_refused_end_says_why_at_the_member(house, browser):
    answer = browser.post(address(house, Role.APPROVER, "end/"), follow=True)
    assert answer.request["PATH_INFO"] == address(house, Role.APPROVER)
    assert "This person holds a step of the chain of approval. Hand the work over" in text(answer)


def test_manager_who_leaves_is_led_home(house, browser):
    with scopes_disabled():
        Membership.objects.create(agency=house.agency, user=house.users[Role.READER], role=Role.MANAGER)
    assert browser.post(address(house, Role.MANAGER, "end/"))["Location"] == "/"


def test_link_is_shown_once_where_there_is_no_mail(house, browser):
    answer = browser.post(address(house, Role.READER, "link/"))
    assert "http://testserver/account/password/reset/" in text(answer)
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert mail.outbox == []


@override_settings(EMAIL_HOST="mail.example.com")
def test_link_goes_by_mail_where_there_is_one(house, browser):
    answer = browser.post(address(house, Role.READER, "link/"), follow=True)
    page = text(answer)
    assert "A link is being sent to Reader of one.example.com." in page
    assert "/account/password/reset/" not in page
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs["kwargs"]["email"] == "reader@one.example.com"


def test_refused_link_says_whom_to_ask(house, other, browser):
    with scopes_disabled():
        Membership.objects.create(agency=other.agency, user=house.users[Role.READER], role=Role.READER)
    answer = browser.post(address(house, Role.READER, "link/"))
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        "This person's account opens more than this agency. Ask whoever looks after the site for a link."
    ]


def test_people_of_another_agency_do_not_leak(house, other, browser):
    for user in other.users.values():
        user.name.text = "ความลับ"
        user.name.save()
    assert "ความลับ" not in text(browser.get(address(house)))
    theirs = other.users[Role.READER].pk
    for rest in ("", "end/", "restore/", "link/"):
        assert browser.post(address(house, rest=f"{theirs}/{rest}")).status_code == 404
    assert browser.get(address(house, rest=f"{theirs}/")).status_code == 404
    assert browser.get(address(other)).status_code == 404


def test_pages_ask_at_most_twelve_queries(house, browser, django_assert_max_num_queries):
    with scope(agency=house.agency):
        for number in range(30):
            user = User.objects.create_user(f"{number}@example.com", f"N{number}", PASSWORD)
            Membership.objects.create(agency=house.agency, user=user, role=Role.READER)
    browser.get(address(house))
    for path in (address(house), address(house, Role.READER)):
        with django_assert_max_num_queries(12):
            browser.get(path)


def test_membership_says_role_and_person(house, within):
    with scope(agency=house.agency):
        row = Membership.objects.get(role=Role.OFFICER)
    assert str(row) == "เจ้าหน้าที่ ITA Officer of one.example.com"
