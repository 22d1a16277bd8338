"""The head of the dashboard says what is known, how firmly, and what is missing."""

from datetime import date
from decimal import Decimal

from made_results import BEFORE, FIGURES, analysed, deep_scores, scored
from prongsai.analysis.findings import analyse
from prongsai.intake.model import Printed, Rank
from prongsai.site.findings.headline import Level, Step, headline, level_said, way
from prongsai.site.shell.speech import speaking

PARTS = Printed({"EIT1": Decimal("86.20"), "EIT2": Decimal("89.87")})


def test_headline_of_a_result_with_a_year_before():
    analysis = analysed(
        FIGURES,
        scored(BEFORE, 2567),
        printed=PARTS,
        rank=Rank(12, 120),
        announced=date(2025, 8, 15),
        where="หนังสือแจ้งผล",
    )
    head = headline(analysis)
    assert (head.total, head.target, head.against) == (Decimal("92.36"), Decimal(85), Decimal("7.36"))
    assert head.level == Level("pass, good (ผ่านดี)", certain=True, firmness="verified")
    assert (head.firmness, head.because, head.why_none) == ("verified", "", "")
    assert (head.change.earlier_year, head.change.difference) == (2567, Decimal("2.79"))
    assert head.change.broken.startswith("วิธีการประเมินของปีงบประมาณ พ.ศ. 2567 กับ พ.ศ. 2568 ต่างกัน")
    assert (head.kind, head.source, head.announced) == ("published", "หนังสือแจ้งผล", date(2025, 8, 15))
    assert head.rank == Rank(12, 120)
    assert head.way.level == "pass, excellent (ผ่านดีเยี่ยม)"
    assert [(each.key, each.now, each.missing) for each in head.way.steps] == [
        ("total", Decimal("92.36"), Decimal("2.64")),
        ("IIT", Decimal("94.18"), Decimal("0.82")),
        ("EIT1", Decimal("86.20"), Decimal("8.80")),
        ("EIT2", Decimal("89.87"), Decimal("5.13")),
        ("OIT", Decimal("94.25"), Decimal("0.75")),
    ]
    assert head.way.open == head.way.steps
    assert head.summary.startswith("ในปีงบประมาณ พ.ศ. 2568")
    assert head.notes[-2].startswith("การจัดกลุ่มเรื่องที่ต้องแก้ไข")
    assert head.problems == ()


def test_change_is_against_the_nearest_year_that_has_a_total():
    head = headline(analysed(FIGURES, scored(f"- {BEFORE[6:]}", 2567), scored(BEFORE, 2566)))
    assert head.change.earlier_year == 2566


def test_headline_without_total_says_why():
    head = headline(analysed("- " + FIGURES[6:]))
    assert (head.total, head.against, head.change, head.way) == (None, None, None, None)
    assert head.why_none == "indicator 1 has no score"
    assert head.level == Level("", certain=False, note="indicator 1 has no score")
    assert head.firmness == ""


def test_headline_of_a_year_without_rules_shows_what_was_announced():
    printed = Printed({"IIT": Decimal("94.18")}, Decimal("92.36"), "ผ่านดี")
    head = headline(analysed(year=2569, printed=printed))
    assert (head.total, head.announced_only, head.target, head.against) == (
        Decimal("92.36"),
        True,
        None,
        None,
    )
    assert head.level == Level("ผ่านดี", certain=False, note="the rules of 2569 are not published")
    assert (head.why_none, head.way) == ("", None)


def test_figures_that_do_not_agree_are_told():
    head = headline(analysed(printed=Printed({}, Decimal("91.00"))))
    assert [each.code for each in head.problems] == ["total-differs"]


def test_level_that_is_open_names_what_is_possible():
    with speaking("th"):
        open_ = level_said(scored(FIGURES))
    assert (open_.words, open_.certain) == ("ผ่านดี หรือ ผ่าน", False)
    assert "EIT ส่วนที่ 1" in open_.note


def test_level_that_is_open_stands_as_announced_where_that_is_possible():
    said = level_said(scored(FIGURES, printed=Printed(level="ผ่าน")))
    assert said == Level(
        "pass (ผ่าน)", certain=False, note="As announced; the figures at hand do not settle it."
    )


def test_level_says_how_firmly_it_is_known():
    said = level_said(deep_scores())
    assert said.certain
    assert said.firmness == "unconfirmed"
    assert said.note == "an estimate: how items make indicators is not known for 2568"


def test_way_names_figures_that_are_not_known():
    steps = {each.key: each for each in way(scored(FIGURES)).steps}
    assert steps["EIT1"] == Step("EIT1", "EIT part 1", None, Decimal(85), None)
    assert steps["total"].missing == 0
    assert [each.key for each in way(scored(FIGURES)).open] == ["EIT1", "EIT2"]


def test_way_takes_unknown_figures_for_what_they_are_supposed_to_be_at_least():
    lows = {"EIT1": Decimal(80), "EIT2": Decimal(90), "IIT": Decimal(1)}
    found = {each.key: each for each in way(scored(FIGURES), lows).steps}
    assert found["EIT1"] == Step("EIT1", "EIT part 1", Decimal(80), Decimal(85), Decimal(5), at_least=True)
    assert found["EIT2"].missing == 0
    assert not found["IIT"].at_least


def test_there_is_no_way_above_the_best_level():
    assert way(scored("100 " * 10)) is None


def test_headline_of_years_by_questions_is_made_for_each_year():
    for year in range(2563, 2569):
        assert headline(analyse(deep_scores(year))).total is not None
