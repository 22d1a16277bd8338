"""What a score is of, told from the label beside or above it."""

import re
from functools import cache, lru_cache

from prongsai.intake.indicator_names import bare, indicator_of
from prongsai.language.digits import arabic
from prongsai.method.library import load_method, years
from prongsai.method.model import Unpublished

_PART = re.compile(r"(?:ส่วนที่|ส่วน|PART|P\.?|\()\s*\(?([12])(?!\d)", re.IGNORECASE)
_EIT_PART = re.compile(r"EIT\s*[-(:]?\s*(?:ส่วนที่|PART)?\s*([12])(?!\d)|([12])\s*\(EIT", re.IGNORECASE)
_SIDES = (("public", "1"), ("survey", "2"))
_CODES = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])", re.IGNORECASE)
_SHEETS = (("ผู้มีส่วนได้ส่วนเสียภายใน", "IIT"), ("ผู้มีส่วนได้ส่วนเสียภายนอก", "EIT"), ("เปิดเผยข้อมูลสาธารณะ", "OIT"))
_TOTAL = re.compile(
    bare(
        r"(?=.*(?:รวม|เฉลี่ย|ITA))(?:ผล|คะแนน|ค่า|รวม|เฉลี่ย|ใน|ภาพรวม|โดย|ITA|ทั้งสิ้น|สุทธิ|ประจำปี|ปี|การประเมิน|งบประมาณ|พ\.ศ\.|"
        r"25\d\d|ที่ได้|ที่ได้รับ|ของหน่วยงาน|ทั้ง3เครื่องมือ|ถ่วงน้ำหนัก|[():*/])+"
    )
)
_SCORE_ALONE = re.compile(bare(r"(?:ผล)?(?:การประเมิน)?คะแนน(?:ที่ได้|ที่ได้รับ|การประเมิน|ITA|ประเมิน)*"))
_LEVEL = re.compile(bare(r"(?:ผล(?:การประเมิน)?)?ระดับ(?:ผล|การประเมิน|คะแนน|ที่ได้|ITA|คุณธรรมและความโปร่งใส)*"))
_RANK = re.compile(bare(r"(?:ลำดับ|อันดับ)(?:ที่)?(?:ของ|ใน|ระดับ|ตาม).{0,40}"))
_DISCLOSURE = bare("การเปิดเผยข้อมูลสาธารณะ")
_LONGEST = 160


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Give what a row or column with this label holds, or nothing.

    ``1``–``10`` for an indicator, ``IIT``, ``EIT``, ``EIT1``, ``EIT2``, ``OIT``, ``total``, ``level``, ``rank``, or
    ``score`` for a score that does not say of what.
    """
    text = arabic(label)
    plain = bare(text)
    if not plain or len(plain) > _LONGEST:
        return ""
    if (number := indicator_of(text)) is not None:
        # without a number this may be the indicator or the whole instrument
        return "" if plain == _DISCLOSURE else str(number)
    for key, pattern in (("total", _TOTAL), ("score", _SCORE_ALONE), ("level", _LEVEL), ("rank", _RANK)):
        if pattern.fullmatch(plain):
            return key
    return instrument_key(text)


def instrument_key(text: str) -> str:
    """Give the instrument or EIT part that a text names, or nothing."""
    plain = bare(text)
    side = next((part for word, part in _SIDES if word in plain.casefold()), "")
    if match := _EIT_PART.search(text):
        return f"EIT{match[1] or match[2]}"
    codes = {code.upper() for code in _CODES.findall(text)}
    codes |= {code for words, code in _SHEETS if bare(words) in plain}
    if len(codes) > 1:
        return ""
    part = _PART.search(text)
    if codes == {"EIT"} or (part and not codes and plain.startswith(bare("ส่วนที่"))):
        number = side or (part[1] if part else "")
        return f"EIT{number}"
    return next(iter(codes), "")


@cache
def level_names() -> tuple[str, ...]:
    """Give the names of the levels of all years, the longest first."""
    found: dict[str, None] = {}
    for year in years():
        rule = load_method(year).levels
        if not isinstance(rule, Unpublished):
            found |= dict.fromkeys(level.name_th for level in rule.levels)
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


@cache
def level_pattern() -> str:
    """Give a pattern for a level's name in running text, with stray spaces and quotation marks around it."""
    thai = [r"\s?".join(re.escape(name)) for name in level_names() if not name.isascii()]
    letters = "|".join(name for name in level_names() if name.isascii())
    return rf"[“\"'(:\s]*(?P<level>{'|'.join(thai)}|(?<![A-Za-z])(?:{letters})(?![A-Za-z]))(?!เกณฑ์|การ|ค่าเป้าหมาย)"


def level_of(text: str) -> str:
    """Give the level that a cell names and nothing else, or nothing."""
    plain = bare(text).strip("“”\"'().")
    plain = plain.removeprefix(bare("อยู่ใน")).removeprefix(bare("ระดับ")).strip("“”\"'")
    return next((name for name in level_names() if bare(name) == plain), "")
