from dataclasses import replace

from prongsai.reports.analysis_report import analysis_report
from prongsai.reports.details import Details
from prongsai.reports.document import Chart, Heading, PageBreak, Paragraph, Picture, Signature, Table

PNG = b"\x89PNG\r\n\x1a\nrest"


def report(papers, details=None):
    return analysis_report(papers.analysis, papers.plan, papers.plan_method, details or papers.details)


def headings(document, level=3):
    return [each.text for each in document.blocks if isinstance(each, Heading) and each.level <= level]


def test_layout_by_indicator_for_plan_year_2569(by_indicators):
    document = report(by_indicators)
    assert headings(document) == [
        "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ปีงบประมาณ พ.ศ. 2568",
        "1. หลักการและเหตุผล",
        "2. ผลการประเมินของเทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. 2568",
        "2.1 ผลการประเมินในภาพรวม",
        "2.2 ผลการประเมินย้อนหลัง",
        "2.3 ผลการประเมินรายเครื่องมือ",
        "2.4 ผลการประเมินรายตัวชี้วัด",
        "2.5 ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย",
        "3. การวิเคราะห์ผลการประเมินรายตัวชี้วัด",
        "3.1 ผลการวิเคราะห์",
        "3.2 ข้อสังเกตของผู้ประเมิน",
        "3.3 ประเด็นการประเมินของตัวชี้วัดที่ต้องแก้ไขและพัฒนา",
        "4. การนำผลการวิเคราะห์ไปสู่การปรับปรุง พัฒนา หรือรักษาระดับ",
    ]
    assert [each.kind for each in document.blocks if isinstance(each, Chart)] == ["line", "bars", "radar"]
    assert [each.landscape for each in document.blocks if isinstance(each, PageBreak)] == [None, True, False]


def test_contents_of_plan_year_2568_add_weak_points_and_follow_up(alone):
    document = report(alone)
    assert [each for each in headings(document) if each.startswith(("2.2", "3", "4"))] == [
        "2.2 ผลการประเมินย้อนหลัง",
        "3. การวิเคราะห์ผลการประเมินรายตัวชี้วัด",
        "3.1 ผลการวิเคราะห์",
        "3.2 ข้อค้นพบจากการวิเคราะห์",
        "3.2.1 ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
        "3.2.2 ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
        "3.2.3 ประเด็นที่ควรรักษาระดับ",
        "3.3 ประเด็นการประเมินของตัวชี้วัดที่ต้องแก้ไขและพัฒนา",
        "4. การนำผลการวิเคราะห์ไปสู่การปรับปรุง พัฒนา หรือรักษาระดับ",
    ]
    measures = [each for each in document.blocks if isinstance(each, Table)][-1]
    assert measures.header[0][-1].text == "การติดตามผล"
    assert "ไม่มีข้อมูลผลการประเมินของปีก่อนในรายงานนี้" in [
        each.text for each in document.blocks if isinstance(each, Paragraph)
    ]


def test_layout_with_lists_until_plan_year_2567(by_lists):
    document = report(by_lists)
    assert headings(document, 2) == [
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2567",
        "บทนำ",
        "1. ผลการประเมินคุณธรรมและความโปร่งใสของเทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. 2566",
        "1.1 ผลการประเมินในภาพรวม",
        "1.2 เปรียบเทียบผลการประเมินปีงบประมาณ พ.ศ. 2565 และ พ.ศ. 2566",
        "1.3 ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย",
        "2. การวิเคราะห์ผลการประเมินรายตัวชี้วัด",
        "3. ข้อค้นพบจากการวิเคราะห์",
        "3.1 ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
        "3.2 ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
        "3.3 ประเด็นที่ควรรักษาระดับ",
        "3.4 ประเด็นการประเมินของตัวชี้วัดที่ต้องแก้ไขและพัฒนา",
        "4. มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. 2567",
    ]


def test_layout_with_lists_of_one_year_shows_instruments_and_indicators(by_lists):
    one = replace(by_lists, analysis=replace(by_lists.analysis, earlier=(), changes=()))
    captions = [each.caption for each in report(one).blocks if isinstance(each, Table)]
    assert captions[:3] == ["ผลการประเมินรายเครื่องมือ", "ผลการประเมินรายตัวชี้วัด", "ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย"]


def test_cover_with_seal_and_everything_that_is_given(by_indicators):
    document = report(
        by_indicators, replace(by_indicators.details, seal=PNG, watermark="ร่าง", thai_digits=True)
    )
    assert document.blocks[1] == Picture(PNG, 4.0, "ตราสัญลักษณ์เทศบาลตำบลตัวอย่าง")
    cover = document.blocks[
        : next(place for place, each in enumerate(document.blocks) if isinstance(each, PageBreak))
    ]
    assert [each.text for each in cover if isinstance(each, Paragraph)] == [
        "เทศบาลตำบลตัวอย่าง",
        "อำเภอเมืองตัวอย่าง จังหวัดตัวอย่าง",
        "จัดทำโดย นางสาวตัวอย่าง ใจดี",
        "นิติกรปฏิบัติการ",
        "สำนักปลัดเทศบาล",
        "15 ธันวาคม 2568",
    ]
    assert (document.watermark, document.thai_digits, document.author) == ("ร่าง", True, "เทศบาลตำบลตัวอย่าง")


def test_cover_with_nothing_given_names_only_the_agency(alone):
    document = report(alone, Details())
    cover = document.blocks[
        : next(place for place, each in enumerate(document.blocks) if isinstance(each, PageBreak))
    ]
    assert [each.text for each in cover if isinstance(each, Paragraph)] == ["สำนักงานตัวอย่าง"]
    assert [each.lines[2] for each in document.blocks if isinstance(each, Signature)][1] == "หัวหน้าหน่วยงาน"


def test_printed_year_stands_on_the_cover(by_indicators, by_lists):
    titles = [
        report(each, replace(each.details, printed_year=2570)).title for each in (by_indicators, by_lists)
    ]
    assert [each.rpartition("ปีงบประมาณ พ.ศ. ")[2] for each in titles] == ["2570", "2570"]


def test_texts_of_the_details_replace_composed_ones(by_indicators):
    own = replace(by_indicators.details, texts={"rationale": "ย่อหน้าแรก\n\n ย่อหน้าที่สอง "})
    document = report(by_indicators, own)
    place = next(
        place
        for place, each in enumerate(document.blocks)
        if getattr(each, "text", "") == "1. หลักการและเหตุผล"
    )
    assert [each.text for each in document.blocks[place + 1 : place + 3]] == ["ย่อหน้าแรก", "ย่อหน้าที่สอง"]


def test_result_of_a_year_with_unpublished_rules_is_reported_as_published(as_published):
    document = report(as_published)
    said = [each.text for each in document.blocks if isinstance(each, Paragraph)]
    assert any(each.startswith("หมายเหตุ วิธีคิดคะแนนของปีงบประมาณ พ.ศ. 2569 ไม่ได้เผยแพร่ไว้") for each in said)
    assert "3.2 ประเด็นการประเมินของตัวชี้วัดที่ต้องแก้ไขและพัฒนา" not in headings(document)


def test_no_sentence_of_the_analysis_stands_twice(by_indicators):
    said = "\n".join(by_indicators.plan.paragraphs.values()).split(" ")
    long = [each for each in said if len(each) > 60]
    assert len(long) == len(set(long))
