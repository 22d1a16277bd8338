"""A year's result on one page, as a picture that agencies post (LINE, Facebook): 1080 × 1350 pixels."""

from dataclasses import dataclass
from decimal import Decimal

from prongsai.language.digits import score_text
from prongsai.reports.charts import chart_data
from prongsai.reports.document import Chart
from prongsai.reports.text_pieces import Piece, Spelling, pieces, text_width
from prongsai.reports.typesetting import typeset

NO_TOTAL = "ยังไม่มีคะแนนรวม"


@dataclass(frozen=True, slots=True)
class Summary:
    """What the picture tells: scores 0–100, None where there is none; years are B.E.

    `instruments` and `indicators` are names with scores, `history` years with scores and levels, `announced` a
    date in words, `note` a line at the foot, `watermark` a word laid across the page.
    """

    agency: str
    fiscal_year: int
    total: Decimal | None
    level: str = ""
    announced: str = ""
    instruments: tuple[tuple[str, Decimal | None], ...] = ()
    indicators: tuple[tuple[str, Decimal | None], ...] = ()
    target: Decimal | None = None
    history: tuple[tuple[int, Decimal | None, str], ...] = ()
    note: str = ""
    watermark: str = ""
    thai_digits: bool = False


def write_picture(summary: Summary) -> bytes:
    """Write the picture of `summary` as PNG, 1080 × 1350 pixels."""
    return typeset("picture.typ", _data(summary), "png", ppi=144)


def _data(summary: Summary) -> dict[str, object]:
    spelling = Spelling(summary.thai_digits, (summary.agency,))

    def say(text: str, room: float = 40) -> list[Piece]:
        return pieces(text, spelling, room)

    total, target = summary.total, summary.target
    watermark = "".join(
        piece if isinstance(piece, str) else piece[0] for piece in say(summary.watermark, 1000)
    )
    feet = [f"ประกาศผลเมื่อ {summary.announced}" if summary.announced else "", summary.note]
    return {
        "subject": say("ผลการประเมินคุณธรรมและความโปร่งใส (ITA)"),
        "year": say(f"ปีงบประมาณ พ.ศ. {summary.fiscal_year}"),
        "agency": say(summary.agency, 16),
        "total-label": say("คะแนนรวม"),
        "total": None if total is None else float(total),
        "total-text": say(score_text(total, NO_TOTAL)),
        "level": say(summary.level, 11),
        "reached": total is not None and (target is None or total >= target),
        "instruments": [
            {
                "name": say(name, 7),
                "value": None if value is None else float(value),
                "text": say(score_text(value)),
                "missed": value is not None and target is not None and value < target,
            }
            for name, value in summary.instruments
        ],
        "scores-label": say("คะแนนรายตัวชี้วัด"),
        "scores": chart_data(_scores(summary), spelling),
        "history-label": say("คะแนนรวมย้อนหลัง"),
        "history": chart_data(_history(summary), spelling) if summary.history else None,
        "foot": [say(line) for line in feet if line],
        "watermark": {"text": watermark, "size": min(120.0, 560 / max(1.0, text_width(watermark)))},
    }


def _scores(summary: Summary) -> Chart:
    labels = tuple(name for name, _ in summary.indicators)
    values = tuple(value for _, value in summary.indicators)
    return Chart("bars", "", labels, values, "", summary.target)


def _history(summary: Summary) -> Chart:
    labels = tuple(str(year) for year, _, _ in summary.history)
    values = tuple(value for _, value, _ in summary.history)
    return Chart("line", "", labels, values, "", notes=tuple(level for _, _, level in summary.history))
