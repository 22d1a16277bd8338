"""The web page of a paper as a file: any text in it, nothing from elsewhere, fonts, colours, always the same."""

import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from html_reading import CHART, PNG, Reader
from prongsai.language.digits import thai
from prongsai.reports import html_writer
from prongsai.reports.document import (
    Cell,
    Document,
    Garuda,
    Heading,
    Picture,
    Signature,
    Table,
    text,
)
from prongsai.reports.html_fonts import font_rules
from prongsai.reports.html_writer import write_html


def everything(content: str) -> Document:
    """Give a document that says `content` in every place where there is text."""
    blocks = (
        Heading(content),
        text(content, bold=True),
        Table(((Cell((text(content),)),),), ((Cell((text(content),)),),), (1,), content),
        Picture(PNG, 1, content),
        Signature(content, content, content),
        Garuda(content),
        Heading(content),
        Heading(content),
    )
    return Document(content, blocks, content, content, content, content, properties={"key": content})


SPOKEN = ("title", "h1", "h2", "caption", "strong", "footer", "a")


@settings(max_examples=60)
@given(st.text(min_size=1), st.booleans())
def test_any_text_is_read_back_as_it_was(content: str, thai_digits: bool) -> None:
    reader = Reader(write_html(replace(everything(content), thai_digits=thai_digits)))
    content = thai(content) if thai_digits else content
    assert reader.unclosed == []
    texts = {tag: reader.all(tag) for tag in SPOKEN}
    assert texts == {
        "title": [content],
        "h1": [content],
        "h2": [content] * 4,
        "caption": [content],
        "strong": [content],
        "footer": [content],
        "a": [content] * 3,
    }
    lines = Signature(content, content, content).lines
    assert [each for each in reader.all("p") if each] == [content, content, content, content, *lines]
    attributes = [
        value for _, a in reader.tags for key, value in a.items() if key in {"alt", "aria-label", "content"}
    ]
    # Before them stand the view of the screen and what may be loaded.
    assert attributes[2:] == [content, content, content, "สารบัญ", content, content]


@given(st.text(st.characters(codec="utf-8")))
def test_footer_cannot_break_out_of_the_style(footer: str) -> None:
    style = "".join(Reader(write_html(Document("ชื่อ", (), footer=footer))).all("style"))
    rule = style.splitlines()[-1]
    if not footer.replace("\0", ""):
        assert rule == "@page{@bottom-right{content:counter(page,decimal)}}"
        return
    match = re.fullmatch(
        r'@page\{@bottom-left\{content:"([^"]*)"\}@bottom-right\{content:counter\(page,decimal\)\}\}', rule
    )
    assert match
    read = re.sub(r"\\([0-9a-f]+) ", lambda number: chr(int(number[1], 16)), match[1])
    assert read == footer.replace("\0", "")


def test_page_numbers_are_left_out_where_not_wanted() -> None:
    assert "@page{}" in write_html(Document("ชื่อ", (), page_numbers=False))


def test_thai_digits_stand_in_every_text() -> None:
    content = "ปี 2568"
    plain = everything(content)
    page = write_html(replace(plain, blocks=(*plain.blocks, CHART), thai_digits=True))
    reader = Reader(page)
    spoken = [each for tag, each in reader.texts if tag != "style"] + [
        a[key] or "" for _, a in reader.tags for key in ("alt", "aria-label") if key in a
    ]
    assert not re.search(r"[0-9]", "".join(spoken))
    assert reader.all("title") == ["ปี ๒๕๖๘"]
    assert "counter(page,thai)" in page
    assert f"\\{ord('๘'):x} " in page.partition("@bottom-left")[2]


def test_file_asks_for_nothing_outside_itself() -> None:
    page = write_html(everything("ก"))
    reader = Reader(page)
    assert {tag for tag, _ in reader.tags} & {"script", "link", "iframe", "base", "object"} == set()
    assert {a["src"].partition(":")[0] for _, a in reader.tags if a.get("src")} == {"data"}
    assert {a["href"][0] for _, a in reader.tags if a.get("href")} == {"#"}
    assert set(re.findall(r"url\((.{5})", page)) == {"data:"}
    assert "@import" not in page
    assert not [key for _, a in reader.tags for key in a if key.startswith("on")]


def test_fonts_hold_thai_and_latin_and_their_licence() -> None:
    page = write_html(Document("ชื่อ", ()))
    fonts = [TTFont(BytesIO(b64decode(data))) for data in re.findall(r"data:font/woff;base64,([^)]+)", page)]
    assert [(font["name"].getDebugName(2), font.flavor) for font in fonts] == [
        ("Regular", "woff"),
        ("Bold", "woff"),
        ("Italic", "woff"),
    ]
    needed = {ord(letter) for letter in "กขฮะาำเแโใไ่้๊๋์็๐๙ฯๆAz09–“”−"}
    for font in fonts:
        assert needed <= set(font.getBestCmap())
        assert "Open Font License" in font["name"].getDebugName(13)
        assert {"GSUB", "GPOS"} <= set(font.keys())


def test_same_document_gives_the_same_file() -> None:
    first = write_html(everything("ก"))
    font_rules.cache_clear()
    assert write_html(everything("ก")) == first


def brightness(colour: str) -> float:
    """Give the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("selector", "behind"),
    [
        ("body", "--desk"),
        (".masthead", ".masthead"),
        (".masthead .author", ".masthead"),
        (".masthead .mark", ".masthead .mark"),
        (".contents summary", "--desk"),
        ("a", "--desk"),
        ("h2, h3, h4", "#ffffff"),
        ("h3", "#ffffff"),
        ("th", "th"),
        ("body", ".shade"),
        ("figcaption", "#ffffff"),
        ("body > footer", "--desk"),
    ],
)
def test_colours_contrast_enough_to_be_read(selector: str, behind: str) -> None:
    css = html_writer._style()
    named = dict(re.findall(r"(--\w+): (#\w{6});", css))

    def colour(rule: str, key: str) -> str:
        block = re.search(rf"^{re.escape(rule)} \{{([^}}]*)\}}", css, re.MULTILINE)
        assert block
        value = re.search(rf"(?:^|[\s;]){key}: (?:var\((--\w+)\)|(#\w+))", block[1])
        assert value
        found = named[value[1]] if value[1] else value[2]
        return found if len(found) == 7 else "#" + "".join(2 * digit for digit in found[1:])

    front = brightness(colour(selector, "color"))
    back = brightness(named.get(behind) or (behind if behind[0] == "#" else colour(behind, "background")))
    light, dark = max(front, back), min(front, back)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_language_cannot_break_out_of_its_attribute() -> None:
    page = write_html(Document("ชื่อ", (), language='th"><script>'))
    assert Reader(page).tags[0] == ("html", {"lang": 'th"><script>'})
