from dataclasses import replace

from prongsai.reports import letters
from prongsai.reports.details import Details
from prongsai.reports.document import Garuda, Paragraph, Picture, Signature, Space, Table

PNG = b"\x89PNG\r\n\x1a\nrest"


def lines(document):
    return [each.text for each in document.blocks if isinstance(each, Paragraph)]


def test_memo_to_approver_with_result_findings_and_number_of_measures(by_indicators):
    papers = by_indicators
    memo = letters.memo_to_approver(papers.analysis, papers.plan, papers.plan_method, papers.details)
    assert memo.blocks[0] == Garuda("บันทึกข้อความ", None)
    assert lines(memo) == [
        "ส่วนราชการ สำนักปลัดเทศบาล เทศบาลตำบลตัวอย่าง โทร. 0 0000 0000    ",
        "ที่ ตย 52001/1    วันที่ 15 ธันวาคม 2568    ",
        "เรื่อง ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2569    ",
        "เรียน นายกเทศมนตรี    ",
        (
            "ด้วยเทศบาลตำบลตัวอย่างได้รับทราบผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
            "ประจำปีงบประมาณ พ.ศ. 2568 ได้คะแนนรวม 92.36 คะแนน ระดับ ผ่านดี"
        ),
        (
            "สำนักปลัดเทศบาลได้วิเคราะห์ผลการประเมินครบทั้ง 10 ตัวชี้วัดแล้ว พบประเด็นที่ต้องแก้ไขโดยเร่งด่วน 5 ประเด็น "
            "และประเด็นที่ต้องพัฒนาให้ดีขึ้น 2 ประเด็น จึงได้จัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
            "จำนวน 10 มาตรการ เพื่อดำเนินการในปีงบประมาณ พ.ศ. 2569 และเพื่อเผยแพร่ตามข้อ o25 รายละเอียดตามรายงานที่แนบ"
        ),
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบขอได้โปรดอนุมัติมาตรการดังกล่าว และลงนามในประกาศเพื่อให้ทุกส่วนราชการถือปฏิบัติต่อไป",
        "ความเห็นของผู้มีอำนาจอนุมัติ",
        f"(   ) อนุมัติ        (   ) ไม่อนุมัติ เนื่องจาก{'.' * 60}",
    ]
    assert [(each.role, each.dated) for each in memo.blocks if isinstance(each, Signature)] == [
        ("ผู้เสนอ", False),
        ("ผู้อนุมัติ", True),
    ]


def test_memo_names_the_head_who_approves_where_the_details_do_not(by_indicators):
    papers = by_indicators
    memo = letters.memo_to_approver(papers.analysis, papers.plan, papers.plan_method, Details())
    assert memo.blocks[-1] == Signature("ผู้อนุมัติ", "", "นายกเทศมนตรี")


def test_memo_to_a_division_has_its_own_measures_and_why(by_indicators):
    papers = by_indicators
    memo = letters.memo_to_division(
        "กองคลัง", papers.analysis, papers.plan, papers.plan_method, papers.details
    )
    (table,) = [each for each in memo.blocks if isinstance(each, Table)]
    own = letters.measures_of("กองคลัง", papers.plan)
    assert [row[0].text for row in table.rows] == [
        f"{number}. {each.title}" for number, each in enumerate(own, start=1)
    ]
    assert "เรียน ผู้อำนวยการกองคลัง    " in lines(memo)
    told = lines(memo)
    begin = told.index("ข้อค้นพบที่เป็นที่มาของมาตรการ มีดังนี้")
    assert [line.split(". ")[0] for line in told[begin + 1 : -1]] == [
        str(n) for n in range(1, len(told) - begin - 1)
    ]
    assert told[-2] == "9. ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"
    assert memo.blocks[-1] == Signature("", "", "หัวหน้าสำนักปลัดเทศบาล", dated=False)


def test_memo_of_an_agency_without_a_known_office_is_signed_by_hand(by_indicators):
    papers = by_indicators
    plan = replace(papers.plan, divisions=(), agency=replace(papers.plan.agency, office=""))
    memo = letters.memo_to_division("กองคลัง", papers.analysis, plan, papers.plan_method, papers.details)
    assert memo.blocks[-1] == Signature("", "", "", dated=False)


def test_memo_without_known_findings_leaves_them_out(by_indicators):
    papers = by_indicators
    plain = tuple(
        replace(each, steps=tuple(replace(step, answers=()) for step in each.steps))
        for each in papers.plan.measures
    )
    plan = replace(papers.plan, measures=plain)
    memo = letters.memo_to_division(
        "สำนักปลัดเทศบาล", papers.analysis, plan, papers.plan_method, papers.details
    )
    assert "เรียน หัวหน้าสำนักปลัดเทศบาล    " in lines(memo)
    assert not any("ข้อค้นพบ" in line for line in lines(memo))


def test_every_named_division_gets_a_memo_and_all_where_all_are_named(by_indicators):
    plan = by_indicators.plan
    only = replace(
        plan,
        measures=(
            replace(plan.measures[0], owners=("กองช่าง", "กองคลัง")),
            replace(plan.measures[1], owners=("กองคลัง",)),
        ),
    )
    shared = replace(
        plan,
        measures=(replace(plan.measures[0], owners=("กองช่าง", "ทุกส่วนราชการ")),),
        divisions=("สำนักปลัดเทศบาล", "กองช่าง"),
    )
    assert letters.divisions_with_work(only) == ("กองช่าง", "กองคลัง")
    assert letters.divisions_with_work(shared) == ("กองช่าง", "สำนักปลัดเทศบาล")
    assert len(letters.measures_of("กองคลัง", only)) == 2
    assert len(letters.measures_of("สำนักปลัดเทศบาล", shared)) == 1


def test_order_of_working_group_with_given_members(by_indicators):
    details = replace(by_indicators.details, members=("ปลัดเทศบาล", "ผู้อำนวยการกองคลัง", "นิติกร"), garuda=PNG)
    order = letters.order_of_working_group(by_indicators.plan, details)
    (table,) = [each for each in order.blocks if isinstance(each, Table)]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1.", "ปลัดเทศบาล", "ประธานคณะทำงาน"],
        ["2.", "ผู้อำนวยการกองคลัง", "คณะทำงาน"],
        ["3.", "นิติกร", "คณะทำงานและเลขานุการ"],
    ]
    assert order.blocks[0] == Picture(PNG, 3.0, "ตราครุฑ")
    assert lines(order)[:3] == [
        "คำสั่งเทศบาลตำบลตัวอย่าง",
        "ที่ 7/2568",
        "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อนการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2569",
    ]


def test_order_without_details_leaves_dots_and_the_office_as_secretary(by_indicators):
    plan = replace(by_indicators.plan, divisions=("สำนักปลัดเทศบาล", "กองคลัง"))
    order = letters.order_of_working_group(plan, Details())
    (table,) = [each for each in order.blocks if isinstance(each, Table)]
    assert [row[1].text for row in table.rows] == ["." * 30, "กองคลัง", "สำนักปลัดเทศบาล"]
    assert isinstance(order.blocks[0], Space)
    assert f"ที่ {'.' * 30}" in lines(order)
    assert f"สั่ง ณ วันที่ {'.' * 30}" in lines(order)


def test_announcement_lists_every_measure(by_indicators):
    paper = letters.announcement(by_indicators.plan, by_indicators.details)
    said = lines(paper)
    first = by_indicators.plan.measures[0]
    assert said[3] == (
        f"1. {first.title} ผู้รับผิดชอบ {first.owners[0]} และ{first.owners[1]} ระยะเวลา {first.period.words}"
    )
    assert said[3 + len(by_indicators.plan.measures) :] == [
        "จึงประกาศให้ทราบโดยทั่วกัน",
        "ประกาศ ณ วันที่ 15 ธันวาคม พ.ศ. 2568",
    ]
    assert paper.blocks[-1] == Signature("", "นายตัวอย่าง ใจงาม", "นายกเทศมนตรีตำบลตัวอย่าง", dated=False)


def test_announcement_leaves_dots_for_owners_that_nobody_named(by_indicators):
    plan = replace(by_indicators.plan, measures=(replace(by_indicators.plan.measures[0], owners=()),))
    assert f"ผู้รับผิดชอบ {'.' * 30} ระยะเวลา" in lines(letters.announcement(plan, Details()))[3]
