"""Words, paragraphs and their neighbours as the markup of a Word document (WordprocessingML)."""

import re
from dataclasses import dataclass, replace
from html import escape

from prongsai.language.digits import thai
from prongsai.reports.document import Align, Heading, Paragraph, Run, Signature, Space
from prongsai.reports.docx_images import Embed
from prongsai.reports.docx_template import (
    BODY_SIZE,
    FIRST_LINE,
    HEADING_SIZES,
    LANGUAGE,
    TWIPS_PER_CM,
    character_markup,
)

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_NUMBER = re.compile(r"([A-Za-z]+\d(?:[\d.,]*\d)?|\d[\d.,]*\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a block must know of the paper it stands in; `width` and `height` of the text are in twips."""

    width: int
    height: int
    embed: Embed
    thai_digits: bool = False
    language: str = LANGUAGE


def content(text: str, *, thai_digits: bool) -> str:
    """Give `text` as a Word file can hold it: without control characters, with Thai digits where wanted."""
    clean = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return thai(clean) if thai_digits else clean


def attribute(text: str, *, thai_digits: bool) -> str:
    """Give `text` as the value of an XML attribute."""
    return escape(content(text, thai_digits=thai_digits)).replace("\n", "&#10;").replace("\t", "&#9;")


def twips(centimetres: float) -> int:
    """Give a length as Word counts it, in twentieths of a point."""
    return round(centimetres * TWIPS_PER_CM)


def run_markup(run: Run, size: int, setting: Setting) -> str:
    """Give the ``w:r`` of `run` at `size` points, its numbers in runs of their own.

    LibreOffice breaks lines inside the numbers of a run whose Latin text is marked as Thai (``25|68``), so theirs
    is marked as English. Line breaks and tabs in the text stay what they are.
    """
    text = content(run.text, thai_digits=setting.thai_digits)
    if setting.language != LANGUAGE:
        return _run(text, run, size, setting)
    english = replace(setting, language="en-US")
    pieces = [(place % 2, piece) for place, piece in enumerate(_NUMBER.split(text)) if piece] or [(0, "")]
    return "".join(_run(piece, run, size, english if number else setting) for number, piece in pieces)


def _run(text: str, run: Run, size: int, setting: Setting) -> str:
    marked = (
        escape(text, quote=False)
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        .replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    )
    characters = _characters(text, size, setting, bold=run.bold, italic=run.italic)
    return f'<w:r>{characters}<w:t xml:space="preserve">{marked}</w:t></w:r>'


def bare_run(inside: str, size: int, setting: Setting) -> str:
    """Give the ``w:r`` of something that is no text, such as a tab or the mark of a field."""
    return f"<w:r>{_characters('', size, setting)}{inside}</w:r>"


def _characters(text: str, size: int, setting: Setting, *, bold: bool = False, italic: bool = False) -> str:
    return character_markup(
        size,
        bold=bold,
        italic=italic,
        language=escape(setting.language),
        complex_script=_THAI.search(text) is not None,
    )


def styled(style: str, inside: str = "", properties: str = "") -> str:
    """Give a ``w:p`` in a style of the template; `properties` are those of the paragraph, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def paragraph_markup(
    paragraph: Paragraph, setting: Setting, style: str = "Normal", size: int = BODY_SIZE
) -> str:
    """Give the ``w:p`` of a paragraph; an indented one of the body is in the style Body Text."""
    if paragraph.indent and style == "Normal":
        style = "BodyText"
    left = f' w:left="{twips(paragraph.left)}"' if paragraph.left else ""
    first = f' w:firstLine="{FIRST_LINE}"' if paragraph.indent else ""
    properties = (
        ("<w:keepNext/>" if paragraph.keep_with_next else "")
        + (f"<w:ind{left}{first}/>" if left or first else "")
        + _aligned(paragraph.align)
    )
    runs = "".join(run_markup(run, size, setting) for run in paragraph.runs)
    return styled(style, runs, properties)


def heading_markup(heading: Heading, setting: Setting) -> str:
    """Give the ``w:p`` of a heading in Word's own heading style, from which Word makes its outline."""
    run = run_markup(Run(heading.text, bold=True), HEADING_SIZES[heading.level], setting)
    return styled(f"Heading{heading.level}", run, _aligned(heading.align))


def _aligned(align: Align) -> str:
    """Give the property that aligns a paragraph otherwise than its style does."""
    return f'<w:jc w:val="{align}"/>' if align != "left" else ""


def space_markup(space: Space) -> str:
    """Give an empty paragraph as high as so many lines."""
    return styled("Normal", properties=f'<w:spacing w:line="{round(240 * space.lines)}" w:lineRule="auto"/>')


def signature_markup(signature: Signature, setting: Setting) -> str:
    """Give the lines to be signed, centred in the right half of the page and kept on one page."""
    indent = f'<w:ind w:left="{setting.width // 2}"/>'
    return "".join(
        styled(
            "Signature",
            run_markup(Run(line), BODY_SIZE, setting),
            ("<w:keepNext/>" if number < len(signature.lines) else "")
            + ('<w:spacing w:before="240"/>' if number == 1 else "")
            + indent,
        )
        for number, line in enumerate(signature.lines, start=1)
    )
