"""Asking for papers, signing and removing them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope
from django_tasks_db.models import DBTaskResult

from prongsai import __version__
from prongsai.language.problems import InputError
from prongsai.site.audit.models import Act
from prongsai.site.files.kinds import PDF
from prongsai.site.papers.actions import (
    go_on,
    make_again,
    order_papers,
    remove_order,
    restore_order,
    sign_paper,
)
from prongsai.site.papers.models import PaperOrder
from prongsai.site.papers.queries import newest_papers
from prongsai.site.permissions import ACTS, Role
from prongsai.site.plans.actions import submit
from prongsai.site.plans.models import Version
from prongsai.site.progress.models import Meeting
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round

pytestmark = pytest.mark.usefixtures("within")


def scan(content=b"%PDF-signed", name="scan.pdf"):
    upload = SimpleUploadedFile(name, content)
    upload.content, upload.kind = content, PDF
    return upload


def ask(house, plan, details, **options):
    wanted = {"papers": ("memo", "divisions"), "formats": ("docx",), "details": details, **options}
    return order_papers(house.actor(), plan.round, plan, **wanted)


def logged():
    return [
        (act.code, act.object_name, act.before, act.after)
        for act in Act.objects.filter(code__startswith="paper").order_by("pk")
    ]


def test_order_keeps_all_that_goes_in_and_asks_for_the_job(house, plan, details, picture):
    house.agency.seal = picture
    house.agency.save()
    made = order_papers(
        house.actor(), plan.round, plan, papers=("memo", "divisions"), formats=("docx",), details=details
    )
    assert (made.papers, made.formats, made.details, made.version, made.maker, made.seal, made.garuda) == (
        ["memo", "divisions"],
        ["docx"],
        details,
        None,
        __version__,
        picture,
        None,
    )
    assert sorted(made.source) == ["analysis", "day", "meeting", "plan", "plan_method"]
    assert (made.source["plan"]["plan_year"], made.source["plan_method"][0]) == (2569, 2569)
    assert (made.ordered_by, made.job.kind, made.job.state) == (house.actor().user.name, "papers", "waiting")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [made.job.pk]
    assert made.get_absolute_url() == f"/agencies/{house.agency.pk}/rounds/2568/papers/{made.pk}/"
    name = "บันทึกข้อความขออนุมัติมาตรการ, บันทึกข้อความแจ้งมาตรการถึงแต่ละส่วนราชการ"
    assert str(made) == name
    assert logged() == [("papers.ordered", name, {}, {"papers": ["memo", "divisions"], "formats": ["docx"]})]
    assert "สมมุติ" not in str(logged())


def test_version_of_the_plan_is_printed_as_it_was_submitted(house, plan, details):
    submit(house.actor(), plan, "", "ยังไม่ครบ")
    version = Version.objects.get()
    plan.measures.update(title="แก้ไขภายหลัง")
    titles = [
        [each["title"] for each in ask(house, plan, details, version=given).source["plan"]["measures"]]
        for given in (version, None)
    ]
    assert ("แก้ไขภายหลัง" in titles[0], "แก้ไขภายหลัง" in titles[1]) == (False, True)
    assert logged()[0][3]["version"] == 1


def test_same_order_asked_for_twice_is_given_once(house, plan, details):
    first = ask(house, plan, details)
    assert ask(house, plan, details) == first
    assert ask(house, plan, details, formats=("pdf",)) != first
    first.job.state = "done"
    first.job.save()
    assert ask(house, plan, details) != first
    assert [code for code, *_rest in logged()] == [
        "papers.ordered",
        "papers.found",
        "papers.ordered",
        "papers.ordered",
    ]


def test_sheet_of_a_meeting_keeps_it_and_tells_nothing_of_days_to_come(house, plan, details):
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(1), today + timedelta(1)
    key = plan.measures.first().key
    past, coming = (
        Meeting.objects.create(agency=house.agency, plan=plan, day=day, title="ครั้งที่ 1", measures=[key])
        for day in (yesterday, tomorrow)
    )
    made = [
        ask(house, plan, details, **chosen).source
        for chosen in (
            {"meeting": past},
            {"meeting": coming},
            {"meeting": past, "until": today},
            {"until": tomorrow},
            {},
        )
    ]
    assert [(source["day"], source["meeting"]) for source in made] == [
        (str(yesterday), ["ครั้งที่ 1", str(yesterday), [key]]),
        (str(today), ["ครั้งที่ 1", str(tomorrow), [key]]),
        (str(today), ["ครั้งที่ 1", str(yesterday), [key]]),
        (str(today), None),
        (str(today), None),
    ]


def test_meeting_of_measures_that_the_plan_does_not_have_has_no_sheet(house, plan, details):
    meeting = Meeting.objects.create(
        agency=house.agency, plan=plan, day=date(2026, 1, 5), title="ครั้งที่ 1", measures=["m99"]
    )
    with pytest.raises(InputError) as error:
        ask(house, plan, details, meeting=meeting)
    assert [each.code for each in error.value.problems] == ["no-measure"]
    meeting.measures = []
    assert ask(house, plan, details, meeting=meeting).source["meeting"] == ["ครั้งที่ 1", "2026-01-05", []]


def test_round_without_result_has_no_papers(house, plan, details):
    Round.objects.update(decisive=None)
    plan.round = the_round(house.agency, 2568)
    with pytest.raises(InputError) as error:
        ask(house, plan, details)
    assert [each.code for each in error.value.problems] == ["no-result"]
    assert (PaperOrder.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_made_again_and_gone_on(house, plan, details):
    first = ask(house, plan, details)
    again = make_again(house.actor(), first)
    assert (again.again_of, again.source, again.details, again.papers, again.formats) == (
        first,
        first.source,
        first.details,
        first.papers,
        first.formats,
    )
    before = again.job
    assert go_on(house.actor(), again).job != before
    assert [code for code, *_rest in logged()] == ["papers.ordered", "papers.made-again", "papers.gone-on"]


def test_signed_copy_is_kept_and_replaced_and_both_stand_in_the_log(house, order):
    paper = order().made.all()[0]
    first = sign_paper(house.actor(), paper, scan()).signed
    second = sign_paper(house.actor(), paper, scan(b"%PDF-signed again")).signed
    assert (first.name, first.act, first.stored_by) == ("scan.pdf", "paper.view", house.actor().user.name)
    assert [entry for entry in logged() if entry[0] == "paper.signed"] == [
        ("paper.signed", "บันทึกข้อความขออนุมัติมาตรการ", {}, {"sha256": first.sha256}),
        ("paper.signed", "บันทึกข้อความขออนุมัติมาตรการ", {"sha256": first.sha256}, {"sha256": second.sha256}),
    ]


def test_order_is_removed_and_restored(house, order):
    made = order()
    assert remove_order(house.actor(), made).removed_at is not None
    assert newest_papers(made.round) is None
    assert restore_order(house.actor(), made).removed_at is None
    assert newest_papers(made.round) == made


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_may_write(house, plan, order, details, role):
    made = order()
    paper = made.made.all()[0]
    actor = house.actor(role)
    wanted = {"papers": ("memo",), "formats": ("pdf",), "details": details}
    tried = {
        "paper.make": (
            lambda: order_papers(actor, plan.round, plan, **wanted),
            lambda: make_again(actor, made),
            lambda: go_on(actor, made),
        ),
        "paper.sign": (lambda: sign_paper(actor, paper, scan()),),
        "paper.delete": (lambda: remove_order(actor, made), lambda: restore_order(actor, made)),
    }
    for act, attempts in tried.items():
        for attempt in attempts:
            if role in ACTS[act]:
                attempt()
            else:
                with pytest.raises(PermissionDenied):
                    attempt()


def test_nobody_writes_to_another_agency(house, other, planned, details):
    theirs = planned(other)
    with scope(agency=other.agency):
        made = order_papers(
            other.actor(), theirs.round, theirs, papers=("memo",), formats=("docx",), details=details
        )
        for attempt in (
            lambda: ask(house, theirs, details),
            lambda: make_again(house.actor(), made),
            lambda: go_on(house.actor(), made),
            lambda: remove_order(house.actor(), made),
            lambda: restore_order(house.actor(), made),
        ):
            with pytest.raises(PermissionDenied):
                attempt()
