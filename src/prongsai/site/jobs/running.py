"""Jobs: asked for by an action, run by a worker, safe to run again where a worker was killed.

An app registers its work by a word (`WORKS`); a job holds only that word and what it works on, so that it survives any
restart. Whatever a work does must be done once however often it is run. A run that was taken for dead and comes back to
life finds its job in another run's hands, and stops.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled
from django_tasks import task

from prongsai.language.problems import InputError
from prongsai.site.files.room import is_of_a_full_disk, must_have_room
from prongsai.site.jobs.models import UNFINISHED, Job, State
from prongsai.site.permissions import Actor
from prongsai.site.shell.speech import speaking

Work = Callable[[Job], None]
log = logging.getLogger("prongsai.jobs")
WORKS = {
    "papers": "prongsai.site.papers.work.make_papers",
    "reading": "prongsai.site.readings.work.read_report",
}
"""The works by their word."""

SEEN_BY = {"papers": "paper.view", "reading": "reading.view"}
"""The act of the table of permissions that lets somebody see how far a work is."""


class SupersededError(Exception):
    """The job is in the hands of another run, or gone with what it was for: this run has nothing more to do."""


def ask(actor: Actor, kind: str, subject: object, total: int = 0) -> Job:
    """Ask for a work on a subject, within the transaction of an action: either both are there, or neither.

    Raises NoRoomError, to be let through, where the disk is nearly full.
    """
    must_have_room()
    job = Job.objects.create(
        agency=actor.agency,
        kind=kind,
        subject=str(subject),
        total=total,
        language=get_language() or "th",
        asked_by=actor.user.name,
    )
    run.enqueue(job.pk)
    return job


def step(job: Job, done: int, total: int | None = None) -> None:
    """Note how far a job is. Raises SupersededError, to be let through, where the job is no longer this run's."""
    job.done = done
    job.total = job.total if total is None else total
    if not _own(job).update(done=job.done, total=job.total):
        raise SupersededError


@task()
def run(number: int) -> None:
    """Run a job; what goes wrong with its input is told to people, any other failure is logged and said to be ours."""
    job = _begin(number)
    if job is None:
        return
    with scope(agency=job.agency), speaking(job.language):
        try:
            work: Work = import_string(WORKS[job.kind])
            work(job)
        except SupersededError:
            log.warning("job %s (%s) is no longer this run's", job.pk, job.kind)
        except InputError as error:
            _finish(job, State.FAILED, "\n".join(map(str, error.problems)))
        except Exception as error:
            told = _(
                "This did not succeed; the fault is on our side. Try again, or tell whoever runs the site."
            )
            if is_of_a_full_disk(error):
                told = _("The site has no room left. Tell whoever runs the site, then try again.")
            if _finish(job, State.FAILED, told):
                log.exception("job %s (%s) failed", job.pk, job.kind)
        else:
            _finish(job, State.DONE)


def _begin(number: int) -> Job | None:
    """Take a job into this run's hands; None where it is finished or gone."""
    with scopes_disabled(), transaction.atomic():
        waiting = Job.objects.select_for_update(of=("self",)).select_related("agency")
        job = waiting.filter(pk=number, state__in=UNFINISHED).first()
        if job is not None:
            job.state = State.WORKING
            job.turn += 1
            job.save(update_fields=["state", "turn"])
    return job


def _own(job: Job) -> QuerySet[Job]:
    """Give the job, as long as it is unfinished and in this run's hands."""
    return Job.objects.filter(pk=job.pk, turn=job.turn, state=State.WORKING)


def _finish(job: Job, state: State, told: str = "") -> bool:
    """Note that a job is finished; tell whether it was still this run's."""
    return bool(_own(job).update(state=state, told=told, finished_at=timezone.now()))
