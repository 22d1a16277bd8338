"""Years side by side, with the places where the method changed, and the years that are not there."""

from decimal import Decimal

from made_results import BEFORE, FIGURES, analysed, scored
from prongsai.intake.model import Printed
from prongsai.site.findings.years import years
from prongsai.site.shell.speech import speaking


def test_five_years_at_most_oldest_first():
    earlier = [scored(BEFORE, year) for year in range(2563, 2568)]
    with speaking("th"):
        found = years(analysed(FIGURES, *earlier))
    assert [each.year for each in found.rows] == [2564, 2565, 2566, 2567, 2568]
    assert [each.level.words for each in found.rows][:2] == ["A", "A"]
    assert [each.change for each in found.rows] == [None, 0, 0, 0, Decimal("2.79")]
    assert [each.before for each in found.rows] == [None, 2564, 2565, 2566, 2567]
    assert found.rows[0].broken == ()
    assert "เกณฑ์ระดับผลการประเมินเปลี่ยนไป" in found.rows[2].broken
    assert found.absent == ()
    assert [point.label for point in found.chart.points] == ["2564", "2565", "2566", "2567", "2568"]
    assert len(found.chart.breaks) == len(found.broken)
    assert found.alt.startswith("แผนภูมิเส้นคะแนนรวมย้อนหลัง")


def test_lines_hold_instruments_and_indicators_over_the_years():
    found = years(analysed(FIGURES, scored(BEFORE, 2567)))
    assert [line.title.split()[0] for line in found.lines] == [
        "IIT", "1.", "2.", "3.", "4.", "5.", "EIT", "6.", "7.", "8.", "OIT", "9.", "10.",
    ]  # fmt: skip
    assert found.lines[0].figures == (Decimal("92.16"), Decimal("94.18"))
    assert found.lines[1].figures == (Decimal("95.10"), Decimal("97.40"))


def test_year_that_is_not_there_is_a_gap():
    found = years(analysed(FIGURES, scored(BEFORE, 2566)))
    assert found.absent == (2567,)
    assert found.absent_words == "2567"
    assert [point.label for point in found.chart.points] == ["2566", "2567", "2568"]
    assert found.chart.points[1].y is None
    assert found.chart.stretches == ()
    assert len(found.chart.breaks) == 1


def test_one_year_alone():
    found = years(analysed())
    assert (len(found.rows), found.absent, found.broken) == (1, (), ())


def test_years_without_total_or_rules():
    announced = analysed(
        FIGURES, scored(f"- {BEFORE[6:]}", 2568), year=2569, printed=Printed({}, Decimal("92.36"), "ผ่านดี")
    )
    found = years(announced)
    assert [(each.total, each.change) for each in found.rows] == [(None, None), (Decimal("92.36"), None)]
    assert found.rows[1].level.words == "ผ่านดี"
    assert found.chart.target is None
