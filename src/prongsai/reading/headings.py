"""What the columns of a table hold, told from the words at their head."""

import re
from functools import lru_cache
from typing import Literal

from prongsai.intake.indicator_names import bare
from prongsai.language.digits import arabic

ColumnKind = Literal[
    "number", "indicator", "measure", "steps", "owner", "period", "follow_up", "analysis", "budget",
    "instrument", "score", "level", "year", "aside", "other",
]  # fmt: skip

_MEASURE_WORDS = (
    r"(?:มาตรการ|แนวทาง|โครงการ|กิจกรรม|แผนงาน|หรือ|และ|/|,|การ|ดำเนินการ|ดำเนินงาน|ในการ|ส่งเสริม|พัฒนา|แก้ไข|ปรับปรุง|เพื่อ|"
    r"ขับเคลื่อน|คุณธรรม|ความโปร่งใส|ภายในหน่วยงาน|ยกระดับ|ITA|ที่|กำหนด|ชื่อ|"
    r"นำผล|วิเคราะห์|ประเมิน|ไปสู่|ปฏิบัติ|จัดการ|ป้องกัน|ให้ดีขึ้น|จุดอ่อน|ข้อบกพร่อง|โดยเร่งด่วน|รักษาระดับ|องค์กร)+"
)
_ASIDE = (
    r".{0,40}(?:น้ำหนัก|เปลี่ยนแปลง|ผลต่าง|เพิ่ม|ลดลง|เป้าหมาย|เต็ม|สูงสุด|ต่ำสุด|จำนวน|ประเทศ|ผลการดำเนินการ|ความสำเร็จ|"
    r"หมายเหตุ|ผลลัพธ์|ผลผลิต).{0,40}"
)
#: In this order: the first that fits the whole of the words tells the kind. Spaces and small marks do not count.
_KINDS: tuple[tuple[ColumnKind, str], ...] = (
    ("number", r"(?:ที่|ลำดับ|ลำดับที่|อันดับ|อันดับที่|ข้อ|ข้อที่|No\.?)"),
    ("follow_up", r".{0,30}(?:ติดตาม|กำกับ|รายงานผล).{0,40}"),
    ("aside", _ASIDE),
    ("owner", r".{0,20}(?:รับผิดชอบ|ผู้ดำเนินการ|ผู้เกี่ยวข้อง|ผู้ปฏิบัติ).{0,40}"),
    ("period", r"(?:ช่วง|ห้วง|กำหนด|ระยะ|วัน)*(?:เวลา|กำหนดการ|เดือน/?ปี).{0,25}"),
    (
        "analysis",
        r"(?:ผลการ|ผล|การ)?(?:วิเคราะห์|ประเด็น|ข้อค้นพบ|ปัญหา|สภาพปัญหา|จุดอ่อน|ข้อบกพร่อง|ข้อเสนอแนะ|ข้อสังเกต).{0,90}",
    ),
    ("steps", r"(?:ขั้นตอน|วิธี|รายละเอียด|การดำเนิน|กระบวนการ|แนวทางการดำเนิน|แนวทางปฏิบัติ|แนวปฏิบัติ).{0,40}"),
    ("measure", rf"(?=มาตรการ|แนวทาง|โครงการ|กิจกรรม|แผนงาน|ชื่อ){_MEASURE_WORDS}"),
    ("budget", r"งบประมาณ(?:ที่ใช้|\(?บาท\)?|ดำเนินการ)?"),
    ("instrument", r"(?:เครื่องมือ|แบบวัด|แบบประเมิน)(?:การประเมิน|ที่ใช้|และตัวชี้วัด|/ตัวชี้วัด)*"),
    (
        "indicator",
        r"(?:ราย|ชื่อ|หัวข้อ|ด้าน)?ตัวชี้วัด(?!ที่?\d|\d)(?:ที่|การประเมิน|ของการประเมิน|ITA|ผล|ตาม|การ|ของ|/ประเด็น.{0,30})*",
    ),
    ("level", r"(?:ผล|ผลการประเมิน)?ระดับ(?:ผล|การประเมิน|คะแนน|ที่ได้|ITA)*"),
    ("score", r".{0,30}(?:คะแนน|ร้อยละ).{0,50}"),
    ("year", r"(?:ปี|ประจำปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?(?:25\d\d)?"),
    ("other", r"(?:รายการ|หน่วยงาน|ผลการประเมิน.{0,40})"),
)
_PATTERNS = [(kind, re.compile(bare(pattern), re.IGNORECASE)) for kind, pattern in _KINDS]
_NO_HEAD = re.compile(r"\d\.\d|^\(?\d{1,2}[.)]|ที\d{1,2}$")
_PUNCTUATION = re.compile(r"[“”\"'*:.…]+$|^[“”\"'*]+")

FISCAL = r"ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*"
YEAR = re.compile(r"(?<![\d,.])(25[5-9]\d)(?![\d,]|\.\d)")
_SHORT_YEAR = re.compile(r"(?:ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?|พ\.?\s?ศ\.?)\s*([5-9]\d)(?!\d|\.\d)")


@lru_cache(maxsize=4096)
def column_kind(words: str) -> ColumnKind | None:
    """Give what a column with these words at its head holds, spaces and lost marks aside; None where that is unknown."""
    plain = _PUNCTUATION.sub("", bare(words))
    if not plain or len(plain) > 110 or _NO_HEAD.search(plain):
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(plain)), None)


def years_in(text: str) -> tuple[int, ...]:
    """Give the B.E. years that a text names, in order, each once; two digits count after ปี or พ.ศ. only."""
    plain = arabic(text)
    found = [(match.start(), int(match[1])) for match in YEAR.finditer(plain)]
    found += [(match.start(), 2500 + int(match[1])) for match in _SHORT_YEAR.finditer(plain)]
    return tuple(dict.fromkeys(year for _place, year in sorted(found)))
