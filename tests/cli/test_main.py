import os
import subprocess
import sys

import pytest

from prongsai.cli import main as module
from prongsai.language.messages import current_language


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["score", "--lang", "th"], {"LC_ALL": "en_US.UTF-8"}, "th"),
        (["score", "--lang=en"], {"LC_ALL": "th_TH.UTF-8"}, "en"),
        (["score", "--lang=fr"], {"LC_ALL": "th_TH.UTF-8"}, "th"),
        (["score", "--lang"], {"LANG": "th_TH.UTF-8"}, "th"),
        (["score"], {"LC_MESSAGES": "th_TH", "LANG": "en_US"}, "th"),
        (["score"], {"LC_ALL": "C", "LANG": "th_TH"}, "en"),
        (["score"], {}, "en"),
    ],
)
def test_language_by_option_or_locale(arguments, environment, language, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert module._language(arguments) == language


def test_file_that_is_not_there_is_one_line_and_exit_code_2(run, tmp_path):
    path = tmp_path / "none.yaml"
    assert run("score", path) == (2, "", f"{path}: there is no such file — check the name and the folder\n")


def test_messages_are_thai_where_they_are_asked_for(run, tmp_path):
    path = tmp_path / "none.yaml"
    assert run("score", path, "--lang", "th").err == f"{path}: ไม่พบไฟล์นี้ — ตรวจสอบชื่อไฟล์และโฟลเดอร์\n"
    assert current_language() == "th"


def test_command_that_is_interrupted_ends_with_130(run, monkeypatch, agency_file):
    def interrupted(_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("prongsai.cli.score_command.command", interrupted)
    assert run("score", agency_file).code == 130


def test_reader_that_goes_away_is_no_fault(agency_file):
    command = f"{sys.executable} -m prongsai method show 2568 --json | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False, env=os.environ
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, '{\n  "fisca', "")


def test_version_and_help_name_the_command(run, capsys):
    for argument, begin in (("--version", "prongsai 0.1.0"), ("--help", "usage: prongsai")):
        with pytest.raises(SystemExit) as left:
            run(argument)
        assert left.value.code == 0
        assert capsys.readouterr().out.startswith(begin)


def test_year_that_is_no_number_is_refused_by_the_parser(run, capsys):
    with pytest.raises(SystemExit) as left:
        run("template", "ปีหน้า")
    assert left.value.code == 2
    assert "ปีหน้า" in capsys.readouterr().err


def test_cold_start_of_score_loads_nothing_heavy(agency_file):
    heavy = (
        "typst",
        "docx",
        "lxml",
        "pythainlp",
        "pikepdf",
        "fontTools",
        "xlsxwriter",
        "rich",
        "ruamel",
        "python_calamine",
        "numpy",
    )
    script = (
        "import sys; from prongsai.cli.main import main; "
        f"main(['score', {str(agency_file)!r}, '--json']); print([n for n in {heavy!r} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_run_leaves_with_the_exit_code(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", ["prongsai", "score", str(tmp_path / "none.yaml")])
    with pytest.raises(SystemExit) as left:
        module.run()
    assert left.value.code == 2
