"""Lone spaces of a drawing join the text beside them; all else stays as it is."""

import pytest

from prongsai.reports.pdf_spaces import SpaceGlyph, attach_spaces

SPACES = {b"f0": SpaceGlyph(b"\x00\x08", 250.0)}
SPACE = rb"(\000\b)"


def draw(x: float, show: bytes, font: bytes = b"f0") -> bytes:
    return b"0 Tr/%s 10 Tf 1 0 0 -1 %s 0 Tm%s" % (font, f"{x:g}".encode(), show)


@pytest.mark.parametrize("beside", [b" ", b"\nEMC ", b"/Span BMC ", b"\nEMC/Span BMC "])
def test_attach_spaces_draws_a_space_with_what_stands_before_it(beside: bytes) -> None:
    before, space = draw(0, rb"[(\000\001)5(\000\002)]TJ"), draw(7, SPACE + b"Tj")
    assert attach_spaces(b"BT " + before + beside + space + b" ET", SPACES) == (
        b"BT " + draw(0, rb"[(\000\001)5(\000\002)" + SPACE + b"]TJ") + beside + b" ET"
    )


def test_attach_spaces_draws_a_space_with_a_single_string_before_it() -> None:
    content = draw(0, rb"(\000\))Tj") + b" " + draw(7, SPACE + b"Tj")
    assert attach_spaces(content, SPACES) == draw(0, rb"[(\000\))" + SPACE + b"]TJ") + b" "


def test_attach_spaces_draws_a_space_at_the_start_with_what_follows_where_that_stood() -> None:
    # The space is 2.5 wide, the text after it began 3 further on: 0.5, or 50 thousandths of 10, are left.
    content = draw(4, SPACE + b"Tj") + b"/Span BMC " + draw(7, rb"[(\000\001)5(\000\002)]TJ")
    assert attach_spaces(content, SPACES) == (
        b"/Span BMC " + draw(4, b"[" + SPACE + rb"-50(\000\001)5(\000\002)]TJ")
    )


def test_attach_spaces_joins_two_spaces_to_the_same_text() -> None:
    content = draw(0, rb"(\000\001)Tj") + draw(7, SPACE + b"Tj") + draw(9.5, SPACE + b"Tj")
    assert attach_spaces(content, SPACES).count(SPACE) == 2


def apart(left: float, base: float, drawing: bytes) -> bytes:
    return b"q 1 0 0 -1 %s %s cm BT %s ET Q " % (f"{left:g}".encode(), f"{base:g}".encode(), drawing)


def test_attach_spaces_draws_a_space_apart_with_the_mark_before_it_in_the_line() -> None:
    content = apart(10, 700.4, draw(0, rb"[3(\000\001)]TJ")) + apart(10, 700, draw(0, SPACE + b"Tj"))
    assert attach_spaces(content, SPACES) == (
        apart(10, 700.4, draw(0, rb"[3(\000\001)" + SPACE + b"]TJ")) + apart(10, 700, b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        draw(0, SPACE + b"Tj"),
        draw(0, rb"(\000\001)Tj") + draw(7, rb"(\000\002)Tj"),
        draw(0, rb"(\000\001)Tj", b"f1") + draw(7, SPACE + b"Tj") + draw(9.5, rb"(\000\001)Tj", b"f1"),
        draw(0, rb"(\000\001)Tj", b"f1") + draw(7, SPACE + b"Tj", b"f1"),
        apart(10, 700, draw(0, rb"(\000\001)Tj")) + apart(10, 680, draw(0, SPACE + b"Tj")),
        apart(10, 700, draw(0, rb"(\000\001)Tj")) + apart(9, 700, draw(0, SPACE + b"Tj")),
        apart(10, 700, draw(0, rb"(\000\001)Tj", b"f1")) + apart(11, 700, draw(0, SPACE + b"Tj")),
        b"q 1 0 0 1 0 0 cm Q",
    ],
    ids=[
        "alone",
        "no space",
        "other fonts",
        "unknown font",
        "next line",
        "back",
        "apart in another font",
        "no text",
    ],
)
def test_attach_spaces_leaves_the_rest_as_it_is(content: bytes) -> None:
    assert attach_spaces(content, SPACES) == content
