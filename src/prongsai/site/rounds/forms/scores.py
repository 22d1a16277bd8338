"""The form of scores: by indicator, or by question and item, made from the year's method."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.language.problems import Problem
from prongsai.method.model import Method, Unpublished
from prongsai.site.findings.words import level_name
from prongsai.site.rounds.drafts import Draft, filled
from prongsai.site.rounds.inputs import (
    Box,
    Group,
    Inputs,
    counted,
    deeper_groups,
    flat,
    has_scores,
    indicator_groups,
    nested,
    printed_group,
)
from prongsai.site.rounds.models import ResultKind
from prongsai.site.rounds.reckoning import read_as_far
from prongsai.site.rounds.words import told, told_at_field

SCORE = {"class": "score", "inputmode": "decimal", "autocomplete": "off"}


class ScoreField(forms.CharField):
    """A score as it is typed; the rooms below read it, and say what is wrong with it."""

    def __init__(self, label: str) -> None:
        """Take an optional score."""
        super().__init__(label=label, required=False, max_length=20, widget=forms.TextInput(SCORE))


class ScoreForm(forms.Form):
    """Scores of one result. Once it was found good, `draft` holds what was typed; `typed` does so in any case."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of result"), choices=ResultKind)
    source = forms.CharField(
        label=gettext_lazy("Where the scores come from"),
        help_text=gettext_lazy("For example: announcement of the ITAS system, letter number and day"),
        max_length=300,
        required=False,
    )

    def __init__(
        self, draft: Draft, method: Method, unit: str, data: Mapping[str, str] | None = None
    ) -> None:
        """Show a draft at its own depth, by the questions and items of a method."""
        super().__init__(data, initial=filled(draft))
        self.before, self.method, self.unit = draft, method, unit
        self.deep = draft.inputs.get("depth") == "questions"
        self.groups = indicator_groups(method)
        self.deeper = deeper_groups(method, flat(draft.inputs)) if self.deep else ()
        self.printed = printed_group(method)
        for group in (*self.deeper, *self.groups, self.printed):
            for box in group.boxes:
                self.fields[box.name] = ScoreField(_spoken(box))
        self._announced()

    def _announced(self) -> None:
        """Add what an announcement says beside the scores."""
        level = forms.CharField(max_length=60)
        if not isinstance(self.method.levels, Unpublished):
            names = [each.name_th for each in self.method.levels.levels]
            choices = [("", "–"), *((name, level_name(self.method, name)) for name in names)]
            other = self.initial.get("level", "")
            level = forms.ChoiceField(
                choices=choices if other in {"", *names} else [*choices, (other, other)]
            )
        level.label, level.required = _("Level as it was announced"), False
        self.fields["level"] = level
        self.fields["announced"] = forms.CharField(
            label=_("Day of the announcement"),
            help_text=_("As people write it: 15 สิงหาคม 2568 or 15/8/2568"),
            max_length=40,
            required=False,
        )
        for name, label in (
            ("rank.place", _("Place among agencies of its kind")),
            ("rank.of", _("Out of how many")),
        ):
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=9, widget=forms.TextInput(SCORE)
            )

    @property
    def typed(self) -> Draft:
        """Give what was typed, faulty or not; what stands at the other depth is kept."""
        texts = {name: sent(self, name) for name in self.fields}
        kind, source = texts.pop("kind"), texts.pop("source").strip()[:300]
        inputs: Inputs = nested({**flat(self.before.inputs), **texts})
        known = kind if kind in ResultKind.values else self.before.kind
        return replace(self.before, inputs=inputs, kind=known, source=source)

    @property
    def draft(self) -> Draft:
        """Give what was typed, once it was found good."""
        return replace(self.typed, read=True)

    def clean(self) -> dict[str, object]:
        """Let the rooms read what was typed, and put each fault at its field."""
        cleaned = super().clean()
        inputs = counted(self.typed.inputs)
        _result, faults, _notes = read_as_far(inputs, self.unit, self.method)
        empty = [each for each in faults if each.code == "nothing-at-depth"]
        put_faults(self, [each for each in faults if each not in empty])
        if empty:
            self.add_error(
                None, _("Enter the score of a question or an item, or enter scores by indicator only.")
            )
        elif not faults and not has_scores(inputs):
            self.add_error(None, _("There are no scores yet: enter at least one."))
        return cleaned

    def boxes(self, group: Group) -> list[tuple[Box, forms.BoundField]]:
        """Give the boxes of a group with their fields."""
        return [(box, self[box.name]) for box in group.boxes]

    @property
    def score_groups(self) -> list[tuple[Group, list[tuple[Box, forms.BoundField]]]]:
        """Give the groups of the form's depth with their fields."""
        return [(group, self.boxes(group)) for group in (self.deeper or self.groups)]

    @property
    def indicator_boxes(self) -> list[tuple[Group, list[tuple[Box, forms.BoundField]]]]:
        """Give the indicators as they were published, beside questions and items."""
        return [(group, self.boxes(group)) for group in self.groups] if self.deep else []

    @property
    def printed_boxes(self) -> list[tuple[Box, forms.BoundField]]:
        """Give the printed figures with their fields."""
        return self.boxes(self.printed)

    @property
    def announced_fields(self) -> list[forms.BoundField]:
        """Give the fields of what an announcement says beside the scores."""
        return [self[name] for name in ("level", "announced", "rank.place", "rank.of")]

    @property
    def indicators_open(self) -> bool:
        """Tell whether indicators beside questions and items are shown at once: needed, filled in or faulty."""
        names = [box.name for group in self.groups for box in group.boxes]
        return self.method.rules.items_estimate or self._any(names)

    @property
    def announced_open(self) -> bool:
        """Tell whether the announced figures are shown at once: filled in, faulty, or all that there is of the year."""
        names = [*(box.name for box in self.printed.boxes), "level", "announced", "rank.place", "rank.of"]
        return isinstance(self.method.rules.total, Unpublished) or self._any(names)

    def _any(self, names: Iterable[str]) -> bool:
        shown = self.data if self.is_bound else self.initial
        return any(shown.get(name) or name in self.errors for name in names)


def sent(form: forms.Form, name: str) -> str:
    """Give what was sent in a field, whatever is wrong with it, as every database can keep it."""
    return str(form.data.get(name, "")).replace("\x00", "")


def put_faults(form: forms.Form, faults: Iterable[Problem], prefix: str = "") -> None:
    """Put the faults of an entry at the fields of their names, others at the head of the form."""
    for each in faults:
        name = f"{prefix}{each.where}"
        if name in form.fields:
            form.add_error(name, told_at_field(each))
        else:
            form.add_error(None, f"{each.where}: {told(each)}" if each.where else told(each))


def _spoken(box: Box) -> str:
    """Give the label of a box: its title, after the code where the title does not begin with it."""
    coded = box.name.startswith(("questions.", "items."))
    return f"{box.code} {box.title}" if coded else box.title
