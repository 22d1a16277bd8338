"""From a document to a file: one function per format, found by the format's name."""

from prongsai.reports.document import Document

FORMATS = ("docx", "pdf", "html", "xlsx")


def write(document: Document, file_format: str) -> bytes:
    """Give a document as the bytes of a file in one of FORMATS. Each format's library is loaded when asked for.

    Raises ValueError for another format.
    """
    if file_format == "docx":
        from prongsai.reports.docx_writer import write_docx  # noqa: PLC0415  heavy

        return write_docx(document)
    if file_format == "pdf":
        from prongsai.reports.pdf_writer import write_pdf  # noqa: PLC0415  heavy

        return write_pdf(document)
    if file_format == "html":
        from prongsai.reports.html_writer import write_html  # noqa: PLC0415  heavy

        return write_html(document).encode()
    if file_format == "xlsx":
        from prongsai.reports.xlsx_writer import write_xlsx  # noqa: PLC0415  heavy

        return write_xlsx(document)
    raise ValueError(file_format)
