"""What a report says on questions and items: the assessor's remarks and its own findings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from prongsai.intake.indicator_names import indicator_of
from prongsai.intake.model import Remark
from prongsai.intake.remarks import read_remarks
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.method.library import load_method
from prongsai.method.model import Method, Unpublished
from prongsai.reading.code_reading import WIDEST, mend_codes, references
from prongsai.reading.layout import Piece, place_of, score_text
from prongsai.reading.model import Doubt, Place, RawParagraph, ReadFinding

_OTHER_PART = re.compile(
    r"^\s*ส่วนที่\s*[12](?!.*(?:EIT|ผู้รับบริการ|ผู้ประเมิน|ผู้มาติดต่อ|Public|Survey))\s*\S.*", re.IGNORECASE
)
_PART_BESIDE = re.compile(r"(?:ข้อ\s*)?(?P<code>e\d{1,2})\s*\((?:EIT\s*)?ส่วนที่\s*(?P<part>[12])\)")
_CRITICAL = re.compile(r"ดังนั้น|หน่วยงานควร|หน่วยงานต้อง|ขาดองค์ประกอบ|อ้างอิง|ไม่ครบ")
_BARE_HEAD = re.compile(r"^[\s\-–•*·(]*(?:\d{1,2}[.)]\s+)?[ieo]\s?\.?\d{1,2}(?!\s*ประเด็น)")
_ANOTHER = re.compile(
    r"^\s*(?:\d+\.(?:\d+\.?)*\s+\S|ข้อเสนอแนะ(?:สำหรับ|ตาม|ใน)|ส่วนที่|บทที่|แบบวัดการ(?!.*\(IIT|.*\(EIT))"
)
_SHOULD = re.compile(r"(?<=\s)หน่วยงาน(?:ควร|ต้อง)")
_LACKING = "องค์ประกอบที่ขาด:"
_LINE_LIMIT = 140


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the letter: where it begins in it, where it stands in the report, under which indicator."""

    start: int
    place: Place
    under: int | None


class _Told(NamedTuple):
    """A text of the report: under which indicator's heading it stands, whether it goes on from the one before."""

    text: str
    place: Place
    under: int | None
    goes_on: bool = False


def read_findings(
    pieces: Sequence[Piece], measures: Iterable[int], method: Method | None
) -> tuple[tuple[tuple[ReadFinding, Place], ...], tuple[Doubt, ...]]:
    """Give the findings with their places, and what was taken for what.

    The pieces at `measures` are tables of measures and are passed over. `method` is the result year's, which says
    whether a code is known and to which indicator it belongs; None where that year is not known.
    """
    skipped = set(measures)
    letter, stretches, doubts = _letter([p for n, p in enumerate(pieces) if n not in skipped], method)
    remarks, _problems = read_remarks(letter, load_method(WIDEST))
    own = _own_items(method)
    found: list[tuple[ReadFinding, Place]] = []
    position = 0
    parts: dict[str, str] = {}
    for remark in remarks:
        position = max(letter.find(remark.text, position), position)
        stretch = [each for each in stretches if each.start <= position][-1]
        if beside := _PART_BESIDE.search(arabic(remark.text)[:_LINE_LIMIT]):
            parts[beside["code"]] = f"EIT{beside['part']}"
        if _says_nothing(remark, own):
            continue
        for code in remark.codes:
            finding = _finding(code, remark, parts, stretch.under, method)
            if method and method.find(code) is None and not _unasked(code, method):
                doubts.append(_unknown(code, stretch.place, method))
            found.append((finding, replace(stretch.place, text=remark.text[:300])))
    return _merged(found), tuple(doubts)


def _letter(pieces: Sequence[Piece], method: Method | None) -> tuple[str, list[_Stretch], list[Doubt]]:
    """Give all text in which remarks may stand, its stretches, and what was mended in it."""
    parts: list[str] = [""]
    stretches = [_Stretch(0, Place(""), None)]
    doubts: list[Doubt] = []
    length = 0
    for told in _texts(pieces):
        mended, mistaken = mend_codes(told.text.replace("\t", " "), method, told.under, told.place)
        doubts.extend(mistaken)
        gap = "\n" if told.goes_on else "\n\n"
        stretches.append(_Stretch(length + len(gap), told.place, told.under))
        parts.append(gap + mended)
        length += len(gap) + len(mended)
    return "".join(parts), stretches, doubts


def _texts(pieces: Sequence[Piece]) -> Iterator[_Told]:
    """Give the texts in which remarks may stand: paragraphs, and the cells of rows without scores."""
    under: int | None = None
    titled = False
    for piece in pieces:
        if isinstance(piece, RawParagraph):
            plain = arabic(piece.text)
            label = _label(piece.text)
            if label is not None or piece.heading or _ANOTHER.match(plain):
                under = label
            titled = label is not None
            if not (_OTHER_PART.match(plain) and len(plain) < _LINE_LIMIT):
                yield _Told(piece.text, piece.place, under)
            continue
        if not (piece.continued or titled):
            under = None
        titled = False
        for row in piece.rows:
            filled = [words for words in row.cells if words.strip()]
            if any(map(score_text, filled[1:])):
                continue  # a row of scores, not of remarks
            for words in filled:
                label = _label(words)
                under = under if label is None else label
                yield _Told(words, place_of(row, words), under, goes_on=not row.cells[0].strip())


def _label(text: str) -> int | None:
    """Give the indicator of which a short text is the heading."""
    return indicator_of(text) if len(text) < _LINE_LIMIT else None


def _own_items(method: Method | None) -> set[str]:
    """Give the items under which such reports are themselves published, this year and the next."""
    if method is None:
        return set()
    return {method.report.plan_item, method.report.progress_item}


def _says_nothing(remark: Remark, own: set[str]) -> bool:
    """Tell whether what was found is only a code at the head of a line: a title or a list of questions."""
    if not _BARE_HEAD.match(arabic(remark.text)) and not set(remark.codes) <= own:
        return False
    return "ประเด็น" not in remark.text and (set(remark.codes) <= own or not _CRITICAL.search(remark.text))


def _finding(
    code: str, remark: Remark, parts: dict[str, str], under: int | None, method: Method | None
) -> ReadFinding:
    known = method.find(code) if method else None
    problem, advice, missing = remark.problem, remark.advice, remark.missing
    text, _words, listed = " ".join(remark.text.split()).partition(_LACKING)
    if listed:  # the list of elements that Prongsai's own reports print below the text
        problem, advice = problem.partition(_LACKING)[0].strip(), advice.partition(_LACKING)[0].strip()
        missing = tuple(each.strip() for each in listed.split(", "))
    if not advice and (should := _SHOULD.search(problem)):
        problem, advice = problem[: should.start()].strip(), problem[should.start() :]
    part = remark.part or parts.get(code, "")
    if method and part not in method.parts():
        part = ""
    return ReadFinding(
        code=code,
        indicator=known.indicator if known else under,
        part=part,
        problem=problem,
        advice=advice,
        missing=missing,
        refs=references(text),
        text=text.strip(),
        under=under,
    )


def _unasked(code: str, method: Method) -> bool:
    """Tell whether a code may be right though the year does not list it: its questions are not published."""
    return isinstance(method.questions, Unpublished) and not code.startswith("o")


def _unknown(code: str, place: Place, method: Method) -> Doubt:
    why = _("{year} has no question or item with this code").format(year=method.fiscal_year)
    return Doubt(code, code, "doubtful", place, why)


def _merged(found: Sequence[tuple[ReadFinding, Place]]) -> tuple[tuple[ReadFinding, Place], ...]:
    """Give one finding for each code and part, the one that says most, at the first one's rank in the report."""
    kept: dict[tuple[str, str], tuple[ReadFinding, Place]] = {}
    for finding, place in found:
        key = (finding.code, finding.part)
        if key not in kept or _weight(finding) > _weight(kept[key][0]):
            kept[key] = (finding, place)
    return tuple(kept.values())


def _weight(finding: ReadFinding) -> tuple[bool, int, int]:
    return bool(finding.advice), len(finding.missing) + len(finding.refs), len(finding.text)
