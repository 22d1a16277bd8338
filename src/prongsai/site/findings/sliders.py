"""The sliders of what-if: what can be moved in a result, where each stands, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from prongsai.analysis.costs import is_made
from prongsai.analysis.figures import nearest_figure, two_parts
from prongsai.intake.numbers import read_score
from prongsai.language.digits import score_text
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Instrument, Unpublished
from prongsai.scoring.indicators import stands
from prongsai.scoring.model import Scores, value_of
from prongsai.site.findings.words import figure_title

Depth = Literal["indicators", "details"]


@dataclass(frozen=True, slots=True)
class Slider:
    """One score that can be moved: its real score, what is typed, and what is wrong with that.

    `step` is how finely it moves; a `floor` is a part of EIT, of which is said what it would be at least.
    """

    key: str
    title: str
    now: Decimal | None
    typed: str
    value: Decimal | None
    step: str = "0.01"
    floor: bool = False
    problem: Problem | None = None

    @property
    def field(self) -> str:
        """Give the name of its field on the page."""
        return f"score-{self.key.replace('/', '-')}"

    @property
    def place(self) -> str:
        """Give where the slider itself stands: at 0 where nothing is known."""
        return score_text(self.value if self.value is not None else self.now, "0")

    @property
    def moved(self) -> bool:
        """Tell whether it stands elsewhere than the real score."""
        return self.value is not None and self.value != self.now


@dataclass(frozen=True, slots=True)
class SliderGroup:
    """Sliders that belong together: those of an instrument, or of an indicator."""

    title: str
    sliders: tuple[Slider, ...]

    @property
    def moved(self) -> int:
        """Give how many of them are moved."""
        return sum(each.moved for each in self.sliders)

    @property
    def opened(self) -> bool:
        """Tell whether the group must be seen: something in it is moved or wrong."""
        return any(each.moved or each.problem for each in self.sliders)


def deeper(scores: Scores) -> bool:
    """Tell whether a result holds questions or items that make any of its indicators."""
    return any(_by_details(scores, each.number) for each in scores.method.indicators)


def slider_groups(scores: Scores, depth: Depth, typed: Mapping[str, str]) -> tuple[SliderGroup, ...]:
    """Give all sliders of a result at a depth, with what was typed into them."""
    groups = []
    for instrument in scores.method.instruments:
        keys = tuple(str(number) for number in instrument.indicators)
        if depth == "indicators":
            groups.append(
                (figure_title(scores.method, instrument.code), (*keys, *_floors(scores, instrument)))
            )
            continue
        groups += [(figure_title(scores.method, key), _details(scores, key)) for key in keys]
        if not all(is_made(scores, number) for number in instrument.indicators) and len(instrument.parts) > 1:
            groups.append((_("Parts of {code}").format(code=instrument.code), _floors(scores, instrument)))
    return tuple(
        SliderGroup(title, tuple(slider(scores, key, typed.get(key, "")) for key in keys))
        for title, keys in groups
    )


def slider(scores: Scores, key: str, typed: str) -> Slider:
    """Give the slider of a key; what is typed and is no score is kept, with what is wrong with it."""
    now, title = _now(scores, key), figure_title(scores.method, key)
    value, problem = None, None
    try:
        value = read_score(typed, title)
    except InputError as error:
        problem = replace(
            error.problems[0], mend=_("type a score from 0 to 100 with at most two decimals, such as 93.00")
        )
    return Slider(
        key,
        title,
        now,
        typed.strip() or score_text(now, ""),
        value,
        step=_step(scores, key),
        floor=key in two_parts(scores.method),
        problem=problem,
    )


def _by_details(scores: Scores, number: int) -> bool:
    """Tell whether an indicator is moved by its questions or items."""
    return is_made(scores, number) or not stands(scores.result, scores.method, number)


def _details(scores: Scores, key: str) -> tuple[str, ...]:
    """Give what moves an indicator: its questions by part, its items, or the indicator itself where it stands."""
    method, number = scores.method, int(key)
    if not _by_details(scores, number):
        return (key,)
    asked = [
        f"{part}/{each.code}"
        for part in method.instrument_of(number).parts
        for each in method.asked(part)
        if each.indicator == number
    ]
    return (*asked, *(each.code for each in method.items if each.indicator == number))


def _floors(scores: Scores, instrument: Instrument) -> tuple[str, ...]:
    """Give the parts of an instrument that has two."""
    return tuple(part for part in instrument.parts if part in two_parts(scores.method))


def _now(scores: Scores, key: str) -> Decimal | None:
    if key.isdecimal():
        return value_of(scores.indicators.get(int(key)))
    if key in two_parts(scores.method):
        return nearest_figure(scores, key)
    part, slash, code = key.partition("/")
    return value_of(scores.questions.get((part, code)) if slash else scores.items.get(key))


def _step(scores: Scores, key: str) -> str:
    """Give how finely a slider moves: an item only by the scores that the year gives to items."""
    rule = scores.method.rules.items
    whole = () if isinstance(rule, Unpublished) else rule.scores
    if key not in scores.items or len(whole) < 2:
        return "0.01"
    return str(min(other - one for one, other in pairwise(sorted(whole))))
