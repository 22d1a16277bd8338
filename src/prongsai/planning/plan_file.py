"""The plan file: written from a plan, and written again without losing what a person wrote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prongsai.language.dates import full_date
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method
from prongsai.planning.divisions import NOTE_TH
from prongsai.planning.keeping import Keeping, Note, packed, unpacked
from prongsai.planning.model import Measure, Plan, Progress, Step
from prongsai.planning.plan_reading import AGENCY_KEYS, TEXT_KEYS, plan_from
from prongsai.planning.plan_tree import read_tree, tree_of, write_tree

HEADER = f"""\
แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน แก้ไขได้ทุกบรรทัดด้วยโปรแกรมแก้ไขข้อความทั่วไป
ข้อความที่แก้ เพิ่ม หรือลบแล้ว จะคงอยู่ตามนั้นเมื่อให้โปรแกรมจัดทำแผนอีกครั้ง

plan_year     ปีงบประมาณที่ดำเนินการตามแผน          result_year  ปีงบประมาณของผลการประเมินที่ใช้วิเคราะห์
item_year     ปีงบประมาณของหมายเลขข้อ OIT ใส่เฉพาะเมื่อยังไม่มีวิธีการประเมินของ plan_year
agency        ชื่อ (name) ประเภท (type) อำเภอ (district) จังหวัด (province) หน่วยงานเจ้าของเรื่อง (office) ตำแหน่งผู้อนุมัติ (head)
divisions     ส่วนราชการของหน่วยงาน ({NOTE_TH})
texts         ความนำ (introduction) หลักการและเหตุผล (rationale) บทสรุป (conclusion)
paragraphs    ผลการวิเคราะห์ของตัวชี้วัดที่ 1–10
measures      มาตรการ แต่ละมาตรการมี
  id          รหัสประจำมาตรการ ห้ามซ้ำกัน           title        ชื่อมาตรการ
  aim         mend แก้ไขโดยเร่งด่วน | develop พัฒนาให้ดีขึ้น | keep รักษาระดับ | general มาตรการทั่วไป
  indicators  ตัวชี้วัดที่เกี่ยวข้อง ว่างไว้ได้            owners       ผู้รับผิดชอบ ชื่อแรกเป็นหน่วยงานหลัก
  steps       ขั้นตอน (text) ข้อค้นพบที่ขั้นตอนนี้ตอบ (answers) ข้อ OIT ที่เกี่ยวข้องตามเลขของ plan_year (refs)
  period      ระยะเวลา เช่น ต.ค. 2568 – ก.ย. 2569 | ไตรมาส 1-2 | 6 เดือนแรก | ตลอดปีงบประมาณ พ.ศ. 2569
  follow_up   การติดตามผล เช่น รายงานผลในการประชุมประจำเดือน | ทุกไตรมาส | เดือนเมษายนและเดือนตุลาคม | เมื่อสิ้นปีงบประมาณ
  budget      งบประมาณ (ถ้ามี)                      expected_gain  คะแนนรวมที่อาจได้เพิ่ม
  progress    ความก้าวหน้า แต่ละครั้งมีวันที่ (day) ผลการดำเนินการ (result) ร้อยละ (percent) หลักฐาน (proof)
              ปัญหาอุปสรรค (obstacles) ข้อเสนอแนะ (suggestions) ผู้รายงาน (owner) งบประมาณที่ใช้ไป (spent) เช่น
    progress:
      - day: 15 มกราคม 2569
        result: ทบทวนคู่มือแล้วเสร็จ 2 ใน 4 งาน
        percent: 50
        proof: [รายงานการประชุมครั้งที่ 1/2569]
made          ส่วนที่โปรแกรมใช้จำว่าข้อความใดยังไม่มีผู้แก้ไข โปรดอย่าแก้ส่วนนี้"""


def write_plan(plan: Plan, path: Path) -> tuple[Note, ...]:
    """Write a plan to a file, keeping what a person wrote where the file is there already.

    A text that is still as it was made is refreshed; one that was changed, added or deleted by a person stays so, as
    do comments, order and progress entries; new findings get their measures and steps at the end. Gives notes of
    what was kept, refreshed, added, removed and left out. The file is replaced in one go. Raises InputError where
    the existing file cannot be read strictly, or is the plan of another agency or year; nothing is written then.
    """
    fresh = entries_of(plan)
    if path.exists():
        tree = read_tree(path)
        _check_same(plan_from(tree, path), plan, path)
        made = tree.pop("made", None) or {}
        keeping = Keeping(unpacked(made.get("digests") or {}), frozenset(made.get("findings") or ()))
        keeping.plan(tree, fresh)
    else:
        tree = tree_of({})
        tree.yaml_set_start_comment(HEADER)
        keeping = Keeping({}, frozenset())
        keeping.plan(tree, fresh)
        keeping.notes.clear()  # that everything is new goes without saying
        for key in [each for each in ("divisions", "texts", "paragraphs", "measures") if each in tree]:
            tree.yaml_set_comment_before_after_key(key, before="\n")
    tree["made"] = tree_of(
        {
            "method_hash": plan.method_hash,
            "findings": sorted(keeping.known | _answered(plan), key=_in_order),
            "digests": packed(keeping.digests),
        }
    )
    write_tree(tree, path)
    return tuple(keeping.notes)


def _check_same(old: Plan, new: Plan, path: Path) -> None:
    """Raise InputError unless two plans are of the same agency and years."""
    for what, before, now in (
        (_("agency"), old.agency.name, new.agency.name),
        (_("plan year"), old.plan_year, new.plan_year),
        (_("result year"), old.result_year, new.result_year),
        (_("year of item numbers"), old.item_year, new.item_year),
    ):
        if before != now:
            raise another_plan(what, before, now, str(path))


def another_plan(what: str, before: object, now: object, where: str) -> InputError:
    """Give the error of a plan file that is of another agency or year than what is worked on."""
    return InputError(
        Problem(
            "another-plan",
            _("this is another plan: its {what} is {before}, not {now}").format(
                what=what, before=before, now=now
            ),
            where,
            _("write to another file, or correct the {what}").format(what=what),
        )
    )


def _answered(plan: Plan) -> set[str]:
    return {finding for measure in plan.measures for step in measure.steps for finding in step.answers}


def _in_order(finding: str) -> tuple[int, str]:
    return (int(finding) if finding.isdigit() else 99, finding)


def entries_of(plan: Plan) -> dict[str, Any]:
    """Give a plan as the entries of its file, in their order: mappings, lists and texts; nothing that is empty."""
    return {
        "plan_year": str(plan.plan_year),
        "result_year": str(plan.result_year),
        **({} if plan.item_year == plan.plan_year else {"item_year": str(plan.item_year)}),
        "agency": _filled({key: getattr(plan.agency, key) for key in AGENCY_KEYS}),
        "divisions": list(plan.divisions),
        "texts": _filled({key: plan.texts.get(key, "") for key in TEXT_KEYS}),
        "paragraphs": {str(number): text for number, text in plan.paragraphs.items()},
        "measures": [_measure(measure, plan.item_year) for measure in plan.measures],
    }


def _measure(measure: Measure, item_year: int) -> dict[str, Any]:
    ends = {
        "budget": measure.budget,
        "expected_gain": "" if measure.expected_gain is None else str(measure.expected_gain),
    }
    return {
        "id": measure.id,
        "title": measure.title,
        "aim": measure.aim,
        "indicators": [str(number) for number in measure.indicators],
        "owners": list(measure.owners),
        "steps": [_step(step, item_year) for step in measure.steps],
        "period": measure.period.words,
        "follow_up": measure.follow_up.words,
        **_filled(ends),
        "progress": [_progress(entry) for entry in measure.progress],
    }


def _step(step: Step, item_year: int) -> dict[str, Any]:
    """Give a step; the items that it touches by their numbers in `item_year`, by name where it has none."""
    method = load_method(item_year)
    refs = [code for concept in step.refs for code in method.codes_of(concept) or (concept,)]
    return {"text": step.text, **_filled({"answers": list(step.answers), "refs": refs})}


def _progress(entry: Progress) -> dict[str, Any]:
    texts = {
        "obstacles": entry.obstacles,
        "suggestions": entry.suggestions,
        "owner": entry.owner,
        "spent": "" if entry.spent is None else f"{entry.spent:f}",
    }
    return {
        "day": full_date(entry.day),
        "result": entry.result,
        "percent": f"{entry.percent:f}",
        **_filled({"proof": list(entry.proof), **texts}),
    }


def _filled(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value}
