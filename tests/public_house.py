"""Two agencies with everything that a public page could show, and much that it must not."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from approved import DECEMBER, YEAR, add_to_plan, approve, plan_with_measures, report
from houses import INPUTS, House
from prongsai.reports.details import Details
from prongsai.site.accounts.models import Name
from prongsai.site.files.kinds import kind_of
from prongsai.site.files.storing import store
from prongsai.site.papers.actions import order_papers, sign_paper
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import publish
from prongsai.site.plans.models import Plan
from prongsai.site.plans.queries import latest_version, the_plan
from prongsai.site.progress.actions import (
    Exhibit,
    add_evidence,
    confirm_entry,
    remove_evidence,
    return_entry,
)
from prongsai.site.progress.queries import the_entry, the_followed
from prongsai.site.public.actions import open_page, propose
from prongsai.site.public.models import Part, PublicPage
from prongsai.site.public.queries import page_of
from prongsai.site.public.reports import reports_to_choose
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import the_round

PERSON, HIDDEN = "คนจริง", "ยังไม่เปิดเผย"
"""What the name of every person begins with, and what all that must not be shown says of itself."""


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Give an upload as the site's forms clean it."""
    made = SimpleUploadedFile(name, content)
    made.content, made.kind = content, kind_of(content)
    return made


def _results(house: House) -> None:
    """Enter a final and a preliminary result of earlier years, the last one with figures that nobody else has."""
    for year, kind, total in ((2567, "final", "96.11"), (2566, "preliminary", "77.77")):
        each = start_round(house.actor(), year)
        inputs = {
            **INPUTS,
            "fiscal_year": str(year),
            "remarks": [],
            "indicators": {**INPUTS["indicators"], "1": total},
        }
        enter_result(house.actor(), each, inputs, kind=kind, way="form", source=f"หนังสือแจ้งผล {kind}")


def _plan(house: House) -> Plan:
    """Publish a first version, whose measures have persons; approve a second one that is not published."""
    plan = plan_with_measures(house)
    for measure in plan.measures.all():
        measure.persons.set(house.users.values())
    approve(house, plan)
    version = latest_version(plan)
    version.plan = plan
    publish(house.actor(), version, date(2025, 11, 1))
    add_to_plan(plan, "m9", [house.divisions["works"]], title=f"มาตรการที่{HIDDEN}")
    approve(house, plan)
    return the_plan(the_round(house.agency, YEAR))


def _progress(house: House, plan: Plan) -> None:
    """Report three times on a measure: confirmed, awaiting, returned; with a link, a file and deleted evidence."""
    link = Exhibit("ภาพการอบรม", date(2025, 12, 1), link="https://example.com/training")
    file = Exhibit("บันทึกข้อความ", date(2025, 12, 2), upload(f"{PERSON}.pdf", b"%PDF-1.7 x"))
    gone = Exhibit(f"หลักฐานที่{HIDDEN}", date(2025, 12, 3), link="https://example.com/gone")
    entry = report(
        house, plan, result="=อบรมแล้ว 2 ใน 4 กลุ่ม", exhibits=[link, file], obstacles=HIDDEN, suggestions=HIDDEN
    )
    report(house, plan, day=DECEMBER, percent=55, result=f"รอยืนยัน {HIDDEN}")
    back = report(house, plan, day=date(2025, 12, 30), percent=56, result=f"ส่งคืน {HIDDEN}")
    followed = the_followed(the_round(house.agency, YEAR))
    confirm_entry(house.actor(), the_entry(followed, entry.pk), entry.revision)
    (wrong,) = add_evidence(house.actor(), the_entry(followed, entry.pk), [gone])
    remove_evidence(house.actor(), wrong)
    return_entry(house.actor(), the_entry(followed, back.pk), HIDDEN, back.revision)


def order(house: House, plan: Plan, version: int | None = 1) -> PaperOrder:
    """Make a report and a memo on a version of a plan, both with a signed copy whose name tells of a person."""
    found = None if version is None else plan.versions.get(number=version)
    each = the_round(house.agency, YEAR)
    details = plain_details(Details(), spare_memo=True)
    made = order_papers(
        house.actor(), each, plan, papers=["report", "memo"], formats=["pdf"], details=details, version=found
    )
    for kind, title in (("report", "รายงานการวิเคราะห์"), ("memo", f"บันทึกที่{HIDDEN}")):
        paper = Paper.objects.create(agency=house.agency, order=made, kind=kind, title=title)
        file = store(house.agency, f"{kind}.pdf", f"%PDF {house.agency} {kind}".encode(), "application/pdf")
        PaperFile.objects.create(agency=house.agency, paper=paper, format="pdf", file=file)
        sign_paper(
            house.actor(),
            paper,
            upload(f"{PERSON}.pdf", f"%PDF-1.7 signed {kind} {house.agency.pk}".encode()),
        )
    return made


def furnish(house: House) -> Plan:
    """Fill an agency, and name every person so that each would be found."""
    with scope(agency=house.agency):
        _results(house)
        plan = _plan(house)
        _progress(house, plan)
        order(house, plan)
        for user in house.users.values():
            Name.objects.filter(pk=user.name_id).update(text=f"{PERSON} {user.name.text}")
    return plan


def opened(house: House, parts=Part.values, words: str = "tontub") -> PublicPage:
    """Propose and open the public page of an agency, with the reports that there are."""
    with scope(agency=house.agency):
        reports = [each.number for each in reports_to_choose(house.agency)]
        page = propose(house.actor(), parts, reports, words)
        open_page(house.actor(Role.APPROVER), page, page.revision)
        found = page_of(house.agency)
        assert found is not None
        return found


ANSWERS = (
    "", "en/", "data.json", "results.csv", "plan.csv", "progress.csv", "badge.svg", "en/badge.svg", "frame/", "en/frame/",
)  # fmt: skip


def addresses(page):
    """Give every address of a page, those of its files too."""
    with scope(agency=page.agency):
        numbers = page_of(page.agency).shown.get("reports", [])
    base = f"/public/{page.slug}/"
    return [f"{base}{each}" for each in ANSWERS] + [f"{base}reports/{number}/" for number in numbers]


def read(answer):
    """Give an answer as text, headers and all."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{dict(answer.headers)}\n{content.decode()}"
