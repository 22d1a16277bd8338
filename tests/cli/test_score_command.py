import csv
import json

import pytest


def test_list_as_json_keeps_order_and_faulty_rows(run, list_file):
    outcome = run("score", list_file, "--json")
    found = json.loads(outcome.out)
    assert outcome.code == 2
    assert [
        [each[key] for key in ("id", "fiscal_year", "iit", "eit", "oit", "total", "level")] for each in found
    ] == [
        ["a", 2565, "91.78", "90.64", "98.57", "94.15", "A"],
        ["b", 2566, "91.78", "90.64", "98.57", "94.15", None],
        ["c", 2565, None, None, None, None, None],
        ["d", 2565, "91.78", "90.64", "98.57", "94.15", None],
    ]
    assert [len(each["problems"]) for each in found] == [0, 0, 1, 1]


def test_list_on_the_terminal_with_problems_and_what_was_not_read(run, list_file):
    outcome = run("score", list_file)
    lines = outcome.out.splitlines()
    assert outcome.code == 2
    assert [line.split()[-2:] for line in lines[4:8]] == [
        ["A", "verified"], ["ผ่าน", "verified"], ["–", "–"], ["–", "verified"],
    ]  # fmt: skip
    assert lines[-3].startswith(f"! c: {list_file}:4 i1: ")
    assert lines[-2].startswith("! d: ")
    assert lines[-1] == "these columns were not read: town"


def test_open_level_of_a_row_shows_all_that_are_possible(run, tmp_path, list_file):
    path = tmp_path / "one.csv"
    header = list_file.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\ne,2568,ก,agency,96,96,96,96,96,86,86,86,99,99,,,,\n", encoding="utf-8")
    line = next(each for each in run("score", path).out.splitlines() if each.startswith("  e "))
    assert line.split()[-4:] == ["ผ่านดี", "/", "ผ่าน", "verified"]


def test_sound_list_ends_with_0(run, tmp_path, list_file):
    path = tmp_path / "one.csv"
    path.write_text("\n".join(list_file.read_text(encoding="utf-8").splitlines()[:2]), encoding="utf-8")
    assert run("score", path, "--json").code == 0


def test_one_row_of_a_list_brings_its_earlier_years(run, list_file):
    found = json.loads(run("score", list_file, "--id", "b", "--json").out)
    assert [(each["id"], each["fiscal_year"]) for each in found] == [("b", 2566), ("a", 2565)]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("z", "{list}: there is no row “z” — name one with --id: a, b, c, d\n"),
        (
            "c",
            (
                "{list}:4 i1: 185 is not a score: scores lie between 0 and 100 — write the score as it was published, "
                "or leave the place empty where there is none\n"
            ),
        ),
    ],
)
def test_row_that_cannot_be_used_is_said(run, list_file, row, line):
    outcome = run("score", list_file, "--id", row)
    assert (outcome.code, outcome.err) == (2, line.format(list=list_file))


def test_list_of_several_rows_needs_an_id_to_be_analysed(run, list_file):
    assert (
        run("analyse", list_file).err
        == f"{list_file}: 4 rows could be meant — name one with --id: a, b, c, d\n"
    )


def test_list_without_rows_has_none_to_analyse(run, tmp_path, list_file):
    path = tmp_path / "empty.csv"
    path.write_text(list_file.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert run("analyse", path).err.startswith(f"{path}: there is no row")


def test_agency_file_on_the_terminal_with_level_and_what_would_decide(run, agency_file):
    out = run("score", agency_file).out
    assert "Level: ผ่านดี\n" in out
    assert (
        "Level: one of ผ่านดี, ผ่าน\nnot known: EIT part 1, EIT part 2; if each is at least 85: ผ่านดี; otherwise: ผ่าน\n"
    ) in out


def test_agency_file_as_json_gives_all_results_newest_first(run, agency_file):
    found = json.loads(run("score", agency_file, "--json").out)
    assert [(each["fiscal_year"], each["total"], each["level"]) for each in found] == [
        (2568, "92.36", "ผ่านดี"),
        (2567, "89.57", None),
    ]


def test_explained_number_down_to_what_was_entered(run, agency_file):
    assert run("score", agency_file, "--explain", "EIT2").out.splitlines()[0] == "EIT2 EIT part 2: 89.87"
    lines = run("score", agency_file, "--explain", "OIT").out.splitlines()
    assert lines[0] == "OIT Open Data Integrity and Transparency Assessment: 94.25"
    assert lines[1].startswith("  = (88.50 + 100.00) ÷ 2  [verified; ")
    assert [line.split(": ")[-1] for line in lines[2::2]] == ["88.50", "100.00"]


def test_explained_options_tell_their_basis_once(run, tmp_path):
    (tmp_path / "iit.csv").write_text("i1\n6\n5\n", encoding="utf-8")
    path = tmp_path / "a.yaml"
    path.write_text(
        "agency: {name: ก}\nresults:\n  - {fiscal_year: 2568, depth: responses, responses: {IIT: iit.csv}}\n",
        encoding="utf-8",
    )
    chosen = [
        line.strip()
        for line in run("score", path, "--explain", "i1").out.splitlines()
        if "= chosen by" in line
    ]
    assert chosen[0].startswith("= chosen by 0  [inferred; ")
    assert chosen[1:] == ["= chosen by 0"] * 3 + ["= chosen by 1"] * 2


def test_explained_key_that_is_not_there_lists_those_that_are(run, agency_file):
    outcome = run("score", agency_file, "--explain", "77")
    assert outcome.code == 2
    assert "total" in outcome.err


def test_score_without_value_is_explained_by_its_reason(run, agency_file):
    text = agency_file.read_text(encoding="utf-8").replace('      "9": "88.50"\n', "")
    agency_file.write_text(text, encoding="utf-8")
    assert run("score", agency_file, "--explain", "total").out.splitlines()[0].startswith("total: ")


def test_year_whose_rules_are_unpublished_is_shown_as_published(run, agency_file):
    text = (
        agency_file.read_text(encoding="utf-8")
        .split("  - fiscal_year: 2567")[0]
        .replace("fiscal_year: 2568", "fiscal_year: 2569")
    )
    agency_file.write_text(
        text.split("    remarks:")[0] + "    total: '92.36'\n    level: ผ่านดี\n", encoding="utf-8"
    )
    out = run("score", agency_file).out
    assert "No level: the rules of 2569 are not published\nAs published: 92.36 ผ่านดี\n" in out


def test_estimate_is_marked_and_its_confidence_said(run, tmp_path):
    items = ", ".join(f"o{number}: 100" for number in range(1, 29))
    questions = ", ".join(f"i{number}: 90" for number in range(1, 16))
    public = ", ".join(f"e{number}: 90" for number in range(1, 10))
    path = tmp_path / "deep.yaml"
    path.write_text(
        "agency: {name: เทศบาลตัวอย่าง}\nresults:\n  - fiscal_year: 2568\n    kind: estimate\n    depth: questions\n"
        f"    questions: {{IIT: {{{questions}}}, EIT1: {{{public}}}, EIT2: {{{public}}}}}\n    items: {{{items}}}\n",
        encoding="utf-8",
    )
    out = run("score", path).out
    assert "100.00 *" in out
    assert "Confidence: unconfirmed (" in out


def test_average_of_agencies_has_no_level(run, list_file):
    out = run("score", list_file, "--id", "d").out
    assert "No level: " in out
    assert "As published" not in out


def test_scored_list_as_csv_keeps_text_that_looks_like_a_formula(run, list_file, tmp_path):
    text = list_file.read_text(encoding="utf-8").replace("b,2566,เทศบาลเมืองตัวอย่าง", "=b,2566,+เทศบาล")
    list_file.write_text(text, encoding="utf-8")
    path = tmp_path / "scored.csv"
    outcome = run("score", list_file, "--csv", path)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert (outcome.code, outcome.out) == (2, "")
    assert rows[:3] == [
        ["id", "unit", "fiscal_year", "iit", "eit", "oit", "total", "level", "problems"],
        ["a", "เทศบาลเมืองตัวอย่าง", "2565", "91.78", "90.64", "98.57", "94.15", "A", ""],
        ["'=b", "'+เทศบาล", "2566", "91.78", "90.64", "98.57", "94.15", "", ""],
    ]
    assert rows[3][:7] == ["c", "เทศบาลตำบลตัวอย่าง", "2565", "", "", "", ""]


def test_guess_at_a_misread_code_is_said_on_standard_error(run, agency_file):
    text = agency_file.read_text(encoding="utf-8").replace("      i10 ประเด็น", "      ข้อ 110 ประเด็น")
    agency_file.write_text(text, encoding="utf-8")
    assert "i10" in run("score", agency_file, "--json").err
