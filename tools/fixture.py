"""Write tests/fixtures/VERSION.backup: the demonstration with a bit of everything in it, of this version: ``make fixture``.

One is kept for each tagged version, so that every later version can be tried with what this one left behind. It is made
by the commands and actions of the site alone.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 300 * 1024
REPORT = "รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลตัวอย่าง\nคะแนนรวม 91.50 คะแนน ระดับ ผ่านดี\n"


def fill() -> None:
    """Add to the demonstration what it does not have: papers, a report to read, people on their way, held text."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django_scopes import scope

    from prongsai.reports.details import Details
    from prongsai.site.accounts.models import HeldForm, User
    from prongsai.site.agencies.invitations.actions import invite
    from prongsai.site.agencies.models import Agency
    from prongsai.site.agencies.queries import actor_in
    from prongsai.site.api.actions import make_token
    from prongsai.site.files.kinds import TEXT
    from prongsai.site.papers.actions import order_papers
    from prongsai.site.papers.details import plain_details
    from prongsai.site.permissions import Role
    from prongsai.site.plans.models import Measure
    from prongsai.site.plans.queries import the_plan
    from prongsai.site.readings.actions import upload_report
    from prongsai.site.rounds.actions import begin_entry
    from prongsai.site.rounds.queries import the_round

    agency = Agency.objects.order_by("pk")[0]
    officer, manager = (User.objects.get(email=f"{role}@example.com") for role in ("officer", "manager"))
    actor = actor_in(officer, agency.pk)
    with scope(agency=agency):
        each = the_round(agency, 2568)
        order_papers(
            actor, each, the_plan(each), papers=("announcement", "memo"), formats=("docx",), details=plain_details(Details(), spare_memo=False)
        )  # fmt: skip
        upload = SimpleUploadedFile("รายงาน.txt", b"")
        upload.content, upload.kind = REPORT.encode(), TEXT
        upload_report(actor, upload, "check")
        invite(actor_in(manager, agency.pk), email="new@example.com", name="สมมุติ คนใหม่", roles=[Role.READER])
        Measure.objects.order_by("pk")[0].persons.add(officer)
        begin_entry(actor, each, "form")
    _follow_up(officer)
    make_token(officer, "โปรแกรมสารบรรณ", ["read"], 30)
    HeldForm.objects.create(owner=officer, path="/", content={"word": ["พิมพ์ค้างไว้"]})


def _follow_up(officer: object) -> None:
    """Report on a measure of a plan that was published, with evidence, and add a meeting."""
    from datetime import timedelta
    from decimal import Decimal

    from django.utils import timezone
    from django_scopes import scope

    from prongsai.site.agencies.queries import actor_in
    from prongsai.site.plans.models import Ownership, Version
    from prongsai.site.progress.actions import Exhibit, Reported, add_meeting, enter_progress

    version = Version._base_manager.filter(state="published").order_by("pk")[0]
    today = timezone.localdate()
    with scope(agency=version.agency):
        actor = actor_in(officer, version.agency_id)
        owner = Ownership.objects.filter(measure__plan=version.plan).order_by("pk")[0]
        key = owner.measure.key
        exhibit = Exhibit("ประกาศบนเว็บไซต์", today, link="https://www.example.go.th/ita")
        reported = Reported(today, Decimal("40.00"), "จัดทำคู่มือแล้ว", Decimal("12500.50"))
        enter_progress(actor, version.plan, key, owner.division, reported, [exhibit])
        add_meeting(actor, version.plan, today + timedelta(days=7), "ประชุมติดตามครั้งที่ 1", [key])


def main() -> int:
    """Make the file; give 1 where it is too large to be kept."""
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as folder:
        for name in [name for name in os.environ if name.startswith("PRONGSAI_")]:
            del os.environ[name]
        os.environ |= {
            "PRONGSAI_MODE": "demonstration",
            "PRONGSAI_DATA": f"{folder}/data",
            "DJANGO_SETTINGS_MODULE": "prongsai.site.settings",
        }
        from prongsai import __version__
        from prongsai.site.running import WORKER, initialise

        initialise()
        fill()
        subprocess.run([*WORKER, "--until-empty"], check=True)
        from prongsai.site.backups.actions import back_up

        target = ROOT / "tests" / "fixtures" / f"{__version__}.backup"
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        back_up(target)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size // 1024} KB")
    return 1 if size > LARGEST else 0


if __name__ == "__main__":
    sys.exit(main())
