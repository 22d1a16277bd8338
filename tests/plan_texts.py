"""The text of a plan's file as a person edits it, and the plan as another result makes it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from prongsai.analysis.model import Analysis
from prongsai.planning.model import Plan

AnalysisOf = Callable[..., Analysis]
LETTER = "ส่วนที่ 1\ne10 ประเด็น ก ดังนั้น ข"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def retitled(plan: Plan) -> Plan:
    """Give the plan as another result would have made it: every measure's title and first step are new."""
    return replace(
        plan,
        measures=tuple(
            replace(
                each,
                title=f"{each.title} (ใหม่)",
                steps=(replace(each.steps[0], text=f"{each.steps[0].text} (ใหม่)"), *each.steps[1:]),
            )
            for each in plan.measures
        ),
    )


def by_id(plan: Plan) -> dict[str, str]:
    return {each.id: each.title for each in plan.measures}
