"""Editing the texts around the measures, and the paragraphs of the analysis."""

from prongsai.site.doors import action, record
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.changing import check, locked_plan, mark, touch
from prongsai.site.plans.models import Plan
from prongsai.site.plans.texts import AROUND, part_of, text_of


@action("plan.edit")
def change_text(actor: Actor, plan: Plan, key: str, text: str, seen: int) -> Plan:
    """Change a text: one of `AROUND`, or the paragraph of an indicator by its number.

    Raises ChangedMeanwhile where somebody else changed it since the revision that was seen.
    """
    row = locked_plan(plan)
    part = part_of(key)
    check(row, part, seen)
    kind = "texts" if key in AROUND else "paragraphs"
    before = {kind: {key: text_of(row, key)}}
    if key in AROUND:
        row.texts = {**row.texts, key: text}
    else:
        row.paragraphs = {**row.paragraphs, key: text}
    mark(row, part)
    row.save(update_fields=["texts", "paragraphs", "revision", "changed"])
    record(actor, "plan.text-changed", row, before, {kind: {key: text}})
    touch(row)
    return row
