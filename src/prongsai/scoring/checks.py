"""Printed figures held against the recomputed ones: what does not agree, named with its numbers."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from prongsai.language.messages import _
from prongsai.language.problems import Problem
from prongsai.method.model import Instrument, Question, Unpublished
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.levels import Interval, contradict, decide_level, figure_name, part_bounds
from prongsai.scoring.model import Decided, LevelVerdict, NoScore, Score, Scores, Undecided, Value
from prongsai.scoring.survey import line_code

AVERAGE_TOLERANCE = Decimal("0.01")
"""How far a printed average of many agencies may lie from the one recomputed from printed averages."""


def check(scores: Scores) -> tuple[Problem, ...]:
    """Give what is inconsistent in a result: printed figures and levels, parts, and codes that the year lacks.

    Nothing is checked against an estimate, nor where the year's rules are not published.
    """
    if scores.published:
        return tuple(_unknown_codes(scores))
    return (
        *_unknown_codes(scores),
        *_indicators(scores),
        *_instruments(scores),
        *_parts(scores),
        *_total(scores),
        *_level(scores),
    )


def _problem(scores: Scores, code: str, what: str, mend: str = "") -> Problem:
    return Problem(code, what, scores.result.where, mend or _("compare with the published result"))


def _differs(scores: Scores, printed: Decimal | None, value: Value) -> bool:
    if printed is None or isinstance(value, NoScore) or value.estimate:
        return False
    average = scores.result.kind == "average_of_agencies"
    return abs(printed - value.value) > (AVERAGE_TOLERANCE if average else 0)


def _indicators(scores: Scores) -> Iterator[Problem]:
    for number, printed in scores.result.indicators.items():
        value = scores.indicators.get(number)
        if isinstance(value, Score) and _differs(scores, printed, value):
            what = _(
                "indicator {number} is given as {printed}, but its questions or items give {value}"
            ).format(number=number, printed=printed, value=value.value)
            yield _problem(scores, "indicator-differs", what)


def _instruments(scores: Scores) -> Iterator[Problem]:
    for instrument in scores.method.instruments:
        printed = scores.result.printed.instruments.get(instrument.code)
        value = scores.instruments[instrument.code]
        if printed is None or isinstance(value, NoScore) or not _differs(scores, printed, value):
            continue
        what = _("{code} is printed as {printed}, but its indicators give {value}").format(
            code=instrument.code, printed=printed, value=value.value
        )
        other = _other_part(scores, instrument, printed, value)
        if other is None:
            yield _problem(scores, "instrument-differs", what)
            continue
        mend = _(
            "unless it is mistyped, {printed} must be one part only; the other part would then be {other}"
        ).format(printed=printed, other=other)
        yield _problem(scores, "instrument-is-one-part", what, mend)


def _other_part(scores: Scores, instrument: Instrument, printed: Decimal, value: Score) -> Decimal | None:
    """Give what the other part would be if the printed instrument were one part; None where it cannot be."""
    if len(instrument.parts) < 2:
        return None
    own = (scores.indicators[number] for number in instrument.indicators)
    bounds = part_bounds([each.value for each in own if isinstance(each, Score)])
    figures: dict[str, Interval] = {
        instrument.code: Interval.point(value.exact),
        instrument.parts[0]: Interval.point(printed),
    }
    if contradict(instrument, figures | {instrument.parts[1]: bounds}):
        return None
    other = 2 * value.exact - Fraction(printed)
    return two_decimals(min(max(other, Fraction(0)), Fraction(100)))


def _parts(scores: Scores) -> Iterator[Problem]:
    """Hold printed EIT parts against those made from questions, or against EIT itself."""
    for instrument in scores.method.instruments:
        printed = {
            part: figure
            for part in ("EIT1", "EIT2")
            if part.startswith(instrument.code)
            and (figure := scores.result.printed.instruments.get(part)) is not None
        }
        if not printed:
            continue
        if len(instrument.parts) < 2:
            what = _("{code} has no parts in {year}").format(
                code=instrument.code, year=scores.method.fiscal_year
            )
            yield _problem(scores, "no-parts", what, _("leave the scores of its parts out"))
            continue
        for part, figure in printed.items():
            value = scores.instruments[part]
            if isinstance(value, Score) and _differs(scores, figure, value):
                what = _("{part} is printed as {printed}, but its questions give {value}").format(
                    part=figure_name(part), printed=figure, value=value.value
                )
                yield _problem(scores, "part-differs", what)
        yield from _against_whole(scores, instrument, printed)


def _against_whole(scores: Scores, instrument: Instrument, printed: dict[str, Decimal]) -> Iterator[Problem]:
    whole = scores.instruments[instrument.code]
    if isinstance(whole, NoScore) or whole.estimate:
        return
    figures = {part: Interval.point(figure) for part, figure in printed.items()}
    if contradict(instrument, {instrument.code: Interval.point(whole.exact)} | figures):
        given = ", ".join(
            _("{part} {score}").format(part=figure_name(part), score=figure)
            for part, figure in printed.items()
        )
        what = _(
            "{given} cannot be: {code} is the mean of its parts, and its indicators give {value}"
        ).format(given=given, code=instrument.code, value=whole.value)
        yield _problem(scores, "parts-differ", what)


def _total(scores: Scores) -> Iterator[Problem]:
    printed = scores.result.printed.total
    if isinstance(scores.total, Score) and _differs(scores, printed, scores.total):
        what = _("the total is printed as {printed}, but the indicators give {value}").format(
            printed=printed, value=scores.total.value
        )
        yield _problem(scores, "total-differs", what)


def _level(scores: Scores) -> Iterator[Problem]:
    """Hold the printed level against the recomputed one, or else against the printed total."""
    printed = scores.result.printed
    rule = scores.method.levels
    if not printed.level or isinstance(rule, Unpublished) or scores.result.kind == "average_of_agencies":
        return
    named = [
        each
        for each in rule.levels
        if _same(printed.level, each.name_th) or _same(printed.level, each.name_en)
    ]
    if not named:
        what = _("“{level}” is no level of {year}").format(
            level=printed.level, year=scores.method.fiscal_year
        )
        names = ", ".join(each.name_th for each in rule.levels)
        yield _problem(scores, "unknown-level", what, _("the levels are: {names}").format(names=names))
        return
    verdict, total = scores.level, scores.total
    if isinstance(total, Score) and total.estimate:
        return
    if isinstance(total, NoScore) and printed.total is not None:
        verdict, figure = decide_level(scores.method, printed.total, {}), printed.total
    elif isinstance(total, Score):
        figure = total.value
    else:
        return
    possible = _possible(verdict)
    if possible and named[0].name_th not in possible:
        what = _("the level is printed as {printed}, but the total {total} gives {levels}").format(
            printed=printed.level, total=figure, levels=_(" or ").join(possible)
        )
        yield _problem(scores, "level-differs", what)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.casefold()


def _possible(verdict: LevelVerdict) -> tuple[str, ...]:
    """Give the levels that a verdict leaves open, best first; none where there is no level."""
    if isinstance(verdict, Decided):
        return (verdict.name,)
    return verdict.possible if isinstance(verdict, Undecided) else ()


def _unknown_codes(scores: Scores) -> Iterator[Problem]:
    """Name questions, answers and items that the year does not have: they are not counted."""
    result, method = scores.result, scores.method
    if result.depth == "indicators":
        return
    known: set[str] = {each.code for each in method.items}
    for part in method.parts():
        for question in method.asked(part):
            known.add(f"{part}/{question.code}")
            known.update(f"{part}/{line_code(question, line)}" for line in question.sub_questions)
    held = {f"{part}/{code}" for part, code in result.questions} | set(result.items)
    held |= {f"{part}/{_counted_code(scores, code, line)}" for part, code, line, _option in result.counts}
    if unknown := sorted(held - known):
        what = _("{year} does not have these: {codes}").format(
            year=method.fiscal_year, codes=", ".join(unknown)
        )
        yield _problem(scores, "unknown-codes", what, _("write the codes of that year"))


def _counted_code(scores: Scores, code: str, line: int) -> str:
    """Give the code of a counted line: the question's own for the first line of a question that has one only."""
    question = scores.method.find(code)
    only = isinstance(question, Question) and len(question.sub_questions) == 1 and line == 1
    return code if only else f"{code}.{line}"
