"""A Thai text on a page in another language says so."""

import pytest

from prongsai.site.shell.speech import speaking
from prongsai.site.shell.templatetags.parts import tongue


@pytest.mark.parametrize(
    ("language", "text", "attribute"),
    [
        ("en", "pass, good (ผ่านดี)", ' lang="th"'),
        ("en", "pass", ""),
        ("th", "ผ่านดี", ""),
        ("th", "pass", ""),
    ],
)
def test_tongue(language, text, attribute):
    with speaking(language):
        assert tongue(text) == attribute
