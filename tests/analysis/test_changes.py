from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from prongsai.analysis.changes import breaks, broken, changes, distances
from prongsai.analysis.figures import nearest_figure, next_level, part_exact
from prongsai.analysis.model import Change, Distance
from prongsai.intake.model import Printed
from prongsai.method.library import load_method
from prongsai.method.model import LevelRule, Unpublished
from prongsai.scoring.model import Scores

Make = Callable[..., Scores]

C = "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"
B = "100 99.24 100 100 100 90.58 91.20 88.56 92.50 100"


def test_changes_cover_indicators_instruments_parts_and_total(shallow: Make) -> None:
    found = {each.key: each for each in changes(shallow(C), (shallow(B, 2566),))}
    assert list(found) == [*map(str, range(1, 11)), "IIT", "EIT", "EIT1", "EIT2", "OIT", "total"]
    assert found["9"] == Change(
        "9",
        2566,
        Decimal("92.50"),
        Decimal("77.50"),
        Decimal("-15.00"),
        "วิธีการประเมินของปีงบประมาณ พ.ศ. 2566 กับ พ.ศ. 2568 ต่างกัน คือ จำนวนรายการข้อมูล OIT เปลี่ยนจาก 30 ข้อเป็น 20 ข้อ "
        "และวิธีคิดคะแนนรายการข้อมูล OIT ของปีงบประมาณ พ.ศ. 2568 ไม่ได้เผยแพร่ไว้",
    )
    assert (found["total"].earlier, found["total"].now, found["total"].difference) == (
        Decimal("95.49"), Decimal("93.00"), Decimal("-2.49"),
    )  # fmt: skip
    assert (found["EIT1"].earlier, found["EIT1"].difference) == (None, None)


def test_changes_are_given_for_every_earlier_year(shallow: Make) -> None:
    found = changes(shallow(C), (shallow(B, 2566), shallow(B, 2565)))
    assert [each.earlier_year for each in found if each.key == "total"] == [2566, 2565]


def test_nothing_is_broken_within_one_method() -> None:
    method = load_method(2566)
    assert {broken(method, method, key) for key in ("1", "9", "IIT", "EIT1", "OIT", "total")} == {""}


def test_breaks_name_what_changed() -> None:
    told = {key: breaks(load_method(2566), load_method(2565), key) for key in ("6", "10", "total")}
    assert told["6"] == ["แบบวัด EIT เดิมวัดรวมเป็นชุดเดียว ปัจจุบันแยกวัดเป็น 2 ส่วน"]
    assert told["10"] == ["จำนวนรายการข้อมูล OIT เปลี่ยนจาก 10 ข้อเป็น 13 ข้อ"]
    assert told["total"][-1] == "เกณฑ์ระดับผลการประเมินเปลี่ยนไป"
    assert breaks(load_method(2568), load_method(2566), "1") == [
        "จำนวนข้อคำถามเปลี่ยนจาก 6 ข้อเป็น 3 ข้อ",
        "ตัวเลือกคำตอบเปลี่ยนจาก 4 ระดับเป็น 6 ระดับ",
    ]


def test_breaks_name_what_is_not_published() -> None:
    told = breaks(load_method(2569), load_method(2568), "total")
    assert told == [
        "ข้อคำถามของปีงบประมาณ พ.ศ. 2569 ไม่ได้เผยแพร่ไว้",
        "จำนวนรายการข้อมูล OIT เปลี่ยนจาก 28 ข้อเป็น 26 ข้อ",
        "วิธีคิดคะแนนรายการข้อมูล OIT ของปีงบประมาณ พ.ศ. 2568 และ 2569 ไม่ได้เผยแพร่ไว้",
        "เกณฑ์ระดับผลการประเมินของปีงบประมาณ พ.ศ. 2569 ไม่ได้เผยแพร่ไว้",
    ]
    back = breaks(load_method(2568), load_method(2569), "total")
    assert back[-1] == "เกณฑ์ระดับผลการประเมินของปีงบประมาณ พ.ศ. 2569 ไม่ได้เผยแพร่ไว้"


def test_breaks_name_subjects_items_and_weights_of_a_made_up_year() -> None:
    before = load_method(2566)
    assert not isinstance(before.questions, Unpublished)
    first, *others = before.questions
    items = before.rules.items
    assert not isinstance(items, Unpublished)
    now = replace(
        before,
        fiscal_year=2600,
        questions=(replace(first, concept="made-up"), *others),
        instruments=tuple(replace(each, weight=Decimal(30)) for each in before.instruments),
        rules=replace(before.rules, items=replace(items, through_sub_indicators=False)),
    )
    assert breaks(now, before, "total") == [
        "ข้อคำถามเปลี่ยนไป 1 ข้อ",
        "วิธีคิดคะแนนรายการข้อมูล OIT เปลี่ยนไป",
        "ค่าน้ำหนักของเครื่องมือเปลี่ยนไป",
    ]


def test_distances_to_target_and_next_level(shallow: Make) -> None:
    found = distances(shallow(C))
    assert {each.key: each.missing for each in found if each.to == "target"} == {
        "total": 0, "IIT": 0, "EIT": 0, "OIT": 0,
    }  # fmt: skip
    assert [each for each in found if each.to != "target"] == [
        Distance("total", "ผ่านดีเยี่ยม", Decimal(95), Decimal("2.00")),
        Distance("IIT", "ผ่านดีเยี่ยม", Decimal(95), Decimal(0)),
        Distance("OIT", "ผ่านดีเยี่ยม", Decimal(95), Decimal("6.25")),
    ]


def test_part_that_is_not_given_is_reckoned_from_the_other(shallow: Make) -> None:
    scores = shallow(B, 2566, printed=Printed({"EIT1": Decimal("96.84")}))
    found = {each.key: each.missing for each in distances(scores) if each.to == "ผ่านดี"}
    assert found == {"total": 0, "IIT": 0, "EIT1": 0, "EIT2": Decimal("1.61"), "OIT": 0}
    assert nearest_figure(scores, "EIT2") == Decimal("83.39")


def test_part_is_not_reckoned_without_a_rule_or_beyond_the_scale(shallow: Make) -> None:
    scores = shallow(B, 2566, printed=Printed({"EIT1": Decimal("5.00")}))
    assert part_exact(scores, "EIT2") is None
    assert nearest_figure(scores, "EIT2") is None
    known = shallow(B, 2566, printed=Printed({"EIT1": Decimal("96.84")}))
    method = replace(known.method, rules=replace(known.method.rules, parts=Unpublished()))
    assert part_exact(replace(known, method=method), "EIT2") is None
    assert nearest_figure(known, "IIT") == Decimal("99.85")


def test_level_without_a_figure_of_its_own_looks_at_the_total(shallow: Make) -> None:
    scores = shallow("60 60 60 60 60 60 60 60 60 60")
    assert [each for each in distances(scores) if each.to != "target"] == [
        Distance("total", "ต้องปรับปรุง", Decimal(70), Decimal("10.00"))
    ]


def test_next_level_is_the_first_that_is_not_certain(shallow: Make) -> None:
    def name(figures: str, year: int = 2568, **more: object) -> str | None:
        level = next_level(shallow(figures, year, **more))
        return level.name_th if level else None

    nineties = " ".join(["90"] * 10)
    assert name(" ".join(["99"] * 10)) is None
    assert name(nineties, kind="average_of_agencies") is None
    assert name(nineties, 2569) is None
    assert name("99 99 99 99 99 86 86 86 99 99") == "ผ่านดี"


def test_published_year_has_no_distances_but_its_changes(shallow: Make) -> None:
    now = shallow(C, 2569, printed=Printed({"EIT": Decimal("93.1")}, Decimal("92.1"), "ผ่านดี"))
    assert distances(now) == ()
    found = {each.key: each.difference for each in changes(now, (shallow(C),))}
    assert (found["total"], found["EIT"], found["IIT"]) == (Decimal("-0.90"), Decimal("0.22"), None)


def test_level_rules_compare_by_names_and_cut_offs() -> None:
    method = load_method(2566)
    rule = method.levels
    assert isinstance(rule, LevelRule)
    renamed = replace(rule, levels=(replace(rule.levels[0], name_th="ดีที่สุด"), *rule.levels[1:]))
    assert breaks(replace(method, levels=renamed), method, "total") == ["เกณฑ์ระดับผลการประเมินเปลี่ยนไป"]
