"""Make a plan anew without losing what a person wrote in it: its file, or plain values (`prongsai.planning.renewal`).

Beside every text that it made, the program keeps a digest under a pointer such as ``measures/m7/title``. A text
whose digest still matches was not touched since and may follow the new result; any other is the person's.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from prongsai.language.messages import _
from prongsai.planning.plan_tree import append, comment_at, has_comment, plain, tree_of

#: What identifies the file and is never made anew.
YEARS = ("plan_year", "result_year", "item_year")
Outcome = Literal["kept", "refreshed", "added", "removed", "left_out", "outdated"]


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one text of a plan file when it was made anew: the outcome, and where."""

    outcome: Outcome
    place: str

    def __str__(self) -> str:
        """Give the note as a line for people."""
        said = {
            "kept": _("changed by hand and kept"),
            "refreshed": _("brought in line with the result"),
            "added": _("new"),
            "removed": _("no longer follows from the result: removed"),
            "left_out": _("deleted by hand and left out"),
            "outdated": _("no longer follows from the result, but changed by hand and kept"),
        }
        return f"{self.place}: {said[self.outcome]}"


def digest(value: Any) -> str:
    """Give a short digest of a text, list or mapping; spaces at the ends of lines do not count."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def packed(digests: Mapping[str, str]) -> dict[str, str]:
    """Give digests as they stand in the file: a line for each part of the plan and each measure."""
    lines: dict[str, list[str]] = {}
    for pointer, each in digests.items():
        parts = pointer.split("/")
        head = 2 if parts[0] == "measures" else 1
        lines.setdefault("/".join(parts[:head]), []).append(f"{'/'.join(parts[head:])}={each}")
    return {head: " ".join(listed) for head, listed in lines.items()}


def unpacked(lines: Mapping[str, str]) -> dict[str, str]:
    """Give the digests back that `packed` made into lines."""
    digests = {}
    for head, listed in lines.items():
        for each in str(listed).split():
            tail, _equals, value = each.partition("=")
            digests[f"{head}/{tail}" if tail else str(head)] = value
    return digests


def _decide(was: str | None, now: str | None, made: str | None, *, commented: bool) -> Outcome | None:
    """Give what becomes of a text, from its digests when it was last made, as it stands now, and as made anew.

    None of each means: it was not made, does not stand there, is not made any more. Nothing is to be done (None)
    where it already stands as made anew, or is the person's own alone.
    """
    if now == made:
        return None
    if now is None:
        return "added" if was is None else "left_out"
    if was == now and not commented:
        return "removed" if made is None else "refreshed"
    if made is not None:
        return "kept"
    return None if was is None else "outdated"


class Keeping:
    """One making anew: the digests and findings that were known before, those known after, and the notes.

    `wrap` makes plain values into what the tree is made of. `held` are ids of measures that people work on in ways
    that the tree does not show: such a one never goes.
    """

    def __init__(
        self,
        digests: Mapping[str, str],
        findings: frozenset[str],
        wrap: Callable[[Any], Any] = tree_of,
        held: frozenset[str] = frozenset(),
    ) -> None:
        self.wrap = wrap
        self.held = held
        self.before = dict(digests)
        self.known = findings
        self.digests = dict(digests)
        self.notes: list[Note] = []

    def plan(self, tree: Any, fresh: Mapping[str, Any]) -> None:
        """Bring a plan's tree in line with fresh entries."""
        for key, value in fresh.items():
            if key in YEARS:
                tree.setdefault(key, value)
            elif key == "measures":
                self._measures(tree, value)
            elif isinstance(value, Mapping):
                part = tree.get(key) or self.wrap({})
                self._leaves(part, value, key)
                if part:
                    tree[key] = part
            else:
                self._leaf(tree, key, value, key)

    def _leaves(
        self, node: Any, fresh: Mapping[str, Any], pointer: str, without: tuple[str, ...] = ()
    ) -> None:
        keys = dict.fromkeys((*fresh, *node))
        for key in keys:
            if key not in without:
                self._leaf(node, key, fresh.get(key), f"{pointer}/{key}")

    def _leaf(self, node: Any, key: str, fresh: Any, pointer: str) -> None:
        """Bring one value in line; `fresh` is None where it is not made any more."""
        now = digest(node[key]) if key in node else None
        made = None if fresh is None else digest(fresh)
        commented = key in node and (comment_at(node, key) if made is None else has_comment(node[key]))
        outcome = _decide(self.before.get(pointer), now, made, commented=commented)
        if outcome == "removed":
            del node[key]
            del self.digests[pointer]
        elif outcome in {"added", "refreshed"}:
            node[key] = self.wrap(fresh)
        if made is not None and outcome in {None, "added", "refreshed"}:
            self.digests[pointer] = made
        self._note(outcome, pointer)

    def _note(self, outcome: Outcome | None, place: str) -> None:
        if outcome:
            self.notes.append(Note(outcome, place))

    def _measures(self, tree: Any, fresh: Sequence[Mapping[str, Any]]) -> None:
        measures = tree["measures"] = tree.get("measures") or self.wrap([])
        present = {plain(each["id"]): each for each in measures}
        seen = set()
        for entry in fresh:
            number = self._free_id(entry["id"], present)
            seen.add(number)
            pointer = f"measures/{number}"
            if number in present:
                self._measure(present[number], entry, pointer)
            else:
                self._new_measure(measures, {**entry, "id": number}, pointer)
        for place in reversed(range(len(measures))):
            number = plain(measures[place]["id"])
            if number not in seen and f"measures/{number}" in self.before:
                self._gone(measures, place, f"measures/{number}")

    def _free_id(self, number: str, present: Mapping[str, Any]) -> str:
        """Give an id for a measure that is made: its own, or one beside it where a person took that."""
        if number not in present or f"measures/{number}" in self.before:
            return number
        return self._free_id(f"{number}a", present)

    def _new_measure(self, measures: Any, entry: Mapping[str, Any], pointer: str) -> None:
        """Put a measure at the end; one that was deleted comes back only with steps for new findings."""
        if pointer in self.before:
            steps = [step for step in entry["steps"] if self._answers_new(step)]
            if not steps:
                self._note("left_out", pointer)
                return
            entry = {**entry, "steps": steps}
        append(measures, self.wrap(entry), apart=True)
        self.digests[pointer] = digest(entry["id"])
        self.digests.update(
            {f"{pointer}/{key}": digest(value) for key, value in entry.items() if key not in _APART}
        )
        self.digests.update({_step_pointer(pointer, step): _rest(step) for step in entry["steps"]})
        self._note("added", pointer)

    def _answers_new(self, step: Mapping[str, Any]) -> bool:
        return not self.known.issuperset(step.get("answers", ()))

    def _measure(self, node: Any, entry: Mapping[str, Any], pointer: str) -> None:
        self._leaves(node, entry, pointer, _APART)
        steps = node["steps"] = node.get("steps") or self.wrap([])
        made = {_step_pointer(pointer, step): step for step in entry["steps"]}
        standing = [_step_pointer(pointer, step) for step in steps]
        for place in reversed(range(len(steps))):
            self._step(steps, place, made.get(standing[place]), standing[place])
        for step_pointer, step in made.items():
            if step_pointer in standing:
                continue
            if step_pointer in self.before and not self._answers_new(step):
                self._note("left_out", _place(pointer, step))
                continue
            append(steps, self.wrap(step))
            self.digests[step_pointer] = _rest(step)
            self._note("added", _place(pointer, step))

    def _step(self, steps: Any, place: int, made: Mapping[str, Any] | None, pointer: str) -> None:
        """Bring one step in line, known by its text; what goes with the text follows where it was not touched."""
        step = steps[place]
        place_name = _place(pointer.rpartition("/steps/")[0], step)
        outcome = _decide(
            self.before.get(pointer),
            _rest(step),
            _rest(made) if made else None,
            commented=comment_at(steps, place) if made is None else has_comment(step),
        )
        if outcome == "removed":
            del steps[place]
            del self.digests[pointer]
        elif made and outcome == "refreshed":
            for key in ("answers", "refs"):
                step.pop(key, None)
                step.update(self.wrap({key: made[key]} if key in made else {}))
            self.digests[pointer] = _rest(made)
        self._note(outcome, place_name)

    def _gone(self, measures: Any, place: int, pointer: str) -> None:
        """Take out a measure that is not made any more, if nobody touched it."""
        node = measures[place]
        leaves = {f"{pointer}/{key}": digest(node[key]) for key in node if key not in _APART}
        leaves |= {_step_pointer(pointer, step): _rest(step) for step in node.get("steps") or ()}
        untouched = all(self.before.get(each) == now for each, now in leaves.items())
        held = node.get("progress") or plain(node["id"]) in self.held
        if held or not untouched or comment_at(measures, place):
            self._note("outdated", pointer)
            return
        del measures[place]
        for each in (pointer, *leaves):
            self.digests.pop(each, None)
        self._note("removed", pointer)


#: What in a measure is not one text: its identity, its list of steps, and what only people write.
_APART = ("id", "steps", "progress")
_SHOWN = 40


def _place(pointer: str, step: Any) -> str:
    """Give the place of a step as notes name it: its measure, and how its text begins."""
    text = plain(_text(step))
    return f"{pointer}/steps: {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}"


def _text(step: Any) -> Any:
    return step if isinstance(step, str) else step["text"]


def _step_pointer(pointer: str, step: Any) -> str:
    """Give the pointer of a step, which is known by its text."""
    return f"{pointer}/steps/{digest(_text(step))}"


def _rest(step: Any) -> str:
    """Give the digest of what a step has beside its text."""
    held = {} if isinstance(step, str) else step
    return digest({key: held.get(key) or [] for key in ("answers", "refs")})
