"""What a public page shows as CSV: UTF-8 with the mark by which Excel knows it, and no cell that is a formula."""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import StringIO

from prongsai.scoring.export import text_cell
from prongsai.site.progress.values import is_untitled
from prongsai.site.public.models import Part
from prongsai.site.public.plain import score_words
from prongsai.site.public.values import EvidenceShown, PlanShown, Shown

Line = list[object]
_INDICATORS = tuple(f"indicator_{number}" for number in range(1, 11))
COLUMNS: Mapping[Part, tuple[str, ...]] = {
    Part.RESULTS: ("fiscal_year", "kind", "source", "total", "level", *_INDICATORS),
    Part.PLAN: (
        "plan_year", "number", "key", "title", "indicators", "steps", "divisions", "period", "start", "end", "follow_up",
        "budget",
    ),
    Part.PROGRESS: (
        "plan_year", "number", "key", "title", "state", "day", "division", "leading", "percent", "result", "evidence",
    ),
}  # fmt: skip
"""The columns of each table. Their names and order stay; new ones come last."""


def as_csv(seen: Shown, part: Part) -> bytes:
    """Give the table of a part; only its heads where the part has no contents yet."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS[part])
    writer.writerows([text_cell(cell) for cell in line] for line in _LINES[part](seen))
    return f"\ufeff{target.getvalue()}".encode()


def _results(seen: Shown) -> Iterator[Line]:
    for year in seen.results or ():
        scores = {each.number: score_words(value) for each, value in year.indicators}
        yield [
            year.fiscal_year,
            year.kind,
            year.source,
            score_words(year.total),
            year.level,
            *(scores.get(number) for number in range(1, 11)),
        ]


def _plan(seen: Shown) -> Iterator[Line]:
    plan: PlanShown | None = seen.plan
    for each in plan.measures if plan else ():
        period = each.period
        yield [
            plan and plan.plan_year,
            each.number,
            each.key,
            each.title,
            ", ".join(str(indicator.number) for indicator in each.indicators),
            "\n".join(f"{text} ({items})" if items else text for text, items in each.steps),
            "\n".join(each.divisions),
            period and period.words,
            period and period.start,
            period and period.end,
            each.follow_up,
            each.budget,
        ]


def _progress(seen: Shown) -> Iterator[Line]:
    """Give a line for each confirmed entry; a measure without any has one line, so that its state is told."""
    progress = seen.progress
    for each in progress.measures if progress else ():
        about: Line = [progress and progress.plan_year, each.number, each.key, each.title, each.state]
        for entry in each.entries:
            evidence = "\n".join(map(_evidence, entry.evidence))
            leading = "yes" if entry.leading else "no"
            yield [
                *about,
                entry.day,
                entry.division,
                leading,
                score_words(entry.percent),
                entry.result,
                evidence,
            ]
        if not each.entries:
            yield [*about, *[None] * 6]


def _evidence(evidence: EvidenceShown) -> str:
    day = "" if evidence.dated_on is None else f"({evidence.dated_on.isoformat()})"
    if is_untitled(evidence.title, evidence.link):
        return f"{evidence.link} {day}".strip()
    return " ".join(filter(None, (evidence.title, day, evidence.link)))


_LINES: Mapping[Part, Callable[[Shown], Iterator[Line]]] = {
    Part.RESULTS: _results,
    Part.PLAN: _plan,
    Part.PROGRESS: _progress,
}
