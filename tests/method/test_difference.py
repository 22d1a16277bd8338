import pytest

from prongsai.language.messages import language
from prongsai.method.difference import Change, difference, name_of
from prongsai.method.library import load_method
from prongsai.method.lineage import carry, joins
from prongsai.method.model import Basis, Confidence, Element


def method(year):
    return load_method(year)


def rows(before, after):
    return {
        tuple(each.code for each in change.before) or tuple(each.code for each in change.after): change
        for change in difference(method(before), method(after))
    }


def items(before, after):
    """The changes of items, in order, as kind, codes before, codes after."""
    return [
        (change.kind, *(" ".join(each.code for each in side) for side in (change.before, change.after)))
        for change in difference(method(before), method(after))
        if (*change.before, *change.after)[0].code.startswith("o")
    ]


def test_items_from_2567_to_2568():
    assert items(2567, 2568) == [
        ("merged", "o1 o3", "o1"), ("continues", "o2", "o2"), ("merged", "o4 o6", "o3"), ("continues", "o5", "o4"),
        ("continues", "o7", "o5"), ("continues", "o8", "o6"), ("continues", "o9", "o7"), ("continues", "o10", "o8"),
        ("continues", "o11", "o9"), ("continues", "o12", "o11"), ("continues", "o13", "o10"),
        ("merged", "o14 o16", "o12"), ("gone", "o15", ""), ("continues", "o17", "o13"), ("continues", "o18", "o14"),
        ("continues", "o19", "o15"), ("merged", "o20 o21", "o16"), ("continues", "o22", "o17"),
        ("continues", "o23", "o18"), ("continues", "o24", "o19"), ("continues", "o25", "o20"),
        ("merged", "o26 o27", "o21"), ("gone", "o28", ""), ("continues", "o29", "o22"), ("continues", "o30", "o23"),
        ("continues", "o31", "o24"), ("continues", "o32", "o25"), ("continues", "o33", "o26"),
        ("continues", "o34", "o27"), ("continues", "o35", "o28"),
    ]  # fmt: skip


def test_items_from_2568_to_2569_but_for_plain_continuation():
    assert [each for each in items(2568, 2569) if each[0] != "continues"] == [
        ("gone", "o11", ""), ("doubtful", "o12", "o11"), ("doubtful", "o14", "o13"), ("doubtful", "o22", "o20"),
    ]  # fmt: skip


def test_items_from_2564_to_2565_but_for_plain_continuation():
    assert [each for each in items(2564, 2565) if each[0] != "continues"] == [("doubtful", "o34", "o34")]


def test_items_from_2565_to_2566_but_for_plain_continuation():
    assert [each for each in items(2565, 2566) if each[0] != "continues"] == [
        ("merged", "o10 o18", "o11"), ("merged", "o11 o19", "o12"), ("doubtful", "o20", "o13"),
        ("doubtful", "o32", "o8"), ("gone", "o35", ""), ("doubtful", "o38", "o32"), ("new", "", "o10"),
        ("new", "", "o33"), ("new", "", "o39"), ("new", "", "o40"), ("new", "", "o41"),
    ]  # fmt: skip


def test_years_alike_differ_in_nothing():
    found = difference(method(2563), method(2564))
    assert len(found) == 88
    assert {
        (each.kind, each.renumbered, each.renamed, each.carry, each.added, each.removed) for each in found
    } == {("continues", False, False, "yes", (), ())}


def test_row_of_an_item_that_goes_on():
    before, after = method(2567), method(2568)
    change = rows(2567, 2568)["o17",]
    assert change == Change(
        kind="continues",
        before=(before.find("o17"),),
        after=(after.find("o13"),),
        added=(),
        removed=(),
        reason="the same subject",
        confidence=Confidence.UNCONFIRMED,
    )
    assert (change.renumbered, change.renamed, change.carry) == (True, True, "yes")


def test_row_of_items_that_merged():
    before, after = method(2567), method(2568)
    change = rows(2567, 2568)["o20", "o21"]
    assert change == Change(
        kind="merged",
        before=(before.find("o20"), before.find("o21")),
        after=(after.find("o16"),),
        added=(),
        removed=(Element("ethcode.agency-rules", "ข้อกำหนดจริยธรรมของหน่วยงาน (ถ้ามี)"),),
        reason="takes together o20 ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ, o21 การขับเคลื่อนจริยธรรม: "
        "what stood for each of them belongs here",
        confidence=Confidence.UNCONFIRMED,
    )
    assert (change.renumbered, change.renamed, change.carry) == (False, False, "yes")


def test_row_of_an_item_that_is_gone():
    change = rows(2567, 2568)["o15",]
    assert change == Change(
        kind="gone",
        before=(method(2567).find("o15"),),
        after=(),
        added=(),
        removed=method(2567).find("o15").elements,
        reason="no longer asked",
        confidence=Confidence.UNCONFIRMED,
    )
    assert change.carry == "no"


def test_row_of_an_item_that_is_new():
    change = rows(2565, 2566)["o10",]
    assert change == Change(
        kind="new",
        before=(),
        after=(method(2566).find("o10"),),
        added=(Element("privacy.policy", "นโยบายคุ้มครองข้อมูลส่วนบุคคล"),),
        removed=(),
        reason="not asked before",
        confidence=Confidence.INFERRED,
    )
    assert change.carry == "no"


def test_row_of_a_doubtful_match_says_why():
    change = rows(2568, 2569)["o14",]
    assert change == Change(
        kind="doubtful",
        before=(method(2568).find("o14"),),
        after=(method(2569).find("o13"),),
        added=(),
        removed=(),
        reason="may be the same subject, not certainly: "
        "the title of o13 speaks of criteria and plan; the criteria were last asked in 2566",
        confidence=Confidence.UNCONFIRMED,
    )
    assert change.carry == "look"
    with language("th"):
        assert (
            rows(2568, 2569)["o14",]
            .reason.removesuffix(")")
            .endswith("ชื่อข้อ o13 กล่าวถึงทั้งหลักเกณฑ์และแผน โดยหลักเกณฑ์ถามครั้งสุดท้ายในปี 2566")
        )


def test_row_of_an_item_with_new_contents():
    change = rows(2568, 2569)["o27",]
    assert (change.kind, change.renumbered, change.renamed, change.confidence) == (
        "continues", True, True, Confidence.UNCONFIRMED,
    )  # fmt: skip
    assert ([each.code for each in change.added], [each.code for each in change.removed]) == (
        ["measure.scores"], ["measure.weak-points"],
    )  # fmt: skip
    assert change.reason == "the same subject; what was added has to be shown too"


def test_questions_are_left_out_where_a_year_has_none_published():
    for before, after in ((2568, 2569), (2569, 2568)):
        found = difference(method(before), method(after))
        assert [each for each in found if (*each.before, *each.after)[0].code[0] != "o"] == []


def test_questions_from_2566_to_2567():
    change = rows(2566, 2567)
    kept = change["i12",]
    assert (kept.kind, kept.after[0].code, kept.renumbered, kept.renamed) == ("continues", "i6", True, True)
    assert kept.reason == "the same subject, asked in another way: scores of the two years are not alike"
    assert change["i18",].kind == "doubtful"
    assert [each.code for each in change["e11", "e12"].after] == ["e8"]
    assert change["i13",].kind == "gone"
    assert [key for key, each in change.items() if each.kind == "new"] == [("o29",)]


def test_question_that_lost_a_line_is_asked_in_another_way():
    change = rows(2565, 2566)["i11",]
    assert (change.after[0].code, change.reason) == (
        "i12", "the same subject, asked in another way: scores of the two years are not alike",
    )  # fmt: skip


def test_items_follow_the_links_of_the_years_between():
    found = rows(2565, 2569)
    assert [each.code for each in found["o10", "o11", "o18", "o19"].after] == ["o6"]
    assert found["o10", "o11", "o18", "o19"].kind == "merged"
    assert [each.code for each in found["o5", "o8"].after] == ["o3"]
    assert (found["o23",].kind, found["o23",].after[0].code) == ("continues", "o11")
    assert (found["o34",].kind, found["o38",].kind, found["o9",].kind) == ("continues", "doubtful", "gone")


def test_difference_backwards_turns_merging_into_splitting():
    found = rows(2568, 2567)
    assert found["o1",].kind == "split"
    assert [each.code for each in found["o1",].after] == ["o1", "o3"]
    assert found["o1",].reason == (
        "divided into o1 โครงสร้าง, o3 อำนาจหน้าที่: what stood for it is divided among them"
    )
    assert (found["o15",].kind, found["o28",].kind) == ("new", "new")


def test_difference_of_a_year_with_itself_is_all_the_same():
    assert {(each.kind, each.before == each.after) for each in difference(method(2567), method(2567))} == {
        ("continues", True)
    }


@pytest.mark.parametrize(
    ("code", "source", "target", "codes"),
    [
        ("o13", 2565, 2566, ("o14",)),
        ("o13", 2566, 2565, ("o12",)),
        ("o8", 2565, 2568, ("o3",)),
        ("o3", 2567, 2568, ("o1",)),
        ("o1", 2568, 2567, ("o1", "o3")),
        ("o12", 2568, 2567, ("o14", "o16")),
        ("o23", 2566, 2569, ()),
        ("o25", 2566, 2569, ("o13",)),
        ("o14", 2568, 2569, ()),
        ("o9", 2566, 2567, ()),
        ("o42", 2563, 2569, ("o25",)),
        ("o34", 2564, 2565, ()),
        ("i21", 2566, 2567, ("i10",)),
        ("i21", 2566, 2569, ()),
        ("e9", 2568, 2567, ()),
        ("o7", 2568, 2568, ("o7",)),
    ],
)
def test_code_is_carried_to_another_year(code, source, target, codes):
    assert carry(code, method(source), method(target)) == codes


def test_code_that_the_year_does_not_have():
    with pytest.raises(KeyError):
        carry("o44", method(2565), method(2566))


def test_every_sure_join_can_be_gone_back():
    for before in range(2563, 2570):
        for after in range(2563, 2570):
            there = {
                (each.before, each.after) for each in joins(method(before), method(after)) if not each.doubts
            }
            back = {
                (each.after, each.before) for each in joins(method(after), method(before)) if not each.doubts
            }
            assert there == back


def test_names_of_subjects():
    assert name_of(method(2568).find("o2")) == "ข้อมูลผู้บริหาร"
    assert name_of(method(2568).find("e2")) == "การให้บริการอย่างเท่าเทียม"


LINKS = (
    "links:\n  - kind: new\n    before: []\n    after: [library]\n"
    "    basis: {confidence: unconfirmed, note: seen nowhere, note_th: ไม่เคยเห็น}\n"
)


def link(kind, before, after):
    return f"links:\n  - {{kind: {kind}, before: {before}, after: {after}, basis: guide}}\n"


def test_split_and_return_in_made_up_years(write_pack, tmp_path):
    divided = link("split", "[shelf]", "[list, index]") + link("gone", "[structure]", "[]").removeprefix(
        "links:\n"
    )
    write_pack(("concept: library", "concept: shelf"), (LINKS, "links: []\n"), year=2597)
    write_pack(
        ("concept: library", "concept: list"),
        ("concept: structure", "concept: index"),
        (LINKS, divided),
        year=2598,
    )
    write_pack(
        ("concept: library", "concept: shelf"), (LINKS, link("doubtful", "[index]", "[shelf]")), year=2599
    )
    first, second, third = (load_method(year, tmp_path) for year in (2597, 2598, 2599))
    found = {change.before[0].code: change for change in difference(first, second, tmp_path)}
    assert (found["o2"].kind, [each.code for each in found["o2"].after]) == ("split", ["o1", "o2"])
    assert (found["o1"].kind, found["o1"].after) == ("gone", ())
    assert carry("o2", first, second, tmp_path) == ("o1", "o2")
    again = {change.before[0].code: change for change in difference(first, third, tmp_path)}
    assert (again["o2"].kind, [each.code for each in again["o2"].after]) == ("continues", ["o2"])
    assert carry("o2", first, third, tmp_path) == ("o2",)


def test_concept_that_stays_and_is_part_of_another(write_pack, tmp_path):
    write_pack((LINKS, "links: []\n"), year=2598)
    write_pack((LINKS, link("merged", "[library, measure]", "[structure]")), year=2599)
    first, second = load_method(2598, tmp_path), load_method(2599, tmp_path)
    assert carry("o2", first, second, tmp_path) == ("o1", "o2")
    (change,) = [each for each in difference(first, second, tmp_path) if len(each.before) > 1]
    assert (change.kind, [each.code for each in change.before]) == ("merged", ["o1", "o2", "o3"])


def test_doubt_between_one_that_goes_on_and_one_that_is_new(write_pack, tmp_path):
    write_pack(("concept: library", "concept: shelf"), (LINKS, "links: []\n"), year=2598)
    write_pack((LINKS, link("doubtful", "[structure]", "[library]")), year=2599)
    found = difference(load_method(2598, tmp_path), load_method(2599, tmp_path), tmp_path)
    assert [
        (each.kind, [old.code for old in each.before], [new.code for new in each.after]) for each in found[2:]
    ] == [
        ("continues", ["o1"], ["o1"]), ("doubtful", ["o1"], ["o2"]), ("gone", ["o2"], []), ("continues", ["o3"], ["o3"]),
    ]  # fmt: skip


def test_year_without_a_pack_between_is_stepped_over(write_pack, tmp_path):
    write_pack(("concept: library", "concept: shelf"), (LINKS, "links: []\n"), year=2597)
    write_pack((LINKS, link("continues", "[shelf]", "[library]")), year=2599)
    first, last = load_method(2597, tmp_path), load_method(2599, tmp_path)
    (join,) = [each for each in joins(first, last, tmp_path) if each.before == "shelf"]
    assert (join.after, join.bases, join.doubts) == (
        "library", (Basis(Confidence.VERIFIED, "made-up guide", source_th="คู่มือสมมุติ"),), (),
    )  # fmt: skip
