"""Sums: instruments and totals against indicators, printings against each other, rankings against scores."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from prongsai.intake.indicator_names import indicator_of
from prongsai.intake.model import Printed, Result
from prongsai.language.digits import arabic, half_up
from prongsai.language.messages import _
from prongsai.method.model import Method, Unpublished
from prongsai.reading.checks.report import Report, method_of
from prongsai.reading.checks.rules import Fault, fault, position
from prongsai.reading.layout import Grid, score_text
from prongsai.reading.model import Place, Printing, RawRow, ReadResult
from prongsai.scoring.score import score

PARTS = ("EIT1", "EIT2")
_ROUNDED = Decimal("0.02")
"""How far a total made of printed, rounded instruments may lie from the printed total."""
_CODES = {"no-parts": "no-such-part"}


def arithmetic(report: Report) -> Iterator[Fault]:
    """Give the faults of sums, in every year that is printed, by that year's method."""
    for number, result in enumerate(report.facts.results):
        method = method_of(result.fiscal_year)
        if method is not None:
            yield from _sums(report, result, method, f"/results/{number}")
            yield from _indicator_parts(report, result, method, f"/results/{number}")
    yield from _printings(report)
    yield from _rankings(report)


def to_score(result: ReadResult, printed: Printed) -> Result:
    """Give a read result as input for scoring, with the given printed figures beside the indicators."""
    return Result(result.fiscal_year, "indicators", indicators=result.indicators, printed=printed)


def _sums(report: Report, result: ReadResult, method: Method, pointer: str) -> Iterator[Fault]:
    figures = result.instruments
    tried = [
        ({code: figures[code]}, None, f"{pointer}/instruments/{code}")
        for code in ("IIT", "EIT", "OIT")
        if code in figures
    ]
    parts = {part: figures[part] for part in PARTS if part in figures}
    tried += [(parts, None, f"{pointer}/instruments/{next(iter(parts))}")] if parts else []
    for printed, total, where in (*tried, ({}, result.total, f"{pointer}/total")):
        scores = score(to_score(result, Printed(printed, total)), method)
        for problem in scores.problems:
            if problem.code == "instrument-is-one-part":
                yield _one_part(report, result, where, problem.what, method)
            else:
                code = _CODES.get(problem.code, problem.code)
                yield fault(code, report.place(where), where, year=result.fiscal_year, what=problem.what)
    if len(result.indicators) < 10 and {"IIT", "EIT", "OIT"} <= set(figures):
        yield from _total_of_instruments(report, result, method, pointer)


def _one_part(report: Report, result: ReadResult, where: str, what: str, method: Method) -> Fault:
    printed = result.instruments["EIT"]
    numbers = method.instrument("EIT").indicators
    mean = sum((result.indicators[number] for number in numbers), start=Decimal(0)) / len(numbers)
    return fault(
        "part-as-whole",
        report.place(where),
        where,
        year=result.fiscal_year,
        what=what,
        code="EIT",
        printed=printed,
        value=half_up(mean),
        other=min(half_up(2 * mean - printed), Decimal(100)),
    )


def _total_of_instruments(
    report: Report, result: ReadResult, method: Method, pointer: str
) -> Iterator[Fault]:
    """Hold the total against the printed instruments where not all indicators are printed."""
    if result.total is None or isinstance(method.rules.total, Unpublished):
        return
    made = sum(
        (each.weight * result.instruments[each.code] / 100 for each in method.instruments), start=Decimal(0)
    )
    if abs(made - result.total) > _ROUNDED:
        what = _("the total is printed as {printed}, but the instruments give {value}").format(
            printed=result.total, value=half_up(made)
        )
        where = f"{pointer}/total"
        yield fault("total-differs", report.place(where), where, year=result.fiscal_year, what=what)


def _indicator_parts(report: Report, result: ReadResult, method: Method, pointer: str) -> Iterator[Fault]:
    """Hold each EIT indicator against its two parts, where both are printed."""
    if method.rules.parts is None or isinstance(method.rules.parts, Unpublished):
        return
    printed = {each.key: each.value for each in report.facts.printings if each.year == result.fiscal_year}
    for number, value in result.indicators.items():
        both = [printed.get(f"{part}:{number}") for part in PARTS]
        first, second = both
        if first is not None and second is not None and abs((first + second) / 2 - value) > Decimal("0.01"):
            what = _(
                "indicator {number} is printed as {value}, but its parts {first} and {second} give {mean}"
            ).format(
                number=number, value=value, first=first, second=second, mean=half_up((first + second) / 2)
            )
            where = f"{pointer}/indicators/{number}"
            yield fault("parts-differ", report.place(where), where, year=result.fiscal_year, what=what)


def _printings(report: Report) -> Iterator[Fault]:
    """Give scores and levels that are printed with different values."""
    found: dict[tuple[str, int], list[Printing]] = {}
    for each in report.facts.printings:
        if each.key != "rank":
            found.setdefault((each.key, each.year), []).append(each)
    for (key, year), printings in found.items():
        first = next((each for each in printings if each.table), printings[0])
        others = [each for each in printings if not _same(first, each) and not _of_another_year(each, report)]
        if others:
            told = "; ".join(_told(each) for each in (first, *others))
            yield fault("printed-differently", others[0].place, name=_name(key), year=year, values=told)


def _of_another_year(printing: Printing, report: Report) -> bool:
    """Tell whether a sentence's score is that of another year, which the sentence names as well."""
    return not printing.table and any(
        each.key == printing.key and each.year != printing.year and _same(each, printing)
        for each in report.facts.printings
    )


def _same(one: Printing, other: Printing) -> bool:
    """Tell whether two printings agree; one with fewer decimals may be the other, rounded."""
    if one.value is None or other.value is None:
        return "".join(one.words.split()).casefold() == "".join(other.words.split()).casefold()
    places = min(_decimals(one.value), _decimals(other.value))
    return one.value == other.value or (
        places < 2 and half_up(one.value, places) == half_up(other.value, places)
    )


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _told(printing: Printing) -> str:
    spot = position(printing.place)
    value = printing.words if printing.value is None else printing.value
    return f"{value} ({spot})" if spot else str(value)


def _name(key: str) -> str:
    part, _colon, number = key.rpartition(":")
    if number.isdecimal():
        return f"{_('indicator {number}').format(number=number)} {part}".rstrip()
    return {"total": _("the total"), "level": _("the level")}.get(key, key)


def _rankings(report: Report) -> Iterator[Fault]:
    """Give the first place of each ranked table where its order is broken."""
    for _number, grid in report.grids():
        ranked = _ranked(grid)
        if len(ranked) < 5 or [number for number, *_rest in ranked] == sorted(
            number for number, *_rest in ranked
        ):
            continue
        falls = sum(one[1] > other[1] for one, other in pairwise(ranked))
        rises = sum(one[1] < other[1] for one, other in pairwise(ranked))
        if falls == rises:
            continue
        for one, other in pairwise(ranked):
            wrong = one[1] < other[1] if falls > rises else one[1] > other[1]
            if wrong:
                lower, higher = (one, other) if falls > rises else (other, one)
                yield fault(
                    "rank-order", other[3], lower=lower[2], low=lower[1], higher=higher[2], high=higher[1]
                )
                break


_Ranked = tuple[int, Decimal, str, Place]


def _ranked(grid: Grid) -> list[_Ranked]:
    """Give (indicator, score, name, place) of the rows of a table that numbers indicators one by one from 1."""
    if "number" not in grid.columns:
        return []
    rows = [each for row in grid.rows if (each := _ranked_row(row))]
    return [each[1:] for each in rows] if [each[0] for each in rows] == list(range(1, len(rows) + 1)) else []


def _ranked_row(row: RawRow) -> tuple[int, int, Decimal, str, Place] | None:
    filled = [arabic(words).strip() for words in row.cells if words.strip()]
    if len(filled) != 3 or not filled[0].rstrip(".").isdecimal():
        return None
    indicator, value = indicator_of(filled[1]), score_text(filled[2])
    if indicator is None or not value:
        return None
    return int(filled[0].rstrip(".")), indicator, Decimal(value), filled[1], row.place
