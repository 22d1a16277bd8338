"""What machines ask: alive, ready, numbers; and what strangers are told of it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import Error, connection
from django.test import Client, override_settings
from django.utils import timezone

from prongsai.site.health import checks, metrics
from prongsai.site.jobs.models import Job, Pulse, State
from prongsai.site.permissions import Role
from prongsai.site.reminders.models import Digest

TOKEN = "0123456789" * 4
THROUGH_A_PROXY = {"headers": {"X-Forwarded-For": "127.0.0.1"}}
FROM_ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}
ALL_WELL = {"database": True, "migrations": True, "worker": True, "disk": True}


@pytest.fixture
def worker(db):
    return Pulse.objects.create(worker="one")


def test_live_asks_nothing_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = Client().get("/health/live")
    assert (response.status_code, response.content) == (200, b"live\n")
    assert response["Cache-Control"].startswith("max-age=0, no-cache")


def test_ready_tells_all_to_this_computer_and_only_the_word_to_strangers(worker):
    here, stranger = Client().get("/health/ready"), Client(**FROM_ELSEWHERE).get("/health/ready")
    assert (here.status_code, here.json()) == (200, ALL_WELL)
    assert (stranger.status_code, stranger.content) == (200, b"ready\n")


def asked():
    here, stranger = Client().get("/health/ready"), Client(**THROUGH_A_PROXY).get("/health/ready")
    assert (here.status_code, stranger.status_code, stranger.content) == (503, 503, b"not ready\n")
    return [name for name, well in here.json().items() if not well]


def test_site_without_a_worker_that_gives_signs_of_life_is_not_ready(worker):
    Pulse.objects.update(seen_at=timezone.now() - timezone.timedelta(seconds=checks.DEAD_AFTER + 1))
    assert asked() == ["worker"]


@override_settings(FREE_LIMIT=10**9)
def test_site_without_room_is_not_ready(worker):
    assert asked() == ["disk"]


def test_site_with_a_database_of_another_version_is_not_ready(worker):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'readings'")
    assert asked() == ["migrations", "worker"]


@pytest.fixture
def without_database(db, monkeypatch):
    """Give a context in which the database is not reached."""

    def refuse(*_given, **_more):
        raise Error

    @contextmanager
    def cut():
        with monkeypatch.context() as patch:
            patch.setattr(connection, "cursor", refuse)
            yield

    return cut


def test_site_without_a_database_is_not_ready(without_database):
    with without_database():
        assert asked() == ["database", "migrations", "worker"]


@pytest.mark.parametrize(
    ("asking", "status"),
    [
        ({}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": ""}, 404),
        (FROM_ELSEWHERE, 404),
        (THROUGH_A_PROXY, 404),
        ({"headers": {"Forwarded": "for=127.0.0.1"}}, 404),
        ({**FROM_ELSEWHERE, "headers": {"Authorization": f"Bearer {TOKEN}"}}, 200),
        ({**FROM_ELSEWHERE, "headers": {"Authorization": "Bearer other"}}, 404),
        ({**FROM_ELSEWHERE, "headers": {"Authorization": f"Basic {TOKEN}"}}, 404),
    ],
)
def test_numbers_are_given_to_this_computer_and_to_whoever_has_the_token(db, asking, status):
    with override_settings(METRICS_TOKEN=TOKEN):
        assert Client(**asking).get("/metrics").status_code == status


def test_without_a_token_set_an_empty_one_opens_nothing(db):
    asking = {**FROM_ELSEWHERE, "headers": {"Authorization": "Bearer "}}
    assert Client(**asking).get("/metrics").status_code == 404


def numbers():
    response = Client().get("/metrics")
    assert response["Content-Type"].startswith("text/plain; version=")
    lines = [line for line in response.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in (line.rpartition(" ") for line in lines)}


def test_requests_are_counted_by_pattern_method_and_status(officer, house):
    page = 'method="GET",route="/agencies/<int:agency>/log/",status="200"'
    before = numbers()
    officer.get(f"/agencies/{house.agency.pk}/log/")
    officer.get("/no/such/page/with-a-secret")
    officer.generic("BREW", "/health/live")
    after = numbers()

    def more(name):
        return after.get(name, 0) - before.get(name, 0)

    assert more(f"prongsai_requests_total{{{page}}}") == 1
    assert more('prongsai_requests_total{method="GET",route="?",status="404"}') == 1
    assert more('prongsai_requests_total{method="other",route="/health/live",status="405"}') == 1
    assert more('prongsai_request_seconds_count{route="/agencies/<int:agency>/log/"}') == 1
    assert not [name for name in after if "secret" in name]


def test_jobs_worker_disk_and_version_are_told(worker, house):
    for state in (State.WAITING, State.FAILED, State.FAILED, State.DONE):
        Job.objects.create(agency=house.agency, kind="papers", subject="1", state=state)
    told = numbers()
    assert {name: told[name] for name in told if name.startswith(("prongsai_jobs", "prongsai_w"))} == {
        'prongsai_jobs{state="waiting"}': 1,
        'prongsai_jobs{state="working"}': 0,
        'prongsai_jobs{state="failed"}': 2,
        "prongsai_worker_alive": 1,
    }
    assert told["prongsai_disk_free_bytes"] > 1024 * 1024
    assert (told["prongsai_database_up"], told['prongsai_build{version="0.1.0"}']) == (1, 1)


def test_messages_of_reminders_in_the_last_week_are_told(house):
    today, user = timezone.localdate(), house.users[Role.OFFICER]
    for days, state in ((0, "sent"), (1, "failed"), (6, "sent"), (7, "sent")):
        Digest.objects.create(user=user, day=today - timedelta(days=days), way="mail", state=state)
    told = numbers()
    assert {name: told[name] for name in told if name.startswith("prongsai_digests")} == {
        'prongsai_digests{state="begun"}': 0,
        'prongsai_digests{state="sent"}': 2,
        'prongsai_digests{state="failed"}': 1,
    }


def test_numbers_of_the_process_are_told_without_a_database(without_database):
    with without_database():
        told = numbers()
    assert told["prongsai_database_up"] == 0
    assert "prongsai_worker_alive" not in told


def test_style_and_scripts_are_not_watched(db):
    before = numbers()
    assert Client().get("/static/none.css").status_code == 404
    assert [name for name in numbers() if "static" in name] == []
    assert numbers().get('prongsai_requests_total{method="GET",route="?",status="404"}') == before.get(
        'prongsai_requests_total{method="GET",route="?",status="404"}'
    )


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_REDIRECT_EXEMPT=[r"^health/(live|ready)$", r"^metrics$"])
def test_machines_may_ask_unencrypted_where_people_may_not(db):
    statuses = [Client().get(path).status_code for path in ("/health/live", "/metrics", "/", "/metrics/")]
    assert statuses == [200, 200, 301, 301]


def test_only_reading_is_allowed(db):
    assert [Client().post(path).status_code for path in ("/health/live", "/health/ready", "/metrics")] == [
        405
    ] * 3


def test_folder_of_the_counts_is_read_where_there_is_one(db, monkeypatch, tmp_path):
    monkeypatch.setenv(metrics.FOLDER, str(tmp_path))
    names = metrics.exposition().decode()
    assert "prongsai_disk_free_bytes" in names
    assert "prongsai_requests_total" not in names
