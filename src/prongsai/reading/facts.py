"""All facts of one report: agency, years, scores, findings, measures, each with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from prongsai.language.messages import _
from prongsai.language.problems import InputError
from prongsai.method.library import load_method, years
from prongsai.planning.periods import read_period
from prongsai.reading.agency_reading import read_agency
from prongsai.reading.finding_reading import read_findings
from prongsai.reading.headings import ColumnKind
from prongsai.reading.layout import Grid, Piece, pieces
from prongsai.reading.measure_reading import measure_tables, read_measures
from prongsai.reading.model import Doubt, Facts, Place, Printing, RawReport, ReadMeasure
from prongsai.reading.score_reading import announcement, read_printings, read_results
from prongsai.reading.section_reading import read_lists, read_sections
from prongsai.reading.years import document_year, headings_before, plan_year, result_year

_JSON_FIELDS: dict[ColumnKind, str] = {
    "number": "number",
    "measure": "title",
    "indicator": "indicators",
    "steps": "steps",
    "owner": "owner",
    "period": "period",
    "follow_up": "follow_up",
    "analysis": "analysis",
}


def read_facts(raw: RawReport) -> Facts:
    """Read the facts of a report.

    What is not there stays empty, and what is not sure is left out or told as a doubt. The scores of a year are the
    first printed of each, those in tables before those in sentences; all are in `printings`.
    """
    parts = pieces(raw)
    places: dict[str, Place] = {}
    agency, agency_places = read_agency(_texts(parts))
    places |= {f"/agency/{field}": place for field, place in agency_places.items()}
    printed, printed_place = document_year(parts)
    of_result, result_place = result_year(parts, printed)
    _note(places, "/document_year", printed_place)
    _note(places, "/result_year", result_place)
    tables = measure_tables(parts)
    printings = read_printings(parts, tables, of_result)
    results, result_places, doubts = read_results(printings, of_result)
    places |= result_places
    method = load_method(of_result) if of_result in years() else None
    findings, code_doubts = read_findings(parts, tables, method)
    places |= {f"/findings/{number}": place for number, (_finding, place) in enumerate(findings)}
    sections = read_sections(parts, tables)
    places |= {f"/sections/{number}": place for number, (_text, place) in sections.items()}
    lists = read_lists(parts, tables)
    places |= {f"/{kind}": place for kind, (_numbers, place) in lists.items()}
    read = read_measures(parts, lines=raw.kind != "pdf")
    of_plan = plan_year(
        of_result,
        [measure.period for measure, _places in read],
        [measure.follow_up for measure, _places in read],
        headings_before(parts, tables),
    )
    measures, measure_doubts = _measures(read, of_plan, places)
    announced, announced_place = announcement(parts)
    _note(places, "/announced", announced_place)
    return Facts(
        name=raw.name,
        agency=agency,
        document_year=printed,
        result_year=of_result,
        plan_year=of_plan,
        results=results,
        findings=tuple(finding for finding, _place in findings),
        measures=measures,
        sections={number: text for number, (text, _place) in sections.items()},
        mend=lists["mend"][0] if "mend" in lists else (),
        develop=lists["develop"][0] if "develop" in lists else (),
        announced=announced,
        doubts=(*raw.doubts, *doubts, *code_doubts, *measure_doubts, *_recognised(raw, printings)),
        places=places,
        raw=raw,
        printings=printings,
    )


def _note(places: dict[str, Place], pointer: str, place: Place | None) -> None:
    if place is not None:
        places[pointer] = place


def _texts(parts: Sequence[Piece]) -> list[tuple[str, Place]]:
    """Give all texts in order: paragraphs, and cells."""
    found: list[tuple[str, Place]] = []
    for part in parts:
        if isinstance(part, Grid):
            found += [(words, row.place) for row in part.rows for words in row.cells if words]
        else:
            found.append((part.text, part.place))
    return found


def _measures(
    read: Iterable[tuple[ReadMeasure, dict[ColumnKind, Place]]], of_plan: int | None, places: dict[str, Place]
) -> tuple[tuple[ReadMeasure, ...], list[Doubt]]:
    """Give the measures with the days of their periods, note their places, and tell what period was not understood."""
    measures: list[ReadMeasure] = []
    doubts: list[Doubt] = []
    for number, (measure, stands) in enumerate(read):
        places[f"/measures/{number}"] = stands["measure"]
        places |= {f"/measures/{number}/{_JSON_FIELDS[kind]}": place for kind, place in stands.items()}
        start, end = _days(measure.period, of_plan)
        if measure.period and start is None:
            why = _("the days of this period could not be told")
            doubts.append(Doubt(measure.period, "", "doubtful", stands["period"], why))
        measures.append(replace(measure, start=start, end=end))
    return tuple(measures), doubts


def _days(words: str, of_plan: int | None) -> tuple[date, date] | tuple[None, None]:
    """Give the first and last day of a period, or nothing where the words or the year are not understood."""
    if not words or of_plan is None:
        return None, None
    try:
        period = read_period(words, of_plan)
    except InputError:
        return None, None
    return period.start, period.end


def _recognised(raw: RawReport, printings: Sequence[Printing]) -> list[Doubt]:
    """Tell each score as to be confirmed where the text was recognised from pictures."""
    if not raw.recognised:
        return []
    why = _("recognised from a picture: to be confirmed")
    return [Doubt(each.words, each.words, "doubtful", each.place, why) for each in printings]
