"""The part of a report that shows the results: overall, by instrument, by indicator, by rank, over the years."""

from decimal import Decimal

from prongsai.analysis.figures import figure, plain_number, target
from prongsai.analysis.model import Analysis
from prongsai.language.dates import full_date
from prongsai.language.digits import score_text
from prongsai.reports.document import Align, Block, Cell, Chart, Paragraph, Table, cell, text
from prongsai.reports.figures import level, year_text
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.model import Scores

_CENTER: Align = "center"


def heads(*names: str) -> tuple[tuple[Cell, ...], ...]:
    """Give one shaded, bold header row."""
    return (tuple(cell(name, bold=True, align=_CENTER, shade=True) for name in names),)


def score_cell(value: Decimal | None, *, bold: bool = False) -> Cell:
    """Give a centred cell with a score of two decimals, or a dash."""
    return cell(score_text(value), align=_CENTER, bold=bold)


def announced_text(scores: Scores, agency: str) -> Paragraph:
    """Give the sentence that says when the result was announced, as far as that is known."""
    day = scores.result.announced
    when = f" เมื่อวันที่ {full_date(day)}" if day else ""
    return text(
        f"สำนักงาน ป.ป.ช. ได้ประกาศผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        f"ประจำ{year_text(scores.result.fiscal_year)}{when} โดยมีผลการประเมินของ{agency} ดังนี้",
        indent=True,
    )


def rank_text(scores: Scores, agency: str) -> tuple[Paragraph, ...]:
    """Give the sentence on the rank within the agency's type, where a rank is known."""
    rank = scores.result.rank
    if rank is None:
        return ()
    of = f" จากทั้งหมด {rank.of:,} แห่ง" if rank.of else ""
    among = f"ของหน่วยงานประเภท{rank.among}" if rank.among else "ของหน่วยงานประเภทเดียวกัน"
    return (text(f"{agency} อยู่ในลำดับที่ {rank.place:,} {among}{of}", indent=True),)


def instrument_rows(scores: Scores) -> tuple[tuple[str, str], ...]:
    """Give (key, words) of every instrument, EIT followed by its parts where the year has them."""
    rows: list[tuple[str, str]] = []
    for instrument in scores.method.instruments:
        rows.append((instrument.code, f"{instrument.name_th} ({instrument.code})"))
        if len(instrument.parts) > 1:
            rows += [
                (part, f"ส่วนที่ {part[-1]} ({instrument.code} Part {part[-1]})") for part in instrument.parts
            ]
    return tuple(rows)


def instruments_table(scores: Scores) -> Table:
    """Give the table of scores by instrument, both EIT parts included."""
    rows = []
    for key, words in instrument_rows(scores):
        part = key[-1].isdecimal()
        name = Cell((text(words, left=0.8 if part else 0.0),))
        weight = "" if part else f"{scores.method.instrument(key).weight.normalize():f}"
        rows.append((name, cell(weight, align=_CENTER), score_cell(figure(scores, key))))
    rows.append(
        (
            cell("คะแนนรวม", bold=True),
            cell("100", align=_CENTER),
            score_cell(figure(scores, "total"), bold=True),
        )
    )
    return Table(
        heads("เครื่องมือการประเมิน", "น้ำหนัก (ร้อยละ)", "คะแนน"),
        tuple(rows),
        (4.6, 1.9, 1.2),
        "ผลการประเมินรายเครื่องมือ",
    )


def indicators_table(scores: Scores) -> Table:
    """Give the table of scores by indicator, grouped by instrument."""
    rows: list[tuple[Cell, ...]] = []
    for instrument in scores.method.instruments:
        for place, number in enumerate(instrument.indicators):
            name = cell(f"{number}. {scores.method.indicator(number).name_th}")
            row = (name, score_cell(figure(scores, str(number))))
            if place == 0:
                group = cell(f"{instrument.name_th} ({instrument.code})", down=len(instrument.indicators))
                rows.append((group, *row))
            else:
                rows.append(row)
    return Table(
        heads("เครื่องมือการประเมิน", "ตัวชี้วัด", "คะแนน"), tuple(rows), (3.2, 3.2, 1.2), "ผลการประเมินรายตัวชี้วัด"
    )


def years_table(analysis: Analysis) -> Table:
    """Give two years side by side: instruments, indicators, total and level, with the change."""
    now, before = analysis.scores, analysis.earlier[0]
    changes = {each.key: each for each in analysis.changes if each.earlier_year == before.result.fiscal_year}

    def row(key: str, words: str, *, bold: bool) -> tuple[Cell, ...]:
        change = changes.get(key)
        difference = change.difference if change else None
        moved = "–" if difference is None else f"{difference:+.2f}" if difference else "0.00"
        return (
            cell(words, bold=bold),
            score_cell(figure(before, key), bold=bold),
            score_cell(figure(now, key), bold=bold),
            cell(moved, align=_CENTER, bold=bold),
        )

    rows = []
    for instrument in now.method.instruments:
        rows.append(row(instrument.code, f"{instrument.name_th} ({instrument.code})", bold=True))
        rows += [
            row(str(number), f"{number}. {now.method.indicator(number).name_th}", bold=False)
            for number in instrument.indicators
        ]
    rows.append(row("total", "คะแนนรวม", bold=True))
    rows.append(
        (
            cell("ระดับผลการประเมิน", bold=True),
            cell(level(before) or "–", align=_CENTER),
            cell(level(now) or "–", align=_CENTER),
            cell("", align=_CENTER),
        )
    )
    names = (
        "เครื่องมือและตัวชี้วัด",
        f"คะแนนปี {before.result.fiscal_year}",
        f"คะแนนปี {now.result.fiscal_year}",
        "เปลี่ยนแปลง",
    )
    return Table(heads(*names), tuple(rows), (4.4, 1.3, 1.3, 1.2), "เปรียบเทียบผลการประเมินกับปีก่อน")


def order_table(analysis: Analysis) -> Table:
    """Give the indicators in order of score, from high to low; equal scores share a place."""
    rows = tuple(
        (
            cell(str(analysis.places[number]) if number in analysis.places else "–", align=_CENTER),
            cell(f"ตัวชี้วัดที่ {number} {analysis.scores.method.indicator(number).name_th}"),
            score_cell(value),
        )
        for number, value in analysis.ranking
    )
    return Table(heads("ลำดับที่", "ตัวชี้วัด", "คะแนน"), rows, (1.0, 5.2, 1.2), "ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย")


def all_years(analysis: Analysis) -> tuple[Scores, ...]:
    """Give up to five years' scores, oldest first."""
    newest = sorted((analysis.scores, *analysis.earlier), key=lambda each: each.result.fiscal_year)
    return tuple(newest[-5:])


def history_table(analysis: Analysis) -> Table:
    """Give total, instruments and level of up to five years side by side."""
    years = all_years(analysis)
    keys = (*(each.code for each in analysis.scores.method.instruments), "total")
    names = {"total": "คะแนนรวม"}
    rows = [
        (
            cell(names.get(key, key), bold=key == "total"),
            *(score_cell(figure(each, key), bold=key == "total") for each in years),
        )
        for key in keys
    ]
    rows.append((cell("ระดับ"), *(cell(level(each) or "–", align=_CENTER) for each in years)))
    columns = ("รายการ", *(f"ปี {each.result.fiscal_year}" for each in years))
    return Table(heads(*columns), tuple(rows), (1.6, *(1.4 for _ in years)), "ผลการประเมินย้อนหลัง")


def indicators_chart(scores: Scores) -> Chart:
    """Give the bar chart of the ten indicators against the target."""
    wanted = target(scores)
    names = tuple(f"{each.number}. {each.name_th}" for each in scores.method.indicators)
    values = tuple(figure(scores, str(each.number)) for each in scores.method.indicators)
    against = f" เทียบกับค่าเป้าหมาย {plain_number(wanted)} คะแนน" if wanted is not None else ""
    title = f"คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. {scores.result.fiscal_year}"
    return Chart("bars", title, names, values, f"แผนภูมิแท่ง{title}{against}: {_told(names, values)}", wanted)


def instruments_chart(scores: Scores) -> Chart:
    """Give the bar chart of the instruments and parts of EIT against the target."""
    wanted, rows = target(scores), instrument_rows(scores)
    names = tuple(words for _key, words in rows)
    values = tuple(figure(scores, key) for key, _words in rows)
    title = f"คะแนนรายเครื่องมือ ปีงบประมาณ พ.ศ. {scores.result.fiscal_year}"
    return Chart("bars", title, names, values, f"แผนภูมิแท่ง{title}: {_told(names, values)}", wanted)


def lost_chart(analysis: Analysis) -> Chart | None:
    """Give the bar chart of the points of the total that each indicator is missing, most first.

    None where no points can be reckoned, or none are missing.
    """
    method = analysis.scores.method
    missing = {each.number: analysis.costs.get(str(each.number)) for each in method.indicators}
    known = {number: two_decimals(cost) for number, cost in missing.items() if cost is not None}
    if not any(known.values()):
        return None
    numbers = sorted(known, key=lambda number: (-known[number], number))
    names = tuple(f"{number}. {method.indicator(number).name_th}" for number in numbers)
    values = tuple(known[number] for number in numbers)
    title = f"คะแนนรวมที่ขาดไปจากแต่ละตัวชี้วัด ปีงบประมาณ พ.ศ. {analysis.scores.result.fiscal_year}"
    alt = f"แผนภูมิแท่ง{title}: {_told(names, values)}"
    return Chart("bars", title, names, values, alt, most=axis_end(max(values)))


def axis_end(largest: Decimal) -> Decimal:
    """Give where an axis from 0 ends so that it holds a number above 0, and a fifth of it is a round number."""
    step = Decimal(1).scaleb((largest / 5).adjusted())
    return next(end for times in (1, 2, 5, 10) if (end := step * times * 5) >= largest)


def _told(names: tuple[str, ...], values: tuple[Decimal | None, ...]) -> str:
    """Say the figures of a chart, for those who cannot see it."""
    return ", ".join(f"{name} {score_text(value)}" for name, value in zip(names, values, strict=True))


def radar_chart(scores: Scores) -> Chart:
    """Give the radar of the ten indicators."""
    bars = indicators_chart(scores)
    title = f"ภาพรวมสิบตัวชี้วัด ปีงบประมาณ พ.ศ. {scores.result.fiscal_year}"
    return Chart(
        "radar", title, bars.labels, bars.values, bars.alt.replace("แผนภูมิแท่ง", "แผนภูมิใยแมงมุม"), bars.target
    )


def history_chart(analysis: Analysis) -> Chart:
    """Give the line chart of the total over up to five years, the level under each."""
    years = all_years(analysis)
    labels = tuple(str(each.result.fiscal_year) for each in years)
    values = tuple(figure(each, "total") for each in years)
    told = ", ".join(f"ปี {year} {score_text(value)}" for year, value in zip(labels, values, strict=True))
    title = f"คะแนนรวมย้อนหลัง ปีงบประมาณ พ.ศ. {labels[0]} - {labels[-1]}"
    notes = tuple(level(each) for each in years)
    return Chart("line", title, labels, values, f"แผนภูมิเส้น{title}: {told}", target(analysis.scores), notes)


def breaks_text(analysis: Analysis) -> tuple[Block, ...]:
    """Give a note on how the method changed between the two years that stand side by side, where it did."""
    before = analysis.earlier[0].result.fiscal_year
    told = [each.broken for each in analysis.changes if each.key == "total" and each.earlier_year == before]
    return tuple(text(f"หมายเหตุ {words}", left=0.5) for words in told if words)
