"""The badge: a small picture of year, total and level, of text alone, so that no other site's fonts are loaded."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prongsai.site.findings.words import level_name
from prongsai.site.public.values import YearShown
from prongsai.site.shell.speech import say_score, spell

_WIDE = 8
"""About how many pixels a letter takes at the badge's size; marks above and below a letter take none."""

_ROOM = 10


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: the words on its left and on its right, and where they stand, in pixels."""

    left: str
    right: str

    @property
    def words(self) -> str:
        """Give all its words, for those who cannot see it."""
        return f"{self.left}: {self.right}"

    @property
    def left_width(self) -> int:
        """Give how wide the left part is."""
        return _width(self.left)

    @property
    def right_width(self) -> int:
        """Give how wide the right part is."""
        return _width(self.right)

    @property
    def width(self) -> int:
        """Give how wide all of it is."""
        return self.left_width + self.right_width

    @property
    def left_middle(self) -> int:
        """Give the middle of the left part."""
        return self.left_width // 2

    @property
    def right_middle(self) -> int:
        """Give the middle of the right part."""
        return self.left_width + self.right_width // 2


def badge(newest: YearShown | None) -> Badge:
    """Give the badge of the newest result; one that says so where none is shown."""
    if newest is None:
        return Badge("ITA", _("no result published"))
    level = level_name(newest.method, newest.level) if newest.level else ""
    score = "" if newest.total is None else _("{score} points").format(score=say_score(newest.total))
    year = spell(newest.fiscal_year)
    return Badge(f"ITA {year}", " · ".join(filter(None, (score, level))) or _("no total score"))


def _width(text: str) -> int:
    return 2 * _ROOM + _WIDE * sum(unicodedata.category(letter) != "Mn" for letter in text)
