"""Bring the Thai catalogue in line with the messages in the source, and compile it: ``make messages``.

Translations of messages that still stand in the source are kept, new messages come in empty, others are dropped.
The files depend on nothing but the source and the translations: no dates, no versions, no line numbers.
"""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
CATALOGUE = SOURCE / "prongsai" / "language" / "locale" / "th" / "LC_MESSAGES" / "prongsai.po"


class ThaiCatalogue(Catalog):
    """A catalogue whose header says only what a reader of the files needs."""

    mime_headers = [  # noqa: RUF012  the name and form that babel reads
        ("Project-Id-Version", "Prongsai"),
        ("Language", "th"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]


def known_translations() -> dict[str, str]:
    """Give the translations that the catalogue holds now, by their English text; none where there is no file."""
    if not CATALOGUE.exists():
        return {}
    with CATALOGUE.open("rb") as file:
        return {each.id: each.string for each in read_po(file) if each.id and not each.fuzzy}


def fresh_catalogue(translations: dict[str, str]) -> Catalog:
    """Give a catalogue of all messages in the source, in the order of files and lines, with these translations."""
    catalogue = ThaiCatalogue(
        header_comment="# Messages of Prongsai in Thai; `make messages` updates and compiles.", fuzzy=False
    )
    found = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords={"_": None}, comment_tags=())
    for name, line, message, _comments, _context in sorted(found, key=lambda each: each[:2]):
        catalogue.add(message, translations.get(message, ""), locations=[(f"src/{name}", line)])
    return catalogue


def main() -> int:
    """Write both files; give 1, and name the messages, where some have no Thai yet."""
    catalogue = fresh_catalogue(known_translations())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = [each.id for each in catalogue if each.id and not each.string]
    for message in missing:
        print(f"no Thai yet: {message!r}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
