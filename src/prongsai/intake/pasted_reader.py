"""What the rows of a pasted text give, row by row: headers, labelled scores, bare numbers, and what is left out."""

from decimal import Decimal

from prongsai.intake.numbers import clip, read_score
from prongsai.intake.pasted_rows import (
    INDICATORS,
    PastedRow,
    header_of,
    is_level,
    is_nothing,
    is_number,
    is_question_score,
    key_of_row,
    labelled_at,
    number_text,
    ordinal,
    year_alone,
    year_of,
    years_named,
)
from prongsai.intake.remarks import holds_remarks
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem


def line_of(row: PastedRow) -> str:
    """Give the place of a row for messages."""
    return _("line {number}").format(number=row.number)


class PastedReader:
    """Takes rows one by one. `columns` are those of the header above, `year` the one that a line of its own named.

    A row whose words name another year is of that year.
    """

    def __init__(self) -> None:
        self.found: dict[int | None, dict[str, str | Decimal]] = {}
        self.problems: list[Problem] = []
        self.rest: list[PastedRow] = []
        self.columns: dict[int, str | int] = {}
        self.year: int | None = None
        self.loose: list[tuple[str, PastedRow]] = []
        self.waiting: tuple[int | None, str] | None = None

    def take(self, row: PastedRow) -> None:
        """Take a row: a year, a header, scores under it, bare numbers, a label with its score, or none of these."""
        if not row.filled:
            self.rest.append(row)
        elif year := year_alone(row):
            self._turn_to(year, row)
        elif is_question_score(row):
            what = _("“{label}” is a question or an item, not an indicator").format(label=clip(row.filled[0]))
            mend = _("paste the ten scores of the indicators; those of questions and items go into the form")
            self.problems.append(Problem("question-score", what, line_of(row), mend))
        elif header := header_of(row):
            self.columns, self.waiting = header, None
        elif self.columns and self._under_header(row):
            self.waiting = None
        elif all(is_number(cell) or is_nothing(cell) for cell in row.cells):
            self._bare(row)
        else:
            self._labelled(row)

    def finish(self) -> None:
        """Take numbers without labels for the ten indicators where they are ten and their year has no others."""
        loose, self.loose = self.loose, []
        if self.year in self.found:
            self.rest.extend(dict.fromkeys(row for _text, row in loose))
        elif loose and len(loose) != INDICATORS:
            what = _("{count} numbers stand without labels; it takes ten to tell which is which").format(
                count=len(loose)
            )
            mend = _("paste just the ten scores of the indicators, or copy the labels along with them")
            self.problems.append(Problem("not-ten", what, line_of(loose[0][1]), mend))
        else:
            for number, (text, row) in enumerate(loose, start=1):
                self._put(self.year, str(number), text, row)

    def _turn_to(self, year: int, row: PastedRow) -> None:
        """Take what follows for a year; two years without scores between them head columns that copying lost."""
        if self.year not in {None, year} and not self.loose and self.year not in self.found:
            what = _("{one} and {other} stand one below the other, so that their scores cannot be told apart")
            mend = _("copy the table with its columns, or one year only")
            said = what.format(one=self.year, other=year)
            self.problems.append(Problem("years-in-a-column", said, line_of(row), mend))
        self.finish()
        self.year, self.columns, self.waiting = year, {}, None

    def _under_header(self, row: PastedRow) -> bool:
        """Take a row under a header; tell whether it was one."""
        if not any(map(is_number, row.cells)) and labelled_at(row.cells)[1] != "level":
            return False
        if any(isinstance(column, int) for column in self.columns.values()):
            return self._under_years(row)
        return self._under_keys(row)

    def _under_years(self, row: PastedRow) -> bool:
        places = sorted(self.columns)
        key = key_of_row(row.cells[: places[0]] if row.tabbed else row.cells[:1])
        if not key:
            return False
        cells = [row.cells[place : place + 1] for place in places] if row.tabbed else [row.cells[1:]]
        values = [text for cell in cells for text in cell]
        if not row.tabbed and len(values) != len(places):
            self._refuse_count(row, len(values), len(places))
            return True
        for place, text in zip(places, values, strict=False):
            self._put(int(self.columns[place]), key, text, row)
        return True

    def _under_keys(self, row: PastedRow) -> bool:
        """Take a row of scores under a header of labels: those of one year, or of the one that is not named."""
        scored = self._scored(row)
        wanted = sum(key != "year" for key in self.columns.values())
        if 2 * sum(map(is_number, scored.values())) < wanted:
            return False
        year = self._year_of(row)
        if year in self.found:
            what = _("there are several rows of scores for one year")
            mend = _("paste your own agency's row only, with the fiscal year where there are several")
            self.problems.append(Problem("several-rows", what, line_of(row), mend))
            return True
        for key, text in scored.items():
            self._put(year, key, text, row)
        return True

    def _scored(self, row: PastedRow) -> dict[str, str]:
        """Give the cells that stand under the header's labels; a line without columns must have all of them at its end."""
        places = sorted(self.columns)
        cells = dict(enumerate(row.cells))
        if not row.tabbed:
            last = row.cells[-len(places) :]
            whole = len(last) == len(places) and all(is_number(cell) or is_level(cell) for cell in last)
            cells = dict(zip(places, last, strict=True)) if whole else {}
        return {
            str(key): cells[place] for place, key in self.columns.items() if key != "year" and place in cells
        }

    def _bare(self, row: PastedRow) -> None:
        """Take a row of numbers alone: what a label waits for, number and score, the ten of a year, or loose ones."""
        cells = row.filled
        year = year_of(cells[0])
        if self.waiting and len(cells) == 1:
            self._put(*self.waiting, cells[0], row)
            self.waiting = None
        elif len(cells) == 2 and (number := ordinal(cells[0])):
            self._put(self.year, number, cells[1], row)
        elif year and len(cells) == INDICATORS + 1:
            for place, text in enumerate(cells[1:], start=1):
                self._put(year, str(place), text, row)
        else:
            self.loose += [(cell, row) for cell in cells if not is_nothing(cell)]

    def _labelled(self, row: PastedRow) -> None:
        """Take a row of a label and its score; a label alone waits for its score in the next row."""
        self.waiting = None
        place, key = labelled_at(row.cells)
        after = [cell for cell in row.cells[place + 1 :] if not is_nothing(cell)]
        numbers = [cell for cell in after if is_number(cell) and not year_of(cell)]
        words = [cell for cell in after if not is_number(cell)]
        if key == "level" and words:
            self._put(self._year_of(row), key, words[0], row)
        elif key and len(numbers) > 1:
            self._refuse_count(row, len(numbers), 1)
        elif key and numbers:
            year = self._year_of(row)
            self._put(year, key, numbers[0], row)
            if key == "total" and words:
                self._put(year, "level", words[0], row)
        else:
            self._leave(row, "" if holds_remarks(row.text) else key)

    def _year_of(self, row: PastedRow) -> int | None:
        """Give the year that a row's words name, else the one above it; a row that names two is refused."""
        named = years_named(row)
        if len(named) > 1:
            what = _("this line names {years}, so that it cannot be told whose score it is").format(
                years=", ".join(map(str, sorted(named)))
            )
            mend = _("keep the year of the score only")
            self.problems.append(Problem("two-years", what, line_of(row), mend))
        return min(named, default=self.year)

    def _leave(self, row: PastedRow, key: str) -> None:
        """Leave a row out, but for ten scores behind a name, whose order is known; a label waits for the next row."""
        numbers = [cell for cell in row.cells if is_number(cell) and not year_of(cell)]
        if len(numbers) == INDICATORS:
            if (year := self._year_of(row)) == self.year:
                self.loose += [(cell, row) for cell in numbers]
                return
            for place, text in enumerate(numbers, start=1):
                self._put(year, str(place), text, row)
            return
        self.rest.append(row)
        self.waiting = (self._year_of(row), key) if key else None
        # The number in the row before a label is the label's, not a score.
        if key and self.loose and ordinal(self.loose[-1][0]):
            self.loose.pop()

    def _put(self, year: int | None, key: str, text: str, row: PastedRow) -> None:
        """Keep a score or a level; a second, different one for the same is a fault."""
        if is_nothing(text):
            return
        value = clip(text) if key == "level" else self._score(text, row)
        if value is None:
            return
        before = self.found.setdefault(year, {}).setdefault(key, value)
        if before != value:
            what = _("{what} is given twice, as {before} and as {now}").format(
                what=_named(key), before=before, now=value
            )
            self.problems.append(Problem("given-twice", what, line_of(row), _("keep the right one")))

    def _score(self, text: str, row: PastedRow) -> Decimal | None:
        try:
            return read_score(number_text(text), line_of(row))
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def _refuse_count(self, row: PastedRow, count: int, expected: int) -> None:
        what = _("{count} numbers stand beside this label, where {expected} should").format(
            count=count, expected=expected
        )
        mend = _("keep one column of scores, or copy the row of fiscal years above them as well")
        self.problems.append(Problem("several-scores", what, line_of(row), mend))


def _named(key: str) -> str:
    if key.isdecimal():
        return _("indicator {number}").format(number=key)
    return {"total": _("the total"), "level": _("the level")}.get(key, key)
