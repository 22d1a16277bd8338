from decimal import Decimal

import pytest
import xlsxwriter

from prongsai.intake.listing import read_list
from prongsai.intake.model import Printed, Result, Row
from prongsai.language.problems import InputError

HEADER = "id,fiscal_year,unit,kind," + ",".join(f"i{number}" for number in range(1, 11))


@pytest.fixture
def listed(write):
    def read(text, name="l.csv"):
        return read_list(write(name, text))

    return read


def lines(row, tmp_path):
    return [str(problem).replace(f"{tmp_path}/", "") for problem in row.problems]


def test_row_is_read_with_printed_figures(listed, tmp_path):
    rows, notes = listed(
        f"{HEADER},iit,eit,eit_part1,total,level,note,source\n"
        "a,2568,ก,agency,99,98.5,,,,,,,,๑๐๐,97.1,96,95.5,93.00,ผ่านดี,x,\n"
    )
    assert rows == (
        Row(
            "a",
            2568,
            Result(
                2568,
                "indicators",
                "published",
                "a",
                "ก",
                f"{tmp_path}/l.csv:2",
                {1: Decimal(99), 2: Decimal("98.5"), 10: Decimal(100)},
                printed=Printed(
                    {"IIT": Decimal("97.1"), "EIT": Decimal(96), "EIT1": Decimal("95.5")},
                    Decimal("93.00"),
                    "ผ่านดี",
                ),
            ),
            (),
            "ก",
        ),
    )
    assert notes == ("these columns were not read: note, source",)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", "published"),
        ("agency", "published"),
        ("total_only", "published"),
        ("rehearsal", "rehearsal"),
        ("average_of_agencies", "average_of_agencies"),
        ("internal_pre_assessment", "internal_pre_assessment"),
    ],
)
def test_kind_is_read(listed, word, kind):
    (row,), notes = listed(f"{HEADER}\na,2568,,{word}{',90' * 10}\n")
    assert (row.result.kind, notes) == (kind, ())


def test_faulty_rows_keep_their_places_with_all_their_problems(listed, tmp_path):
    rows, _notes = listed(
        f"{HEADER}\n"
        f"a,2568,ก,official,185{',90' * 9}\n"
        f"b,2499,ข,{',90' * 10}\n"
        f"c,,ค,{',90' * 10}\n"
        f"d,2568,ง,{',90' * 10},91\n"
        f"e,2568,จ,{',90' * 10}\n"
    )
    assert [(row.id, row.fiscal_year, row.unit, row.result is None) for row in rows] == [
        ("a", 2568, "ก", True),
        ("b", 2499, "ข", True),
        ("c", None, "ค", True),
        ("d", 2568, "ง", True),
        ("e", 2568, "จ", False),
    ]
    assert [lines(row, tmp_path) for row in rows] == [
        [
            (
                "l.csv:2: “official” is not a kind of result — use one of: agency, total_only, published, rehearsal, "
                "estimate, preliminary, final, average_of_agencies, internal_pre_assessment"
            ),
            (
                "l.csv:2 i1: 185 is not a score: scores lie between 0 and 100 — "
                "write the score as it was published, or leave the place empty where there is none"
            ),
        ],
        [
            (
                "l.csv:3 fiscal_year: there is no method for fiscal year 2499 — the years that are there: "
                "2563, 2564, 2565, 2566, 2567, 2568, 2569; docs/method.md says how to add one"
            )
        ],
        [
            (
                "l.csv:4 fiscal_year: there is no fiscal year — "
                "write the year of the Buddhist Era with four digits, such as 2568"
            )
        ],
        ["l.csv:5: the row has more cells than the header — check for a comma too many"],
        [],
    ]


def test_faulty_printed_figure_leaves_the_row_readable(listed, tmp_path):
    (row,), _notes = listed(f"{HEADER},total\na,2568,,{',90' * 10},185\n")
    assert (row.result.printed, lines(row, tmp_path)) == (
        Printed(),
        [
            (
                "l.csv:2 total: 185 is not a score: scores lie between 0 and 100 — "
                "write the score as it was published, or leave the place empty where there is none"
            )
        ],
    )


def test_missing_and_doubled_columns_are_refused(listed, tmp_path):
    with pytest.raises(InputError) as caught:
        listed("id,fiscal_year,i1,i1,i2,i3,i4,i5,i6,i7,i8\n")
    assert [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems] == [
        (
            "l.csv:1: these columns are missing: i9, i10 — the first row must name the columns: "
            "fiscal_year, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10"
        ),
        "l.csv:1: these columns are there twice: i1 — keep one of each",
    ]


def test_empty_file_has_no_columns(listed):
    with pytest.raises(InputError, match=r"l\.csv: these columns are missing: fiscal_year, i1"):
        listed("")


def test_workbook_gives_the_same_rows_as_csv(listed, tmp_path):
    path = tmp_path / "l.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ผล")
        sheet.write_row(0, 0, [name.upper() for name in HEADER.split(",")])
        sheet.write_row(1, 0, ["a", 2568, "ก", "agency", *[91.25] * 9, 100])
    rows, _notes = read_list(path)
    same, _notes = listed(f"{HEADER}\na,2568,ก,agency{',91.25' * 9},100\n")
    assert rows[0].result.indicators == same[0].result.indicators
    assert rows[0].result.where == f"{path}!ผล:2"
