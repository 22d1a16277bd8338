from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.responses import count_responses, read_counts
from prongsai.language.problems import InputError
from prongsai.method.library import load_method


def result(body, year=2568, depth="questions"):
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"agency: {{name: ก}}\nresults:\n  - fiscal_year: {year}\n    depth: {depth}\n{lines}"


def test_questions_lines_and_items_are_read(read):
    text = result(
        "questions:\n  IIT: {i1.1: 90, I1.2: 80, i2: 70, i7: }\n  EIT: {e1: ๙๑.๕}\nitems: {o1: 100, O๒: 0}",
        2565,
    )
    found = read(text).results[0]
    assert found.questions == {
        ("IIT", "i1.1"): Decimal(90),
        ("IIT", "i1.2"): Decimal(80),
        ("IIT", "i2"): Decimal(70),
        ("EIT", "e1"): Decimal("91.5"),
    }
    assert found.items == {"o1": Decimal(100), "o2": Decimal(0)}


@pytest.mark.parametrize(
    ("body", "year", "line"),
    [
        (
            "questions: {EIT: {e1: 90}}",
            2568,
            "a.yaml:5 results.1.questions.EIT: “EIT” is no part of 2568 — use one of: IIT, EIT1, EIT2",
        ),
        (
            "questions: {IIT: {e1: 90}}",
            2568,
            "a.yaml:5 results.1.questions.IIT.e1: “e1” is not asked in IIT of 2568 — write the codes of that year",
        ),
        (
            "questions: {IIT: {i1.1: 90}}",
            2568,
            (
                "a.yaml:5 results.1.questions.IIT.i1.1: “i1.1” is not asked in IIT of 2568 — "
                "write the codes of that year"
            ),
        ),
        (
            "questions: {IIT: {i1: 90}}",
            2569,
            (
                "a.yaml:5 results.1.questions: the questions of 2569 are not published — "
                "enter the indicator scores; items may be entered too"
            ),
        ),
        (
            "items: {o44: 100}",
            2565,
            "a.yaml:5 results.1.items.o44: “o44” is no item of 2565 — the items of that year are o1 to o43",
        ),
        (
            "items: {o1: 50}",
            2565,
            "a.yaml:5 results.1.items.o1: an item of 2565 cannot score 50 — its items score 0 or 100",
        ),
        (
            "items: {o1: many}",
            2568,
            (
                "a.yaml:5 results.1.items.o1: “many” is not a number — "
                "write a number such as 93.00, or leave the place empty where there is no score"
            ),
        ),
    ],
)
def test_score_that_the_year_does_not_have_is_refused(faults, body, year, line):
    assert faults(result(body, year)) == [line]


def test_items_may_earn_part_of_their_points_where_the_rule_is_not_known(read):
    assert read(result("items: {o1: 50}")).results[0].items == {"o1": Decimal(50)}
    assert read(result("items: {o1: 50}", 2569)).results[0].items == {"o1": Decimal(50)}


def test_responses_are_counted_from_files_rows_and_ready_counts(read, write):
    write("data/iit.csv", "I1,i2,i๓\n6,5,2\n5,,2\n,,\n")
    write(
        "counts.csv", "part,question,sub_question,option,count\neit1,e1,1,6,18\nEIT1,e1,,6,2\nEIT2,E1,1,5,4\n"
    )
    found = read(
        result(
            "responses:\n  IIT: data/iit.csv\n  EIT1: [{e1: 6, e2: 5}, {e3: 2}]\ncounts: counts.csv\nitems: {o1: 100}",
            depth="responses",
        )
    ).results[0]
    assert found.counts == {
        ("IIT", "i1", 1, 6): 1,
        ("IIT", "i1", 1, 5): 1,
        ("IIT", "i2", 1, 5): 1,
        ("IIT", "i3", 1, 2): 2,
        ("EIT1", "e1", 1, 6): 21,
        ("EIT1", "e2", 1, 5): 1,
        ("EIT1", "e3", 1, 2): 1,
        ("EIT2", "e1", 1, 5): 4,
    }


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            "responses: {EIT: a.csv}",
            "a.yaml:5 results.1.responses.EIT: “EIT” is no part of 2568 — use one of: IIT, EIT1, EIT2",
        ),
        (
            "responses: {IIT: ../a.csv}",
            (
                "a.yaml:5 results.1.responses.IIT: “../a.csv” does not lie beside the input file — "
                "put the file into the same folder, or one below it, and write its name"
            ),
        ),
        (
            "counts: /etc/hosts",
            (
                "a.yaml:5 results.1.counts: “/etc/hosts” does not lie beside the input file — "
                "put the file into the same folder, or one below it, and write its name"
            ),
        ),
        (
            "responses: {IIT: [{i1: 7}]}",
            (
                "a.yaml:5 results.1.responses.IIT.1 i1: “7” is not an option — "
                "write the place of the answer in its scale, 1 to 6, never its points"
            ),
        ),
        (
            "responses: {IIT: [{i99: 1}]}",
            (
                "a.yaml:5 results.1.responses.IIT: “i99” is not asked in IIT of 2568 — the codes are: "
                "i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15"
            ),
        ),
    ],
)
def test_faulty_responses_are_refused_with_their_place(faults, body, line):
    assert faults(result(body, depth="responses")) == [line]


def test_responses_of_a_year_without_questions_are_refused(faults):
    assert faults(result("responses: {IIT: [{i1: 1}]}", 2569, "responses"))[-1] == (
        "a.yaml:5 results.1.responses.IIT: the questions of 2569 are not published — "
        "enter the published indicator scores, with depth: indicators"
    )


def refused(function, *arguments):
    with pytest.raises(InputError) as caught:
        function(*arguments)
    return [str(problem) for problem in caught.value.problems]


def table(text):
    return [(f"r:{number}", line.split(",")) for number, line in enumerate(text.splitlines(), start=1)]


@pytest.mark.parametrize("value", ["100", "33.33", "0", "-1", "x", "²", "1.0"])
def test_value_that_is_no_option_is_refused(value):
    assert refused(count_responses, "IIT", table(f"i1,i2\n1,{value}"), load_method(2568)) == [
        f"r:2 i2: “{value}” is not an option — write the place of the answer in its scale, 1 to 6, never its points"
    ]


def test_lines_of_a_question_are_columns_of_their_own():
    assert count_responses("IIT", table("i1.1,i1.2\n4,๓\n4,"), load_method(2565)) == {
        ("IIT", "i1", 1, 4): 2,
        ("IIT", "i1", 2, 3): 1,
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [": there are no responses — write a header of codes"]),
        ("i1,i1\n1,1", ["r:1: these columns are there twice: i1 — keep one of each"]),
        ("i1\n1,2", ["r:2: the row has more cells than the header — check for a comma too many"]),
    ],
)
def test_faulty_table_of_responses_is_refused(text, lines):
    found = refused(count_responses, "IIT", table(text), load_method(2568))
    assert [line if line.startswith("r") else f": {line}" for line in found] == lines


def test_reading_stops_after_many_faults():
    assert len(refused(count_responses, "IIT", table("i1\n" + "9\n" * 1000), load_method(2568))) == 20


@given(st.permutations([["6", "1"], ["5", ""], ["", "2"], ["6", "1"], ["1", "6"]]))
def test_order_of_respondents_does_not_change_the_counts(rows):
    lines = [("r", ["i1", "i2"]), *(("r", row) for row in rows)]
    assert count_responses("IIT", lines, load_method(2568)) == {
        ("IIT", "i1", 1, 6): 2,
        ("IIT", "i1", 1, 5): 1,
        ("IIT", "i1", 1, 1): 1,
        ("IIT", "i2", 1, 1): 2,
        ("IIT", "i2", 1, 2): 1,
        ("IIT", "i2", 1, 6): 1,
    }


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("EIT,e1,1,1,1", "r:2: “EIT e1.1” is not asked — write the parts and codes of that year"),
        ("IIT,i1,2,1,1", "r:2: “IIT i1.2” is not asked — write the parts and codes of that year"),
        (
            "IIT,i1,1,7,1",
            "r:2 option: “7” is not an option — write the place of the answer in its scale, 1 to 6, never its points",
        ),
        ("IIT,i1,1,1,-1", "r:2 count: “-1” is not a whole number — write digits only, such as 12"),
        ("IIT,i1,a,1,1", "r:2 sub_question: “a” is not a whole number — write digits only, such as 12"),
    ],
)
def test_faulty_count_is_refused(row, line):
    text = f"part,question,sub_question,option,count\n{row}"
    assert refused(read_counts, table(text), load_method(2568)) == [line]


def test_counts_need_their_columns():
    assert refused(read_counts, table("part,question\nIIT,i1"), load_method(2568)) == [
        (
            "r:1: the columns are not those of counts — "
            "the first row must name the columns: part, question, sub_question, option, count"
        )
    ]
