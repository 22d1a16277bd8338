"""The typesetter: Typst with our templates and searchable fonts, kept warm between papers."""

import atexit
import json
import shutil
import tempfile
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reports.searchable_fonts import write_fonts

TEMPLATES = Path(__file__).parent
PDF_STANDARDS = ("ua-1", "a-2a")
"""Readable by screen readers (PDF/UA-1) and kept for ever (PDF/A-2, level A)."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Printed into files that name no date, so that the same paper is the same file at any time."""

_warm = threading.local()


def typeset(
    template: str,
    data: object,
    kind: Literal["pdf", "png", "svg"],
    *,
    ppi: float = 144,
    made: datetime = UNDATED,
) -> bytes:
    """Typeset `data` by a template of this folder and give the file; of PNG and SVG the one page.

    The template finds `data` as JSON in ``sys.inputs.data``: nobody's text is read as markup. `ppi` are a PNG's
    pixels per inch, `made` is the date in the file's properties. Raises InputError where a picture in `data`
    cannot be read.
    """
    from typst import TypstError  # noqa: PLC0415 - heavy, and only PDF and pictures need it

    try:
        result = _compiler().compile(
            {**_templates(), "main.typ": _templates()[template]},
            format=kind,
            ppi=ppi,
            timestamp=made,
            pdf_standards=list(PDF_STANDARDS) if kind == "pdf" else [],
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except TypstError as error:
        if error.message.startswith("failed to decode image"):
            raise InputError(bad_picture()) from error
        raise
    return bytes(result)


def bad_picture(alt: str = "") -> Problem:
    """Give the complaint about a picture that cannot be shown; `alt` is its alternative text where it is known."""
    return Problem(
        "bad-picture", _("a picture cannot be read"), alt, _("give it as a whole PNG or JPEG file")
    )


@cache
def font_folder() -> Path:
    """Give the folder with the searchable fonts, made on first use and removed when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="prongsai-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_fonts(folder)
    return folder


@cache
def _templates() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(TEMPLATES.glob("*.typ"))}


@cache
def _fonts() -> Any:
    # Deferred: Typst is heavy, and only PDF and pictures need it.
    import typst  # noqa: PLC0415

    # Typst's own fonts stand in for signs that Sarabun lacks; the machine's fonts would make papers differ.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


def _compiler() -> Any:
    """Give this thread's compiler: one compiler serves one paper at a time."""
    import typst  # noqa: PLC0415 - deferred as above

    if not hasattr(_warm, "compiler"):
        _warm.compiler = typst.Compiler(font_paths=_fonts())
    return _warm.compiler
