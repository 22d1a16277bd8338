from datetime import date
from decimal import Decimal

import pytest

from prongsai.intake.agency import form_of, read_intake
from prongsai.intake.model import Agency, Intake, Printed, Rank, Remark, Result

WHOLE = """\
agency:
  name: เทศบาลตำบลตัวอย่าง
  type: เทศบาลตำบล
  office: สำนักปลัดเทศบาล
plan_year: 2569
printed_year: ๒๕๖๙
results:
  - fiscal_year: 2566
    depth: indicators
    kind: final
    total: 95.49
  - fiscal_year: 2568
    depth: indicators
    id: r1
    indicators: {1: 99.14, ๒: ๙๘.๖๐, 3: }
    instruments: {IIT: 98.77, EIT1: 96}
    total: "93.00"
    level: ผ่านดี
    announced: 15 สิงหาคม 2568
    rank: {place: 12, of: 120, among: เทศบาลตำบล}
"""


def result(body, year=2568, depth="indicators"):
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"agency: {{name: ก}}\nresults:\n  - fiscal_year: {year}\n    depth: {depth}\n{lines}"


def test_whole_agency_file_is_read_newest_result_first(read, tmp_path):
    assert read(WHOLE) == Intake(
        Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", office="สำนักปลัดเทศบาล"),
        (
            Result(
                2568,
                "indicators",
                "published",
                "r1",
                "เทศบาลตำบลตัวอย่าง",
                f"{tmp_path}/a.yaml:12 results.2",
                {1: Decimal("99.14"), 2: Decimal("98.60")},
                printed=Printed({"IIT": Decimal("98.77"), "EIT1": Decimal(96)}, Decimal("93.00"), "ผ่านดี"),
                rank=Rank(12, 120, "เทศบาลตำบล"),
                announced=date(2025, 8, 15),
            ),
            Result(
                2566,
                "indicators",
                "final",
                "",
                "เทศบาลตำบลตัวอย่าง",
                f"{tmp_path}/a.yaml:8 results.1",
                printed=Printed({}, Decimal("95.49")),
            ),
        ),
        2569,
        2569,
    )


def test_json_gives_the_same_as_yaml(read):
    text = (
        '{"agency": {"name": "ก"}, "results": [{"fiscal_year": 2565, "depth": "indicators", "total": 94.15}]}'
    )
    printed = [read(text, name).results[0].printed for name in ("a.json", "a.txt", "a.yaml")]
    assert printed == [Printed({}, Decimal("94.15"))] * 3


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "agency: {name: ก}\nresult: []\n",
            [
                "a.yaml:2 result: there is no key “result” here — did you mean “results”?",
                "a.yaml:1 results: there are no results — add at least one under “results:”",
            ],
        ),
        (
            "agency: {nme: ก, x: 1}\nresults: {a: 1}\n",
            [
                "a.yaml:1 agency.nme: there is no key “nme” here — did you mean “name”?",
                ("a.yaml:1 agency.x: there is no key “x” here — "
                "the keys here are: name, type, district, province, office, head"),
                "a.yaml:1 agency.name: the agency has no name — write it under “agency:”, as “name: …”",
                "a.yaml:2 results: this must be a list — begin each entry with “- ”",
            ],
        ),
        (
            "agency: ก\nresults: [{fiscal_year: 2568, depth: indicators}]\n",
            [
                "a.yaml:1 agency: this must hold keys with values — write “key: value”",
                "a.yaml:1 agency.name: the agency has no name — write it under “agency:”, as “name: …”",
            ],
        ),
        (
            "agency: {name: [ก]}\nresults: [{fiscal_year: 2568, depth: indicators}]\nplan_year: 69\n",
            [
                "a.yaml:1 agency.name: this must be text — write one value",
                "a.yaml:1 agency.name: the agency has no name — write it under “agency:”, as “name: …”",
                ("a.yaml:3 plan_year: “69” is not a fiscal year — "
                "write the year of the Buddhist Era with four digits: 2569"),
            ],
        ),
        ("", ["a.yaml agency.name: the agency has no name — write it under “agency:”, as “name: …”",
              "a.yaml results: there are no results — add at least one under “results:”"]),
    ],
)  # fmt: skip
def test_faults_of_a_file_are_all_said_with_line_and_mend(faults, text, lines):
    assert faults(text) == lines


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            "indicators: {9: 185}",
            (
                "a.yaml:5 results.1.indicators.9: 185 is not a score: scores lie between 0 and 100 — "
                "write the score as it was published, or leave the place empty where there is none"
            ),
        ),
        (
            "indicators: {i1: 90}",
            (
                "a.yaml:5 results.1.indicators.i1: “i1” is not an indicator — "
                "write the number of an indicator, 1 to 10; codes such as i1 are questions here"
            ),
        ),
        (
            "indicators: {1: 90, ๑: 91}",
            "a.yaml:5 results.1.indicators.๑: indicator 1 is there twice — keep one of the two",
        ),
        (
            "kind: official",
            (
                "a.yaml:5 results.1.kind: “official” is not a kind of result — use one of: agency, total_only, "
                "published, rehearsal, estimate, preliminary, final, average_of_agencies, internal_pre_assessment"
            ),
        ),
        (
            "questions: {IIT: {i1: 90}}",
            (
                "a.yaml:5 results.1.questions: “questions” does not belong to depth: indicators — "
                "write depth: questions, or leave “questions” out"
            ),
        ),
        (
            "counts: a.csv",
            (
                "a.yaml:5 results.1.counts: “counts” does not belong to depth: indicators — "
                "write depth: responses, or leave “counts” out"
            ),
        ),
        (
            "announced: someday",
            "a.yaml:5 results.1.announced: “someday” is not a date — write it like 15 สิงหาคม 2568 or 2568-08-15",
        ),
        (
            "rank: {place: 13, of: 12}",
            "a.yaml:5 results.1.rank: place 13 of 12 cannot be — compare with the announcement",
        ),
        ("rank: {of: 12}", "a.yaml:5 results.1.rank.place: the rank has no place — add “place: …”"),
        (
            "rank: {place: first}",
            "a.yaml:5 results.1.rank.place: “first” is not a whole number — write digits only, such as 12",
        ),
    ],
)
def test_fault_of_a_result_is_said_with_line_and_mend(faults, body, line):
    assert faults(result(body)) == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "{fiscal_year: 2568}",
            (
                "a.yaml:3 results.1.depth: the result names no depth — "
                "add “depth: indicators” (or questions, or responses): how deep the scores go is never guessed"
            ),
        ),
        (
            "{fiscal_year: 2568, depth: deep}",
            (
                "a.yaml:3 results.1.depth: “deep” is not a depth — "
                "add “depth: indicators” (or questions, or responses): how deep the scores go is never guessed"
            ),
        ),
        (
            "{depth: indicators}",
            "a.yaml:3 results.1.fiscal_year: the result names no fiscal year — add it, such as “fiscal_year: 2568”",
        ),
        (
            "{fiscal_year: 2025, depth: indicators}",
            "a.yaml:3 results.1.fiscal_year: “2025” is not a fiscal year — write the year of the Buddhist Era: 2568",
        ),
        (
            "{fiscal_year: 2499, depth: indicators}",
            (
                "a.yaml:3 results.1.fiscal_year: there is no method for fiscal year 2499 — the years that are there: "
                "2563, 2564, 2565, 2566, 2567, 2568, 2569; docs/method.md says how to add one"
            ),
        ),
    ],
)
def test_result_without_year_or_depth_is_refused(faults, text, line):
    assert faults(f"agency: {{name: ก}}\nresults:\n  - {text}\n") == [line]


def test_depth_without_anything_of_it_is_refused(faults):
    assert faults(result("indicators: {1: 90}", depth="questions")) == [
        (
            "a.yaml:3 results.1: depth: questions is named, but nothing of it is there — "
            "add the scores, or write depth: indicators"
        )
    ]


def test_csv_is_a_list_and_not_an_agency_file(faults, write):
    assert faults("id,fiscal_year\n", "a.csv") == [
        (
            "a.csv: a CSV holds a list of results, not the file of one agency — "
            "bring YAML, JSON or the XLSX that “prongsai template” writes"
        )
    ]
    assert [form_of(write(name, "x")) for name in ("a.csv", "a.yaml", "a.json")] == [
        "list",
        "agency",
        "agency",
    ]


def test_remarks_are_read_from_a_letter_and_from_fields(read):
    text = result(
        "remarks:\n"
        "  - |\n"
        "    ข้อ 124 ประเด็น รถของหน่วยงานไม่มีทะเบียน ดังนั้น ควรทำทะเบียน (อ้างอิงจาก 036)\n"
        "  - {code: E10, part: EIT2, text: ไม่มีช่องทาง ดังนั้น ควรเพิ่ม (อ้างอิงจาก o28)}\n"
        "  - {codes: [o13, o14], missing: [งบประมาณ]}\n",
        year=2566,
    )
    intake = read(text)
    assert intake.results[0].remarks == (
        Remark(
            ("i24",),
            "ข้อ 124 ประเด็น รถของหน่วยงานไม่มีทะเบียน ดังนั้น ควรทำทะเบียน (อ้างอิงจาก 036)",
            problem="รถของหน่วยงานไม่มีทะเบียน",
            advice="ควรทำทะเบียน (อ้างอิงจาก 036)",
            refs=("o36",),
        ),
        Remark(
            ("e10",),
            "ไม่มีช่องทาง ดังนั้น ควรเพิ่ม (อ้างอิงจาก o28)",
            "EIT2",
            "ไม่มีช่องทาง",
            "ควรเพิ่ม (อ้างอิงจาก o28)",
            refs=("o28",),
        ),
        Remark(("o13", "o14"), "", missing=("งบประมาณ",)),
    )
    assert [problem.what for problem in intake.notes] == [
        "these were taken for codes of 2566: 124 → i24, 036 → o36"
    ]


def test_pasted_letter_is_the_only_value_of_remarks(read):
    assert [remark.codes for remark in read(result("remarks: o13 ข้อมูลไม่ครบ")).results[0].remarks] == [
        ("o13",)
    ]


@pytest.mark.parametrize(
    ("remark", "lines"),
    [
        (
            "{text: ก}",
            ["a.yaml:5 results.1.remarks.1: the remark names no code — add “code: …”, such as o13"],
        ),
        ("{code: o13}", ["a.yaml:5 results.1.remarks.1: the remark has no text — add “text: …”"]),
        (
            "{code: o99, part: EIT, text: ก}",
            [
                (
                    "a.yaml:5 results.1.remarks.1: “o99” is no question or item of 2568 — "
                    "write the code of that year, such as o13"
                ),
                "a.yaml:5 results.1.remarks.1.part: “EIT” is no part of 2568 — use one of: IIT, EIT1, EIT2",
            ],
        ),
    ],
)
def test_faulty_remark_is_refused(faults, remark, lines):
    assert faults(result(f"remarks: [{remark}]")) == lines


def test_file_that_is_not_there_is_one_clear_line(tmp_path):
    from prongsai.language.problems import InputError

    with pytest.raises(InputError) as caught:
        read_intake(tmp_path / "gone.yaml")
    assert str(caught.value).endswith("gone.yaml: there is no such file — check the name and the folder")
