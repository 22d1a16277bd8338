"""The owners of a measure, divided out of the words as they stand."""

import re
from functools import cache

from prongsai.intake.model import Agency
from prongsai.planning.divisions import divisions_of

_UNIT = (
    r"(?:กอง|สำนัก|งาน|ฝ่าย|หน่วย|ทุก|กลุ่ม|ศูนย์|โรงเรียน|คณะ|นัก|นิติกร|เจ้าหน้าที่|เจ้าพนักงาน|ผู้|ปลัด|รองปลัด|หัวหน้า|"
    r"นายก|รองนายก|ส่วน|แผนก|สถานี|สถาบัน|กรม|บุคลากร|พนักงาน|ผอ)"
)
_TOP = r"(?:กอง|สำนัก|ทุก|หน่วยตรวจสอบ|ส่วน(?!ราชการ))"
_LEADING = re.compile(r"\s*\(\s*(?:หน่วยงาน)?หลัก\s*\)\s*")
_SPLIT = re.compile(rf"\s*[/,;]\s*(?={_UNIT})|\s*(?:และ|กับ)\s*(?={_UNIT})|\s+(?:\d+[.)]|[-–•])\s*(?={_UNIT})")
_START = re.compile(r"^\s*(?:\(?\d+[.)]|[-–•])\s*")
_TOPS = re.compile(rf"\s+(?={_TOP})")


def owners_of(words: str) -> tuple[str, ...]:
    """Give the owners one by one: divided at `/`, commas, และ and line ends where a division's name follows.

    `งานพัสดุและทรัพย์สิน กองคลัง` is one owner, a section with its division; `กองสาธารณสุขและสิ่งแวดล้อม` is one name.
    """
    if "".join(words.split()) in _usual():
        return (_tidy(words),)
    found: list[str] = []
    for line in _LEADING.sub("\n", words).split("\n"):
        if not line.strip():
            continue
        names_another = re.match(_UNIT, _START.sub("", line))
        if found and (not names_another or _within(found[-1], line)):
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line.strip())
    divided = [part for line in found for part in _SPLIT.split(_START.sub("", line))]
    single = [part for words in divided for part in _beside(words)]
    return tuple(dict.fromkeys(_tidy(each) for each in single if each.strip(" ,;/-")))


def _within(owner: str, line: str) -> bool:
    """Tell whether a line names the division to which the section before it belongs."""
    return (
        re.match(r"(?:งาน|ฝ่าย|กลุ่มงาน)", owner) is not None and re.match(r"\s*(?:กอง|สำนัก)", line) is not None
    )


def _beside(words: str) -> list[str]:
    """Divide divisions that stand side by side with only a space between."""
    return [words] if re.match(r"\s*(?:งาน|ฝ่าย|กลุ่มงาน|เจ้า|นัก|ผู้|หัวหน้า)", words) else _TOPS.split(words)


@cache
def _usual() -> dict[str, str]:
    """Give the usual names of divisions without spaces, to put those right that a narrow column has broken."""
    types = ("เทศบาลเมือง", "เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "")
    names = [name for each in types for name in divisions_of(Agency("", each)).values()]
    return {"".join(name.split()): name for name in (*names, "ทุกส่วนราชการ", "ทุกกอง", "ทุกสำนัก/กอง")}


def _tidy(owner: str) -> str:
    plain = " ".join(owner.split()).strip(" ,;/")
    return _usual().get("".join(plain.split()), plain)
