"""What tests of the web page of a paper share: a chart, a picture, and how a page is read back."""

from decimal import Decimal
from html.parser import HTMLParser

from prongsai.reports.document import Chart, Document
from prongsai.reports.html_writer import write_html

CHART = Chart(
    "bars",
    "คะแนน 2 ตัวชี้วัด",
    ("1. ก", "2. ข"),
    (Decimal("99.14"), None),
    "แผนภูมิ 2 แท่ง",
    target=Decimal(85),
)
PNG = b"\x89PNG\r\n\x1a\n1"


class Reader(HTMLParser):
    """Reads a file back: its tags with attributes, and its texts by the tag that they stand in."""

    EMPTY = frozenset({"meta", "img", "col", "path", "use", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.unclosed: list[tuple[str, int]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"doubled attribute in {tag}"
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.unclosed.append((tag, len(self.texts)))
            self.texts.append((tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.unclosed.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.unclosed:
            tag, place = self.unclosed[-1]
            self.texts[place] = (tag, self.texts[place][1] + data)

    def all(self, tag: str) -> list[str]:
        return [content for name, content in self.texts if name == tag]


def body(*blocks: object, **options: object) -> str:
    """Give what stands in ``main`` of a document of these blocks."""
    page = write_html(Document("ชื่อ", blocks, **options))
    return page.partition("<main>\n")[2].partition("</main>")[0]
