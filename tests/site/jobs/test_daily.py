"""Works of every day: once a day with any number of workers, tried again where they fail, from their hour on."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from prongsai.site.jobs import daily
from prongsai.site.jobs.daily import Daily, ask_due, run_daily
from prongsai.site.jobs.models import DailyRun, Work
from prongsai.site.jobs.worker import put_back
from prongsai.site.jobs.worker import work as run_worker

pytestmark = pytest.mark.django_db
REGISTERED = dict(daily.DAILY)
did: list[str] = []


def note_it() -> None:
    did.append("noted")


def fail() -> None:
    did.append("failed")
    raise RuntimeError("it does not work today")


@pytest.fixture(autouse=True)
def _empty():
    sys.modules.setdefault("made_up_daily", sys.modules[__name__])
    did.clear()


@pytest.fixture
def clock(monkeypatch):
    """Give what sets the clock of Thailand."""

    def set_to(day, hour):
        moment = datetime(2026, 11, day, hour, 30, tzinfo=ZoneInfo("Asia/Bangkok"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(24, 12)
    return set_to


def queued():
    return [
        (each.args_kwargs["kwargs"], str(each.status))
        for each in DBTaskResult.objects.order_by("enqueued_at")
    ]


def run_queue():
    """Do what waits in the queue as a worker does."""
    for row in DBTaskResult.objects.filter(status="READY"):
        try:
            run_daily.func(**row.args_kwargs["kwargs"])
        except RuntimeError:
            row.status = "FAILED"
        else:
            row.status = "SUCCESSFUL"
        row.save()


def test_every_registered_work_has_words():
    assert set(REGISTERED) == set(Work.values)


@pytest.mark.parametrize("word", sorted(REGISTERED))
def test_every_registered_work_is_there(word):
    work = REGISTERED[word]
    assert callable(import_string(work.does))
    assert 0 <= work.from_hour < 24


def test_work_is_asked_for_once_a_day(everyday, clock):
    everyday["note"] = Daily("made_up_daily.note_it", from_hour=0)
    ask_due()
    ask_due()
    assert queued() == [({"word": "note", "day": "2026-11-24"}, "READY")]
    run_queue()
    ask_due()
    assert (did, len(queued())) == (["noted"], 1)
    clock(25, 0)
    ask_due()
    run_queue()
    assert did == ["noted", "noted"]
    assert list(DailyRun.objects.values_list("pk", "day", "tries")) == [
        ("note", datetime(2026, 11, 25).date(), 1)  # noqa: DTZ001  a day
    ]


def test_work_waits_for_its_hour_and_is_made_up_for_later(everyday, clock):
    everyday["note"] = Daily("made_up_daily.note_it", from_hour=7)
    clock(24, 6)
    ask_due()
    assert queued() == []
    clock(24, 23)
    ask_due()
    assert queued() == [({"word": "note", "day": "2026-11-24"}, "READY")]


def test_work_that_fails_is_tried_three_times_a_day(everyday, clock):
    everyday["fail"] = Daily("made_up_daily.fail", from_hour=0)
    for _time in range(5):
        ask_due()
        run_queue()
    assert did == ["failed"] * 3
    clock(25, 1)
    ask_due()
    run_queue()
    assert did == ["failed"] * 4


def test_work_of_a_worker_that_died_runs_again(everyday, clock):
    everyday["note"] = Daily("made_up_daily.note_it", from_hour=0)
    ask_due()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["dead"])
    ask_due()
    assert (put_back(), [status for _given, status in queued()]) == (1, ["READY"])
    run_queue()
    assert did == ["noted"]


def test_two_workers_ask_at_the_same_time(everyday, clock):
    everyday["note"] = Daily("made_up_daily.note_it", from_hour=0)
    ask_due()
    daily._ask("note", timezone.localtime().date())
    run_queue()
    daily._ask("note", timezone.localtime().date())
    assert (did, len(queued())) == (["noted"], 1)


def test_work_that_was_done_or_is_of_another_day_is_not_done_again(everyday, clock):
    everyday["note"] = Daily("made_up_daily.note_it", from_hour=0)
    ask_due()
    run_daily.func(word="note", day="2026-11-23")
    run_daily.func(word="note", day="2026-11-24")
    run_daily.func(word="note", day="2026-11-24")
    assert did == ["noted"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals")
def test_worker_does_the_works_of_the_day(everyday):
    everyday["note"] = Daily("made_up_daily.note_it", from_hour=0)
    run_worker(until_empty=True, interval=0.01)
    run_worker(until_empty=True, interval=0.01)
    assert did == ["noted"]
