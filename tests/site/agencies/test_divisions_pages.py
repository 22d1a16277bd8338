"""Divisions: added, renamed, put in order, removed, put back and merged."""

import pytest
from django_scopes import scope, scopes_disabled

from houses import INPUTS
from prongsai.language.problems import InputError
from prongsai.site.agencies.divisions import actions
from prongsai.site.agencies.divisions.forms import MergeForm
from prongsai.site.agencies.divisions.queries import counted_divisions, missing_divisions
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.models import Division, Invitation, Membership
from prongsai.site.agencies.people.forms import PlaceForm
from prongsai.site.agencies.queries import divisions_of, own_divisions
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import change_measure
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.models import Measure, Ownership, Plan
from prongsai.site.rounds.actions import enter_result, start_round

NAMES = ["สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง"]


@pytest.fixture
def browser(house, signed_in):
    """Give the officer's browser, in English."""
    user = house.users[Role.OFFICER]
    user.language = "en"
    user.save()
    return signed_in(user)


@pytest.fixture
def measures(house):
    """Let measures belong to divisions: one to finance, one to finance and works, a removed one to works."""
    with scope(agency=house.agency):
        officer = house.actor()
        round_ = start_round(officer, 2568)
        row = enter_result(officer, round_, INPUTS, kind="published", way="form")
        plan = Plan.objects.create(
            agency=house.agency, round=round_, plan_year=2569, item_pack=row.pack, method_hash="x"
        )
        made = []
        for key, owners in (("m1", ("finance",)), ("m2", ("finance", "works")), ("m3", ("works",))):
            measure = Measure.objects.create(
                agency=house.agency,
                plan=plan,
                key=key,
                place=0,
                title=f"มาตรการ {key}",
                removed_at=row.entered_at if key == "m3" else None,
            )
            made.append(measure)
            for place, owner in enumerate(owners):
                Ownership.objects.create(
                    agency=house.agency, measure=measure, division=house.divisions[owner], place=place
                )
        return made


def address(house, rest="", division=None):
    number = f"{house.divisions[division].pk}/" if division else ""
    return f"/agencies/{house.agency.pk}/settings/divisions/{number}{rest}"


def text(answer):
    return answer.content.decode()


def names(house):
    with scope(agency=house.agency):
        return [each.name for each in divisions_of(house.agency)]


def test_list_shows_work_people_and_measures(house, browser, measures):
    with scope(agency=house.agency):
        counted = counted_divisions(house.agency)
        assert [(each.name, each.people, each.measures) for each in counted] == [
            ("สำนักปลัดเทศบาล", 0, 0),
            ("กองคลัง", 1, 2),
            ("กองช่าง", 0, 1),
        ]
    page = text(browser.get(address(house)))
    assert "finance and procurement" in page
    for name in NAMES:
        assert name in page


def test_division_is_added_after_the_others(house, browser):
    answer = browser.post(address(house), {"name": "กองการศึกษา", "key": "education"})
    assert answer["Location"] == address(house)
    assert "Added: กองการศึกษา" in text(browser.get(address(house)))
    assert names(house) == [*NAMES, "กองการศึกษา"]
    act = Act.objects.get()
    assert (act.code, act.after) == ("division.added", {"name": "กองการศึกษา", "key": "education"})


def test_first_division_has_the_first_place(house, within):
    Division.objects.all().delete()
    assert actions.add_division(house.actor(), "ก").place == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "กองช่าง"}, "Another division has this name."),
        ({"name": "กองใหม่", "key": "works"}, "Select a valid choice."),
        ({"name": "กองใหม่", "key": "all"}, "Select a valid choice."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_faulty_division_is_refused(house, browser, data, words):
    page = text(browser.post(address(house), data))
    assert words in page
    assert names(house) == NAMES


def test_usual_divisions_are_added_with_one_click(house, browser):
    with scope(agency=house.agency):
        missing = missing_divisions(house.agency)
    assert missing == {
        "education": "กองการศึกษา",
        "health": "กองสาธารณสุขและสิ่งแวดล้อม",
        "welfare": "กองสวัสดิการสังคม",
        "audit": "หน่วยตรวจสอบภายใน",
    }
    page = text(browser.get(address(house)))
    for name in missing.values():
        assert name in page
    browser.post(address(house, "usual/"))
    page = text(browser.get(address(house)))
    assert "4 divisions are added." in page
    assert "Usual divisions" not in page
    assert names(house) == [*NAMES, *missing.values()]
    act = Act.objects.get()
    assert (act.code, act.after) == ("division.usual-added", {"divisions": list(missing.values())})


def test_without_divisions_the_page_says_what_to_do(house, browser):
    with scope(agency=house.agency):
        Division.objects.all().delete()
    assert "There are no divisions yet." in text(browser.get(address(house)))


def test_division_is_renamed(house, browser):
    page = text(browser.get(address(house, division="works")))
    assert 'value="กองช่าง"' in page
    assert '<option value="works" selected>public works and buildings</option>' in page
    assert '<option value="finance"' not in page
    answer = browser.post(address(house, division="works"), {"name": "สำนักช่าง", "key": ""})
    assert answer["Location"] == address(house)
    assert names(house) == ["สำนักปลัดเทศบาล", "กองคลัง", "สำนักช่าง"]
    act = Act.objects.get()
    assert (act.code, act.before, act.after) == (
        "division.changed",
        {"name": "กองช่าง", "key": "works"},
        {"name": "สำนักช่าง", "key": ""},
    )


def test_faulty_name_is_shown_again(house, browser):
    page = address(house, division="works")
    assert "Another division has this name." in text(browser.post(page, {"name": "กองคลัง"}))
    assert "This field is required." in text(browser.post(page, {"name": ""}))


@pytest.mark.parametrize(
    ("division", "way", "order"),
    [
        ("works", "up", ["สำนักปลัดเทศบาล", "กองช่าง", "กองคลัง"]),
        ("office", "down", ["กองคลัง", "สำนักปลัดเทศบาล", "กองช่าง"]),
        ("office", "up", NAMES),
        ("works", "down", NAMES),
    ],
)
def test_division_is_moved_one_place(house, browser, division, way, order):
    answer = browser.post(address(house, "move/", division), {"way": way})
    assert answer["Location"] == f"{address(house)}#division-{house.divisions[division].pk}"
    assert names(house) == order


def test_division_that_stands_for_all_is_nobodys_own_and_not_to_be_changed(house, browser):
    with scope(agency=house.agency):
        everybody = Division.objects.create(agency=house.agency, name="ทุกส่วนราชการ", key="all", place=1)
        assert [each.name for each in PlaceForm().fields["division"].queryset] == NAMES
        assert [each.name for each in MergeForm(house.divisions["works"]).fields["into"].queryset] == NAMES[
            :2
        ]
    assert "ทุกส่วนราชการ" not in browser.get(address(house)).content.decode()
    browser.post(address(house, "move/", "works"), {"way": "up"})
    with scope(agency=house.agency):
        everybody.refresh_from_db()
        assert [each.name for each in own_divisions()] == [NAMES[0], NAMES[2], NAMES[1]]
    assert everybody.place == 1


def test_division_is_removed_and_put_back(house, browser):
    answer = browser.post(address(house, "remove/", "office"))
    assert answer["Location"] == address(house)
    page = text(browser.get(address(house)))
    undo = address(house, "restore/", "office")
    assert "Removed: สำนักปลัดเทศบาล" in page
    assert f'action="{undo}"' in page
    assert names(house) == NAMES[1:]
    assert browser.get(address(house, division="office")).status_code == 404
    browser.post(undo)
    assert names(house) == NAMES
    assert browser.post(undo).status_code == 404


def test_division_that_measures_belong_to_is_merged_instead(house, browser, measures):
    with scope(agency=house.agency), pytest.raises(InputError):
        actions.remove_division(house.actor(), house.divisions["finance"])
    answer = browser.post(address(house, "remove/", "finance"), follow=True)
    assert answer.request["PATH_INFO"] == address(house, "merge/", "finance")
    page = text(answer)
    assert "มาตรการ m1" in page
    assert "มาตรการ m2" in page
    assert "Remove this division" not in text(browser.get(address(house, division="finance")))
    assert "Remove this division" in text(browser.get(address(house, division="office")))


def test_merged_division_hands_everything_over(house, browser, measures):
    with scope(agency=house.agency):
        invite(
            house.actor(Role.MANAGER),
            email="new@example.com",
            name="New",
            roles={Role.STAFF},
            division=house.divisions["finance"],
        )
    works = house.divisions["works"]
    answer = browser.post(address(house, "merge/", "finance"), {"into": works.pk})
    assert answer["Location"] == address(house)
    assert names(house) == ["สำนักปลัดเทศบาล", "กองช่าง"]
    with scope(agency=house.agency):
        assert {(part.measure.key, part.division.name) for part in Ownership.objects.all()} == {
            ("m1", "กองช่าง"),
            ("m2", "กองช่าง"),
            ("m3", "กองช่าง"),
        }
        assert Membership.objects.get(role=Role.STAFF).division == works
        assert Invitation.objects.get().division == works
    act = Act.objects.first()
    assert (act.code, act.after) == ("division.merged", {"division": "กองช่าง", "measures": 2})


def test_owners_that_are_open_elsewhere_do_not_overwrite_a_merge(house, browser, measures, within):
    actions.merge_division(house.actor(), house.divisions["finance"], house.divisions["works"])
    open_elsewhere = {"owners": [house.divisions["finance"]], "persons": []}
    for measure in measures[:2]:
        with pytest.raises(ChangedMeanwhile):
            change_measure(house.actor(), measure, "owners", open_elsewhere, seen=0)
    told = Act.objects.filter(code="measure.changed").order_by("pk").values_list("before", "after")
    assert list(told) == [
        ({"owners": ["กองคลัง"]}, {"owners": ["กองช่าง"]}),
        ({"owners": ["กองคลัง", "กองช่าง"]}, {"owners": ["กองช่าง"]}),
    ]


def test_merge_without_a_choice_is_refused(house, browser):
    assert "Choose one of these." in text(browser.post(address(house, "merge/", "office")))
    with scope(agency=house.agency), pytest.raises(InputError):
        actions.merge_division(house.actor(), house.divisions["office"], house.divisions["office"])


def test_division_does_not_come_back_beside_another_of_its_name(house, browser):
    browser.post(address(house, "remove/", "works"))
    browser.post(address(house), {"name": "กองช่าง"})
    answer = browser.post(address(house, "restore/", "works"), follow=True)
    assert "Another division has this name." in text(answer)
    assert names(house) == NAMES


def test_division_comes_back_without_work_that_another_one_has_taken(house, within):
    actor, works = house.actor(), house.divisions["works"]
    actions.remove_division(actor, works)
    actions.add_division(actor, "กองโยธา", "works")
    actions.restore_division(actor, works)
    works.refresh_from_db()
    assert (works.key, works.removed_at, str(works)) == ("", None, "กองช่าง")


def test_divisions_of_another_agency_do_not_leak(house, other, browser):
    with scopes_disabled():
        for each in other.divisions.values():
            each.name = f"ความลับ {each.pk}"
            each.save()
    assert "ความลับ" not in text(browser.get(address(house)))
    theirs = other.divisions["works"].pk
    for rest in ("", "move/", "remove/", "restore/", "merge/"):
        assert browser.post(address(house, f"{theirs}/{rest}")).status_code == 404
    assert "ความลับ" not in text(browser.get(address(house, "merge/", "office")))
    page = text(browser.post(address(house, "merge/", "office"), {"into": theirs}))
    assert "Select a valid choice." in page


def test_pages_ask_at_most_twelve_queries(house, browser, measures, django_assert_max_num_queries):
    browser.get(address(house))
    for path in (address(house), address(house, division="finance"), address(house, "merge/", "finance")):
        with django_assert_max_num_queries(12):
            browser.get(path)
