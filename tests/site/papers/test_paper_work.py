"""Making papers in the background."""

import hashlib
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django_scopes import scope

from prongsai.language.problems import InputError, Problem
from prongsai.site.files.storing import content_of, path_of
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import run
from prongsai.site.papers import work
from prongsai.site.papers.actions import go_on, make_again, order_papers
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.papers.queries import differing, files_of, the_order
from prongsai.site.papers.work import make_papers
from prongsai.site.progress.models import Meeting
from prongsai.site.rounds.actions import close_round, correct_result
from prongsai.site.rounds.queries import the_round
from ways import words

pytestmark = pytest.mark.usefixtures("within")
ALL = ("report", "memo", "divisions", "order", "announcement", "meeting", "picture", "progress")


def hashes(order):
    return [(paper.kind, paper.division, each.format, each.file.sha256) for paper, each in files_of(order)]


def words_of(file):
    """Give all that a Word file holds, headers with their watermarks too."""
    with zipfile.ZipFile(BytesIO(content_of(file))) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_papers_are_made_in_all_formats_and_named_in_thai(order):
    made = order(("memo", "divisions", "picture"), ("docx", "pdf", "xlsx", "html"))
    assert (made.job.state, made.job.told, made.job.done, made.job.total) == ("done", "", 21, 21)
    titles = (
        "บันทึกข้อความขออนุมัติมาตรการ",
        "บันทึกข้อความแจ้งมาตรการถึงสำนักปลัดเทศบาล",
        "บันทึกข้อความแจ้งมาตรการถึงกองคลัง",
        "บันทึกข้อความแจ้งมาตรการถึงหน่วยตรวจสอบภายใน",
        "บันทึกข้อความแจ้งมาตรการถึงกองช่าง",
    )
    assert [each.file.name for _paper, each in files_of(made)] == [
        *(f"{title}-2568-2569.{ending}" for title in titles for ending in ("docx", "pdf", "xlsx", "html")),
        "ภาพสรุปผลการประเมิน-2568-2569.png",
    ]
    assert [str(paper) for paper in made.made.all()] == [*titles, "ภาพสรุปผลการประเมิน"]
    for _paper, each in files_of(made):
        content = content_of(each.file)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (each.file.sha256, each.file.size)
        assert (each.file.act, each.file.stored_by, str(each)) == (
            "paper.view",
            made.ordered_by,
            each.file.name,
        )


def test_every_kind_of_paper_can_be_made(order):
    made = order(ALL)
    assert made.job.told == ""
    assert list(dict.fromkeys(paper.kind for paper in made.made.all())) == list(ALL)


def test_watermark_stands_on_all_but_the_memo_that_asks_for_approval(order):
    made = order(("memo", "announcement"))
    marked = {paper.kind: "ร่าง" in words_of(each.file) for paper, each in files_of(made)}
    assert marked == {"memo": False, "announcement": True}


def test_papers_speak_thai_whoever_asks_for_them(house, order):
    first = order(("meeting",))
    PaperOrder.objects.filter(pk=first.pk).update(removed_at=first.ordered_at)
    second = order(("meeting",))
    Job.objects.filter(pk=second.job_id).update(language="en", state="waiting")
    PaperFile.objects.filter(paper__order=second).delete()
    run.func(second.job_id)
    assert hashes(the_order(second.round, second.pk)) == hashes(first)


def test_made_again_is_the_same_byte_for_byte_whatever_became_of_the_round(house, plan, order):
    first = order(ALL, ("docx", "pdf", "xlsx", "html"))
    assert (differing(first), first.job.told) == (None, "")
    each = the_round(house.agency, 2568)
    inputs = {**each.decisive.inputs, "indicators": {**each.decisive.inputs["indicators"], "1": "12.00"}}
    correct_result(house.actor(), each.decisive, inputs, kind="published")
    plan.measures.update(title="อื่น")
    house.agency.name = "เทศบาลที่เปลี่ยนชื่อ"
    house.agency.save()
    close_round(house.actor(), the_round(house.agency, 2568))
    again = make_again(house.actor(), first)
    assert differing(the_order(each, again.pk)) is None
    run.func(again.job_id)
    again = the_order(each, again.pk)
    assert (again.job.state, again.again_of) == ("done", first)
    assert hashes(again) == hashes(first)
    assert differing(again) == []
    assert len(hashes(first)) > 30


def test_sheet_of_a_meeting_is_made_again_whatever_became_of_the_meeting(house, plan, order):
    first_measure = plan.measures.first()
    meeting = Meeting.objects.create(
        agency=house.agency,
        plan=plan,
        day=date(2099, 1, 5),
        title="ครั้งที่ 1/2642",
        measures=[first_measure.key],
    )
    first = order(("meeting", "memo"), meeting=meeting)
    ((sheet, file), _memo) = files_of(first)
    assert (sheet.title, file.file.name) == (
        "ระเบียบวาระการประชุมติดตามมาตรการ ครั้งที่ 1/2642",
        "ระเบียบวาระการประชุมติดตามมาตรการ ครั้งที่ 1-2642-2568-2569.docx",
    )
    said = words(content_of(file.file))
    told = ("ครั้งที่ 1/2642\nวันที่ 5 มกราคม 2642\n", "การประชุมครั้งนี้พิจารณา 1 มาตรการ", "ณ วันที่ 5 มกราคม 2642")
    assert [each in said for each in told] == [True, True, False]
    meeting.title, meeting.measures = "อื่น", []
    meeting.save()
    again = make_again(house.actor(), first)
    run.func(again.job_id)
    assert hashes(the_order(first.round, again.pk)) == hashes(first)


def test_sheet_kept_before_it_was_one_of_a_meeting_can_be_made_again(house, plan, order):
    first = order(("meeting",))
    del first.source["meeting"]
    first.save()
    again = make_again(house.actor(), first)
    run.func(again.job_id)
    assert hashes(the_order(first.round, again.pk)) == hashes(first)


def test_made_anew_after_a_change_is_another_file(house, plan, order):
    first = order(("memo",))
    each = the_round(house.agency, 2568)
    inputs = {**each.decisive.inputs, "indicators": {**each.decisive.inputs["indicators"], "1": "12.00"}}
    correct_result(house.actor(), each.decisive, inputs, kind="published")
    plan.round = the_round(house.agency, 2568)
    assert hashes(order(("memo",))) != hashes(first)


def test_files_that_differ_from_the_first_time_are_named(house, order):
    first = order(("memo",), ("docx", "html"))
    again = make_again(house.actor(), first)
    PaperOrder.objects.filter(pk=again.pk).update(details={**again.details, "number": "มท ๑/๒"})
    run.func(again.job_id)
    assert differing(the_order(first.round, again.pk)) == [
        "บันทึกข้อความขออนุมัติมาตรการ-2568-2569.docx",
        "บันทึกข้อความขออนุมัติมาตรการ-2568-2569.html",
    ]


def test_what_is_made_already_is_not_made_again(order):
    made = order(("memo", "announcement"), ("docx", "html"))
    before = list(PaperFile.objects.values_list("pk", "file"))
    kept = before[0]
    PaperFile.objects.exclude(pk=kept[0]).delete()
    Job.objects.update(state="waiting")
    run.func(made.job_id)
    after = list(PaperFile.objects.values_list("pk", "file"))
    assert (after[0], len(after), after[0] in before) == (kept, 4, True)
    assert Paper.objects.count() == 2


def test_file_that_another_run_keeps_meanwhile_is_kept_once(order, monkeypatch):
    made = order(("memo",))
    (kept,) = PaperFile.objects.all()
    monkeypatch.setattr(work, "_made", lambda _order: set())
    Job.objects.update(state="waiting")
    run.func(made.job_id)
    assert list(PaperFile.objects.all()) == [kept]


def test_job_of_an_order_that_is_gone_does_nothing(house):
    job = Job.objects.create(agency=house.agency, kind="papers", subject="999")
    make_papers(job)
    assert Paper.objects.count() == 0


def test_fault_in_one_paper_is_told_once_the_others_are_made(house, order, monkeypatch):
    from prongsai.reports import letters

    def refuse(*_arguments):
        raise InputError(Problem("bad-picture", "ภาพเสีย", "ตรา", "ส่งใหม่"))

    with monkeypatch.context() as broken:
        broken.setattr(letters, "memo_to_approver", refuse)
        made = order(("memo", "announcement"), ("docx", "html"))
    assert (made.job.state, made.job.told) == (
        "failed",
        "ตรา: ภาพเสีย — ส่งใหม่\nตรา: ภาพเสีย — ส่งใหม่",
    )
    assert [paper.kind for paper in made.made.all()] == ["announcement"]
    made = go_on(house.actor(), made)
    run.func(made.job_id)
    made = the_order(made.round, made.pk)
    assert (made.job.state, len(files_of(made))) == ("done", 4)


def test_pictures_of_the_agency_stand_on_papers_and_must_be_sound(house, order, picture):
    plain = order(("memo",))
    house.agency.garuda = house.agency.seal = picture
    house.agency.save()
    pictured = order(("memo", "report"))
    assert (pictured.garuda, pictured.seal) == (picture, picture)
    sizes = [files_of(made)[0][1].file.size for made in (plain, pictured)]
    assert sizes[1] > sizes[0]
    path_of(house.agency.pk, picture.sha256).write_bytes(b"damaged")
    PaperFile.objects.all().delete()
    broken = make_again(house.actor(), pictured)
    run.func(broken.job_id)
    assert the_order(broken.round, broken.pk).job.state == "failed"


def test_order_of_another_agency_is_made_in_its_own_scope(other, planned, details):
    theirs = planned(other)
    with scope(agency=other.agency):
        made = order_papers(
            other.actor(), theirs.round, theirs, papers=("memo",), formats=("docx",), details=details
        )
    run.func(made.job_id)
    with scope(agency=other.agency):
        assert [each.agency for each in PaperFile.objects.all()] == [other.agency]
