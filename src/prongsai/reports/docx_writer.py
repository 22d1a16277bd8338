"""Word files of a document: editable, with real styles and tables, and Thai in the right font and size.

The body is written as markup and parsed once, which is many times faster than building it cell by cell;
python-docx keeps the parts of the file, their relations and the pictures.
"""

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from prongsai.reports.document import (
    Block,
    Chart,
    Document,
    Garuda,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Space,
    Table,
)
from prongsai.reports.docx_drawings import chart_markup, garuda_markup, picture_markup
from prongsai.reports.docx_images import embedder
from prongsai.reports.docx_package import packed, set_properties
from prongsai.reports.docx_pages import (
    SPACES,
    footer_markup,
    header_markup,
    section_markup,
    sections,
    text_size,
)
from prongsai.reports.docx_tables import table_markup
from prongsai.reports.docx_template import fill, template
from prongsai.reports.docx_text import (
    Setting,
    heading_markup,
    paragraph_markup,
    signature_markup,
    space_markup,
    styled,
)

if TYPE_CHECKING:
    from docx.opc.part import XmlPart
    from docx.parts.document import DocumentPart


def write_docx(document: Document) -> bytes:
    """Give `document` as a Word file on A4 paper with the margins of Thai official letters.

    The same document gives the same bytes. Raises InputError where a picture is no PNG or JPEG file, and
    ValueError where the cells of a table do not fit its columns.
    """
    # Deferred: python-docx is heavy, and most commands write no Word file.
    import docx  # noqa: PLC0415
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    file = docx.Document(BytesIO(template()))
    part = file.part
    body = parse_xml(f"<w:body {SPACES}>{_body(document, part)}</w:body>")
    part.element.replace(part.element.body, body)
    set_properties(document, part.package)
    return packed(part.package)


def block_markup(block: Block, setting: Setting) -> str:  # noqa: PLR0911 (one for each kind of block)
    """Give the markup of any block. Raises InputError and ValueError as `write_docx` does."""
    match block:
        case Paragraph():
            return paragraph_markup(block, setting)
        case Heading():
            return heading_markup(block, setting)
        case Table():
            return table_markup(block, setting)
        case Chart():
            return chart_markup(block, setting)
        case Picture():
            return picture_markup(block, setting)
        case Signature():
            return signature_markup(block, setting)
        case Garuda():
            return garuda_markup(block, setting)
        case PageBreak():
            return styled("PageStart")
        case Space():
            return space_markup(block)
        case _:
            assert_never(block)


def _body(document: Document, part: "DocumentPart") -> str:
    """Give the markup of all blocks and sections; headers, footers and pictures go into `part`."""
    width, height = text_size(landscape=False)
    setting = Setting(width, height, embedder(part), document.thai_digits, document.language)
    header = None
    if document.watermark:
        header = _related(part.add_header_part(), header_markup(document.watermark, setting))  # type: ignore[no-untyped-call]
    footers: dict[bool, str | None] = {}
    pieces: list[str] = []
    for landscape, blocks in sections(document):
        if pieces:
            # The properties of a section stand in its last paragraph, those of the last one in the body.
            pieces[-1] = styled("SectionEnd", properties=pieces[-1])
        width, height = text_size(landscape=landscape)
        setting = replace(setting, width=width, height=height)
        if landscape not in footers:
            footers[landscape] = _footer(document, part, setting)
        pieces += (block_markup(block, setting) for block in blocks)
        pieces.append(
            section_markup(header, footers[landscape], landscape=landscape, thai_digits=document.thai_digits)
        )
    return "".join(pieces)


def _footer(document: Document, part: "DocumentPart", setting: Setting) -> str | None:
    if not (document.footer or document.page_numbers):
        return None
    markup = footer_markup(document.footer, setting, page_numbers=document.page_numbers)
    return _related(part.add_footer_part(), markup)  # type: ignore[no-untyped-call]


def _related(part_and_relation: "tuple[XmlPart, str]", markup: str) -> str:
    """Fill a new header or footer with `markup` and give the relation to it."""
    part, relation = part_and_relation
    fill(part.element, markup)
    return relation
