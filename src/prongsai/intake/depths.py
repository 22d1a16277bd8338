"""What lies deeper than indicators in an agency file: question scores, item scores, responses."""

from decimal import Decimal
from pathlib import Path

from prongsai.intake.model import Counts
from prongsai.intake.nodes import Node
from prongsai.intake.numbers import clip
from prongsai.intake.responses import Key, count_responses, read_counts
from prongsai.intake.tables import Line, read_table
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Method, Unpublished


def read_questions(node: Node, method: Method) -> dict[tuple[str, str], Decimal]:
    """Read question scores by part: (part, `i1`), or (part, `i8.2`) for a line of a question that has several."""
    scores: dict[tuple[str, str], Decimal] = {}
    if isinstance(method.questions, Unpublished) and not node.empty:
        what = _("the questions of {year} are not published").format(year=method.fiscal_year)
        node.refuse("questions-unpublished", what, _("enter the indicator scores; items may be entered too"))
        return scores
    for part, child in node.named().items():
        if not _part_known(part, child, method):
            continue
        codes = {question.code for question in method.asked(part)}
        codes |= {
            f"{question.code}.{line.number}"
            for question in method.asked(part)
            if len(question.sub_questions) > 1
            for line in question.sub_questions
        }
        for key, entry in child.named().items():
            code = arabic(key).lower()
            if code not in codes:
                what = _("“{code}” is not asked in {part} of {year}").format(
                    code=clip(key), part=part, year=method.fiscal_year
                )
                entry.refuse("unknown-code", what, _("write the codes of that year"))
            elif (score := entry.score()) is not None:
                scores[part, code] = score
    return scores


def _part_known(part: str, node: Node, method: Method) -> bool:
    if part in method.parts():
        return True
    what = _("“{part}” is no part of {year}").format(part=clip(part), year=method.fiscal_year)
    node.refuse("unknown-part", what, _("use one of: {words}").format(words=", ".join(method.parts())))
    return False


def read_items(node: Node, method: Method) -> dict[str, Decimal]:
    """Read item scores by code; where the year's items are all or nothing, only those scores are taken."""
    known = {item.code for item in method.items}
    rule = method.rules.items
    allowed = () if isinstance(rule, Unpublished) else rule.scores
    scores: dict[str, Decimal] = {}
    for key, child in node.named().items():
        code = arabic(key).lower()
        if code not in known:
            what = _("“{code}” is no item of {year}").format(code=clip(key), year=method.fiscal_year)
            mend = _("the items of that year are o1 to o{count}").format(count=len(known))
            child.refuse("unknown-code", what, mend)
        elif (score := child.score()) is not None:
            if allowed and score not in allowed:
                what = _("an item of {year} cannot score {score}").format(
                    year=method.fiscal_year, score=score
                )
                mend = _("its items score {scores}").format(scores=_(" or ").join(map(str, allowed)))
                child.refuse("impossible-item-score", what, mend)
            scores[code] = score
    return scores


def read_responses(node: Node, method: Method, folder: Path) -> Counts:
    """Count the responses of a result: rows written in the file, or CSV and XLSX files beside it, or ready counts."""
    counts: dict[Key, int] = {}
    for part, child in node.get("responses").named().items():
        if not _part_known(part, child, method):
            continue
        try:
            lines = (
                iter(_rows(child)) if isinstance(child.value, list) else read_table(_beside(child, folder))
            )
            counts |= count_responses(part, lines, method)
        except InputError as error:
            node.problems.extend(_placed(error, child))
    ready = node.get("counts")
    if not ready.empty:
        try:
            for key, count in read_counts(read_table(_beside(ready, folder)), method).items():
                counts[key] = counts.get(key, 0) + count
        except InputError as error:
            node.problems.extend(_placed(error, ready))
    return counts


def _placed(error: InputError, node: Node) -> list[Problem]:
    return [Problem(each.code, each.what, each.where or node.where, each.mend) for each in error.problems]


def _rows(node: Node) -> list[Line]:
    """Give responses written in the file itself as table rows: a list of `{code: option}`, one a respondent."""
    entries = [entry.named() for entry in node.listed()]
    codes = list(dict.fromkeys(code for entry in entries for code in entry))
    places = [entry.where for entry in node.listed()]
    rows = [
        (place, [entry[code].text() if code in entry else "" for code in codes])
        for place, entry in zip(places, entries, strict=True)
    ]
    return [(node.where, codes), *rows]


def _beside(node: Node, folder: Path) -> Path:
    """Give the file that a node names; it must lie in the input file's folder or below it."""
    named = node.text()
    path = folder / named
    if not named or not path.resolve().is_relative_to(folder.resolve()):
        what = _("“{name}” does not lie beside the input file").format(name=clip(named))
        mend = _("put the file into the same folder, or one below it, and write its name")
        raise InputError(Problem("file-elsewhere", what, node.where, mend))
    return path
