"""Thai text cut into words, since Thai is written without spaces and lines may break only between words."""

import re
from functools import lru_cache

CLUSTER = re.compile(r"[^ัิ-ฺ็-๎][ัิ-ฺ็-๎]*|[ัิ-ฺ็-๎]+", re.DOTALL)
"""A character with the marks above and below it."""

_REPEAT = re.compile(r"[ๆฯ]+")
_KIND = re.compile(
    r"(เทศบาล(เมือง|นคร|ตำบล)|องค์การบริหารส่วน(ตำบล|จังหวัด)|จังหวัด|อำเภอ|ตำบล|สำนักงาน|อบต\.|อบจ\.)\s*"
)
"""What an agency is, before what it is called: ordinary words, between which a line may well break."""

_TERMS = frozenset(("ตัวชี้วัด", "แบบวัด", "ข้อคำถาม", "ข้อค้นพบ", "หน่วยงาน", "มาตรการ"))
"""Words of the field that the dictionary lacks and would cut into pieces."""


def words(text: str, names: tuple[str, ...] = ()) -> list[str]:
    """Give the words, spaces and signs of `text` in order; joined together they are `text` again.

    `names` are names of agencies, places and people, which stay whole although no dictionary has them. The word
    for the kind of agency before a name (``เทศบาลตำบล``) counts as a word of its own. ``ๆ`` and ``ฯ`` stay with
    the word before them, even across a space.
    """
    return list(_words(text, names))


def clusters(text: str) -> list[str]:
    """Give the characters of `text`, each with its marks above and below: the least that can stand by itself."""
    return CLUSTER.findall(text)


@lru_cache(maxsize=16384)
def _words(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    # Splitting at a pattern in brackets gives what is between its matches and the matches in turn.
    for number, part in enumerate(_whole(names).split(text)):
        for token in [part] if number % 2 else _tokens(part):
            if found and _REPEAT.fullmatch(token):
                space = found.pop() if found[-1].isspace() and len(found) > 1 else ""
                found[-1] += space + token
            else:
                found.append(token)
    return tuple(found)


@lru_cache(maxsize=64)
def _whole(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of the field's own words and of those names that the dictionary would cut, longest first."""
    proper = {_KIND.sub("", name.strip()) for name in names}
    cut = {name for name in proper if len(_tokens(name)) > 1}
    unknown = sorted(cut | _TERMS, key=lambda word: (-len(word), word))
    # No name begins after a vowel that is written first, or ends before a mark of its last letter.
    return re.compile(rf"(?<![เ-ไ])({'|'.join(map(re.escape, unknown))})(?![ะ-ฺ็-๎])")


def _tokens(text: str) -> list[str]:
    # Deferred: pythainlp and its dictionary are heavy, and only PDF and pictures need them.
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415

    tokens: list[str] = word_tokenize(text, engine="newmm") if text else []
    return tokens
