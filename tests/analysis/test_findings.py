from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.analysis.findings import STRENGTH, analyse
from prongsai.analysis.model import Analysis
from prongsai.analysis.rule import default_rule
from prongsai.intake.model import Remark
from prongsai.language.problems import InputError
from prongsai.scoring.model import Scores

Make = Callable[..., Scores]

SCORES = st.sampled_from(["50", "84.99", "85", "90", "94.99", "95", "99.99", "100"])


def classes(analysis: Analysis) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Class and reason codes of each indicator's own finding."""
    return {
        each.indicator: (each.klass, tuple(reason.code for reason in each.reasons))
        for each in analysis.findings
        if each.subject == "indicator"
    }


def words(figures: list[str]) -> str:
    return " ".join(figures)


def test_classes_follow_the_rule_to_the_letter(shallow: Make) -> None:
    analysis = analyse(shallow("97 96 98 96 97 94 92 90 84.99 100"))
    assert classes(analysis) == {
        1: ("develop", ("next-lowest-of-instrument",)),
        2: ("develop", ("lowest-of-instrument",)),
        3: ("keep", ("sound",)),
        4: ("develop", ("lowest-of-instrument",)),
        5: ("develop", ("next-lowest-of-instrument",)),
        6: ("keep", ("sound",)),
        7: ("develop", ("next-lowest-of-instrument",)),
        8: ("mend", ("lowest-of-instrument",)),
        9: ("mend", ("below-mend", "lowest-of-all")),
        10: ("keep", ("sound",)),
    }


def test_reasons_are_thai_clauses_with_their_numbers(shallow: Make) -> None:
    analysis = analyse(shallow("97 96 98 96 97 94 92 90 84.99 100"))
    assert [
        reason.text for number in (2, 7, 8, 9, 10) for reason in analysis.of_indicator(number).reasons
    ] == [
        "ต่ำที่สุดในแบบวัด IIT",
        "อยู่ในลำดับรองสุดท้ายของแบบวัด EIT",
        "ต่ำที่สุดในแบบวัด EIT และไม่ถึง 95 คะแนน",
        "ต่ำกว่า 85 คะแนน",
        "ต่ำที่สุดใน 10 ตัวชี้วัด",
        "ไม่เข้าเกณฑ์ที่ต้องแก้ไขหรือพัฒนา",
    ]


def test_lowest_of_an_instrument_below_the_cut_for_all_is_told_once(shallow: Make) -> None:
    analysis = analyse(shallow("97 96 98 96 97 94 92 84 90 100"))
    assert [reason.text for reason in analysis.of_indicator(8).reasons] == [
        "ต่ำกว่า 85 คะแนน",
        "ต่ำที่สุดในแบบวัด EIT",
        "ต่ำที่สุดใน 10 ตัวชี้วัด",
    ]


def test_what_stands_at_full_is_kept_even_as_the_lowest(shallow: Make) -> None:
    analysis = analyse(shallow(words(["100"] * 10)))
    assert set(classes(analysis).values()) == {("keep", ("sound",))}


def test_next_lowest_at_full_is_kept(shallow: Make) -> None:
    found = classes(analyse(shallow("99 100 100 100 100 98 100 100 100 100")))
    assert [found[number][0] for number in range(1, 11)] == [
        "develop",
        *["keep"] * 4,
        "develop",
        *["keep"] * 4,
    ]


def test_borders_belong_to_the_milder_class(shallow: Make) -> None:
    found = classes(analyse(shallow("95 99 99 99 99 95 99 99 85 100")))
    assert [found[number][0] for number in (1, 6, 9)] == ["develop", "develop", "develop"]
    below = classes(analyse(shallow("94.99 99 99 99 99 94.99 99 99 84.99 100")))
    assert [below[number][0] for number in (1, 6, 9)] == ["mend", "mend", "mend"]


def test_lowest_of_all_outside_the_surveys_is_developed(shallow: Make) -> None:
    assert classes(analyse(shallow("99 99 99 99 99 99 99 99 92 99")))[9] == ("develop", ("lowest-of-all",))


def test_rule_without_next_lowest_keeps_it(shallow: Make) -> None:
    rule = replace(default_rule(), next_lowest=False)
    found = classes(analyse(shallow("97 96 98 98 98 94 92 90 99 100"), rule=rule))
    assert [number for number, (klass, _codes) in found.items() if klass != "keep"] == [2, 8]


def test_low_questions_and_short_items_are_mended_and_lift_their_indicator(deep: Make) -> None:
    analysis = analyse(deep({"EIT1/e4": "84.99", "EIT2/e4": "85", "o13": "50", "o23": "0"}, base="99"))
    under = {
        each.id: (
            each.subject,
            each.indicator,
            each.klass,
            [reason.code for reason in each.reasons],
            each.score,
        )
        for each in analysis.findings
        if each.subject != "indicator"
    }
    assert under == {
        "EIT1/e4": ("question", 7, "mend", ["low-question"], Decimal("84.99")),
        "o13": ("item", 9, "mend", ["item-short"], Decimal(50)),
        "o23": ("item", 10, "mend", ["item-short"], Decimal(0)),
    }
    assert classes(analysis)[10] == ("mend", ("lowest-of-all", "below-it"))
    assert analysis.of_indicator(10).reasons[1].text == "มีประเด็นที่ต้องแก้ไขในข้อ o23"
    assert [each.id for each in analysis.under(9)] == ["o13"]
    assert [each.id for each in analysis.of_class("mend")] == ["7", "EIT1/e4", "9", "o13", "10", "o23"]


def test_low_question_above_the_mending_score_is_developed(deep: Make) -> None:
    rule = replace(default_rule(), low_question=Decimal(90))
    analysis = analyse(deep({"IIT/i5": "86"}, base="100"), rule=rule)
    assert [(each.id, each.klass) for each in analysis.under(2)] == [("IIT/i5", "develop")]
    assert analysis.of_indicator(2).reasons[-1].text == "มีประเด็นที่ต้องพัฒนาในข้อ i5"


def test_no_question_is_low_at_the_depth_of_indicators(shallow: Make) -> None:
    analysis = analyse(shallow(words(["40"] * 10)))
    assert {each.subject for each in analysis.findings} == {"indicator"}


def test_lines_of_a_question_are_no_findings_of_their_own(deep: Make) -> None:
    scores = deep(year=2565)
    question = next(each for each in scores.method.asked("IIT") if len(each.sub_questions) > 1)
    assert all(each.subject == "indicator" for each in analyse(scores).findings)
    lines = {("IIT", f"{question.code}.{line.number}"): Decimal(10) for line in question.sub_questions}
    result = replace(scores.result, questions=dict(scores.result.questions) | lines)
    again = analyse(type(scores)(**{**vars(scores), "result": result, "questions": dict(scores.questions)}))
    assert again.findings == analyse(scores).findings


def test_remark_is_mended_whatever_its_score(deep: Make) -> None:
    remarks = (Remark(("o14",), "ข้อความ", missing=("2",)), Remark(("e9",), "ข้อความ", part="EIT1"))
    analysis = analyse(deep(base="100", remarks=remarks))
    assert [
        (each.id, each.subject, each.indicator, each.klass, each.score, each.part)
        for each in analysis.findings
        if each.remark
    ] == [
        ("remark/EIT1/e9", "remark", 8, "mend", Decimal(100), "EIT1"),
        ("remark/o14", "remark", 9, "mend", Decimal(100), ""),
    ]
    assert classes(analysis)[8] == ("mend", ("below-it",))
    assert classes(analysis)[9] == ("mend", ("below-it",))


def test_remark_joins_the_finding_on_its_question_and_part(deep: Make) -> None:
    remark = Remark(("e9",), "ข้อความ", part="EIT1")
    analysis = analyse(deep({"EIT1/e9": "80", "EIT2/e9": "81"}, remarks=(remark,)))
    assert [
        (each.id, [reason.code for reason in each.reasons], each.remark) for each in analysis.under(8)
    ] == [
        ("EIT1/e9", ["low-question", "remark"], remark),
        ("EIT2/e9", ["low-question"], None),
    ]


def test_remark_on_the_other_part_stays_apart(deep: Make) -> None:
    analysis = analyse(deep({"EIT1/e9": "80"}, remarks=(Remark(("e9",), "ข้อความ", part="EIT2"),)))
    assert [each.id for each in analysis.under(8)] == ["EIT1/e9", "remark/EIT2/e9"]


def test_remark_without_part_joins_every_low_part(deep: Make) -> None:
    remark = Remark(("e9",), "ข้อความ")
    analysis = analyse(deep({"EIT1/e9": "80", "EIT2/e9": "81"}, remarks=(remark,)))
    assert [(each.id, each.remark) for each in analysis.under(8)] == [
        ("EIT1/e9", remark),
        ("EIT2/e9", remark),
    ]
    alone = analyse(deep(remarks=(remark,)))
    assert [(each.id, each.score) for each in alone.under(8)] == [("remark/e9", None)]


def test_remark_on_several_codes_is_one_finding_in_each_indicator(deep: Make) -> None:
    remark = Remark(("i5", "i6", "i7"), "ข้อความ")
    analysis = analyse(deep({"IIT/i6": "70"}, remarks=(remark,)))
    (two,), (three,) = analysis.under(2), analysis.under(3)
    assert (two.id, two.codes) == ("IIT/i6", ("i6", "i5"))
    assert (three.id, three.codes, three.score) == ("remark/IIT/i7", ("i7",), Decimal(96))
    assert len(two.concepts) == 2


def test_two_remarks_on_one_item_are_one_finding(deep: Make) -> None:
    remarks = (
        Remark(("o13",), "หนึ่ง", problem="ก", missing=("1",), refs=("o13",)),
        Remark(("o13",), "สอง", problem="ข", advice="ค", missing=("1", "4")),
    )
    (finding,) = analyse(deep(remarks=remarks)).under(9)
    assert finding.remark == Remark(
        ("o13",), "หนึ่ง\nสอง", problem="ก ข", advice="ค", missing=("1", "4"), refs=("o13",)
    )
    assert [reason.code for reason in finding.reasons] == ["remark"]


@pytest.mark.parametrize("codes_", [("e99",), ()])
def test_remark_that_cannot_be_placed_stands_last(deep: Make, codes_: tuple[str, ...]) -> None:
    analysis = analyse(deep(remarks=(Remark(codes_, "ข้อความ"),)))
    last = analysis.findings[-1]
    assert (last.indicator, last.codes, last.concepts) == (0, codes_, ())


def test_remarks_on_both_parts_of_a_question_that_cannot_be_placed_stay_apart(shallow: Make) -> None:
    remarks = tuple(Remark(("e9",), "ข้อความ", part) for part in ("EIT1", "EIT2", "EIT2"))
    analysis = analyse(shallow(" ".join(["99"] * 10), 2569, remarks=remarks))
    assert [each.id for each in analysis.findings if not each.indicator] == [
        "remark/EIT1/e9",
        "remark/EIT2/e9",
    ]


def test_unscored_indicator_has_no_finding(shallow: Make) -> None:
    analysis = analyse(shallow("99 - 97 96 98 94 92 90 84.99 100"))
    assert analysis.unscored == (2,)
    assert not analysis.has_finding(2)
    assert analysis.has_finding(1)
    with pytest.raises(KeyError):
        analysis.of_indicator(2)
    assert all(each.indicator != 2 for klass in STRENGTH for each in analysis.of_class(klass))
    assert analysis.of_indicator(9).reasons[1].text == "ต่ำที่สุดใน 9 ตัวชี้วัด"


def test_remark_under_an_unscored_indicator_still_counts(shallow: Make) -> None:
    analysis = analyse(shallow("99 - 97 96 98 94 92 90 84.99 100", remarks=(Remark(("i5",), "ข้อความ"),)))
    assert classes(analysis)[2] == ("mend", ("below-it",))
    assert analysis.of_indicator(2).score is None
    assert analysis.unscored == (2,)


def test_result_without_any_score_has_no_findings(shallow: Make) -> None:
    analysis = analyse(shallow(words(["-"] * 10)))
    assert (analysis.findings, analysis.places, analysis.unscored) == ((), {}, tuple(range(1, 11)))


def test_ranking_goes_from_high_to_low_with_shared_places(shallow: Make) -> None:
    analysis = analyse(shallow("90 95 90 - 99 95 80 81 82 83"))
    assert [number for number, _score in analysis.ranking] == [5, 2, 6, 1, 3, 10, 9, 8, 7, 4]
    assert analysis.places == {5: 1, 2: 2, 6: 2, 1: 4, 3: 4, 10: 6, 9: 7, 8: 8, 7: 9}


def test_earlier_results_come_newest_first(shallow: Make) -> None:
    older, newer, now = (
        shallow(words(["90"] * 10), 2565),
        shallow(words(["90"] * 10), 2567),
        shallow(words(["90"] * 10)),
    )
    analysis = analyse(now, (older, newer))
    assert analysis.earlier == (newer, older)


@pytest.mark.parametrize("years", [(2568,), (2569,), (2567, 2567)])
def test_year_that_is_not_earlier_is_refused(shallow: Make, years: tuple[int, ...]) -> None:
    beside = [shallow(words(["90"] * 10), year) for year in years]
    with pytest.raises(InputError) as caught:
        analyse(shallow(words(["90"] * 10)), beside)
    assert [each.code for each in caught.value.problems] == ["not-earlier"]


def test_published_year_is_classed_by_the_same_rule(shallow: Make) -> None:
    figures = "97 96 98 96 97 94 92 90 84.99 100"
    published = analyse(shallow(figures, 2569))
    assert classes(published) == classes(analyse(shallow(figures)))
    assert (published.costs, published.next_level, published.distances) == ({}, "", ())


@given(figures=st.lists(SCORES, min_size=10, max_size=10))
def test_every_scored_indicator_has_exactly_one_class(shallow: Make, figures: list[str]) -> None:
    analysis = analyse(shallow(words(figures)))
    own = [each for each in analysis.findings if each.subject == "indicator"]
    assert [each.indicator for each in own] == list(range(1, 11))
    for each in own:
        assert each.score is not None
        assert each.klass == "mend" or each.score >= 85
        assert each.klass == "keep" or each.score < 100
        assert bool(each.reasons)


@given(figures=st.lists(SCORES, min_size=10, max_size=10))
def test_equal_scores_in_one_instrument_have_one_class(shallow: Make, figures: list[str]) -> None:
    analysis = analyse(shallow(words(figures)))
    for instrument in analysis.scores.method.instruments:
        ordered = sorted(
            (analysis.of_indicator(number) for number in instrument.indicators),
            key=lambda each: each.score or 0,
        )
        for lower, higher in pairwise(ordered):
            if lower.score == higher.score:
                assert lower.klass == higher.klass
            assert STRENGTH[lower.klass] >= STRENGTH[higher.klass]


@given(
    figures=st.lists(SCORES, min_size=10, max_size=10),
    number=st.integers(1, 10),
    raised=SCORES,
)
def test_raising_a_score_never_makes_its_own_class_stricter(
    shallow: Make, figures: list[str], number: int, raised: str
) -> None:
    higher = max(figures[number - 1], raised, key=Decimal)
    before = analyse(shallow(words(figures))).of_indicator(number)
    after = analyse(shallow(words([*figures[: number - 1], higher, *figures[number:]]))).of_indicator(number)
    assert STRENGTH[after.klass] <= STRENGTH[before.klass]
