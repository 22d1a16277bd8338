"""Codes of questions and items in a report's text: mended where they were misread, and never silently."""

import re

from prongsai.intake.codes import CODE, Codes
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.method.library import load_method
from prongsai.method.model import Method
from prongsai.reading.model import Doubt, Place, Sureness

#: The year with the longest lists of questions and items, in two EIT parts: what any year's code is read by.
WIDEST = 2566
_DIGIT = "0-9๐-๙"
_TOKEN = rf"(?:[ieoIEOlL|]\s?\.?[{_DIGIT}]{{1,2}}|[1๑][{_DIGIT}]{{1,2}}|[0๐][{_DIGIT}]{{1,2}})(?![{_DIGIT}])"
_AND = r"\s*(?:,|และ|กับ|หรือ|ถึง|/)\s*(?:ข้อ\s*)?"
_LISTED = re.compile(
    rf"(?P<word>(?:อ้างอิง|อ้างถึง)\s*(?:จาก|ตาม)?\s*(?:ข้อ|OIT)?\s*|ข้อ(?:ที่)?\s*)(?P<list>{_TOKEN}(?:{_AND}{_TOKEN})*)"
    r"(?P<asked>(?=\s*ประเด็น))?"
)
_ASKED = re.compile(rf"(?<![\w(.{_DIGIT}])(?P<list>{_TOKEN})(?=\s*ประเด็น)")
_ONE = re.compile(_TOKEN)
_REFERENCE = re.compile(rf"อ้างอิง\s*(?:จาก|ตาม)?\s*(?:ข้อ\s*)?(?P<list>{CODE}(?:{_AND}{CODE})*)")


def references(text: str) -> tuple[str, ...]:
    """Give the item codes after อ้างอิงจาก in text with mended codes, as printed, known to a year or not."""
    listed = " ".join(match["list"] for match in _REFERENCE.finditer(arabic(text)))
    found = (f"o{int(number)}" for number in re.findall(r"[oO]\s?\.?(\d{1,2})(?!\d)", listed))
    return tuple(dict.fromkeys(found))


def mend_codes(
    text: str, method: Method | None, under: int | None, place: Place
) -> tuple[str, tuple[Doubt, ...]]:
    """Give a text with misread codes mended, and what each was taken for.

    Codes are looked for after ข้อ and อ้างอิงจาก and before ประเด็น only: `120` is i20, `๐13` o13, `1๐๐` i10, `1๑`
    i1, `E๒` e2, if `method` or another year has them. After อ้างอิงจาก only items are meant.
    A code that belongs to the indicator `under` whose heading it stands is certain.
    """
    doubts: dict[tuple[str, str], Doubt] = {}

    def mend(words: str, *, item: bool, asked: bool) -> str:
        def one(match: re.Match[str]) -> str:
            code = _taken(match[0], method, item=item, asked=asked)
            if code is None:
                return match[0]
            if match[0].isascii() and match[0][0].lower() == code[0]:
                return match[0]
            sure = _sureness(code, method, under, item=item)
            why = (
                _("written so, it is no code; the year has {code}")
                if sure != "doubtful"
                else _("written so, it is no code; {code} is one of another year only")
            ).format(code=code)
            doubts.setdefault((match[0], code), Doubt(match[0], code, sure, place, why))
            return code

        return _ONE.sub(one, words)

    def listed(match: re.Match[str]) -> str:
        item = match["word"].startswith("อ้าง")
        return match["word"] + mend(match["list"], item=item, asked=match["asked"] is not None)

    text = _LISTED.sub(listed, text)
    text = _ASKED.sub(lambda match: mend(match["list"], item=False, asked=True), text)
    return text, tuple(doubts.values())


def _taken(written: str, method: Method | None, *, item: bool, asked: bool) -> str | None:
    """Give the code that a token stands for, or None where it stands for none.

    A number whose first figure was a letter (`120`) is a code only where a question is asked on (`asked`): it may
    be the number of a clause elsewhere.
    """
    plain = "".join(arabic(written).lower().split()).replace(".", "")
    if plain[0] in "eio":
        return f"{plain[0]}{int(plain[1:])}"
    widest = load_method(WIDEST)
    if plain[0] != "0" and (item or not asked):
        return None
    # two plain digits may be any number; “1๑” shows that the 1 was a letter
    code = f"i{plain[1:]}" if _mixed(written) else next(iter(Codes(widest).resolve(plain, "")), "")
    return code if (widest.find(code) or (method and method.find(code))) else None


def _mixed(written: str) -> bool:
    """Tell whether a token is an Arabic 1 and one Thai digit."""
    return len(written) == 2 and written[0] == "1" and written[1] in "๑๒๓๔๕๖๗๘๙"


def _sureness(code: str, method: Method | None, under: int | None, *, item: bool) -> Sureness:
    """Give how sure a mended code is: certain under its own indicator, or where only an item can be meant."""
    found = method.find(code) if method else None
    if found is None:
        return "doubtful"
    return "certain" if item or found.indicator == under else "likely"
