"""The part of a pack that says how it counts: rules, levels, target, report, facts and links."""

from decimal import Decimal
from typing import Literal, cast, get_args

from prongsai.language.messages import _
from prongsai.method.bases import Bases, read_basis, read_unpublished
from prongsai.method.model import (
    Fact,
    ItemRule,
    Level,
    LevelRule,
    Link,
    LinkKind,
    MeanRule,
    ReportRule,
    Rules,
    TotalRule,
    Unpublished,
)  # fmt: skip
from prongsai.method.places import Place
from prongsai.method.subjects import PARTS

#: What a report may have to contain; `ReportRule.requires` names some of these.
REQUIREMENTS = (
    "scores", "analysis", "mend", "develop", "measures", "owner", "steps", "period", "follow_up",
)  # fmt: skip
KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
_RULES = ("question", "sub_questions", "indicator", "parts", "items", "instrument", "total", "reversal")
#: How many concepts a kind of link joins: at least and at most, before and after.
_SHAPES: dict[LinkKind, tuple[tuple[int, int], tuple[int, int]]] = {
    "continues": ((1, 1), (1, 1)),
    "merged": ((2, 99), (1, 1)),
    "split": ((1, 1), (2, 99)),
    "new": ((0, 0), (1, 99)),
    "gone": ((1, 99), (0, 0)),
    "doubtful": ((1, 99), (1, 99)),
}


def read_rules(place: Place, bases: Bases) -> Rules:
    """Read how answers become scores; each rule may be unpublished on its own, `parts` may be ``pooled``."""
    keys = place.keys(_RULES)
    items, estimate = _items_rule(keys["items"], bases)
    pooled = keys["parts"].is_word("pooled")
    reversal = keys["reversal"]
    return Rules(
        question=_mean(keys["question"], bases),
        sub_questions=_mean(keys["sub_questions"], bases),
        indicator=_mean(keys["indicator"], bases),
        parts=None if pooled else _mean(keys["parts"], bases),
        items=items,
        items_estimate=estimate,
        instrument=_mean(keys["instrument"], bases),
        total=_total(keys["total"], bases),
        reversal=read_unpublished(reversal) or cast("Literal['mirror']", reversal.word("mirror")),
    )


def _mean(place: Place, bases: Bases) -> MeanRule | Unpublished:
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished
    keys = place.keys(("rule", "places", "basis"))
    keys["rule"].word("mean")
    return MeanRule(_places(keys["places"]), read_basis(keys["basis"], bases))


def _total(place: Place, bases: Bases) -> TotalRule | Unpublished:
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished
    keys = place.keys(("rule", "places", "basis"))
    keys["rule"].word("weighted_mean")
    return TotalRule(keys["places"].whole(), read_basis(keys["basis"], bases))


def _items_rule(place: Place, bases: Bases) -> tuple[ItemRule | Unpublished, bool]:
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished, False
    keys = place.keys(("rule", "scores", "places", "estimate", "basis"))
    through = keys["rule"].word("mean_of_sub_indicators", "mean_of_items") == "mean_of_sub_indicators"
    scores = () if keys["scores"].is_word("any") else tuple(each.number() for each in keys["scores"].each())
    for score in scores:
        if score > 100:
            keys["scores"].fault(
                "score-range",
                _("an item cannot score {score}").format(score=score),
                _("give scores from 0 to 100"),
            )
    rule = ItemRule(scores, through, _places(keys["places"]), read_basis(keys["basis"], bases))
    return rule, keys["estimate"].word("true", "false") == "true"


def _places(place: Place) -> int | None:
    return None if place.is_word("unrounded") else place.whole()


def read_levels(place: Place, bases: Bases) -> LevelRule | Unpublished:
    """Read the levels, best first; every next one asks for less, the last for nothing."""
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished
    keys = place.keys(("measured_on", "basis", "best_first"))
    measured_on = tuple(each.word(*PARTS, "OIT") for each in keys["measured_on"].each())
    rule = LevelRule((), measured_on, read_basis(keys["basis"], bases))
    before = len(place.sheet.faults)
    levels = []
    last: tuple[Decimal, Decimal] | None = None
    for each in keys["best_first"].each():
        level = _level(each, bases)
        asked = (level.total_min, Decimal(-1) if level.each_min is None else level.each_min)
        if level.each_min is not None and not measured_on:
            each.fault(
                "nothing-measured", _("each_min speaks of nothing"), _("name the figures in `measured_on`")
            )
        if last is not None and asked >= last and len(place.sheet.faults) == before:
            each.fault(
                "levels-order",
                _("{level} asks for no less than the level before it").format(level=level.name_th),
                _("put the best level first and lower the conditions step by step"),
            )
        last = asked
        levels.append(level)
    if len(place.sheet.faults) == before and last != (Decimal(0), Decimal(-1)):
        keys["best_first"].fault(
            "levels-open",
            _("the last level does not begin at 0"),
            _("let it begin at total_min 0 without each_min"),
        )
    return LevelRule(tuple(levels), rule.measured_on, rule.basis)


def _level(place: Place, bases: Bases) -> Level:
    keys = place.keys(("name_th", "name_en", "total_min", "basis"), ("each_min",))
    return Level(
        keys["name_th"].text(), keys["name_en"].text(), keys["total_min"].number(),
        keys["each_min"].number() if "each_min" in keys else None, read_basis(keys["basis"], bases),
    )  # fmt: skip


def read_target(place: Place, bases: Bases) -> Fact | Unpublished:
    """Read the target, a total score."""
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished
    keys = place.keys(("value", "basis"))
    return Fact("target", str(keys["value"].number()), read_basis(keys["basis"], bases))


def read_report(place: Place, items: set[str], bases: Bases) -> ReportRule:
    """Read what the agency's own report of a plan year must be; its two items are among `items`."""
    keys = place.keys(("plan_item", "progress_item", "layout", "requires", "basis"))
    codes = {key: keys[key].text() for key in ("plan_item", "progress_item")}
    for key, code in codes.items():
        if code and items and code not in items:
            keys[key].fault(
                "unknown-item", _("there is no item {item}").format(item=code), _("add it to `items`")
            )
    layout = keys["layout"].word("lists", "indicators")
    return ReportRule(
        codes["plan_item"], codes["progress_item"], cast("Literal['lists', 'indicators']", layout),
        tuple(each.word(*REQUIREMENTS) for each in keys["requires"].each()), read_basis(keys["basis"], bases),
    )  # fmt: skip


def read_facts(place: Place, bases: Bases) -> tuple[Fact, ...]:
    """Read the named facts of the year; a fact that is not known has the value ``unpublished``."""
    facts = []
    for name, each in place.entries():
        keys = each.keys(("value", "basis"), ("value_th",))
        thai = keys["value_th"].text() if "value_th" in keys else ""
        facts.append(Fact(name, keys["value"].text(), read_basis(keys["basis"], bases), thai))
    return tuple(facts)


def read_links(place: Place, concepts: set[str], bases: Bases) -> tuple[Link, ...]:
    """Read how concepts of the year before became this year's, which are `concepts`."""
    links = []
    for each in place.each():
        keys = each.keys(("kind", "before", "after", "basis"))
        kind = cast("LinkKind", keys["kind"].word(*KINDS))
        link = Link(kind, keys["before"].words(), keys["after"].words(), read_basis(keys["basis"], bases))
        links.append(link)
        for number, concept in enumerate(link.after):
            if concept and concepts and concept not in concepts:
                keys["after"].each()[number].fault(
                    "unknown-concept",
                    _("there is no concept {concept} in this year").format(concept=concept),
                    _("name a concept of a question or item of this pack"),
                )
        (low, high), (few, many) = _SHAPES[kind]
        if not (low <= len(link.before) <= high and few <= len(link.after) <= many):
            each.fault(
                "link-shape",
                _("a link “{kind}” cannot join {before} before and {after} after").format(
                    kind=kind, before=len(link.before), after=len(link.after)
                ),
                _("see the kinds of links in docs/method.md"),
            )
    return tuple(links)
