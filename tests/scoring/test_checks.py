from decimal import Decimal

import pytest

from prongsai.intake.model import Printed, Result
from prongsai.method.library import load_method
from prongsai.scoring.score import score

S2566 = ("100", "99.24", "100", "100", "100", "90.58", "91.20", "88.56", "92.50", "100")


def said(result):
    return [str(problem) for problem in score(result, load_method(result.fiscal_year)).problems]


def figures(**instruments):
    return {code: Decimal(figure) for code, figure in instruments.items()}


def test_figures_that_agree_raise_nothing(made):
    printed = Printed(figures(IIT="98.77", EIT="92.88", OIT="88.75"), Decimal("93.00"), " ผ่านดี ")
    assert said(made(printed=printed)) == []


def test_printed_eit_that_is_one_part_is_told_as_such(made):
    printed = Printed(figures(EIT="96.84"), Decimal("95.49"), "ผ่าน")
    assert said(made(2566, S2566, printed=printed, where="f:3")) == [
        (
            "f:3: EIT is printed as 96.84, but its indicators give 90.11 — "
            "unless it is mistyped, 96.84 must be one part only; the other part would then be 83.39"
        )
    ]


def test_printed_eit_that_can_be_no_part_is_only_wrong(made):
    assert said(made(2566, S2566, printed=Printed(figures(EIT="12")))) == [
        "EIT is printed as 12, but its indicators give 90.11 — compare with the published result"
    ]


@pytest.mark.parametrize(("off", "problems"), [("0.01", 0), ("0.02", 2)])
def test_average_of_agencies_may_be_off_by_one_hundredth(made, off, problems):
    printed = Printed({"IIT": Decimal("98.77") + Decimal(off)}, Decimal("93.00") - Decimal(off), "ผ่าน")
    assert len(said(made(printed=printed, kind="average_of_agencies"))) == problems


def test_one_hundredth_is_wrong_for_an_agency(made):
    assert said(made(printed=Printed(total=Decimal("93.01")))) == [
        "the total is printed as 93.01, but the indicators give 93.00 — compare with the published result"
    ]


def test_parts_that_cannot_make_eit_are_named(made):
    assert said(made(printed=Printed(figures(EIT1="99", EIT2="99")))) == [
        (
            "EIT part 1 99, EIT part 2 99 cannot be: EIT is the mean of its parts, "
            "and its indicators give 92.88 — compare with the published result"
        )
    ]


def test_parts_within_rounding_are_taken(made):
    assert said(made(printed=Printed(figures(EIT1="95.77", EIT2="90.01")))) == []
    assert said(made(printed=Printed(figures(EIT1="95.77")))) == []


def test_parts_without_eit_cannot_be_checked(made):
    assert said(made(2568, ("90",) * 5, printed=Printed(figures(EIT1="95.77", EIT2="10")))) == []


def test_parts_of_a_year_that_has_none_are_refused(made):
    assert said(made(2565, printed=Printed(figures(EIT1="95")))) == [
        "EIT has no parts in 2565 — leave the scores of its parts out"
    ]


def test_part_is_checked_against_its_questions():
    method = load_method(2568)
    questions = {(part, each.code): Decimal(90) for part in method.parts() for each in method.asked(part)}
    result = Result(2568, "questions", questions=questions, printed=Printed(figures(EIT1="91", EIT2="90")))
    assert said(result) == [
        "EIT part 1 is printed as 91, but its questions give 90.00 — compare with the published result",
        (
            "EIT part 1 91, EIT part 2 90 cannot be: EIT is the mean of its parts, "
            "and its indicators give 90.00 — compare with the published result"
        ),
    ]


def test_estimate_contradicts_nothing():
    method = load_method(2568)
    result = Result(
        2568,
        "questions",
        questions={(part, each.code): Decimal(90) for part in method.parts() for each in method.asked(part)},
        items={item.code: Decimal(100) for item in method.items},
        printed=Printed(figures(OIT="50"), Decimal(50), "ต้องปรับปรุงโดยด่วน"),
    )
    assert said(result) == []


@pytest.mark.parametrize(
    ("level", "line"),
    [
        ("ผ่านดี", None),
        ("pass, good", None),
        (
            "ผ่าน",
            "the level is printed as ผ่าน, but the total 93.00 gives ผ่านดี — compare with the published result",
        ),
        (
            "A",
            ("“A” is no level of 2568 — the levels are: ผ่านดีเยี่ยม, ผ่านดี, ผ่าน, ต้องปรับปรุง, ต้องปรับปรุงโดยด่วน"),
        ),
    ],
)
def test_printed_level_is_checked(made, level, line):
    assert said(made(printed=Printed(level=level))) == ([line] if line else [])


@pytest.mark.parametrize(
    ("year", "total", "level", "wrong"),
    [
        (2568, "94.64", "ผ่าน", False),
        (2566, "95.81", "ผ่านดี", False),
        (2565, "58.13", "D", False),
        (2565, "58.13", "C", True),
        (2568, "84.00", "ผ่าน", True),
        (2568, None, "ผ่าน", False),
    ],
)
def test_printed_level_without_indicators_is_held_against_the_printed_total(made, year, total, level, wrong):
    printed = Printed(total=None if total is None else Decimal(total), level=level)
    assert ["level-differs"] * wrong == [
        problem.code for problem in score(made(year, (), printed=printed), load_method(year)).problems
    ]


def test_open_levels_are_all_named(made):
    result = made(2568, ("96",) * 5 + ("90", "90", "90") + ("96", "96"), printed=Printed(level="ผ่านดีเยี่ยม"))
    assert said(result) == [
        (
            "the level is printed as ผ่านดีเยี่ยม, but the total 94.20 gives ผ่านดี or ผ่าน — "
            "compare with the published result"
        )
    ]


def test_level_is_not_checked_where_no_level_fits(made):
    from dataclasses import replace

    method = load_method(2568)
    narrow = replace(method, levels=replace(method.levels, levels=method.levels.levels[:1]))
    assert score(made(2568, ("50",) * 10, printed=Printed(level="ผ่านดีเยี่ยม")), narrow).problems == ()


def test_codes_that_the_year_does_not_have_are_named_and_not_counted():
    result = Result(
        2568,
        "responses",
        counts={
            ("IIT", "i1", 1, 6): 1,
            ("IIT", "i1", 2, 6): 1,
            ("EIT", "e1", 1, 1): 1,
            ("IIT", "i99", 1, 1): 1,
        },
        items={"o99": Decimal(1)},
    )
    assert said(result) == [
        "2568 does not have these: EIT/e1, IIT/i1.2, IIT/i99.1, o99 — write the codes of that year"
    ]


def test_lines_of_the_year_are_known():
    assert said(Result(2565, "responses", counts={("IIT", "i1", 2, 4): 1})) == []


def test_codes_are_checked_where_nothing_is_recomputed():
    assert said(Result(2569, "questions", items={"o99": Decimal(1)}))[0].startswith(
        "2569 does not have these: o99"
    )
