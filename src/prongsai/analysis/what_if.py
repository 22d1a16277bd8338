"""What-if: the same result with some scores changed, scored anew by the scoring room."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from prongsai.analysis.costs import is_made
from prongsai.analysis.figures import part_exact, two_parts
from prongsai.intake.model import Printed, Result
from prongsai.language.digits import half_up
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Method
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.levels import ANY, Interval, decide_level, part_bounds
from prongsai.scoring.model import NoLevel, Score, Scores, value_of
from prongsai.scoring.score import score

_ZERO = Decimal(0)


def what_if(scores: Scores, changes: Mapping[str, Decimal]) -> Scores:
    """Give the scores as they would be with some of them changed to other figures (0–100, two decimals).

    Keys are as in findings: ``7`` an indicator, ``EIT1/e4`` a question (``e4`` alone where the year has one part),
    ``o13`` an item, and ``EIT1`` or ``EIT2`` for “this part would be at least”, where the indicators alone do not tell.
    Changing an indicator that is made of questions or items sets these aside and reckons from the ten indicators;
    questions and items cannot then be changed beside it. Where EIT indicators change and the parts are not made of
    questions, the parts are taken to be at least what they were, unless an indicator is lowered. Printed figures of
    the old result are left out. Raises InputError for an unknown key, a figure that is no score, a mixture of both
    depths, or a year whose rules are not published.
    """
    result, named, touched = _prepared(scores, changes)
    known = _known_parts(scores, result)
    if not touched:
        given = {
            part: figure for part, figure in known.items() if isinstance(scores.instruments[part], Score)
        }
        return score(replace(result, printed=Printed(given)), scores.method)
    return _with_floors(score(result, scores.method), _lows(scores, named, touched, known))


def floors(scores: Scores, changes: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Give what `what_if` takes each part of EIT to be at least, for the same changes; none that it does not touch.

    Raises InputError as `what_if` does.
    """
    result, named, touched = _prepared(scores, changes)
    return _lows(scores, named, touched, _known_parts(scores, result)) if touched else {}


def _prepared(
    scores: Scores, changes: Mapping[str, Decimal]
) -> tuple[Result, dict[str, Decimal], tuple[str, ...]]:
    """Check changes; give the changed result, the changes by full key, and the parts that they touch."""
    if scores.published:
        what = _("the rules of {year} are not published").format(year=scores.result.fiscal_year)
        raise _refused("no-rules", what, _("nothing can be reckoned for this year"))
    named = {_full_key(scores.method, key): value for key, value in changes.items()}
    for key, value in named.items():
        _check(key, value)
    wanted = {key: value for key, value in named.items() if key not in two_parts(scores.method)}
    return _changed(scores, wanted), named, _touched(scores.method, named)


def _lows(
    scores: Scores, named: Mapping[str, Decimal], touched: tuple[str, ...], known: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Give what the touched parts are at least: as said and, unless an indicator is lowered, as they were."""
    said = {key: value for key, value in named.items() if key in touched}
    lowered = any(
        value < (value_of(scores.indicators[int(key)]) or 0)
        for key, value in named.items()
        if key.isdecimal()
    )
    if lowered:
        return said
    return {part: max(known.get(part, _ZERO), said.get(part, _ZERO)) for part in touched}


def _full_key(method: Method, key: str) -> str:
    if key in {str(each.number) for each in method.indicators} or key in two_parts(method):
        return key
    if key in {each.code for each in method.items}:
        return key
    part, _slash, code = key.rpartition("/")
    parts = [each for each in method.parts() if code in {asked.code for asked in method.asked(each)}]
    if part in parts:
        return key
    if not part and len(parts) == 1:
        return f"{parts[0]}/{code}"
    what = _("there is nothing called “{key}” in {year}").format(key=key, year=method.fiscal_year)
    mend = _("name an indicator (7), a question with its part (EIT1/e4) or an item (o13)")
    if parts:
        what = _("“{key}” is asked in several parts").format(key=key)
        mend = _("name one of: {keys}").format(keys=", ".join(f"{each}/{code}" for each in parts))
    raise _refused("unknown-key", what, mend)


def _check(key: str, value: Decimal) -> None:
    if not (value.is_finite() and 0 <= value <= 100 and half_up(value) == value):
        what = _("{value} is not a score for {key}").format(value=value, key=key)
        raise _refused("bad-score", what, _("give a number from 0 to 100 with at most two decimals"))


def _refused(code: str, what: str, mend: str) -> InputError:
    return InputError(Problem(code, what, mend=mend))


def _touched(method: Method, named: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Give the parts of instruments of which an indicator or a part is changed."""
    return tuple(
        part
        for each in method.instruments
        if len(each.parts) > 1 and ({str(n) for n in each.indicators} | set(each.parts)) & set(named)
        for part in each.parts
    )


def _changed(scores: Scores, wanted: Mapping[str, Decimal]) -> Result:
    """Give the changed result, without anything printed: at its own depth, or as its ten indicators alone."""
    numbers = {int(key): value for key, value in wanted.items() if key.isdecimal()}
    deeper = {key: value for key, value in wanted.items() if not key.isdecimal()}
    shallow = scores.result.depth == "indicators"
    made = any(is_made(scores, number) for number in numbers)
    if deeper and (made or shallow):
        what = _("indicators and their questions or items cannot be changed together")
        if shallow:
            what = _("this result has no questions and items, only indicators")
        raise _refused("mixed-depths", what, _("change indicators only, or questions and items only"))
    if made or shallow:
        known = {number: each.value for number, each in scores.indicators.items() if isinstance(each, Score)}
        return replace(
            scores.result, depth="indicators", indicators=known | numbers, questions={}, items={}, counts={},
            printed=Printed(),
        )  # fmt: skip
    questions = {key: each.value for key, each in scores.questions.items() if isinstance(each, Score)}
    items = dict(scores.result.items)
    for key, value in deeper.items():
        part, slash, code = key.partition("/")
        if slash:
            questions[part, code] = value
        else:
            items[key] = value
    return replace(
        scores.result, depth="questions", questions=questions, items=items, counts={}, printed=Printed(),
        indicators=dict(scores.result.indicators) | numbers,
    )  # fmt: skip


def _known_parts(scores: Scores, changed: Result) -> dict[str, Decimal]:
    """Give the known figures of EIT's parts that the changed result will not make itself."""
    known: dict[str, Decimal] = {}
    for instrument in scores.method.instruments:
        remade = changed.depth != "indicators" and any(is_made(scores, n) for n in instrument.indicators)
        for part in instrument.parts if len(instrument.parts) > 1 and not remade else ():
            exact = part_exact(scores, part)
            if exact is not None:
                known[part] = two_decimals(exact)
    return known


def _with_floors(after: Scores, lows: Mapping[str, Decimal]) -> Scores:
    """Decide the level with some parts known only to be at least a figure, and what the indicators tell of them."""
    total = value_of(after.total)
    if isinstance(after.level, NoLevel) or total is None:
        return after
    figures = {
        code: Interval.point(each.exact)
        for code, each in after.instruments.items()
        if isinstance(each, Score)
    }
    for instrument in after.method.instruments:
        for part in instrument.parts:
            if part in lows and part not in figures:
                own = [
                    each.value
                    for n in instrument.indicators
                    if isinstance(each := after.indicators[n], Score)
                ]
                figures[part] = Interval(Interval.point(lows[part]).low, ANY.high).within(part_bounds(own))
    return replace(after, level=decide_level(after.method, total, figures))
