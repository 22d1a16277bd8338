"""The paragraph of analysis of each indicator in plain official Thai, composed from numbers, findings and advice."""

from decimal import Decimal

from prongsai.analysis import sentences
from prongsai.analysis.figures import figure
from prongsai.analysis.model import Analysis
from prongsai.analysis.words import HOLD_FROM, joined
from prongsai.language.digits import score_text


def paragraph(analysis: Analysis, number: int) -> str:
    """Give the paragraph of one indicator: what its score says and against what, what is behind it, what follows.

    The same for the same analysis; no sentence is in two paragraphs of one report. Arabic digits.
    """
    return paragraphs(analysis)[number]


def paragraphs(analysis: Analysis) -> dict[int, str]:
    """Give the paragraphs of all indicators by number."""
    return {number: " ".join(each) for number, each in told(analysis).items()}


def told(analysis: Analysis) -> dict[int, tuple[str, ...]]:
    """Give the sentences of each indicator's paragraph; one that an earlier paragraph has names its indicator."""
    seen: set[str] = set()
    composed = {}
    for indicator in analysis.scores.method.indicators:
        number = indicator.number
        own = tuple(
            f"สำหรับตัวชี้วัดที่ {number} {sentence}" if sentence in seen else sentence
            for sentence in _sentences(analysis, number)
        )
        seen.update(own)
        composed[number] = own
    return composed


def _sentences(analysis: Analysis, number: int) -> list[str]:
    """Give the sentences of one indicator's paragraph, in order."""
    score = figure(analysis.scores, str(number))
    under = [
        sentences.low_questions(analysis, number),
        sentences.short_items(analysis, number),
        *sentences.remarks(analysis, number),
    ]
    klass = analysis.of_indicator(number).klass if analysis.has_finding(number) else None
    after = [sentences.follows(analysis, number, klass, score)] if klass else []
    if klass in {"mend", "develop"}:
        after.append(sentences.gain(analysis, number))
    if score is None:
        composed = [_unscored(analysis, number), *under, *after]
    else:
        composed = [
            sentences.opening(analysis, number, score),
            sentences.place(analysis, number, score),
            sentences.by_part(analysis, number),
            sentences.change(analysis, number),
            sentences.looks(analysis, number, score),
            *under,
            *after,
        ]
    return [each for each in composed if each]


def _unscored(analysis: Analysis, number: int) -> str:
    name = analysis.scores.method.indicator(number).name_th
    year = analysis.scores.result.fiscal_year
    return f"ตัวชี้วัดที่ {number} {name} ไม่มีคะแนนในปีงบประมาณ พ.ศ. {year} จึงยังวิเคราะห์จากคะแนนไม่ได้"


def verdict(analysis: Analysis, number: int) -> str:
    """Give the analysis of one indicator in a line, for the table of measures."""
    score = figure(analysis.scores, str(number))
    if not analysis.has_finding(number):
        return f"ตัวชี้วัดที่ {number} ไม่มีคะแนน จึงยังวิเคราะห์ไม่ได้"
    start = f"ตัวชี้วัดที่ {number} ไม่มีคะแนน" if score is None else _got(number, score)
    finding = analysis.of_indicator(number)
    if finding.klass == "keep":
        ending = "จึงให้รักษามาตรฐานไว้" if score is not None and score >= HOLD_FROM else "จึงให้ดำเนินการต่อเนื่อง"
        return f"{start} {finding.reasons[0].text} {ending}"
    why = joined([each.text for each in finding.reasons])
    ending = "จึงต้องแก้ไขโดยเร่งด่วน" if finding.klass == "mend" else "จึงควรพัฒนาให้ดีขึ้น"
    return f"{start} {why} {ending}"


def _got(number: int, score: Decimal) -> str:
    return f"ตัวชี้วัดที่ {number} ได้ {score_text(score)} คะแนน"
