"""What two years ask differently: new, gone, renumbered, renamed, merged, split, and whose evidence carries over."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prongsai.language.messages import _
from prongsai.method.lineage import Join, joins
from prongsai.method.model import Confidence, Element, Item, LinkKind, Method, Question, Unpublished, weakest

Subject = Question | Item
Carry = Literal["yes", "look", "no"]
_CARRY: dict[LinkKind, Carry] = {
    "continues": "yes", "merged": "yes", "split": "yes", "doubtful": "look", "new": "no", "gone": "no",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one subject, or of several that merged, were split or may be the same.

    `before` is empty for a new subject, `after` for one that is gone. `added` and `removed` are required elements
    of items, compared by their words (`procyear.recommendations` is the same element in every year); none are
    compared where the match is doubtful. `carry` says whether what was shown or done for the old subject stands for the new
    one: ``yes``, ``look`` first, ``no``; `reason` says why, in the language in use.
    """

    kind: LinkKind
    before: tuple[Subject, ...]
    after: tuple[Subject, ...]
    added: tuple[Element, ...]
    removed: tuple[Element, ...]
    reason: str
    confidence: Confidence

    @property
    def carry(self) -> Carry:
        """Whether what stood for the old subject stands for the new one."""
        return _CARRY[self.kind]

    @property
    def renumbered(self) -> bool:
        """Whether a subject that goes on has another code."""
        return self.kind == "continues" and self.before[0].code != self.after[0].code

    @property
    def renamed(self) -> bool:
        """Whether a subject that goes on has another title (an item) or subject in our words (a question)."""
        return self.kind == "continues" and name_of(self.before[0]) != name_of(self.after[0])


def name_of(subject: Subject) -> str:
    """Give the title of an item, or what a question is about, in Thai."""
    return subject.title_th if isinstance(subject, Item) else subject.subject_th


def difference(before: Method, after: Method, directory: Path | None = None) -> tuple[Change, ...]:
    """Give what became of every question and item of one year in another, questions first, in their order.

    New subjects stand after the others of their sort. Questions are left out where one of the years has none
    published. `directory` holds the packs of the years between, where they are not the shipped ones.
    """
    old, new = _asked(before, after), _asked(after, before)
    found = [each for each in joins(before, after, directory) if each.before in old and each.after in new]
    sure = [each for each in found if not each.doubts]
    sure_old, sure_new = {each.before for each in sure}, {each.after for each in sure}
    doubtful = [
        each for each in found if each.doubts and not (each.before in sure_old and each.after in sure_new)
    ]
    changes = [_joined(_kind(group), group, old, new) for group in _groups(sure)]
    changes += [_joined("doubtful", group, old, new) for group in _groups(doubtful)]
    told_old = sure_old | {each.before for each in doubtful}
    told_new = sure_new | {each.after for each in doubtful}
    changes += [_gone(each, after) for concept, each in old.items() if concept not in told_old]
    changes += [_new(each, after) for concept, each in new.items() if concept not in told_new]
    places = {concept: place for place, concept in enumerate(dict.fromkeys((*old, *new)))}
    return tuple(sorted(changes, key=lambda change: _order(change, places)))


def _asked(method: Method, other: Method) -> dict[str, Subject]:
    unknown = isinstance(method.questions, Unpublished) or isinstance(other.questions, Unpublished)
    asked: Iterable[Subject] = method.items if unknown else method.subjects.values()
    return {each.concept: each for each in asked}


def _groups(found: Iterable[Join]) -> list[list[Join]]:
    """Put joins that share a concept on either side together."""
    groups: list[list[Join]] = []
    for join in found:
        near = [group for group in groups if any(_touch(join, each) for each in group)]
        groups = [group for group in groups if group not in near]
        groups.append([each for group in near for each in group] + [join])
    return groups


def _touch(one: Join, other: Join) -> bool:
    return one.before == other.before or one.after == other.after


def _kind(group: list[Join]) -> LinkKind:
    if len(group) == 1:
        return "continues"
    return "merged" if len({each.before for each in group}) > 1 else "split"


def _joined(kind: LinkKind, group: list[Join], old: dict[str, Subject], new: dict[str, Subject]) -> Change:
    before = tuple(each for concept, each in old.items() if concept in {join.before for join in group})
    after = tuple(each for concept, each in new.items() if concept in {join.after for join in group})
    bases = list(dict.fromkeys(basis for join in group for basis in join.bases))
    added, removed = ((), ()) if kind == "doubtful" else (_beyond(after, before), _beyond(before, after))
    confidence = weakest(
        *(each.confidence for each in bases), *(_sureness(each) for each in (*before, *after))
    )
    doubts = dict.fromkeys(basis.told_note() for join in group for basis in join.doubts)
    reason = _reason(kind, before, after, added, "; ".join(doubts))
    return Change(kind, before, after, added, removed, reason, confidence)


def _gone(subject: Subject, method: Method) -> Change:
    told = [link.basis for link in method.links if link.kind == "gone" and subject.concept in link.before]
    confidence = weakest(_sureness(subject), *(each.confidence for each in told))
    return Change("gone", (subject,), (), (), _elements((subject,)), _("no longer asked"), confidence)


def _new(subject: Subject, method: Method) -> Change:
    told = [link.basis for link in method.links if link.kind == "new" and subject.concept in link.after]
    confidence = weakest(_sureness(subject), *(each.confidence for each in told))
    return Change("new", (), (subject,), _elements((subject,)), (), _("not asked before"), confidence)


def _reason(
    kind: LinkKind,
    before: tuple[Subject, ...],
    after: tuple[Subject, ...],
    added: tuple[Element, ...],
    doubt: str,
) -> str:
    if kind == "merged":
        return _("takes together {parts}: what stood for each of them belongs here").format(
            parts=_list(before)
        )
    if kind == "split":
        return _("divided into {parts}: what stood for it is divided among them").format(parts=_list(after))
    if kind == "doubtful":
        return _("may be the same subject, not certainly: {note}").format(note=doubt)
    if _way_of_asking(before[0]) != _way_of_asking(after[0]):
        return _("the same subject, asked in another way: scores of the two years are not alike")
    return _("the same subject; what was added has to be shown too") if added else _("the same subject")


def _way_of_asking(subject: Subject) -> object:
    return (subject.scale, subject.sub_questions) if isinstance(subject, Question) else None


def _list(subjects: tuple[Subject, ...]) -> str:
    return ", ".join(f"{each.code} {name_of(each)}" for each in subjects)


def _elements(subjects: tuple[Subject, ...]) -> tuple[Element, ...]:
    return tuple(element for each in subjects if isinstance(each, Item) for element in each.elements)


def _beyond(subjects: tuple[Subject, ...], others: tuple[Subject, ...]) -> tuple[Element, ...]:
    """Give the elements of `subjects` whose word none of `others` has."""
    words = {_word(element) for element in _elements(others)}
    return tuple(element for element in _elements(subjects) if _word(element) not in words)


def _word(element: Element) -> str:
    return element.code.partition(".")[2]


def _sureness(subject: Subject) -> Confidence:
    return subject.title_basis.confidence if isinstance(subject, Item) else subject.basis.confidence


def _order(change: Change, places: dict[str, int]) -> tuple[bool, int]:
    first = (*change.before, *change.after)[0]
    return isinstance(first, Item), places[first.concept]
