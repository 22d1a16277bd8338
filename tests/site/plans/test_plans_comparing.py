from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.model import Agency
from prongsai.planning.follow_up import follow_up_of
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, Measure, Plan, Step
from prongsai.planning.periods import read_period
from prongsai.site.plans.comparing import Changed, Field, Piece, compare, pieces
from prongsai.site.shell.speech import speaking


def measure(key, **fields):
    return replace(
        Measure(key, f"มาตรการ {key}", "mend", (7,), ("กองคลัง",), (), NO_PERIOD, NO_FOLLOW_UP), **fields
    )


def plan(*measures, **fields):
    return replace(Plan(Agency("ก"), 2568, 2569, 2569, measures, ()), **fields)


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def between(before, after, titles=None):
    return compare(before, after, titles or {}, "+".join)


def test_nothing_differs_between_the_same():
    found = between(plan(measure("m1")), plan(measure("m1")))
    assert (bool(found), found.texts, found.measures) == (False, (), ())


def test_every_field_of_a_measure_is_told():
    before = measure("m1")
    after = measure(
        "m1",
        title="มาตรการ อื่น",
        aim="keep",
        indicators=(7, 8),
        owners=("กองช่าง", "กองคลัง"),
        steps=(Step("ทำ", ("7", "o1"), ("manual",)), Step("ต่อ", ("7",))),
        period=read_period("มีนาคม 2569", 2569),
        follow_up=follow_up_of("quarter"),
        budget="5 บาท",
        expected_gain=Decimal("0.50"),
    )
    (changed,) = between(plan(before), plan(after), {"7": "เรื่องที่เจ็ด"}).measures
    assert (changed.kind, changed.title, changed.before, changed.after) == ("changed", "มาตรการ อื่น", 1, 1)
    assert [(each.name, "".join(piece.text for piece in each.pieces if piece.kind != "gone")) for each in changed.fields] == [
        ("Name of the measure", "มาตรการ อื่น"),
        ("What it is for", "keep up"),
        ("Indicators", "7, 8"),
        ("Responsible", "กองช่าง\nกองคลัง"),
        ("Steps", "ทำ (manual)\nต่อ"),
        ("Points of the result that the steps answer", "เรื่องที่เจ็ด\no1"),
        ("Period", "มีนาคม 2569"),
        ("Follow-up", "รายงานผลการดำเนินงานทุกไตรมาส"),
        ("Budget", "5 บาท"),
        ("Expected gain in points", "0.50"),
    ]  # fmt: skip


def test_measures_that_came_went_and_moved_are_told_apart():
    before = plan(measure("m1"), measure("m2"), measure("m3"), measure("m4"))
    after = plan(measure("n1"), measure("m2", budget="ก"), measure("m4"), measure("m3"))
    assert [(each.kind, each.title, each.before, each.after) for each in between(before, after).measures] == [
        ("new", "มาตรการ n1", 0, 1),
        ("changed", "มาตรการ m2", 2, 2),
        ("moved", "มาตรการ m4", 4, 3),
        ("gone", "มาตรการ m1", 1, 0),
    ]


def test_new_measure_is_shown_whole():
    (found,) = between(plan(), plan(measure("m1"))).measures
    assert found == Changed(
        "new",
        "มาตรการ m1",
        0,
        1,
        (
            Field("Name of the measure", (Piece("new", "มาตรการ m1"),)),
            Field("What it is for", (Piece("new", "mend at once"),)),
            Field("Indicators", (Piece("new", "7"),)),
            Field("Responsible", (Piece("new", "กองคลัง"),)),
        ),
    )


def test_texts_and_paragraphs_are_told_by_name():
    before = plan(texts={"rationale": "ก"}, paragraphs={7: "ค"})
    after = plan(texts={"rationale": "ข", "introduction": "ง"}, paragraphs={8: "จ"})
    assert [each.name for each in between(before, after).texts] == [
        "Introduction", "Rationale", "Analysis of indicator 7", "Analysis of indicator 8",
    ]  # fmt: skip


def test_words_that_went_and_came_are_marked_as_whole_words():
    assert pieces("รายงานผลต่อนายกเทศมนตรี", "รายงานผลต่อปลัดเทศบาล") == (
        Piece("same", "รายงานผลต่อ"),
        Piece("gone", "นายกเทศมนตรี"),
        Piece("new", "ปลัดเทศบาล"),
    )


@given(st.text("กขคa \n", max_size=30), st.text("กขคa \n", max_size=30))
def test_pieces_make_up_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(each.text for each in found if each.kind != "new") == before
    assert "".join(each.text for each in found if each.kind != "gone") == after
    assert all(each.text for each in found)


def test_owners_are_compared_by_name_and_periods_as_a_whole():
    before = measure("m1", owners=("กองคลัง", "กองช่าง"), period=read_period("มีนาคม 2569", 2569))
    after = measure("m1", owners=("กองคลัง", "กองการศึกษา"), period=read_period("มีนาคม 2570", 2569))
    (changed,) = between(plan(before), plan(after)).measures
    assert [each.pieces for each in changed.fields] == [
        (Piece("same", "กองคลัง\n"), Piece("gone", "กองช่าง"), Piece("new", "กองการศึกษา")),
        (Piece("gone", "มีนาคม 2569"), Piece("new", "มีนาคม 2570")),
    ]
