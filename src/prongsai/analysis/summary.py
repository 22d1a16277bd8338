"""The opening paragraph of the analysis, and the notes on what its figures rest on."""

from decimal import Decimal

from prongsai.analysis.figures import (
    figure,
    figure_word,
    measured_on,
    nearest_figure,
    next_level,
    plain_number,
    sheet_word,
    target,
    two_parts,
)
from prongsai.analysis.model import Analysis, FindingClass
from prongsai.analysis.words import joined
from prongsai.language.digits import score_text
from prongsai.method.model import Confidence, Unpublished
from prongsai.scoring.model import Decided, NoScore, Score, Scores, Undecided

_CLASSES: tuple[tuple[FindingClass, str], ...] = (
    ("mend", "ต้องแก้ไขโดยเร่งด่วน"),
    ("develop", "ควรพัฒนาให้ดีขึ้น"),
    ("keep", "ควรรักษาและดำเนินการต่อเนื่อง"),
)
_FIRMNESS = {
    Confidence.ONE_SOURCE: "อ้างอิงจากแหล่งข้อมูลเพียงแหล่งเดียว",
    Confidence.INFERRED: "อนุมานจากข้อมูลที่มีอยู่ ไม่ได้ประกาศไว้โดยตรง",
    Confidence.UNCONFIRMED: "ยังไม่มีแหล่งข้อมูลยืนยัน",
}


def summary(analysis: Analysis) -> str:
    """Give the opening paragraph: total, level, target, change, instruments, strongest and weakest, classes."""
    told = (
        _total(analysis.scores),
        _change(analysis),
        _instruments(analysis.scores),
        _extremes(analysis),
        _classes(analysis),
        _next(analysis),
    )
    return " ".join(each for each in told if each)


def _total(scores: Scores) -> str:
    who = scores.result.unit or "หน่วยงาน"
    start = f"ในปีงบประมาณ พ.ศ. {scores.result.fiscal_year} {who}"
    total, wanted = figure(scores, "total"), target(scores)
    if total is None:
        missing = [str(n) for n, value in scores.indicators.items() if isinstance(value, NoScore)]
        because = f" เนื่องจากไม่มีคะแนนของตัวชี้วัดที่ {joined(missing)}" if missing else ""
        return f"{start}ยังไม่มีคะแนนรวม{because}"
    got = f"{start}ได้คะแนนรวม {score_text(total)} คะแนน{_level(scores)}"
    if wanted is None:
        return got
    name = f"ค่าเป้าหมาย {plain_number(wanted)} คะแนน"
    if total == wanted:
        return f"{got} เท่ากับ{name}พอดี"
    word = "สูงกว่า" if total > wanted else "ต่ำกว่า"
    return f"{got} {word}{name}อยู่ {score_text(abs(total - wanted))} คะแนน"


def _level(scores: Scores) -> str:
    """Say the level: by the rule, as announced, or which are possible and what would decide."""
    verdict, announced = scores.level, scores.result.printed.level
    if isinstance(verdict, Decided):
        return f" อยู่ในระดับ {verdict.name}"
    if scores.published:
        return f" และอยู่ในระดับ {announced} ตามที่ประกาศ" if announced else ""
    if isinstance(verdict, Undecided):
        if announced in verdict.possible:
            return f" อยู่ในระดับ {announced} ตามที่ประกาศ"
        unknown = [
            figure_word(scores, key) for key in two_parts(scores.method) if figure(scores, key) is None
        ]
        because = f" เพราะยังไม่ทราบคะแนนของ{joined(unknown)}" if unknown else ""
        return f" ซึ่งอาจอยู่ในระดับ {' หรือ '.join(verdict.possible)}{because}"
    average = scores.result.kind == "average_of_agencies"
    return " ซึ่งเป็นค่าเฉลี่ยของหลายหน่วยงานจึงไม่มีระดับ" if average else ""


def _change(analysis: Analysis) -> str:
    change = next(
        (each for each in analysis.changes if each.key == "total" and each.difference is not None), None
    )
    if change is None or change.difference is None:
        return ""
    moved = "คงเดิม"
    if change.difference:
        moved = f"{'เพิ่มขึ้น' if change.difference > 0 else 'ลดลง'} {score_text(abs(change.difference))} คะแนน"
    start = f"เมื่อเทียบกับปีงบประมาณ พ.ศ. {change.earlier_year} ซึ่งได้ {score_text(change.earlier)} คะแนน {moved}"
    return f"{start} ทั้งนี้ {change.broken} จึงควรเปรียบเทียบด้วยความระมัดระวัง" if change.broken else start


def _instruments(scores: Scores) -> str:
    known = [
        f"{sheet_word(each)} {score_text(value)} คะแนน"
        for each in scores.method.instruments
        if (value := figure(scores, each.code)) is not None
    ]
    return f"คะแนนตามเครื่องมือการประเมิน ได้แก่ {joined(known)}" if len(known) > 1 else ""


def _extremes(analysis: Analysis) -> str:
    scored = [(number, value) for number, value in analysis.ranking if value is not None]
    if not scored:
        return ""
    top, bottom = scored[0][1], scored[-1][1]
    if top == bottom:
        return f"ทุกตัวชี้วัดที่มีคะแนนได้ {score_text(top)} คะแนนเท่ากัน" if len(scored) > 1 else ""
    best, worst = _named(analysis, scored, top), _named(analysis, scored, bottom)
    return f"ตัวชี้วัดที่ได้คะแนนสูงที่สุด คือ {best} ส่วนตัวชี้วัดที่ได้คะแนนต่ำที่สุด คือ {worst}"


def _named(analysis: Analysis, scored: list[tuple[int, Decimal]], wanted: Decimal) -> str:
    """Name the indicators with a score; of more than two only the numbers."""
    numbers = [number for number, value in scored if value == wanted]
    if len(numbers) > 2:
        names = f"ตัวชี้วัดที่ {joined([str(each) for each in numbers])}"
    else:
        names = joined(
            [f"ตัวชี้วัดที่ {each} {analysis.scores.method.indicator(each).name_th}" for each in numbers]
        )
    return f"{names} ({score_text(wanted)} คะแนน)"


def _classes(analysis: Analysis) -> str:
    told = []
    for klass, words in _CLASSES:
        numbers = [str(each.indicator) for each in analysis.of_class(klass) if each.subject == "indicator"]
        if numbers:
            told.append(f"{words} {len(numbers)} ตัวชี้วัด (ตัวชี้วัดที่ {joined(numbers)})")
    return f"จากการวิเคราะห์ มีตัวชี้วัดที่{joined(told)}" if told else ""


def _next(analysis: Analysis) -> str:
    """Say what is missing to the next level, in figures."""
    level = analysis.next_level
    short = [
        f"{'คะแนนรวม' if each.key == 'total' else f'คะแนน{figure_word(analysis.scores, each.key)} '}อีก {score_text(each.missing)} คะแนน"
        for each in analysis.distances
        if level and each.to == level and each.missing
    ]
    unknown = _unknown_figures(analysis)
    if not short:
        return f"การเลื่อนขึ้นเป็นระดับ {level} {unknown}" if unknown else ""
    said = f"การเลื่อนขึ้นเป็นระดับ {level} ต้องเพิ่ม{joined(short)}"
    return f"{said} ทั้งนี้ {unknown}" if unknown else said


def _unknown_figures(analysis: Analysis) -> str:
    """Say which figures the next level asks for are not known, and what they must reach; empty where all are."""
    rule, level = analysis.scores.method.levels, next_level(analysis.scores)
    if isinstance(rule, Unpublished) or level is None or level.each_min is None:
        return ""
    keys = [key for key in measured_on(rule, level) if nearest_figure(analysis.scores, key) is None]
    if not keys:
        return ""
    names = joined([figure_word(analysis.scores, key) for key in keys])
    return f"คะแนน{names} ซึ่งยังไม่ทราบ ต้องไม่ต่ำกว่า {plain_number(level.each_min)} คะแนน"


def notes(analysis: Analysis) -> tuple[str, ...]:
    """Give the notes that a report prints on what its figures rest on, in Thai; the last two say whose rule and words they are.

    They tell of estimates, of a confidence weaker than verified, of parts that were reckoned, of figures that stand
    as announced, of indicators without a score, and of remarks that the year's method cannot place.
    """
    scores = analysis.scores
    told = [*_announced(scores), *_estimates(scores), *_confidence(scores), *_reckoned(scores)]
    if analysis.unscored:
        told.append(
            f"ตัวชี้วัดที่ {joined([str(each) for each in analysis.unscored])} ไม่มีคะแนน จึงไม่ได้จัดกลุ่มจากคะแนน"
        )
    told += [
        f"ข้อสังเกตของผู้ประเมินต่อข้อ {joined(each.codes) if each.codes else 'ที่ไม่ได้ระบุ'} ยังระบุตัวชี้วัดไม่ได้ จึงแสดงแยกไว้"
        for each in analysis.findings
        if not each.indicator
    ]
    return (*told, *_ours(analysis))


def _ours(analysis: Analysis) -> tuple[str, str]:
    """Say which rule and words are Prongsai's own."""
    cut = plain_number(analysis.rule.low_question)
    low = f" และการถือว่าข้อคำถามที่ได้ต่ำกว่า {cut} คะแนนเป็นข้อที่ได้คะแนนต่ำ" if analysis.scores.questions else ""
    return (
        f"การจัดกลุ่มเรื่องที่ต้องแก้ไข พัฒนา และรักษาไว้{low} เป็นไปตาม{analysis.rule.source}",
        "คำที่ใช้บอกเกณฑ์ของคะแนนรายตัวชี้วัด เช่น ดีเยี่ยม ดีมาก และดี เป็นคำของการวิเคราะห์นี้ ไม่ใช่ระดับผลการประเมิน",
    )


def _announced(scores: Scores) -> list[str]:
    if not scores.published:
        return []
    year = scores.result.fiscal_year
    return [f"วิธีคิดคะแนนของปีงบประมาณ พ.ศ. {year} ไม่ได้เผยแพร่ไว้ คะแนนและระดับจึงแสดงตามที่ประกาศโดยไม่ได้คำนวณใหม่"]


def _estimates(scores: Scores) -> list[str]:
    numbers = [
        str(n) for n, value in scores.indicators.items() if isinstance(value, Score) and value.estimate
    ]
    if not numbers:
        return []
    named, year = joined(numbers), scores.result.fiscal_year
    return [
        f"คะแนนตัวชี้วัดที่ {named} เป็นค่าประมาณ เพราะวิธีคิดคะแนนรายการข้อมูล OIT ของปีงบประมาณ พ.ศ. {year} ไม่ได้เผยแพร่ไว้"
    ]


def _confidence(scores: Scores) -> list[str]:
    """Say how firm the total's and the level's ways are, where they are not verified."""
    told = []
    if scores.confidence in _FIRMNESS:
        told.append(
            f"วิธีคิดคะแนนส่วนหนึ่งของปีงบประมาณ พ.ศ. {scores.result.fiscal_year} {_FIRMNESS[scores.confidence]}"
        )
    level = scores.level
    if isinstance(level, Decided) and level.confidence in _FIRMNESS and level.confidence != scores.confidence:
        told.append(f"เกณฑ์ของระดับ {level.name} {_FIRMNESS[level.confidence]}")
    return told


def _reckoned(scores: Scores) -> list[str]:
    """Say which part of EIT was reckoned from the other."""
    return [
        f"คะแนน{figure_word(scores, key)} ประมาณ {score_text(value)} คะแนน คำนวณจากคะแนนแบบวัด EIT และอีกส่วนหนึ่ง"
        for key in two_parts(scores.method)
        if figure(scores, key) is None and (value := nearest_figure(scores, key)) is not None
    ]
