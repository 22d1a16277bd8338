"""Make the site's fonts from those of the papers: ``python tools/webfonts.py``.

The letters are those that HTML papers keep; the licence stays in the fonts' name tables and beside them.
"""

import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from prongsai.reports.html_fonts import FOLDER, LETTERS

TARGET = Path(__file__).parents[1] / "src" / "prongsai" / "site" / "shell" / "static" / "site" / "fonts"
FACES = {"Sarabun-Regular.ttf": "sarabun-400.woff2", "Sarabun-Bold.ttf": "sarabun-700.woff2"}


def main() -> None:
    """Write both files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, name in FACES.items():
        font = TTFont(FOLDER / source, recalcTimestamp=False)
        subsetter = Subsetter(Options(hinting=False, name_IDs=["*"]))
        subsetter.populate(unicodes=[letter for letters in LETTERS for letter in letters])
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(TARGET / name)
        print(f"{name}: {(TARGET / name).stat().st_size:,} bytes")
    shutil.copy(FOLDER / "LICENSE", TARGET / "LICENSE")


if __name__ == "__main__":
    main()
