"""Measure what matters to people who wait, as ratios within one run, and print a table.

Run with `make bench`. A baseline loop of plain Python is timed beside each figure, so that figures of two machines
can be compared: “ratio” is the figure's time over the baseline's.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from pypdfium2 import PdfDocument

from prongsai.cli.demo_command import example
from prongsai.intake.listing import read_list
from prongsai.reading.check import check
from prongsai.reading.check_summary import check_files, report_files
from prongsai.reading.facts import read_facts
from prongsai.reading.opening import open_report
from prongsai.reports.analysis_report import analysis_report
from prongsai.reports.document import Document
from prongsai.reports.writing import write
from prongsai.scoring.export import score_row

ROWS = 10_000
FOLDER = 500
AGENCIES = count(1)
HERE = Path(__file__).parent


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Give the median CPU seconds of `runs` runs after one to warm up."""
    work()
    taken = []
    for _run in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def baseline() -> int:
    """Do a fixed amount of plain Python work."""
    return sum(number * number % 7 for number in range(2_000_000))


def cold_start(arguments: list[str], runs: int = 7) -> float:
    """Give the median wall seconds of the whole command, started anew each time, its modules compiled before."""
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _run in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "prongsai", *arguments],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=settings,
        )
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[1:])


def of_another_agency(document: Document) -> Document:
    """Give the document under a new agency's name, so that no words of it are remembered as already cut."""
    return replace(document, properties={"names": f"หน่วยงานที่ {next(AGENCIES)}"})


def rows_file(folder: Path) -> Path:
    """Write a list of many results and give its path."""
    path = folder / "rows.csv"
    header = "id,fiscal_year,unit,kind," + ",".join(f"i{number}" for number in range(1, 11))
    lines = [
        f"r{row},2568,หน่วยงานตัวอย่าง {row},agency,"
        + ",".join(f"{80 + (row * 7 + number * 13) % 2000 / 100:.2f}" for number in range(10))
        for row in range(ROWS)
    ]
    path.write_text("\n".join((header, *lines)), encoding="utf-8")
    return path


def reading(folder: Path, document: Document) -> list[tuple[str, float, str]]:
    """Measure reading and checking: a report of about a hundred pages, a PDF, and a folder of reports on all cores."""
    long = replace(document, blocks=document.blocks * 10)
    thick, paper = folder / "thick.docx", folder / "paper.pdf"
    thick.write_bytes(write(long, "docx"))
    paper.write_bytes(write(document, "pdf"))
    pages = len(PdfDocument(paper.read_bytes()))
    one = seconds(lambda: check(read_facts(open_report(thick))), 3)
    pdf = seconds(lambda: check(read_facts(open_report(paper))), 3)
    many = folder / "province"
    many.mkdir()
    content = write(document, "docx")
    for number in range(FOLDER):
        (many / f"{number:03}.docx").write_bytes(content)
    paths = report_files([many])
    begun = time.perf_counter()
    checked = list(check_files(paths, {}, workers=os.cpu_count() or 1))
    whole = time.perf_counter() - begun
    return [
        ("read and check a DOCX of about 100 pages", one, "CPU seconds"),
        (f"read and check a PDF of {pages} pages", pdf, f"{pages / pdf:.0f} pages a second on one core"),
        (
            f"read and check a folder of {FOLDER} DOCX",
            whole,
            f"{len(checked) / whole:.1f} a second, wall, {os.cpu_count()} cores",
        ),
    ]


def main() -> None:
    """Measure and print."""
    unit = seconds(baseline)
    print(f"baseline (plain Python, 2,000,000 steps): {unit:.3f} s of CPU = 1.00")
    source = example()
    document = analysis_report(source.analysis, source.plan, source.plan_method, source.details)
    figures: list[tuple[str, float, str]] = []
    for file_format in ("docx", "pdf", "html", "xlsx"):
        taken = seconds(lambda wanted=file_format: write(of_another_agency(document), wanted))  # type: ignore[misc]
        figures.append((f"report as {file_format.upper()}", taken, f"{1 / taken:.1f} a second on one core"))
    with tempfile.TemporaryDirectory() as folder:
        path = rows_file(Path(folder))
        taken = seconds(lambda: [score_row(row) for row in read_list(path)[0]], 3)
        figures.append((f"score a list of {ROWS:,} rows", taken, f"{ROWS / taken:,.0f} rows a second"))
        one = HERE.parent / "examples" / "thesaban-2568.yaml"
        figures.append(
            (
                "cold start of “prongsai score FILE --json”",
                cold_start(["score", str(one), "--json"]),
                "wall seconds",
            )
        )
        figures += reading(Path(folder), document)
    for name, taken, words in figures:
        print(f"{name:45} {taken:8.3f} s  ratio {taken / unit:6.2f}  {words}")


if __name__ == "__main__":
    main()
