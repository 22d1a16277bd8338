"""What became of each text when a plan was brought in line with the result, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prongsai.planning.keeping import Note
from prongsai.planning.model import Plan
from prongsai.site.plans.renewing import Proposal
from prongsai.site.shell.speech import spell

SHOWN = ("kept", "left_out", "outdated")
"""The outcomes that no comparison shows, since nothing changes."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stays, and why: the place in words, and what became of it."""

    place: str
    words: str


def notes_said(proposal: Proposal, standing: Plan) -> tuple[Said, ...]:
    """Give what a person wrote or deleted and therefore stays, though the result would have it otherwise."""
    numbers = {each.id: number for number, each in enumerate(standing.measures, start=1)}
    words = _outcomes()
    return tuple(
        Said(_place(each, numbers, proposal.titles), words[each.outcome])
        for each in proposal.notes
        if each.outcome in SHOWN
    )


def _outcomes() -> Mapping[str, str]:
    return {
        "kept": _("was changed by hand and stays as it is"),
        "left_out": _("was deleted by hand and stays out"),
        "outdated": _("no longer follows from the result, but was changed by hand and stays"),
    }


def _place(note: Note, numbers: Mapping[str, int], titles: Mapping[str, str]) -> str:
    """Give the place of a note (``measures/m7/title``) in words."""
    kind, _slash, rest = note.place.partition("/")
    if kind == "texts":
        return {
            "introduction": _("Introduction"),
            "rationale": _("Rationale"),
            "conclusion": _("Conclusion"),
        }[rest]
    if kind == "paragraphs":
        return _("Analysis of indicator {number}").format(number=spell(rest))
    key, _slash, part = rest.partition("/")
    measure = (
        _("Measure {number}").format(number=spell(numbers[key]))
        if key in numbers
        else _("Deleted measure “{title}”").format(title=titles.get(key, key))
    )
    name, _colon, text = part.partition(": ")
    if not name:
        return measure
    return f"{measure} · {_parts()[name]}{f': {text}' if text else ''}"


def _parts() -> Mapping[str, str]:
    return {
        "title": _("Name of the measure"),
        "aim": _("What it is for"),
        "indicators": _("Indicators"),
        "owners": _("Responsible"),
        "steps": _("Steps"),
        "period": _("Period"),
        "follow_up": _("Follow-up"),
        "budget": _("Budget"),
        "expected_gain": _("Expected gain in points"),
    }
