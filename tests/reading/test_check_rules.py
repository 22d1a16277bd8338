"""Each rule of the checker fires on its fault, and on nothing that is right as it is."""

import importlib.util
from pathlib import Path

import pytest

from prongsai.reading.checks.rules import rules

_SPEC = importlib.util.spec_from_file_location("checkable", Path(__file__).with_name("checkable.py"))
good = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(good)
report, codes_of = good.report, good.codes_of


def said(number, text):
    """The correct analysis with another text on one indicator."""
    return good.analysis((*good.SAID[: number - 1], text, *good.SAID[number:]))


def scored(number, score):
    return good.score_table((*good.SCORES[: number - 1], score, *good.SCORES[number:]))


def head(old, new):
    assert old in good.HEAD
    return good.HEAD.replace(old, new)


def measures(old, new):
    assert old in good.MEASURES
    return good.MEASURES.replace(old, new)


INSTRUMENTS = "\nเครื่องมือ\tคะแนน\nIIT\t94.18\nEIT\t{eit}\nOIT\t94.25\n"
RANKED = "\nลำดับที่\tตัวชี้วัด\tคะแนน\n" + "\n".join(
    f"{place}\t{good.NAMES[number - 1]}\t{good.SCORES[number - 1]}"
    for place, number in enumerate((10, 1, 3, 5, 2, 6, 4, 9, 7, 8), 1)
)
YEARS = """
รายการ\tปี 2565\tปี 2566
IIT\t91.00\t94.18
EIT\t90.00\t88.78
OIT\t92.00\t94.25
คะแนนรวม\t{total}\t92.59
ระดับ\t{level}\tผ่านดี
"""
BY_INDICATOR = """
6. มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567

ตัวชี้วัด\tมาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tการติดตามผล
{}8{} การปรับปรุงระบบการทำงาน\tพัฒนาบริการออนไลน์\t1) จัดทำบริการออนไลน์ที่ใช้ง่ายและมีคู่มือประกอบ\tไตรมาส 1-4\tสำนักปลัด\tรายงานเดือนตุลาคม 2567
{}{}{} ประสิทธิภาพการสื่อสาร\tเปิดช่องทางใหม่\t1) เปิดช่องทางรับฟังความเห็น\tไตรมาส 1-4\tสำนักปลัด\tรายงานเดือนตุลาคม 2567
"""
#: Steps for another finding, at the measure for indicator 7.
STRAY = "1) เปิดช่องทางรับฟังความเห็นหน้าเว็บไซต์ 2) จัดทำบริการออนไลน์ที่ใช้ง่ายและมีคู่มือประกอบ"

FIRES = {
    "instrument-differs": [report(extra=INSTRUMENTS.format(eit="88.78").replace("94.18", "92.18"))],
    "part-as-whole": [report(extra=INSTRUMENTS.format(eit="90.50"))],
    "total-differs": [
        report(head=head("92.59", "95.92")),
        report(extra=YEARS.format(total="95.10", level="AA")),
    ],
    "printed-differently": [report(extra=RANKED.replace("88.40", "88.41"))],
    "rank-order": [report(extra=RANKED.replace("1\tการป้องกันการทุจริต\t100.00\n2\tการปฏิบัติหน้าที่\t97.40", "1\tการปฏิบัติหน้าที่\t97.40\n2\tการป้องกันการทุจริต\t100.00"))],
    "year-left-over": [
        report(extra="\nผลการประเมิน ITA ของหน่วยงาน ปีงบประมาณ พ.ศ. 2562 มีรายละเอียดดังตาราง\n"),
        report(
            head=head("ปีงบประมาณ พ.ศ. 2566 เทศบาล", "ปีงบประมาณ พ.ศ. 2564 เทศบาล"),
            scores="\nผลคะแนน ปีงบประมาณ พ.ศ. 2566\n" + good.score_table(),
        ),
    ],
    "plan-year-left-over": [report(measures=measures("โปร่งใส ประจำปีงบประมาณ พ.ศ. 2567", "โปร่งใส ประจำปีงบประมาณ พ.ศ. 2566"))],
    "years-differ": [report(head=head("ประจำปีงบประมาณ พ.ศ. 2567", "ประจำปีงบประมาณ พ.ศ. 2564"))],
    "other-agency": [report(lists=good.LISTS + "\nข้อเสนอแนะของเทศบาลตำบลบ้านอื่น อำเภอเมืองตัวอย่าง มีดังนี้ครบถ้วน\n")],
    "other-district": [report(extra="\nเทศบาลตำบลตัวอย่าง อำเภอบางอื่น จังหวัดตัวอย่าง\n")],
    "other-province": [report(extra="\nเทศบาลตำบลตัวอย่าง อำเภอเมืองตัวอย่าง จังหวัดสมมุติ\n")],
    "announcement-impossible": [
        report(head=head("10 สิงหาคม 2566", "10 สิงหาคม 2565")),
        report(head=head("10 สิงหาคม 2566", "10 สิงหาคม 2567")),
        report(head=head("10 สิงหาคม 2566", "10 มกราคม 2566")),
    ],
    "no-such-day": [report(extra="\nประชุมคณะทำงานเมื่อวันที่ 31 เมษายน 2566\n")],
    "unknown-code": [
        report(findings=good.FINDINGS.replace("o18", "o77")),
    ],
    "other-years-code": [report(findings=good.FINDINGS.replace("ประกอบ (อ้างอิงจาก o18)", "ประกอบ และรายงานผลการสำรวจความพึงพอใจการให้บริการ (อ้างอิงจาก o16)"))],
    "code-under-other-indicator": [report(findings=good.FINDINGS.replace("e13", "e8"), measures=measures("1) เปิดช่องทางรับฟังความเห็น", "1) จัดทำบริการออนไลน์ที่ใช้ง่ายและมีคู่มือประกอบ 2) เปิดช่องทาง"))],
    "misprinted-codes": [report(findings=good.FINDINGS.replace("o18", "๐18"))],
    "indicator-misnumbered": [report(extra="\nเรื่องที่ควรดู คือ ตัวชี้วัดที่ 3 การใช้ทรัพย์สินของราชการ ซึ่งคะแนนลดลง\n")],
    "other-years-level": [report(head=head("ผ่านดี", "A"))],
    "level-differs": [report(head=head("ผ่านดี", "ผ่านดีเยี่ยม"))],
    "word-against-score": [
        report(said=said(9, "อยู่ในระดับดีเยี่ยม แต่บางรายการยังไม่ครบ ต้องพัฒนาให้ดีขึ้น")),
    ],
    "excellent-below-95": [report(said=said(5, "อยู่ในระดับดีเยี่ยม ผู้บริหารเอาจริงกับการทุจริต"))],
    "full-marks": [report(said=said(9, "ได้คะแนนเต็มทุกรายการ ต้องพัฒนาให้ดีขึ้น"))],
    "extreme-differs": [
        report(extra="\nตัวชี้วัดที่ได้คะแนนต่ำสุด คือ ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\n"),
        report(extra="\nตัวชี้วัดที่ได้คะแนนสูงสุด คือ การใช้อำนาจ\n"),
    ],
    "keep-lowest": [
        report(said=said(8, "อยู่ในเกณฑ์ที่ยอมรับได้ตามข้อมูลที่มี ควรรักษามาตรฐานไว้"), findings=""),
        report(extra="\nหน่วยงานได้ดำเนินการตามตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน และตัวชี้วัดที่ 8 การปรับปรุงการทำงาน ควรรักษามาตรฐานไว้\n"),
    ],
    "remark-says-nothing": [report(said=said(3, "การดำเนินการตามตัวชี้วัดที่ 3 ควรรักษามาตรฐานไว้"))],
    "instrument-misnamed": [report(extra="\nแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (EIT) มีผู้ตอบครบ\n")],
    "unfinished-sentence": [
        report(said=said(2, "อยู่ในระดับดีมาก บุคลากรส่วนใหญ่ทราบแผนการใช้จ่าย และ")),
        report(extra="\nคณะทำงานประชุมในปี พ.ศ. ........ ตามแผน\n"),
        report() + "\nหน่วยงานจะรายงานผลการดำเนินงานต่อผู้บริหาร โดย\n",
    ],
    "doubled-words": [report(extra="\nนำผลที่ได้ไปสู่การไปสู่การทำงานที่ดีขึ้น\n")],
    "no-analysis": [report(said="\n", lists=good.LISTS)],
    "no-weak-points": [report(lists=good.LISTS.split("\n\n")[1].join(("\n", "\n")))],
    "no-points-to-develop": [report(lists=good.LISTS.split("\n\n")[0] + "\n", said=good.analysis([text.replace(" ต้องพัฒนาให้ดีขึ้น", "") for text in good.SAID]))],
    "weak-points-differ": [
        report(lists=good.LISTS.replace("ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน และตัวชี้วัดที่ 10 การป้องกันการทุจริต")),
        report(lists=good.LISTS.replace("ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ")),
    ],
    "no-measures": [report(measures="")],
    "no-owner": [report(measures=measures("กองยุทธศาสตร์และงบประมาณ", ""))],
    "no-steps": [report(measures=measures("1) เปิดช่องทางรับฟังความเห็นหน้าเว็บไซต์", ""))],
    "no-period": [report(measures=measures("ไตรมาส 1-4", ""))],
    "no-follow-up": [report(measures=measures("รายงานในการประชุมประจำเดือน", ""))],
    "period-outside": [report(measures=measures("ต.ค. 2566 – ก.ย. 2567", "ต.ค. 2566 – ธ.ค. 2567"))],
    "follow-up-outside": [report(measures=measures("\tรายงานเดือนตุลาคม 2567", "\tรายงานเดือนตุลาคม 2565"))],
    "lowest-without-measure": [report(measures=measures("1. การปรับปรุงระบบการทำงาน", "1. การใช้อำนาจ"), findings="")],
    "low-without-measure": [report(scores=scored(9, "84.00").replace("86.20", "80.00"), head=head("92.59", "91.07"), measures=measures("3. การเปิดเผยข้อมูล", "3. การใช้อำนาจ"), lists=good.LISTS.replace("ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"))],
    "finding-unanswered": [
        report(findings=good.FINDINGS.replace("ควรจัดทำบริการออนไลน์ที่ใช้ง่ายและมีคู่มือประกอบ", "ควรลดเอกสารที่ขอจากประชาชนและใช้ลายมือชื่ออิเล็กทรอนิกส์แทน"), measures=measures("จัดทำบริการออนไลน์ที่ใช้ง่ายและมีคู่มือประกอบ", "สำรวจอุปกรณ์สำนักงาน")),
    ],
    "step-under-other-indicator": [report(measures=measures("1) เปิดช่องทางรับฟังความเห็นหน้าเว็บไซต์", STRAY))],
    "step-twice": [report(measures=measures("1) ตรวจรายการที่ยัง", "1) เปิดช่องทางรับฟังความเห็นหน้าเว็บไซต์ของหน่วยงาน 2) ตรวจรายการที่ยัง").replace("ความเห็นหน้าเว็บไซต์\t", "ความเห็นหน้าเว็บไซต์ของหน่วยงาน\t"))],
    "empty-section": [report(extra="\n2.1 ผลการประเมินย้อนหลัง\n\n2.2 ผลการประเมินรายเครื่องมือ\n\nดูตารางด้านบน\n")],
    "measures-renumbered": [report(measures=BY_INDICATOR.format("", ".", "", "2", ".").replace("8. การ", "8. การ"))],
}  # fmt: skip
#: Faults that come along with another: the same thing seen from two sides.
ALONG = {
    "total-differs": {"other-years-level", "level-differs"},
    "low-without-measure": {"lowest-without-measure"},
    "code-under-other-indicator": {"finding-unanswered", "step-under-other-indicator", "step-twice"},
    "step-under-other-indicator": {"step-twice"},
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FIRES.items() for text in texts])
def test_rule_fires_alone_on_its_fault(code, text):
    found = set(codes_of(text))
    assert code in found
    assert found - ALONG.get(code, set()) == {code}


RIGHT = {
    "the correct report": report(),
    "eit as its indicators give it": report(extra=INSTRUMENTS.format(eit="88.78")),
    "the result's other year, whose sums are right": report(extra=YEARS.format(total="91.10", level="A")),
    "a ranking in order": report(extra=RANKED),
    "a score with fewer decimals": report(extra=RANKED.replace("97.40", "97.4")),
    "a sentence that looks back": report(extra="\nเทียบกับผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2562 คะแนนสูงขึ้น\n"),
    "the title of the result's year": report(head=head("ประจำปีงบประมาณ พ.ศ. 2567", "ประจำปีงบประมาณ พ.ศ. 2566")),
    "a final report in the December after": report(measures=measures("เดือนตุลาคม 2567\n2", "เดือนธันวาคม 2567\n2")),
    "the last month of the period": report(measures=measures("ไตรมาส 1-4", "กันยายน 2567")),
    "mid-year follow-up": report(measures=measures("รายงานในการประชุมประจำเดือน", "รายงานเดือนเมษายน 2567")),
    "a reference in the plan year's numbers": report(findings=good.FINDINGS.replace("ประกอบ (อ้างอิงจาก o18)", "ประกอบ ผ่าน E-Service (อ้างอิงจาก o13)")),
    "a general measure beside": report(measures=good.MEASURES + "4. การยกระดับผลคะแนน ITA\t1) แต่งตั้งคณะทำงาน\tสำนักปลัด\tไตรมาส 1-4\tรายงานเดือนตุลาคม 2567\n"),
    "measures of running numbers under a heading of measures": report(measures=measures("1. การปรับปรุง", "4. การปรับปรุง")),
    "indicators by their own numbers": report(measures=BY_INDICATOR.format("", ".", "", "7", ".")),
    "numbers with the word": report(measures=BY_INDICATOR.format("ตัวชี้วัดที่ ", "", "ตัวชี้วัดที่ ", "7", "")),
    "a wish for full marks": report(said=said(9, "ควรทำให้ได้คะแนนเต็ม และต้องพัฒนาให้ดีขึ้น จากคะแนนเต็ม 100")),
    "a wish for excellence": report(said=said(9, "ต้องพัฒนาให้ดีขึ้น เพื่อยกระดับสู่ระดับดีเยี่ยม")),
    "keep and improve at once": report(said=said(8, "ควรรักษามาตรฐานไว้และปรับปรุงบริการออนไลน์ให้ใช้ง่าย")),
    "the right lowest": report(extra="\nตัวชี้วัดที่ได้คะแนนต่ำที่สุด คือ ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน\n"),
    "another agency that is only visited": report(extra="\nศึกษาดูงานที่เทศบาลตำบลบ้านอื่นในไตรมาสแรก\n"),
    "a district officer": report(extra="\nนายอำเภอเป็นที่ปรึกษา ตามหนังสือที่ว่าการอำเภอ\n"),
    "own name cut off": report(extra="\nรายงานของเทศบาลตำบล มีดังนี้\n\nผลของเทศบาลตำบลมีการเผยแพร่ แล้ว\n"),
    "no year of the measures written": report(measures=good.MEASURES.replace(" 2567", "").replace("2566 –", "–")),
    "full marks with a remark": report(
        lists=good.LISTS.replace("ระบบการทำงาน\n", "ระบบการทำงาน และตัวชี้วัดที่ 10 การป้องกันการทุจริต ในข้อ o34\n")
    ),
    "an agency whose name was not read": report().replace("เทศบาลตำบลตัวอย่าง", "หน่วยงานนี้"),
    "a heading with a heading below it": report(extra="\n2.1 ผลการประเมิน\n\n2.1.1 ผลการประเมินรายเครื่องมือ\n\nดูตาราง\n"),
    "a list of contents": report(extra="\n2.1 ผลการประเมินย้อนหลัง 3\n\n2.2 ผลการประเมินรายเครื่องมือ 4\n\nดูตาราง\n"),
    "codes that the questions' year may have": report(findings=""),
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_nothing_fires_on_what_is_right(text):
    assert codes_of(text) == []


def test_every_rule_has_a_case():
    elsewhere = {"copied", "no-such-part", "parts-differ", "indicator-without-measure"}
    assert set(FIRES) | elsewhere == set(rules())
