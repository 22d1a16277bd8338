"""The ruled lines of a PDF's page, and the tables that they draw."""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from prongsai.reading.limits import Budget
from prongsai.reading.pdf_characters import Turn

_NEAR = 3.0
"""Rules closer than this meet, in points."""
_SHORTEST = 7.0
"""What is shorter is no rule but the end of a thick one, in points."""
_POINTS_LIMIT = 100_000
_CELLS_LIMIT = 5_000
"""A page has fewer cells than this; more are squared paper."""
_RULES_LIMIT = 1_500
"""A page with more rules than this is a drawing, not tables."""


class Rule(NamedTuple):
    """A rule: where it lies across its direction, and from where to where it runs along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: `columns` are its vertical edges from the left, `rows` its horizontal ones from the top.

    `regions` tells for each row and column which cell that place is part of, by the first place of the cell.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    regions: tuple[tuple[tuple[int, int], ...], ...]

    def region(self, x: float, y: float) -> tuple[int, int] | None:
        """Give the cell (row, column) in which a point lies, None where it lies outside."""
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.rows, -y, key=lambda edge: -edge) - 1
        if 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1:
            return self.regions[row][column]
        return None

    def right(self, cell: tuple[int, int]) -> float:
        """Give the right edge of a cell, of all its places in its first row."""
        row, column = cell
        while column + 1 < len(self.regions[row]) and self.regions[row][column + 1] == cell:
            column += 1
        return self.columns[column + 1]


def grids(page: Any, budget: Budget) -> list[Grid]:
    """Give the tables that are ruled on a page, from top to bottom. A frame around one cell is none."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for (x1, y1), (x2, y2) in _strokes(page, budget):
        if abs(y1 - y2) < 1 and abs(x1 - x2) >= _SHORTEST:
            level.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) < 1 and abs(y1 - y2) >= _SHORTEST:
            upright.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
    level, upright = _merged(level), _merged(upright)
    if len(level) > _RULES_LIMIT or len(upright) > _RULES_LIMIT:
        return []
    tables = (_grid(*group) for group in _groups(level, upright))
    return sorted((table for table in tables if table is not None), key=lambda table: -table.rows[0])


_Point = tuple[float, float]


def _strokes(page: Any, budget: Budget) -> Iterator[tuple[_Point, _Point]]:
    """Give the straight strokes on a page, each from where to where, as seen."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 (only where a PDF is read)

    turn = Turn.of(page)
    left = _POINTS_LIMIT
    x, y = ctypes.c_float(), ctypes.c_float()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        budget.tick()
        matrix = thing.get_matrix()
        if thing.container is not None:
            matrix = matrix.multiply(thing.container.get_matrix())
        first = last = (0.0, 0.0)
        for index in range(pdfium.FPDFPath_CountSegments(thing)):
            left -= 1
            if left < 0:
                return
            segment = pdfium.FPDFPath_GetPathSegment(thing, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = turn.seen(*matrix.on_point(x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield last, point
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield last, first


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Give rules with those that lie upon or go on from one another as one."""
    merged: list[Rule] = []
    for group in _clusters(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        group.sort(key=lambda rule: rule.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + _NEAR:
                merged.append(Rule(at, start, end))
                start = rule.start
                end = rule.end
            end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return merged


def _clusters(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Give groups of rules in which each lies near the first."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Give the rules of each table: those that meet, directly or by others."""
    waiting_level, waiting_upright = set(level), set(upright)
    for seed in level:
        if seed not in waiting_level:
            continue
        waiting_level.discard(seed)
        rows: list[Rule] = [seed]
        columns: list[Rule] = []
        fresh: list[tuple[Rule, bool]] = [(seed, True)]
        while fresh:
            rule, is_level = fresh.pop()
            waiting, members = (waiting_upright, columns) if is_level else (waiting_level, rows)
            met = [each for each in waiting if _meet(rule, each)]
            waiting.difference_update(met)
            members += met
            fresh += [(each, not is_level) for each in met]
        yield rows, columns


def _meet(one: Rule, across: Rule) -> bool:
    return (
        one.start - _NEAR <= across.at <= one.end + _NEAR
        and across.start - _NEAR <= one.at <= across.end + _NEAR
    )


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    """Give the table that rules draw, None where they draw one cell, or too many. Open sides count as ruled."""
    if not upright:
        return None
    columns = _edges([rule.at for rule in upright], [edge for rule in level for edge in rule[1:]])
    rows = _edges([rule.at for rule in level], [edge for rule in upright for edge in rule[1:]])[::-1]
    if not 2 <= (len(columns) - 1) * (len(rows) - 1) <= _CELLS_LIMIT:
        return None

    def ruled(rules: Sequence[Rule], at: float, middle: float) -> bool:
        return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in rules)

    regions: list[list[tuple[int, int]]] = []
    for row in range(len(rows) - 1):
        line: list[tuple[int, int]] = []
        regions.append(line)
        for column in range(len(columns) - 1):
            place = (row, column)
            middle = ((columns[column] + columns[column + 1]) / 2, (rows[row] + rows[row + 1]) / 2)
            if column and not ruled(upright, columns[column], middle[1]):
                place = line[column - 1]
            elif row and not ruled(level, rows[row], middle[0]):
                place = regions[row - 1][column]
            line.append(place)
    return Grid(tuple(columns), tuple(rows), tuple(map(tuple, regions)))


def _edges(ruled: Iterable[float], ends: Sequence[float]) -> list[float]:
    """Give the edges of columns or rows in ascending order, with the outer ones where the rules across end there."""
    edges: list[float] = []
    for edge in sorted(ruled):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    if min(ends) < edges[0] - 2 * _NEAR:
        edges.insert(0, min(ends))
    if max(ends) > edges[-1] + 2 * _NEAR:
        edges.append(max(ends))
    return edges
