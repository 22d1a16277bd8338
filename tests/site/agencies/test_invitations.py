"""Invitations: made, renewed, taken back, and accepted once by whoever they are for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db.models.signals import pre_save
from django.test import Client, override_settings
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from houses import PASSWORD
from prongsai.language.problems import InputError
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.invitations import actions, views
from prongsai.site.agencies.invitations.queries import hash_of, open_invitations, valid_invitation
from prongsai.site.agencies.models import Agency, Invitation, Membership
from prongsai.site.agencies.queries import actor_in, members
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role

NEW = "quite another password"


@pytest.fixture(autouse=True)
def _fresh_counts(db):
    cache.clear()


@pytest.fixture
def browser(house, signed_in):
    """Give the manager's browser, in English."""
    user = house.users[Role.MANAGER]
    user.language = "en"
    user.save()
    return signed_in(user)


@pytest.fixture
def guest():
    """Give a browser that is nobody's, in English."""
    made = Client()
    made.cookies["prongsai_language"] = "en"
    return made


@pytest.fixture
def invited(house):
    """Give an invitation to somebody new, and the path of its link."""
    made, token = invite(house)
    return made, f"/invitation/{token}/"


def invite(house, email="new@example.com", **given):
    given = {"name": "Somebody New", "roles": {Role.OFFICER}, "position": "นิติกร", **given}
    with scope(agency=house.agency):
        return actions.invite(house.actor(Role.MANAGER), email=email, **given)


def only():
    with scopes_disabled():
        return Invitation.objects.select_related("person").get()


def address(house, rest="invite/"):
    return f"/agencies/{house.agency.pk}/people/{rest}"


def text(answer):
    return answer.content.decode()


FORM = {
    "name": "Somebody New",
    "email": "New@Example.com",
    "roles": ["officer", "reader"],
    "position": "นิติกร",
}
ACCEPT = {"name": "Some Body", "password1": NEW, "password2": NEW}


def test_only_the_hash_of_a_link_is_kept(house):
    _made, token = invite(house)
    row = only()
    assert row.token_hash == hash_of(token)
    assert len(token) >= 43
    assert token not in str(row.__dict__)
    assert timedelta(days=6, hours=23) < row.expires_at - timezone.now() <= timedelta(days=7)


def test_log_tells_of_an_invitation_without_its_address(house, invited):
    act = Act.objects.get()
    assert (act.code, act.object_name) == ("invitation.made", "เจ้าหน้าที่ ITA")
    assert act.after == {
        "person": {"name": only().person_id},
        "roles": ["officer"],
        "division": "",
        "position": "นิติกร",
    }


def test_page_makes_an_invitation_and_shows_its_link_this_once(house, browser):
    assert browser.get(address(house)).status_code == 200
    answer = browser.post(address(house), {**FORM, "division": house.divisions["works"].pk})
    page = text(answer)
    assert "http://testserver/invitation/" in page
    assert "no-store" in answer["Cache-Control"]
    row = only()
    assert (row.email, str(row.person), row.roles, row.division_id, row.position) == (
        "new@example.com",
        "Somebody New",
        ["officer", "reader"],
        house.divisions["works"].pk,
        "นิติกร",
    )
    listed = text(browser.get(address(house, "")))
    assert "Somebody New" in listed
    assert "link valid until" in listed
    assert "/invitation/" not in listed
    assert mail.outbox == []


@override_settings(EMAIL_HOST="mail.example.com")
def test_lines_in_a_name_become_no_headers_of_a_mail(house, browser):
    Agency.objects.filter(pk=house.agency.pk).update(name="ก\r\nBcc: x@example.com\n\nข")
    assert browser.post(address(house), FORM).status_code == 200
    (letter,) = mail.outbox
    assert (letter.recipients(), "Bcc" in letter.message()) == (["new@example.com"], False)


@override_settings(EMAIL_HOST="mail.example.com")
def test_invitation_goes_by_mail_where_there_is_one(house, browser):
    page = text(browser.post(address(house), FORM))
    assert "The link was sent by mail." in page
    (letter,) = mail.outbox
    assert letter.to == ["new@example.com"]
    assert letter.subject == f"คำเชิญเข้าใช้ระบบโปร่งใสของ{house.agency}"
    assert "http://127.0.0.1:8000/invitation/" in letter.body
    assert "เรียน Somebody New" in letter.body


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="localhost", EMAIL_PORT=9
)
def test_mail_that_cannot_be_sent_leaves_the_link(house, browser):
    page = text(browser.post(address(house), FORM))
    assert "The mail could not be sent. Hand the link over yourself." in page
    assert "http://testserver/invitation/" in page


def test_faulty_invitation_is_shown_again_with_what_was_typed(house, browser):
    page = text(browser.post(address(house), {"name": "Somebody New", "email": "no address"}))
    assert 'value="Somebody New"' in page
    assert "Enter a valid email address." in page


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("reader@one.example.com", "This address belongs to a member of the agency."),
        ("new@example.com", "This address has been invited already."),
    ],
)
def test_members_and_those_invited_are_not_invited_again(house, invited, browser, email, words):
    assert words in text(browser.post(address(house), {**FORM, "email": email}))
    with scopes_disabled():
        assert Invitation.objects.count() == 1


def test_inviting_tells_nothing_of_accounts_elsewhere(house, other, browser):
    known = text(browser.post(address(house), {**FORM, "email": "reader@two.example.com"}))
    unknown = text(browser.post(address(house), {**FORM, "email": "nobody@two.example.com"}))

    def plain(page, email):
        return page.replace(email, "").partition("/invitation/")[0].split("<main")[1]

    assert plain(known, "reader@two.example.com") == plain(unknown, "nobody@two.example.com")


def test_somebody_new_sets_a_password_and_is_in(house, invited, guest):
    _made, path = invited
    page = text(guest.get(path))
    for words in (house.agency.name, "ITA officer", "นิติกร", "new@example.com", 'value="Somebody New"'):
        assert words in page
    answer = guest.post(path, ACCEPT)
    assert answer["Location"] == house.agency.get_absolute_url()
    assert guest.get(answer["Location"]).status_code == 200
    user = User.objects.get(email="new@example.com")
    assert (str(user), user.language, user.check_password(NEW)) == ("Some Body", "en", True)
    assert user.name_id == only().person_id
    assert actor_in(user, house.agency.pk).roles == {Role.OFFICER}
    row = only()
    assert (row.accepted_by, row.accepted_at is not None) == (user, True)
    assert [act.code for act in Act.objects.order_by("pk")][1:] == ["invitation.accepted", "signed.in"]


def test_faulty_password_is_said_and_nothing_is_made(house, invited, guest):
    _made, path = invited
    page = text(guest.post(path, {**ACCEPT, "password2": "another one"}))
    assert "This is not the same password as above." in page
    assert 'value="Some Body"' in page
    page = text(guest.post(path, {**ACCEPT, "password1": "short"}))
    assert "Write at least 10 characters." in page
    page = text(guest.post(path, {**ACCEPT, "password1": "new@example.com", "password2": "new@example.com"}))
    assert "too much like your e-mail address" in page
    assert not User.objects.filter(email="new@example.com").exists()


def end(kind, made):
    now = timezone.now()
    changes = {
        "used": {"accepted_at": now},
        "revoked": {"revoked_at": now},
        "too old": {"expires_at": now},
    }
    with scopes_disabled():
        Invitation.objects.filter(pk=made.pk).update(**changes[kind])


@pytest.mark.parametrize("kind", ["used", "revoked", "too old"])
@pytest.mark.parametrize("who", ["nobody", "somebody"])
def test_every_link_that_is_not_valid_shows_the_same_page(house, invited, guest, signed_in, kind, who):
    made, path = invited
    browser = guest if who == "nobody" else signed_in(house.users[Role.READER])
    unknown = browser.get("/invitation/made-up/")
    end(kind, made)
    for answer in (browser.get(path), browser.post(path, ACCEPT), browser.post(f"{path}provider/")):
        assert answer.status_code == 404
    page = text(browser.get(path))

    def plain(words):
        return words.split("<main")[1].partition("<footer")[0]

    assert plain(page) == plain(text(unknown))
    assert house.agency.name not in plain(page)
    assert not User.objects.filter(email="new@example.com").exists()


def test_address_that_has_an_account_must_sign_in(house, other, guest):
    theirs = other.users[Role.READER]
    _made, token = invite(house, email=theirs.email)
    path = f"/invitation/{token}/"
    assert f'href="/account/sign-in/?next={path}"' in text(guest.get(path))
    page = text(guest.post(path, ACCEPT))
    assert "There is an account with this e-mail address already. Sign in with it" in page
    theirs.refresh_from_db()
    assert theirs.check_password(PASSWORD)
    answer = guest.post(f"/account/sign-in/?next={path}", {"login": theirs.email, "password": PASSWORD})
    assert answer["Location"] == path
    assert "ตอบรับ</button>" in text(guest.get(path))
    assert guest.post(path)["Location"] == house.agency.get_absolute_url()
    assert actor_in(theirs, house.agency.pk).roles == {Role.OFFICER}
    assert actor_in(theirs, other.agency.pk).roles == {Role.READER}


def test_address_that_gets_an_account_at_the_same_moment_is_told_so(house, invited, guest):
    _made, path = invited

    def be_quicker(instance, **_named):
        if instance.email == "new@example.com":
            User.objects.bulk_create([User(email=instance.email, name=Name.objects.create(text="A"))])

    pre_save.connect(be_quicker, sender=User)
    try:
        answer = guest.post(path, ACCEPT)
    finally:
        pre_save.disconnect(be_quicker, sender=User)
    assert answer.status_code == 200
    assert "There is an account with this e-mail address already. Sign in with it" in text(answer)


def test_another_account_cannot_accept(house, other, invited, signed_in):
    _made, path = invited
    theirs = other.users[Role.READER]
    theirs.language = "en"
    theirs.save()
    browser = signed_in(theirs)
    for answer in (browser.get(path), browser.post(path)):
        assert answer.status_code == 403
        assert "This invitation is for another account" in text(answer)
    assert actor_in(theirs, house.agency.pk) is None


def test_link_is_good_once_even_at_the_same_moment(house, invited):
    _made, path = invited
    first = valid_invitation(hash_of(path.split("/")[2]))
    second = valid_invitation(hash_of(path.split("/")[2]))
    user = User.objects.create_user("new@example.com", "A")
    actions.accept(first, user)
    with pytest.raises(InputError):
        actions.accept(second, user)
    with scopes_disabled():
        assert Membership.objects.filter(user=user).count() == 1


def test_link_that_ends_between_page_and_button_shows_the_same_page(house, other, rf):
    theirs = other.users[Role.READER]
    made, token = invite(house, email=theirs.email)
    seen = valid_invitation(hash_of(token))
    end("revoked", made)
    request = rf.post("/")
    request.user = theirs
    request.held = None
    assert views._accept_signed_in(request, seen).status_code == 404


def test_accepting_adds_to_what_one_is_already(house):
    made, _token = invite(house, position="", roles={Role.READER})
    user = User.objects.create_user("new@example.com", "A")
    with scope(agency=house.agency):
        Membership.objects.create(
            agency=house.agency,
            user=user,
            role=Role.STAFF,
            division=house.divisions["works"],
            position="นายช่าง",
        )
    actions.accept(valid_invitation(made.token_hash), user)
    with scope(agency=house.agency):
        rows = members(house.agency).filter(user=user).order_by("role")
        assert [(row.role, row.division, row.position) for row in rows] == [
            ("reader", house.divisions["works"], "นายช่าง"),
            ("staff", house.divisions["works"], "นายช่าง"),
        ]


def test_new_link_ends_the_old_one(house, invited, browser, guest):
    made, old = invited
    end("too old", made)
    assert "link too old" in text(browser.get(address(house, "")))
    page = text(browser.post(address(house, f"invitations/{made.pk}/renew/")))
    new = page.partition("http://testserver")[2].partition('"')[0]
    assert (guest.get(old).status_code, guest.get(new).status_code) == (404, 200)
    assert [act.code for act in Act.objects.order_by("pk")][-1] == "invitation.renewed"


def test_invitation_is_taken_back_with_an_undo(house, invited, browser, guest):
    made, path = invited
    browser.post(address(house, f"invitations/{made.pk}/revoke/"))
    page = text(browser.get(address(house, "")))
    assert "The invitation of Somebody New is taken back" in page
    assert guest.get(path).status_code == 404
    undo = address(house, f"invitations/{made.pk}/restore/")
    assert f'action="{undo}"' in page
    browser.post(undo)
    assert guest.get(path).status_code == 200
    assert [act.code for act in Act.objects.order_by("pk")][-2:] == [
        "invitation.revoked",
        "invitation.restored",
    ]


def test_accepted_invitation_can_no_longer_be_changed(house, invited, browser, guest):
    made, path = invited
    guest.post(path, ACCEPT)
    for act in ("renew", "revoke", "restore"):
        assert browser.post(address(house, f"invitations/{made.pk}/{act}/")).status_code == 404


def test_invitations_of_another_agency_do_not_leak(house, other, browser):
    made, _token = invite(other, name="ความลับ")
    assert "ความลับ" not in text(browser.get(address(house, "")))
    for act in ("renew", "revoke", "restore"):
        assert browser.post(address(house, f"invitations/{made.pk}/{act}/")).status_code == 404
        assert browser.post(address(other, f"invitations/{made.pk}/{act}/")).status_code == 404
    with scope(agency=house.agency):
        assert list(open_invitations(house.agency)) == []


def test_invitation_says_for_whom_it_is(house, invited):
    made, _path = invited
    assert (str(made), made.role_words, made.expired) == ("Somebody New", "เจ้าหน้าที่ ITA", False)
    assert Name.objects.filter(text="Somebody New").count() == 1
