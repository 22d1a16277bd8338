from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from prongsai.analysis.findings import analyse
from prongsai.analysis.summary import notes, summary
from prongsai.intake.model import Printed, Remark
from prongsai.scoring.model import Scores

Make = Callable[..., Scores]

C = "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"
B = "100 99.24 100 100 100 90.58 91.20 88.56 92.50 100"
OURS = (
    "การจัดกลุ่มเรื่องที่ต้องแก้ไข พัฒนา และรักษาไว้ เป็นไปตามเกณฑ์ของระบบโปร่งใส ไม่ใช่เกณฑ์ของสำนักงาน ป.ป.ช.",
    "คำที่ใช้บอกเกณฑ์ของคะแนนรายตัวชี้วัด เช่น ดีเยี่ยม ดีมาก และดี เป็นคำของการวิเคราะห์นี้ ไม่ใช่ระดับผลการประเมิน",
)


def test_summary_of_a_published_row(shallow: Make) -> None:
    assert summary(analyse(shallow(C, unit="เทศบาลตำบลตัวอย่าง"))) == (
        "ในปีงบประมาณ พ.ศ. 2568 เทศบาลตำบลตัวอย่างได้คะแนนรวม 93.00 คะแนน อยู่ในระดับ ผ่านดี "
        "สูงกว่าค่าเป้าหมาย 85 คะแนนอยู่ 8.00 คะแนน "
        "คะแนนตามเครื่องมือการประเมิน ได้แก่ แบบวัด IIT 98.77 คะแนน แบบวัด EIT 92.88 คะแนน และแบบตรวจ OIT 88.75 คะแนน "
        "ตัวชี้วัดที่ได้คะแนนสูงที่สุด คือ ตัวชี้วัดที่ 10 การป้องกันการทุจริต (100.00 คะแนน) "
        "ส่วนตัวชี้วัดที่ได้คะแนนต่ำที่สุด คือ ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล (77.50 คะแนน) "
        "จากการวิเคราะห์ มีตัวชี้วัดที่ต้องแก้ไขโดยเร่งด่วน 2 ตัวชี้วัด (ตัวชี้วัดที่ 8 และ 9) "
        "ควรพัฒนาให้ดีขึ้น 3 ตัวชี้วัด (ตัวชี้วัดที่ 2 4 และ 7) "
        "และควรรักษาและดำเนินการต่อเนื่อง 5 ตัวชี้วัด (ตัวชี้วัดที่ 1 3 5 6 และ 10) "
        "การเลื่อนขึ้นเป็นระดับ ผ่านดีเยี่ยม ต้องเพิ่มคะแนนรวมอีก 2.00 คะแนน และคะแนนแบบตรวจ OIT อีก 6.25 คะแนน ทั้งนี้ คะแนนแบบวัด EIT ส่วนที่ 1 และแบบวัด EIT ส่วนที่ 2 ซึ่งยังไม่ทราบ ต้องไม่ต่ำกว่า 95 คะแนน"
    )


@pytest.mark.parametrize(
    ("figures", "more", "expected"),
    [
        ("- 90 90 90 90 90 90 90 90 90", {}, "ยังไม่มีคะแนนรวม เนื่องจากไม่มีคะแนนของตัวชี้วัดที่ 1"),
        (" ".join(["85"] * 10), {}, "เท่ากับค่าเป้าหมาย 85 คะแนนพอดี คะแนนตามเครื่องมือ"),
        (" ".join(["60"] * 10), {}, "ได้คะแนนรวม 60.00 คะแนน อยู่ในระดับ ต้องปรับปรุงโดยด่วน ต่ำกว่าค่าเป้าหมาย 85 คะแนนอยู่ 25.00 คะแนน"),
        (" ".join(["60"] * 10), {}, "ทุกตัวชี้วัดที่มีคะแนนได้ 60.00 คะแนนเท่ากัน"),
        (C, {"kind": "average_of_agencies"}, "93.00 คะแนน ซึ่งเป็นค่าเฉลี่ยของหลายหน่วยงานจึงไม่มีระดับ"),
        ("99 99 99 99 99 86 86 86 99 99", {}, "ซึ่งอาจอยู่ในระดับ ผ่านดี หรือ ผ่าน เพราะยังไม่ทราบคะแนนของแบบวัด EIT ส่วนที่ 1 และแบบวัด EIT ส่วนที่ 2"),
        ("99 99 99 99 99 86 86 86 99 99", {"printed": Printed({}, None, "ผ่าน")}, "อยู่ในระดับ ผ่าน ตามที่ประกาศ"),
        (C, {"year": 2569, "printed": Printed({}, Decimal("92.1"), "ผ่านดี")}, "ได้คะแนนรวม 92.10 คะแนน และอยู่ในระดับ ผ่านดี ตามที่ประกาศ ตัวชี้วัด"),
        (C, {"year": 2569, "printed": Printed({}, Decimal("92.1"))}, "ได้คะแนนรวม 92.10 คะแนน ตัวชี้วัดที่ได้"),
        (C, {"year": 2569}, "หน่วยงานยังไม่มีคะแนนรวม ตัวชี้วัดที่ได้"),
        ("100 100 100 90 99 99 99 99 99 90", {}, "สูงที่สุด คือ ตัวชี้วัดที่ 1 2 และ 3 (100.00 คะแนน) ส่วนตัวชี้วัดที่ได้คะแนนต่ำที่สุด คือ ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ และตัวชี้วัดที่ 10 การป้องกันการทุจริต (90.00 คะแนน)"),
    ],
)  # fmt: skip
def test_summary_says_what_is_so(shallow: Make, figures: str, more: dict[str, object], expected: str) -> None:
    assert expected in summary(analyse(shallow(figures, **more)))


def test_summary_compares_with_the_year_before(shallow: Make) -> None:
    assert "ซึ่งได้ 95.49 คะแนน ลดลง 2.49 คะแนน ทั้งนี้ วิธีการประเมินของปีงบประมาณ" in summary(
        analyse(shallow(C), (shallow(B, 2566),))
    )
    assert "เมื่อเทียบกับปีงบประมาณ พ.ศ. 2563 ซึ่งได้ 95.49 คะแนน คงเดิม คะแนนตาม" in summary(
        analyse(shallow(B, 2564), (shallow(B, 2563),))
    )
    assert "เพิ่มขึ้น 2.49 คะแนน" in summary(analyse(shallow(B, 2566), (shallow(C, 2565),)))


def test_summary_names_the_next_level_where_only_unknown_figures_stand_before_it(shallow: Make) -> None:
    assert summary(analyse(shallow("95 90 88.5 84.2 91 88 80.1 79.99 92.5 93.75", 2566))).endswith(
        " การเลื่อนขึ้นเป็นระดับ ผ่านดี คะแนนแบบวัด EIT ส่วนที่ 1 และแบบวัด EIT ส่วนที่ 2 ซึ่งยังไม่ทราบ ต้องไม่ต่ำกว่า 85 คะแนน"
    )


def test_summary_without_any_score(shallow: Make) -> None:
    nothing = summary(analyse(shallow("- - - - - - - - - -")))
    assert (
        nothing
        == "ในปีงบประมาณ พ.ศ. 2568 หน่วยงานยังไม่มีคะแนนรวม เนื่องจากไม่มีคะแนนของตัวชี้วัดที่ 1 2 3 4 5 6 7 8 9 และ 10"
    )
    one = summary(analyse(shallow("90 - - - - - - - - -")))
    assert "สูงที่สุด" not in one
    assert "ทุกตัวชี้วัด" not in one


def test_level_that_is_contradicted_names_no_part(shallow: Make) -> None:
    printed = Printed({"EIT1": Decimal(86), "EIT2": Decimal(20)})
    text = summary(analyse(shallow("99 99 99 99 99 86 86 86 99 99", printed=printed)))
    assert "ซึ่งอาจอยู่ในระดับ ผ่านดี หรือ ผ่าน สูงกว่า" in text


def test_notes_of_a_verified_result_tell_only_whose_rule_it_is(shallow: Make) -> None:
    assert notes(analyse(shallow(C))) == OURS


def test_notes_tell_of_estimates_and_weak_confidence(deep: Make) -> None:
    found = notes(analyse(deep(base="90")))
    assert found[:2] == (
        "คะแนนตัวชี้วัดที่ 9 และ 10 เป็นค่าประมาณ เพราะวิธีคิดคะแนนรายการข้อมูล OIT ของปีงบประมาณ พ.ศ. 2568 ไม่ได้เผยแพร่ไว้",
        "วิธีคิดคะแนนส่วนหนึ่งของปีงบประมาณ พ.ศ. 2568 ยังไม่มีแหล่งข้อมูลยืนยัน",
    )
    assert found[2].startswith(
        "การจัดกลุ่มเรื่องที่ต้องแก้ไข พัฒนา และรักษาไว้ และการถือว่าข้อคำถามที่ได้ต่ำกว่า 85 คะแนนเป็นข้อที่ได้คะแนนต่ำ เป็นไปตาม"
    )


def test_notes_tell_of_a_level_that_is_less_firm_than_its_scores(shallow: Make) -> None:
    assert notes(analyse(shallow(" ".join(["99"] * 10))))[0] == (
        "เกณฑ์ของระดับ ผ่านดีเยี่ยม อ้างอิงจากแหล่งข้อมูลเพียงแหล่งเดียว"
    )


def test_notes_tell_of_a_reckoned_part(shallow: Make) -> None:
    scores = shallow(B, 2566, printed=Printed({"EIT1": Decimal("96.84")}))
    assert notes(analyse(scores))[-3] == (
        "คะแนนแบบวัด EIT ส่วนที่ 2 ประมาณ 83.39 คะแนน คำนวณจากคะแนนแบบวัด EIT และอีกส่วนหนึ่ง"
    )


def test_notes_tell_of_what_stands_as_announced_and_cannot_be_placed(shallow: Make) -> None:
    remarks = (Remark(("e9",), "…"), Remark((), "…"))
    found = notes(analyse(shallow("- " + " ".join(["90"] * 9), 2569, remarks=remarks)))
    assert found == (
        "วิธีคิดคะแนนของปีงบประมาณ พ.ศ. 2569 ไม่ได้เผยแพร่ไว้ คะแนนและระดับจึงแสดงตามที่ประกาศโดยไม่ได้คำนวณใหม่",
        "ตัวชี้วัดที่ 1 ไม่มีคะแนน จึงไม่ได้จัดกลุ่มจากคะแนน",
        "ข้อสังเกตของผู้ประเมินต่อข้อ e9 ยังระบุตัวชี้วัดไม่ได้ จึงแสดงแยกไว้",
        "ข้อสังเกตของผู้ประเมินต่อข้อ ที่ไม่ได้ระบุ ยังระบุตัวชี้วัดไม่ได้ จึงแสดงแยกไว้",
        *OURS,
    )


def test_own_rule_is_named_in_the_notes(shallow: Make) -> None:
    analysis = analyse(shallow(C))
    own = replace(analysis, rule=replace(analysis.rule, source="เกณฑ์ของเทศบาลตำบลตัวอย่าง"))
    assert notes(own)[0].endswith("เป็นไปตามเกณฑ์ของเทศบาลตำบลตัวอย่าง")
