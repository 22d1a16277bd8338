"""Reports of a few blocks, and the facts that are read from them."""

from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts, Place, RawParagraph, RawReport, RawRow, RawTable

HERE = Place("", line=1)


def report(*blocks: str | list[list[str]], kind: str = "docx") -> RawReport:
    made = [
        RawParagraph(block, Place(block, line=number))
        if isinstance(block, str)
        else RawTable(tuple(RawRow(tuple(row), Place(" ".join(row), line=number)) for row in block))
        for number, block in enumerate(blocks, start=1)
    ]
    return RawReport("report", kind, tuple(made))  # type: ignore[arg-type]


def facts_of(*blocks: str | list[list[str]], kind: str = "docx") -> Facts:
    return read_facts(report(*blocks, kind=kind))
