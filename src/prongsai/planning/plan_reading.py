"""Read a plan file strictly: every key known, every value of its kind, every complaint with file and line."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from prongsai.intake.model import Agency
from prongsai.language.dates import parse_date
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.planning.follow_up import read_follow_up
from prongsai.planning.model import (
    NO_FOLLOW_UP,
    NO_PERIOD,
    Aim,
    FollowUp,
    Measure,
    Period,
    Plan,
    Progress,
    Step,
)
from prongsai.planning.periods import read_period
from prongsai.planning.plan_sheet import Sheet, keys_are
from prongsai.planning.plan_tree import line_of, plain, read_tree

AGENCY_KEYS = ("name", "type", "district", "province", "office", "head")
TEXT_KEYS = ("introduction", "rationale", "conclusion")
MEASURE_KEYS = (
    "id", "title", "aim", "indicators", "owners", "steps", "period", "follow_up", "budget", "expected_gain",
    "progress",
)  # fmt: skip
STEP_KEYS = ("text", "answers", "refs")
PROGRESS_KEYS = ("day", "result", "percent", "proof", "obstacles", "suggestions", "owner", "spent")
MOST_MONEY = 10**10
TOP_KEYS = (
    "plan_year", "result_year", "item_year", "agency", "divisions", "texts", "paragraphs", "measures", "made",
)  # fmt: skip
MADE_KEYS = ("method_hash", "findings", "digests")
_YEARS = frozenset(str(year) for year in range(2500, 2700))
_CODE = re.compile(r"o\d{1,2}")
INDICATORS = tuple(str(number) for number in range(1, 11))


def read_plan(path: Path) -> Plan:
    """Read a plan file.

    Raises InputError with every problem found, each with file and line: a key that is unknown, missing or stands
    twice; a text where a list is expected; a period, day, follow-up or number that cannot be read.
    """
    return plan_from(read_tree(path), path)


def plan_from(tree: Any, path: Path) -> Plan:
    """Give the plan that a tree holds; `path` is for messages. Raises InputError as `read_plan` does."""
    sheet = Sheet(path)
    top = sheet.mapping(tree, 1, TOP_KEYS, ("plan_year", "result_year", "agency", "measures"))
    plan_year, result_year = _year(sheet, top, "plan_year"), _year(sheet, top, "result_year")
    item_year = _year(sheet, top, "item_year") if "item_year" in top else plan_year
    if sheet.problems:  # without the years nothing else can be read well
        raise InputError(sheet.problems)
    agency = sheet.part(top, "agency", AGENCY_KEYS, ("name",))
    texts = sheet.part(top, "texts", TEXT_KEYS)
    paragraphs = sheet.part(top, "paragraphs", INDICATORS)
    made = sheet.part(top, "made", MADE_KEYS)
    plan = Plan(
        agency=Agency(**{key: sheet.text(agency, key) for key in AGENCY_KEYS}),
        result_year=result_year,
        plan_year=plan_year,
        item_year=item_year,
        measures=_measures(sheet, top, plan_year, item_year),
        divisions=sheet.texts(top, "divisions"),
        paragraphs={int(key): sheet.text(paragraphs, key) for key in paragraphs if key in INDICATORS},
        texts={key: sheet.text(texts, key) for key in texts if key in TEXT_KEYS},
        method_hash=sheet.text(made, "method_hash"),
    )
    if sheet.problems:
        raise InputError(sheet.problems)
    return plan


def _year(sheet: Sheet, top: Mapping[str, Any], key: str) -> int:
    words = arabic(sheet.text(top, key))
    if words in _YEARS:
        return int(words)
    if key in top:
        what = _("“{words}” is no year").format(words=words)
        sheet.say(line_of(top, key), "bad-year", what, _("write a Buddhist Era year such as 2569"))
    return 0


def _measures(sheet: Sheet, top: Mapping[str, Any], plan_year: int, item_year: int) -> tuple[Measure, ...]:
    found: list[Measure] = []
    for each, line in sheet.rows(top, "measures"):
        node = sheet.mapping(each, line, MEASURE_KEYS, ("id", "title"))
        if node:
            found.append(_measure(sheet, node, plan_year, item_year))
            if found[-1].id in {other.id for other in found[:-1]}:
                what = _("two measures have the id “{id}”").format(id=found[-1].id)
                sheet.say(line, "doubled-measure-id", what, _("give one of them another id"))
    return tuple(found)


def _measure(sheet: Sheet, node: Mapping[str, Any], plan_year: int, item_year: int) -> Measure:
    owners = sheet.texts(node, "owners")
    return Measure(
        id=sheet.text(node, "id"),
        title=sheet.text(node, "title"),
        aim=_aim(sheet, node),
        indicators=_indicators(sheet, node),
        owners=owners,
        steps=tuple(_step(sheet, each, line, item_year) for each, line in sheet.rows(node, "steps")),
        period=_period(sheet, node, plan_year),
        follow_up=_follow_up(sheet, node),
        budget=sheet.text(node, "budget"),
        expected_gain=sheet.number(node, "expected_gain", 0, 100),
        progress=tuple(_progress(sheet, each, line, owners) for each, line in sheet.rows(node, "progress")),
    )


def _aim(sheet: Sheet, node: Mapping[str, Any]) -> Aim:
    words = sheet.text(node, "aim") or "general"
    for aim in get_args(Aim):
        if words == aim:
            return aim  # type: ignore[no-any-return]
    what = _("“{words}” is no aim of a measure").format(words=words)
    sheet.say(line_of(node, "aim"), "bad-aim", what, keys_are(get_args(Aim)))
    return "general"


def _indicators(sheet: Sheet, node: Mapping[str, Any]) -> tuple[int, ...]:
    found = []
    for words in sheet.texts(node, "indicators"):
        if arabic(words) in INDICATORS:
            found.append(int(arabic(words)))
        else:
            what = _("“{words}” is no indicator").format(words=words)
            sheet.say(line_of(node, "indicators"), "bad-indicator", what, _("use numbers from 1 to 10"))
    return tuple(found)


def _period(sheet: Sheet, node: Mapping[str, Any], plan_year: int) -> Period:
    if words := sheet.text(node, "period"):
        try:
            return read_period(words, plan_year)
        except InputError as error:
            sheet.at(node, "period", error)
    return NO_PERIOD


def _follow_up(sheet: Sheet, node: Mapping[str, Any]) -> FollowUp:
    if words := sheet.text(node, "follow_up"):
        try:
            return read_follow_up(words)
        except InputError as error:
            sheet.at(node, "follow_up", error)
    return NO_FOLLOW_UP


def _step(sheet: Sheet, each: Any, line: int, item_year: int) -> Step:
    if isinstance(each, str):
        return Step(str(plain(each)))
    node = sheet.mapping(each, line, STEP_KEYS, ("text",))
    return Step(sheet.text(node, "text"), sheet.texts(node, "answers"), _refs(sheet, node, item_year))


def _refs(sheet: Sheet, node: Mapping[str, Any], item_year: int) -> tuple[str, ...]:
    """Give the subjects of the items that a step touches, from their numbers in `item_year` (or their names)."""
    found = []
    for words in sheet.texts(node, "refs"):
        code = arabic(words).lower()
        if not _CODE.fullmatch(code):
            found.append(words)
        elif (item := load_method(item_year).find(code)) is not None:
            found.append(item.concept)
        else:
            what = _("{year} has no item {code}").format(year=item_year, code=code)
            sheet.say(line_of(node, "refs"), "unknown-item", what, _("use a number of that year such as o8"))
    return tuple(dict.fromkeys(found))


def _progress(sheet: Sheet, each: Any, line: int, owners: tuple[str, ...]) -> Progress:
    """Give an entry on a measure; that of an owner beside the leading one is of its own part."""
    node = sheet.mapping(each, line, PROGRESS_KEYS, ("day", "result", "percent"))
    day = date.min
    if "day" in node:
        try:
            day = parse_date(sheet.text(node, "day"))
        except InputError as error:
            sheet.at(node, "day", error)
    if "percent" in node and not sheet.text(node, "percent"):
        sheet.say(
            line_of(node, "percent"), "missing-percent", _("the per cent is empty"), _("write 0 to 100")
        )
    owner = sheet.text(node, "owner")
    return Progress(
        day=day,
        result=sheet.text(node, "result"),
        percent=sheet.number(node, "percent", 0, 100) or Decimal(0),
        proof=sheet.texts(node, "proof"),
        obstacles=sheet.text(node, "obstacles"),
        suggestions=sheet.text(node, "suggestions"),
        owner=owner,
        leading=owner not in owners[1:],
        spent=sheet.number(node, "spent", 0, MOST_MONEY),
    )
