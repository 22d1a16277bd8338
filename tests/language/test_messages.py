import ast
import re
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from messages import ROOMS, catalogues
from messages import messages as messages_of
from prongsai.language.messages import LOCALES, _, current_language, language, use_language

SOURCE = Path(__file__).parents[2] / "src" / "prongsai"
CATALOGUE = LOCALES / "th" / "LC_MESSAGES" / "prongsai.po"


@cache
def catalogue() -> Catalog:
    return read_po(BytesIO(CATALOGUE.read_bytes()))


@cache
def thai() -> dict[str, str]:
    return {each.id: each.string for each in catalogue() if each.id}


def fields(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)


def test_language_within_a_block_is_put_back_after_it():
    before = current_language()
    with language("th"):
        assert current_language() == "th"
    assert current_language() == before


def test_language_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="fr"):
        use_language("fr")


def test_message_in_english_stands_as_it_was_written():
    with language("en"):
        assert _("there is no such file") == "there is no such file"


def test_message_in_thai_comes_from_the_catalogue():
    with language("th"):
        assert _("there is no such file") == "ไม่พบไฟล์นี้"


def test_catalogue_holds_just_the_messages_of_the_source():
    found = (each for path in catalogues()[ROOMS] for each in messages_of(path))
    assert set(thai()) == {message for _file, _line, message, _context in found}


def test_every_call_for_a_message_has_a_plain_text_that_the_catalogue_holds():
    """Babel does not see a call inside an f-string before Python 3.12, nor one whose text is put together."""
    missed = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in catalogues()[ROOMS]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        if not (
            len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value in thai()
        )
    ]
    assert missed == []


def test_every_message_has_a_thai_translation():
    assert [each.id for each in catalogue() if each.id and (each.fuzzy or not each.string)] == []


def test_no_message_is_left_over_from_earlier():
    assert list(catalogue().obsolete) == []


def test_fields_are_equal_on_both_sides():
    assert {english: fields(told) for english, told in thai().items()} == {
        english: fields(english) for english in thai()
    }


def test_every_translation_with_words_is_in_thai():
    not_thai = [
        told
        for told in thai().values()
        if re.search(r"[A-Za-z]", re.sub(r"\{.*?\}", "", told)) and not re.search("[ก-๛]", told)
    ]
    assert not_thai == []


def test_edges_and_quotes_of_a_message_are_kept():
    def marks(text: str) -> tuple[int, int, int]:
        return text.count("`"), text.count("“"), text.count("”")

    uneven = [
        english
        for english, told in thai().items()
        if marks(told)[1] != marks(told)[2]
        or marks(told)[0] != marks(english)[0]
        or told.endswith(" ") != english.endswith(" ")
        or told.endswith(".")
    ]
    assert uneven == []


def test_compiled_catalogue_says_the_same_as_the_written_one():
    compiled = read_mo(BytesIO(CATALOGUE.with_suffix(".mo").read_bytes()))
    assert {each.id: each.string for each in compiled if each.id} == thai()


def test_headers_say_nothing_that_changes_by_itself():
    header = {
        "project-id-version": "Prongsai",
        "language": "th",
        "mime-version": "1.0",
        "content-type": "text/plain; charset=utf-8",
        "content-transfer-encoding": "8bit",
        "plural-forms": "nplurals=1; plural=0;",
    }
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        assert GNUTranslations(file).info() == header
    written, _blank, entries = CATALOGUE.read_text(encoding="utf-8").partition("\n\n")
    said = [line.lower() for line in re.findall(r'"(.+?)(?:\\n)?"', written)]
    assert [line.split(":", 1)[0] for line in said] == list(header)
    assert not re.search(r"^#:.*:\d", entries, re.MULTILINE)
