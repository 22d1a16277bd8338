"""Which papers there are, and how each is composed and named as a file."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from prongsai.analysis.model import Analysis
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Method
from prongsai.planning.model import Meeting, Plan
from prongsai.reports.details import Details
from prongsai.reports.document import Document
from prongsai.reports.writing import FORMATS, write

PAPERS = ("report", "picture", "memo", "divisions", "order", "announcement", "meeting", "progress")
_TITLES = {
    "report": "รายงานการวิเคราะห์ผลการประเมินและมาตรการ",
    "picture": "ภาพสรุปผลการประเมิน",
    "memo": "บันทึกข้อความขออนุมัติมาตรการ",
    "divisions": "บันทึกข้อความแจ้งมาตรการถึง",
    "order": "คำสั่งแต่งตั้งคณะทำงาน",
    "announcement": "ประกาศมาตรการ",
    "meeting": "ระเบียบวาระการประชุมติดตามมาตรการ",
    "progress": "รายงานผลการดำเนินการตามมาตรการ",
}


@dataclass(frozen=True, slots=True)
class Papers:
    """What all papers are composed from.

    `day` is the day as of which the state of the measures is told; `meeting` the one whose agenda sheet is made, None
    for a sheet of no meeting in particular.
    """

    analysis: Analysis
    plan: Plan
    plan_method: Method
    details: Details
    day: date
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file still to be made: its name with ending, and the work that makes its bytes.

    `paper` is one of PAPERS, `division` whom a memo is for, `title` what people call the paper, `format` its format.
    """

    name: str
    make: Callable[[], bytes]
    paper: str
    format: str
    title: str
    division: str = ""


def chosen(words: Collection[str], known: Collection[str], option: str) -> tuple[str, ...]:
    """Give the words that were asked for, ``all`` meaning all known; raises InputError for an unknown one."""
    for word in words:
        if word != "all" and word not in known:
            raise InputError(
                Problem(
                    "unknown-word",
                    _("“{word}” is not known").format(word=word),
                    option,
                    _("use one of: {words}").format(words=", ".join((*known, "all"))),
                )
            )
    return tuple(known) if "all" in words else tuple(dict.fromkeys(words))


def files(source: Papers, names: Collection[str], formats: Collection[str]) -> Iterator[File]:
    """Give the files of the papers `names` in `formats`; the picture is always a PNG."""
    stem = f"{source.plan.result_year}-{source.plan.plan_year}"
    for name in names:
        if name == "picture":
            picture = partial(_picture, source)
            yield File(f"picture-{stem}.png", picture, name, "png", title(name))
            continue
        for division, compose in _documents(source, name):
            ending = f"-{_safe(division)}" if division else ""
            for file_format in formats:
                yield File(
                    f"{name}{ending}-{stem}.{file_format}",
                    _writing(compose, file_format),
                    name,
                    file_format,
                    title(name, division or _meeting_title(source, name)),
                    division,
                )


def title(name: str, of: str = "") -> str:
    """Give what people call a paper, in Thai; `of` is whom a memo is for, or the meeting of a sheet.

    Raises KeyError for an unknown paper.
    """
    return f"{_TITLES[name]}{of}"


def _meeting_title(source: Papers, name: str) -> str:
    return f" {source.meeting.title}" if name == "meeting" and source.meeting else ""


def _writing(compose: Callable[[], Document], file_format: str) -> Callable[[], bytes]:
    return lambda: write(compose(), file_format)


def _picture(source: Papers) -> bytes:
    from prongsai.reports.picture import summary_of  # noqa: PLC0415  heavy
    from prongsai.reports.picture_writer import write_picture  # noqa: PLC0415  heavy

    return write_picture(summary_of(source.analysis, source.plan, source.details))


def _documents(source: Papers, name: str) -> list[tuple[str, Callable[[], Document]]]:
    """Give the documents of one kind of paper: one, or one a division with the division's name."""
    from prongsai.reports import analysis_report, letters, progress_report  # noqa: PLC0415  heavy

    analysis, plan, method, details = source.analysis, source.plan, source.plan_method, source.details
    if name == "divisions":
        return [(division, _memo(source, division)) for division in letters.divisions_with_work(plan)]
    made: dict[str, Callable[[], Document]] = {
        "report": lambda: analysis_report.analysis_report(analysis, plan, method, details),
        "memo": lambda: letters.memo_to_approver(analysis, plan, method, details),
        "order": lambda: letters.order_of_working_group(plan, details),
        "announcement": lambda: letters.announcement(plan, details),
        "meeting": lambda: progress_report.meeting_sheet(plan, details, source.day, source.meeting),
        "progress": lambda: progress_report.progress_report(plan, method, details, source.day),
    }
    return [("", made[name])]


def _safe(name: str) -> str:
    """Give a name as it can stand in the name of a file on any system."""
    return re.sub(r'[\\/:*?"<>|\s]+', "-", name).strip("-.") or "-"


def _memo(source: Papers, division: str) -> Callable[[], Document]:
    from prongsai.reports.letters import memo_to_division  # noqa: PLC0415  heavy

    return lambda: memo_to_division(
        division, source.analysis, source.plan, source.plan_method, source.details
    )


__all__ = ["FORMATS", "PAPERS", "File", "Papers", "chosen", "files", "title"]
