"""Sarabun made ready for PDF: a glyph of its own for every SARA AM, so that text can be searched and copied.

Shapers take ``ำ`` apart into NIKHAHIT and SARA AA, and that second glyph is the one of ``า`` too: no map from
glyphs to characters can tell them apart again. The fonts written here join the two back into one glyph, and
`glyph_texts` says for each glyph which characters it stands for. The letters look the same as before.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

FOLDER = Path(__file__).parent / "fonts"
STYLES = ("Regular", "Bold", "Italic")

NIKHAHIT, NIKHAHIT_TALL = "uni0E4D", "uni0E4D.narrow"
AA = "uni0E32"
AM, AM_TALL, AM_TONED = "uni0E33", "uni0E33.tall", "uni0E33.toned"
"""SARA AM after most letters; after ป ฝ ฟ, whose stems it must avoid; after a tone mark, which bears its ring."""

TONED = {f"{base}{tone:04X}{kind}": chr(tone)
         for base, kind in (("uni0E4D", ""), ("uni0E4D", ".narrow")) for tone in range(0x0E48, 0x0E4C)}  # fmt: skip
"""The glyphs of NIKHAHIT below a tone mark. The ring belongs to the SARA AM that follows: the tone is their text."""

PREFERRED = " -–—"
"""Characters that are meant where several share one shape."""

Outline = tuple[object, ...]


def write_fonts(folder: Path) -> None:
    """Write the searchable styles of Sarabun into `folder` (about 0.1 s each)."""
    for style in STYLES:
        font = _open(FOLDER / f"Sarabun-{style}.ttf")
        _join_sara_am(font)
        font.save(folder / f"Sarabun-{style}.ttf")


@cache
def glyph_texts(path: Path) -> Mapping[Outline, str]:
    """Give the characters that each shape of the searchable font at `path` stands for."""
    font = _open(path)
    texts = _named_texts(font)
    by_shape: dict[Outline, str] = {}
    for name, text in texts.items():
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

    return TTFont(path)


def _join_sara_am(font: Any) -> None:
    """Add the glyphs and the rules that join NIKHAHIT and SARA AA, after all rules that the font has."""
    from fontTools.otlLib import builder  # noqa: PLC0415 - deferred with TTFont
    from fontTools.ttLib.tables import otTables  # noqa: PLC0415 - deferred with TTFont

    font.setGlyphOrder([*font.getGlyphOrder(), AM_TALL, AM_TONED])
    _add_glyph(font, AM_TALL, (AA, NIKHAHIT_TALL))
    _add_glyph(font, AM_TONED, (AA,))
    table = font["GSUB"].table
    first = len(table.LookupList.Lookup)
    glyphs = font.getReverseGlyphMap()

    joined = builder.buildLigatureSubstSubtable({(NIKHAHIT, AA): AM, (NIKHAHIT_TALL, AA): AM_TALL})
    after_tone = otTables.ChainContextSubst()
    after_tone.Format = 3
    after_tone.BacktrackCoverage = [builder.buildCoverage(TONED, glyphs)]
    after_tone.InputCoverage = [builder.buildCoverage([AA], glyphs)]
    after_tone.LookAheadCoverage = []
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, first + 2
    after_tone.SubstLookupRecord = [record]
    toned = builder.buildSingleSubstSubtable({AA: AM_TONED})

    table.LookupList.Lookup += [builder.buildLookup([rule]) for rule in (joined, after_tone, toned)]
    for feature in table.FeatureList.FeatureRecord:
        # The rules of composition that hold for Thai are those that take SARA AM apart; ours follow them.
        if feature.FeatureTag == "ccmp":
            feature.Feature.LookupListIndex += [first, first + 1]


def _add_glyph(font: Any, name: str, parts: tuple[str, ...]) -> None:
    """Add a glyph made of `parts`, as wide as the first of them."""
    from fontTools.ttLib.tables import _g_l_y_f as shapes  # noqa: PLC0415 - deferred with TTFont

    glyph = shapes.Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    for part in parts:
        component = shapes.GlyphComponent()
        component.glyphName, component.x, component.y = part, 0, 0
        component.flags = shapes.ROUND_XY_TO_GRID
        glyph.components.append(component)
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][parts[0]][0], glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 1


def _named_texts(font: Any) -> dict[str, str]:
    """Give the characters of every glyph, those without a character of their own by the rules that lead to them."""
    texts: dict[str, str] = {}
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
        if before in texts:
            texts.setdefault(after, texts[before])
    for parts, whole in ligatures:
        if all(part in texts for part in parts):
            texts.setdefault(whole, "".join(texts[part] for part in parts))
    return texts | TONED | dict.fromkeys((AM, AM_TALL, AM_TONED), "ำ")


def _preference(entry: tuple[int, str]) -> tuple[bool, int]:
    code, _ = entry
    return chr(code) not in PREFERRED, code
