"""A made-up report with the noise of real ones: years left over, codes misread, two years side by side, HTML remains."""

from prongsai.intake.agency import read_intake
from prongsai.reading.check import check
from prongsai.reading.export import to_intake
from prongsai.reading.facts import read_facts
from prongsai.reading.opening import open_report_bytes

REPORT = """มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2566
เทศบาลเมืองตัวอย่าง อำเภอเมืองตัวอย่าง จังหวัดตัวอย่าง

1. ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565

จากการประเมิน ITA ปีงบประมาณ พ.ศ. 2564 ของเทศบาลเมืองตัวอย่าง มีผลคะแนน 92.36 คะแนน อยู่ในระดับ A

รายงานผลการประเมิน ประจำปีงบประมาณ 2565

ระดับผลการประเมิน 92.36 คะแนน A

รายตัวชี้วัด	คะแนนปีงบประมาณ 2563	คะแนนปีงบประมาณ 2565
แบบวัดการรับรู้ IIT	90.32	94.18
1.การปฏิบัติหน้าที่	95.10	97.40
2.การใช้งบประมาณ	88.40	92.85
3.การใช้อำนาจ	92.75	96.10
4.การใช้ทรัพย์สินของราชการ	86.90	90.25
5.การแก้ไขปัญหาการทุจริต	88.45	94.30
แบบวัดการรับรู้ EIT	87.25	88.03
6.คุณภาพการดำเนินงาน	90.05	91.75
7.ประสิทธิภาพการสื่อสาร	87.10	88.40
<p>8.การปรับปรุงการทำงาน</p>	<p>84.60</p>	<p>83.95</p>
แบบตรวจ OIT	89.38	94.25
9.การเปิดเผยข้อมูล	85.00	88.50
10.การป้องกันการทุจริต	93.75	100

2. ข้อเสนอแนะของผู้ประเมิน

ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ

ข้อ 124 ประเด็น บุคลากรเห็นว่าการตรวจสอบการใช้ของหลวงยังไม่ทั่วถึง หน่วยงานควรกำหนดผู้ตรวจสอบประจำเดือน (อ้างอิง จาก 036)

ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล

o13 ประเด็น คู่มือของเจ้าหน้าที่ยังไม่ครบทุกงาน องค์ประกอบที่ขาด: ขั้นตอนปฏิบัติ, ชื่องาน

ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร

ส่วนที่ 1 (EIT Public)

e6 ประเด็น ผู้มาติดต่อหาข้อมูลไม่พบ ดังนั้น หน่วยงานควรปรับปรุงและเผยแพร่คู่มือหรือแนวทางการให้บริการสำหรับผู้รับบริการหรือผู้มาติดต่อ (อ้างอิงจาก ๐11)

e7 ประเด็น ผู้มาติดต่อไม่ทราบขั้นตอน ดังนั้น หน่วยงานควรปรับปรุงและเผยแพร่คู่มือหรือแนวทางการให้บริการสำหรับผู้รับบริการหรือผู้มาติดต่อ (อ้างอิงจาก ๐11)

3. มาตรการ ประจำปีงบประมาณ พ.ศ. 2566

มาตรการ/แนวทาง	วิธีการดำเนินการ	ผู้รับผิดชอบ	ระยะเวลาดำเนินการ	การติดตามผล
1. การใช้ทรัพย์สินของราชการ	(1) กำหนดผู้ตรวจสอบการใช้ทรัพย์สินประจำเดือน	กองคลัง	ตลอดปีงบประมาณ พ.ศ. 2566	รายงานในการประชุมประจำเดือน
"""


def facts():
    return read_facts(open_report_bytes(REPORT.encode(), "noisy.txt"))


def test_noisy_report_gives_scores_of_both_years_and_none_of_the_year_left_over():
    results = facts().results
    assert [
        (each.fiscal_year, each.total, len(each.indicators), sorted(each.instruments)) for each in results
    ] == [
        (2565, results[0].total, 10, ["EIT", "IIT", "OIT"]),
        (2563, None, 10, ["EIT", "IIT", "OIT"]),
    ]
    assert str(results[0].total) == "92.36"


def test_noisy_report_says_what_was_read_for_what():
    told = {each.read: each.taken for each in facts().doubts}
    assert told == {"2564": "2565", "124": "i24", "036": "o36", "๐11": "o11"}


def test_advice_without_its_usual_word_is_told_from_the_problem():
    first, item, *others = facts().findings
    assert (first.code, first.part, first.refs) == ("i24", "", ("o36",))
    assert first.problem == "บุคลากรเห็นว่าการตรวจสอบการใช้ของหลวงยังไม่ทั่วถึง"
    assert first.advice.startswith("หน่วยงานควรกำหนดผู้ตรวจสอบประจำเดือน")
    assert [(each.code, each.part) for each in others] == [("e6", ""), ("e7", "")]
    assert (item.code, item.problem, item.missing) == (
        "o13",
        "คู่มือของเจ้าหน้าที่ยังไม่ครบทุกงาน",
        ("ขั้นตอนปฏิบัติ", "ชื่องาน"),
    )


def test_item_of_another_years_number_is_said_once_for_the_same_words():
    codes = [each.code for each in check(facts())]
    assert codes.count("other-years-code") == 1
    assert "year-left-over" in codes


def test_noisy_report_becomes_input_with_both_years(tmp_path):
    path = tmp_path / "agency.yaml"
    path.write_text(to_intake(facts()), encoding="utf-8")
    intake = read_intake(path)
    assert [
        (each.fiscal_year, len(each.printed.instruments), len(each.remarks)) for each in intake.results
    ] == [
        (2565, 3, 4),
        (2563, 3, 0),
    ]
