"""What a step may answer and touch: findings of its measure's indicators, and the items of the plan year."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from prongsai.analysis.model import Finding
from prongsai.planning.references import Reference, references
from prongsai.site.plans.desk import Desk
from prongsai.site.plans.forms import StepForm, aim_word
from prongsai.site.plans.models import Measure
from prongsai.site.shell.speech import spell

Step = Mapping[str, Any]
Choice = tuple[str, SafeString]
_SHOWN = 160


def step_form(
    desk: Desk,
    measure: Measure,
    step: Step | None,
    data: Mapping[str, Any] | None = None,
    answers: Sequence[str] = (),
) -> StepForm:
    """Give the form of a step, or of one that is added; `answers` are findings that it is to answer from the start."""
    given = step or {"text": "", "answers": answers, "refs": ()}
    name = step["key"] if step else "new"
    return StepForm(
        data=data,
        initial={
            **{key: given[key] for key in ("text", "answers", "refs")},
            "revision": measure.revision,
        },
        answers=answer_choices(desk, measure, given["answers"]),
        refs=item_choices(desk, given["refs"]),
        auto_id=f"id_{measure.key}_{name}_%s",
    )


def answer_choices(desk: Desk, measure: Measure, chosen: Sequence[str]) -> list[Choice]:
    """Give the findings that a step of a measure may answer, in words, those that it answers now included."""
    offered = [
        each
        for each in desk.findings.values()
        if each.id in chosen
        or (each.indicator in measure.indicators and (each.klass != "keep" or measure.aim == "keep"))
        or (not measure.indicators and each.indicator == 0)
    ]
    gone = [each for each in chosen if each not in desk.findings]
    return [
        *((each.id, _finding(desk, each)) for each in offered),
        *((each, format_html(_("{id} (the result no longer has it)"), id=each)) for each in gone),
    ]


def _finding(desk: Desk, finding: Finding) -> SafeString:
    """Give a finding as a choice: what it speaks of, its class, and what the assessor wrote."""
    said = " ".join(finding.remark.text.split()) if finding.remark else ""
    return format_html(
        '<span>{} <span class="tag {}">{}</span>{}</span>',
        desk.titles[finding.id],
        finding.klass,
        aim_word(finding.klass),
        format_html('<span class="hint" lang="th">{}</span>', _cut(said)) if said else "",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def item_choices(desk: Desk, chosen: Sequence[str]) -> list[Choice]:
    """Give the items of the plan year by their subjects, each with its numbers, title and the result year's numbers.

    Subjects that are chosen and that the plan year does not ask stand last.
    """
    subjects = dict.fromkeys([*(each.concept for each in desk.method.items), *chosen])
    return [(each, _item(desk, each)) for each in subjects]


def _item(desk: Desk, subject: str) -> SafeString:
    found = references((subject,), desk.result_method, desk.method)
    if not found:
        return format_html("{}", subject)
    return format_html(
        '<span><strong>{}</strong> <span lang="th">{}</span>{}</span>',
        ", ".join(found[0].plan_codes) or "–",
        found[0].title,
        _before(desk, found[0]),
    )


def _before(desk: Desk, found: Reference) -> SafeString | str:
    """Give the result year's numbers of an item where they differ."""
    codes = ", ".join(found.result_codes)
    if not codes or found.result_codes == found.plan_codes:
        return ""
    words = _("{year}: {codes}").format(year=spell(desk.round.fiscal_year), codes=codes)
    return format_html(' <span class="quiet nowrap">({})</span>', words)
