"""`prongsai score`: the scores of one result or of a list, checked, and traced on demand."""

import argparse
from collections.abc import Sequence

from prongsai.cli.opening import open_intake
from prongsai.cli.output import print_json, print_lines, print_table, track
from prongsai.intake.agency import form_of
from prongsai.intake.files import save
from prongsai.intake.listing import read_list
from prongsai.intake.model import Row
from prongsai.language.digits import score_text
from prongsai.language.messages import _
from prongsai.method.export import confidence_word
from prongsai.method.library import load_method
from prongsai.method.model import Confidence
from prongsai.scoring.export import as_csv, as_json, score_row
from prongsai.scoring.levels import figure_name
from prongsai.scoring.model import Decided, NoScore, Score, Scores, Trace, Undecided, Value, value_of
from prongsai.scoring.score import score
from prongsai.scoring.trace import trace

FAULTY = 2


def command(options: argparse.Namespace) -> int:
    """Score the file that the options name; give 0, or 2 where a row could not be read."""
    if form_of(options.file) == "list" and options.id is None:
        return _list(options)
    intake = open_intake(options.file, options.id)
    all_scores = [score(result, load_method(result.fiscal_year)) for result in intake.results]
    if options.explain:
        _show_trace(trace(all_scores[0], options.explain), "")
    elif options.json:
        print_json([as_json(each) for each in all_scores])
    else:
        for each in all_scores:
            _show(each, intake.agency.name)
    return 0


def _list(options: argparse.Namespace) -> int:
    rows, notes = read_list(options.file)
    found = [score_row(row) for row in track(rows, _("scoring"), len(rows))]
    if options.csv:
        save(as_csv(found).encode("utf-8-sig"), options.csv)
    if options.json:
        print_json(found)
    elif not options.csv:
        _show_rows(rows, found, notes)
    return FAULTY if any(row.result is None for row in rows) else 0


def _show_rows(rows: Sequence[Row], found: Sequence[dict[str, object]], notes: Sequence[str]) -> None:
    columns = ("id", _("agency"), _("year"), "IIT", "EIT", "OIT", _("total"), _("level"), _("confidence"))
    keys = ("iit", "eit", "oit", "total")
    lines = [
        (
            row.id,
            row.unit,
            str(row.fiscal_year or "–"),
            *(str(each[key] or "–") for key in keys),
            str(each["level"] or _joined(each.get("possible_levels")) or "–"),
            _confidence(each.get("confidence")),
        )
        for row, each in zip(rows, found, strict=True)
    ]
    print_table(_("Scores"), columns, lines, right=(3, 4, 5, 6))
    for row, each in zip(rows, found, strict=True):
        problems = each["problems"]
        print_lines(
            *(f"! {row.id}: {problem}" for problem in (problems if isinstance(problems, list) else ()))
        )
    print_lines(*notes)


def _joined(names: object) -> str:
    return " / ".join(names) if isinstance(names, list) else ""


def _confidence(told: object) -> str:
    return confidence_word(Confidence(told["word"])) if isinstance(told, dict) else "–"


def _show(scores: Scores, agency: str) -> None:
    """Print one result: indicators, instruments, total and level, problems, and how firm it all is."""
    result, method = scores.result, scores.method
    lines = []
    for instrument in method.instruments:
        lines += [
            (str(number), method.indicator(number).name_th, _words(scores.indicators[number]))
            for number in instrument.indicators
        ]
        lines.append((instrument.code, instrument.name_th, _words(scores.instruments[instrument.code])))
        if len(instrument.parts) > 1:
            lines += [
                (part, figure_name(part), _words(scores.instruments[part])) for part in instrument.parts
            ]
    lines.append(("", _("total"), _words(scores.total)))
    if isinstance(scores.total, Score):
        lines.append(("", _("confidence"), confidence_word(scores.total.confidence)))
    title = _("{agency} fiscal year {year}").format(agency=agency or result.unit, year=result.fiscal_year)
    print_table(title, ("", _("indicator, instrument"), _("score")), lines, right=(2,))
    print_lines(*_level_lines(scores))
    if isinstance(scores.total, Score) and scores.total.because:
        print_lines(
            _("Confidence: {word} ({because})").format(
                word=confidence_word(scores.total.confidence), because=scores.total.because
            )
        )
    print_lines(*(f"! {problem}" for problem in scores.problems))


def _level_lines(scores: Scores) -> tuple[str, ...]:
    verdict, printed = scores.level, scores.result.printed
    if isinstance(verdict, Decided):
        return (_("Level: {name}").format(name=verdict.name),)
    if isinstance(verdict, Undecided):
        return (_("Level: one of {names}").format(names=", ".join(verdict.possible)), verdict.needs)
    none = _("No level: {reason}").format(reason=verdict.reason)
    if not scores.published:
        return (none,)
    return (
        none,
        _("As published: {total} {level}").format(total=score_text(printed.total), level=printed.level),
    )


def _words(value: Value) -> str:
    if isinstance(value, NoScore):
        return "–"
    return score_text(value_of(value)) + (" *" if value.estimate else "")


def _show_trace(found: Trace, indent: str, told: str = "") -> None:
    """Print a trace, each input under what it made; the basis just `told` of the one before is not told again."""
    shown = found.value.reason if isinstance(found.value, NoScore) else score_text(value_of(found.value))
    name = found.name if found.name.startswith(found.key) else f"{found.key} {found.name}"
    print_lines(f"{indent}{name}: {shown}")
    print_lines(f"{indent}  = {found.rule}" + (f"  [{found.basis}]" if found.basis not in {"", told} else ""))
    before = ""
    for each in found.inputs:
        _show_trace(each, indent + "    ", before)
        before = each.basis
