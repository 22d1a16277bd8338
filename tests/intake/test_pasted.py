from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.model import Remark
from prongsai.intake.nodes import Node
from prongsai.intake.pasted import LINE_LIMIT, Pasted, PastedScores, read_pasted
from prongsai.intake.remarks import holds_remarks, read_remarks, remark_entry
from prongsai.intake.results import read_result
from prongsai.intake.trees import Document
from prongsai.language.digits import thai
from prongsai.language.problems import InputError
from prongsai.method.library import load_method

SCORES = ("97.40", "92.85", "96.10", "90.25", "94.30", "91.75", "88.40", "83.95", "88.50", "100.00")
NAMES = tuple(each.name_th for each in load_method(2568).indicators)
TEN = {number: Decimal(score) for number, score in enumerate(SCORES, start=1)}
NUMBERED = "\n".join(
    f"{number} {name} {score}" for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
)


def one(text: str) -> PastedScores:
    """Give the scores of a text that holds those of one year and no letter."""
    found = read_pasted(text)
    assert (len(found.scores), found.letter) == (1, "")
    return found.scores[0]


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_pasted(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(SCORES),
        "\n".join(SCORES),
        " ".join(SCORES),
        thai("\t".join(SCORES)),
        "\r\n".join(f"{score} %" for score in SCORES),
        "\n".join(f"ร้อยละ {score}" for score in SCORES),
        "เทศบาลตำบลตัวอย่าง\t" + "\t".join(SCORES),
        NUMBERED,
        NUMBERED.replace(" ", "\t"),
        thai(NUMBERED),
        "\n".join(f"{number}\t{score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"{name}: {score} คะแนน" for name, score in zip(NAMES, SCORES, strict=True)),
        "\n".join(f"i{number} {score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"I.{number} = {score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"ตัวชี้วัดที่ {number} {score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"ตชว. {number}\t{score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(
            f"{number}\n{name}\n\n{score}"
            for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
        ),
        "ที่\tตัวชี้วัด\tคะแนน\tระดับ\n"
        + "\n".join(
            f"{11 - number}\t{name}\t{score}\tผ่าน"
            for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
        ),
        "หน่วยงาน\t" + "\t".join(f"i{number}" for number in range(1, 11)) + "\nเทศบาล\t" + "\t".join(SCORES),
        " ".join(f"i{number}" for number in range(1, 11)) + "\n" + " ".join(SCORES),
        " ".join(map(str, range(1, 11))) + "\n" + " ".join(SCORES),
    ],
)
def test_ten_scores_are_understood(text):
    assert read_pasted(text) == Pasted((PastedScores(None, TEN),))


def test_instruments_parts_total_and_level_are_taken_where_they_stand():
    text = f"""\
ผลการประเมิน ITA
ตัวชี้วัด\tคะแนน
IIT\t94.18
{NUMBERED}
แบบวัด EIT 88.03
EIT ส่วนที่ 1 86.20
EIT ส่วนที่ 2 (Survey)\t89.87
OIT\t\t94.25
คะแนนรวม\t\t92.36%\tผ่านดี
"""
    assert one(text) == PastedScores(
        None,
        TEN,
        {
            "IIT": Decimal("94.18"),
            "EIT": Decimal("88.03"),
            "EIT1": Decimal("86.20"),
            "EIT2": Decimal("89.87"),
            "OIT": Decimal("94.25"),
        },
        Decimal("92.36"),
        "ผ่านดี",
    )


@pytest.mark.parametrize("level", ["ระดับ ผ่านดี", "ระดับผลการประเมิน: ผ่านดี", "ระดับ\tผ่านดี"])
def test_level_stands_in_a_row_of_its_own(level):
    assert one(f"{NUMBERED}\n{level}").level == "ผ่านดี"


def test_cell_with_line_breaks_is_one_cell_and_lines_are_still_counted():
    assert one('"การปฏิบัติ\nหน้าที่"\t97.40') == PastedScores(None, {1: Decimal("97.40")})
    assert faults('"การปฏิบัติ\nหน้าที่"\t97.40\nการใช้งบประมาณ\t185') == [
        (
            "line 3: 185 is not a score: scores lie between 0 and 100 — "
            "write the score as it was published, or leave the place empty where there is none"
        )
    ]


def test_quotation_marks_within_a_quoted_cell_are_kept():
    assert read_pasted('"ข้อ o13 ""คู่มือ""\nไม่ครบ"\tx').letter == 'ข้อ o13 "คู่มือ"\nไม่ครบ\tx'


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัด\t2566\tปี 2567\tพ.ศ. ๒๕๖๘\n"
        + "\n".join(f"{name}\t{score}\t-\t{score}" for name, score in zip(NAMES, SCORES, strict=True))
        + "\nคะแนนรวม\t90.00\t\t92.00\nระดับ\tผ่าน\t\tผ่านดี",
        "ปีงบประมาณ\t" + "\t".join(map(str, range(1, 11))) + "\tคะแนนรวม\tระดับ\n"
        "2566\t" + "\t".join(SCORES) + "\t90.00\tผ่าน\n2568\t" + "\t".join(SCORES) + "\t92.00\tผ่านดี",
        f"ปี 2566\n{NUMBERED}\nรวม 90.00 ผ่าน\n\nปีงบประมาณ พ.ศ. ๒๕๖๘\n{NUMBERED}\nรวม 92.00 ผ่านดี",
    ],
)
def test_tables_of_several_years_are_told_apart(text):
    assert read_pasted(text).scores == (
        PastedScores(2568, TEN, {}, Decimal("92.00"), "ผ่านดี"),
        PastedScores(2566, TEN, {}, Decimal("90.00"), "ผ่าน"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัด 2566 2567\n"
        + "\n".join(f"{name} {score} {score}" for name, score in zip(NAMES, SCORES, strict=True)),
        "ตัวชี้วัด ปี 2566 ปี 2567\n" + "\n".join(f"{n}. {s} {s}" for n, s in enumerate(SCORES, 1)),
        "\t2566\t2567\n" + "\n".join(f"{number}\t{score}\t{score}" for number, score in enumerate(SCORES, 1)),
        "2566 " + " ".join(SCORES) + "\n2567 " + " ".join(SCORES),
        "2566\n" + "\n".join(SCORES) + "\n2567\n" + "\n".join(SCORES),
    ],
)
def test_years_without_more_than_the_ten_are_told_apart(text):
    assert read_pasted(text).scores == (PastedScores(2567, TEN), PastedScores(2566, TEN))


@pytest.mark.parametrize(
    "line",
    [
        "ผลปี 2567 รวม 89.50",
        "คะแนนรวมปี ๒๕๖๗: ๘๙.๕๐",
        "ผลปี 2567 รวม\n89.50",
        "ผลปี 2567\tคะแนนรวม\t89.50",
        "ปี 2567\tคะแนนรวม\t89.5",
        "คะแนนรวม\t2567\t89.50",
    ],
)
@pytest.mark.parametrize("ten", [NUMBERED, "\n".join(SCORES), f"ปีงบประมาณ พ.ศ. 2568\n{NUMBERED}"])
def test_line_that_names_another_year_is_of_that_year(ten, line):
    year = 2568 if "2568" in ten else None
    found = {each.fiscal_year: each for each in read_pasted(f"{ten}\n{line}").scores}
    assert found == {year: PastedScores(year, TEN), 2567: PastedScores(2567, {}, total=Decimal("89.50"))}


def test_level_beside_another_years_total_is_of_that_year():
    found = read_pasted(f"{NUMBERED}\nรวม 92.36 ผ่านดี\nผลปี 2567 รวม 89.50 ผ่าน").scores
    assert [(each.fiscal_year, each.total, each.level) for each in found] == [
        (2567, Decimal("89.50"), "ผ่าน"),
        (None, Decimal("92.36"), "ผ่านดี"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ผลปี 2567\t" + "\t".join(SCORES),
        "เทศบาลตำบลตัวอย่าง ผลปี 2567 " + " ".join(SCORES),
        "หน่วยงาน\t" + "\t".join(f"i{number}" for number in range(1, 11)) + "\nผลปี 2567\t" + "\t".join(SCORES),
    ],
)
def test_row_of_ten_that_names_its_year_is_of_that_year(text):
    assert one(text) == PastedScores(2567, TEN)


def test_name_beside_the_ten_of_a_year_above_may_repeat_the_year():
    assert one("ปี 2567\nเทศบาล ผลปี 2567\t" + "\t".join(SCORES)) == PastedScores(2567, TEN)


def test_same_year_named_twice_above_is_one():
    assert one("ปี 2568\nปีงบประมาณ พ.ศ. 2568\n" + "\n".join(SCORES)) == PastedScores(2568, TEN)


def test_letter_beside_scores_is_taken_as_a_letter():
    letter = "ส่วนที่ 1\ni7 ประเด็น ไม่ทราบ\n\n20 ดังนั้น ควรบอก (อ้างอิงจาก o11)\nข้อ o13 ขาดองค์ประกอบ (1)"
    assert read_pasted(f"{' '.join(SCORES)}\n\n{letter}\n") == Pasted((PastedScores(None, TEN),), letter, ())


def test_letter_alone_is_taken_without_scores():
    assert read_pasted("i7 ประเด็น ไม่ทราบ ดังนั้น ควรบอก 20") == Pasted((), "i7 ประเด็น ไม่ทราบ ดังนั้น ควรบอก 20")


def test_headings_of_a_letter_are_no_scores_under_a_header():
    text = "\t2566\t2567\nการปฏิบัติหน้าที่\t90\t91\nตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\ni7 ประเด็น ไม่ทราบ"
    found = read_pasted(text)
    assert found.letter == "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\ni7 ประเด็น ไม่ทราบ"
    assert [each.indicators for each in found.scores] == [{1: Decimal(91)}, {1: Decimal(90)}]


def test_lines_with_numbers_that_are_not_taken_are_named():
    lines = [f"9.{number} ข้อมูล\t100.00" for number in range(1, 8)]
    (note,) = read_pasted("\n".join(["9 การเปิดเผยข้อมูล\t88.50", *lines])).notes
    assert str(note) == (
        "these lines were not taken for scores: line 2 “9.1 ข้อมูล 100.00”; line 3 “9.2 ข้อมูล 100.00”; "
        "line 4 “9.3 ข้อมูล 100.00”; line 5 “9.4 ข้อมูล 100.00”; line 6 “9.5 ข้อมูล 100.00” … — "
        "compare the scores with what was pasted"
    )


def test_row_under_years_that_is_of_no_indicator_is_named():
    found = read_pasted("\t2566\t2567\nการปฏิบัติหน้าที่\t90\t91\n9.1 ข้อมูล\t100.00\t100.00")
    assert [each.indicators for each in found.scores] == [{1: Decimal(91)}, {1: Decimal(90)}]
    assert "line 3 “9.1 ข้อมูล 100.00 100.00”" in str(found.notes[0])


def test_bare_numbers_beside_labelled_scores_are_named():
    (note,) = read_pasted(f"{NUMBERED}\n12.5 13.5").notes
    assert "line 11 “12.5 13.5”" in str(note)


def test_rank_and_row_under_the_header_without_numbers_are_left_out():
    text = "i1\ti2\ti3\nก\tข\tค\n1.00\t2.00\t3.00\nอันดับที่\t12"
    found = read_pasted(text)
    assert found.scores == (PastedScores(None, {n: Decimal(f"{n}.00") for n in (1, 2, 3)}),)
    assert len(found.notes) == 1


def test_row_of_fewer_numbers_than_the_header_is_left_out():
    assert read_pasted("i1 i2 i3\n1.00 2.00 3.00\nค่า 5.5 6.5").scores == (
        PastedScores(None, {n: Decimal(f"{n}.00") for n in (1, 2, 3)}),
    )


@pytest.mark.parametrize("row", ["i12 90.00", "E3\t91.5", "o13 แผนการจัดซื้อ 100", "I20: 0"])
def test_scores_of_questions_and_items_are_no_scores_of_indicators(row):
    (told,) = faults(row)
    assert told.endswith(
        "is a question or an item, not an indicator — "
        "paste the ten scores of the indicators; those of questions and items go into the form"
    )


def test_code_with_other_words_is_no_label():
    assert read_pasted("i1 เรื่องอื่น 91.00").letter == "i1 เรื่องอื่น 91.00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "\n".join(SCORES[:9]),
            (
                "line 1: 9 numbers stand without labels; it takes ten to tell which is which — "
                "paste just the ten scores of the indicators, or copy the labels along with them"
            ),
        ),
        (
            "1 การปฏิบัติหน้าที่ 97.40 98.00",
            (
                "line 1: 2 numbers stand beside this label, where 1 should — "
                "keep one column of scores, or copy the row of fiscal years above them as well"
            ),
        ),
        (
            "ตัวชี้วัด 2566 2567\nการปฏิบัติหน้าที่ 90.00 91.00 92.00",
            (
                "line 2: 3 numbers stand beside this label, where 2 should — "
                "keep one column of scores, or copy the row of fiscal years above them as well"
            ),
        ),
        (
            "การปฏิบัติหน้าที่ 97.40\nตัวชี้วัดที่ 1 97.41",
            "line 2: indicator 1 is given twice, as 97.40 and as 97.41 — keep the right one",
        ),
        (
            "รวม 90.00\nรวม 91.00",
            "line 2: the total is given twice, as 90.00 and as 91.00 — keep the right one",
        ),
        (
            "ระดับ ผ่าน\nระดับ ผ่านดี",
            "line 2: the level is given twice, as ผ่าน and as ผ่านดี — keep the right one",
        ),
        ("IIT 90.00\nIIT 91.00", "line 2: IIT is given twice, as 90.00 and as 91.00 — keep the right one"),
        (
            "1\t97,40",
            (
                "line 1: “97,40” is not a number — "
                "write the number without commas, with a full stop before the decimals"
            ),
        ),
        (
            "i1\ti2\ti3\n1.00\tx\t3.00",
            (
                "line 2: “x” is not a number — "
                "write a number such as 93.00, or leave the place empty where there is no score"
            ),
        ),
        (
            "i1\ti2\ti3\n1.00\t2.00\t3.00\n4.00\t5.00\t6.00",
            (
                "line 3: there are several rows of scores for one year — "
                "paste your own agency's row only, with the fiscal year where there are several"
            ),
        ),
        (
            f"{NUMBERED}\nปี 2567\t2568\tคะแนนรวม\t89.50",
            (
                "line 11: this line names 2567, 2568, so that it cannot be told whose score it is — "
                "keep the year of the score only"
            ),
        ),
        (
            "2566\n2567\nการปฏิบัติหน้าที่\n90.00",
            (
                "line 2: 2566 and 2567 stand one below the other, so that their scores cannot be told apart — "
                "copy the table with its columns, or one year only"
            ),
        ),
        (
            "",
            (
                "no scores were found in what was pasted — "
                "paste the ten scores of the indicators, or rows with a label and a score each"
            ),
        ),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(text, told):
    assert faults(text) == [told]


def test_more_lines_than_any_agency_has_are_refused():
    assert faults("\n" * LINE_LIMIT) == [
        f"more than {LINE_LIMIT} lines were pasted — paste your own agency's scores and remarks only"
    ]


def test_every_fault_is_told():
    assert [each.split(":")[0] for each in faults("1 185\n2 97,4\n3 97.401")] == [
        "line 1",
        "line 2",
        "line 3",
    ]


def test_scores_are_given_as_an_entry_of_results():
    full = PastedScores(None, TEN, {"IIT": Decimal("94.18")}, Decimal("92.36"), "ผ่านดี")
    assert full.entry(2568) == {
        "fiscal_year": "2568",
        "depth": "indicators",
        "indicators": {str(number): score for number, score in enumerate(SCORES, start=1)},
        "instruments": {"IIT": "94.18"},
        "total": "92.36",
        "level": "ผ่านดี",
    }
    assert PastedScores(None, {}).entry(2567) == {
        "fiscal_year": "2567",
        "depth": "indicators",
        "indicators": {},
    }


scores = st.integers(0, 10_000).map(lambda hundredths: f"{hundredths / 100:.2f}")
tens = st.lists(scores, min_size=10, max_size=10)
printed = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("IIT", "EIT", "EIT1", "EIT2", "OIT", "total"), scores),
        "level": st.sampled_from(["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "AA", "B"]),
    },
)
LABELS = {"EIT1": "EIT ส่วนที่ 1", "EIT2": "EIT ส่วนที่ 2", "total": "คะแนนรวม", "level": "ระดับ"}
digits = st.sampled_from([str, thai])
units = st.sampled_from(["", "%", " คะแนน"])


def expected(ten, extras, year=None):
    figures = {key: Decimal(text) for key, text in extras.items() if key != "level"}
    total = figures.pop("total", None)
    return PastedScores(
        year,
        {number: Decimal(text) for number, text in enumerate(ten, 1)},
        figures,
        total,
        extras.get("level", ""),
    )


@given(tens, printed, digits, units, st.sampled_from(["\t", " ", " : "]), st.randoms(use_true_random=False))
def test_labelled_rows_in_any_order_come_back(ten, extras, spell, unit, gap, chance):
    rows = [
        f"{number}. {name}{gap}{text}{unit}"
        for number, (name, text) in enumerate(zip(NAMES, ten, strict=True), 1)
    ]
    rows += [
        f"{LABELS.get(key, key)}{gap}{text}{'' if key == 'level' else unit}" for key, text in extras.items()
    ]
    chance.shuffle(rows)
    assert one(spell("\n".join(rows))) == expected(ten, extras)


@given(
    st.dictionaries(st.sampled_from([2564, 2565, 2566, 2567]), st.tuples(tens, printed), min_size=2), digits
)
def test_columns_of_years_come_back(by_year, spell):
    keys = [
        *map(str, range(1, 11)),
        *dict.fromkeys(key for _ten, extras in by_year.values() for key in extras),
    ]
    rows = [["ตัวชี้วัด", *map(str, by_year)]]
    for key in keys:
        label = NAMES[int(key) - 1] if key.isdecimal() else LABELS.get(key, key)
        values = [
            ten[int(key) - 1] if key.isdecimal() else extras.get(key, "") for ten, extras in by_year.values()
        ]
        rows.append([label, *values])
    text = "\n".join("\t".join(row) for row in rows)
    assert read_pasted(spell(text)).scores == tuple(
        expected(*by_year[year], year) for year in sorted(by_year, reverse=True)
    )


@given(tens, st.sampled_from(["\n", "\t", "\r\n", " "]), digits, units)
def test_ten_bare_scores_come_back(ten, gap, spell, unit):
    assert one(spell(gap.join(f"{text}{unit}" for text in ten))) == expected(ten, {})


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*'0123456789.,% \t\n"', "คะแนน", "IIT", "2568", "i7 ประเด็น ก", "รวม"])).map(
        "".join
    )
)
def test_any_text_is_understood_or_refused(text):
    try:
        found = read_pasted(text)
    except InputError as error:
        told = [bool(problem.what and problem.mend) for problem in error.problems]
    else:
        told = [bool(found.scores or found.letter)]
    assert all(told)


LETTER = """\
i7 ประเด็น เจ้าหน้าที่บางคนไม่รู้แผน ดังนั้น ควรแจ้งแผนให้ทราบ
(อ้างอิงจาก o11) และติดตาม ดังนั้น ควรทำซ้ำ
ส่วนที่ 1
e๑ ประเด็น ขั้นตอนไม่ชัด
e2 ประเด็น ดังนั้น ควรทำคู่มือ
ข้อ o13 รายงานไม่ครบ เนื่องจากขาดองค์ประกอบ (1) ผล และ (4) ข้อเสนอแนะ
"""


def test_remark_given_as_an_entry_is_read_as_the_same():
    method = load_method(2566)
    remarks, _problems = read_remarks(LETTER, method)
    entries = [remark_entry(each) for each in remarks]
    assert entries[0] == {
        "codes": ["i7"],
        "part": "",
        "text": "เจ้าหน้าที่บางคนไม่รู้แผน ดังนั้น ควรแจ้งแผนให้ทราบ (อ้างอิงจาก o11) และติดตาม ดังนั้น ควรทำซ้ำ",
        "missing": [],
    }
    node = Node.root(Document({"depth": "indicators", "remarks": entries}, "x"))
    read = read_result(node, "", None, [], method)

    def without_head(remark: Remark) -> tuple[object, ...]:
        return (remark.codes, remark.part, remark.problem, remark.advice, remark.missing, remark.refs)

    assert node.problems == []
    assert list(map(without_head, read.remarks)) == list(map(without_head, remarks))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("i7 ประเด็น ก", True),
        ("ข้อ o13 ข", True),
        ("<p>e1 ประเด็น ค</p>", True),
        ("สวัสดี", False),
        ("97.40", False),
    ],
)
def test_text_with_remarks_is_told(text, held):
    assert holds_remarks(text) is held
