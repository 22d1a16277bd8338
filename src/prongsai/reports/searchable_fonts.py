"""Sarabun for PDF and pictures: where its searchable styles come from, and what its glyphs stand for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

from prongsai.reports.thai_glyphs import AM, AM_TALL, AM_TONED, TONED, make_readable

FOLDER = Path(__file__).parent / "fonts"
STYLES = ("Regular", "Bold", "Italic")

PREFERRED = " -–—"
"""Characters that are meant where several share one shape."""

Outline = tuple[object, ...]


def write_fonts(folder: Path) -> None:
    """Write the searchable styles of Sarabun into `folder` (about 0.2 s each)."""
    for style in STYLES:
        font = _open(FOLDER / f"Sarabun-{style}.ttf")
        make_readable(font)
        font.save(folder / f"Sarabun-{style}.ttf")


@cache
def glyph_texts(path: Path) -> Mapping[Outline, str]:
    """Give the characters that each shape of the searchable font at `path` stands for."""
    font = _open(path)
    by_shape: dict[Outline, str] = {}
    for name, text in _named_texts(font).items():
        by_shape.setdefault(outline(font, name), text)
    return by_shape


def outline(font: Any, name: str) -> Outline:
    """Give the shape of a glyph as a value that is equal for equal shapes, in a whole font and in a part of it."""
    glyph = font["glyf"][name]
    if glyph.isComposite():
        return tuple((outline(font, part.glyphName), part.x, part.y) for part in glyph.components)
    if not glyph.numberOfContours:
        return (font["hmtx"][name][0],)
    return (tuple(glyph.coordinates), tuple(glyph.endPtsOfContours))


@cache
def advances() -> Mapping[str, float]:
    """Give the width of every character of Sarabun, in em; marks above and below have none."""
    font = _open(FOLDER / "Sarabun-Regular.ttf")
    widths, units = font["hmtx"], font["head"].unitsPerEm
    return {
        chr(code): widths[name][0] / units
        for code, name in font.getBestCmap().items()
        if category(chr(code))[0] != "C"
    }


def _open(path: Path) -> Any:
    # Deferred: fontTools is heavy, and only PDF and pictures need it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    return TTFont(path, recalcTimestamp=False)  # so that the same paper is the same file in every process


def _named_texts(font: Any) -> dict[str, str]:
    """Give the characters of every glyph, those without a character of their own by the rules that lead to them."""
    texts = TONED | dict.fromkeys((AM, AM_TALL, AM_TONED), "ำ")
    for code, name in sorted(font.getBestCmap().items(), key=_preference):
        if category(chr(code))[0] != "C":
            texts.setdefault(name, chr(code))
    rules = [rule for lookup in font["GSUB"].table.LookupList.Lookup for rule in lookup.SubTable]
    singles = [pair for rule in rules if rule.LookupType == 1 for pair in rule.mapping.items()]
    ligatures = [
        ((first, *ligature.Component), ligature.LigGlyph)
        for rule in rules
        if rule.LookupType == 4
        for first, found in rule.ligatures.items()
        for ligature in found
    ]
    for before, after in singles:
        texts.setdefault(after, texts[before])
    for parts, whole in ligatures:
        texts.setdefault(whole, "".join(texts[part] for part in parts))
    return texts


def _preference(entry: tuple[int, str]) -> tuple[bool, int]:
    code, _ = entry
    return chr(code) not in PREFERRED, code
