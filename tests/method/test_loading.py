import os
from decimal import Decimal

import pytest

from prongsai.language.problems import InputError, Problem
from prongsai.method.library import PACKS
from prongsai.method.loading import SECTIONS, load_pack
from prongsai.method.model import (
    Basis,
    Confidence,
    Element,
    Fact,
    Indicator,
    Instrument,
    Item,
    ItemRule,
    Level,
    LevelRule,
    Link,
    MeanRule,
    Method,
    Question,
    ReportRule,
    Rules,
    Scale,
    SubIndicator,
    SubQuestion,
    TotalRule,
    Unpublished,
)  # fmt: skip

GUIDE = Basis(Confidence.VERIFIED, "made-up guide", source_th="คู่มือสมมุติ")


def problems_of(path):
    with pytest.raises(InputError) as caught:
        load_pack(path)
    return caught.value.problems


def test_pack_sound_is_read_whole(write_pack):
    method = load_pack(write_pack()).method
    assert method == Method(
        fiscal_year=2599,
        hash=method.hash,
        instruments=(
            Instrument("IIT", "ภายใน", "inside", Decimal(25), (1,), ("IIT",), GUIDE),
            Instrument("EIT", "ภายนอก", "outside", Decimal(25), (2,), ("EIT1", "EIT2"), GUIDE),
            Instrument("OIT", "เปิดเผย", "disclosure", Decimal(50), (3,), (), GUIDE),
        ),
        indicators=(
            Indicator(1, "IIT", "หน้าที่", "duty"),
            Indicator(2, "EIT", "บริการ", "service", ("การบริการ",)),
            Indicator(3, "OIT", "ข้อมูล", "information"),
        ),
        sub_indicators=(
            SubIndicator("3.1", 3, "พื้นฐาน", ("o1", "o2"), GUIDE),
            SubIndicator("3.2", 3, "แผน", ("o3",), GUIDE),
        ),
        scales=(Scale("three", ("น้อย", "กลาง", "มาก"), (Decimal(0), Decimal(50), Decimal(100)), GUIDE),),
        questions=(
            Question(
                "i1", "IIT", 1, "help", "การช่วยเหลือ", "Help", "three",
                (SubQuestion(1, "positive"), SubQuestion(2, "negative")), GUIDE,
            ),
            Question(
                "e1", "EIT", 2, "speed", "ความรวดเร็ว", "Speed", "three", (SubQuestion(1, "positive"),), GUIDE
            ),
        ),
        items=(
            Item("o1", "3.1", 3, "structure", "โครงสร้าง", (Element("structure.chart", "แผนผัง"),), GUIDE, GUIDE),
            Item(
                "o2", "3.1", 3, "library", "คลังข้อมูล",
                (Element("library.list", "รายการ"), Element("library.search", "การค้นหา")), GUIDE, GUIDE,
            ),
            Item("o3", "3.2", 3, "measure", "มาตรการ", (Element("measure.analysis", "การวิเคราะห์"),), GUIDE, GUIDE),
        ),
        rules=Rules(
            question=MeanRule(2, GUIDE),
            sub_questions=MeanRule(None, GUIDE),
            indicator=MeanRule(2, GUIDE),
            parts=MeanRule(2, GUIDE),
            items=ItemRule((Decimal(0), Decimal(50), Decimal(100)), False, 2, GUIDE),
            items_estimate=False,
            instrument=MeanRule(2, GUIDE),
            total=TotalRule(2, GUIDE),
            reversal="mirror",
        ),
        levels=LevelRule(
            (
                Level("ดี", "good", Decimal(80), Decimal(80), GUIDE),
                Level("พอใช้", "fair", Decimal(80), None, GUIDE),
                Level("ปรับปรุง", "poor", Decimal(0), None, GUIDE),
            ),
            ("IIT", "EIT1", "EIT2", "OIT"),
            GUIDE,
        ),
        target=Fact("target", "80", GUIDE),
        report=ReportRule("o3", "o2", "indicators", ("analysis", "measures"), GUIDE),
        facts=(Fact("national.mean", "77.70", GUIDE), Fact("sampling", "everyone", GUIDE, "ทุกคน")),
        links=(
            Link("new", (), ("library",), Basis(Confidence.UNCONFIRMED, note="seen nowhere", note_th="ไม่เคยเห็น")),
        ),
    )  # fmt: skip


UNPUBLISHED = "{unpublished: {note: not seen, note_th: ยังไม่เห็น, source: a paper, source_th: ข่าว}}"
UNSEEN = Unpublished("not seen", "a paper", "ยังไม่เห็น", "ข่าว")


def test_pack_with_unpublished_rules_and_words(write_pack):
    path = write_pack(
        ("question: {rule: mean, places: 2, basis: guide}\n  sub", f"question: {UNPUBLISHED}\n  sub"),
        (
            "{rule: mean_of_items, scores: [0, 50, 100], places: 2, estimate: false, basis: guide}",
            UNPUBLISHED,
        ),
        ("parts: {rule: mean, places: 2, basis: guide}", "parts: pooled"),
        ("{rule: weighted_mean, places: 2, basis: guide}", UNPUBLISHED),
        ("reversal: mirror", f"reversal: {UNPUBLISHED}"),
        ("target: {value: 80, basis: guide}", "target: {unpublished: {note: not seen, note_th: ยังไม่เห็น}}"),
    )
    method = load_pack(path).method
    rules = method.rules
    assert (rules.question, rules.items, rules.items_estimate) == (UNSEEN, UNSEEN, False)
    assert (rules.parts, rules.total, rules.reversal) == (None, UNSEEN, UNSEEN)
    assert method.target == Unpublished("not seen", "", "ยังไม่เห็น")


def test_pack_with_items_of_any_score(write_pack):
    path = write_pack(
        ("{rule: mean_of_items, scores: [0, 50, 100], places: 2, estimate: false, basis: guide}",
         "{rule: mean_of_sub_indicators, scores: any, places: unrounded, estimate: true, basis: guide}"),
    )  # fmt: skip
    rules = load_pack(path).method.rules
    assert (rules.items, rules.items_estimate) == (ItemRule((), True, None, GUIDE), True)


def test_pack_with_unpublished_sections(write_pack, made_up):
    scales, questions = (made_up.split(f"\n{name}:")[1].split("\n\n")[0] for name in ("scales", "questions"))
    levels = made_up.split("\nlevels:")[1].split("\n\n")[0]
    path = write_pack(
        (f"scales:{scales}", f"scales: {UNPUBLISHED}"),
        (f"questions:{questions}\n\nitems", f"questions: {UNPUBLISHED}\n\nitems"),
        (f"levels:{levels}", f"levels: {UNPUBLISHED}"),
    )
    method = load_pack(path).method
    assert (method.scales, method.questions, method.levels) == (UNSEEN, UNSEEN, UNSEEN)


@pytest.mark.parametrize("section", [each for each in SECTIONS if each != "fiscal_year"])
def test_section_that_is_missing_is_the_only_fault(section, write_pack, made_up):
    body = made_up[made_up.index(f"\n{section}:") :].split("\n\n")[0].removesuffix("\n")
    path = write_pack((f"{body}\n", "\n"))
    assert problems_of(path) == (
        Problem("missing-key", f"{section} is missing", f"{path}:1", f"add the key {section}"),
    )


def test_year_that_is_missing_is_the_only_fault(write_pack):
    path = write_pack(("fiscal_year: 2599\n", ""))
    assert problems_of(path) == (
        Problem("missing-key", "fiscal_year is missing", f"{path}:1", "add the key fiscal_year"),
    )


def test_year_of_another_file_name(write_pack):
    path = write_pack()
    other = path.rename(path.with_name("2598.yaml"))
    assert problems_of(other) == (
        Problem(
            "wrong-year", "the file is named 2598 but says 2599", f"{other}:2, fiscal_year",
            "name the file 2599.yaml, or mend the year",
        ),
    )  # fmt: skip


def test_pack_that_is_a_list(tmp_path):
    path = tmp_path / "2599.yaml"
    path.write_text("- fiscal_year: 2599\n")
    assert problems_of(path) == (
        Problem(
            "wrong-type", "a list where keys with values should stand", f"{path}:1", "write keys with values"
        ),
    )


def test_pack_that_is_empty(tmp_path):
    path = tmp_path / "2599.yaml"
    path.write_text("# nothing yet\n")
    assert problems_of(path) == (
        Problem("empty-file", "the file is empty", str(path), "docs/method.md says what a pack holds"),
    )


def test_pack_with_a_key_that_is_no_text(write_pack):
    path = write_pack(("target: {", "target: {[a]: b, "))
    assert [(each.code, each.where.split(",")[0]) for each in problems_of(path)] == [
        ("unknown-key", f"{path}:66")
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("fiscal_year: 2599\nbases: [", ":3"),
        ("fiscal_year: 2599\n\tbases: 1\n", ":2"),
        ("a: 1\n---\nb: 2\n", ":2"),
    ],
)
def test_text_that_is_no_yaml(tmp_path, text, where):
    path = tmp_path / "2599.yaml"
    path.write_text(text)
    (problem,) = problems_of(path)
    assert (problem.code, problem.where, problem.mend) == (
        "not-yaml", f"{path}{where}", "mend the indentation or the quotes there"
    )  # fmt: skip
    assert problem.what.startswith("this is not YAML: ")


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "2599.yaml"
    path.write_bytes(b"fiscal_year: \xff\xfe2599\n")
    (problem,) = problems_of(path)
    assert (problem.code, problem.where) == ("not-yaml", str(path))


def test_hash_is_kept_by_comments_spaces_and_quotes(write_pack):
    before = load_pack(write_pack()).method.hash
    after = load_pack(
        write_pack(
            ("# A made-up year", "# Another word,\n# and another, of a made-up year"),
            (
                "  1: {name_th: หน้าที่, name_en: duty}",
                "  1:\n    name_th: 'หน้าที่'   # quoted\n    name_en: duty",
            ),
        )
    ).method.hash
    assert (len(before), after) == (64, before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 77.70", "value: 77.7"),
        ("made-up guide", "made-up  guide"),
        ("items: [o1, o2]", "items: [o2, o1]"),
        ("name_en: duty", "name_en: duties"),
    ],
)
def test_hash_is_changed_by_values(write_pack, old, new):
    before = load_pack(write_pack()).method.hash
    assert load_pack(write_pack((old, new))).method.hash != before


def faults_of(path):
    """Give the faults of a pack, none where it is sound."""
    try:
        load_pack(path)
    except InputError as error:
        return error.problems
    return ()


def test_no_line_can_be_left_out_unseen(tmp_path, made_up):
    lines = made_up.splitlines()
    path = tmp_path / "2599.yaml"
    spare = []
    for number, line in enumerate(lines):
        path.write_text("\n".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        faults = faults_of(path)
        if not faults and line and not line.startswith("#"):
            spare.append(line.strip().partition(":")[0])
        assert [each for each in faults if not (each.where.startswith(f"{path}:") and each.mend)] == []
    assert spare == ["i1", "e1", "- {name_th", "- {name_th", "national.mean", "sampling"]


def test_pack_that_cannot_be_opened(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_pack(tmp_path / "2599.yaml")


def test_shipped_pack_is_read_with_its_lines():
    pack = load_pack(PACKS / "2568.yaml")
    text = (PACKS / "2568.yaml").read_text(encoding="utf-8").splitlines()
    assert pack.file == os.fspath(PACKS / "2568.yaml")
    assert (
        text[pack.lines["items.o13.title_th"] - 1] == "    title_th: รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี"
    )
