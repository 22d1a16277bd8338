"""Signing in and out, forgotten passwords, and what the log holds of it."""

import re

import pytest
from django.core import mail
from django.test import Client, override_settings
from django_tasks_db.models import DBTaskResult

from houses import PASSWORD
from prongsai.site.accounts.adapters import AccountAdapter
from prongsai.site.accounts.mail import mail_reset, send
from prongsai.site.accounts.models import Name, User
from prongsai.site.audit.models import Act
from prongsai.site.jobs.worker import work

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
NEW = "quite another password"


def acts():
    return [(act.code, str(act.actor), act.after) for act in Act.objects.order_by("pk")]


def test_right_password_leads_home_and_is_logged_with_the_device(enter, person):
    _browser, answer = enter(person, headers={"User-Agent": CHROME})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert acts() == [("signed.in", "Some Person", {"device": "Chrome, Windows"})]


def test_sign_in_leads_on_to_the_page_that_was_wanted(enter, person):
    browser, answer = enter(person, path="/account/sign-in/?next=/account/sessions/")
    assert answer["Location"] == "/account/sessions/"
    assert "Sign in to go on." not in browser.get("/account/").content.decode()


def test_sign_in_never_leads_to_another_site(enter, person):
    _browser, answer = enter(person, path="/account/sign-in/?next=https://evil.example.com/")
    assert answer["Location"] == "/"


def test_page_says_why_one_is_asked(client, db):
    page = client.get("/account/sign-in/?next=/account/", headers={"Cookie": "prongsai_language=en"})
    assert page.status_code == 200
    client.cookies["prongsai_language"] = "en"
    assert "Sign in to go on." in client.get("/account/sign-in/?next=/account/").content.decode()
    assert "Sign in to go on." not in client.get("/account/sign-in/").content.decode()


@pytest.mark.parametrize("email", ["person@example.com", "nobody@example.com"])
def test_wrong_password_and_unknown_address_are_answered_alike(client, person, email):
    client.cookies["prongsai_language"] = "en"
    page = client.post("/account/sign-in/", {"login": email, "password": "wrong"})
    words = re.sub(r'value="[^"]*"|csrf\w+', "", page.content.decode())
    assert page.status_code == 200
    assert "This e-mail address and password do not belong together. Check both." in words
    assert "wrong" not in words


def test_failed_sign_in_is_logged_without_what_was_typed(client, person):
    client.post("/account/sign-in/", {"login": "Person@example.com", "password": "typed by mistake"})
    client.post("/account/sign-in/", {"login": "nobody@example.com", "password": "x"})
    client.post("/account/sign-in/", {"login": "nobody@example.com", "password": "y"})
    assert acts() == [
        ("sign-in.failed", "Some Person", {"device": ""}),
        ("sign-in.failed", "–", {"device": ""}),
        ("sign-in.failed", "–", {"device": ""}),
    ]
    assert Name.objects.filter(text="–").count() == 1


def test_nobodys_failed_sign_in_is_no_users_whatever_users_are_called(client, person):
    """Were it, whoever is called so could read at the own account what was tried, or make every such try fail."""
    Name.objects.filter(pk=person.name_id).update(text="–")
    User.objects.create_user("second@example.com", "–")
    for _try in range(2):
        answer = client.post("/account/sign-in/", {"login": "nobody@example.com", "password": "x"})
        assert answer.status_code == 200
    failed = Act.objects.filter(code="sign-in.failed").values_list("actor__user", "actor__text")
    assert list(failed) == [(None, "–")] * 2


def test_closed_account_is_told_so_only_with_the_right_password(client, person):
    person.is_active = False
    person.save()
    client.cookies["prongsai_language"] = "en"
    answer = client.post("/account/sign-in/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()
    wrong = client.post("/account/sign-in/", {"login": person.email, "password": "wrong"})
    assert "do not belong together" in wrong.content.decode()


def test_signing_out_asks_first_ends_the_session_and_is_logged(enter, person):
    browser, _answer = enter(person)
    assert browser.get("/account/sign-out/").status_code == 200
    assert browser.post("/account/sign-out/")["Location"] == "/account/sign-in/"
    assert browser.get("/account/").status_code == 302
    assert [act.code for act in Act.objects.order_by("pk")] == ["signed.in", "signed.out"]
    browser.post("/account/sign-out/")
    assert Act.objects.count() == 2


def test_nobody_signs_up_unasked(client):
    for path in ("/account/sign-up/", "/account/signup/", "/account/connected/signup/"):
        assert client.get(path).status_code == 404


def test_demonstration_shows_its_people_and_nothing_else_does(client, db):
    assert "officer@example.com" not in client.get("/account/sign-in/").content.decode()
    with override_settings(DEMONSTRATION=True):
        page = client.get("/account/sign-in/").content.decode()
    assert "officer@example.com" in page
    assert "prongsai-example" in page


def test_password_page_without_mail_names_whom_to_ask(client, person):
    client.cookies["prongsai_language"] = "en"
    for page in (
        client.get("/account/password/reset/"),
        client.post("/account/password/reset/", {"email": person.email}),
    ):
        assert "Ask your agency's manager for a link" in page.content.decode()
    assert not DBTaskResult.objects.exists()


@override_settings(EMAIL_HOST="mail.example.com")
def test_reset_says_the_same_for_known_and_unknown_addresses(person):
    pages = []
    for email in ("person@example.com", "nobody@example.com"):
        browser = Client()
        answer = browser.post("/account/password/reset/", {"email": email})
        assert (answer.status_code, answer["Location"]) == (302, "/account/password/reset/sent/")
        pages.append(re.sub(r"value=\"\w+\"", "", browser.get(answer["Location"]).content.decode()))
    assert pages[0] == pages[1]
    tasks = DBTaskResult.objects.order_by("enqueued_at")
    assert [task.args_kwargs["kwargs"]["email"] for task in tasks] == [
        "person@example.com",
        "nobody@example.com",
    ]
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
@override_settings(EMAIL_HOST="mail.example.com")
def test_reset_link_comes_by_mail_and_sets_a_password_once(enter):
    user = User.objects.create_user("person@example.com", "Some Person", PASSWORD)
    elsewhere, _answer = enter(user)
    forged = {"HTTP_HOST": "localhost"}
    Client(**forged).post("/account/password/reset/", {"email": "Person@example.com"})
    Client(**forged).post("/account/password/reset/", {"email": "nobody@example.com"})
    work(until_empty=True)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["person@example.com"], "ตั้งรหัสผ่านใหม่ของระบบโปร่งใส")
    path = re.search(r"http://127.0.0.1:8000(/account/password/reset/\S+)", letter.body)[1]
    browser = Client()
    form = browser.get(path, follow=True)
    done = browser.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert done.request["PATH_INFO"] == "/account/password/reset/done/"
    assert elsewhere.get("/account/").status_code == 302
    again = Client().get(path)
    assert "password1" not in again.content.decode()
    assert enter(user, NEW)[1].status_code == 302
    assert enter(user)[1].status_code == 200
    assert [act.code for act in Act.objects.order_by("pk")] == [
        "signed.in",
        "password.reset",
        "signed.in",
        "sign-in.failed",
    ]


def test_mail_goes_in_the_language_that_was_spoken_and_to_open_accounts_only(person):
    mail_reset.func(email="person@example.com", language="en")
    assert mail.outbox[0].subject == "A new password for Prongsai"
    assert "http://127.0.0.1:8000/account/password/reset/" in mail.outbox[0].body
    person.is_active = False
    person.save()
    mail_reset.func(email="person@example.com", language="en")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("key", ["0-nonsense", "1-dikbid-00000000000000000000000000000000"])
def test_made_up_reset_link_is_not_valid(client, db, key):
    client.cookies["prongsai_language"] = "en"
    assert "This link is not valid" in client.get(f"/account/password/reset/{key}/").content.decode()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "Write at least 10 characters."),
        ("administrator", "Many people use this password, so it is tried first. Choose another one."),
        ("9071625348", "Digits alone are easy to guess. Add letters."),
        ("person@example", "This is too much like your e-mail address."),
    ],
)
def test_weak_password_is_refused_in_plain_words(confirmed, person, password, words):
    person.language = "en"
    person.save()
    page = confirmed.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert page.status_code == 200
    assert words in page.content.decode()


def test_changed_password_ends_all_other_sessions_and_is_logged(enter, person):
    browser, _answer = enter(person)
    other, _answer = enter(person)
    answer = browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer["Location"] == "/account/"
    assert (browser.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)
    assert "password.changed" in [act.code for act in Act.objects.all()]


def test_wrong_present_password_changes_nothing(enter, person):
    browser, _answer = enter(person)
    page = browser.post("/account/password/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert page.status_code == 200
    assert User.objects.get().check_password(PASSWORD)


def test_one_without_a_password_may_set_one(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.get("/account/password/")["Location"] == "/account/password/set/"
    assert client.get("/account/password/set/").status_code == 200
    answer = client.post("/account/password/set/", {"password1": NEW, "password2": NEW})
    assert answer["Location"] == "/account/"
    assert User.objects.get().check_password(NEW)
    assert "password.set" in [act.code for act in Act.objects.all()]


def test_scripts_are_answered_by_pages_like_everybody(client, person):
    page = client.get("/account/sign-in/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert page["Content-Type"].startswith("text/html")


def test_pages_allow_no_script_of_others_and_no_inline_script(client, db):
    policy = dict(
        part.strip().split(" ", 1)
        for part in client.get("/account/sign-in/")["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_library_is_told_that_nobody_signs_up_unasked(rf):
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))


def test_one_who_is_nobody_signs_out_without_a_line(db):
    Client().logout()
    assert not Act.objects.exists()


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="localhost", EMAIL_PORT=9
)
def test_mail_that_cannot_be_sent_is_told_to_the_caller(db):
    assert not send("accounts/mail/reset", "person@example.com", "en", {"link": "x", "site": "y"})
