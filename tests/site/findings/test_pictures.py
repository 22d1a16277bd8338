"""Charts by name, and names of files that every disk takes."""

import pytest

from made_results import FIGURES, analysed, scored
from prongsai.reports.results_part import (
    history_chart,
    indicators_chart,
    instruments_chart,
    lost_chart,
    radar_chart,
)
from prongsai.site.findings.pictures import NAMES, chart, file_name, picture


def test_charts_are_those_of_the_papers():
    analysis = analysed(FIGURES, scored(FIGURES, 2567))
    assert {name: chart(analysis, name) for name in NAMES} == {
        "instruments": instruments_chart(analysis.scores),
        "bars": indicators_chart(analysis.scores),
        "radar": radar_chart(analysis.scores),
        "history": history_chart(analysis),
        "points": lost_chart(analysis),
    }


def test_there_is_no_other_chart():
    assert chart(analysed(), "pie") is None
    assert chart(analysed(year=2569), "points") is None


@pytest.mark.parametrize(
    ("title", "agency", "name"),
    [
        ("คะแนน 2568", "เทศบาลตำบลต้นแบบ", "คะแนน 2568 เทศบาลตำบลต้นแบบ.png"),
        ('a/b\\c:d*e?"<f>|', "g\nh", "a b c d e f g h.png"),
        ("ก" * 100, "ข", "ก" * 80 + ".png"),
        ("a", "b.", "a b.png"),
    ],
)
def test_file_name_holds_no_sign_that_a_disk_refuses(title, agency, name):
    assert file_name(title, agency) == name


def test_picture_bears_whose_it_is():
    drawn = chart(analysed(), "bars")
    one = picture(drawn, "เทศบาลตำบลต้นแบบ", thai_digits=False)
    assert one.startswith(b"\x89PNG")
    assert one == picture(drawn, "เทศบาลตำบลต้นแบบ", thai_digits=False)
    others = {
        picture(drawn, "เทศบาลเมืองอื่น", thai_digits=False),
        picture(drawn, "เทศบาลตำบลต้นแบบ", thai_digits=True),
    }
    assert len({one, *others}) == 3
