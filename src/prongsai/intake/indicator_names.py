"""Indicators as reports name them: in full, shortened, numbered, with stray spaces and lost marks."""

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache

from prongsai.language.digits import arabic
from prongsai.method.library import load_method, years

_LOST_MARKS = re.compile("[\u0e47-\u0e4e]")


def bare(text: str) -> str:
    """Give a text with Arabic digits, without spaces and without the marks that copying loses."""
    return _LOST_MARKS.sub("", "".join(arabic(text).split()))


#: Shorter and other forms that agencies print, beside those of the method; no official wording.
_FORMS: dict[int, tuple[str, ...]] = {
    4: ("การใช้ทรัพย์สิน",),
    5: ("การแก้ปัญหาการทุจริต", "การแก้ปัญหาคอร์รัปชัน", "การแก้ไขปัญหาคอร์รัปชัน"),
    6: ("คุณภาพในการดำเนินงาน", "คุณภาพการให้บริการ"),
    7: ("ประสิทธิภาพในการสื่อสาร",),
    8: ("การปรับปรุงระบบงาน",),
    9: ("การเปิดเผยข้อมูลสาธารณะ",),
}
_ALIKE = 0.88
_LONGEST_LABEL = 160
_LONGEST_NAME = 45
#: “ตัวชี้วัดที่ 3” in running text; sub-indicators such as 9.3 are none.
MENTION = re.compile(r"ตัวชี้วัด(?:ด้าน)?(?:ที่)?\s*(?P<number>10|[1-9])(?!\d|\.\d)")
_MENTIONS = re.compile(
    r"ตัวชี้วัด(?:ด้าน)?(?:ที่)?\s*(?P<numbers>(?:10|[1-9])(?!\d|\.\d)"
    r"(?:\s*(?:,|และ|กับ|ที่|\s)\s*(?:10|[1-9])(?![\d.]|\s*คะแนน))*)"
)
_NUMBERED = re.compile(bare(r"^(?P<word>ตัวชี้วัด(?:ด้าน)?(?:ที่)?)?\(?(?P<number>\d{1,2})(?!\.?\d)[.)]?"))
_TAIL = re.compile(bare(r"[(\[]*(?:ได้|มีคะแนน|คะแนน)*[:=]*\d{1,3}(?:\.\d+)?(?:คะแนน|%)?[)\]]*$"))
_EXTRA = re.compile(bare(r"^(?:ตัวชี้วัด)?(?:ด้าน)?|\([A-Za-z:.,-]+\)$|[.:;*“”\"]+"))
_SHEET = re.compile(bare(r"^\W*(?:แบบวัด|แบบตรวจ|แบบประเมิน|เครื่องมือ)"))
_LEAD = re.compile(
    r"^(?:มาตรการ|แนวทาง|โครงการ|กิจกรรม|แผน|การ(?:ปรับปรุง|พัฒนา|ยกระดับ|ส่งเสริม|เพิ่ม|แก้ไข|รักษา)(?=การ|คุณภาพ|ประสิทธิภาพ)|"
    r"ปรับปรุง|พัฒนา|ยกระดับ|ส่งเสริม|เพิ่ม|รักษามาตรฐาน|เสริมสร้าง|ด้าน|และ|เรื่อง|[\d.()\s/-])+"
)


@cache
def names() -> dict[str, int]:
    """Give every form of every indicator's name, the longest first, with its number."""
    found: dict[str, int] = {}
    for each in load_method(years()[-1]).indicators:
        for name in (each.name_th, *each.other_names, *_FORMS.get(each.number, ())):
            found[name] = each.number
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def _bare_names() -> dict[str, int]:
    return {bare(name): number for name, number in names().items()}


@cache
def name_pattern() -> str:
    """Give a pattern for any form of any name in text that may hold stray spaces."""
    return "|".join(r"\s?".join(map(re.escape, name.replace(" ", ""))) for name in names())


@lru_cache(maxsize=4096)
def number_of_name(text: str) -> int | None:
    """Give the indicator whose name a text is, lost marks and a few wrong letters allowed; else None."""
    plain = _EXTRA.sub("", bare(text))
    if plain in _bare_names():
        return _bare_names()[plain]
    if not 8 <= len(plain) <= 40:
        return None
    near = [name for name in _bare_names() if abs(len(name) - len(plain)) <= 5]
    alike = [(SequenceMatcher(None, plain, name, autojunk=False).ratio(), name) for name in near]
    best, name = max(alike, default=(0.0, ""))
    return _bare_names()[name] if best >= _ALIKE else None


@lru_cache(maxsize=4096)
def indicator_of(label: str) -> int | None:
    """Give the indicator that a label names: `7. ประสิทธิภาพการสื่อสาร 90.39 คะแนน`, `ตัวชี้วัดที่ ๗`, or the name alone.

    The name counts before the number, since lists in order of score are numbered too.
    """
    if len(label) > _LONGEST_LABEL:
        return None
    plain = bare(label)
    if _SHEET.match(plain):
        return None
    match = _NUMBERED.match(plain)
    rest = _TAIL.sub("", plain[match.end() :] if match else plain)
    named = number_of_name(rest)
    if named is None and match and match["word"] and len(rest) <= _LONGEST_NAME:
        return int(match["number"]) if 1 <= int(match["number"]) <= 10 else None
    return named


def mentioned(text: str) -> tuple[int, ...]:
    """Give the indicators that a text names by number: `ตัวชี้วัดที่ 2 … และตัวชี้วัดที่ 7`, `ตัวชี้วัดที่ 2, 4 และ 7`."""
    numbers = [
        int(number)
        for match in _MENTIONS.finditer(arabic(text))
        for number in re.findall(r"\d+", match["numbers"])
    ]
    return tuple(dict.fromkeys(numbers))


def indicators_of_title(title: str) -> tuple[int, ...]:
    """Give the indicators that a measure's title is named after, several where it joins their names, else none.

    The names must make up most of the title: a title that only speaks of budgets among other things is of none.
    """
    plain = bare(_LEAD.sub("", arabic(title)))
    if (whole := number_of_name(plain)) is not None:
        return (whole,)
    found: list[int] = []
    covered = 0
    rest = plain
    for name, number in _bare_names().items():
        if name in rest:
            rest = rest.replace(name, "|")
            found.append(number)
            covered += len(name)
    return tuple(sorted(set(found))) if plain and covered / len(plain) >= 0.6 else ()
