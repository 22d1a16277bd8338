"""An agency with something behind every address of the interface, a token of a person who may do everything, and a caller."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django_scopes import scope

from houses import INPUTS, House
from prongsai.intake.agency_list import write_list_template
from prongsai.reports.details import Details
from prongsai.site.accounts.models import User
from prongsai.site.agencies.divisions.actions import add_division, remove_division
from prongsai.site.agencies.importing.actions import keep_list
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.api.actions import make_token
from prongsai.site.coordination.actions import send
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.coordination.queries import coordination_in
from prongsai.site.files.kinds import kind_of
from prongsai.site.jobs.running import run
from prongsai.site.papers.actions import order_papers
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.queries import newest_papers
from prongsai.site.permissions import SCOPES, Actor, Role
from prongsai.site.plans.actions import decide_by_scan, make, submit
from prongsai.site.plans.queries import measures_of, the_plan
from prongsai.site.progress.actions import (
    Exhibit,
    Reported,
    add_meeting,
    enter_progress,
    remove_entry,
    remove_evidence,
    remove_meeting,
)
from prongsai.site.progress.queries import the_followed
from prongsai.site.readings.actions import upload_report
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import the_round

YEAR = 2568
REPORT = """รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลต้นแบบ อำเภอเมืองตัวอย่าง จังหวัดตัวอย่าง
ผลการประเมินประจำปีงบประมาณ พ.ศ. 2568 คะแนนรวม 91.20 คะแนน ระดับผ่าน
ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 97.40 คะแนน
ตัวชี้วัดที่ 2 การใช้งบประมาณ 192.85 คะแนน
"""
"""A report with something wrong in it."""


@dataclass
class Caller:
    """Calls the interface with a token."""

    secret: str

    def __call__(self, method: str, path: str, body: Any = None, **options: Any) -> HttpResponse:
        """Send a request, its body as JSON, and give the answer."""
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        if body is not None:
            options |= {"data": json.dumps(body), "content_type": "application/json"}
        return Client(raise_request_exception=True).generic(
            method, f"/api/1{path}", headers=headers, **options
        )

    def upload(self, path: str, **fields: Any) -> HttpResponse:
        """Send a form with files and give the answer."""
        return Client().post(f"/api/1{path}", fields, headers={"Authorization": f"Bearer {self.secret}"})


def token_of(user: User, *scopes: str) -> str:
    """Give the secret of a new token; without scopes, one with all."""
    return make_token(user, "for a test", scopes or SCOPES, 30)[1]


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    """Give an upload as the site's forms clean it."""
    made = SimpleUploadedFile(name, content)
    made.content, made.kind = content, kind_of(content)
    return made


def attached(name: str, content: bytes) -> SimpleUploadedFile:
    """Give a file to send with a form."""
    return SimpleUploadedFile(name, content)


def signed_pdf(name: str) -> SimpleUploadedFile:
    """Give what passes for the scan of a signed paper, to send with a form."""
    return attached(name, b"%PDF-1.7 signed")


def furnish(house: House) -> dict[str, Any]:
    """Furnish an agency in its own scope; see `_furnish`."""
    with scope(agency=house.agency):
        return _furnish(house)


def _furnish(house: House) -> dict[str, Any]:
    """Put something behind every address; give a value for each of their fields.

    The officer holds every role, the administration of the site and the chain, so that one token may do everything.
    """
    user = house.users[Role.OFFICER]
    for role in Role:
        Membership.objects.get_or_create(agency=house.agency, user=user, role=role)
    User.objects.filter(pk=user.pk).update(is_administrator=True)
    user.refresh_from_db()
    ChainStep.objects.filter(agency=house.agency).update(holder=user)
    actor = house.actor()
    each = start_round(actor, YEAR)
    result = enter_result(actor, each, INPUTS, kind="published", way="form", source="หนังสือแจ้งผล")
    values = {"agency_id": house.agency.pk, "year": YEAR, "number": result.pk, "other": 1, "key": "m1"}
    values |= _plan(actor) | _papers(actor) | _people(house, actor) | _progress(actor)
    area = Area.objects.create(name="จังหวัดตัวอย่าง")
    area.agencies.add(house.agency)
    held = Coordinator.objects.create(area=area, user=user)
    coordination = coordination_in(user, area.pk)
    message = send(
        coordination, [house.agency.pk], fiscal_year=YEAR, reason="no-plan", text="โปรดจัดทำแผน", key=uuid4()
    )
    values |= {"area_id": area.pk, "coordinator": held.pk, "message": message.pk}
    values |= {"notice": house.agency.notices.get().pk}
    content = write_list_template()
    return values | {"list": keep_list(user, "agencies.xlsx", content).pk}


def _plan(actor: Actor) -> dict[str, Any]:
    make(actor, the_round(actor.agency, YEAR), YEAR + 1, YEAR + 1)
    plan = the_plan(the_round(actor.agency, YEAR))
    first = submit(actor, plan, "ฉบับแรก", "เหตุผล")
    scan = uploaded("scan.pdf", b"%PDF-1.7 scan")
    decide_by_scan(actor, first, scan, date(2025, 11, 3), "approved", whole=True)
    second = submit(actor, plan, "ฉบับที่สอง", "เหตุผล")
    measure = measures_of(plan)[0]
    return {"version": second.number, "measure": measure.key, "step": measure.steps[0]["key"]}


def _papers(actor: Actor) -> dict[str, Any]:
    each = the_round(actor.agency, YEAR)
    details = plain_details(Details(), spare_memo=True)
    order = order_papers(actor, each, the_plan(each), papers=["order"], formats=["html"], details=details)
    run.func(order.job_id)
    reading = upload_report(actor, uploaded("a.txt", REPORT.encode()), "check")
    run.func(reading.job_id)
    paper = newest_papers(each).made.all()[0]
    file = paper.files.all()[0].file_id
    return {"order": order.pk, "paper": paper.pk, "file": file, "reading": reading.pk}


def _progress(actor: Actor) -> dict[str, Any]:
    """Report on a measure twice with evidence twice, hold a meeting twice; one of each was removed."""
    followed = the_followed(the_round(actor.agency, YEAR))
    plan, measure = followed.version.plan, followed.plan.measures[0].id
    division = followed.owners[measure][0]
    reported = Reported(date(2025, 11, 20), Decimal(20), "จัดประชุมแล้ว")
    links = [Exhibit(f"ภาพที่ {number}", reported.day, link="https://example.com/1") for number in (1, 2)]
    entry, gone = (enter_progress(actor, plan, measure, division, reported, links) for _number in range(2))
    evidence, lost = entry.evidence.order_by("pk")
    remove_evidence(actor, lost)
    meeting, cancelled = (
        add_meeting(actor, plan, date(2025, 11, 25), "ประชุมหัวหน้าส่วนราชการ", [measure]) for _number in range(2)
    )
    remove_entry(actor, gone)
    remove_meeting(actor, cancelled)
    return {
        "entry": entry.pk, "gone_entry": gone.pk, "meeting": meeting.pk, "gone_meeting": cancelled.pk,
        "evidence": evidence.pk, "gone_evidence": lost.pk, "owner": division.pk, "followed": measure,
    }  # fmt: skip


def _people(house: House, actor: Actor) -> dict[str, Any]:
    invitation, _secret = invite(actor, email="new@example.com", name="คนใหม่", roles={Role.READER})
    gone = add_division(actor, "กองเดิม")
    remove_division(actor, gone)
    return {
        "division": house.divisions["works"].pk,
        "gone": gone.pk,
        "chain": house.agency.chain.first().pk,
        "member": house.users[Role.STAFF].pk,
        "invitation": invitation.pk,
    }


PLACES = {
    "divisions": "division", "chain": "chain", "people": "member", "invitations": "invitation", "results": "number",
    "versions": "version", "papers": "order", "files": "file", "readings": "reading", "measures": "measure",
    "entries": "entry", "evidence": "evidence", "meetings": "meeting", "lists": "list", "notices": "notice", "coordinators": "coordinator",
    "messages": "message", "pictures": "which", "charts": "chart", "agencies": "agency_id", "against": "other", "why": "why", "texts": "text",
}  # fmt: skip


GONE = {"division": "gone", "entry": "gone_entry", "meeting": "gone_meeting", "evidence": "gone_evidence"}
"""What is removed, and can be restored."""


def address(pattern: str, values: dict[str, Any]) -> str:
    """Give an address of the description with values in the place of its fields, each by the word before it."""
    known = {**values, "why": "total", "text": "introduction", "which": "seal", "chart": "bars"}
    parts = pattern.removeprefix("/api/1").split("/")
    for place, part in enumerate(parts):
        if part.startswith("{"):
            name = part.strip("{}")
            before = parts[place - 1]
            if before == "areas":
                parts[place] = str(known["area_id"])
                continue
            wanted = name if name in {"agency_id", "year", "step", "paper", "other"} else PLACES[before]
            if parts[place + 1 :] == ["restore"]:
                wanted = GONE.get(wanted, wanted)
            parts[place] = str(known[wanted])
    return "/".join(parts)
