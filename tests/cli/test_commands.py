import json
from pathlib import Path

import pytest

PNG = b"\x89PNG\r\n\x1a\n"
RULE = Path(__file__).parents[2] / "src" / "prongsai" / "analysis" / "rule.yaml"


def test_method_list_names_every_year(run):
    found = json.loads(run("method", "list", "--json").out)
    assert [each["fiscal_year"] for each in found] == [2563, 2564, 2565, 2566, 2567, 2568, 2569]
    assert run("method", "list").out.count("unpublished") == 3


def test_method_show_of_a_known_year_and_of_one_without_questions(run):
    shown = run("method", "show", "2568").out
    assert "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี" in shown
    assert "Weight of OIT: 40 (verified: " in shown
    assert "EIT indicators: mean of both parts (verified: " in shown
    assert "national.mean: 93.82 (one source: " in shown
    told = run("method", "show", "2568", "--lang", "th").out.splitlines()
    assert "sampling: ไม่ได้เผยแพร่ (ยังไม่ยืนยัน)" in told
    unpublished = run("method", "show", "2569").out
    assert unpublished.startswith("Questions: unpublished. ")
    assert "Levels: unpublished. " in unpublished
    assert "EIT indicators: mean of both parts" not in run("method", "show", "2563").out
    assert "การปฏิบัติงานหรือให้บริการตามขั้นตอนและระยะเวลา" in run("method", "show", "2568", "--lang", "th").out


def test_method_show_as_json_says_what_is_unpublished(run):
    shown = json.loads(run("method", "show", "2569", "--json").out)
    assert shown["levels"]["unpublished"] is True
    assert [each["weight"] for each in shown["instruments"]] == ["30", "30", "40"]


def test_method_of_a_year_that_is_not_there(run):
    outcome = run("method", "show", "2570")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("there is no method for fiscal year 2570 — ")


def test_method_check_of_sound_and_of_faulty_packs(run, tmp_path):
    assert run("method", "check").out == "7 packs are sound: 2563, 2564, 2565, 2566, 2567, 2568, 2569\n"
    (tmp_path / "2570.yaml").write_text("fiscal_year: 2570\n", encoding="utf-8")
    outcome = run("method", "check", "--packs", tmp_path)
    assert outcome.code == 2
    assert f"{tmp_path}/2570.yaml:1: items is missing — add the key items" in outcome.err.splitlines()


def test_method_diff_tells_what_carries_over(run):
    found = json.loads(run("method", "diff", "2567", "2568", "--json").out)
    row = next(each for each in found if each["after"] == ["o13"])
    assert {key: row[key] for key in ("kind", "before", "renumbered", "renamed", "carries_over")} == {
        "kind": "continues", "before": ["o17"], "renumbered": True, "renamed": True, "carries_over": "yes",
    }  # fmt: skip
    shown = run("method", "diff", "2567", "2568").out
    for words in ("renumbered, renamed", "merged", "doubtful", "look first", "gone", "before: "):
        assert words in shown


def test_template_is_written_where_it_is_wanted_and_read_back(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("template", "๒๕๖๘").out == "Fill in ita-2568.xlsx, then: prongsai score ita-2568.xlsx\n"
    assert run("template", "2568", "--out", tmp_path / "mine.xlsx").code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ita-2568.xlsx", "mine.xlsx"]


def test_analysis_on_the_terminal_with_what_if_and_least_change(run, agency_file):
    out = run("analyse", agency_file, "--what-if", "8=86", "--least").out
    assert "Missing to ผ่านดีเยี่ยม: total 2.64, IIT 0.82, EIT1 8.80, EIT2 5.13, OIT 0.75\n" in out
    assert "What if: 92.36 ผ่านดี → 92.57 ผ่านดี\n" in out
    assert "The least change to ผ่านดีเยี่ยม: " in out
    assert "  EIT1 must itself reach 95 (now 86.20)\n" in out


def test_analysis_as_json_with_what_if_and_least_change(run, agency_file):
    found = json.loads(
        run("analyse", agency_file, "--json", "--what-if", "8=86", "--least", "ผ่านดีเยี่ยม", "--rule", RULE).out
    )
    assert found["what_if"]["total"] == "92.57"
    assert found["least_change"]["level"] == "ผ่านดีเยี่ยม"
    assert set(json.loads(run("analyse", agency_file, "--json").out)).isdisjoint({"what_if", "least_change"})


def test_analysis_of_the_best_level_has_no_change_to_tell(run, list_file):
    text = list_file.read_text(encoding="utf-8").splitlines()[:2]
    list_file.write_text("\n".join(text).replace("90.", "99.").replace("87.92", "99"), encoding="utf-8")
    out = run("analyse", list_file, "--least").out
    assert "Missing to" not in out
    assert out.endswith("the best level is reached already\n")


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("7", "--what-if: “7” has no = — write it like 7=95.00"),
        ("7=", "--what-if 7=: there is no score — write it like 7=95.00"),
    ],
)
def test_what_if_that_cannot_be_read(run, agency_file, word, line):
    assert run("analyse", agency_file, "--what-if", word) == (2, "", f"{line}\n")


def test_plan_is_made_beside_the_file_kept_and_checked(run, agency_file):
    path = agency_file.with_name("agency-plan.yaml")
    made = run("plan", agency_file)
    assert (made.code, made.out.splitlines()[-1]) == (0, f"The plan: {path}")
    edited = path.read_text(encoding="utf-8").replace("มาตรการรักษามาตรฐานการปฏิบัติหน้าที่", "มาตรการของเราเอง")
    path.write_text(edited, encoding="utf-8")
    again = run("plan", agency_file)
    assert "มาตรการของเราเอง" in again.out
    assert "measures/m1/title: changed by hand and kept" in again.out
    assert run("plan", agency_file, "--check").code == 0
    found = json.loads(run("plan", agency_file, "--json").out)
    assert (found["plan_year"], len(found["measures"]), found["problems"]) == (2569, 10, [])


def test_plan_with_a_hole_is_refused_by_the_check(run, agency_file):
    path = agency_file.with_name("agency-plan.yaml")
    run("plan", agency_file)
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "period: ต.ค. 2568 – ก.ย. 2569", "period: ต.ค. 2565 – ก.ย. 2566", 1
        ),
        encoding="utf-8",
    )
    outcome = run("plan", agency_file, "--check")
    assert outcome.code == 2
    assert "! " in outcome.out


def test_plan_that_is_not_there_cannot_be_checked(run, agency_file):
    path = agency_file.with_name("agency-plan.yaml")
    assert (
        run("plan", agency_file, "--check").err
        == f"{path}: there is no plan yet — make one first: the same without --check\n"
    )


def test_plan_of_a_row_is_named_after_it(run, list_file):
    assert run("plan", list_file, "--id", "b").code == 0
    assert list_file.with_name("list-b-plan.yaml").exists()


def test_plan_year_before_the_result_or_without_method(run, agency_file):
    assert run("plan", agency_file, "--plan-year", "2567").err.startswith(
        f"{agency_file}: the plan year 2567 is before the result's year 2568 — "
    )
    assert run("plan", agency_file, "--plan-year", "2570").err.startswith(
        f"{agency_file}: there is no method for the plan year 2570, so its item numbers are not known — "
    )


def test_plan_for_a_year_without_method_uses_the_numbers_that_were_named(run, agency_file):
    assert run("plan", agency_file, "--plan-year", "2570", "--numbers-of", "2569").code == 0
    found = json.loads(run("plan", agency_file, "--json").out)
    assert (found["plan_year"], found["item_year"]) == (2570, 2569)


def test_report_of_another_years_plan_is_refused(run, agency_file):
    run("plan", agency_file)
    path = agency_file.with_name("agency-plan.yaml")
    outcome = run("report", agency_file, "--plan", path, "--plan-year", "2568")
    assert outcome.err.startswith(
        f"{path}: the plan is for result year 2568, plan year 2569; the input is for 2568, 2568 — "
    )


def test_report_of_another_agencys_plan_is_refused(run, agency_file, tmp_path):
    run("plan", agency_file)
    path = agency_file.with_name("agency-plan.yaml")
    name = json.loads(run("plan", agency_file, "--json").out)["agency"]["name"]
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"name: {name}", "name: เทศบาลอื่น", 1), encoding="utf-8"
    )
    outcome = run("report", agency_file, "--plan", path, "--out", tmp_path / "papers")
    assert outcome.code == 2
    assert outcome.err.startswith(f"{path}: this is another plan: its agency is เทศบาลอื่น, not {name} — ")
    assert not (tmp_path / "papers").exists()


def test_report_papers_in_the_formats_asked_for(run, agency_file, tmp_path):
    out = tmp_path / "papers"
    run("plan", agency_file)
    outcome = run(
        "report", agency_file, "--plan", agency_file.with_name("agency-plan.yaml"), "--paper", "meeting", "divisions", "picture",
        "--format", "xlsx", "docx", "--thai-digits", "--watermark", "ร่าง", "--date", "1/2/2569", "--out", out,
    )  # fmt: skip
    names = sorted(each.name for each in out.iterdir())
    assert outcome.code == 0
    assert outcome.out.splitlines() == [str(out / Path(line).name) for line in outcome.out.splitlines()]
    assert "divisions-กองคลัง-2568-2569.docx" in names
    assert {"meeting-2568-2569.docx", "meeting-2568-2569.xlsx", "picture-2568-2569.png"} <= set(names)


def test_report_bears_the_printed_year_of_the_file(run, agency_file, tmp_path):
    text = agency_file.read_text(encoding="utf-8").replace("results:", "printed_year: 2570\nresults:", 1)
    agency_file.write_text(text, encoding="utf-8")
    run("report", agency_file, "--format", "html", "--out", tmp_path)
    html = (tmp_path / "report-2568-2569.html").read_text(encoding="utf-8")
    assert html.partition("<title>")[2].partition("</title>")[0].endswith("ปีงบประมาณ พ.ศ. 2570")


def test_report_without_plan_file_makes_a_plan_of_its_own(run, agency_file, tmp_path):
    assert run("report", agency_file, "--paper", "announcement", "--out", tmp_path / "p").code == 0
    assert run("report", agency_file, "--plan", tmp_path / "none.yaml").err == (
        f"{tmp_path / 'none.yaml'}: there is no such plan — make it with: prongsai plan\n"
    )


def test_paper_or_format_that_is_not_known(run, agency_file):
    assert run("report", agency_file, "--paper", "poster").err == (
        "--paper: “poster” is not known — use one of: report, picture, memo, divisions, order, announcement, meeting, progress, all\n"
    )
    assert run("report", agency_file, "--format", "odt").err.startswith("--format: “odt” is not known")


def test_demo_makes_every_paper_and_says_where(run, tmp_path):
    outcome = run("demo", "--out", tmp_path)
    names = {each.name for each in tmp_path.iterdir()}
    assert outcome.code == 0
    assert {f"report-2568-2569.{ending}" for ending in ("docx", "pdf", "html", "xlsx")} | {
        "picture-2568-2569.png"
    } <= names
    assert outcome.out.splitlines()[-1] == f"{len(names)} files lie in {tmp_path}"


def test_analysis_on_the_terminal_with_a_what_if_alone(run, agency_file):
    out = run("analyse", agency_file, "--what-if", "9=100").out
    assert out.endswith("What if: 92.36 ผ่านดี → 94.66 ผ่านดี\n")
