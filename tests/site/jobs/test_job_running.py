"""Jobs: asked for by an action, run once by whoever holds the newest run."""

import errno
import logging

import pytest
from django.db import transaction
from django.utils.translation import get_language, override
from django_scopes import get_scope, scope
from django_tasks_db.models import DBTaskResult

from prongsai.language.messages import current_language
from prongsai.language.problems import InputError, Problem
from prongsai.site.agencies.models import Agency
from prongsai.site.files.models import StoredFile
from prongsai.site.jobs.models import Job, Kind
from prongsai.site.jobs.running import SEEN_BY, WORKS, SupersededError, ask, run, step
from prongsai.site.permissions import ACTS

pytestmark = pytest.mark.usefixtures("within")
OURS = "ดำเนินการไม่สำเร็จเพราะระบบขัดข้อง โปรดลองอีกครั้งหรือแจ้งผู้ดูแลเว็บไซต์"


@pytest.fixture
def job(house, work):
    with override("th"):
        return ask(house.actor(), "made-up", "subject", 4)


def state(job):
    job.refresh_from_db()
    return (job.state, job.told, job.done, job.total, job.turn, job.finished_at is not None)


def test_job_is_asked_for_with_its_task(house, job):
    assert (str(job), job.language, job.asked_by, job.unfinished) == (
        "made-up subject",
        "th",
        house.actor().user.name,
        True,
    )
    assert state(job) == ("waiting", "", 0, 4, 0, False)
    assert [each.args_kwargs for each in DBTaskResult.objects.all()] == [{"args": [job.pk], "kwargs": {}}]


def test_job_and_task_are_both_there_or_neither(house, work):
    with transaction.atomic():
        ask(house.actor(), "made-up", "subject")
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_language_where_none_is_active(house, work):
    with override(None):
        assert ask(house.actor(), "made-up", "subject").language == "th"


def test_work_runs_in_scope_and_language_of_its_job(house, job, work):
    seen = []

    def look(given):
        step(given, 2)
        seen.append((given.agency, get_scope()["agency"], get_language(), current_language(), state(job)))

    work["subject"] = look
    with override("en"):
        run.func(job.pk)
    assert seen == [(house.agency, house.agency, "th", "th", ("working", "", 2, 4, 1, False))]
    assert state(job) == ("done", "", 2, 4, 1, True)
    assert not job.unfinished


def test_steps_may_change_the_total(job, work):
    work["subject"] = lambda given: step(given, 7, 9)
    run.func(job.pk)
    assert state(job) == ("done", "", 7, 9, 1, True)


def test_finished_job_is_not_run_again(job, work):
    runs = []
    work["subject"] = runs.append
    run.func(job.pk)
    run.func(job.pk)
    assert len(runs) == 1


def test_fault_of_the_input_is_told_to_people(job, work, caplog):
    def refuse(_given):
        raise InputError([Problem("a", "ผิด", "บรรทัด 1", "แก้"), Problem("b", "ขาด")])

    work["subject"] = refuse
    run.func(job.pk)
    assert state(job) == ("failed", "บรรทัด 1: ผิด — แก้\nขาด", 0, 4, 1, True)
    assert caplog.records == []


def test_any_other_failure_is_logged_and_said_to_be_ours(job, work, caplog):
    def fail(_given):
        raise RuntimeError("secret words")

    work["subject"] = fail
    with caplog.at_level(logging.ERROR, logger="prongsai.jobs"):
        run.func(job.pk)
    assert state(job) == ("failed", OURS, 0, 4, 1, True)
    assert "secret words" in caplog.text


def test_failure_for_a_full_disk_is_said_to_be_one(job, work):
    def fail(_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    work["subject"] = fail
    run.func(job.pk)
    told = "ระบบไม่มีพื้นที่เหลือ แจ้งผู้ดูแลเว็บไซต์ แล้วลองใหม่อีกครั้ง"
    assert state(job) == ("failed", told, 0, 4, 1, True)


def test_work_that_is_not_known_is_ours_too(house, work, caplog):
    job = ask(house.actor(), "made-up", "subject")
    Job.objects.update(kind="unknown")
    run.func(job.pk)
    assert (state(job)[0], "KeyError" in caplog.text) == ("failed", True)


def test_failure_within_a_transaction_undoes_it_and_is_told(house, job, work):
    def half(given):
        with transaction.atomic():
            Job.objects.create(agency=house.agency, kind="left", subject="behind")
            raise InputError(Problem("a", "ผิด"))

    work["subject"] = half
    run.func(job.pk)
    assert state(job)[:2] == ("failed", "ผิด")
    assert not Job.objects.filter(kind="left").exists()


def test_run_whose_job_was_taken_over_stops_and_writes_nothing(job, work, caplog):
    """A worker that was taken for dead comes back to life while another has the job."""

    def linger(given):
        run.func(job.pk)  # another worker runs it meanwhile
        step(given, 3)
        pytest.fail("it went on")

    def quick(given):
        step(given, 1)

    work["subject"] = lambda given: linger(given) if given.turn == 1 else quick(given)
    run.func(job.pk)
    assert state(job) == ("done", "", 1, 4, 2, True)
    assert [each.getMessage() for each in caplog.records] == [
        f"job {job.pk} (made-up) is no longer this run's"
    ]


@pytest.mark.parametrize("error", [RuntimeError("late"), InputError(Problem("a", "late"))])
def test_run_that_fails_after_its_job_was_taken_over_says_nothing(job, work, error, caplog):
    def linger(given):
        if given.turn == 1:
            run.func(job.pk)
            raise error

    work["subject"] = linger
    run.func(job.pk)
    assert (state(job), caplog.records) == (("done", "", 0, 4, 2, True), [])


def test_job_whose_agency_is_deleted_meanwhile_ends_quietly(house, job, work, caplog):
    def deleted(given):
        Agency.objects.filter(pk=given.agency_id).delete()
        step(given, 1)

    work["subject"] = deleted
    run.func(job.pk)
    assert (Job.objects.count(), [each.levelname for each in caplog.records]) == (0, ["WARNING"])


def test_job_whose_agency_was_deleted_before_is_left_out(house, job, work):
    Agency.objects.filter(pk=house.agency.pk).delete()
    run.func(job.pk)
    assert Job.objects.count() == 0


def test_what_a_work_raises_after_its_agency_went_is_not_logged(house, job, work, caplog):
    def deleted(given):
        Agency.objects.filter(pk=given.agency_id).delete()
        raise StoredFile.DoesNotExist

    work["subject"] = deleted
    run.func(job.pk)
    assert caplog.records == []


def test_step_of_a_job_that_waits_again_is_refused(job, work):
    job.turn, job.state = 1, "working"
    with pytest.raises(SupersededError):
        step(job, 1)


def test_job_is_run_outside_any_scope(house, other, work):
    with scope(agency=other.agency):
        job = ask(other.actor(), "made-up", "subject")
    seen = []
    work["subject"] = lambda given: seen.append(given.agency)
    run.func(job.pk)
    assert seen == [other.agency]


def test_every_work_can_be_found_and_has_an_act():
    from django.utils.module_loading import import_string

    assert set(WORKS) == set(SEEN_BY) == set(Kind.values)
    assert all(callable(import_string(path)) for path in WORKS.values())
    assert set(SEEN_BY.values()) <= set(ACTS)
