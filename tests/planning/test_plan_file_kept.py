"""What a person changed in a plan's file stays when the plan is made anew, and the rest follows the result."""

from dataclasses import replace
from pathlib import Path

import pytest

from plan_texts import LETTER, AnalysisOf
from plan_texts import by_id as _by_id
from plan_texts import edit as _edit
from plan_texts import retitled as _retitled
from prongsai.intake.model import Agency
from prongsai.method.library import load_method
from prongsai.planning.keeping import Note
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan


def test_untouched_texts_follow_the_new_result(plan: Plan, path: Path) -> None:
    new = _retitled(plan)
    notes = write_plan(new, path)
    assert {each.outcome for each in notes} == {"refreshed", "removed", "added"}
    assert read_plan(path) == replace(
        new,
        measures=tuple(
            replace(each, steps=(*each.steps[1:], each.steps[0])) for each in new.measures
        ),  # new steps stand last
    )


def test_changed_texts_stay(plan: Plan, path: Path) -> None:
    first = plan.measures[0]
    _edit(path, first.title, "มาตรการของเรา")
    _edit(path, first.steps[0].text, "ขั้นตอนของเรา")
    _edit(path, "เทศบาลตำบลตัวอย่างจัดทำเอกสารฉบับนี้", "เราจัดทำเอกสารฉบับนี้")
    notes = write_plan(_retitled(plan), path)
    kept = read_plan(path)
    assert kept.measures[0].title == "มาตรการของเรา"
    assert "ขั้นตอนของเรา" in [step.text for step in kept.measures[0].steps]
    assert kept.texts["introduction"].startswith("เราจัดทำเอกสารฉบับนี้")
    assert [each for each in notes if each.outcome == "kept"] == [
        Note("kept", "texts/introduction"),
        Note("kept", f"measures/{first.id}/title"),
    ]


def test_comments_order_and_keys_of_a_person_stay(plan: Plan, path: Path) -> None:
    last, first = plan.measures[-1], plan.measures[0]
    _edit(path, f"  - id: {last.id}\n", f"  # ก่อนมาตรการ\n  - id: {last.id}  # ท้ายบรรทัด\n")
    _edit(
        path,
        f"      - text: {last.steps[1].text}\n",
        f"      # ก่อนขั้นตอน\n      - text: {last.steps[1].text}\n",
    )
    _edit(path, f"    title: {first.title}\n", f"    budget: 5,000 บาท\n    title: {first.title}\n")
    write_plan(_retitled(plan), path)
    text = path.read_text(encoding="utf-8")
    assert [comment in text for comment in ("# ก่อนมาตรการ\n", "  # ท้ายบรรทัด\n", "# ก่อนขั้นตอน\n")] == [True] * 3
    assert text.index("budget: 5,000 บาท") < text.index(f"title: {first.title} (ใหม่)")
    assert read_plan(path).measures[0].budget == "5,000 บาท"


def test_deleted_measures_steps_and_texts_stay_deleted(plan: Plan, path: Path) -> None:
    first, second = plan.measures[0], plan.measures[1]
    text = path.read_text(encoding="utf-8")
    start, end = text.index(f"  - id: {first.id}\n"), text.index(f"  - id: {second.id}\n")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    _edit(
        path,
        f"      - text: {second.steps[0].text}\n        answers: [{', '.join(second.steps[0].answers)}]\n",
        "",
    )
    conclusion = path.read_text(encoding="utf-8")
    start, end = conclusion.index("  conclusion:"), conclusion.index("paragraphs:\n  1:")
    path.write_text(conclusion[:start] + conclusion[end:], encoding="utf-8")
    notes = write_plan(plan, path)
    kept = read_plan(path)
    assert notes == (
        Note("left_out", "texts/conclusion"),
        Note("left_out", f"measures/{first.id}"),
        Note("left_out", f"measures/{second.id}/steps: {second.steps[0].text[:40]}{'…' if len(second.steps[0].text) > 40 else ''}"),
    )  # fmt: skip
    assert [each.id for each in kept.measures] == [each.id for each in plan.measures[1:]]
    assert kept.measures[0].steps == second.steps[1:]
    assert write_plan(plan, path) == notes  # and once more


def test_new_findings_bring_steps_and_measures_at_the_end(
    analysis_of: AnalysisOf, agency: Agency, plan: Plan, path: Path
) -> None:
    more = "\nส่วนที่ 2\ne9 ประเด็น ค ดังนั้น ง\nข้อ o22 ขาดองค์ประกอบ (4) ข้อเสนอแนะ"
    new = make_plan(analysis_of(letter=LETTER + more), agency, 2567, load_method(2567))
    notes = write_plan(new, path)
    kept = read_plan(path)
    assert [each.id for each in kept.measures] == [*(each.id for each in plan.measures), "m9"]
    assert Note("added", "measures/m9") in notes
    ours = {each.id: each for each in kept.measures}
    theirs = {each.id: each for each in new.measures}
    assert sorted(ours["m7"].steps, key=str) == sorted(theirs["m7"].steps, key=str)


def test_step_that_was_deleted_comes_back_for_a_new_finding(
    analysis_of: AnalysisOf, agency: Agency, plan: Plan, path: Path
) -> None:
    (measure,) = [each for each in plan.measures if each.id == "m7"]
    step = measure.steps[0]
    _edit(path, f"      - text: {step.text}\n        answers: [{', '.join(step.answers)}]\n", "")
    letter = LETTER + "\nส่วนที่ 2\ne10 ประเด็น ก ดังนั้น ข"
    write_plan(make_plan(analysis_of(letter=letter), agency, 2567, load_method(2567)), path)
    (found,) = [each for each in read_plan(path).measures if each.id == "m7"]
    assert [each.text for each in found.steps] == [each.text for each in (*measure.steps[1:], step)]
    assert found.steps[-1].answers == ("remark/EIT1/e10", "7", "remark/EIT2/e10")


def test_measure_that_was_deleted_comes_back_only_for_new_findings(
    analysis_of: AnalysisOf, agency: Agency, plan: Plan, path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    ids = [each.id for each in plan.measures]
    start = text.index("  - id: m7\n")
    after = ids.index("m7") + 1
    end = text.index(f"  - id: {ids[after]}\n") if after < len(ids) else text.index("\nmade:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    letter = LETTER + "\ne8 ประเด็น ค ดังนั้น ง"
    write_plan(make_plan(analysis_of(letter=letter), agency, 2567, load_method(2567)), path)
    (back,) = [each for each in read_plan(path).measures if each.id == "m7"]
    assert {step.answers for step in back.steps} == {("remark/EIT1/e8", "7")}


def test_measure_that_no_longer_follows_goes_unless_somebody_touched_it(plan: Plan, path: Path) -> None:
    less = replace(plan, measures=plan.measures[:1])
    touched, *gone = plan.measures[1:]
    _edit(path, f"    title: {touched.title}\n", f"    title: {touched.title}  # ขอคงไว้\n")
    notes = write_plan(less, path)
    assert set(notes) == {
        Note("outdated", f"measures/{touched.id}"),
        *(Note("removed", f"measures/{each.id}") for each in gone),
    }
    assert list(_by_id(read_plan(path))) == [plan.measures[0].id, touched.id]
    back = write_plan(plan, path)  # what the program took out may come again
    assert set(back) == {Note("added", f"measures/{each.id}") for each in gone}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    progress: []\n", "    progress:\n      - {day: 1 ม.ค. 2567, result: ก, percent: 5}\n"),
        ("    aim: develop\n", "    aim: general\n"),
        ("    indicators: [2]\n", "    indicators: [2, 3]\n"),
    ],
)
def test_measure_with_progress_or_a_change_never_goes(plan: Plan, path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: m2\n")
    path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    write_plan(replace(plan, measures=()), path)
    assert list(_by_id(read_plan(path))) == ["m2"]


def test_measure_of_a_person_keeps_an_id_that_the_program_wanted(plan: Plan, path: Path) -> None:
    _edit(path, "\nmade:", "\n  - {id: m9, title: ของเรา, period: ตลอดปี, follow_up: ทุกเดือน}\nmade:")
    own = replace(plan.measures[0], id="m9", title="ของโปรแกรม")
    write_plan(replace(plan, measures=(*plan.measures, own)), path)
    found = _by_id(read_plan(path))
    assert (found["m9"], found["m9a"]) == ("ของเรา", "ของโปรแกรม")
    assert write_plan(replace(plan, measures=(*plan.measures, own)), path) == ()


def test_texts_that_are_not_made_any_more_go_unless_changed(plan: Plan, path: Path) -> None:
    measure = next(each for each in plan.measures if each.expected_gain is not None)
    _edit(path, "เทศบาลตำบลตัวอย่างได้คะแนนรวม", "หน่วยงานของเราได้คะแนนรวม")
    none = replace(
        plan,
        measures=tuple(replace(each, expected_gain=None) for each in plan.measures),
        texts={"introduction": plan.texts["introduction"]},
    )
    notes = write_plan(none, path)
    assert set(notes) == {
        Note("outdated", "texts/rationale"),
        Note("removed", "texts/conclusion"),
        *(
            Note("removed", f"measures/{each.id}/expected_gain")
            for each in plan.measures
            if each.expected_gain
        ),
    }
    kept = read_plan(path)
    ours = plan.texts["rationale"].replace("เทศบาลตำบลตัวอย่างได้", "หน่วยงานของเราได้")
    assert dict(kept.texts) == {"introduction": plan.texts["introduction"], "rationale": ours}
    assert next(each for each in kept.measures if each.id == measure.id).expected_gain is None


def test_step_whose_findings_changed_follows_in_place(plan: Plan, path: Path) -> None:
    first = plan.measures[0]
    changed = replace(first.steps[-1], answers=(*first.steps[-1].answers, "o13"), refs=())
    new = replace(plan, measures=(replace(first, steps=(*first.steps[:-1], changed)), *plan.measures[1:]))
    (note,) = write_plan(new, path)
    assert note.outcome == "refreshed"
    assert read_plan(path) == new


def test_step_whose_findings_a_person_changed_stays(plan: Plan, path: Path) -> None:
    first = plan.measures[0]
    step = first.steps[0]
    _edit(
        path,
        f"{step.text}\n        answers: [{', '.join(step.answers)}]",
        f"{step.text}\n        answers: [o1]",
    )
    changed = replace(step, answers=(*step.answers, "o13"))
    new = replace(plan, measures=(replace(first, steps=(changed, *first.steps[1:])), *plan.measures[1:]))
    (note,) = write_plan(new, path)
    assert (note.outcome, read_plan(path).measures[0].steps[0].answers) == ("kept", ("o1",))
    gone = replace(plan, measures=(replace(first, steps=first.steps[1:]), *plan.measures[1:]))
    assert [each.outcome for each in write_plan(gone, path)] == ["outdated"]


def test_plain_step_of_a_person_with_the_same_words_is_not_doubled(plan: Plan, path: Path) -> None:
    first = plan.measures[0]
    step = first.steps[0]
    _edit(
        path,
        f"      - text: {step.text}\n        answers: [{', '.join(step.answers)}]\n",
        f"      - {step.text}\n",
    )
    write_plan(plan, path)
    texts = [each.text for each in read_plan(path).measures[0].steps]
    assert texts == [each.text for each in first.steps]


def test_list_with_a_comment_inside_stays(plan: Plan, path: Path) -> None:
    _edit(
        path, f"divisions:\n  - {plan.divisions[0]}\n", f"divisions:\n  # ตามคำสั่ง\n  - {plan.divisions[0]}\n"
    )
    notes = write_plan(replace(plan, divisions=("กองคลัง",)), path)
    assert notes == (Note("kept", "divisions"),)
    assert read_plan(path).divisions == plan.divisions


def test_file_of_a_person_without_marks_is_only_added_to(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "plan_year: 2567\nresult_year: 2566\nagency: {name: เทศบาลตำบลตัวอย่าง}\ntexts:\nmeasures:\n"
        "  - {id: m2, title: ของเรา, period: ตลอดปี, follow_up: ทุกเดือน}\n",
        encoding="utf-8",
    )
    write_plan(plan, path)
    found = read_plan(path)
    assert found.measures[0].title == "ของเรา"
    assert [each.title for each in found.measures[1:]] == [each.title for each in plan.measures]
    assert found.texts == plan.texts


def test_empty_steps_and_measures_of_a_person_are_filled_with_what_is_new(
    plan: Plan, path: Path, analysis_of: AnalysisOf, agency: Agency
) -> None:
    text = path.read_text(encoding="utf-8")
    start, end = text.index("measures:\n"), text.index("\nmade:")
    path.write_text(text[:start] + "measures: []\n" + text[end:], encoding="utf-8")
    write_plan(make_plan(analysis_of(letter="e8 ประเด็น ก ดังนั้น ข"), agency, 2567, load_method(2567)), path)
    (measure,) = read_plan(path).measures
    assert {step.answers for step in measure.steps} == {("remark/e8", "7")}
