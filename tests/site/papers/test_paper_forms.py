"""The form of papers: what it offers, what it says by itself, what it makes of what was typed."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from prongsai.reports.details import Details, Person
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.papers.defaults import form_of
from prongsai.site.papers.details import details_of, plain_details
from prongsai.site.papers.forms import NOW, PAPERS, PaperForm, version_words
from prongsai.site.papers.models import PaperOrder
from prongsai.site.papers.queries import versions_to_print
from prongsai.site.plans.models import Version
from prongsai.site.progress.models import Meeting
from prongsai.site.rounds.models import PackCopy

pytestmark = pytest.mark.usefixtures("within", "english")


@pytest.fixture
def english():
    with override("en"):
        yield


def data(**changes):
    typed = QueryDict(mutable=True)
    plain = {
        "papers": ["memo", "report"],
        "formats": ["docx"],
        "plan": NOW,
        "watermark": "auto",
        "author_name": " สมมุติ ",
        "day": "๑๕ ธ.ค. ๖๘",
        **changes,
    }
    for key, value in plain.items():
        typed.setlist(key, value if isinstance(value, list) else [value])
    return typed


def form(house, of_plan, /, **changes) -> PaperForm:
    house.agency.save()
    return form_of(house.actor(), of_plan.round, of_plan, data(**changes))


def version(house, plan, number, state, **fields):
    return Version.objects.create(
        agency=house.agency,
        plan=plan,
        number=number,
        state=state,
        content={"measures": []},
        submitted_by=house.actor().user.name,
        **fields,
    )


def choices(given, name):
    return [str(words) for _key, words in given.fields[name].choices]


def test_what_is_offered_without_versions(house, plan):
    offered = form_of(house.actor(), plan.round, plan)
    assert choices(offered, "papers") == [
        "Report of the analysis and the measures",
        "Memo to the approver",
        "Memo to each division",
        "Order of the working group",
        "Announcement of the measures",
        "Sheet for a meeting's agenda",
        "Picture that sums up the result (PNG)",
    ]
    assert choices(offered, "formats") == ["Word (DOCX)", "PDF", "Excel (XLSX)", "Web page (HTML)"]
    assert choices(offered, "plan") == ["The plan as it is worked on now"]
    assert offered.plan_words == "The plan as it is worked on now"
    assert form(house, plan, plan="99").plan_words == ""
    assert choices(offered, "watermark") == ["Automatic", "ร่าง", "ตัวอย่าง", "None"]
    assert "columns" not in offered.fields


def test_meetings_are_offered_and_the_one_chosen_is_given(house, plan):
    assert choices(form_of(house.actor(), plan.round, plan), "meeting") == [
        "no one in particular: all measures"
    ]
    first, gone = (
        Meeting.objects.create(agency=house.agency, plan=plan, day=date(2026, 1, 5), title=title)
        for title in ("ครั้งที่ 1", "ครั้งที่ 2")
    )
    Meeting.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
    given = form(house, plan, meeting=str(first.pk))
    assert choices(given, "meeting")[1:] == ["ครั้งที่ 1, 5 January 2569"]
    assert given.is_valid()
    assert given.cleaned_data["meeting"] == first
    assert form(house, plan, meeting=str(gone.pk)).errors.keys() == {"meeting"}


def test_usual_set_needs_one_press(house, plan):
    house.agency.number = "ตย ๕๒๐๐๑/"
    house.agency.thai_digits = True
    house.agency.save()
    initial = form_of(house.actor(), plan.round, plan).initial
    assert initial == {
        "papers": [key for key in PAPERS if key != "progress"],
        "formats": ["docx", "pdf"],
        "plan": NOW,
        "watermark": "auto",
        "author_name": "Officer of one.example.com",
        "author_position": "position of officer",
        "approver_name": "Approver of one.example.com",
        "approver_position": "นายกเทศมนตรี",
        "number": "ตย ๕๒๐๐๑/",
        "order_number": "",
        "columns": "responsible_first",
        "thai_digits": True,
    }


def test_what_is_not_known_of_people_is_left_empty(house, plan):
    Membership.objects.update(position="")
    ChainStep.objects.update(holder=None, acting_position="ปลัดเทศบาล")
    initial = form_of(house.actor(), plan.round, plan).initial
    assert [initial[key] for key in ("author_position", "approver_name", "approver_position")] == [
        "",
        "",
        "ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี",
    ]
    ChainStep.objects.all().delete()
    assert form_of(house.actor(), plan.round, plan).initial["approver_position"] == ""


def test_details_of_the_papers_before_are_taken_over_without_their_day(house, plan, order):
    order(
        details=plain_details(
            Details(
                author=Person("ก", "ข"),
                approver=Person("ค", "ง"),
                number="๑",
                order_number="๒",
                day=datetime(2025, 12, 15, tzinfo=timezone.get_current_timezone()).date(),
                thai_digits=True,
            ),
            spare_memo=False,
        )
    )
    initial = form_of(house.actor(), plan.round, plan).initial
    taken = (
        "author_name",
        "author_position",
        "approver_name",
        "approver_position",
        "number",
        "order_number",
        "thai_digits",
    )
    assert [initial[key] for key in taken] == ["ก", "ข", "ค", "ง", "๑", "๒", True]
    assert "day" not in initial


def test_versions_are_offered_the_newest_that_counts_first(house, plan):
    version(house, plan, 1, "published", published_at=datetime(2025, 10, 1, 5, tzinfo=UTC))
    version(house, plan, 2, "returned")
    version(house, plan, 3, "withdrawn")
    approved = version(house, plan, 4, "approved", decided_at=datetime(2025, 11, 2, 5, tzinfo=UTC))
    submitted = version(house, plan, 5, "submitted", submitted_at=datetime(2025, 12, 3, 5, tzinfo=UTC))
    assert [each.number for each in versions_to_print(plan)] == [4, 1, 5]
    offered = form_of(house.actor(), plan.round, plan)
    assert choices(offered, "plan") == [
        "Version 4 – approved, 2 November 2568",
        "Version 1 – published, 1 October 2568",
        "Version 5 – awaiting approval, 3 December 2568",
        "The plan as it is worked on now",
    ]
    assert offered.initial["plan"] == str(approved.pk)
    assert offered.plan_words == "Version 4 – approved, 2 November 2568"
    assert version_words(submitted) == "Version 5 – awaiting approval, 3 December 2568"
    chosen = form(house, plan, plan=str(approved.pk))
    assert (chosen.is_valid(), chosen.cleaned_data["version"]) == (True, approved)
    assert chosen.cleaned_data["details"]["watermark"] == ""
    awaiting = form(house, plan, plan=str(submitted.pk))
    assert (awaiting.is_valid(), awaiting.cleaned_data["details"]["watermark"]) == (True, "ร่าง")


def test_version_that_only_awaits_approval_is_not_the_usual_choice(house, plan):
    version(house, plan, 1, "submitted")
    assert form_of(house.actor(), plan.round, plan).initial["plan"] == NOW


@pytest.mark.parametrize(
    ("state", "offered"), [("submitted", False), ("approved", True), ("published", True)]
)
def test_report_on_progress_is_offered_once_a_version_is_followed_up(house, plan, state, offered):
    version(house, plan, 1, state)
    given = form_of(house.actor(), plan.round, plan)
    assert ("Report on progress" in choices(given, "papers")) is offered
    assert "progress" not in given.initial["papers"]


def test_columns_are_asked_for_in_the_old_layout_only(house, plan):
    from prongsai.site.rounds.packs import pack_of

    plan.item_pack = pack_of(2567)
    given = form(house, plan, columns="period_first")
    assert choices(given, "columns") == ["responsible, then period", "period, then responsible"]
    assert given.is_valid()
    assert given.cleaned_data["details"]["columns"] == "period_first"
    assert PackCopy.objects.count() > 0


def test_details_are_made_of_what_was_typed_and_of_the_agency(house, plan):
    house.agency.telephone, house.agency.members = "0 0000 0000", "ปลัดเทศบาล\n\n ผู้อำนวยการกองคลัง \n"
    given = form(
        house,
        plan,
        author_position="นิติกร",
        approver_name="ก",
        approver_position="นายก",
        number="ตย 1",
        order_number="2/2568",
        thai_digits="on",
    )
    assert given.is_valid(), given.errors
    assert given.cleaned_data["version"] is None
    assert given.cleaned_data["details"] == {
        "author": ["สมมุติ", "นิติกร"],
        "approver": ["ก", "นายก"],
        "day": "2025-12-15",
        "number": "ตย 1",
        "order_number": "2/2568",
        "telephone": "0 0000 0000",
        "columns": "responsible_first",
        "members": ["ปลัดเทศบาล", "ผู้อำนวยการกองคลัง"],
        "thai_digits": True,
        "watermark": "ร่าง",
        "spare_memo": True,
    }


@pytest.mark.parametrize(
    ("mark", "example", "watermark", "spared"),
    [
        ("auto", False, "ร่าง", True),
        ("auto", True, "ตัวอย่าง", False),
        ("draft", False, "ร่าง", False),
        ("example", False, "ตัวอย่าง", False),
        ("none", True, "", False),
    ],
)
def test_watermark(house, plan, mark, example, watermark, spared):
    house.agency.example = example
    given = form(house, plan, watermark=mark)
    assert given.is_valid()
    details = given.cleaned_data["details"]
    assert (details["watermark"], details["spare_memo"]) == (watermark, spared)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"papers": []}, {"papers": ["Choose at least one of these."]}),
        (
            {"formats": ["exe"]},
            {"formats": ["Select a valid choice. exe is not one of the available choices."]},
        ),
        (
            {"papers": ["progress"]},
            {"papers": ["Select a valid choice. progress is not one of the available choices."]},
        ),
        ({"plan": "99"}, {"plan": ["Select a valid choice. 99 is not one of the available choices."]}),
        (
            {"day": "32 มกราคม"},
            {"day": ["“32 มกราคม” is not a date – write it like 15 สิงหาคม 2568 or 2568-08-15"]},
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(house, plan, changes, errors):
    from prongsai.language.messages import language

    with language("en"):
        given = form(house, plan, **changes)
        assert {name: list(said) for name, said in given.errors.items()} == errors


def test_day_may_be_left_empty(house, plan):
    given = form(house, plan, day=" ")
    assert given.is_valid()
    assert given.cleaned_data["details"]["day"] is None


def test_details_as_plain_values_and_back():
    details = Details(
        seal=b"s",
        garuda=b"g",
        author=Person("ก", "ข"),
        approver=Person("ค", "ง"),
        day=datetime(2025, 12, 15, tzinfo=UTC).date(),
        number="1",
        order_number="2",
        telephone="3",
        columns="period_first",
        members=("ก", "ข"),
        thai_digits=True,
        watermark="ร่าง",
    )
    plain = plain_details(details, spare_memo=True)
    assert details_of(plain, "report", b"s", b"g") == details
    assert details_of(plain, "memo", b"s", b"g").watermark == ""
    assert details_of({**plain, "day": None}, "report", None, None).day is None
    assert PaperOrder(details=plain).details == plain
