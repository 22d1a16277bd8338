"""The file around the text of a Word document: its properties, and its parts packed into one zip file."""

from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from prongsai.reports.document import Document
from prongsai.reports.docx_text import attribute, content

if TYPE_CHECKING:
    from docx.package import Package

_LONGEST_PROPERTY = 255
"""The characters that Word allows a file property."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def set_properties(document: Document, package: "Package") -> None:
    """Write title, author, subject and language, and the document's own properties, into the file.

    No dates are written: they would give the same document other bytes every day.
    """
    core = package.core_properties
    for name in ("title", "author", "subject"):
        value = content(getattr(document, name), thai_digits=document.thai_digits)
        setattr(core, name, value[:_LONGEST_PROPERTY])
    core.language = document.language
    if document.properties:
        _add_custom_properties(document.properties, package)


def _add_custom_properties(properties: Mapping[str, str], package: "Package") -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415 (deferred as above)
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    # Word wants this one format identifier, and numbers from 2 on.
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}"'
        f' name="{attribute(name, thai_digits=False)}">'
        f"<vt:lpwstr>{escape(content(value, thai_digits=False), quote=False)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    markup = (
        f'{_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{entries}</Properties>"
    )
    custom = Part(
        PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, markup.encode(), package
    )
    package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def packed(package: "Package") -> bytes:
    """Give the zip file of a package; the same parts give the same bytes at any time and on any system."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in _members(package):
            # Without a date of its own, an entry gets the earliest that a zip file can hold.
            entry = ZipInfo(name)
            entry.create_system = 0
            entry.compress_type = ZIP_STORED if name.startswith("word/media/") else ZIP_DEFLATED
            archive.writestr(entry, data)
    return stream.getvalue()


def _members(package: "Package") -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of every file in the zip, as the Open Packaging Conventions order them."""
    parts = list(package.iter_parts())
    overrides = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>' for part in parts
    )
    types = (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    yield "[Content_Types].xml", types.encode()
    yield "_rels/.rels", package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml
