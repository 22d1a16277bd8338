"""Changes to the glyphs and rules of Sarabun that make its text readable in PDF. The letters look the same.

- SARA AM gets glyphs of its own. Shapers take ``ำ`` apart into NIKHAHIT and SARA AA, and that second glyph is the one
  of ``า`` too: no map from glyphs to characters could tell them apart again.
- Marks begin where their letter ends, never after it and never far before it. Readers put text in order by where it
  begins, and guess spaces from gaps.
"""

from collections.abc import Iterable
from typing import Any

AA, NIKHAHIT, NIKHAHIT_NARROW = "uni0E32", "uni0E4D", "uni0E4D.narrow"
AM, AM_TALL, AM_TONED = "uni0E33", "uni0E33.tall", "uni0E33.toned"
"""SARA AM after most letters; after ป ฝ ฟ, whose stems it must avoid; after a tone mark, which bears its ring."""

TONED = {f"uni0E4D{tone:04X}{kind}": chr(tone) for kind in ("", ".narrow") for tone in range(0x0E48, 0x0E4C)}
"""The glyphs of NIKHAHIT below a tone mark. The ring belongs to the SARA AM that follows: the tone is their text."""

SMALL = tuple(f"uni{code:04X}.small" for code in range(0x0E48, 0x0E4D))
"""Tone marks, and THANTHAKHAT, above another mark."""

TALL = tuple(f"{name}.tall" for name in SMALL)
"""The same above the marks of ป ฝ ฟ, which stand further left."""

NARROW = tuple(f"uni{code:04X}.narrow" for code in (0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47, 0x0E4D))
"""Marks above ป ฝ ฟ."""

NEAR = 30
"""How far before the end of its letter a mark begins, in thousandths of the size: further than any is moved after it."""

MARK = 3
"""The class of marks among glyphs."""


def make_readable(font: Any) -> None:
    """Change an opened Sarabun in place."""
    font.setGlyphOrder([*font.getGlyphOrder(), AM_TALL, AM_TONED, *TALL])
    gap = _anchor(font, NIKHAHIT_NARROW) - _anchor(font, NIKHAHIT)
    _add_glyph(font, AM_TALL, {AA: 0, NIKHAHIT_NARROW: 0})
    _add_glyph(font, AM_TONED, {AA: 0})
    for small, tall in zip(SMALL, TALL, strict=True):
        _add_glyph(font, tall, {small: gap}, MARK)
        _add_anchor(font, small, tall, gap)
    _add_rules(font)
    _shift_marks(font, NEAR)


def _add_rules(font: Any) -> None:
    """Add the rules that choose the new glyphs, after all rules that the font has."""
    from fontTools.otlLib import builder  # noqa: PLC0415 - heavy, and only PDF and pictures need it

    table = font["GSUB"].table
    first = len(table.LookupList.Lookup)
    rules = (
        builder.buildLigatureSubstSubtable({(NIKHAHIT, AA): AM, (NIKHAHIT_NARROW, AA): AM_TALL}),
        _after(font, TONED, (AA,), first + 3),
        _after(font, NARROW, SMALL, first + 4),
        builder.buildSingleSubstSubtable({AA: AM_TONED}),
        builder.buildSingleSubstSubtable(dict(zip(SMALL, TALL, strict=True))),
    )
    table.LookupList.Lookup += [builder.buildLookup([rule]) for rule in rules]
    for feature in table.FeatureList.FeatureRecord:
        # The rules of composition are those that take SARA AM apart and make marks narrow; ours follow them.
        if feature.FeatureTag == "ccmp":
            feature.Feature.LookupListIndex += range(first, first + 3)


def _after(font: Any, before: Iterable[str], glyphs: Iterable[str], lookup: int) -> Any:
    """Give the rule that applies a lookup to any of `glyphs` that follows one of `before`."""
    from fontTools.otlLib import builder  # noqa: PLC0415 - deferred as above
    from fontTools.ttLib.tables import otTables  # noqa: PLC0415 - deferred as above

    order = font.getReverseGlyphMap()
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackCoverage = [builder.buildCoverage(before, order)]
    rule.InputCoverage = [builder.buildCoverage(glyphs, order)]
    rule.LookAheadCoverage = []
    rule.SubstLookupRecord = [record]
    return rule


def _add_glyph(font: Any, name: str, parts: dict[str, int], kind: int = 1) -> None:
    """Add a glyph made of `parts`, each moved right by so much, and as wide as the first of them."""
    from fontTools.ttLib.tables import _g_l_y_f as shapes  # noqa: PLC0415 - deferred as above

    glyph = shapes.Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    for part, right in parts.items():
        component = shapes.GlyphComponent()
        component.glyphName, component.x, component.y = part, right, 0
        component.flags = shapes.ROUND_XY_TO_GRID
        glyph.components.append(component)
    font["glyf"][name] = glyph
    font["hmtx"][name] = (font["hmtx"][next(iter(parts))][0], 0)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = kind


def _attachments(font: Any) -> Iterable[tuple[list[str], list[Any], Any]]:
    """Give the marks of each rule that places marks, their records, and the rule."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for rule in lookup.SubTable:
            if rule.LookupType == 4:
                yield rule.MarkCoverage.glyphs, rule.MarkArray.MarkRecord, rule
            elif rule.LookupType == 6:
                yield rule.Mark1Coverage.glyphs, rule.Mark1Array.MarkRecord, rule


def _anchor(font: Any, mark: str) -> int:
    """Give how far right the point lies by which a mark is placed on letters."""
    return next(
        int(record.MarkAnchor.XCoordinate)
        for names, records, _ in _attachments(font)
        for name, record in zip(names, records, strict=True)
        if name == mark
    )


def _add_anchor(font: Any, mark: str, twin: str, right: int) -> None:
    """Place `twin` as `mark` is placed, its point moved right by so much."""
    from copy import deepcopy  # noqa: PLC0415 - stands with its use

    for names, records, _ in _attachments(font):
        if mark in names:
            record = deepcopy(records[names.index(mark)])
            record.MarkAnchor.XCoordinate += right
            names.append(twin)
            records.append(record)
    classes = font["GDEF"].table.MarkAttachClassDef.classDefs
    classes[twin] = classes[mark]


def _shift_marks(font: Any, right: int) -> None:
    """Draw the marks of Thai so far right of where they begin, and begin them so far left: they stay in place."""
    glyf, classes = font["glyf"], font["GDEF"].table.GlyphClassDef.classDefs
    marks = {name for name in font.getGlyphOrder() if classes.get(name) == MARK and name.startswith("uni0E")}
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        if name in marks and not glyph.isComposite():
            glyph.coordinates.translate((right, 0))
        elif name not in marks and glyph.isComposite():
            for component in glyph.components:
                component.x -= right if component.glyphName in marks else 0
    for names, records, rule in _attachments(font):
        anchors = [record.MarkAnchor for name, record in zip(names, records, strict=True) if name in marks]
        if rule.LookupType == 6:
            below = zip(rule.Mark2Coverage.glyphs, rule.Mark2Array.Mark2Record, strict=True)
            anchors += [anchor for name, record in below if name in marks for anchor in record.Mark2Anchor]
        for anchor in filter(None, anchors):
            anchor.XCoordinate += right
    for name in font.getGlyphOrder():
        glyf[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyf[name], "xMin", 0))
