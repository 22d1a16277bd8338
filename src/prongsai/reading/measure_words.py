"""The words of a measure's cells: its number and title, its indicators, its steps one by one."""

import re

from prongsai.intake.indicator_names import (
    MENTION,
    bare,
    indicator_of,
    indicators_of_title,
    mentioned,
    name_pattern,
    names,
)
from prongsai.language.digits import arabic

_NUMBER = re.compile(
    r"^\s*(?:มาตรการ(?:ที่)?\s*(?P<word>\d{1,2})\s*[.:)]?|\(?(?P<plain>\d{1,2}(?:\.\d{1,2})*)(?:[.)]|\s*\.))\s*"
)
_MARK = re.compile(r"(?:(?<=\s)|^)(?:\((?P<round>\d{1,2})\)|(?P<half>\d{1,2})\)|(?P<dot>\d{1,2})\.(?!\d))\s*")
_BULLET = re.compile(r"^\s*[-–•●▪*]\s*")
_INNER_BULLETS = re.compile(r"\s+(?=[-–•●▪]\s+\S)")


def one_line(text: str) -> str:
    """Give a text on one line with single spaces."""
    return " ".join(text.split())


def title_parts(words: str) -> tuple[str, str, tuple[int, ...]]:
    """Give (number, title, indicators) of the words of a title's cell.

    Indicators that stand below the title (`ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร`) are taken off it; a title that is an
    indicator's name, or joins several, belongs to them.
    """
    text = one_line(words)
    plain = arabic(text)
    number = ""
    if match := _NUMBER.match(plain):
        number = match["word"] or match["plain"]
        text, plain = text[match.end() :], plain[match.end() :]
    named = re.compile(rf"\s*\(?{MENTION.pattern}\s*(?:{name_pattern()})?\)?")
    cut = len(plain)
    for match in reversed(list(named.finditer(plain))):
        if match.end() != cut or match.start() == 0:
            break
        cut = match.start()
    below = mentioned(plain[cut:])
    title = text[:cut].strip()
    if below:
        return number, _tidy(title), below
    if leading := MENTION.match(plain):
        return number, _tidy(title[leading.end() :].strip(" :") or title), mentioned(plain)
    return number, _tidy(title), indicators_of_title(title)


def _tidy(title: str) -> str:
    """Give a title that is an indicator's name without the spaces that a narrow column put into it."""
    return next((name for name in names() if bare(name) == bare(title)), title)


def indicators_of_cell(words: str) -> tuple[int, ...]:
    """Give the indicators that a cell of the column for them names: by number, or by name."""
    if found := mentioned(words):
        return found
    lines = [number for line in words.split("\n") if (number := indicator_of(line)) is not None]
    if not lines and (number := indicator_of(one_line(words))) is not None:
        lines = [number]
    if not lines and re.fullmatch(r"[\s\d,และ]+", arabic(words)):
        lines = [int(each) for each in re.findall(r"\d+", arabic(words)) if 1 <= int(each) <= 10]
    return tuple(dict.fromkeys(lines))


def steps_of(words: str, *, lines: bool = True) -> tuple[str, ...]:
    """Give the steps: divided at (1), 1), ๑. that count up from one, else at line ends and dashes, else whole.

    `lines` is off where a line's end may be only the end of a narrow column's line, as in PDF.
    """
    text = words.strip()
    plain = arabic(text)
    cuts: list[tuple[int, int]] = []
    form = None
    for match in _MARK.finditer(plain):
        kind = match.lastgroup
        number = int(match[kind]) if kind else 0
        if number == len(cuts) + 1 and form in {None, kind}:
            form = kind
            cuts.append((match.start(), match.end()))
    if cuts and (len(cuts) > 1 or cuts[0][0] == 0) and _leads(text[: cuts[0][0]]):
        ends = [start for start, _end in cuts[1:]] + [len(text)]
        found = [text[begin:end] for (_start, begin), end in zip(cuts, ends, strict=True)]
        return tuple(step for each in found if (step := one_line(each)))
    parts = text.split("\n") if lines or _dashed(text) else [text]
    if len(parts) == 1 and _BULLET.match(text):
        parts = _INNER_BULLETS.split(text)
    return _joined(parts)


def _leads(before: str) -> bool:
    """Tell whether what stands before the first number is only an opening such as “ดำเนินการ ดังนี้”."""
    return len(before.strip()) < 60


def _dashed(text: str) -> bool:
    return sum(bool(_BULLET.match(line)) for line in text.split("\n")) > 1


def _joined(parts: list[str]) -> tuple[str, ...]:
    """Give the parts as steps; where some begin with a dash, the lines without one belong to the step before."""
    dashed = any(_BULLET.match(part) for part in parts)
    found: list[str] = []
    for part in parts:
        if dashed and found and not _BULLET.match(part):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(_BULLET.sub("", part))
    return tuple(step for each in found if (step := one_line(each)))
