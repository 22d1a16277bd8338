from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.analysis.least_raises import Need, Option, least_raises

WORTHS = [Fraction(3, 50), Fraction(1, 10), Fraction(1, 20), Fraction(1, 30)]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Option], Need]:
    """Up to five options with little room under up to two figures, and needs that all together can meet."""
    worths = {"IIT": WORTHS[:1], "OIT": WORTHS[1:]}
    options = []
    for number in range(draw(st.integers(1, 5))):
        figure = draw(st.sampled_from(["IIT", "OIT"]))
        whole = draw(st.booleans()) if figure == "OIT" else False
        room = 4 if whole else draw(st.integers(1, 5))
        options.append(Option(str(number), figure, draw(st.sampled_from(worths[figure])), room, whole))
    gains = {
        figure: sum((each.gain for each in options if each.figure == figure), Fraction(0))
        for figure in worths
    }
    part = st.fractions(min_value=Fraction(-1, 7), max_value=1, max_denominator=7)
    figures = {figure: gain * draw(part) for figure, gain in gains.items()}
    return options, Need(figures, sum(gains.values()) * draw(part))


def gained(options: list[Option], raises: tuple[int, ...], figure: str = "") -> Fraction:
    return sum(
        (
            each.worth * points / 100
            for each, points in zip(options, raises, strict=True)
            if figure in {"", each.figure}
        ),
        Fraction(0),
    )


def meets(options: list[Option], need: Need, raises: tuple[int, ...]) -> bool:
    return gained(options, raises) >= need.total and all(
        gained(options, raises, figure) >= wanted for figure, wanted in need.figures.items()
    )


@settings(max_examples=150)
@given(case=cases())
def test_least_raises_are_least_by_trying_everything(case: tuple[list[Option], Need]) -> None:
    options, need = case
    steps = [(0, each.room) if each.whole else range(each.room + 1) for each in options]
    least = min(
        (sum(map(bool, raises)), sum(raises)) for raises in product(*steps) if meets(options, need, raises)
    )
    found, complete = least_raises(options, need)
    raises = tuple(found.get(each.key, 0) for each in options)
    assert complete
    assert meets(options, need, raises)
    assert (len(found), sum(found.values())) == least


def test_search_that_is_cut_short_says_so_and_still_meets_the_needs() -> None:
    options = [Option(str(n), "OIT", Fraction(n, 100), 100 - n) for n in range(1, 9)]
    need = Need({"OIT": Fraction(0)}, Fraction(1, 10))
    found, complete = least_raises(options, need, limit=1)
    assert not complete
    assert meets(options, need, tuple(found.get(each.key, 0) for each in options))
    assert least_raises(options, need)[1]


def test_nothing_wanted_needs_no_raise() -> None:
    options = [Option("1", "IIT", Fraction(1, 10), 100)]
    assert least_raises(options, Need({"IIT": Fraction(-1)}, Fraction(-1))) == ({}, True)


def test_figure_that_needs_two_kinds_gets_both_though_one_of_another_figure_would_do_for_the_total():
    half, tenth = Fraction(1, 2), Fraction(1, 10)
    options = [Option("a", "IIT", half, 4), Option("b", "IIT", tenth, 15), Option("c", "OIT", half, 100)]
    need = Need({"IIT": half * 5 / 100}, half * 5 / 100)
    assert least_raises(options, need) == ({"a": 4, "b": 5}, True)


def test_choice_that_leaves_a_figure_short_is_given_up_though_the_total_is_met() -> None:
    """Both of one figure would do for the total, but then nothing is left for the other."""
    thirtieth, twentieth, six_hundredths = Fraction(1, 30), Fraction(1, 20), Fraction(3, 50)
    options = [
        Option("a", "OIT", thirtieth, 5),
        Option("b", "IIT", six_hundredths, 2),
        Option("c", "OIT", twentieth, 3),
    ]
    need = Need({"IIT": six_hundredths / 100, "OIT": twentieth / 100}, Fraction(0))
    assert least_raises(options, need) == ({"b": 1, "c": 1}, True)
