"""Words against numbers: praise that the score does not bear, sentences that say nothing or do not end."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest

from prongsai.intake.indicator_names import bare, mentioned, name_pattern, names, number_of_name
from prongsai.language.digits import arabic, score_text
from prongsai.language.messages import _
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.model import Place, RawParagraph

TARGET, EXCELLENT = Decimal(85), Decimal(95)
_WARMTH = {"ดีเยี่ยม": 3, "ยอดเยี่ยม": 3, "ดีเลิศ": 3, "ดีมาก": 2, "ระดับดี": 1, "พอใช้": 0, "ปานกลาง": 0}
_WORD = re.compile(
    r"(?:(?:อยู่)?ใน)?(?:ระดับ|เกณฑ์)?(?:ที่)?\s*(?P<word>ดีเยี่ยม|ยอดเยี่ยม|ดีเลิศ|ดีมาก|พอใช้|ปานกลาง)|(?:อยู่ใน)(?P<good>ระดับดี)(?![ก-๎])"
)
_NOT_SAID = re.compile(r"(?:ให้|สู่|เป็น|ถึง|ผ่าน|เพื่อ|ขึ้น|ไม่|ก้าว|ยกระดับ|หาก|เกณฑ์|“|\")\s*(?:อยู่ใน)?(?:ระดับ)?\s*$")
_FULL = re.compile(
    r"(?<!ยังไม่)(?<!ไม่)(?<!ให้)(?<!ให้ได้)(?<!หาก)(?<!จะ)(?:ได้รับ|ได้|มี|อยู่ที่)คะแนนเต็ม(?!\s*\d)(?!ใน(?:บาง|หลาย|ส่วน))"
)
_KEEP = re.compile(r"(?:รักษา|คง)(?:ไว้ซึ่ง)?(?:ระดับ)?(?:มาตรฐาน|ระดับ|คุณภาพ)")
_IMPROVE = re.compile(
    r"ปรับปรุง(?!ระบบการทำงาน|การทำงาน|ระบบงาน)|พัฒนา|แก้ไข(?!ปัญหา)|ยกระดับ|เร่ง|เพิ่ม|ควรให้ความสำคัญ|ควรกำหนด|ควรจัด|จัดทำ|ทบทวน|กำชับ"
)
_NOTHING = re.compile(
    r"การดำเนินการ|ตามตัวชี้วัด(?:ที่)?|ตัวชี้วัด(?:ที่)?|ควรจะ|ควร|ควบคุม|ควบ|ให้|คง|รักษา|มาตรฐาน|ระดับ|ไว้|ต่อไป|อย่างต่อเนื่อง|"
    r"และ|พัฒนา|ให้ดีขึ้น|ดีขึ้น|ดีเยี่ยม|ดีมาก|ที่|คะแนน|ได้|ผล|อยู่ใน|[\d.,()\s]"
)
_LEAST_SAID = 12
_EXTREME = re.compile(
    r"(?:ตัวชี้วัด|ด้าน)?ที่(?:มี|ได้)(?:ผล)?คะแนน(?:เฉลี่ย)?(?:อยู่ในระดับ)?(?P<which>สูง|ต่ำ|น้อย|มาก)(?:ที่)?สุด\s*"
    r"(?:คือ|ได้แก่|เป็น)\s*(?P<rest>.{0,90})"
)
_MIXED = re.compile(
    r"(?P<words>(?P<side>ภายใน|ภายนอก)\s*(?:\(\s*|[-–]\s*)?(?:(?:Internal|External)[^()]{0,70}[:(]\s*)?\(?\s*(?P<code>IIT|EIT)\b)"
)
_OPEN_END = re.compile(
    r"(?:\s|[ก-๎])(?:และ|หรือ|โดย|เพื่อ|เนื่องจาก|ซึ่ง|อันได้แก่|ได้แก่|เช่น|รวมทั้ง|รวมถึง|ตลอดจน|เพราะ|แต่)\s*$|[,]\s*$"
)
_BLANK = re.compile(
    r"(?:พ\.\s?ศ\.|คะแนน|ระดับ|ปีงบประมาณ)\s*(?:\.{4,}|…{2,}|_{3,})|\(\s*ระบุ[^)]*\)|\b[Xx]{3,}\b|\[\s*(?:\.{3}|…)?\s*\]"
)
_DOUBLED = re.compile(r"(?P<words>[ก-๎]{6,40})\s?(?P=words)")
_LONG = 25


def words(report: Report) -> Iterator[Fault]:
    """Give the faults of words against numbers, and of sentences."""
    yield from _praise(report)
    yield from _full_marks(report)
    yield from _extremes(report)
    yield from _kept_lowest(report)
    yield from _says_nothing(report)
    yield from _mixed_up(report)
    yield from _sentences(report)


def _said(report: Report) -> Iterator[tuple[int, str, str]]:
    """Give (indicator, what is said of it, pointer): its analysis, and that beside a measure for it alone."""
    for number, text in report.facts.sections.items():
        yield number, arabic(text), f"/sections/{number}"
    for place, measure in enumerate(report.facts.measures):
        if len(measure.indicators) == 1 and measure.analysis:
            yield measure.indicators[0], arabic(measure.analysis), f"/measures/{place}/analysis"


def _warmest(text: str) -> tuple[str, int] | None:
    """Give the first word of praise that a text uses of the result, and how warm it is."""
    for match in _WORD.finditer(text):
        if not _NOT_SAID.search(text[: match.start()]):
            word = match["word"] or match["good"]
            return word, _WARMTH[word]
    return None


def _praise(report: Report) -> Iterator[Fault]:
    said = [
        (number, *found, pointer)
        for number, text, pointer in _said(report)
        if number in report.scores and (found := _warmest(text))
    ]
    scores = report.scores
    for number, word, warmth, pointer in said:
        score = scores[number]
        if warmth < _WARMTH["ดีมาก"] or score == 100:
            continue
        cooler = [
            (other, cool) for other, cool, heat, _pointer in said if heat < warmth and scores[other] > score
        ]
        beside = ""
        if cooler:
            other, cool = max(cooler, key=lambda each: scores[each[0]])
            beside = _(", while indicator {number} with {score} is called “{word}”").format(
                number=other, score=score_text(scores[other]), word=cool
            )
        fields = {"number": number, "score": score_text(score), "word": word}
        if cooler or score < TARGET:
            yield fault("word-against-score", report.place(pointer), pointer, beside=beside, **fields)
        elif warmth == _WARMTH["ดีเยี่ยม"] and score < EXCELLENT:
            yield fault("excellent-below-95", report.place(pointer), pointer, **fields)


def _full_marks(report: Report) -> Iterator[Fault]:
    for number, text, pointer in _said(report):
        score = report.scores.get(number)
        if score is not None and score < 100 and _FULL.search(text):
            place = report.place(pointer)
            yield fault("full-marks", place, pointer, number=number, score=score_text(score))


def _extremes(report: Report) -> Iterator[Fault]:
    """Give sentences that name a wrong indicator as the highest or lowest."""
    scores = report.scores
    if len(scores) < 10:
        return
    for text in report.texts:
        for match in _EXTREME.finditer(text.words):
            named = _first_named(match["rest"])
            high = match["which"] in {"สูง", "มาก"}
            best = max(scores.values()) if high else min(scores.values())
            if named is None or scores[named] == best:
                continue
            right = next(number for number, score in scores.items() if score == best)
            yield fault(
                "extreme-differs", text.place,
                number=named, score=score_text(scores[named]), which=_("highest") if high else _("lowest"),
                right=right, best=score_text(best),
            )  # fmt: skip


def _first_named(text: str) -> int | None:
    if numbers := mentioned(text[:20]):
        return numbers[0]
    match = re.match(rf"\s*(?:ด้าน|ตัวชี้วัด)?\s*(?P<name>{name_pattern()})", text)
    return number_of_name(match["name"]) if match else None


def _kept_lowest(report: Report) -> Iterator[Fault]:
    """Give the lowest indicator where it is only to be kept, by its own analysis or in a sentence on several."""
    for number in report.lowest:
        score = report.scores[number]
        if score >= EXCELLENT:
            continue
        text = arabic(report.facts.sections.get(number, ""))
        place = None
        if _KEEP.search(text) and not _IMPROVE.search(_without_names(text)):
            place = report.place(f"/sections/{number}")
        else:
            place = next(_kept_in_sentence(report, number), None)
        if place is not None:
            yield fault("keep-lowest", place, f"/sections/{number}", number=number, score=score_text(score))


def _kept_in_sentence(report: Report, number: int) -> Iterator[Place]:
    for text in report.texts:
        if text.measures or not (keep := _KEEP.search(text.words)):
            continue
        before = text.words[max(0, keep.start() - 250) : keep.start()]
        if (
            len(mentioned(before)) > 1
            and number in mentioned(before)
            and not _IMPROVE.search(_after_last_name(before))
        ):
            yield text.place


def _after_last_name(text: str) -> str:
    """Give what stands behind the last indicator that a text names."""
    last = [match.end() for match in re.finditer(r"ตัวชี้วัด(?:ที่)?\s*(?:10|[1-9])", text)]
    return _without_names(text[last[-1] :])


def _without_names(text: str) -> str:
    plain = text
    for name in names():
        plain = plain.replace(name, "")
    return plain


def _says_nothing(report: Report) -> Iterator[Fault]:
    """Give the indicators whose whole analysis is that the standard is kept."""
    empty = [
        number
        for number, text in report.facts.sections.items()
        if _KEEP.search(text) and len(bare(_NOTHING.sub("", _without_names(arabic(text))))) < _LEAST_SAID
    ]
    if empty:
        where = f"/sections/{empty[0]}"
        told = ", ".join(map(str, empty))
        yield fault("remark-says-nothing", report.place(where), where, numbers=told)


def _mixed_up(report: Report) -> Iterator[Fault]:
    sides: Mapping[str, str] = {"IIT": "ภายใน", "EIT": "ภายนอก"}
    for text in report.texts:
        for match in _MIXED.finditer(text.words):
            right = sides[match["code"]]
            if match["side"] != right:
                yield fault(
                    "instrument-misnamed", text.place, words=match["words"], code=match["code"], right=right
                )


def _sentences(report: Report) -> Iterator[Fault]:
    for place, text in _whole_texts(report):
        if len(text) >= _LONG and _OPEN_END.search(text):
            yield fault("unfinished-sentence", place, end=text[-40:])
    for each in report.texts:
        if match := _BLANK.search(each.words):
            yield fault("unfinished-sentence", each.place, end=match[0])
        if match := _DOUBLED.search(each.words):
            yield fault("doubled-words", each.place, words=match["words"])


def _whole_texts(report: Report) -> Iterable[tuple[Place | None, str]]:
    """Give texts that end where they should: analyses, steps, findings, and paragraphs that nothing goes on with."""
    facts = report.facts
    for number, text in facts.sections.items():
        yield report.place(f"/sections/{number}"), text
    for number, measure in enumerate(facts.measures):
        for step in measure.steps:
            yield report.place(f"/measures/{number}/steps"), step
    for number, finding in enumerate(facts.findings):
        yield report.place(f"/findings/{number}"), finding.text
    if facts.raw.kind == "pdf":
        return  # a paragraph of a PDF may go on after a page's end
    for piece, after in zip_longest(report.pieces, report.pieces[1:]):
        ends = after is None or (isinstance(after, RawParagraph) and after.heading > 0)
        if isinstance(piece, RawParagraph) and not piece.heading and ends:
            yield piece.place, piece.text
