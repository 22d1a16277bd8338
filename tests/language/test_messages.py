import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from prongsai.language.messages import LOCALES, _, current_language, language, use_language

SOURCE = Path(__file__).parents[2] / "src" / "prongsai"


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
