"""The fonts of an HTML paper: cut down to the letters in use, and held in its style."""

from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FACES = (
    ("Sarabun-Regular.ttf", "font-weight:400;font-style:normal"),
    ("Sarabun-Bold.ttf", "font-weight:700;font-style:normal"),
    ("Sarabun-Italic.ttf", "font-weight:400;font-style:italic"),
)
LETTERS = (
    range(0x20, 0x7F),
    range(0xA0, 0x100),
    range(0xE01, 0xE5C),
    range(0x2010, 0x2040),
    range(0x2200, 0x2270),
)
"""The letters kept of each font: Latin, Thai, punctuation, signs of arithmetic; others fall back to the reader's fonts."""


@cache
def font_rules() -> str:
    """Give the style rules that hold the fonts; made once, since cutting fonts down takes half a second."""
    return "\n".join(
        f"@font-face{{font-family:Sarabun;{kind};src:url(data:font/woff;base64,{_font(name)})}}"
        for name, kind in FACES
    )


def _font(name: str) -> str:
    """Give a font cut down to the letters in use, as base64 of WOFF; its licence stays in its name table."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - slow to import, and only HTML needs it
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(FOLDER / name, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, name_IDs=["*"]))
    subsetter.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    subsetter.subset(font)
    font.flavor = "woff"
    file = BytesIO()
    font.save(file)
    return b64encode(file.getvalue()).decode("ascii")
