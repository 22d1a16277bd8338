from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prongsai.intake.model import Agency
from prongsai.language.problems import InputError
from prongsai.planning.follow_up import read_follow_up
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, Measure, Plan, Progress, Step
from prongsai.planning.periods import read_period
from prongsai.planning.plan_reading import read_plan

WHOLE = """\
plan_year: ๒๕๖๙
result_year: 2568
agency:
  name: เทศบาลตำบลตัวอย่าง
  head:
divisions: กองคลัง
texts:
paragraphs:
  7: |
    ข้อความ

    สองย่อหน้า
measures:
  - id: m7
    title: มาตรการ  # ความเห็น
    aim: mend
    indicators: [7, ๘]
    owners:
      - กองคลัง
      - ทุกส่วนราชการ
    steps:
      - ทำก่อน
      - text: ทำต่อ
        answers: [7, EIT1/e4]
        refs: [o8, O9, qa]
    period: ม.ค. - ก.ย.๖๙
    follow_up: รายงานผลต่อนายกเทศมนตรีทุกไตรมาส
    budget: 20,000 บาท
    expected_gain: 0.50
    progress:
      - day: 2567-02-29
        result: แล้วเสร็จบางส่วน
        percent: ร้อยละ ๕๐
        proof: [รายงานการประชุม, 'https://example.go.th/1']
        owner: กองคลัง
      - day: 1 มี.ค. 69
        result:
        percent: 75.5%
        obstacles: ฝนตก
        suggestions: เลื่อน
        owner: ทุกส่วนราชการ
        spent: 12000.50
  - id: own
    title: ''
    steps:
    period: ตลอดปี
    follow_up: สิ้นปีงบประมาณ
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_read_plan_as_people_write_it(tmp_path: Path) -> None:
    path = _file(tmp_path, WHOLE)
    assert read_plan(path) == Plan(
        agency=Agency("เทศบาลตำบลตัวอย่าง"),
        result_year=2568,
        plan_year=2569,
        item_year=2569,
        measures=(
            Measure(
                id="m7",
                title="มาตรการ",
                aim="mend",
                indicators=(7, 8),
                owners=("กองคลัง", "ทุกส่วนราชการ"),
                steps=(Step("ทำก่อน"), Step("ทำต่อ", ("7", "EIT1/e4"), ("manual", "svcmanual", "qa"))),
                period=read_period("ม.ค. - ก.ย.๖๙", 2569),
                follow_up=read_follow_up("รายงานผลต่อนายกเทศมนตรีทุกไตรมาส"),
                budget="20,000 บาท",
                expected_gain=Decimal("0.50"),
                progress=(
                    Progress(
                        date(2024, 2, 29), "แล้วเสร็จบางส่วน", Decimal(50),
                        ("รายงานการประชุม", "https://example.go.th/1"), owner="กองคลัง",
                    ),
                    Progress(date(2026, 3, 1), "", Decimal("75.5"), (), "ฝนตก", "เลื่อน", "ทุกส่วนราชการ", leading=False, spent=Decimal("12000.50")),
                ),
            ),
            Measure(
                "own", "", "general", (), (), (), read_period("ตลอดปี", 2569), read_follow_up("สิ้นปีงบประมาณ")
            ),
        ),
        divisions=("กองคลัง",),
        paragraphs={7: "ข้อความ\n\nสองย่อหน้า"},
    )  # fmt: skip


def test_read_plan_saved_by_windows(tmp_path: Path) -> None:
    text = WHOLE
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_plan(path) == read_plan(_file(tmp_path, text))


def _problems(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_plan(_file(folder, text))
    return [(each.code, each.where.removeprefix(f"{folder}/")) for each in caught.value.problems]


HEAD = "plan_year: 2569\nresult_year: 2568\nagency: {name: ก}\nmeasures:\n"
MEASURE = HEAD + "  - id: m1\n    title: ก\n    period: ตลอดปี\n    follow_up: ทุกเดือน\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [("missing-key", "plan.yaml:1")] * 4),
        ("ข้อความ", [("not-a-mapping", "plan.yaml:1")]),
        (HEAD.replace("2569", "69"), [("bad-year", "plan.yaml:1")]),
        (HEAD.replace("plan_year", "Plan_year"), [("unknown-key", "plan.yaml:1"), ("missing-key", "plan.yaml:1")]),
        (HEAD + "plan_year: 2569\n", [("doubled-key", "plan.yaml:5")]),
        (HEAD + "  - {id: [}\n", [("bad-yaml", "plan.yaml:5")]),
        (HEAD + "  \t- a: b\n", [("bad-yaml", "plan.yaml:5")]),
        (HEAD.replace("{name: ก}", "{nam: ก}"), [("unknown-key", "plan.yaml:3"), ("missing-key", "plan.yaml:3")]),
        (HEAD.replace("{name: ก}", "{name: [ก]}"), [("not-a-text", "plan.yaml:3")]),
        (HEAD + "  m1: {}\n", [("not-a-list", "plan.yaml:4")]),
        (HEAD + "texts: {preface: ก}\n", [("unknown-key", "plan.yaml:5")]),
        (HEAD + "paragraphs: {11: ก}\n", [("unknown-key", "plan.yaml:5")]),
        (HEAD + "divisions: [[ก]]\n", [("not-a-text", "plan.yaml:5")]),
        (HEAD + "  - ก\n", [("not-a-mapping", "plan.yaml:5")]),
        (HEAD + "  - id: m1\n", [("missing-key", "plan.yaml:5")]),
        (MEASURE + MEASURE.removeprefix(HEAD), [("doubled-measure-id", "plan.yaml:9")]),
        (MEASURE + "    owner: ก\n", [("unknown-key", "plan.yaml:9")]),
        (MEASURE + "    aim: better\n", [("bad-aim", "plan.yaml:9")]),
        (MEASURE + "    indicators: [11]\n", [("bad-indicator", "plan.yaml:9")]),
        (MEASURE + "    expected_gain: มาก\n", [("bad-number", "plan.yaml:9")]),
        (MEASURE + "    expected_gain: NaN\n", [("bad-number", "plan.yaml:9")]),
        (MEASURE + "    expected_gain: 101\n", [("bad-number", "plan.yaml:9")]),
        (MEASURE + "    steps:\n      - answers: [7]\n", [("missing-key", "plan.yaml:10")]),
        (MEASURE + "    steps:\n      - text: ก\n        refs: [o27]\n", [("unknown-item", "plan.yaml:11")]),
        (MEASURE.replace("ตลอดปี", "เร็ววัน"), [("bad-period", "plan.yaml:7")]),
        (MEASURE.replace("ทุกเดือน", "เสมอ"), [("bad-follow-up", "plan.yaml:8")]),
        (MEASURE + "    progress:\n      - result: ก\n", [("missing-key", "plan.yaml:10")] * 2),
        (
            MEASURE + "    progress:\n      - {day: วันนี้, result: ก, percent: 120}\n",
            [("bad-date", "plan.yaml:10"), ("bad-number", "plan.yaml:10")],
        ),
        (MEASURE + "    progress:\n      - {day: 1/1/2569, result: ก, percent: }\n", [("missing-percent", "plan.yaml:10")]),
        (MEASURE + "made: ก\n", [("not-a-mapping", "plan.yaml:9")]),
    ],
)  # fmt: skip
def test_read_plan_says_what_is_wrong_in_which_line(
    tmp_path: Path, text: str, problems: list[tuple[str, str]]
) -> None:
    assert _problems(tmp_path, text) == problems


def test_read_plan_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_plan(tmp_path / "none.yaml")


@pytest.mark.parametrize("lines", ["", "    period:\n    follow_up: ''\n"])
def test_measure_without_period_and_follow_up_is_read_with_holes(tmp_path: Path, lines: str) -> None:
    (measure,) = read_plan(_file(tmp_path, HEAD + "  - id: m1\n    title: ก\n" + lines)).measures
    assert (measure.period, measure.follow_up) == (NO_PERIOD, NO_FOLLOW_UP)
