"""The assessor's remarks, read from a letter's text as it was pasted, with the noise that copying brings."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from prongsai.intake.codes import CODE, Codes
from prongsai.intake.model import Remark
from prongsai.intake.numbers import clip
from prongsai.intake.trees import Tree
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import Problem
from prongsai.method.model import Method

_BREAK = re.compile(r"</?(?:p|br|div|li|tr|td|ul|ol)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)

_LIST = rf"{CODE}(?:\s*(?:,|และ|กับ|,\s*และ)\s*(?:ข้อ\s*)?{CODE})*"
_BULLET = r"(?:^|(?<=\n))[ \t]*(?:[-–•*·][ \t]*|\(?\d{1,2}[.)][ \t]+)?"
_HEAD = re.compile(
    rf"(?<![\w(])(?:ข้อ\s*)?(?P<asked>{_LIST})\s*ประเด็น(?:ที่ว่า)?\s*"
    rf"|{_BULLET}(?:ข้อ\s*(?P<item>{_LIST})|(?P<bare>[ieoIEO]\s?\.?\d{{1,2}}))(?=\s+\S)\s*(?:ประเด็น(?:ที่ว่า)?\s*)?"
)
_NUMBER_ONLY = re.compile(r"ข้อ\s*(?P<number>\d{1,2})\s*ประเด็น")
_HEADING = re.compile(
    r"^[ \t]*(?:\d+(?:\.\d+)*[.)]?[ \t]*)?(?:(?:EIT[ \t]*)?ส่วนที่[ \t]*(?P<part>[12])"
    r"|(?P<instrument>ข้อเสนอแนะ(?:สำหรับ|ตาม|ใน)|แบบวัดการ|แบบตรวจการ)"
    r"|การดำเนินการตามตัวชี้วัด|ตัวชี้วัด(?:ย่อย)?(?:ที่)?[ \t]*\d)[^\n]*$",
    re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n(?!\s*[(\-–•])")
_AND = re.compile(r"[\s,]*(?:และ)?[\s,.]*$")
_SIDES = (("EIT Public", "EIT1"), ("EIT Survey", "EIT2"))
_THEREFORE = re.compile(r"\s*ดังนั้น[\s,]*")
_REFERENCE = re.compile(rf"อ้างอิง\s*(?:จาก|ตาม)?\s*(?:ข้อ\s*)?(?P<list>{_LIST})")
_MISSING = re.compile(r"ขาดองค์ประกอบ(?:ข้อมูล|ด้านข้อมูล)?\s*(?:ข้อ|ที่|คือ|ได้แก่|ดังนี้|:)*\s*(?P<rest>.*)", re.DOTALL)
_NUMBERED = re.compile(r"\((\d{1,2})\)\s*([^()]*(?:\((?!\d{1,2}\))[^()]*\)[^()]*)*)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where something begins in the letter: a remark's head, or (without codes) a heading that may set the part.

    `ends`: the remark is one paragraph, as those on items are; others run on to what begins next.
    """

    start: int
    body: int
    codes: str = ""
    ends: bool = False
    part: str | None = None


def read_remarks(text: str, method: Method) -> tuple[tuple[Remark, ...], tuple[Problem, ...]]:
    """Read remarks from a letter's text, and say what was taken for what and what could not be understood.

    Takes `i7 ประเด็น … ดังนั้น … (อ้างอิงจาก o11)`, `ข้อ i20 และข้อ i21 ประเด็น …`, `ข้อ o13 … ขาดองค์ประกอบ (1) …`,
    with Thai digits, capital letters, HTML remains and letters misread as digits (`120` for i20, `034` for o34),
    which the year's own codes resolve. Headings `ส่วนที่ 1`, `ส่วนที่ 2` (EIT Public, EIT Survey) set the part of the
    questions below them; other headings end the remark before. A code that the year does not have is a problem;
    where the year's questions are unpublished, any code of a question is taken as it stands.
    """
    letter = _clean(text)
    plain = arabic(letter)
    codes = Codes(method)
    remarks: list[Remark] = []
    marks = sorted(_marks(plain), key=lambda mark: mark.start)
    part = ""
    for mark, after in zip_longest(marks, marks[1:]):
        if not mark.codes:
            part = part if mark.part is None else mark.part
            continue
        end = after.start if after else len(letter)
        if mark.ends and (paragraph := _PARAGRAPH_END.search(letter, mark.body, end)):
            end = paragraph.start()
        where = _("line {number} of the remarks").format(number=plain.count("\n", 0, mark.start) + 1)
        if found := codes.resolve(mark.codes, where):
            remark = _remark(found, letter[mark.start : end], letter[mark.body : end], codes, where)
            remarks.append(replace(remark, part=part if _has_parts(found, part, method) else ""))
    problems = [*codes.problems, *_numbers_only(plain)]
    if not remarks and not problems and plain.strip():
        what = _("no remark was found in “{text}”").format(text=clip(plain))
        mend = _("paste the assessor's text with its codes, such as “i7 ประเด็น …”")
        problems.append(Problem("no-remarks", what, mend=mend))
    return tuple(remarks), tuple(problems)


def holds_remarks(text: str) -> bool:
    """Tell whether a text names questions or items as a letter of remarks does: `i7 ประเด็น …`, `ข้อ o13 …`."""
    return _HEAD.search(arabic(_clean(text))) is not None


def remark_entry(remark: Remark) -> dict[str, Tree]:
    """Give a remark as an entry of `remarks:`, which is read as the same remark, its own words without their head."""
    therefore = f"ดังนั้น {remark.advice}" if remark.advice else ""
    return {
        "codes": list(remark.codes),
        "part": remark.part,
        "text": f"{remark.problem} {therefore}".strip(),
        "missing": list(remark.missing),
    }


def _clean(text: str) -> str:
    """Give the letter without HTML, with breaks kept as lines and table cells apart."""
    broken = _TAG.sub("", _BREAK.sub("\n", text.replace("\r\n", "\n").replace("\t", "\n")))
    return html.unescape(broken).replace("\xa0", " ").replace("\u200b", "")


def _marks(plain: str) -> Iterator[_Mark]:
    for head in _HEAD.finditer(plain):
        codes = head["asked"] or head["item"] or head["bare"]
        yield _Mark(head.start(), head.end(), codes, ends="ประเด็น" not in head[0])
    for heading in _HEADING.finditer(plain):
        yield _Mark(heading.start(), heading.end(), part=_part(heading))


def _part(heading: re.Match[str]) -> str | None:
    """Give the EIT part that a heading sets, none for another instrument's; None leaves the part as it was."""
    for words, part in _SIDES:
        if words.casefold() in heading[0].casefold():
            return part
    if heading["part"]:
        return f"EIT{heading['part']}"
    return "" if heading["instrument"] else None


def _has_parts(codes: tuple[str, ...], part: str, method: Method) -> bool:
    """Tell whether a remark on these codes can speak of an EIT part."""
    return part in method.parts() and all(code.startswith("e") for code in codes)


def _remark(codes: tuple[str, ...], whole: str, body: str, resolver: Codes, where: str) -> Remark:
    """Give the remark whose text, without its head, is `body`."""
    problem, _therefore, advice = _halves(body)
    listed = " ".join(match["list"] for match in _REFERENCE.finditer(arabic(body)))
    return Remark(
        codes=codes,
        text=whole.strip(),
        problem=_one_line(problem),
        advice=_one_line(advice),
        missing=_missing(body),
        refs=resolver.resolve(listed, where),
    )


def remark_of(
    codes: tuple[str, ...], text: str, part: str, missing: tuple[str, ...], method: Method
) -> Remark:
    """Give the remark of fields that were given apart; the text is divided and read as in a letter."""
    read = _remark(codes, text, text, Codes(method), "")
    return replace(read, part=part, missing=missing or read.missing)


def _halves(body: str) -> tuple[str, str, str]:
    match = _THEREFORE.search(body)
    return (body[: match.start()], match[0], body[match.end() :]) if match else (body, "", "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _missing(body: str) -> tuple[str, ...]:
    """Give the elements that were not found, as written: `(1) …`, or the words where they have no numbers."""
    found: list[str] = []
    for match in _MISSING.finditer(body):
        rest = _THEREFORE.split(match["rest"], maxsplit=1)[0].strip()
        numbered = [
            f"({number}) {_AND.sub('', _one_line(words))}".strip()
            for number, words in _NUMBERED.findall(rest)
        ]
        found.extend(numbered or filter(None, [_one_line(rest.split("\n", 1)[0])]))
    return tuple(found)


def _numbers_only(plain: str) -> Iterator[Problem]:
    """Name heads such as `ข้อ 13 ประเด็น`, which may be i13, e13 or o13."""
    for match in _NUMBER_ONLY.finditer(plain):
        number = match["number"]
        if not number.startswith("0"):
            where = _("line {number} of the remarks").format(number=plain.count("\n", 0, match.start()) + 1)
            what = _("“{text}” does not say which instrument is meant").format(text=clip(match[0]))
            mend = _("write i{number}, e{number} or o{number}").format(number=number)
            yield Problem("code-without-letter", what, where, mend)
