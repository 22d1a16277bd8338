"""Looking advice up."""

import pytest

from prongsai.advice.book import TEXTS, advice, concepts, indicator_advice
from prongsai.advice.model import Advice
from prongsai.language.problems import InputError
from prongsai.method.model import Basis, Confidence


def test_advice_is_given_as_written() -> None:
    assert advice("property-borrowing-easy") == Advice(
        concept="property-borrowing-easy",
        problem="บุคลากรบางส่วนเห็นว่าขั้นตอนการขอยืมทรัพย์สินของราชการยังไม่สะดวก",
        advice="เขียนขั้นตอนการยืมแยกตามประเภทงานไว้ในคู่มือการปฏิบัติงาน และลดขั้นตอนที่ไม่จำเป็น",
        steps=(
            "ลดจำนวนผู้อนุมัติการยืมทรัพย์สินทั่วไปให้เหลือเท่าที่จำเป็น",
            "ใช้แบบขอยืมหน้าเดียวและกำหนดเวลาแจ้งผลอนุมัติ",
            "แสดงรายการและสถานะของทรัพย์สินที่ยืมได้ให้ตรวจดูก่อนยื่นคำขอ",
        ),
        refs=("manual",),
        owners=("finance", "office"),
        basis=Basis(
            Confidence.ONE_SOURCE,
            source="agency report of 2565",
            note="the fact only; the words are Prongsai’s",
            source_th="รายงานของหน่วยงาน ปี 2565",
            note_th="ใช้เฉพาะข้อเท็จจริง ถ้อยคำเป็นของโปร่งใส",
        ),
    )


def test_advice_is_read_once() -> None:
    assert advice("risk") is advice("risk")
    assert indicator_advice(7) is indicator_advice(7)


def test_unknown_concept_is_one_clear_line() -> None:
    with pytest.raises(InputError) as caught:
        advice("weather")
    assert str(caught.value) == f"there is no advice on weather — write it in a file of {TEXTS}"
    assert "weather" not in concepts()


@pytest.mark.parametrize("number", [0, 11])
def test_unknown_indicator_is_one_clear_line(number: int) -> None:
    with pytest.raises(InputError) as caught:
        indicator_advice(number)
    assert str(caught.value) == f"there is no indicator {number} — indicators are numbered 1–10"
