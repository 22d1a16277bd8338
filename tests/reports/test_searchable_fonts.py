"""The searchable fonts are the same files whenever they are made, and so are the papers that are set in them."""

from datetime import UTC, datetime

from fontTools.ttLib import TTFont

from prongsai.reports.searchable_fonts import FOLDER, STYLES, write_fonts


def test_fonts_bear_the_day_of_the_ones_they_come_from(tmp_path):
    write_fonts(tmp_path)
    days = [
        [TTFont(folder / f"Sarabun-{style}.ttf")["head"].modified for style in STYLES]
        for folder in (FOLDER, tmp_path)
    ]
    assert days[0] == days[1]
    assert (
        max(days[0]) < (datetime(2026, 1, 1, tzinfo=UTC) - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds()
    )
