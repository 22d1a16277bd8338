"""Follow-up in every state: done, under way, awaiting confirmation, returned, not moving, without proof; and a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prongsai.language.dates import ERA
from prongsai.site.permissions import Actor
from prongsai.site.progress import actions
from prongsai.site.progress.actions import Exhibit, Reported
from prongsai.site.progress.models import State
from prongsai.site.progress.queries import the_followed
from prongsai.site.rounds.models import Round

_LINK = "https://www.example.go.th/ita/"
_RETURNED = "ขอให้แนบภาพกิจกรรมและระบุจำนวนผู้เข้าร่วม"


@dataclass(frozen=True, slots=True)
class Said:
    """What is reported on a measure: in which month (1–12) of the plan year, how much, how far the entry is."""

    month: int
    percent: int
    result: str
    state: str = State.CONFIRMED
    proof: str = ""
    spent: int | None = None


WAYS: Sequence[Sequence[Said]] = (
    (
        Said(12, 50, "ประชุมชี้แจงผู้เกี่ยวข้องและจัดทำร่างคู่มือแล้ว", proof="บันทึกการประชุมชี้แจง", spent=3500),
        Said(3, 100, "เผยแพร่คู่มือบนเว็บไซต์และแจ้งเวียนทุกส่วนราชการแล้ว", proof="หน้าเว็บไซต์ที่เผยแพร่คู่มือ", spent=5200),
    ),
    (
        Said(12, 40, "อบรมแล้ว 2 ใน 4 กลุ่ม", proof="ภาพถ่ายการอบรม"),
        Said(3, 75, "อบรมแล้ว 3 ใน 4 กลุ่ม", State.REPORTED, proof="ภาพถ่ายการอบรมกลุ่มที่ 3"),
    ),
    (Said(12, 30, "จัดกิจกรรมประชาสัมพันธ์แล้ว 1 ครั้ง", State.RETURNED),),
    (
        Said(12, 30, "อยู่ระหว่างรวบรวมข้อมูลจากส่วนราชการ"),
        Said(3, 30, "ยังรวบรวมข้อมูลไม่ครบ"),
    ),
    (),
)
"""What was reported on the first measure, the second, and so on; after the last it begins again."""


def follow_up(officer: Actor, each: Round, *, finished: bool = False) -> None:
    """Enter progress on the measures of a round's approved plan, and a meeting; all of it done where `finished`."""
    followed = the_followed(each)
    plan, year = followed.version.plan, followed.plan.plan_year - ERA
    for number, measure in enumerate(followed.plan.measures):
        lead = followed.owners[measure.id][0]
        for said in WAYS[0] if finished else WAYS[number % len(WAYS)]:
            day = date(year - (said.month > 9), said.month, 20)
            spent = None if said.spent is None else Decimal(said.spent)
            what = Reported(day, Decimal(said.percent), said.result, spent)
            proof = [Exhibit(said.proof, day, link=f"{_LINK}{measure.id}")] if said.proof else []
            entry = actions.enter_progress(officer, plan, measure.id, lead, what, proof)
            if said.state == State.CONFIRMED:
                actions.confirm_entry(officer, entry, entry.revision)
            elif said.state == State.RETURNED:
                actions.return_entry(officer, entry, _RETURNED, entry.revision)
    _meet(officer, each, date(year, 4, 10))


def _meet(officer: Actor, each: Round, day: date) -> None:
    followed = the_followed(each)
    keys = [measure.id for measure in followed.plan.measures[1:3]]
    title = f"การประชุมติดตามมาตรการ ครั้งที่ 1/{day.year + ERA}"
    meeting = actions.add_meeting(officer, followed.version.plan, day, title, keys)
    actions.add_minutes(officer, meeting, [Exhibit(f"รายงาน{title}", day, link=f"{_LINK}minutes")])
