"""The sentences of an indicator's paragraph, each from numbers, findings and advice; none knows the others."""

from collections.abc import Sequence
from decimal import Decimal

from prongsai.advice.book import advice, concepts, indicator_advice
from prongsai.analysis import words
from prongsai.analysis.changes import breaks
from prongsai.analysis.figures import figure, plain_number, sheet_word, target
from prongsai.analysis.model import Analysis, Finding, FindingClass
from prongsai.intake.model import Remark
from prongsai.language.digits import half_up, score_text
from prongsai.method.model import Question
from prongsai.scoring.model import value_of

NAMED = 5
"""How many findings of a kind are named with their titles; of the others only the codes are given."""
ADVISED = 2
"""How many pieces of advice one sentence holds."""


def opening(analysis: Analysis, number: int, score: Decimal) -> str:
    """Say what the score is, in which band, and how it stands to the target."""
    name = analysis.scores.method.indicator(number).name_th
    band = words.band(score)
    full = score == words.FULL
    got = f"{band.word} {score_text(score)} คะแนน" if full else f" {score_text(score)} คะแนน"
    start = words.turn(words.OPENINGS, number).format(number=number, name=name, score=got)
    judged = "" if full else f" อยู่ในเกณฑ์{band.word}"
    return f"{start}{judged}{_against_target(analysis, number, score)}"


def _against_target(analysis: Analysis, number: int, score: Decimal) -> str:
    wanted = target(analysis.scores)
    if wanted is None:
        return ""
    named, points = plain_number(wanted), score_text(abs(score - wanted))
    if score == wanted:
        return f" เท่ากับค่าเป้าหมาย {named} คะแนนพอดี"
    if score > wanted:
        return " " + words.turn(words.ABOVE_TARGET, number).format(target=named, points=points)
    return f" {'แต่ยัง' if score >= words.FAIR_FROM else 'และ'}ต่ำกว่าค่าเป้าหมาย {named} คะแนนอยู่ {points} คะแนน"


def place(analysis: Analysis, number: int, score: Decimal) -> str:
    """Say the place among all indicators, and how the score stands to the mean of its instrument."""
    scored = [value for _number, value in analysis.ranking if value is not None]
    count = len(scored)
    if count == 1:
        return ""
    if min(scored) == max(scored):
        return f"ทั้ง {count} ตัวชี้วัดมีคะแนนเท่ากัน"
    phrase = words.turn(words.PLACES, number)
    if score in {max(scored), min(scored)}:
        phrase = words.HIGHEST if score == max(scored) else words.LOWEST
    start = phrase.format(place=analysis.places[number], count=count)
    ties = [str(other) for other, value in sorted(analysis.ranking) if value == score and other != number]
    shared = f" เท่ากับตัวชี้วัดที่ {words.joined(ties)}" if ties else ""
    return f"{start}{shared}{_against_instrument(analysis, number, score)}"


def _against_instrument(analysis: Analysis, number: int, score: Decimal) -> str:
    instrument = analysis.scores.method.instrument_of(number)
    mean, sheet = figure(analysis.scores, instrument.code), sheet_word(instrument)
    if mean is None:
        return ""
    if score == mean:
        return f" และเท่ากับคะแนนเฉลี่ยของ{sheet}"
    side = "สูง" if score > mean else "ต่ำ"
    return " " + words.turn(words.MEANS, number).format(side=side, sheet=sheet, mean=score_text(mean))


def change(analysis: Analysis, number: int) -> str:
    """Say the change against the nearest earlier year, with the break of the method where there is one."""
    found = next(
        (each for each in analysis.changes if each.key == str(number) and each.difference is not None), None
    )
    if found is None or found.difference is None:
        return ""
    before = next(each for each in analysis.earlier if each.result.fiscal_year == found.earlier_year)
    moved = "คงเดิม"
    if found.difference:
        moved = f"{'เพิ่มขึ้น' if found.difference > 0 else 'ลดลง'} {score_text(abs(found.difference))} คะแนน"
    start = words.turn(words.CHANGES, number).format(
        year=found.earlier_year, score=score_text(found.earlier), moved=moved
    )
    told = breaks(analysis.scores.method, before.method, str(number))
    return f"{start} {words.turn(words.CAUTIONS, number).format(broken=told[0])}" if told else start


def looks(analysis: Analysis, number: int, score: Decimal) -> str:
    """Say what the indicator looks at, and what its score says of that."""
    what = words.turn(words.LOOKS, number).format(what=indicator_advice(number).looks_at)
    band, code = words.band(score), analysis.scores.method.indicator(number).instrument
    if code in words.ASKED:
        return f"{what} ซึ่ง{words.ASKED[code]}{band.asked}"
    return f"{what} {band.shown}"


def by_part(analysis: Analysis, number: int) -> str:
    """Give the scores of both EIT parts of an indicator, where they are known."""
    found = {
        part: value_of(analysis.scores.indicator_parts.get((number, part)))
        for part in analysis.scores.method.instrument_of(number).parts
    }
    told = [
        f"ส่วนที่ {part[3:]} ได้ {score_text(value)} คะแนน" for part, value in found.items() if value is not None
    ]
    return words.turn(words.BY_PART, number).format(told=words.joined(told)) if len(told) > 1 else ""


def low_questions(analysis: Analysis, number: int) -> str:
    """Name the questions of an indicator that are low, with their scores."""
    found = [each for each in analysis.under(number) if each.subject == "question"]
    if not found:
        return ""
    cut = plain_number(analysis.rule.low_question)
    return f"ข้อคำถามที่ได้ต่ำกว่า {cut} คะแนน{_told(analysis, found)}"


def short_items(analysis: Analysis, number: int) -> str:
    """Name the items of an indicator that are short of full points, with their scores."""
    found = [each for each in analysis.under(number) if each.subject == "item"]
    return f"รายการข้อมูลที่ได้คะแนนไม่ครบ{_told(analysis, found)}" if found else ""


def _told(analysis: Analysis, found: Sequence[Finding]) -> str:
    """Count and name findings with their scores; of many, the later ones by their codes alone."""
    titled = {
        each.concepts: each.id for each in reversed(found)
    }  # a title that both parts share is said once
    named = [
        f"{_subject(analysis, each, titled=titled[each.concepts] == each.id)} ({score_text(each.score)} คะแนน)"
        for each in found[:NAMED]
    ]
    further = [_code(each) for each in found[NAMED:]]
    start = "คือ" if len(found) == 1 else f"มี {len(found)} ข้อ ได้แก่"
    rest = f" และอีก {len(further)} ข้อ คือ {' '.join(further)}" if further else ""
    return f" {start} {' '.join(named) if rest else words.joined(named)}{rest}"


def _subject(analysis: Analysis, finding: Finding, *, titled: bool) -> str:
    """Give a finding's code with its part and title (``ข้อ e4 ส่วนที่ 1 ช่องทาง…``), or its codes alone."""
    one = titled and len(finding.codes) == 1
    known = analysis.scores.method.find(finding.codes[0]) if one else None
    name = "" if known is None else f" {known.subject_th if isinstance(known, Question) else known.title_th}"
    return f"ข้อ {_code(finding)}{name}"


def _code(finding: Finding) -> str:
    part = f" ส่วนที่ {finding.part[3:]}" if finding.part[3:] else ""
    return f"{words.joined(finding.codes)}{part}"


def remarks(analysis: Analysis, number: int) -> list[str]:
    """Say each remark of the assessor under an indicator, with the elements that are missing.

    What a sentence before has named with its title is named by its code alone.
    """
    found = [(each, each.remark) for each in analysis.under(number) if each.remark is not None]
    starts = ["ผู้ประเมินมีข้อสังเกตต่อ", *["นอกจากนี้ ผู้ประเมินยังมีข้อสังเกตต่อ"] * len(found)]
    return [
        f"{start}{_subject(analysis, each, titled=each.subject == 'remark')}{remark_words(remark)}"
        for start, (each, remark) in zip(starts, found, strict=False)
    ]


def remark_words(remark: Remark) -> str:
    """Give what a remark says: the problem in the assessor's words, and the missing elements that they leave out."""
    problem = f" ว่า {remark.problem}" if remark.problem else ""
    left_out = unsaid(remark.missing, remark.problem)
    if not left_out:
        return problem
    numbers = [each for each in left_out if each.isdecimal()]
    names = [each for each in left_out if not each.isdecimal()]
    missing = words.joined([*([f"องค์ประกอบที่ {words.joined(numbers)}"] if numbers else []), *names])
    return f"{problem} โดยยังขาด{' ' if missing.startswith('(') else ''}{missing}"


def unsaid(missing: Sequence[str], text: str) -> tuple[str, ...]:
    """Give the missing elements that a remark's own `text` does not name; a number stands in brackets there."""
    return tuple(each for each in missing if (f"({each})" if each.isdecimal() else each) not in text)


def follows(analysis: Analysis, number: int, klass: FindingClass, score: Decimal | None) -> str:
    """Say what follows for an indicator: mended at once, developed or kept, why, and how."""
    how = _how(analysis, number, klass)
    if klass == "keep":
        phrases = words.HOLD if score is not None and score >= words.HOLD_FROM else words.CONTINUE
        return words.turn(phrases, number).format(how=how)
    phrases = words.MEND if klass == "mend" else words.DEVELOP
    why = f"เนื่องจาก{_why(analysis, number)} "
    return words.turn(phrases, number).format(why=why, how=how)


def _why(analysis: Analysis, number: int) -> str:
    """Give the reasons of an indicator's class as one clause; that it is the lowest of all was said before."""
    reasons = analysis.of_indicator(number).reasons
    telling = [each for each in reasons if each.code != "lowest-of-all"] or reasons
    got = {"below-mend", "lowest-of-instrument", "lowest-of-all"}
    told = [f"ได้คะแนน{each.text}" if each.code in got else each.text for each in telling]
    return words.joined(told)


def _how(analysis: Analysis, number: int, klass: FindingClass) -> str:
    """Give what is to be done: advice on what stands under the indicator, else the indicator's own steps."""
    under = analysis.under(number)
    asked = dict.fromkeys(concept for each in under for concept in each.concepts)
    advised = [concept for concept in asked if concept in concepts()]
    if advised:
        told = [advice(concept).advice for concept in advised[:ADVISED]]
        more = " และแก้ไขข้ออื่นที่กล่าวมาให้ครบ" if len(asked) > ADVISED else ""
        return f"{words.joined(told, 'รวมทั้ง')}{more}"
    steps = indicator_advice(number).steps[klass][:ADVISED]
    if klass == "keep" and _hides_items(analysis, number):
        steps = ("ตรวจสอบว่ารายการใดยังได้คะแนนไม่ครบ", *steps[:1])
    return words.joined(steps, "รวมทั้ง")


def _hides_items(analysis: Analysis, number: int) -> bool:
    """Tell whether an indicator is short of full points because of items that the result does not name."""
    score = figure(analysis.scores, str(number))
    asked = analysis.scores.method.instrument_of(number).parts
    return not asked and score is not None and score < words.FULL


def gain(analysis: Analysis, number: int) -> str:
    """Say how much of the total the indicator is still missing, where that is worth saying."""
    cost = analysis.costs.get(str(number))
    points = half_up(Decimal(cost.numerator) / cost.denominator) if cost else Decimal(0)
    if points < words.GAIN_FROM:
        return ""
    return words.turn(words.GAINS, number).format(points=score_text(points))
