"""What-if: scores as somebody supposes them, and what would come of it. Nothing is ever changed by it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from prongsai.analysis.figures import figure, next_level, target, two_parts
from prongsai.analysis.least_change import least_change
from prongsai.analysis.model import LeastChange, NoChange
from prongsai.analysis.what_if import floors, what_if
from prongsai.language.digits import score_text
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Unpublished
from prongsai.scoring.model import Scores
from prongsai.site.findings.headline import Level, Way, level_said, way
from prongsai.site.findings.sliders import Depth, Slider, SliderGroup, deeper, slider, slider_groups
from prongsai.site.findings.words import figure_title, level_name

BY, LEAST = "by", "least"
_KEY = re.compile(r"\d{1,3}|EIT\d|(?:(?:IIT|EIT\d?)/)?[a-z]\d{1,3}")
"""What a key of a score looks like; anything else in an address (marks of other sites) is none of ours."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A level above the one reached: its official name, and in the reader's words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Least:
    """The least change to a level that was asked for; or `reason`, why there is none to tell.

    `conditions` name figures that must reach a score themselves.
    """

    level: str = ""
    raises: int = 0
    points: Decimal = Decimal(0)
    exact: bool = True
    conditions: tuple[tuple[str, Decimal], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What would come of it, beside what is. `moved` are the scores that are supposed to be others."""

    moved: tuple[Slider, ...]
    total: Decimal | None
    before: Decimal | None
    level: Level
    level_before: Level
    target: Decimal | None
    way: Way | None

    @property
    def difference(self) -> Decimal | None:
        """Give how the total changes."""
        return None if self.total is None or self.before is None else self.total - self.before

    @property
    def against(self) -> Decimal | None:
        """Give the total less the target."""
        return None if self.total is None or self.target is None else self.total - self.target


@dataclass(frozen=True, slots=True)
class Supposition:
    """The sliders with what was typed, and the answer; or what is wrong. `query` is what an address holds of it.

    There are no sliders where the year's rules are not published.
    """

    depth: Depth
    deeper: bool
    groups: tuple[SliderGroup, ...]
    answer: Answer | None
    problems: tuple[Problem, ...]
    least: Least | None
    aims: tuple[Aim, ...]
    query: str

    @property
    def faulty(self) -> tuple[Slider, ...]:
        """Give the sliders in which something wrong was typed."""
        return tuple(each for group in self.groups for each in group.sliders if each.problem)


def suppose(scores: Scores, asked: Mapping[str, str]) -> Supposition:
    """Give what comes of scores that somebody supposes.

    `asked` is the query of an address: key → score, ``by=details`` for questions and items where the result has
    them, ``least`` with a level for the least change to it, which then takes the place of the scores.
    """
    typed = {key: text for key, text in asked.items() if _KEY.fullmatch(key)}
    is_deeper, least, problems = deeper(scores), None, ()
    if asked.get(LEAST):
        try:
            change = least_change(scores, asked[LEAST])
        except InputError as error:
            problems = error.problems
        else:
            least, typed = _least(scores, change)
    depth = _depth(scores, asked, typed, is_deeper=is_deeper)
    groups = () if scores.published else slider_groups(scores, depth, typed)
    sliders = {each.key: each for group in groups for each in group.sliders}
    beside = [slider(scores, key, text) for key, text in typed.items() if key not in sliders]
    moved = tuple(each for each in (*sliders.values(), *beside) if each.moved)
    problems += tuple(each.problem for each in (*sliders.values(), *beside) if each.problem)
    answer = None
    if not problems:
        try:
            answer = _answer(scores, moved)
        except InputError as error:
            problems = error.problems
    return Supposition(depth, is_deeper, groups, answer, problems, least, _aims(scores), _query(moved, depth))


def _depth(scores: Scores, asked: Mapping[str, str], typed: Mapping[str, str], *, is_deeper: bool) -> Depth:
    """Give the depth that is asked for, or that what was typed speaks of."""
    named = any(not key.isdecimal() and key not in two_parts(scores.method) for key in typed)
    return "details" if is_deeper and (named or asked.get(BY) == "details") else "indicators"


def _least(scores: Scores, change: LeastChange | NoChange) -> tuple[Least, dict[str, str]]:
    """Give the least change in short, and the scores that it supposes."""
    if isinstance(change, NoChange):
        return Least(reason=change.reason), {}
    values = {each.key: each.after for each in change.raises}
    values |= {each.key: each.wanted for each in change.conditions}
    level = level_name(scores.method, change.level)
    conditions = tuple((figure_title(scores.method, each.key), each.wanted) for each in change.conditions)
    short = Least(level, len(change.raises), change.points, change.exact, conditions)
    return short, {key: score_text(value) for key, value in values.items()}


def _answer(scores: Scores, moved: tuple[Slider, ...]) -> Answer:
    """Reckon anew; raises InputError as `what_if` does, also where nothing is moved."""
    changes = {each.key: each.value for each in moved if each.value is not None}
    after = what_if(scores, changes)
    if not moved:
        after = scores
    return Answer(
        moved,
        figure(after, "total"),
        figure(scores, "total"),
        level_said(after),
        level_said(scores),
        target(scores),
        way(after, floors(scores, changes)),
    )


def _aims(scores: Scores) -> tuple[Aim, ...]:
    """Give the levels above the one that is certainly reached, the nearest first."""
    rule, nearest = scores.method.levels, next_level(scores)
    if isinstance(rule, Unpublished) or nearest is None:
        return ()
    above = rule.levels[: rule.levels.index(nearest) + 1]
    return tuple(Aim(each.name_th, level_name(scores.method, each.name_th)) for each in reversed(above))


def _query(moved: tuple[Slider, ...], depth: Depth) -> str:
    """Give the query under which the same is supposed again."""
    by = {BY: depth} if depth == "details" else {}
    return urlencode({**by, **{each.key: score_text(each.value) for each in moved}}, safe="/")
