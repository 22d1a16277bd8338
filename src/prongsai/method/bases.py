"""What a value rests on, read from a pack: named once under `bases`, or written beside the value."""

from dataclasses import dataclass, field

from prongsai.language.messages import _
from prongsai.method.model import Basis, Confidence, Unpublished
from prongsai.method.places import Place

UNPUBLISHED = "unpublished"


@dataclass(slots=True)
class Bases:
    """The named bases of a pack, and which of them have been used."""

    named: dict[str, Basis]
    places: dict[str, Place]
    used: set[str] = field(default_factory=set)


def read_bases(place: Place) -> Bases:
    """Read the section `bases`: names with confidence, source and note."""
    places = dict(place.entries())
    return Bases({name: _written(each) for name, each in places.items()}, places)


def read_basis(place: Place, bases: Bases) -> Basis:
    """Read a `basis`: the name of one in `bases`, or confidence, source and note written out."""
    if place.is_mapping():
        return _written(place)
    name = place.text()
    bases.used.add(name)
    if name and bases.named and name not in bases.named:
        place.fault(
            "unknown-basis",
            _("there is no basis {name}").format(name=name),
            _("name one of `bases`, or add it there"),
        )
    return bases.named.get(name, Basis(Confidence.UNCONFIRMED))


def check_bases_used(bases: Bases) -> None:
    """Note a fault for every named basis that nothing uses."""
    for name, each in bases.places.items():
        if name not in bases.used:
            each.fault(
                "unused-basis", _("nothing rests on the basis {name}").format(name=name), _("take it out")
            )


def read_unpublished(place: Place) -> Unpublished | None:
    """Read `unpublished` with its note and perhaps a source, or give None where something else stands."""
    if not place.has(UNPUBLISHED):
        return None
    keys = place.keys((UNPUBLISHED,))[UNPUBLISHED].keys(("note", "note_th"), ("source", "source_th"))
    said = {key: each.text() for key, each in keys.items()}
    return Unpublished(said["note"], said.get("source", ""), said["note_th"], said.get("source_th", ""))


def _written(place: Place) -> Basis:
    keys = place.keys(("confidence",), ("source", "source_th", "note", "note_th"))
    word = keys["confidence"].word(*(each.value for each in Confidence), code="unknown-confidence")
    said = {key: each.text() for key, each in keys.items() if key != "confidence"}
    source, note = said.get("source", ""), said.get("note", "")
    if ("note" in said) != ("note_th" in said):
        place.fault(
            "one-language", _("the note stands in one language only"), _("write both `note` and `note_th`")
        )
    if not source and not (word == Confidence.UNCONFIRMED and note):
        place.fault(
            "no-source",
            _("no source is named"),
            _("add a source; only an unconfirmed value may have a note instead"),
        )
    return Basis(Confidence(word), source, note, said.get("source_th", ""), said.get("note_th", ""))
