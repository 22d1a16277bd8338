"""One agency with more of everything than any real one, for the budgets of pages and for measuring them.

Ten years of results (five by questions and items), plans in every layout of a page, papers, readings, a year of follow-up,
a public page, a long log.
"""

import random
from copy import copy
from datetime import timedelta
from itertools import cycle, islice

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope

from big_follow_up import follow_up
from houses import House, build
from made_results import deep_inputs
from prongsai.reports.details import Details
from prongsai.reports.papers import title
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.models import Agency, Division, Membership
from prongsai.site.audit.models import Act
from prongsai.site.demonstration.bulk import add_years
from prongsai.site.files.kinds import kind_of
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import put
from prongsai.site.jobs.models import Job, State
from prongsai.site.jobs.running import run
from prongsai.site.papers.actions import order_papers
from prongsai.site.papers.details import plain_details
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide, make, submit, withdraw
from prongsai.site.plans.models import Measure, Ownership, Plan
from prongsai.site.plans.queries import measures_of, the_plan, the_version
from prongsai.site.readings.actions import upload_report
from prongsai.site.readings.models import Fault, Part, Reading
from prongsai.site.rounds.actions import close_round, correct_result, enter_result
from prongsai.site.rounds.models import Entry
from prongsai.site.rounds.queries import the_round

NAME = "เทศบาลนครใหญ่ที่สุด"
MAIL = "big.example.com"
NEWEST = 2568
DEEP = range(2564, NEWEST + 1)
"""The years whose results are known by questions and items."""

STEP = "ทบทวนและปรับปรุงคู่มือการปฏิบัติงาน เผยแพร่ให้ผู้เกี่ยวข้องทราบ และรายงานผลต่อผู้บริหาร "
REMARK = "ผู้รับบริการบางรายไม่ทราบว่ามีบริการออนไลน์ ดังนั้น ควรประชาสัมพันธ์ให้ทั่วถึง (อ้างอิงจาก o10)"


def build_big(*, acts: int = 5000, members: int = 60, orders: int = 30, readings: int = 40) -> House:
    """Make the agency, with a user for each role (``officer@big.example.com`` …)."""
    house = build(NAME, MAIL)
    with scope(agency=house.agency):
        _people(house, members)
        add_years([house.agency], seed=5)
        _deep_results(house)
        plan = _plan(house)
        _versions(house, plan)
        _papers(house, plan, orders)
        _readings(house, readings)
        follow_up(house, plan.round)
        close_round(house.actor(), the_round(house.agency, NEWEST - 1))
        _log(house.agency, acts)
    return house


def _people(house: House, members: int) -> None:
    agency = house.agency
    for place, name in enumerate(("กองการศึกษา", "กองสาธารณสุขและสิ่งแวดล้อม", "กองสวัสดิการสังคม", "กองยุทธศาสตร์และงบประมาณ", "หน่วยตรวจสอบภายใน"), 3):  # fmt: skip
        house.divisions[name] = Division.objects.create(agency=agency, name=name, place=place)
    divisions = cycle(house.divisions.values())
    for number in range(members):
        user = User.objects.create_user(f"staff{number}@{MAIL}", f"สมมุติ เจ้าหน้าที่คนที่ {number}")
        for role in (Role.STAFF, Role.READER) if number % 3 else (Role.APPROVER,):
            Membership.objects.create(
                agency=agency,
                user=user,
                role=role,
                division=next(divisions),
                position="นักวิเคราะห์นโยบายและแผน",
            )
    for number in range(20):
        invite(
            house.actor(Role.MANAGER),
            email=f"new{number}@{MAIL}",
            name=f"สมมุติ คนใหม่ {number}",
            roles={Role.STAFF},
        )


def _deep_results(house: House) -> None:
    """Give the results of some years by questions and items; the newest with remarks, others beside it, and drafts."""
    actor = house.actor()
    for year in DEEP:
        each = the_round(house.agency, year)
        inputs = deep_inputs(year, low=60, seed=year)
        if year == NEWEST:
            inputs["remarks"] = [
                {"codes": [f"e{number}"], "part": "EIT1", "text": REMARK} for number in range(1, 10)
            ] + [{"codes": [f"o{number}"], "text": REMARK} for number in range(1, 13)]
        correct_result(actor, each.decisive, inputs, kind="published", source="หนังสือแจ้งผล")
    newest = the_round(house.agency, NEWEST)
    for kind in ("rehearsal", "estimate", "preliminary", "rehearsal"):
        enter_result(actor, newest, deep_inputs(NEWEST, seed=len(kind)), kind=kind, way="form")
    for way in ("form", "paste", "xlsx"):
        Entry.objects.create(
            agency=house.agency,
            round=newest,
            way=way,
            content={"inputs": deep_inputs(NEWEST)},
            begun_by=actor.user.name,
        )


def _plan(house: House) -> Plan:
    """Make a plan of fifteen measures, each with five steps, three owners and three persons, and a hint at every step."""
    plan = make(house.actor(), the_round(house.agency, NEWEST), NEWEST + 1, NEWEST + 1).plan
    count = plan.measures.count()
    for number in range(count + 1, 16):
        Measure.objects.create(
            agency=house.agency, plan=plan, key=f"n{number}", place=number, title=f"มาตรการที่เพิ่ม {number}", period_words="ตลอดปี"
        )  # fmt: skip
    persons = list(User.objects.filter(email__startswith="staff"))[:3]
    owners = list(house.divisions.values())[:3]
    for row in measures_of(plan):
        row.steps = [
            {"key": f"s{number}", "text": f"ขั้นตอนที่ {number} {STEP}", "answers": ["8"], "refs": ["manual", "svcmanual"]}
            for number in range(5)
        ]  # fmt: skip
        row.save()
        row.owners.all().delete()
        row.persons.set(persons)
        for place, division in enumerate(owners):
            Ownership.objects.create(agency=house.agency, measure=row, division=division, place=place)
    return the_plan(the_round(house.agency, NEWEST))


def _versions(house: House, plan: Plan) -> None:
    """Submit the plan ten times: withdrawn, once approved, at last awaiting approval."""
    for number in range(1, 11):
        version = submit(house.actor(), plan, f"ฉบับที่ {number}", "ชี้แจงเหตุผลที่ยังไม่ครบถ้วน")
        if number < 9:
            withdraw(house.actor(), version)
        elif number == 9:
            for _step in range(2):
                decide(house.actor(Role.APPROVER), the_version(plan, 9), "approved")


def _papers(house: House, plan: Plan, orders: int) -> None:
    """Order papers once, and copy the order with twenty files each."""
    actor = house.actor()
    details = plain_details(Details(watermark="ร่าง"), spare_memo=False)
    first = order_papers(
        actor, plan.round, plan, papers=("report", "memo"), formats=("docx", "pdf"), details=details
    )
    Job.objects.filter(pk=first.job_id).update(state=State.DONE, done=20, total=20)
    content = b"%PDF-1.7 made for a test"
    sha256 = put(house.agency, content)
    made = [first]
    for number in range(1, orders):
        job = Job.objects.create(
            agency=house.agency, kind="papers", subject="0", state=State.DONE, done=20, total=20
        )
        order = PaperOrder.objects.get(pk=first.pk)
        order.pk, order.job, order.ordered_at = None, job, first.ordered_at - timedelta(days=number)
        order.save()
        made.append(order)
    for order in made:
        papers = Paper.objects.bulk_create(
            Paper(agency=house.agency, order=order, kind=kind, division=division, title=title(kind, division))
            for kind, division in (("report", ""), ("memo", ""), *(("divisions", f"กองที่ {place}") for place in range(8)))
        )  # fmt: skip
        for paper in papers:
            for ending in ("docx", "pdf"):
                file = StoredFile.objects.create(
                    agency=house.agency,
                    name=f"{paper.title}-2568-2569.{ending}",
                    media_type="application/pdf",
                    size=len(content),
                    sha256=sha256,
                    stored_by=actor.user.name,
                )
                PaperFile.objects.create(agency=house.agency, paper=paper, format=ending, file=file)


def _readings(house: House, readings: int) -> None:
    """Let a long report with many faults be checked, and copy its row."""
    content = long_report().encode()
    upload = SimpleUploadedFile("รายงาน.txt", content)
    upload.content, upload.kind = content, kind_of(content)
    first = upload_report(house.actor(), upload, "check")
    run.func(first.job_id)
    parts, faults = list(Part.objects.all()), list(Fault.objects.all())
    copies = [Reading.objects.get(pk=first.pk) for _number in range(1, readings)]
    for number, each in enumerate(copies, start=1):
        each.pk, each.job, each.uploaded_at = None, None, first.uploaded_at - timedelta(days=number)
    Reading.objects.bulk_create(copies)
    for kind, rows in ((Part, parts), (Fault, faults)):
        for each in copies:
            for row in rows:
                row.pk, row.reading = None, each
            kind.objects.bulk_create(rows)


def long_report() -> str:
    """Give a report of many pages in which most figures are wrong."""
    chance = random.Random(3)
    head = (
        "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ปีงบประมาณ พ.ศ. 2568",
        NAME,
    )
    lines = (
        f"ตัวชี้วัดที่ {number} ได้คะแนน {chance.randint(100, 200)}.{number:02} คะแนน " + STEP * 2
        for number in islice(cycle(range(1, 11)), 300)
    )
    return "\n".join((*head, *lines))


def _log(agency: Agency, acts: int) -> None:
    """Make the log as long as that of years, out of what was done already."""
    known = list(Act.objects.filter(agency=agency).order_by("pk"))
    people = list(Name.objects.filter(acts__agency=agency).distinct().order_by("pk"))
    chance, now = random.Random(7), timezone.now()
    more = []
    for number in range(acts - len(known)):
        act = copy(chance.choice(known))
        act.pk, act.at, act.actor = None, now - timedelta(minutes=number * 90), chance.choice(people)
        more.append(act)
    Act.objects.bulk_create(more, batch_size=500)
