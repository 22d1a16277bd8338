"""The follow-up of the biggest agency: every owner of every measure reports every month, with proof; all of it public."""

from datetime import date
from itertools import product

from houses import House
from prongsai.language.dates import ERA
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import put
from prongsai.site.permissions import Role
from prongsai.site.progress.actions import Exhibit, add_meeting, add_minutes
from prongsai.site.progress.models import Entry, Evidence, State
from prongsai.site.progress.queries import the_followed
from prongsai.site.progress.values import Followed
from prongsai.site.public.actions import open_page, propose
from prongsai.site.public.models import Part
from prongsai.site.public.reports import reports_to_choose
from prongsai.site.rounds.models import Round

RESULT = "ดำเนินการตามขั้นตอนที่กำหนด จัดประชุมชี้แจงผู้เกี่ยวข้อง และเผยแพร่ข้อมูลบนเว็บไซต์ของหน่วยงานแล้ว "
LINK = "https://www.example.go.th/ita/"
PROOFS = 2
"""How many pieces of evidence an entry has."""


def follow_up(house: House, each: Round) -> None:
    """Enter a year of progress on a round's approved plan, a meeting a month, and open the public page with all parts."""
    followed = the_followed(each)
    months = _months(followed.plan.plan_year - ERA)
    _prove(house, _entries(house, followed, months))
    for day in months:
        title = f"การประชุมติดตามมาตรการ เดือนที่ {day.month}"
        keys = [measure.id for measure in followed.plan.measures]
        meeting = add_meeting(house.actor(), followed.version.plan, day, title, keys)
        add_minutes(house.actor(), meeting, [Exhibit(f"รายงาน{title}", day, link=LINK)])
    chosen = [report.number for report in reports_to_choose(house.agency)]
    page = propose(house.actor(), Part.values, chosen, "big")
    open_page(house.actor(Role.APPROVER), page, page.revision)


def _months(year: int) -> list[date]:
    """Give a day of each month of a fiscal year (A.D.)."""
    return [date(year - (month > 9), month, 20) for month in (10, 11, 12, *range(1, 10))]


def _entries(house: House, followed: Followed, months: list[date]) -> list[Entry]:
    """Let each owner report each month: all is confirmed but the last month, which awaits it."""
    owed = [(measure, owner) for measure in followed.plan.measures for owner in followed.owners[measure.id]]
    name = house.actor().user.name
    return Entry.objects.bulk_create(
        Entry(
            agency=house.agency,
            plan=followed.version.plan,
            measure=measure.id,
            division=owner,
            day=day,
            percent=8 * (place + 1),
            result=RESULT * 2,
            obstacles="บุคลากรไม่เพียงพอ",
            suggestions="ขอรับการสนับสนุนงบประมาณเพิ่มเติม",
            spent=1000 * place,
            entered_by=name,
            state=State.REPORTED if day == months[-1] else State.CONFIRMED,
        )
        for (measure, owner), (place, day) in product(owed, enumerate(months))
    )


def _prove(house: House, entries: list[Entry]) -> None:
    """Give each entry a file and a link."""
    content = b"%PDF-1.7 a proof that was made for a test"
    name = house.actor().user.name
    file = StoredFile.objects.create(
        agency=house.agency,
        name="ภาพถ่ายกิจกรรม.pdf",
        media_type="application/pdf",
        size=len(content),
        sha256=put(house.agency, content),
        stored_by=name,
    )
    Evidence.objects.bulk_create(
        Evidence(
            agency=house.agency,
            entry=entry,
            title=f"หลักฐานการดำเนินการ ชิ้นที่ {number + 1}",
            dated_on=entry.day,
            added_by=name,
            **({"link": LINK} if number else {"file": file}),
        )
        for entry, number in product(entries, range(PROOFS))
    )
