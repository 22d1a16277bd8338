"""Raw responses and ready counts: options chosen, counted by part, question, line and option."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prongsai.intake.numbers import clip, read_whole
from prongsai.intake.tables import Line
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Method, Unpublished

Key = tuple[str, str, int, int]
"""Part, question, line number, option from 1."""

_COUNT_COLUMNS = ("part", "question", "sub_question", "option", "count")
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column asks: question and line, and how many options its scale has."""

    code: str
    question: str
    line: int
    options: int


def count_responses(part: str, lines: Iterable[Line], method: Method) -> dict[Key, int]:
    """Count the raw responses of one part (IIT, EIT, EIT1, EIT2): how many chose each option of each line.

    The first of `lines` is the header with the codes of questions (`i1`) and of lines where a question has
    several (`i8.1`); each further one is a respondent. A value is the chosen option from 1, an empty one is
    unanswered. Raises InputError for an unknown code and for a value that is no option (points such as 33.33 are
    not options). Nothing is stored of a respondent, so `lines` may be of any number.
    """
    rows = iter(lines)
    place, header = next(rows, ("", []))
    if not any(header):
        raise InputError(
            Problem("no-responses", _("there are no responses"), place, _("write a header of codes"))
        )
    columns = _columns(part, header, place, method)
    counts: dict[Key, int] = {}
    problems: list[Problem] = []
    for place, cells in rows:
        problems.extend(_count_row(part, columns, cells, place, counts))
        if len(problems) >= _MOST_PROBLEMS:
            break
    if problems:
        raise InputError(problems[:_MOST_PROBLEMS])
    return counts


def _count_row(
    part: str, columns: list[_Column], cells: list[str], place: str, counts: dict[Key, int]
) -> Iterator[Problem]:
    if any(cells[len(columns) :]):
        what = _("the row has more cells than the header")
        yield Problem("long-row", what, place, _("check for a comma too many"))
    for column, cell in zip(columns, cells, strict=False):
        if not cell:
            continue
        option = _option(cell, column.options)
        if option is None:
            yield _no_option(cell, column.options, f"{place} {column.code}")
            continue
        key = (part, column.question, column.line, option)
        counts[key] = counts.get(key, 0) + 1


def _option(text: str, options: int) -> int | None:
    plain = arabic(text)
    return int(plain) if plain.isdecimal() and len(plain) < 3 and 1 <= int(plain) <= options else None


def _no_option(text: str, options: int, where: str) -> Problem:
    what = _("“{text}” is not an option").format(text=clip(text))
    mend = _("write the place of the answer in its scale, 1 to {options}, never its points").format(
        options=options
    )
    return Problem("not-an-option", what, where, mend)


def _columns(part: str, header: list[str], place: str, method: Method) -> list[_Column]:
    known = {column.code: column for column in _asked(part, method)}
    columns, problems = [], []
    for name in header:
        code = arabic(name).casefold()
        if code not in known:
            what = _("“{code}” is not asked in {part} of {year}").format(
                code=clip(name), part=part, year=method.fiscal_year
            )
            mend = _("the codes are: {codes}").format(codes=", ".join(known))
            problems.append(Problem("unknown-code", what, place, mend))
        else:
            columns.append(known[code])
    doubled = {column.code for column in columns if columns.count(column) > 1}
    if doubled:
        what = _("these columns are there twice: {columns}").format(columns=", ".join(sorted(doubled)))
        problems.append(Problem("doubled-columns", what, place, _("keep one of each")))
    if problems:
        raise InputError(problems)
    return columns


def _asked(part: str, method: Method) -> Iterator[_Column]:
    """Give every line that a part is asked; raises InputError where the year's questions are not published."""
    if isinstance(method.questions, Unpublished) or isinstance(method.scales, Unpublished):
        what = _("the questions of {year} are not published").format(year=method.fiscal_year)
        mend = _("enter the published indicator scores, with depth: indicators")
        raise InputError(Problem("questions-unpublished", what, mend=mend))
    for question in method.asked(part):
        options = len(method.scale(question.scale).points)
        for line in question.sub_questions:
            several = len(question.sub_questions) > 1
            code = f"{question.code}.{line.number}" if several else question.code
            yield _Column(code, question.code, line.number, options)


def read_counts(lines: Iterable[Line], method: Method) -> dict[Key, int]:
    """Read ready counts: rows of part, question, sub_question (1 where there is one), option and count.

    Rows of the same key are added. Raises InputError for unknown columns, parts, codes, options and counts.
    """
    rows = iter(lines)
    place, header = next(rows, ("", []))
    names = [name.casefold() for name in header]
    if sorted(names) != sorted(_COUNT_COLUMNS):
        mend = _("the first row must name the columns: {columns}").format(columns=", ".join(_COUNT_COLUMNS))
        raise InputError(Problem("missing-columns", _("the columns are not those of counts"), place, mend))
    known: dict[tuple[str, str, int], int] = {
        (part, column.question, column.line): column.options
        for part in method.parts()
        for column in _asked(part, method)
    }
    counts: dict[Key, int] = {}
    problems: list[Problem] = []
    for place, cells in rows:
        try:
            key, count = _read_count(dict(zip(names, cells, strict=False)), known, place)
        except InputError as error:
            problems.extend(error.problems)
            continue
        counts[key] = counts.get(key, 0) + count
    if problems:
        raise InputError(problems[:_MOST_PROBLEMS])
    return counts


def _read_count(
    cells: Mapping[str, str], known: Mapping[tuple[str, str, int], int], place: str
) -> tuple[Key, int]:
    part, question = cells.get("part", "").upper(), arabic(cells.get("question", "")).casefold()
    line = read_whole(cells.get("sub_question") or "1", f"{place} sub_question")
    if (part, question, line) not in known:
        what = _("“{part} {question}.{line}” is not asked").format(part=part, question=question, line=line)
        raise InputError(Problem("unknown-code", what, place, _("write the parts and codes of that year")))
    options = known[part, question, line]
    text = cells.get("option", "")
    option = _option(text, options)
    if option is None:
        raise InputError(_no_option(text, options, f"{place} option"))
    return (part, question, line, option), read_whole(cells.get("count", ""), f"{place} count")
