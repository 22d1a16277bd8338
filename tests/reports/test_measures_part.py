from dataclasses import replace

from prongsai.planning.model import Step
from prongsai.reports import measures_part as part


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


def test_step_refers_to_items_in_the_plan_years_numbers(by_indicators):
    source, target = by_indicators.analysis.scores.method, by_indicators.plan_method
    assert (
        part.step_text(Step("จัดทำรายงาน", refs=("procyear",)), 2, source, target)
        == "2) จัดทำรายงาน (ข้อ o12; ปี 2568: o13)"
    )
    assert part.step_text(Step("ประชุมชี้แจง"), 1, source, target) == "1) ประชุมชี้แจง"


def test_owners_with_the_leading_one_named_so(by_indicators):
    measure = by_indicators.plan.measures[0]
    assert [part.owners_text(replace(measure, owners=owners)) for owners in ((), ("กองคลัง",), ("กองคลัง", "กองช่าง"))] == [
        "", "กองคลัง", "กองคลัง (หน่วยงานหลัก)\nกองช่าง",
    ]  # fmt: skip


def test_lists_table_in_both_orders_of_columns(by_lists):
    analysis, plan, method = by_lists.analysis, by_lists.plan, by_lists.plan_method
    first = part.lists_table(analysis, plan, method, "responsible_first")
    second = part.lists_table(analysis, plan, method, "period_first")
    assert [cell.text for cell in first.header[0]] == [
        "มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล",
    ]  # fmt: skip
    assert [cell.text for cell in second.header[0]] == [
        "มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ระยะเวลาดำเนินการ", "การติดตามผล", "ผู้รับผิดชอบ",
    ]  # fmt: skip
    rows, others = texts(first.rows), texts(second.rows)
    assert [[row[place] for place in (0, 1, 3, 4, 2)] for row in rows] == others
    assert [row[4] for row in rows] == [each.follow_up.words for each in plan.measures]
    assert (
        rows[0][0]
        == f"1. {plan.measures[0].title}\n{part.indicator_name(analysis, plan.measures[0].indicators[0])}"
    )


def test_table_by_indicator_in_the_indicators_order(by_indicators):
    analysis, plan, method = by_indicators.analysis, by_indicators.plan, by_indicators.plan_method
    turned = replace(
        plan, measures=(replace(plan.measures[0], id="m0", indicators=()), *reversed(plan.measures))
    )
    table = part.indicators_layout_table(analysis, turned, method, follow_up=False)
    assert [row[0].text for row in table.rows] == [
        *(part.indicator_name(analysis, number) for number in range(1, 11)), "ทุกตัวชี้วัด",
    ]  # fmt: skip
    assert [row[1].text for row in table.rows[:10]] == [each.title for each in plan.measures]
    assert len(table.header[0]) == len(table.widths) == 6


def test_table_by_indicator_with_follow_up_where_the_contents_ask_for_it(alone):
    table = part.indicators_layout_table(alone.analysis, alone.plan, alone.plan_method, follow_up=True)
    assert [row[6].text for row in table.rows] == [each.follow_up.words for each in alone.plan.measures]
    assert table.header[0][6].text == "การติดตามผล"
