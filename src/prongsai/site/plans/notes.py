"""What became of each text when a plan was brought in line with the result, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

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
    words = outcome_words()

    def measure(key: str) -> str:
        if key in numbers:
            return _("Measure {number}").format(number=spell(numbers[key]))
        return _("Deleted measure “{title}”").format(title=proposal.titles.get(key, key))

    return tuple(
        Said(place_words(each.place, measure), words[each.outcome])
        for each in proposal.notes
        if each.outcome in SHOWN
    )


def outcome_words() -> Mapping[str, str]:
    """Give what may have become of a text, in words."""
    return {
        "kept": _("was changed by hand and stays as it is"),
        "refreshed": _("was brought in line with the result"),
        "added": _("is new"),
        "removed": _("no longer follows from the result and was removed"),
        "left_out": _("was deleted by hand and stays out"),
        "outdated": _("no longer follows from the result, but was changed by hand and stays"),
    }


def place_words(place: str, measure: Callable[[str], str]) -> str:
    """Give the place of a note (``measures/m7/title``) in words; `measure` gives those of a measure by its key."""
    kind, _slash, rest = place.partition("/")
    if kind == "texts":
        return {
            "introduction": _("Introduction"),
            "rationale": _("Rationale"),
            "conclusion": _("Conclusion"),
        }.get(rest, rest)
    if kind == "paragraphs":
        return _("Analysis of indicator {number}").format(number=spell(rest))
    key, _slash, part = rest.partition("/")
    name, _colon, text = part.partition(": ")
    if not name:
        return measure(key)
    return f"{measure(key)} · {_parts().get(name, name)}{f': {text}' if text else ''}"


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
