"""The worker: what dead workers left is done by others, and what cannot be done is given up."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import override
from django_scopes import scopes_disabled
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from prongsai.site.jobs import worker
from prongsai.site.jobs.models import Job, Pulse
from prongsai.site.jobs.running import ask, run
from prongsai.site.jobs.worker import ATTEMPTS, KEPT_DAYS, beat, go_on, put_back, tidy
from prongsai.site.jobs.worker import work as run_worker

GIVEN_UP = "ระบบพยายามดำเนินการ 3 ครั้งแล้วแต่ไม่สำเร็จ โปรดแจ้งผู้ดูแลเว็บไซต์"


@pytest.fixture
def job(house, within, work):
    with override("th"):
        return ask(house.actor(), "made-up", "subject")


def claimed(job, *workers):
    """Let workers claim the task of a job, one after the other, and the last begin with it."""
    DBTaskResult.objects.update(status="RUNNING", worker_ids=list(workers), started_at=timezone.now())
    Job.objects.filter(pk=job.pk).update(state="working", turn=len(workers))


def queue():
    return [(each.status, each.worker_ids) for each in DBTaskResult.objects.order_by("enqueued_at")]


def state(job):
    with scopes_disabled():
        job.refresh_from_db()
    return job.state, job.turn, job.told


def test_task_of_a_living_worker_is_left_to_it(job):
    beat("alive")
    claimed(job, "alive")
    assert put_back() == 0
    assert (queue(), state(job)) == ([("RUNNING", ["alive"])], ("working", 1, ""))


def test_task_of_a_dead_worker_goes_back(job):
    beat("dead")
    Pulse.objects.update(seen_at=timezone.now() - timedelta(seconds=31))
    claimed(job, "dead")
    assert put_back() == 1
    assert (queue(), state(job)) == ([("READY", ["dead"])], ("waiting", 2, ""))
    assert Pulse.objects.count() == 0


def test_how_long_a_worker_is_waited_for(job):
    beat("slow")
    Pulse.objects.update(seen_at=timezone.now() - timedelta(seconds=10))
    claimed(job, "slow")
    assert [put_back(60), put_back(5)] == [0, 1]


def test_task_claimed_by_a_worker_that_died_before_it_began_goes_back(job):
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["dead"])
    assert put_back() == 1
    assert (queue(), state(job)) == ([("READY", ["dead"])], ("waiting", 1, ""))


def test_job_that_kills_its_workers_is_given_up(job, caplog):
    claimed(job, "first", "second", "third")
    assert put_back() == 0
    assert [status for status, _workers in queue()] == ["FAILED"]
    assert state(job) == ("failed", 4, GIVEN_UP)
    assert [each.getMessage() for each in caplog.records] == [
        f"job {job.pk} (made-up) was given up: its worker died each time"
    ]
    assert put_back() == 0


def test_task_whose_job_is_gone_is_given_up_too(job, caplog):
    claimed(job, "first", "second", "third")
    Job.objects.all().delete()
    assert put_back() == 0
    assert ([status for status, _workers in queue()], caplog.records) == (["FAILED"], [])


@pytest.mark.parametrize("workers", [("first",), ("first", "second", "third")])
def test_task_that_another_worker_put_back_first_is_left(job, monkeypatch, workers):
    claimed(job, *workers)
    stale = list(DBTaskResult.objects.running())
    DBTaskResult.objects.update(worker_ids=[*workers, "next"])
    beat("next")
    monkeypatch.setattr(DBTaskResultQuerySet, "running", lambda _self: stale)
    assert put_back() == 0
    assert (queue(), state(job)[0]) == ([("RUNNING", [*workers, "next"])], "working")


def test_task_of_a_worker_that_came_while_the_queue_was_looked_at_is_left_to_it(job, monkeypatch):
    def coming(_self):
        beat("coming")
        claimed(job, "coming")
        return DBTaskResult.objects.filter(status="RUNNING")

    monkeypatch.setattr(DBTaskResultQuerySet, "running", coming)
    assert (put_back(), queue()) == (0, [("RUNNING", ["coming"])])


@pytest.mark.parametrize("status", ["FAILED", "SUCCESSFUL", None])
def test_job_that_stands_in_the_queue_no_more_is_queued_again(job, status):
    """As after a worker that was stopped by force, which notes its task as failed."""
    claimed(job, "stopped")
    if status:
        DBTaskResult.objects.update(status=status, finished_at=timezone.now())
    else:
        DBTaskResult.objects.all().delete()
    assert put_back() == 1
    assert (queue()[-1], state(job)) == (("READY", []), ("waiting", 2, ""))
    assert put_back() == 0


def test_job_that_was_stopped_too_often_is_given_up(job):
    for _time in range(ATTEMPTS - 1):
        DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
        assert put_back() == 1
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
    assert put_back() == 0
    assert state(job)[::2] == ("failed", GIVEN_UP)


def test_job_that_was_finished_or_queued_meanwhile_is_not_queued_twice(job):
    assert worker._queue_again(job.pk) is False
    Job.objects.update(state="done")
    DBTaskResult.objects.all().delete()
    assert worker._queue_again(job.pk) is False
    assert queue() == []


def test_finished_jobs_are_left(job, work):
    work["subject"] = lambda _given: None
    run.func(job.pk)
    DBTaskResult.objects.all().delete()
    assert put_back() == 0


def test_old_finished_rows_of_the_queue_are_removed_and_jobs_stay(job):
    old = timezone.now() - timedelta(days=KEPT_DAYS + 1)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=old)
    fresh = run.enqueue(job.pk).db_result
    DBTaskResult.objects.filter(pk=fresh.pk).update(status="FAILED", finished_at=timezone.now())
    run.enqueue(job.pk)
    tidy()
    assert [status for status, _workers in queue()] == ["FAILED", "READY"]
    assert Job.objects.count() == 1


class Beats:
    """Stands for the event that ends a worker's life: set after some beats."""

    def __init__(self, beats):
        self.left = beats

    def wait(self, _seconds):
        self.left -= 1
        return self.left < 0


@pytest.mark.django_db(transaction=True)
def test_life_of_a_worker(job, caplog):
    claimed(job, "dead")
    worker._live("alive", Beats(2), 0.0, 30.0)
    assert list(Pulse.objects.values_list("pk", flat=True)) == ["alive"]
    assert (queue(), caplog.records) == ([("READY", ["dead"])], [])


@pytest.mark.django_db(transaction=True)
def test_worker_lives_on_where_a_beat_fails(monkeypatch, caplog):
    beats = []

    def fail(_name):
        beats.append(1)
        raise RuntimeError("the database is away")

    monkeypatch.setattr(worker, "beat", fail)
    worker._live("alive", Beats(2), 0.0, 30.0)
    assert (len(beats), [each.getMessage() for each in caplog.records]) == (
        2,
        ["the worker could not give a sign of life"] * 2,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals")
def test_worker_runs_what_waits_and_what_a_dead_one_left(house, within, work):
    done = []
    work["subject"] = lambda given: done.append((given.pk, Pulse.objects.count()))
    first, second = (ask(house.actor(), "made-up", "subject") for _each in range(2))
    DBTaskResult.objects.filter(args_kwargs__args__0=first.pk).update(status="RUNNING", worker_ids=["dead"])
    run_worker(until_empty=True, interval=0.01)
    assert (sorted(done), Pulse.objects.count()) == ([(first.pk, 1), (second.pk, 1)], 0)
    assert [state(each)[0] for each in (first, second)] == ["done", "done"]


def test_worker_that_loses_the_database_works_again_until_it_ends_by_itself(caplog):
    losses = iter(
        (OperationalError("the server closed the connection"), InterfaceError("connection is closed"))
    )

    def working():
        for each in losses:
            raise each

    go_on(working, pause=0)
    assert [each.getMessage() for each in caplog.records] == [
        "the worker lost the database (OperationalError) and tries again",
        "the worker lost the database (InterfaceError) and tries again",
    ]


def test_worker_that_fails_otherwise_ends(caplog):
    def working():
        raise ValueError("not the database")

    with pytest.raises(ValueError, match="not the database"):
        go_on(working, pause=0)
    assert caplog.records == []
