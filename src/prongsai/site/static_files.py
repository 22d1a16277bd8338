"""Style, scripts and fonts as they are served: each under a name that tells its content, and compressed beside it."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MADE_OF = "made-of"
"""The file beside them that tells from what they were made; written last, so that what was cut short is made anew."""


def make() -> None:
    """Put the files where they are served from; nothing is done where they were made from the same ones before.

    To compress them takes seconds, and minutes on an old machine, so that every start would.
    """
    told = Path(settings.STATIC_ROOT) / MADE_OF
    wanted = digest()
    if told.is_file() and told.read_text(encoding="ascii") == wanted:
        return
    told.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    told.write_text(wanted, encoding="ascii")


def digest() -> str:
    """Give the hash (SHA-256, in hexadecimal) of all files with their names, and of what makes them."""
    found = hashlib.sha256(f"{version('django')} {version('whitenoise')}".encode())
    sources = {path: storage for finder in get_finders() for path, storage in finder.list([])}
    for path, storage in sorted(sources.items()):
        with storage.open(path) as file:
            found.update(f"\n{path} {hashlib.sha256(file.read()).hexdigest()}".encode())
    return found.hexdigest()
