"""Noise goes, sound text stays as it is, and guesses are told."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.reading.cleaning import Guess, clean, cleaned_blocks
from prongsai.reading.model import Doubt, Place, RawParagraph, RawRow, RawTable

SOURCES = Path(__file__).parents[2] / "src" / "prongsai"
SOUND = sorted(
    {
        part.strip()
        for folder in ("advice/texts", "method/packs", "planning")
        for path in (SOURCES / folder).glob("*.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
        for part in re.split(r" {2,}", line)
        if part.strip()
    }
)
THAI = "กขคนซมหาะำเแไโัิีึืุู็่้๊๋์ํๆ๐๑๒ 12.()\t\n<pb>&;/*_-\u200b\xa0\u00ad\uf700\uf70a\uf711"


@pytest.mark.parametrize(
    ("noisy", "plain"),
    [
        ("<p>ข้อ&nbsp;124 ประเด็น</p> <p>ควรระบุ<br/>ไว้</p>", "ข้อ 124 ประเด็น\nควรระบุ\nไว้"),
        ('<span style="color: red">แดง</span><B>หนา</B>', "แดงหนา"),
        ("คะแนน < 85 และ > 50 & อื่น ๆ", "คะแนน < 85 และ > 50 & อื่น ๆ"),
        ("&lt;p&gt;ซ้อน&lt;/p&gt; &amp;amp; &#3585;&#x0E02;", "ซ้อน\n& กข"),
        ("**มาตรการ** และ __วิธี__ (ลงชื่อ)______", "มาตรการ และ วิธี (ลงชื่อ)______"),
        ("ซ่อน\u200b\u200d\u2060\ufeffเร้น\u00ad", "ซ่อนเร้น"),
        ("ก\xa0\xa0ข\u3000ค\tง", "ก ข ค ง"),
        ("บรรทัด\r\n\r\n  ใหม่\x0bสาม\u2028สี่", "บรรทัด\nใหม่\nสาม\nสี่"),
        ("ที\uf70a ปี\uf70e ฟ\uf712 \uf700าน \uf70fาติ", "ที่ ปี์ ฟ็ ฐาน ญาติ"),
        ("ทํา นํ้า น้ํา อํ านาจ", "ทำ น้ำ น้ำ อำนาจ"),
        ("ก ำหนด ดำา ทำำ", "กำหนด ดำ ทำ"),
        ("เเบบ เ เผน", "แบบ แผน"),
        ("ที ่ท ี่่ป ระ", "ที่ที่ป ระ"),
        ("สิทธ์ิ ที่ี คำ้ประกัน", "สิทธิ์ ที่ ค้ำประกัน"),
        ("เทศบาลตำบลดงสมบูรณ", "เทศบาลตำบลดงสมบูรณ"),
        ("๙๙.๑๔", "๙๙.๑๔"),
        ("   ", ""),
    ],
)
def test_noise_is_taken_away_without_a_word(noisy: str, plain: str) -> None:
    assert clean(noisy) == (plain, ())


@pytest.mark.parametrize(
    ("noisy", "plain", "guesses"),
    [
        ("ค าสั่งที่ 5", "คำสั่งที่ 5", (Guess("ค าสั่งที่", "คำสั่งที่"),)),
        ("น ้าดื่ม", "น้ำดื่ม", (Guess("น ้าดื่ม", "น้ำดื่ม"),)),
        ("น้ าใช้", "น้ำใช้", (Guess("น้ าใช้", "น้ำใช้"),)),
        ("หน ้าที่", "หน้าที่", ()),
        ("ด าเนินการ ด าเนินการ", "ดำเนินการ ดำเนินการ", (Guess("ด าเนินกา", "ดำเนินกา"),)),
    ],
)
def test_guessed_vowel_is_told_once(noisy: str, plain: str, guesses: tuple[Guess, ...]) -> None:
    cleaned, told = clean(noisy)
    assert cleaned == plain
    assert [guess.taken[:6] for guess in told] == [guess.taken[:6] for guess in guesses]
    assert all(" " in guess.read and " " not in guess.taken for guess in told)


def test_sound_thai_stays_as_it_is() -> None:
    assert len(SOUND) > 1000
    assert {text: clean(text) for text in SOUND} == {text: (text, ()) for text in SOUND}


@given(st.text(alphabet=THAI, max_size=40))
def test_cleaned_text_stays_as_it_is(text: str) -> None:
    cleaned, _guesses = clean(text)
    assert clean(cleaned) == (cleaned, ())


def test_noise_in_noise_without_end_is_left_after_some_rounds() -> None:
    assert clean("<" * 5 + "b>" * 5 + "ก") == ("ก", ())
    assert clean("<" * 30 + "b>" * 30 + "ก") == ("<" * 18 + "b>" * 18 + "ก", ())


def test_blocks_are_cleaned_and_empty_ones_left_out() -> None:
    first, second = Place("ค าสั่ง", line=1), Place("ตาราง", line=3)
    blocks = [
        RawParagraph("ค าสั่ง", first, 2),
        RawParagraph("<p></p>", Place("", line=2)),
        RawTable((RawRow(("<p>ก</p>", "ค าสั่ง"), second), RawRow(("", "&nbsp;"), second))),
        RawTable((RawRow(("",), second),)),
    ]
    kept, doubts = cleaned_blocks(blocks)
    assert kept == (RawParagraph("คำสั่ง", first, 2), RawTable((RawRow(("ก", "คำสั่ง"), second),)))
    assert [replaced(doubt) for doubt in doubts] == [("ค าสั่ง", "คำสั่ง", "likely", first)]


def replaced(doubt: Doubt) -> tuple[str, str, str, Place]:
    assert doubt.why
    return doubt.read, doubt.taken, doubt.sure, doubt.place
