"""Bring the Thai catalogues in line with the messages in the source, and compile them: ``make messages``.

There is one catalogue for the rooms and one for each app of the site. Translations of messages that still stand in the
source are kept, new messages come in empty, others are dropped. The files depend on nothing but the source and the
translations: no dates, no versions, no line numbers.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "prongsai"
SITE = SOURCE / "site"
ROOMS = SOURCE / "language" / "locale" / "th" / "LC_MESSAGES" / "prongsai.po"
OF_ROOMS = re.compile(r"^from prongsai\.language\.messages import (?:.*, )?_(?:,|$)", re.MULTILINE)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = tuple[Path, int, str | tuple[str, ...], str | None]


class ThaiCatalogue(Catalog):
    """A catalogue whose header says only what a reader of the files needs."""

    mime_headers = [  # noqa: RUF012  the name and form that babel reads
        ("Project-Id-Version", "Prongsai"),
        ("Language", "th"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    ]
    num_plurals = 1


def catalogues() -> dict[Path, list[Path]]:
    """Give the catalogues and the files of source that each takes its messages from."""
    found: dict[Path, list[Path]] = {ROOMS: []}
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        if SITE in path.parents and not OF_ROOMS.search(path.read_text(encoding="utf-8")):
            found.setdefault(of_app(path), []).append(path)
        else:
            found[ROOMS].append(path)
    for pattern in ("*.html", "*.txt"):
        for path in sorted(SITE.rglob(pattern)):
            if "templates" in path.parts:
                found.setdefault(of_app(path), []).append(path)
    return found


def of_app(path: Path) -> Path:
    """Give the catalogue of the app that a file belongs to; what belongs to none is the shell's."""
    first = path.relative_to(SITE).parts[0]
    app = first if (SITE / first / "apps.py").is_file() else "shell"
    return SITE / app / "locale" / "th" / "LC_MESSAGES" / "django.po"


def messages(path: Path) -> Iterator[Message]:
    """Give the messages of a file of source: Python, or a template, which is first turned into such."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    source = io.BytesIO(text.encode())
    for line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
        yield path, line, message, context


def known_translations(file: Path) -> dict[tuple[str, str | None], object]:
    """Give the translations that a catalogue holds now, by English text and context; none where there is no file."""
    if not file.exists():
        return {}
    with file.open("rb") as stream:
        found = read_po(stream)
    return {
        (each.id if isinstance(each.id, str) else each.id[0], each.context): each.string
        for each in found
        if each.id and not each.fuzzy
    }


def fresh_catalogue(file: Path, sources: list[Path]) -> Catalog:
    """Give a catalogue of all messages of its source, in the order of files and lines, with the translations kept."""
    translations = known_translations(file)
    catalogue = ThaiCatalogue(
        header_comment="# Messages of Prongsai in Thai; `make messages` updates and compiles.", fuzzy=False
    )
    for source in sources:
        for path, line, message, context in messages(source):
            first = message if isinstance(message, str) else message[0]
            said = translations.get((first, context), "")
            if not isinstance(message, str) and isinstance(said, str):
                said = (said,)
            elif isinstance(message, str) and not isinstance(said, str):
                said = said[0]
            where = [(str(path.relative_to(ROOT)), line)]
            catalogue.add(message, said, locations=where, context=context)
    return catalogue


def main() -> int:
    """Write all files; give 1, and name the messages, where some have no Thai yet."""
    settings.configure()
    wanted = [Path(name).resolve() for name in sys.argv[1:]]
    missing = 0
    for file, sources in catalogues().items():
        if wanted and not any(each in file.parents for each in wanted):
            continue
        catalogue = fresh_catalogue(file, sources)
        if not len(catalogue):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_po(stream, catalogue, width=110, include_lineno=False)
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
        for each in catalogue:
            empty = not each.string if isinstance(each.string, str) else not all(each.string)
            if each.id and empty:
                missing += 1
                print(f"{file.relative_to(ROOT)}: no Thai yet: {each.id!r}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
