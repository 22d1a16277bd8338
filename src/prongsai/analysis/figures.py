"""The figures that the analysis speaks of: what was scored, or what was announced where nothing is recomputed."""

from decimal import Decimal
from fractions import Fraction

from prongsai.language.digits import half_up
from prongsai.method.model import Instrument, Level, LevelRule, MeanRule, Method, Unpublished
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.model import Decided, Score, Scores, Undecided, value_of


def figure(scores: Scores, key: str) -> Decimal | None:
    """Give the two-decimal figure of ``total``, an instrument or part, or indicator ``1`` … ``10``, or None.

    Where the year's rules are unpublished, total and instruments are those that were announced.
    """
    if key.isdecimal():
        return value_of(scores.indicators.get(int(key)))
    if scores.published:
        printed = scores.result.printed
        announced = printed.total if key == "total" else printed.instruments.get(key)
        return None if announced is None else half_up(announced)
    return value_of(scores.total if key == "total" else scores.instruments.get(key))


def part_exact(scores: Scores, part: str) -> Fraction | None:
    """Give a part of EIT exactly: as scored or, where only the other part is known, as the mean leaves it.

    An indicator of EIT is the plain mean of both parts, so a part that is not given is twice EIT less the other; it
    is then right to about two hundredths, the printed figures being rounded. None where that is not known either.
    """
    value = scores.instruments.get(part)
    if isinstance(value, Score):
        return value.exact
    whole = scores.instruments.get(part[:3])
    others = [
        scores.instruments.get(each) for each in scores.method.instrument(part[:3]).parts if each != part
    ]
    if len(others) != 1 or not isinstance(whole, Score) or not isinstance(others[0], Score):
        return None
    if not isinstance(scores.method.rules.parts, MeanRule):
        return None
    left = 2 * whole.exact - others[0].exact
    return left if 0 <= left <= 100 else None


def nearest_figure(scores: Scores, key: str) -> Decimal | None:
    """Give a figure as `figure` does, and a part of EIT that is not given as the other part leaves it."""
    known = figure(scores, key)
    if known is not None or scores.published or key not in two_parts(scores.method):
        return known
    exact = part_exact(scores, key)
    return None if exact is None else two_decimals(exact)


def two_parts(method: Method) -> tuple[str, ...]:
    """Give the parts of the instruments that have two."""
    return tuple(part for each in method.instruments if len(each.parts) > 1 for part in each.parts)


def target(scores: Scores) -> Decimal | None:
    """Give the year's target for the total (85 in the years that have one), or None where it is unpublished."""
    fact = scores.method.target
    return None if isinstance(fact, Unpublished) else Decimal(fact.value)


def next_level(scores: Scores) -> Level | None:
    """Give the best level that is just above the one certainly reached, or None where there is none or no rule.

    Where several levels are possible, it is the one above the lowest of them: the next that is not certain.
    """
    rule = scores.method.levels
    if isinstance(rule, Unpublished):
        return None
    verdict = scores.level
    if isinstance(verdict, Decided):
        certain = verdict.name
    elif isinstance(verdict, Undecided):
        certain = verdict.possible[-1]
    else:
        return None
    names = [each.name_th for each in rule.levels]
    place = names.index(certain)
    return rule.levels[place - 1] if place else None


def measured_on(rule: LevelRule, level: Level) -> tuple[str, ...]:
    """Give the figures besides the total that a level looks at; none where it looks at the total alone."""
    return () if level.each_min is None else rule.measured_on


def sheet_word(instrument: Instrument) -> str:
    """Give an instrument as a sentence names it: ``แบบวัด IIT``, ``แบบตรวจ OIT`` (which asks nobody)."""
    return f"แบบวัด {instrument.code}" if instrument.parts else f"แบบตรวจ {instrument.code}"


def figure_word(scores: Scores, key: str) -> str:
    """Give the name of an instrument or part in Thai: ``แบบวัด IIT``, ``แบบวัด EIT ส่วนที่ 1``."""
    word = sheet_word(scores.method.instrument(key[:3]))
    return f"{word} ส่วนที่ {key[3:]}" if key[3:] else word


def plain_number(value: Decimal) -> str:
    """Give a cut-off as people say it: 85 rather than 85.00, 92.5 rather than 92.50."""
    return f"{value.normalize():f}"
