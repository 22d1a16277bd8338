"""The words of the analysis: a scale of words strictly ordered by score, and phrases that vary from one to another.

The words are Prongsai's own; they are no levels of the official method.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of scores from `low` up, the word for it, and what is said of those asked and of what is published.

    `asked` follows the name of those who answered; `shown` follows what is disclosed.
    """

    low: Decimal
    word: str
    asked: str
    shown: str


BANDS = (
    Band(Decimal(100), "คะแนนเต็ม", "ประเมินไว้ในระดับสูงสุด", "และหน่วยงานได้คะแนนครบทุกรายการ"),
    Band(Decimal(95), "ดีเยี่ยม", "เชื่อมั่นในระดับสูงมาก", "และหน่วยงานได้คะแนนเกือบครบทุกรายการ"),
    Band(Decimal(90), "ดีมาก", "เชื่อมั่นในระดับสูง", "โดยยังมีบางรายการที่ได้คะแนนไม่ครบ"),
    Band(Decimal(85), "ดี", "เชื่อมั่นในระดับที่ดี แต่ยังมีบางส่วนเห็นว่าควรปรับปรุง", "แต่ยังมีรายการที่ได้คะแนนไม่ครบอยู่บ้าง"),
    Band(Decimal(70), "พอใช้", "เชื่อมั่นในระดับปานกลาง และมีส่วนหนึ่งที่ยังไม่เชื่อมั่น", "แต่ยังมีหลายรายการที่ได้คะแนนไม่ครบ"),
    Band(Decimal(50), "ต่ำ", "จำนวนมากยังไม่เชื่อมั่น", "แต่รายการจำนวนมากยังได้คะแนนไม่ครบ"),
    Band(Decimal(0), "ต่ำมาก", "ส่วนใหญ่ยังไม่เชื่อมั่น", "แต่รายการส่วนใหญ่ยังได้คะแนนไม่ครบ"),
)
"""The bands from the warmest word to the coolest; a higher score never has a cooler word."""

ASKED = {"IIT": "บุคลากรภายในหน่วยงาน", "EIT": "ผู้รับบริการและผู้มาติดต่อ"}
"""Who answers each survey instrument."""

OPENINGS = (
    "ตัวชี้วัดที่ {number} {name} ได้{score}",
    "ด้าน{name}ตามตัวชี้วัดที่ {number} หน่วยงานได้{score}",
    "ผลการประเมินตัวชี้วัดที่ {number} {name} ได้{score}",
    "สำหรับตัวชี้วัดที่ {number} {name} หน่วยงานได้{score}",
    "หน่วยงานได้{score}ในตัวชี้วัดที่ {number} {name}",
    "ด้าน{name}ซึ่งเป็นตัวชี้วัดที่ {number} ได้{score}",
    "ตัวชี้วัดที่ {number} ว่าด้วย{name} ได้{score}",
    "ในส่วนของ{name} (ตัวชี้วัดที่ {number}) ได้{score}",
    "เมื่อพิจารณาตัวชี้วัดที่ {number} {name} พบว่าได้{score}",
    "ด้าน{name} (ตัวชี้วัดที่ {number}) ได้{score}",
)
"""How the paragraphs of indicators 1–10 open, one each."""

ABOVE_TARGET = (
    "สูงกว่าค่าเป้าหมาย {target} คะแนนอยู่ {points} คะแนน",
    "ผ่านค่าเป้าหมาย {target} คะแนน",
    "ซึ่งเกินค่าเป้าหมาย {target} คะแนนอยู่ {points} คะแนน",
)

PLACES = (
    "คะแนนนี้อยู่ในลำดับที่ {place} จาก {count} ตัวชี้วัด",
    "เมื่อเรียงตามคะแนน ตัวชี้วัดนี้อยู่ในลำดับที่ {place} จาก {count} ตัวชี้วัด",
    "ในภาพรวมจัดอยู่ในลำดับที่ {place} จาก {count} ตัวชี้วัด",
    "เมื่อเทียบกับทั้ง {count} ตัวชี้วัด จัดอยู่ในลำดับที่ {place}",
)
HIGHEST = "เป็นคะแนนสูงที่สุดใน {count} ตัวชี้วัด"
LOWEST = "เป็นคะแนนต่ำที่สุดใน {count} ตัวชี้วัด"

MEANS = (
    "และ{side}กว่าคะแนนเฉลี่ยของ{sheet} ({mean} คะแนน)",
    "โดย{side}กว่าค่าเฉลี่ยของ{sheet} ซึ่งอยู่ที่ {mean} คะแนน",
)

CHANGES = (
    "เมื่อเทียบกับปีงบประมาณ พ.ศ. {year} ซึ่งได้ {score} คะแนน {moved}",
    "คะแนน{moved}เมื่อเทียบกับปีงบประมาณ พ.ศ. {year} ที่ได้ {score} คะแนน",
    "ปีงบประมาณ พ.ศ. {year} ได้ {score} คะแนน จึงนับว่า{moved}",
)
CAUTIONS = (
    "แต่{broken} จึงเทียบกันได้เพียงแนวโน้ม",
    "อย่างไรก็ดี {broken} จึงควรพิจารณาเป็นแนวโน้มเท่านั้น",
)

BY_PART = (
    "เมื่อแยกตามส่วนของแบบวัด {told}",
    "คะแนนแยกตามส่วน คือ {told}",
    "แบบวัดแต่ละส่วนได้คะแนนดังนี้ {told}",
)

LOOKS = (
    "ตัวชี้วัดนี้พิจารณาจาก{what}",
    "เรื่องที่ประเมิน ได้แก่ {what}",
    "ตัวชี้วัดนี้ประเมินเรื่อง{what}",
)

MEND = (
    "{why}จึงต้องแก้ไขโดยเร่งด่วน โดย{how}",
    "{why}จึงเป็นเรื่องที่ต้องแก้ไขโดยเร่งด่วน โดยควร{how}",
    "{why}หน่วยงานจึงต้องเร่งแก้ไข โดย{how}",
)
DEVELOP = (
    "{why}จึงควรพัฒนาให้ดีขึ้น โดย{how}",
    "{why}หน่วยงานจึงควรพัฒนาต่อไป โดย{how}",
    "{why}จึงเป็นเรื่องที่ควรพัฒนา โดยอาจ{how}",
)
HOLD = (
    "จึงเห็นควรรักษามาตรฐานนี้ไว้ โดย{how}",
    "หน่วยงานควรรักษามาตรฐานการดำเนินงานนี้ต่อไป โดย{how}",
    "แนวทางต่อไป คือ การรักษามาตรฐานเดิม โดย{how}",
    "ทั้งนี้ ควรรักษามาตรฐานให้ต่อเนื่อง โดย{how}",
)
CONTINUE = (
    "หน่วยงานควรดำเนินการต่อเนื่องมิให้คะแนนลดลง โดย{how}",
    "ในปีต่อไปเห็นควรดำเนินการตามแนวทางเดิม โดย{how}",
    "ทั้งนี้ ควรดำเนินการต่อไปตามแนวทางเดิม โดย{how}",
)
"""What follows for what is kept: the words of a standard only from 95 up (HOLD), else those of going on."""

GAINS = (
    "หากดำเนินการได้ครบ คะแนนรวมจะเพิ่มขึ้นได้อีกไม่เกิน {points} คะแนน",
    "คะแนนที่ยังขาดของตัวชี้วัดนี้คิดเป็น {points} คะแนนของคะแนนรวม",
)

HOLD_FROM = Decimal(95)
FAIR_FROM = Decimal(70)
GAIN_FROM = Decimal("0.10")
"""The points of the total from which on it is said how many are missing."""


def band(score: Decimal) -> Band:
    """Give the band of a score from 0 to 100."""
    return next(each for each in BANDS if score >= each.low)


def turn(phrases: Sequence[str], number: int) -> str:
    """Give the phrase whose turn it is for an indicator, so that neighbours differ."""
    return phrases[(number - 1) % len(phrases)]


def joined(words: Sequence[str], last: str = "และ") -> str:
    """Join words as a Thai sentence lists them: with spaces, the last with และ (set off from a digit or Latin)."""
    if len(words) == 1:
        return words[0]
    space = " " if words[-1][:1].isascii() else ""
    return f"{' '.join(words[:-1])} {last}{space}{words[-1]}"
