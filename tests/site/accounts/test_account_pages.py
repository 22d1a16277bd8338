"""One's own account: what it shows, and what may be changed."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from prongsai.site.accounts.devices import device_of
from prongsai.site.accounts.models import Name, User
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role


def text(page):
    return page.content.decode()


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36 Edg/120", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537 Line/13.1", "LINE, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120) Gecko/20100101 Firefox/120", "Firefox, Linux"),
        ("curl/8.0", ""),
    ],
)
def test_device_is_told_in_words(user_agent, device):
    assert device_of(user_agent) == device


@pytest.mark.parametrize(
    "path", ["/account/", "/account/profile/", "/account/sessions/", "/account/second-factor/"]
)
def test_one_must_be_signed_in(client, db, path):
    assert client.get(path)["Location"] == f"/account/sign-in/?next={path}"


def test_account_shows_agencies_and_recent_sign_ins(house, enter):
    user = house.users[Role.OFFICER]
    user.language = "en"
    user.save()
    Client().post("/account/sign-in/", {"login": user.email, "password": "wrong"})
    browser, _answer = enter(user)
    page = text(browser.get("/account/"))
    assert house.agency.name in page
    assert "ITA officer" in page
    assert "wrong password" in page
    assert "succeeded" in page
    assert "You look after the site." not in page


def test_account_of_somebody_new_says_what_to_do(signed_in, person):
    person.language = "en"
    person.save()
    page = text(signed_in(person).get("/account/"))
    assert "You are not a member of any agency yet." in page
    assert "None yet." in page


def test_account_of_an_administrator_leads_to_all_agencies(signed_in, person):
    person.is_administrator = True
    person.save()
    assert 'href="/agencies/"' in text(signed_in(person).get("/account/"))


def test_account_does_not_leak_what_others_did(house, other, enter):
    other.users[Role.OFFICER].name.text = "ความลับ"
    other.users[Role.OFFICER].name.save()
    enter(other.users[Role.OFFICER])
    browser, _answer = enter(house.users[Role.OFFICER])
    for path in ("/account/", "/account/sessions/"):
        assert "ความลับ" not in text(browser.get(path))


def test_account_asks_at_most_twelve_queries(house, enter, django_assert_max_num_queries):
    browser, _answer = enter(house.users[Role.MANAGER])
    browser.get("/account/")
    for path in ("/account/", "/account/sessions/", "/account/profile/"):
        with django_assert_max_num_queries(12):
            browser.get(path)


def test_profile_is_changed_and_the_log_holds_no_name(signed_in, person):
    browser = signed_in(person)
    assert 'value="Some Person"' in text(browser.get("/account/profile/"))
    answer = browser.post("/account/profile/", {"name": "Other Name", "language": "en", "digits": "thai"})
    assert answer["Location"] == "/account/"
    user = User.objects.get()
    assert (str(user), user.get_full_name(), user.language, user.digits) == (
        "Other Name",
        "Other Name",
        "en",
        "thai",
    )
    assert [(act.code, act.before, act.after) for act in Act.objects.order_by("pk")] == [
        ("name.changed", {}, {}),
        ("profile.changed", {"language": "th", "digits": "arabic"}, {"language": "en", "digits": "thai"}),
    ]
    assert "Your account is changed." in text(browser.get("/account/"))


def test_profile_saved_as_it_was_leaves_no_line(signed_in, person):
    signed_in(person).post("/account/profile/", {"name": "Some Person", "language": "th", "digits": "arabic"})
    assert not Act.objects.exists()


def test_faulty_profile_is_shown_again_with_what_was_typed(signed_in, person):
    page = text(signed_in(person).post("/account/profile/", {"name": "Other", "language": "fr"}))
    assert 'value="Other"' in page
    assert Name.objects.get().text == "Some Person"


def test_sessions_show_this_browser_first_and_only_living_ones(enter, person):
    person.language = "en"
    person.save()
    first, _answer = enter(person, headers={"User-Agent": "Firefox Linux"})
    second, _answer = enter(person, headers={"User-Agent": "Chrome Windows"})
    gone, _answer = enter(person, headers={"User-Agent": "Safari Mac OS X"})
    Session.objects.get(session_key=gone.session.session_key).delete()
    page = text(first.get("/account/sessions/"))
    assert page.index("Firefox, Linux") < page.index("this browser") < page.index("Chrome, Windows")
    assert "Safari, Mac" not in page
    assert second.get("/account/").status_code == 200


def test_signing_out_everywhere_else_ends_the_other_sessions(enter, person):
    person.language = "en"
    person.save()
    here, _answer = enter(person)
    there, _answer = enter(person)
    page = here.post("/account/sessions/", follow=True)
    assert "You are signed out in 1 other browser." in text(page)
    assert "You are signed in nowhere else." in text(page)
    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 302)
    assert UserSession.objects.count() == 1
    act = Act.objects.first()
    assert (act.code, act.after) == ("sessions.ended", {"sessions": 1})


def test_unknown_device_is_said_to_be_unknown(enter, person):
    person.language = "en"
    person.save()
    browser, _answer = enter(person, headers={"User-Agent": "curl/8"})
    assert "unknown device" in text(browser.get("/account/sessions/"))
