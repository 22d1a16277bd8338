"""Checking many reports at once: in parallel, with their copies from each other, and a summary as a table or XLSX."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.language.messages import _, current_language, use_language
from prongsai.language.problems import InputError, Problem
from prongsai.reading.check import check, must_be_report, sorted_faults
from prongsai.reading.checks.copies import Sentences, copied, indexed, sentences
from prongsai.reading.checks.rules import KLASSES, Fault, rules
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts, RawReport
from prongsai.reading.opening import open_report

ENDINGS = (".docx", ".pdf", ".xlsx", ".ods", ".csv", ".txt")


@dataclass(frozen=True)
class Checked:
    """One file that was checked: what it is of, its faults, or why it could not be read.

    `raw` is only there where it was asked for.
    """

    name: str
    agency: str = ""
    province: str = ""
    result_year: int | None = None
    total: str = ""
    level: str = ""
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()
    own: Sentences | None = None
    raw: RawReport | None = None


def report_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files named, and all reports within the folders named, in order of name; each once.

    Raises InputError for a folder without any.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(
            each
            for each in path.rglob("*")
            if each.suffix.lower() in ENDINGS and each.is_file() and not each.name.startswith(("~$", "."))
        )
        if not inside:
            what = _("there is no report in this folder")
            mend = _("reports end in {endings}").format(endings=", ".join(ENDINGS))
            raise InputError(Problem("no-reports", what, str(path), mend))
        found |= dict.fromkeys(inside)
    return tuple(found)


def check_files(
    paths: Sequence[Path], off: Iterable[str] = (), *, workers: int = 1, keep_text: bool = False
) -> Iterator[Checked]:
    """Check each file by itself and give the outcomes in order, as they come; `workers` processes share the work.

    A file that cannot be read has its problems instead of faults. Copies are found afterwards, by `with_copies`.
    """
    work = [(path, tuple(off), keep_text, current_language()) for path in paths]
    if workers < 2 or len(work) < 2:
        yield from map(_checked, work)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  only for many files
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(min(workers, len(work)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_checked, work, chunksize=1)


def _checked(work: tuple[Path, tuple[str, ...], bool, str]) -> Checked:
    path, off, keep_text, language = work
    use_language(language)
    try:
        facts = read_facts(open_report(path))
        must_be_report(facts)
    except InputError as error:
        return Checked(str(path), problems=error.problems)
    return _outcome(str(path), facts, off, keep_text=keep_text)


def _outcome(name: str, facts: Facts, off: tuple[str, ...], *, keep_text: bool) -> Checked:
    result = next((each for each in facts.results if each.fiscal_year == facts.result_year), None)
    return Checked(
        name,
        facts.agency.name,
        facts.agency.province,
        facts.result_year,
        "" if result is None or result.total is None else str(result.total),
        "" if result is None else result.level,
        check(facts, (), off),
        own=None if "copied" in off else sentences(facts),
        raw=facts.raw if keep_text else None,
    )


def with_copies(checked: Sequence[Checked]) -> tuple[Checked, ...]:
    """Give the same outcomes with the sentences that they have taken over from each other."""
    index = indexed(each.own for each in checked if each.own is not None)
    return tuple(
        each
        if each.own is None
        else replace(each, faults=sorted_faults((*each.faults, *copied(each.own, index))))
        for each in checked
    )


def summary_columns() -> tuple[str, ...]:
    """Give the heads of the summary's columns."""
    return (
        _("file"), _("agency"), _("province"), _("year"), _("total"), _("level"),
        _("errors"), _("warnings"), _("hints"), _("most"),
    )  # fmt: skip


def summary_row(checked: Checked) -> tuple[str, ...]:
    """Give a file's row of the summary: what it is of, how many faults of each class, and which are the most."""
    if checked.problems:
        return (checked.name, *[""] * 8, "; ".join(str(each.what) for each in checked.problems))
    count = Counter(each.klass for each in checked.faults)
    most = Counter(each.code for each in checked.faults if each.klass != "hint").most_common(3)
    return (
        checked.name,
        checked.agency,
        checked.province,
        str(checked.result_year or ""),
        checked.total,
        checked.level,
        *(str(count[klass]) for klass in KLASSES),
        ", ".join(f"{code} ({times})" if times > 1 else code for code, times in most),
    )


def write_summary(checked: Sequence[Checked], off: Mapping[str, str]) -> bytes:
    """Give the summary as an XLSX file: a sheet of files, one of all faults, one of the rules with their counts."""
    from io import BytesIO  # noqa: PLC0415  only where a file is written

    from xlsxwriter import Workbook  # noqa: PLC0415

    language = current_language()
    faults = [(each.name, fault) for each in checked for fault in each.faults]
    count = Counter(fault.code for _name, fault in faults)
    sheets: list[tuple[str, Sequence[str], list[Sequence[str]]]] = [
        (_("files"), summary_columns(), [summary_row(each) for each in checked]),
        (
            _("faults"),
            (_("file"), _("class"), _("code"), _("where"), _("message"), _("mend")),
            [(name, each.klass, each.code, each.where, each.message, each.mend) for name, each in faults],
        ),
        (
            _("rules"),
            (_("code"), _("class"), _("title"), _("times"), _("switched off because")),
            [
                (rule.code, rule.klass, rule.title[language], str(count[rule.code]), off.get(rule.code, ""))
                for rule in rules().values()
            ],
        ),
    ]
    buffer = BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns, bold)
            for number, row in enumerate(rows, start=1):
                for place, words in enumerate(row):
                    if words.isdecimal():
                        sheet.write_number(number, place, int(words), wrap)
                    else:
                        sheet.write_string(number, place, words[:32000], wrap)
            sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
            sheet.set_column(0, len(columns) - 1, 24)
    return buffer.getvalue()
