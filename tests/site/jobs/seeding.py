"""Run as a program by the tests of killed workers: puts a plan into a site, and asks for work in it.

``seeding.py init`` makes an agency and its plan; ``seeding.py papers`` asks for papers in it;
``seeding.py reports NUMBER`` for the reading of reports; ``seeding.py work`` is a worker that loses patience soon.
"""

import sys
from pathlib import Path

import django

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parent / "papers")]


def init() -> None:
    """Make an agency and its plan."""
    from houses import INPUTS, build
    from prongsai.site.plans.actions import make
    from prongsai.site.rounds.actions import enter_result, start_round
    from prongsai.site.rounds.queries import the_round

    house = build("เทศบาลตำบลต้นแบบ", "one.example.com")
    with scope(agency=house.agency):
        each = start_round(house.actor(), 2568)
        enter_result(house.actor(), each, INPUTS, kind="published", way="form")
        make(house.actor(), the_round(house.agency, 2568), 2569, 2569)


def actor() -> "Actor":
    """Give the officer of the one agency."""
    from prongsai.site.accounts.models import User
    from prongsai.site.agencies.models import Agency
    from prongsai.site.agencies.queries import actor_in

    found = actor_in(User.objects.get(email="officer@one.example.com"), Agency.objects.get().pk)
    assert found is not None
    return found


def papers() -> None:
    """Ask for papers that take a while."""
    from prongsai.reports.details import Details
    from prongsai.site.papers.actions import order_papers
    from prongsai.site.papers.details import plain_details
    from prongsai.site.plans.queries import the_plan
    from prongsai.site.rounds.queries import the_round

    officer = actor()
    with scope(agency=officer.agency):
        each = the_round(officer.agency, 2568)
        order_papers(
            officer,
            each,
            the_plan(each),
            papers=("memo", "divisions", "announcement"),
            formats=("docx", "pdf", "xlsx"),
            details=plain_details(Details(), spare_memo=False),
        )


def reports(number: str) -> None:
    """Ask for the reading of reports."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from prongsai.site.files.kinds import TEXT
    from prongsai.site.readings.actions import upload_report

    officer = actor()
    with scope(agency=officer.agency):
        for place in range(int(number)):
            upload = SimpleUploadedFile(f"{place}.txt", b"")
            upload.content, upload.kind = f"รายงานที่ {place} ปีงบประมาณ พ.ศ. 2568".encode(), TEXT
            upload_report(officer, upload, "result")


def work() -> None:
    """Be a worker that takes others for dead after three seconds."""
    from prongsai.site.jobs.worker import work as run_worker

    run_worker(interval=0.05, beat_every=0.1, dead_after=3.0)


if __name__ == "__main__":
    django.setup()
    from django_scopes import scope

    from prongsai.site.permissions import Actor

    globals()[sys.argv[1]](*sys.argv[2:])
