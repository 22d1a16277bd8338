"""The one-page picture has its size and shows all that it was given."""

import struct
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.reports.picture_writer import Summary, write_picture

WHOLE = Summary(
    agency="เทศบาลตำบลตัวอย่าง",
    fiscal_year=2568,
    total=Decimal("92.40"),
    level="ผ่านดี",
    announced="15 สิงหาคม 2568",
    instruments=(("IIT", Decimal("95.12")), ("EIT", Decimal("84.99")), ("OIT", None)),
    indicators=(("การปฏิบัติหน้าที่", Decimal("97.21")), ("การใช้งบประมาณ", Decimal("79.95")), ("การใช้อำนาจ", None)),
    target=Decimal(85),
    history=((2567, Decimal("88.10"), "ผ่านดี"), (2568, Decimal("92.40"), "ผ่านดี")),
    note="ตัวเลขจากผลที่ประกาศแล้ว",
    watermark="ตัวอย่าง",
)
BARE = Summary("เทศบาลตำบลตัวอย่าง", 2568, None)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_write_picture_shows_every_part_on_1080_by_1350_pixels() -> None:
    summaries = [
        WHOLE,
        BARE,
        replace(WHOLE, agency="เทศบาลตำบลตัวอย่างสอง"),
        replace(WHOLE, fiscal_year=2567),
        replace(WHOLE, total=Decimal("92.41")),
        replace(WHOLE, total=Decimal("70.00")),
        replace(WHOLE, total=None),
        replace(WHOLE, level="ผ่าน"),
        replace(WHOLE, announced=""),
        replace(WHOLE, instruments=WHOLE.instruments[:2]),
        replace(WHOLE, indicators=WHOLE.indicators[:2]),
        replace(WHOLE, target=None),
        replace(WHOLE, history=()),
        replace(WHOLE, note=""),
        replace(WHOLE, watermark=""),
        replace(WHOLE, thai_digits=True),
    ]
    pictures = [write_picture(summary) for summary in summaries]
    assert {size(picture) for picture in pictures} == {(1080, 1350)}
    assert len(set(pictures)) == len(pictures)


def test_write_picture_is_the_same_each_time() -> None:
    assert write_picture(WHOLE) == write_picture(WHOLE)


@pytest.mark.parametrize("years", [1, 7])
def test_write_picture_stays_one_page_with_long_names(years: int) -> None:
    long = "องค์การบริหารส่วนตำบลหนองบัวฟ้าครามและพื้นที่ใกล้เคียงในเขตรับผิดชอบร่วมกันตามข้อตกลง"
    summary = replace(
        WHOLE,
        agency=long,
        indicators=tuple((long, Decimal(number * 10)) for number in range(1, 11)),
        history=tuple((2562 + year, Decimal(90), "ต้องปรับปรุงโดยด่วน") for year in range(years)),
        note=long * 3,
    )
    assert size(write_picture(summary)) == (1080, 1350)


@settings(max_examples=15)
@given(st.text(), st.text(), st.none() | st.decimals(0, 100, places=2))
def test_write_picture_takes_any_text(agency: str, note: str, total: Decimal | None) -> None:
    summary = replace(BARE, agency=agency, level=note, note=note, watermark=agency, total=total)
    assert size(write_picture(summary)) == (1080, 1350)
