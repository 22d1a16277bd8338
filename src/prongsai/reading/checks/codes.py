"""Codes: known in the year, by its own numbering, under their own indicator; indicators by their own numbers."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from prongsai.intake.indicator_names import bare, indicator_of, name_pattern, number_of_name
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.method.library import load_method, years
from prongsai.method.lineage import carry
from prongsai.method.model import Item, Method, Unpublished
from prongsai.reading.checks.report import Report, Text
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.model import Place, RawParagraph, ReadFinding

_CITED = re.compile(
    r"(?P<before>[^()]{4,90}?)\(\s*(?:อ้างอิง|ตาม)?(?:จาก|ตาม)?\s*(?:ข้อ\s*)?[oO0]\s?\.?(?P<number>\d{1,2})\s*\)"
)
_NAMED = re.compile(r"ข้อ\s*[oO]\s?\.?(?P<number>\d{1,2})(?!\d)\s+(?P<title>[ก-๎][^()\n]{7,70})")
_CLAUSE = re.compile(
    r"(?:^|\s)(?:และ|รวมถึง|รวมทั้ง|ตลอดจน|หรือ(?!มาตรฐาน|แนวทาง|การ))|ไว้ใน|จัดทำ|สรุปจาก|ผ่าน(?!มา)"
)
_SECTION = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S")
_HEADING = 120
_LIKE, _UNLIKE = 0.62, 0.45
_BLOCK = 4


def codes(report: Report) -> Iterator[Fault]:
    """Give the faults of codes and of indicators' numbers."""
    yield from _unknown(report)
    yield from _other_years(report)
    yield from _misplaced(report)
    yield from _misprinted(report)
    yield from _misnumbered(report)


def _unknown(report: Report) -> Iterator[Fault]:
    method = report.method
    if method is None:
        return
    known = tuple(each for each in (method, report.plan_method) if each is not None)
    seen = set()
    for number, finding in enumerate(report.facts.findings):
        for code in (finding.code, *finding.refs):
            if code in seen or any(_may_have(each, code) for each in known):
                continue
            seen.add(code)
            where = f"/findings/{number}"
            told = ", ".join(str(each.fiscal_year) for each in known)
            yield fault(
                "unknown-code", report.place(where), where, code=code, years=told, hint=_hint(code, method)
            )


def _may_have(method: Method, code: str) -> bool:
    """Tell whether a year has a code, or may have it since its questions are not published."""
    return method.find(code) is not None or (isinstance(method.questions, Unpublished) and code[0] in "ie")


def _hint(code: str, method: Method) -> str:
    """Say of which year the code is, and its number in the result's year where it has one."""
    for year in sorted(years(), key=lambda each: (abs(each - method.fiscal_year), each)):
        other = load_method(year)
        if other.find(code) is None:
            continue
        now = ", ".join(carry(code, other, method))
        if now:
            return _("it is a number of {other}; in {year} it is {now}").format(
                other=year, year=method.fiscal_year, now=now
            )
        return _("it is a number of {other}; {year} does not ask it").format(
            other=year, year=method.fiscal_year
        )
    return _("write the code of that year, such as o13")


def _other_years(report: Report) -> Iterator[Fault]:
    """Give items that are cited by a number under which another year has the words beside it."""
    own = tuple(each for each in (report.method, report.plan_method) if each is not None)
    if not own:
        return
    seen: set[tuple[str, str]] = set()
    for index, finding in enumerate(report.facts.findings):
        for code, subject in _cited(finding):
            if (code, subject) in seen:
                continue
            seen.add((code, subject))
            if (source := _year_meant(code, subject, own)) is None:
                continue
            where = f"/findings/{index}"
            yield fault(
                "other-years-code", report.place(where), where,
                code=code, subject=subject, other=source.fiscal_year, right=_right_numbers(code, source, own),
            )  # fmt: skip


def _cited(finding: ReadFinding) -> Iterator[tuple[str, str]]:
    """Give each item that a finding cites, with the words before the citation or after the number."""
    text = arabic(finding.text)
    for match in _CITED.finditer(text):
        subject = _CLAUSE.split(match["before"])[-1].strip()
        yield f"o{int(match['number'])}", subject[-60:]
    for match in _NAMED.finditer(text):
        yield f"o{int(match['number'])}", match["title"].strip()


def _year_meant(code: str, subject: str, own: tuple[Method, ...]) -> Method | None:
    """Give the other year that is meant, or None where the code fits one of the report's own years or none."""
    likeness = max(_likeness(each.fiscal_year, code, subject) for each in own)
    if likeness >= _UNLIKE:
        return None
    others = [
        year
        for year in sorted(years(), key=lambda each: abs(each - own[0].fiscal_year))
        if year not in {each.fiscal_year for each in own}
    ]
    for year in others:
        if _likeness(year, code, subject) >= max(_LIKE, likeness + 0.25):
            return load_method(year)
    return None


@cache
def _likeness(year: int, code: str, subject: str) -> float:
    """Give how much of an item's title stands in a subject (0–1), in runs of a few letters at least."""
    item = load_method(year).find(code)
    if not isinstance(item, Item):
        return 0.0
    title, words = bare(item.title_th), bare(subject)
    blocks = SequenceMatcher(None, title, words, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks if block.size >= _BLOCK)
    return shared / min(len(title), max(len(words), 1))


def _right_numbers(code: str, source: Method, own: tuple[Method, ...]) -> str:
    """Say which number the item has in each of the report's own years."""
    told = []
    for each in own:
        now = ", ".join(carry(code, source, each))
        words = _("{codes} in {year}") if now else _("not asked in {year}")
        told.append(words.format(codes=now, year=each.fiscal_year))
    return ", ".join(told)


def _misplaced(report: Report) -> Iterator[Fault]:
    method = report.method
    for number, finding in enumerate(report.facts.findings):
        known = method.find(finding.code) if method else None
        if known is None or finding.under is None or finding.under == known.indicator:
            continue
        where = f"/findings/{number}"
        place = report.place(where)
        if place is None or not _stands_under(report, place, finding.under):
            continue
        yield fault(
            "code-under-other-indicator", place, where,
            code=finding.code, indicator=known.indicator, under=finding.under,
        )  # fmt: skip


def _stands_under(report: Report, place: Place, indicator: int) -> bool:
    """Tell whether no other heading stands between an indicator's name and a place below it."""
    spot = (place.page, place.line, place.sheet, place.cell)
    texts = report.texts
    here = [
        n
        for n, each in enumerate(texts)
        if (each.place.page, each.place.line, each.place.sheet, each.place.cell) == spot
    ]
    for each in reversed(texts[: here[-1] + 1] if here else ()):
        if len(each.words) < _HEADING and indicator_of(each.words) == indicator:
            return True
        piece = report.pieces[each.piece]
        if isinstance(piece, RawParagraph) and (piece.heading or _SECTION.match(each.words)):
            return False
    return False


def _misprinted(report: Report) -> Iterator[Fault]:
    found = [
        each
        for each in report.facts.doubts
        if re.fullmatch(r"[ieo]\d{1,2}", each.taken) and each.read != each.taken
    ]
    if found:
        told = ", ".join(dict.fromkeys(f"{each.read} → {each.taken}" for each in found))
        yield fault("misprinted-codes", found[0].place, codes=told)


@cache
def _numbered_name() -> re.Pattern[str]:
    return re.compile(
        rf"ตัวชี้วัด(?:ด้าน)?(?:ที่)?\s*(?P<number>10|[1-9])(?!\d|\.\d)[.:]?\s*(?:ด้าน)?(?P<name>{name_pattern()})"
    )


def _misnumbered(report: Report) -> Iterator[Fault]:
    for text in report.texts:
        yield from _misnumbered_in(text)


def _misnumbered_in(text: Text) -> Iterator[Fault]:
    if "ตัวชี้วัด" not in text.words:
        return
    for match in _numbered_name().finditer(text.words):
        right = number_of_name(match["name"])
        if right is not None and right != int(match["number"]):
            yield fault(
                "indicator-misnumbered", text.place, name=match["name"], number=match["number"], right=right
            )
