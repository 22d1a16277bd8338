"""What the shipped packs say, held against tables of our own."""

from collections import Counter
from decimal import Decimal

import pytest

from prongsai.method.library import load_method, years
from prongsai.method.model import Confidence, Item, Method, Question, Unpublished

ALL = range(2563, 2570)
#: Year → IIT and EIT questions, items of 9.1–9.5 and of 10.1–10.2.
COUNTS = {
    2563: ((30, 15), (9, 8, 7, 4, 5), (8, 2)),
    2564: ((30, 15), (9, 8, 7, 4, 5), (8, 2)),
    2565: ((30, 15), (9, 8, 7, 4, 5), (8, 2)),
    2566: ((30, 15), (10, 8, 4, 4, 4), (8, 5)),
    2567: ((15, 9), (6, 7, 4, 4, 4), (6, 4)),
    2568: ((15, 9), (4, 7, 2, 3, 4), (4, 4)),
    2569: ((0, 0), (4, 6, 2, 3, 4), (3, 4)),
}
#: Concept → its number in 2563 … 2569, 0 where it is not asked.
ITEMS = """
structure 1 1 1 1 1 1 1
executives 2 2 2 2 2 2 2
authority 3 3 3 3 3 0 0
strategy 4 4 4 4 7 5 5
contact 5 5 5 5 4 3 3
laws 6 6 6 6 0 0 0
news 7 7 7 7 5 4 4
qa 8 8 8 8 6 0 0
social 9 9 9 9 0 0 0
privacy 0 0 0 10 0 0 0
annualplan 10 10 10 11 0 0 0
monitor6 11 11 11 12 0 0 0
planprogress 0 0 0 0 8 6 6
annualreport 12 12 12 13 9 7 7
manual 13 13 13 14 10 8 8
svcmanual 14 14 14 15 11 9 9
svcstat 15 15 15 16 12 11 0
satisf 16 16 16 17 0 0 0
eservice 17 17 17 18 13 10 10
budgetplan 18 18 18 0 0 0 0
budgetmon 19 19 19 0 0 0 0
budgetrep 20 20 20 0 0 0 0
procplan 21 21 21 19 0 0 0
procann 22 22 22 20 15 0 0
procmonth 23 23 23 21 0 0 11
procyear 24 24 24 22 17 13 12
proclist 0 0 0 0 14 12 0
procprogress 0 0 0 0 16 0 0
hrpolicy 25 25 25 23 18 14 0
hract 26 26 26 24 0 0 0
hrcrit 27 27 27 25 0 0 13
hrreport 28 28 28 26 19 15 14
compl 29 29 29 27 22 17 16
complch 30 30 30 28 23 18 17
complstat 31 31 31 29 24 19 18
opinion 32 32 32 0 0 0 0
particip 33 33 33 30 25 20 19
will 34 34 0 0 0 0 0
nogift 0 0 34 31 26 21 20
nogiftcult 0 0 0 32 27 0 0
nogiftrep 0 0 0 33 28 0 0
giftreport 0 0 0 0 29 22 0
execpart 35 35 35 0 0 0 0
risk 36 36 36 34 30 23 21
riskact 37 37 37 35 31 24 22
culture 38 38 38 0 0 0 0
acplan 39 39 39 36 32 25 23
acmon 40 40 40 37 0 0 0
acrep 41 41 41 38 33 26 24
ethcode 0 0 0 39 20 0 0
ethdrive 0 0 0 40 21 16 15
etheval 0 0 0 41 0 0 0
measure 42 42 42 42 34 27 25
measureact 43 43 43 43 35 28 26
"""
#: Concept → its number in 2565, 2566, 2567 and 2568, for questions whose number or presence changed.
QUESTIONS = """
duty-steps i1 i1 i1 i1
duty-soliciting i4 i4 i3 i3
budget-known i7 i7 - -
budget-part - i8 - -
budget-as-intended i8 i9 i4 i4
budget-private i9 i10 - -
budget-false-claims i10 i11 i5 i5
budget-procurement i11 i12 i6 i6
budget-questions i12 - - -
power-errands i16 i16 i7 i7
property-taken i19 - - -
property-private - i23 i11 i11
property-rules i23 i19 - -
property-borrowing i21 i21 i10 i10
property-supervision i24 i24 i12 i12
corruption-executive i25 i25 i13 i13
public-steps e1 e1 e1 e1
public-soliciting e4 e4 e3 e3
public-channels e6 e6 e4 e4
public-participation e14 e14 e7 e7
public-online-used - - e9 -
public-online-convenient - - - e9
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.fixture(params=ALL)
def method(request) -> Method:
    return load_method(request.param)


def test_years_are_all_tested():
    assert tuple(ALL) == years()


def test_numbers_of_questions_and_items(method):
    (iit, eit), nine, ten = COUNTS[method.fiscal_year]
    part = "EIT" if method.fiscal_year < 2566 else "EIT1"
    assert (len(method.asked("IIT")), len(method.asked(part))) == (iit, eit)
    held = {each.code: len(each.items) for each in method.sub_indicators}
    codes = ("9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2")
    assert held == dict(zip(codes, (*nine, *ten), strict=True))
    assert [each.code for each in method.items] == [
        f"o{number}" for number in range(1, sum(nine) + sum(ten) + 1)
    ]
    assert all(each.indicator == int(each.sub_indicator.split(".")[0]) for each in method.items)


def test_items_stand_where_the_crosswalk_has_them(method):
    column = method.fiscal_year - 2562
    wanted = {row[0]: f"o{row[column]}" for row in rows(ITEMS) if row[column] != "0"}
    assert {each.concept: each.code for each in method.items} == wanted


@pytest.mark.parametrize("row", rows(QUESTIONS), ids=lambda row: row[0])
def test_questions_keep_their_concept_under_other_numbers(row):
    found = [load_method(year).codes_of(row[0]) for year in (2565, 2566, 2567, 2568)]
    assert found == [() if code == "-" else (code,) for code in row[1:]]


def test_questions_per_indicator(method):
    if isinstance(method.questions, Unpublished):
        assert method.fiscal_year == 2569
        return
    wanted = [6, 6, 6, 6, 6, 5, 5, 5] if method.fiscal_year < 2567 else [3] * 8
    counted = Counter(each.indicator for each in method.questions)
    assert [counted[number] for number in range(1, 9)] == wanted


def test_instruments_weights_and_parts(method):
    eit = ("EIT",) if method.fiscal_year < 2566 else ("EIT1", "EIT2")
    assert [(each.code, each.weight, each.indicators, each.parts) for each in method.instruments] == [
        ("IIT", Decimal(30), (1, 2, 3, 4, 5), ("IIT",)),
        ("EIT", Decimal(30), (6, 7, 8), eit),
        ("OIT", Decimal(40), (9, 10), ()),
    ]
    sure = Confidence.UNCONFIRMED if method.fiscal_year == 2569 else Confidence.VERIFIED
    assert {each.basis.confidence for each in method.instruments} == {sure}


@pytest.mark.parametrize("year", [2563, 2564, 2565])
def test_levels_by_letter(year):
    levels = load_method(year).levels
    assert [(each.name_th, each.total_min, each.each_min) for each in levels.levels] == [
        (name, Decimal(floor), None)
        for name, floor in [("AA", 95), ("A", 85), ("B", 75), ("C", 65), ("D", 55), ("E", 50), ("F", 0)]
    ]
    assert (levels.measured_on, levels.basis.confidence) == ((), Confidence.VERIFIED)


@pytest.mark.parametrize("year", [2566, 2567, 2568])
def test_levels_by_total_and_each_instrument(year):
    levels = load_method(year).levels
    assert [
        (each.name_th, each.total_min, each.each_min, each.basis.confidence) for each in levels.levels
    ] == [
        ("ผ่านดีเยี่ยม", 95, 95, Confidence.ONE_SOURCE),
        ("ผ่านดี", 85, 85, Confidence.VERIFIED),
        ("ผ่าน", 85, None, Confidence.VERIFIED),
        ("ต้องปรับปรุง", 70, None, Confidence.VERIFIED),
        ("ต้องปรับปรุงโดยด่วน", 0, None, Confidence.VERIFIED),
    ]
    assert levels.measured_on == ("IIT", "EIT1", "EIT2", "OIT")


def test_what_2569_does_not_publish():
    method = load_method(2569)
    rules = method.rules
    unseen = [
        method.scales, method.questions, method.levels, method.target, rules.question, rules.sub_questions,
        rules.indicator, rules.parts, rules.items, rules.instrument, rules.total, rules.reversal,
    ]  # fmt: skip
    assert all(isinstance(each, Unpublished) and each.note and each.note_th for each in unseen)
    assert not rules.items_estimate
    assert {each.name for each in method.facts if each.value == "unpublished"} == {"sampling", "announced"}


@pytest.mark.parametrize("year", range(2563, 2569))
def test_rules_of_a_published_year(year):
    rules = load_method(year).rules
    assert [rule.places for rule in (rules.question, rules.indicator, rules.instrument, rules.total)] == [
        2
    ] * 4
    assert rules.total.basis.confidence == rules.instrument.basis.confidence == Confidence.VERIFIED
    assert rules.question.basis.confidence == Confidence.INFERRED
    assert rules.reversal == "mirror"
    assert rules.items.through_sub_indicators
    old = year < 2567
    assert rules.items.scores == ((Decimal(0), Decimal(100)) if old else ())
    assert rules.items_estimate is not old
    assert isinstance(rules.sub_questions, Unpublished) is not old
    assert (rules.parts is None) is (year < 2566)


def test_confidence_of_parts_and_items_by_year():
    parts = {year: load_method(year).rules.parts.basis.confidence.value for year in (2566, 2567, 2568)}
    assert parts == {2566: "inferred", 2567: "inferred", 2568: "verified"}
    items = {year: load_method(year).rules.items.basis.confidence.value for year in range(2563, 2569)}
    assert items == {
        2563: "unconfirmed", 2564: "verified", 2565: "verified", 2566: "verified", 2567: "unconfirmed",
        2568: "unconfirmed",
    }  # fmt: skip


@pytest.mark.parametrize("year", range(2563, 2569))
def test_scales_of_a_published_year(year):
    scales = {each.code: tuple(map(str, each.points)) for each in load_method(year).scales}
    main = (
        {"level4": ("0", "33.33", "66.67", "100")}
        if year < 2567
        else {"level6": ("0", "20", "40", "60", "80", "100")}
    )
    assert scales == main | {"yes_no": ("100", "0")}


def test_words_of_six_levels_are_not_given_since_they_differ():
    scale = load_method(2567).scale("level6")
    assert (scale.labels_th, scale.basis.confidence) == ((), Confidence.INFERRED)
    assert "differ from question to question" in scale.basis.note


@pytest.mark.parametrize("year", [2563, 2564, 2565])
def test_question_of_two_directions(year):
    lines = load_method(year).find("i11").sub_questions
    assert [(each.number, each.polarity) for each in lines] == [(1, "positive"), (2, "negative")]


@pytest.mark.parametrize("year", range(2563, 2569))
def test_questions_of_several_lines(year):
    several = {
        each.code: len(each.sub_questions)
        for each in load_method(year).questions
        if len(each.sub_questions) > 1
    }
    old = {
        "i1": 2, "i3": 3, "i4": 3, "i5": 3, "i6": 3, "i8": 2, "i11": 2, "i12": 3, "i18": 3, "i26": 2, "i28": 3, "i30": 4,
    }  # fmt: skip
    assert several == (old if year < 2566 else {})


def test_direction_of_questions_is_kept_by_the_short_form():
    wrong = []
    for code in ("i3", "i5", "i6", "i7", "i8", "i9", "i11", "e3"):
        wrong += [
            year
            for year in (2567, 2568)
            if load_method(year).find(code).sub_questions[0].polarity != "negative"
        ]
    assert wrong == []
    for year in (2567, 2568):
        negative = [
            each.code for each in load_method(year).questions if each.sub_questions[0].polarity == "negative"
        ]
        assert negative == ["i3", "i5", "i6", "i7", "i8", "i9", "i11", "e3"]


REPORTS = {
    2563: ("o42", "o43", "lists"), 2564: ("o42", "o43", "lists"), 2565: ("o42", "o43", "lists"),
    2566: ("o42", "o43", "lists"), 2567: ("o34", "o35", "lists"), 2568: ("o27", "o28", "indicators"),
    2569: ("o25", "o26", "indicators"),
}  # fmt: skip


def test_report_of_a_plan_year(method):
    report = method.report
    assert (report.plan_item, report.progress_item, report.layout) == REPORTS[method.fiscal_year]
    assert method.find(report.plan_item).concept == "measure"
    assert method.find(report.progress_item).concept == "measureact"
    lists = ("analysis", "mend", "develop", "measures", "owner", "steps", "period", "follow_up")
    own = ("scores", "analysis", "measures", "steps", "period", "owner")
    assert report.requires == (own if method.fiscal_year == 2569 else lists)


def test_target_is_85_with_its_basis():
    found = {
        year: (load_method(year).target.value, load_method(year).target.basis.confidence.value)
        for year in range(2563, 2569)
    }
    assert found == {
        2563: ("85", "one_source"), 2564: ("85", "inferred"), 2565: ("85", "inferred"), 2566: ("85", "one_source"),
        2567: ("85", "inferred"), 2568: ("85", "inferred"),
    }  # fmt: skip


def test_national_means():
    facts = {year: {each.name: each for each in load_method(year).facts} for year in range(2563, 2569)}
    assert {year: each["national.mean"].value for year, each in facts.items()} == {
        2563: "67.90", 2564: "81.25", 2565: "87.57", 2566: "90.19", 2567: "93.05", 2568: "93.82",
    }  # fmt: skip
    assert facts[2567]["national.mean"].basis.confidence == Confidence.INFERRED
    assert facts[2568]["announced"].value == "2025-08-15"


def test_own_words_are_plain_thai(method):
    said = [
        each.subject_th if isinstance(each, Question) else element.text_th
        for each in method.subjects.values()
        for element in (each.elements if isinstance(each, Item) else (None,))
    ]
    assert [
        text for text in said if set("/+:;") & set(text) or not any("ก" <= letter <= "๙" for letter in text)
    ] == []


def test_elements_keep_their_identity_over_the_years(method):
    for item in method.items:
        codes = [each.code for each in item.elements]
        assert codes
        assert len(set(codes)) == len(codes)
        assert all(code.startswith(f"{item.concept}.") for code in codes)


def test_each_instruments_name(method):
    assert [each.name_th for each in method.instruments] == [
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก",
        "แบบวัดการเปิดเผยข้อมูลสาธารณะ",
    ]
    assert method.indicator(8).other_names == ("การปรับปรุงการทำงาน",)
    assert [each.number for each in method.indicators] == list(range(1, 11))
