"""Changes against earlier years, with the break of the method named, and distances to target and next level."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from prongsai.analysis.figures import figure, measured_on, nearest_figure, next_level, target
from prongsai.analysis.model import Change, Distance
from prongsai.analysis.words import joined
from prongsai.method.model import Instrument, ItemRule, LevelRule, Method, Question, Unpublished
from prongsai.scoring.model import Scores


def changes(scores: Scores, earlier: Sequence[Scores]) -> tuple[Change, ...]:
    """Give the change of every indicator, instrument, part and the total against each earlier year."""
    return tuple(_change(scores, before, key) for before in earlier for key in _keys(scores.method))


def _keys(method: Method) -> tuple[str, ...]:
    indicators = tuple(str(each.number) for each in method.indicators)
    return (*indicators, *_instrument_keys(method), "total")


def _instrument_keys(method: Method) -> tuple[str, ...]:
    keys: list[str] = []
    for instrument in method.instruments:
        keys.append(instrument.code)
        keys += [part for part in instrument.parts if part != instrument.code]
    return tuple(keys)


def _change(scores: Scores, before: Scores, key: str) -> Change:
    now, then = figure(scores, key), figure(before, key)
    difference = None if now is None or then is None else now - then
    return Change(
        key, before.result.fiscal_year, then, now, difference, broken(scores.method, before.method, key)
    )


def broken(now: Method, before: Method, key: str) -> str:
    """Say in Thai what changed in the method between two years for a figure; empty where nothing did."""
    told = breaks(now, before, key)
    if not told:
        return ""
    years = f"ปีงบประมาณ พ.ศ. {before.fiscal_year} กับ พ.ศ. {now.fiscal_year}"
    return f"วิธีการประเมินของ{years} ต่างกัน คือ {joined(told)}"


def breaks(now: Method, before: Method, key: str) -> list[str]:
    """Give in Thai clauses what changed in the method between two years for a figure; none where nothing did.

    Compared are the questions and items that make the figure (how many, which concepts), the answer scales, the
    parts of EIT, how items are counted, and for the total the instruments' weights and the levels.
    """
    told: list[str] = []
    numbers = _numbers(now, key)
    asking = [each for each in now.instruments if each.parts and numbers & set(each.indicators)]
    if asking:
        told += _questions_broken(now, before, numbers)
        told += [words for each in asking if (words := _parts_broken(each, before))]
    if any(not each.parts and numbers & set(each.indicators) for each in now.instruments):
        told += _items_broken(now, before, numbers)
    if key == "total":
        told += _total_broken(now, before)
    return told


def _numbers(method: Method, key: str) -> set[int]:
    """Give the indicators that a figure is made of."""
    if key.isdecimal():
        return {int(key)}
    if key == "total":
        return {each.number for each in method.indicators}
    return set(method.instrument(key[:3]).indicators)


def _questions_broken(now: Method, before: Method, numbers: set[int]) -> list[str]:
    unknown = [each.fiscal_year for each in (before, now) if isinstance(each.questions, Unpublished)]
    if unknown:
        return [f"ข้อคำถามของปีงบประมาณ พ.ศ. {year} ไม่ได้เผยแพร่ไว้" for year in unknown]
    told = []
    old, new = _questions(before, numbers), _questions(now, numbers)
    if words := _replaced("ข้อคำถาม", [each.concept for each in old], [each.concept for each in new]):
        told.append(words)
    steps = _steps(before, old), _steps(now, new)
    if steps[0] != steps[1]:
        told.append(f"ตัวเลือกคำตอบเปลี่ยนจาก {steps[0]} ระดับเป็น {steps[1]} ระดับ")
    return told


def _questions(method: Method, numbers: set[int]) -> list[Question]:
    asked = () if isinstance(method.questions, Unpublished) else method.questions
    return [each for each in asked if each.indicator in numbers]


def _steps(method: Method, questions: Iterable[Question]) -> int:
    """Give the number of options of the finest scale among questions."""
    return max((len(method.scale(each.scale).points) for each in questions), default=0)


def _replaced(noun: str, old: list[str], new: list[str]) -> str:
    """Say how a set of questions or items changed: in number, or else in how many subjects."""
    if len(old) != len(new):
        return f"จำนวน{noun}เปลี่ยนจาก {len(old)} ข้อเป็น {len(new)} ข้อ"
    fresh = len(set(new) - set(old))
    return f"{noun}เปลี่ยนไป {fresh} ข้อ" if fresh else ""


def _parts_broken(instrument: Instrument, before: Method) -> str:
    old = before.instrument(instrument.code).parts
    if len(old) == len(instrument.parts):
        return ""
    words = {False: "วัดรวมเป็นชุดเดียว", True: "แยกวัดเป็น 2 ส่วน"}
    then, now = words[len(old) > 1], words[len(instrument.parts) > 1]
    return f"แบบวัด {instrument.code} เดิม{then} ปัจจุบัน{now}"


def _items_broken(now: Method, before: Method, numbers: set[int]) -> list[str]:
    old = [each.concept for each in before.items if each.indicator in numbers]
    new = [each.concept for each in now.items if each.indicator in numbers]
    told = [words] if (words := _replaced("รายการข้อมูล OIT ", old, new)) else []
    unknown = [
        str(each.fiscal_year)
        for each in (before, now)
        if isinstance(each.rules.items, Unpublished) or each.rules.items_estimate
    ]
    if unknown:
        return [*told, f"วิธีคิดคะแนนรายการข้อมูล OIT ของปีงบประมาณ พ.ศ. {joined(unknown)} ไม่ได้เผยแพร่ไว้"]
    if _counting(now.rules.items) != _counting(before.rules.items):
        told.append("วิธีคิดคะแนนรายการข้อมูล OIT เปลี่ยนไป")
    return told


def _counting(rule: ItemRule | Unpublished) -> object:
    return None if isinstance(rule, Unpublished) else (rule.scores, rule.through_sub_indicators)


def _total_broken(now: Method, before: Method) -> list[str]:
    told = []
    if [(each.code, each.weight) for each in now.instruments] != [
        (each.code, each.weight) for each in before.instruments
    ]:
        told.append("ค่าน้ำหนักของเครื่องมือเปลี่ยนไป")
    if isinstance(now.levels, Unpublished) or isinstance(before.levels, Unpublished):
        year = now.fiscal_year if isinstance(now.levels, Unpublished) else before.fiscal_year
        told.append(f"เกณฑ์ระดับผลการประเมินของปีงบประมาณ พ.ศ. {year} ไม่ได้เผยแพร่ไว้")
    elif _ladder(now.levels) != _ladder(before.levels):
        told.append("เกณฑ์ระดับผลการประเมินเปลี่ยนไป")
    return told


def _ladder(rule: LevelRule) -> object:
    return [(each.name_th, each.total_min, each.each_min) for each in rule.levels], rule.measured_on


def distances(scores: Scores) -> tuple[Distance, ...]:
    """Give how far the total, each instrument and each part is from the target and from the next level.

    The target is stated for the total; each instrument is held against the same score. A level is measured on
    the total and on the figures that its rule names. A part of EIT that is not given is reckoned from EIT and the
    other part. A figure that is not known has no distance.
    """
    rows: list[Distance] = []
    wanted = target(scores)
    if wanted is not None:
        rows += _rows(scores, ("total", *_instrument_keys(scores.method)), "target", wanted)
    rule, level = scores.method.levels, next_level(scores)
    if level is not None and not isinstance(rule, Unpublished):
        rows += _rows(scores, ("total",), level.name_th, level.total_min)
        if level.each_min is not None:
            rows += _rows(scores, measured_on(rule, level), level.name_th, level.each_min)
    return tuple(rows)


def _rows(scores: Scores, keys: Iterable[str], to: str, wanted: Decimal) -> list[Distance]:
    known = ((key, nearest_figure(scores, key)) for key in keys)
    return [Distance(key, to, wanted, max(wanted - now, Decimal(0))) for key, now in known if now is not None]
