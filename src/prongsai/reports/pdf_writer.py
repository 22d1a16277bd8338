"""Documents as PDF: A4, tagged, searchable, fit to be kept (PDF/UA-1 and PDF/A-2a in one file)."""

from datetime import UTC, date, datetime, time

from prongsai.reports.document import Document
from prongsai.reports.pdf_data import document_data
from prongsai.reports.pdf_text_layer import repair_text
from prongsai.reports.typesetting import UNDATED, font_folder, typeset


def write_pdf(document: Document) -> bytes:
    """Write `document` as PDF; the same document gives the same bytes.

    Of its properties, ``names`` (one a line) are words that no line may break; ``date`` (``2025-08-15``) is the
    file's date. Raises InputError where a picture is neither PNG nor JPEG or cannot be read.
    """
    data = document_data(document)
    day = document.properties.get("date")
    made = datetime.combine(date.fromisoformat(day), time(), UTC) if day else UNDATED
    captions = [
        block["caption"]
        for section in data["sections"]
        for block in section["blocks"]
        if block["kind"] == "table" and block["borders"]
    ]
    return repair_text(typeset("document.typ", data, "pdf", made=made), font_folder(), captions)
