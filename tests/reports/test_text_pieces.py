"""Text is cut into pieces that a line may not break, and cleaned of what cannot be shown."""

from hypothesis import given
from hypothesis import strategies as st

from prongsai.reports.text_pieces import Spelling, pieces, printable, text_width

PLAIN = Spelling()


def joined(cut: list[str | list[str]]) -> str:
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in cut)


def test_pieces_keep_words_whole_with_the_space_after_them() -> None:
    assert pieces("ผลการประเมิน ที่ ITA 2568", PLAIN) == [["ผล"], ["การประเมิน "], "ที่ ITA 2568"]


def test_pieces_keep_brackets_and_signs_with_their_word() -> None:
    assert pieces('ดู (กองคลัง), "เทศบาล" 5%', PLAIN) == ["ดู ", ["(กอง"], ["คลัง), "], ['"เทศบาล" '], "5%"]


def test_pieces_open_a_bracket_alone_before_a_word() -> None:
    assert pieces("(เทศบาล", PLAIN) == [["(เทศบาล"]]


def test_pieces_write_thai_digits_where_wanted() -> None:
    assert pieces("ปี 2568", Spelling(thai_digits=True)) == ["ปี ๒๕๖๘"]


def test_pieces_leave_a_word_open_that_is_nearly_as_long_as_the_line() -> None:
    assert pieces("ประสิทธิภาพ", PLAIN, room=4) == ["ประสิทธิภาพ"]
    assert pieces("ประสิทธิภาพ", PLAIN, room=8) == [["ประสิทธิภาพ"]]


def test_pieces_cut_an_address_longer_than_the_line_anywhere() -> None:
    assert pieces("ดู https://a.go.th/x", PLAIN, room=5) == [
        "ดู",
        " ",
        *([sign] for sign in "https://a.go.th/x"),
    ]
    assert pieces("ดู https://a.go.th/x", PLAIN) == ["ดู https://a.go.th/x"]


def test_pieces_never_cut_a_number() -> None:
    assert pieces("12,345.67", PLAIN, room=1) == ["12,345.67"]


@given(st.text(), st.floats(1, 50))
def test_pieces_joined_are_the_printable_text(text: str, room: float) -> None:
    assert joined(pieces(text, PLAIN, room)) == printable(text)


def test_printable_drops_the_invisible_and_marks_the_unknown() -> None:
    assert printable("ก\u200bข\x07\tค\r\nง\u2028จ\u3000😀☑≥") == "กข ค\nง\nจ □☑≥"


def test_text_width_counts_no_marks() -> None:
    assert text_width("ที่") == text_width("ท") > 0.5
    assert text_width("😀") == 0.65
