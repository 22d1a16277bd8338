"""The part of a pack that says what is asked: instruments, indicators, scales, questions and OIT items."""

import re
from typing import cast, get_args

from prongsai.language.messages import _
from prongsai.method.bases import Bases, read_basis, read_unpublished
from prongsai.method.model import (
    Element,
    Indicator,
    Instrument,
    InstrumentCode,
    Item,
    PartCode,
    Polarity,
    Question,
    Scale,
    SubIndicator,
    SubQuestion,
    Unpublished,
)  # fmt: skip
from prongsai.method.places import Place, twice

INSTRUMENTS: tuple[InstrumentCode, ...] = get_args(InstrumentCode)
PARTS: tuple[PartCode, ...] = get_args(PartCode)
#: The letter of a question's code by its instrument.
_LETTERS = {"IIT": "i", "EIT": "e"}


def read_instruments(place: Place, bases: Bases) -> tuple[Instrument, ...]:
    """Read the three instruments; their weights add up to 100 and no indicator stands in two of them."""
    before = len(place.sheet.faults)
    instruments = []
    for code, each in place.keys(INSTRUMENTS).items():
        keys = each.keys(("name_th", "name_en", "weight", "indicators", "parts", "basis"))
        parts = tuple(part.word(*PARTS) for part in keys["parts"].each())
        instruments.append(
            Instrument(
                cast("InstrumentCode", code), keys["name_th"].text(), keys["name_en"].text(), keys["weight"].number(),
                tuple(number.whole() for number in keys["indicators"].each()), cast("tuple[PartCode, ...]", parts),
                read_basis(keys["basis"], bases),
            )
        )  # fmt: skip
    if len(place.sheet.faults) > before:
        return tuple(instruments)
    total = sum(each.weight for each in instruments)
    if total != 100:
        place.fault(
            "weights", _("the weights add up to {total}").format(total=total), _("make them add up to 100")
        )
    for number in twice(str(number) for each in instruments for number in each.indicators):
        place.fault(
            "indicator-twice",
            _("indicator {number} stands in two instruments").format(number=number),
            _("leave it in one"),
        )
    return tuple(instruments)


def read_indicators(place: Place, homes: dict[str, InstrumentCode]) -> tuple[Indicator, ...]:
    """Read the indicators; each has an instrument in `homes`, and each that stands there is described."""
    indicators = []
    for name, each in place.entries():
        if homes and name not in homes:
            each.fault(
                "indicator-without-instrument",
                _("no instrument has the indicator {number}").format(number=name),
                _("add it to `indicators` of an instrument"),
            )
        keys = each.keys(("name_th", "name_en"), ("other_names",))
        others = keys["other_names"].words() if "other_names" in keys else ()
        indicators.append(
            Indicator(
                int(name) if name.isdecimal() else 0, homes.get(name, "IIT"), keys["name_th"].text(),
                keys["name_en"].text(), others,
            )
        )  # fmt: skip
    described = place.names()
    for number in (each for each in homes if each not in described):
        place.fault(
            "unknown-indicator",
            _("indicator {number} of {instrument} is not described").format(
                number=number, instrument=homes[number]
            ),
            _("add it here"),
        )
    return tuple(indicators)


def read_sub_indicators(
    place: Place, codes: set[str], homes: dict[str, InstrumentCode], bases: Bases
) -> tuple[SubIndicator, ...]:
    """Read the sub-indicators, each under an indicator of OIT; every item of `codes` stands in exactly one."""
    held: dict[str, str] = {}
    sub_indicators = []
    for code, each in place.entries():
        keys = each.keys(("indicator", "name_th", "items", "basis"))
        indicator = _indicator(keys["indicator"], homes, ("OIT",))
        items = []
        for item in keys["items"].each():
            name = item.text()
            items.append(name)
            if name in held:
                item.fault(
                    "item-twice",
                    _("{item} stands in {first} and in {second}").format(
                        item=name, first=held[name], second=code
                    ),
                    _("leave it in one sub-indicator"),
                )
            elif name and codes and name not in codes:
                item.fault(
                    "unknown-item", _("there is no item {item}").format(item=name), _("add it to `items`")
                )
            held[name] = code
        sub_indicators.append(
            SubIndicator(
                code, indicator, keys["name_th"].text(), tuple(items), read_basis(keys["basis"], bases)
            )
        )
    for code in sorted(codes - held.keys(), key=lambda code: (len(code), code)):
        place.fault(
            "item-nowhere",
            _("{item} stands in no sub-indicator").format(item=code),
            _("add it to `items` of one"),
        )
    return tuple(sub_indicators)


def read_scales(place: Place, bases: Bases) -> tuple[Scale, ...] | Unpublished:
    """Read the answer scales: at least two points, from 0 to 100, all rising or all falling."""
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished
    scales = []
    for code, each in place.entries():
        keys = each.keys(("labels_th", "points", "basis"))
        labels = keys["labels_th"].words()
        points = tuple(point.number() for point in keys["points"].each())
        scales.append(Scale(code, labels, points, read_basis(keys["basis"], bases)))
        if len(points) < 2:
            keys["points"].fault(
                "no-points",
                _("the scale {scale} has no points").format(scale=code),
                _("give every option its points"),
            )
            continue
        if labels and len(labels) != len(points):
            keys["labels_th"].fault(
                "labels",
                _("{labels} labels for {points} options").format(labels=len(labels), points=len(points)),
                _("give every option one label, or none at all"),
            )
        if max(points) > 100:
            keys["points"].fault(
                "points-range",
                _("{points} points").format(points=max(points)),
                _("give points from 0 to 100"),
            )
        if points not in {tuple(sorted(set(points))), tuple(sorted(set(points), reverse=True))}:
            keys["points"].fault(
                "points-order",
                _("the points neither rise nor fall throughout"),
                _("put them in the order shown"),
            )
    return tuple(scales)


def read_questions(
    place: Place, scales: set[str], homes: dict[str, InstrumentCode], bases: Bases
) -> tuple[Question, ...] | Unpublished:
    """Read the questions; `scales` are the codes of scales, `homes` the instrument of each indicator."""
    unpublished = read_unpublished(place)
    if unpublished:
        return unpublished
    questions = []
    for code, each in place.entries():
        keys = each.keys(("concept", "indicator", "subject_th", "subject_en", "scale", "lines", "basis"))
        indicator = _indicator(keys["indicator"], homes, ("IIT", "EIT"))
        instrument = homes.get(str(indicator), "IIT")
        _check_code(each, code, _LETTERS.get(homes.get(str(indicator), "OIT"), "ie"))
        scale = keys["scale"].text()
        if scale and scales and scale not in scales:
            keys["scale"].fault(
                "unknown-scale", _("there is no scale {scale}").format(scale=scale), _("add it to `scales`")
            )
        lines = [line.word("positive", "negative") for line in keys["lines"].each()]
        if not lines:
            keys["lines"].fault(
                "no-lines",
                _("{question} has no lines").format(question=code),
                _("name the direction of each line"),
            )
        questions.append(
            Question(
                code, instrument, indicator, keys["concept"].text(), keys["subject_th"].text(),
                keys["subject_en"].text(), scale,
                tuple(SubQuestion(number, cast("Polarity", line)) for number, line in enumerate(lines, 1)),
                read_basis(keys["basis"], bases),
            )
        )  # fmt: skip
    return tuple(questions)


def read_items(place: Place, sub_indicators: tuple[SubIndicator, ...], bases: Bases) -> tuple[Item, ...]:
    """Read the OIT items with their required elements; the codes of elements begin with the item's concept."""
    homes = {item: each for each in sub_indicators for item in each.items}
    items = []
    for code, each in place.entries():
        _check_code(each, code, "o")
        keys = each.keys(("concept", "title_th", "title_basis", "elements", "elements_basis"))
        concept = keys["concept"].text()
        elements = tuple(
            Element(f"{concept}.{word}", text.text()) for word, text in keys["elements"].entries()
        )
        home = homes.get(code)
        items.append(
            Item(
                code, home.code if home else "", home.indicator if home else 0, concept, keys["title_th"].text(),
                elements, read_basis(keys["title_basis"], bases), read_basis(keys["elements_basis"], bases),
            )
        )  # fmt: skip
    return tuple(items)


def _check_code(place: Place, code: str, letters: str) -> None:
    if not re.fullmatch(rf"[{letters}][1-9][0-9]*", code):
        place.fault(
            "code",
            _("{code} is no code here").format(code=code),
            _("write {example} and so on").format(example=letters[0] + "1"),
        )


def _indicator(place: Place, homes: dict[str, InstrumentCode], instruments: tuple[str, ...]) -> int:
    before = len(place.sheet.faults)
    number = place.whole()
    if homes and len(place.sheet.faults) == before and homes.get(str(number)) not in instruments:
        place.fault(
            "unknown-indicator",
            _("{instruments} has no indicator {number}").format(
                instruments=" / ".join(instruments), number=number
            ),
            _("name one of the indicators of {instruments}").format(instruments=" / ".join(instruments)),
        )
    return number
