from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.model import Result
from prongsai.reports import results_part as part
from prongsai.reports.figures import level


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


def test_instruments_table_with_both_parts_of_eit(by_indicators):
    table = part.instruments_table(by_indicators.analysis.scores)
    assert texts((*table.header, *table.rows)) == [
        ["เครื่องมือการประเมิน", "น้ำหนัก (ร้อยละ)", "คะแนน"],
        ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "30", "94.18"],
        ["แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)", "30", "88.03"],
        ["ส่วนที่ 1 (EIT Part 1)", "", "86.20"],
        ["ส่วนที่ 2 (EIT Part 2)", "", "89.87"],
        ["แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)", "40", "94.25"],
        ["คะแนนรวม", "100", "92.36"],
    ]


def test_instruments_table_of_published_year_shows_what_was_announced(as_published):
    table = part.instruments_table(as_published.analysis.scores)
    assert [row[2].text for row in table.rows] == ["94.18", "88.03", "–", "–", "94.25", "92.36"]


def test_indicators_table_groups_by_instrument(by_lists):
    table = part.indicators_table(by_lists.analysis.scores)
    assert [row[0].down for row in table.rows if len(row) == 3] == [5, 3, 2]
    assert [row[-1].text for row in table.rows] == [
        "100.00", "99.24", "100.00", "100.00", "100.00", "90.58", "91.20", "88.56", "92.50", "100.00",
    ]  # fmt: skip


def test_years_table_of_two_years_with_change(by_lists):
    table = part.years_table(by_lists.analysis)
    assert [cell.text for cell in table.header[0]] == [
        "เครื่องมือและตัวชี้วัด",
        "คะแนนปี 2565",
        "คะแนนปี 2566",
        "เปลี่ยนแปลง",
    ]
    rows = texts(table.rows)
    assert rows[1] == ["1. การปฏิบัติหน้าที่", "95.21", "100.00", "+4.79"]
    assert rows[-3:] == [
        ["10. การป้องกันการทุจริต", "100.00", "100.00", "0.00"],
        ["คะแนนรวม", "94.15", "95.49", "+1.34"],
        ["ระดับผลการประเมิน", "A", "ผ่าน", ""],
    ]
    assert len(rows) == 15


def test_order_table_shares_places_on_equal_scores(by_lists):
    rows = texts(part.order_table(by_lists.analysis).rows)
    assert [row[0] for row in rows] == ["1", "1", "1", "1", "1", "6", "7", "8", "9", "10"]
    assert rows[5] == ["6", "ตัวชี้วัดที่ 2 การใช้งบประมาณ", "99.24"]


def test_history_table_and_chart_oldest_first(by_lists):
    table, chart = part.history_table(by_lists.analysis), part.history_chart(by_lists.analysis)
    assert [cell.text for cell in table.header[0]] == ["รายการ", "ปี 2565", "ปี 2566"]
    assert texts(table.rows)[-2:] == [["คะแนนรวม", "94.15", "95.49"], ["ระดับ", "A", "ผ่าน"]]
    assert (chart.labels, chart.values, chart.notes, chart.target) == (
        ("2565", "2566"), (Decimal("94.15"), Decimal("95.49")), ("A", "ผ่าน"), Decimal(85),
    )  # fmt: skip


def test_charts_of_a_year_without_target_have_no_line(as_published):
    bars, radar = (
        part.indicators_chart(as_published.analysis.scores),
        part.radar_chart(as_published.analysis.scores),
    )
    assert (bars.target, radar.target) == (None, None)
    assert "ค่าเป้าหมาย" not in bars.alt
    assert radar.alt.startswith("แผนภูมิใยแมงมุม")


def test_chart_alt_text_tells_every_score(by_indicators):
    bars = part.indicators_chart(by_indicators.analysis.scores)
    assert bars.alt == (
        "แผนภูมิแท่งคะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. 2568 เทียบกับค่าเป้าหมาย 85 คะแนน: 1. การปฏิบัติหน้าที่ 97.40, "
        "2. การใช้งบประมาณ 92.85, 3. การใช้อำนาจ 96.10, 4. การใช้ทรัพย์สินของราชการ 90.25, 5. การแก้ไขปัญหาการทุจริต 94.30, "
        "6. คุณภาพการดำเนินงาน 91.75, 7. ประสิทธิภาพการสื่อสาร 88.40, 8. การปรับปรุงระบบการทำงาน 83.95, "
        "9. การเปิดเผยข้อมูล 88.50, 10. การป้องกันการทุจริต 100.00"
    )


def test_announcement_and_rank_as_far_as_known(by_indicators, by_lists, alone):
    scores = by_indicators.analysis.scores
    assert part.announced_text(scores, "เทศบาลตำบลตัวอย่าง").text == (
        "สำนักงาน ป.ป.ช. ได้ประกาศผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        "ประจำปีงบประมาณ พ.ศ. 2568 เมื่อวันที่ 15 สิงหาคม 2568 โดยมีผลการประเมินของเทศบาลตำบลตัวอย่าง ดังนี้"
    )
    assert [each.text for each in part.rank_text(scores, "เทศบาล")] == [
        "เทศบาล อยู่ในลำดับที่ 120 ของหน่วยงานประเภทเทศบาลตำบล จากทั้งหมด 2,500 แห่ง"
    ]
    assert [each.text for each in part.rank_text(by_lists.analysis.scores, "เทศบาล")] == [
        "เทศบาล อยู่ในลำดับที่ 589 ของหน่วยงานประเภทเดียวกัน"
    ]
    assert part.rank_text(alone.analysis.scores, "สำนักงาน") == ()


def test_break_of_the_method_is_told_once(by_lists):
    (note,) = part.breaks_text(by_lists.analysis)
    assert note.text.startswith("หมายเหตุ วิธีการประเมินของปีงบประมาณ พ.ศ. 2565 กับ พ.ศ. 2566 ต่างกัน")


def test_level_decided_announced_possible_and_none(by_indicators, by_lists, as_published, alone):
    assert [level(each.analysis.scores) for each in (by_indicators, by_lists, as_published, alone)] == [
        "ผ่านดี", "ผ่าน", "ผ่านดี", "ผ่านดี หรือ ผ่าน",
    ]  # fmt: skip


def test_instruments_chart_shows_what_the_table_shows(by_indicators):
    scores = by_indicators.analysis.scores
    chart = part.instruments_chart(scores)
    assert chart.labels == tuple(words for _key, words in part.instrument_rows(scores))
    assert chart.values == tuple(map(Decimal, ("94.18", "88.03", "86.20", "89.87", "94.25")))
    assert (chart.kind, chart.target, chart.most) == ("bars", 85, 100)
    assert chart.alt.endswith("แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) 94.25")


def test_lost_chart_shows_what_is_missing_of_the_total_most_first(by_indicators):
    chart = part.lost_chart(by_indicators.analysis)
    assert chart.labels[:3] == ("9. การเปิดเผยข้อมูล", "8. การปรับปรุงระบบการทำงาน", "7. ประสิทธิภาพการสื่อสาร")
    assert chart.values == tuple(
        map(Decimal, ("2.30", "1.61", "1.16", "0.83", "0.59", "0.43", "0.34", "0.23", "0.16", "0.00"))
    )
    assert chart.most == Decimal("2.5")
    assert chart.target is None
    assert chart.title == "คะแนนรวมที่ขาดไปจากแต่ละตัวชี้วัด ปีงบประมาณ พ.ศ. 2568"
    assert "9. การเปิดเผยข้อมูล 2.30, 8." in chart.alt


def test_lost_chart_of_a_year_without_rules_is_none(as_published):
    assert part.lost_chart(as_published.analysis) is None


def test_lost_chart_of_a_full_result_is_none(work_out):
    full = work_out(Result(2568, "indicators", indicators={n: Decimal(100) for n in range(1, 11)}))
    assert part.lost_chart(full.analysis) is None


@given(st.decimals("0.0001", 1000, places=4))
def test_axis_end_holds_the_number_and_has_round_fifths(largest):
    end = part.axis_end(largest)
    assert largest <= end < largest * Decimal("2.5")
    assert (end / 5).normalize().as_tuple().digits in {(1,), (2,), (5,)}
