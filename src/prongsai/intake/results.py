"""One result of an agency file: scores at the depth that it names, printed figures, remarks, rank and date."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from prongsai.intake.codes import is_asked
from prongsai.intake.depths import read_items, read_questions, read_responses
from prongsai.intake.kinds import DEPTHS, KINDS
from prongsai.intake.model import Depth, Kind, Printed, Rank, Remark, Result
from prongsai.intake.nodes import Node
from prongsai.intake.numbers import clip
from prongsai.intake.remarks import read_remarks, remark_of
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method
from prongsai.method.model import Method

_KEYS = (
    "id", "fiscal_year", "kind", "depth", "indicators", "instruments", "total", "level", "questions", "items",
    "responses", "counts", "remarks", "rank", "announced",
)  # fmt: skip
PRINTED = ("IIT", "EIT", "EIT1", "EIT2", "OIT")
"""The instruments and parts whose printed scores are taken."""

_DEEPER: Mapping[Depth, tuple[str, ...]] = {
    "indicators": (),
    "questions": ("questions", "items"),
    "responses": ("items", "responses", "counts"),
}
_DEEP_KEYS = ("questions", "items", "responses", "counts")


def read_result(
    node: Node, unit: str, folder: Path, notes: list[Problem], method: Method | None = None
) -> Result | None:
    """Read one result; its faults go to the node's problems, what was guessed in remarks to `notes`.

    `method` is the one that the result is held against, otherwise the shipped one of its year. Gives None where the
    year or the depth is not known, since nothing else can be read then.
    """
    node.fields(_KEYS)
    kind = _kind(node.get("kind"))
    depth = _depth(node)
    method = method or _method(node)
    if depth is None or method is None:
        return None
    for key in _DEEP_KEYS:
        if key not in _DEEPER[depth] and not node.get(key).empty:
            what = _("“{key}” does not belong to depth: {depth}").format(key=key, depth=depth)
            deeper = "questions" if key in _DEEPER["questions"] else "responses"
            mend = _("write depth: {deeper}, or leave “{key}” out").format(deeper=deeper, key=key)
            node.get(key).refuse("deeper-than-named", what, mend)
    if _DEEPER[depth] and all(node.get(key).empty for key in _DEEPER[depth]):
        what = _("depth: {depth} is named, but nothing of it is there").format(depth=depth)
        node.refuse("nothing-at-depth", what, _("add the scores, or write depth: indicators"))
    deep = depth != "indicators"
    return Result(
        fiscal_year=method.fiscal_year,
        depth=depth,
        kind=kind,
        id=node.get("id").text(),
        unit=unit,
        where=node.where,
        indicators=_indicators(node.get("indicators"), method),
        questions=read_questions(node.get("questions"), method) if depth == "questions" else {},
        items=read_items(node.get("items"), method) if deep else {},
        counts=read_responses(node, method, folder) if depth == "responses" else {},
        printed=_printed(node),
        remarks=_remarks(node.get("remarks"), method, notes),
        rank=_rank(node.get("rank")),
        announced=node.get("announced").day(),
    )


def _kind(node: Node) -> Kind:
    word = node.text()
    if word not in KINDS:
        what = _("“{word}” is not a kind of result").format(word=clip(word))
        node.refuse(
            "unknown-kind", what, _("use one of: {words}").format(words=", ".join(filter(None, KINDS)))
        )
    return KINDS.get(word, "published")


def _depth(node: Node) -> Depth | None:
    word = node.get("depth").text()
    if word not in DEPTHS:
        what = (
            _("“{word}” is not a depth").format(word=clip(word)) if word else _("the result names no depth")
        )
        mend = _(
            "add “depth: indicators” (or questions, or responses): how deep the scores go is never guessed"
        )
        node.get("depth").refuse("no-depth", what, mend)
    return DEPTHS.get(word)


def _method(node: Node) -> Method | None:
    year = node.get("fiscal_year")
    if not year.needed(_("the result names no fiscal year"), _("add it, such as “fiscal_year: 2568”")):
        return None
    if (number := year.year()) is None:
        return None
    try:
        return load_method(number)
    except InputError as error:
        for problem in error.problems:
            year.refuse(problem.code, problem.what, problem.mend)
        return None


def _indicators(node: Node, method: Method) -> dict[int, Decimal]:
    known = {str(each.number): each.number for each in method.indicators}
    scores: dict[int, Decimal] = {}
    for key, child in node.named().items():
        number = known.get(arabic(key))
        if number is None:
            what = _("“{key}” is not an indicator").format(key=clip(key))
            mend = _("write the number of an indicator, 1 to 10; codes such as i1 are questions here")
            child.refuse("unknown-indicator", what, mend)
        elif number in scores:
            what = _("indicator {number} is there twice").format(number=number)
            child.refuse("doubled-key", what, _("keep one of the two"))
        elif (score := child.score()) is not None:
            scores[number] = score
    return scores


def _printed(node: Node) -> Printed:
    instruments = node.get("instruments").fields(PRINTED)
    figures = {code: score for code in PRINTED if (score := instruments.get(code).score()) is not None}
    return Printed(figures, node.get("total").score(), node.get("level").text())


def _rank(node: Node) -> Rank | None:
    if node.fields(("place", "of", "among")).empty:
        return None
    place = node.get("place")
    place.needed(_("the rank has no place"), _("add “place: …”"))
    number, of = place.whole(), node.get("of").whole()
    if of is not None and number is not None and not 1 <= number <= of:
        what = _("place {place} of {of} cannot be").format(place=number, of=of)
        node.refuse("bad-rank", what, _("compare with the announcement"))
    return None if number is None else Rank(number, of, node.get("among").text())


def _remarks(node: Node, method: Method, notes: list[Problem]) -> tuple[Remark, ...]:
    """Read remarks: a pasted letter, or a list of pasted letters and of remarks given in fields."""
    entries = [node] if isinstance(node.value, str) else node.listed()
    remarks: list[Remark] = []
    for entry in entries:
        if isinstance(entry.value, str):
            found, problems = read_remarks(entry.value, method)
            remarks.extend(found)
            notes.extend(
                Problem(each.code, each.what, f"{entry.where} {each.where}".strip(), each.mend)
                for each in problems
            )
        else:
            remarks.append(_remark(entry, method))
    return tuple(remarks)


def _remark(node: Node, method: Method) -> Remark:
    """Read a remark given in fields; its text is divided and its references are read as in a pasted letter."""
    node.fields(("codes", "code", "part", "text", "missing"))
    codes = tuple(each.text().lower() for each in _one_or_more(node.get("codes"), node.get("code")))
    if not codes:
        node.refuse("missing-value", _("the remark names no code"), _("add “code: …”, such as o13"))
    for code in codes:
        if not is_asked(code, method):
            what = _("“{code}” is no question or item of {year}").format(
                code=clip(code), year=method.fiscal_year
            )
            node.refuse("unknown-code", what, _("write the code of that year, such as o13"))
    part = node.get("part")
    if (word := part.text()) and word not in method.parts():
        what = _("“{part}” is no part of {year}").format(part=clip(word), year=method.fiscal_year)
        part.refuse("unknown-part", what, _("use one of: {words}").format(words=", ".join(method.parts())))
    missing = tuple(each.text() for each in _one_or_more(node.get("missing")))
    text = node.get("text").text()
    if not text and not missing:
        node.refuse("missing-value", _("the remark has no text"), _("add “text: …”"))
    return remark_of(codes, text, word, missing, method)


def _one_or_more(*nodes: Node) -> list[Node]:
    """Give the entries of nodes that hold one value or a list of them."""
    found: list[Node] = []
    for node in nodes:
        if not node.empty:
            found.extend(node.listed() if isinstance(node.value, list) else [node])
    return found
