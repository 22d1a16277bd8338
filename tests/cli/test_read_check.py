"""`prongsai read` and `prongsai check` as a person runs them."""

import importlib.util
import json
from pathlib import Path

import openpyxl
import pytest
import yaml

_SPEC = importlib.util.spec_from_file_location(
    "checkable", Path(__file__).parents[1] / "reading" / "checkable.py"
)
good = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(good)


@pytest.fixture
def fine(tmp_path):
    path = tmp_path / "fine.txt"
    path.write_text(good.report(), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "faulty.txt"
    text = good.report(head=good.HEAD.replace("92.59", "95.92"), findings=good.FINDINGS.replace("o18", "๐18"))
    path.write_text(text, encoding="utf-8")
    return path


def test_read_json_has_the_facts(run, fine):
    outcome = run("read", fine, "--json")
    tree = json.loads(outcome.out)
    assert (outcome.code, tree["agency"]["name"], tree["results"][0]["total"]) == (
        0,
        "เทศบาลตำบลตัวอย่าง",
        "92.59",
    )


def test_read_shows_an_overview(run, faulty):
    outcome = run("read", faulty)
    assert outcome.code == 0
    for words in (
        "เทศบาลตำบลตัวอย่าง · เทศบาลตำบล · เมืองตัวอย่าง · ตัวอย่าง",
        "printed 2567, result of 2566, plan of 2567",
        "95.92",
        "กองยุทธศาสตร์และงบประมาณ",
        "e13",
        "“๐18” was taken for “o18”",
    ):
        assert words in outcome.out


def test_read_shows_instruments_where_they_are_printed(run, tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(
        good.report(extra="\nเครื่องมือ\tคะแนน\nIIT\t94.18\nEIT\t88.78\n", findings=""), encoding="utf-8"
    )
    assert "94.18" in run("read", path).out


def test_read_says_what_was_not_found(run, tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("บันทึกการประชุม", encoding="utf-8")
    assert run("read", path).out.splitlines() == [
        "no agency was found",
        "printed –, result of –, plan of –",
        "no scores were found",
    ]


def test_read_writes_an_agency_file_that_score_takes(run, fine, tmp_path):
    out = tmp_path / "agency.yaml"
    assert run("read", fine, "--out", out) == (0, f"written: {out}\n", "")
    assert yaml.safe_load(out.read_text(encoding="utf-8"))["agency"]["name"] == "เทศบาลตำบลตัวอย่าง"
    assert run("score", out).code == 0


def test_check_of_a_correct_report(run, fine):
    assert run("check", fine) == (0, "0 errors, 0 warnings, 0 hints\n", "")


def test_check_shows_faults_with_places_and_mends(run, faulty):
    outcome = run("check", faulty, "--off", "misprinted-codes=the font does it")
    assert outcome.code == 1
    assert outcome.out.splitlines()[0].startswith("ERROR line 8: “ปีงบประมาณ พ.ศ. 2566")
    assert "printed as 95.92, but the indicators give 92.59" in outcome.out
    assert "1 errors, 0 warnings, 0 hints\nswitched off: misprinted-codes (the font does it)\n" in outcome.out


def test_check_gives_0_where_there_are_only_hints(run, faulty):
    outcome = run("check", faulty, "--off", "total-differs=known")
    assert (outcome.code, "HINT" in outcome.out) == (0, True)


def test_check_json_of_one_file_is_a_list_of_faults(run, faulty):
    outcome = run("check", faulty, "--json")
    assert outcome.code == 1
    assert [(each["code"], each["class"], sorted(each)) for each in json.loads(outcome.out)] == [
        ("total-differs", "error", ["class", "code", "mend", "message", "where"]),
        ("misprinted-codes", "hint", ["class", "code", "mend", "message", "where"]),
    ]


def test_check_of_a_folder(run, fine, faulty, tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    outcome = run("check", tmp_path, "--json", "--off", "copied=twins", "--workers", "1")
    broken, wrong, right = json.loads(outcome.out)
    assert outcome.code == 2
    assert [each["code"] for each in wrong["faults"]] == ["total-differs", "misprinted-codes"]
    assert (right, broken["faults"], len(broken["unread"])) == ({"file": str(fine), "faults": []}, [], 1)
    assert "broken.docx" in outcome.err


def test_check_of_a_folder_shows_a_table(run, fine, faulty, tmp_path):
    outcome = run("check", tmp_path, "--off", "copied=twins")
    assert outcome.code == 1
    assert "total-differs" in outcome.out
    assert "1 errors, 0 warnings, 1 hints" in outcome.out


def test_check_writes_sarif_html_and_xlsx(run, faulty, tmp_path):
    sarif, html, xlsx = (tmp_path / name for name in ("a.sarif", "a.html", "a.xlsx"))
    outcome = run("check", faulty, "--sarif", sarif, "--html", html, "--xlsx", xlsx)
    assert outcome.err == f"written: {sarif}\nwritten: {html}\nwritten: {xlsx}\n"
    assert len(json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]) == 2
    assert html.read_text(encoding="utf-8").count("<mark>") == 2
    assert len(openpyxl.load_workbook(xlsx).worksheets) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), "no file is named"),
        (("check", "FILE", "--off", "nothing=x"), "there is no rule “nothing”"),
        (("check", "FILE", "--html", "BELOW"), "cannot be written"),
        (("read", "/nowhere/at/all.docx"), "all.docx"),
        (("read", "FILE", "--out", "BELOW"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(run, fine, arguments, words):
    given = {"FILE": fine, "BELOW": fine / "no-folder"}
    outcome = run(*(given.get(each, each) for each in arguments))
    assert (outcome.code, words in outcome.err) == (2, True)


def test_check_of_a_missing_file(run):
    outcome = run("check", "/nowhere/at/all.docx")
    assert (outcome.code, "all.docx" in outcome.err) == (2, True)


def test_check_list_gives_the_documentation(run):
    text = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert run("check", "--list") == (0, text, "")


def test_report_is_read_corrected_and_written_anew(run, fine, tmp_path):
    agency, plan, out = tmp_path / "agency.yaml", tmp_path / "plan.yaml", tmp_path / "papers"
    outcome = run("read", fine, "--out", agency, "--plan", plan)
    assert (outcome.code, outcome.out) == (0, f"written: {plan}\nwritten: {agency}\n")
    before = json.loads(run("read", fine, "--json").out)["measures"]
    assert run("report", agency, "--plan", plan, "--out", out).code == 0
    (path,) = out.iterdir()
    after = json.loads(run("read", path, "--json").out)["measures"]
    assert [(each["title"], each["steps"], each["owners"], each["from"], each["to"]) for each in after] == [
        (each["title"], each["steps"], each["owners"], each["from"], each["to"]) for each in before
    ]
