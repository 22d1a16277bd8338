"""What the pages of areas say of stages, levels, reasons and changes, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prongsai.analysis.changes import broken
from prongsai.method.library import load_method, years
from prongsai.site.coordination.models import Reason
from prongsai.site.coordination.standings import Line
from prongsai.site.plans.models import VersionState
from prongsai.site.rounds.models import ResultKind
from prongsai.site.rounds.overview import say_level
from prongsai.site.rounds.progress import plan_word
from prongsai.site.rounds.shown import WRITTEN


def stage_word(stage: str) -> tuple[str, str]:
    """Give the stage of a plan in words, and the look of its tag."""
    version = None if stage in {"", "none", WRITTEN} else stage
    return plan_word(has_plan=stage not in {"", "none"}, version=version)


def stage_choices() -> list[tuple[str, str]]:
    """Give the stages of a plan that can be looked for, with their words."""
    stages = (
        "none",
        WRITTEN,
        VersionState.SUBMITTED,
        VersionState.RETURNED,
        VersionState.APPROVED,
        VersionState.PUBLISHED,
    )
    return [(str(stage), stage_word(stage)[0]) for stage in stages]


def round_word(line: Line) -> tuple[str, str]:
    """Give how far a round is in words, and the look of its tag."""
    if not line.begun:
        return _("not begun"), "mend"
    if not line.kind:
        return _("no result yet"), "doing"
    return (_("round closed"), "done") if line.closed else (_("result in"), "now")


def kind_word(kind: str) -> str:
    """Give the kind of a result in words, nothing where there is none."""
    return str(ResultKind(kind).label) if kind else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table with its words, and the looks of its tags."""

    line: Line
    round: str
    round_look: str
    kind: str
    level: str
    plan: str
    plan_look: str


def rows(fiscal_year: int, lines: Iterable[Line]) -> list[Row]:
    """Give lines with their words."""
    return [
        Row(
            line,
            *round_word(line),
            kind_word(line.kind),
            say_level(fiscal_year, line.level),
            *stage_word(line.stage),
        )
        for line in lines
    ]


def change_broken(fiscal_year: int) -> str:
    """Say (in Thai) why totals of a year and the year before do not compare like with like; empty where they do."""
    if not {fiscal_year, fiscal_year - 1} <= set(years()):
        return ""
    return broken(load_method(fiscal_year), load_method(fiscal_year - 1), "total")


_TEMPLATES = {
    Reason.NO_ROUND: "ขอความร่วมมือเริ่มรอบการประเมิน ITA ปีงบประมาณ พ.ศ. {year} ในระบบโปร่งใส และบันทึกผลการประเมินของหน่วยงาน เพื่อให้จัดทำแผนมาตรการได้ทันกำหนด",
    Reason.NO_RESULT: "หน่วยงานเริ่มรอบการประเมิน ITA ปีงบประมาณ พ.ศ. {year} แล้ว แต่ยังไม่มีผลการประเมินที่ใช้อ้างอิง ขอความร่วมมือบันทึกผลการประเมิน เพื่อให้จัดทำแผนมาตรการได้ทันกำหนด",
    Reason.NO_PLAN: "หน่วยงานมีผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} แล้ว แต่ยังไม่มีแผนมาตรการ ขอความร่วมมือจัดทำแผนจากข้อค้นพบในระบบ",
    Reason.WRITING: "แผนมาตรการจากผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} ของหน่วยงานยังไม่ได้เสนอขออนุมัติ ขอความร่วมมือตรวจความครบถ้วนและเสนอขออนุมัติ",
    Reason.AWAITING: "แผนมาตรการจากผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} ของหน่วยงานอยู่ระหว่างรออนุมัติ ขอความร่วมมือผู้อนุมัติพิจารณา เพื่อให้เริ่มดำเนินการได้ทันกำหนด",
    Reason.UNPUBLISHED: "แผนมาตรการจากผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} ของหน่วยงานได้รับอนุมัติแล้ว ขอความร่วมมือเผยแพร่บนเว็บไซต์ของหน่วยงาน และบันทึกวันเผยแพร่ในระบบ",
    Reason.OVERDUE: "หน่วยงานมีมาตรการตามแผนจากผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} ที่เกินกำหนดแล้ว ขอความร่วมมือดำเนินการให้แล้วเสร็จ และให้ส่วนราชการที่รับผิดชอบรายงานความก้าวหน้าในระบบ",
}


def template_for(reason: str, fiscal_year: int) -> str:
    """Give the text to begin a message with, in Thai, since agencies read it."""
    return _TEMPLATES[Reason(reason)].format(year=fiscal_year)
