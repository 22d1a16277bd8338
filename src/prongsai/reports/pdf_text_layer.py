"""The repair of a PDF's text: what is read, searched and copied is what was written, letter by letter.

The typesetter maps each glyph of a Thai cluster to the whole cluster and mends that by replacement texts, which
some readers ignore and others apply twice (``ซึ่ซึ่ง``). Here every glyph is mapped to its own characters and the
replacement texts go. Tags and pages stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from prongsai.reports.pdf_spaces import SpaceGlyph, attach_spaces
from prongsai.reports.searchable_fonts import glyph_texts, outline

_REPLACEMENT = re.compile(rb"/Span ?<</ActualText ?<[0-9A-Fa-f]*>>>BDC")
_HOLDERS = {"/Document", "/Part", "/Sect", "/Div", "/NonStruct"}
"""Elements that can hold tables."""

_MAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def repair_text(pdf: bytes, fonts: Path, captions: Sequence[str] = ()) -> bytes:
    """Give `pdf` with its text layer repaired; `fonts` is the folder of the searchable fonts it was set in.

    `captions` become the summaries of its tables, in order, for those who cannot see them. The same input gives
    the same bytes.
    """
    # Deferred: pikepdf is heavy, and only PDF needs it.
    from pikepdf import Dictionary, Name, Pdf, Stream  # noqa: PLC0415

    with Pdf.open(BytesIO(pdf)) as file:
        spaces: dict[tuple[int, int], SpaceGlyph] = {}
        for item in file.objects:
            if isinstance(item, Dictionary) and "/ToUnicode" in item:
                if space := _map_glyphs(item, fonts):
                    spaces[item.objgen] = space
            elif isinstance(item, Stream) and (item.get("/Subtype") == "/Form" or "/PatternType" in item):
                item.write(_without_replacements(item.read_bytes()))
        for page in file.pages:
            named = page.resources.get("/Font", {}).items()
            known = {name[1:].encode(): spaces[font.objgen] for name, font in named if font.objgen in spaces}
            content = _without_replacements(page.Contents.read_bytes())
            page.Contents.write(attach_spaces(content, known))
        if captions:
            for table, caption in zip(_tables(file.Root.StructTreeRoot), captions, strict=True):
                table.A = file.make_indirect(Dictionary(O=Name.Table, Summary=caption))
        out = BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


def _without_replacements(content: bytes) -> bytes:
    return _REPLACEMENT.sub(b"/Span BMC", content)


def _map_glyphs(font: Any, folder: Path) -> SpaceGlyph | None:
    """Map every glyph of an embedded font of ours to its characters, by its shape, and give the font's space.

    Other fonts stay as they are.
    """
    # Deferred: fontTools is heavy, and only PDF and pictures need it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    descendant = font.DescendantFonts[0]
    name = str(descendant.BaseFont).partition("+")[2]
    path = folder / f"{name}.ttf"
    if not path.exists():
        return None
    texts = glyph_texts(path)
    embedded = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), lazy=True)
    names = embedded.getGlyphOrder()[1:]
    characters = [texts[outline(embedded, name)] for name in names]
    entries = [
        f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for number, character in enumerate(characters, start=1)
    ]
    # A map holds its entries by the hundred.
    parts = [entries[first : first + 100] for first in range(0, len(entries), 100)]
    ranges = "\n".join("\n".join((f"{len(part)} beginbfchar", *part, "endbfchar")) for part in parts)
    font.ToUnicode.write(_MAP.format(ranges=ranges).encode("ascii"))
    if " " not in characters:
        return None
    number = characters.index(" ") + 1
    width = embedded["hmtx"][names[number - 1]][0] * 1000 / embedded["head"].unitsPerEm
    return SpaceGlyph(number.to_bytes(2, "big"), width)


def _tables(element: Any) -> Iterator[Any]:
    """Give the elements of tables below `element` of the structure tree, in reading order."""
    from pikepdf import Dictionary  # noqa: PLC0415 - deferred as above

    for child in element.K:
        kind = child.get("/S") if isinstance(child, Dictionary) else None
        if kind == "/Table":
            yield child
        elif kind in _HOLDERS:
            yield from _tables(child)
