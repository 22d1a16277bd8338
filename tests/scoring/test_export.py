import json
from decimal import Decimal

from prongsai.intake.listing import read_list
from prongsai.intake.model import Printed, Result
from prongsai.method.library import load_method
from prongsai.scoring.export import as_csv, as_json, score_row
from prongsai.scoring.score import score

HEADER = "id,fiscal_year,unit,kind," + ",".join(f"i{number}" for number in range(1, 11))


def test_scores_of_a_result_as_plain_data(made):
    printed = Printed({"EIT1": Decimal("95.8"), "IIT": Decimal("98.77")}, Decimal(93), "ผ่านดี")
    method = load_method(2568)
    plain = as_json(score(made(printed=printed, id="a", unit="ก"), method))
    assert json.loads(json.dumps(plain)) == plain
    assert plain == {
        "id": "a",
        "unit": "ก",
        "fiscal_year": 2568,
        "kind": "published",
        "depth": "indicators",
        "iit": "98.77",
        "eit": "92.88",
        "oit": "88.75",
        "total": "93.00",
        "level": "ผ่านดี",
        "possible_levels": [],
        "needs": "",
        "no_level": "",
        "indicators": {
            "1": "99.14", "2": "98.60", "3": "99.68", "4": "97.74", "5": "98.71",
            "6": "95.61", "7": "91.55", "8": "91.49", "9": "77.50", "10": "100.00",
        },
        "parts": {"EIT1": "95.80", "EIT2": None},
        "confidence": {"word": "verified", "because": ""},
        "estimate": False,
        "published": {"iit": "98.77", "eit1": "95.80", "total": "93.00", "level": "ผ่านดี", "recomputed": True},
        "method_hash": method.hash,
        "problems": [],
    }  # fmt: skip


def test_open_level_is_null_with_what_is_possible(made):
    scores = ("96",) * 5 + ("90", "90", "90") + ("96", "96")
    plain = as_json(score(made(2568, scores), load_method(2568)))
    assert (plain["level"], plain["possible_levels"], plain["needs"] != "") == (None, ["ผ่านดี", "ผ่าน"], True)


def test_missing_scores_are_null_never_zero(made):
    plain = as_json(score(made(2565, ("90",) * 5), load_method(2565)))
    assert {
        key: plain[key] for key in ("iit", "eit", "oit", "total", "level", "confidence", "estimate", "parts")
    } == {
        "iit": "90.00",
        "eit": None,
        "oit": None,
        "total": None,
        "level": None,
        "confidence": None,
        "estimate": False,
        "parts": {},
    }


def test_published_figures_stand_where_nothing_is_recomputed():
    printed = Printed({"IIT": Decimal(99)}, None, "")
    plain = as_json(score(Result(2569, "indicators", printed=printed), load_method(2569)))
    assert plain["published"] == {"iit": "99.00", "total": None, "level": None, "recomputed": False}
    assert (plain["iit"], plain["total"], plain["level"]) == (None, None, None)


def test_list_keeps_its_order_and_faulty_rows_have_nulls(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text(
        f"{HEADER},total\n"
        f"a,2565,ก,agency{',90' * 10},\n"
        f"b,2565,ข,agency,185{',90' * 9},\n"
        f"c,2499,ค,agency{',90' * 10},\n"
        f"d,2565,ง,agency{',90' * 10},many\n"
        f"e,2565,จ,agency{',90' * 10},91\n",
        encoding="utf-8",
    )
    found = [score_row(row) for row in read_list(path)[0]]
    assert [[row[key] for key in ("id", "unit", "fiscal_year", "total", "level")] for row in found] == [
        ["a", "ก", 2565, "90.00", "A"],
        ["b", "ข", 2565, None, None],
        ["c", "ค", 2499, None, None],
        ["d", "ง", 2565, "90.00", "A"],
        ["e", "จ", 2565, "90.00", "A"],
    ]
    assert [(row["iit"], row["eit"], row["oit"]) for row in found[1:3]] == [(None, None, None)] * 2
    assert [
        [problem.split(" — ")[0].replace(f"{path}:", "") for problem in row["problems"]] for row in found
    ] == [
        [],
        ["3 i1: 185 is not a score: scores lie between 0 and 100"],
        ["4 fiscal_year: there is no method for fiscal year 2499"],
        ["5 total: “many” is not a number"],
        ["6: the total is printed as 91, but the indicators give 90.00"],
    ]


def test_rows_as_csv_keep_text_that_looks_like_a_formula(tmp_path):
    path = tmp_path / "l.csv"
    path.write_text(
        f'{HEADER},total\n=1+1,2565,ก,{",90" * 10},91\nb,2565,"ข, ค",{",x" + ",90" * 9},\n', encoding="utf-8"
    )
    first, second, third = as_csv([score_row(row) for row in read_list(path)[0]]).splitlines()
    assert first == "id,unit,fiscal_year,iit,eit,oit,total,level,problems"
    assert second.startswith("'=1+1,ก,2565,90.00,90.00,90.00,90.00,A,")
    assert third.startswith('b,"ข, ค",2565,,,,,,')


def test_csv_without_a_list_of_problems_leaves_them_out():
    nothing = dict.fromkeys(("id", "unit", "fiscal_year", "iit", "eit", "oit", "total", "level", "problems"))
    assert as_csv([nothing]).splitlines()[1] == ",,,,,,,,"
