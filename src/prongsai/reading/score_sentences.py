"""Scores in sentences, read only where the words leave no doubt of what they are."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from prongsai.intake.indicator_names import MENTION, name_pattern, number_of_name
from prongsai.intake.score_labels import instrument_key, level_names, level_pattern
from prongsai.language.digits import arabic
from prongsai.reading.headings import FISCAL, YEAR
from prongsai.reading.model import Place, Printing

_NUMBER = r"(?P<score>(?<![\d.,])(?:100(?:\.00?)?|\d{1,2}\.\d{1,2})(?![\d,]|\.\d))"
_LINK = (
    r"(?:[\s:=(“\"–]|ได้|มี|ผล|คะแนน|รวม|เท่ากับ|อยู่ที่|คือ|ร้อยละ|เฉลี่ย|ใน|ภาพรวม|รับ|การประเมิน|หน่วยงาน|โดย|ที่ระดับ)*+"
)
_AFTER = r"(?!\s*(?:คะแนน)?\s*(?:ขึ้นไป|[-–]\s*\d|ถึง))"
_TOTAL = r"(?:คะแนนรวม|คะแนนภาพรวม|ในภาพรวม|ผลคะแนนรวม|ระดับผลการประเมิน|คะแนนเฉลี่ยรวม|คะแนน\s?ITA)"
_WEAK_TOTAL = r"(?:มีผลคะแนน|ผลคะแนน|ได้คะแนน|ได้รับคะแนน|คะแนนเฉลี่ย)"
_LOOSE_TOTAL = r"(?:ค่าคะแนน|ผลการประเมิน|อยู่ที่|เท่ากับ|ได้)"
_SHEET = r"(?:แบบวัด|แบบตรวจ)?\s*(?:EIT\s*\(?(?:ส่วนที่|Part)\s*[12]\)?|IIT|EIT|OIT)"
_OTHERS = re.compile(r"ประเทศ|ทั่วไป|ค่าเฉลี่ยของ|หน่วยงานประเภท|ค่าเป้าหมาย|เกณฑ์|ตัวชี้วัดย่อย|ข้อ\s?[ieoIEO]?\d|ประเด็น")
_COMPARED = re.compile(r"เทียบ|เพิ่ม|ลดลง|ต่ำกว่า|สูงกว่า|อีก|ขาด")
_OF_ITA = re.compile(r"ผลการประเมิน|คะแนน\s?ITA|\bITA\b")
_WORDS_BETWEEN = r"[\s“\"'(]*(?:คะแนน)?[\s,)]*(?:และ|ซึ่ง|จัด|อยู่|ใน|มี|ได้|ผลการประเมิน|\s)*"
_YEAR_BEFORE = re.compile(rf"(?:{FISCAL}|พ\.?\s?ศ\.?\s*){YEAR.pattern}")
_RANK = re.compile(r"(?:ลำดับ|อันดับ)(?:ที่)?\s*([\d,]{1,6})\s*(?=ของ|จาก)")


@cache
def _scored() -> re.Pattern[str]:
    name = rf"(?P<name>{MENTION.pattern.replace('<number>', '<given>')}\s*(?:{name_pattern()})?|(?:{name_pattern()}))"
    key = rf"(?:{name}|(?P<sheet>{_SHEET})|(?P<total>{_TOTAL})|(?P<weak>{_WEAK_TOTAL})|(?P<loose>{_LOOSE_TOTAL}))"
    return re.compile(rf"{key}{_LINK}{_NUMBER}{_AFTER}")


@cache
def _level_after() -> re.Pattern[str]:
    """Find a level after a score: after the word for it, or where nothing else follows."""
    named = rf"{_WORDS_BETWEEN}ระดับ(?:ผลการประเมิน)?\s*(?:อยู่ในระดับ)?{level_pattern()}"
    last = rf"\s*(?:คะแนน)?\s*{level_pattern().replace('<level>', '<last>')}[”\"')\s.]*$"
    return re.compile(rf"{named}|{last}")


@cache
def _level_alone() -> re.Pattern[str]:
    return re.compile(rf"(?:อยู่ใน|ได้)\s?ระดับ\s*{level_pattern()}")


def sentence_scores(text: str, place: Place, default: int, *, of_indicator: bool) -> Iterator[Printing]:
    """Give the printings of scores, levels and rank in a paragraph.

    `default` is the year where the paragraph names none. `of_indicator`: the paragraph is about one indicator, so
    that a score which names nothing, or a level, is not the whole's.
    """
    plain = arabic(text)
    level_told = False
    for match in _scored().finditer(plain):
        key = _key(match, plain, of_indicator=of_indicator)
        year = _year(plain, match.start(), default)
        if not key or year is None:
            continue
        words = text[match.start("score") : match.end("score")]
        yield Printing(key, year, Decimal(match["score"]), words, _at(place, text, match))
        if key == "total" and (after := _level_after().match(plain, match.end())):
            level_told = True
            level = _level(after["level"] or after["last"])
            yield Printing("level", year, None, level, _at(place, text, after))
    if of_indicator:
        return
    alone = _level_alone().search(plain)
    if alone and not level_told and not MENTION.search(plain[: alone.start()]):
        year = _year(plain, alone.start(), default)
        if year is not None:
            yield Printing("level", year, None, _level(alone["level"]), _at(place, text, alone))
    ranked = _RANK.search(plain)
    if ranked and not MENTION.search(plain[: ranked.start()]):
        year = _year(plain, ranked.start(), default)
        if year is not None:
            rank = Decimal(ranked[1].replace(",", ""))
            yield Printing("rank", year, rank, ranked[1], _at(place, text, ranked))


def _key(match: re.Match[str], plain: str, *, of_indicator: bool) -> str:
    """Give what the score is of; nothing where another body's, a question's or a target may be meant."""
    before = plain[max(0, match.start() - 40) : match.start()]
    if match["name"]:
        number = match["given"] or number_of_name(match["name"])
        return "" if re.search(r"ข้อ\s?[ieo]?\d+|ตัวชี้วัดย่อย", before) else str(number)
    if _OTHERS.search(f"{before}{match[0]}"):
        return ""
    if match["sheet"]:
        return instrument_key(match["sheet"])
    whole = plain[: match.start()]
    if match["total"]:
        return "" if MENTION.search(before) else "total"
    if match["loose"] and (_COMPARED.search(before) or not _OF_ITA.search(f"{whole}{match[0]}")):
        return ""
    named = MENTION.search(whole) or re.search(rf"{_SHEET}[^()]*$|{name_pattern()}", whole[-80:])
    return "" if of_indicator or named else "total"


def _year(plain: str, before: int, default: int) -> int | None:
    """Give the year that stands nearest before a score, with no other score between; None where that is unsure."""
    found = list(_YEAR_BEFORE.finditer(plain, 0, before))
    if not found:
        return default
    years = {int(match[1]) for match in found}
    if len(years) == 1 or not re.search(_NUMBER, plain[found[-1].end() : before]):
        return int(found[-1][1])
    return None


def _level(words: str) -> str:
    """Give a level's name without stray spaces."""
    plain = "".join(words.split())
    return next(name for name in level_names() if name == plain)


def _at(place: Place, text: str, match: re.Match[str]) -> Place:
    """Give the place with the words around what was read."""
    start = max(0, match.start() - 40)
    return Place(text[start : match.end() + 40], place.page, place.line, place.sheet, place.cell)
