"""The log of an agency: every act in words, before and after, narrowed, in pages, and of no other agency."""

import pytest
from django_scopes import scope

from houses import INPUTS
from prongsai.site.accounts.models import Name
from prongsai.site.agencies.divisions.actions import add_division, change_division
from prongsai.site.agencies.people.actions import change_member
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.audit.models import Act
from prongsai.site.audit.queries import actors_in, acts_of
from prongsai.site.audit.telling import MOST_CHANGES, Change, tell
from prongsai.site.doors import note, record
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.models import Result, Round
from prongsai.site.shell.speech import speaking


@pytest.fixture
def browser(house, signed_in):
    """Give the manager's browser, in English."""
    user = house.users[Role.MANAGER]
    user.language = "en"
    user.save()
    return signed_in(user)


@pytest.fixture
def busy(house):
    """Let something of everything be done in the agency."""
    with scope(agency=house.agency):
        division = add_division(house.actor(), "กองการศึกษา", "education")
        change_division(house.actor(), division, "กองการศึกษา ศาสนา และวัฒนธรรม")
        member = the_member(house.agency, house.users[Role.READER].pk)
        change_member(house.actor(Role.MANAGER), member, {Role.STAFF, Role.READER}, division, "ครู")
        row = enter_result(
            house.actor(), start_round(house.actor(), 2568), INPUTS, kind="published", way="form"
        )
    return division, row


def address(house, query=""):
    return f"/agencies/{house.agency.pk}/log/{query}"


def text(answer):
    return answer.content.decode()


def told(house):
    with speaking("en"):
        return tell(acts_of(house.agency).order_by("pk"))


def test_acts_are_told_in_words(house, busy):
    assert [(each.who, each.did, each.thing, each.name) for each in told(house)][:3] == [
        ("Officer of one.example.com", "added a division", "division", "กองการศึกษา"),
        ("Officer of one.example.com", "changed a division", "division", "กองการศึกษา ศาสนา และวัฒนธรรม"),
        (
            "Manager of one.example.com",
            "changed a member's roles or position",
            "person",
            "Reader of one.example.com",
        ),
    ]


def test_changes_are_told_with_fields_and_values_in_words(house, busy):
    added, changed, member, _started, *_rest = told(house)
    assert added.changes == (
        Change("name of the division", "–", "กองการศึกษา"),
        Change("work of the division", "–", "education, religion and culture"),
    )
    assert changed.changes == (
        Change("name of the division", "กองการศึกษา", "กองการศึกษา ศาสนา และวัฒนธรรม"),
        Change("work of the division", "education, religion and culture", "–"),
    )
    assert member.changes == (
        Change("division", "–", "กองการศึกษา ศาสนา และวัฒนธรรม"),
        Change("position", "position of reader", "ครู"),
        Change("roles", "Reader", "Division staff, Reader"),
    )


def test_values_within_values_are_told_by_their_path(house, busy):
    entered = next(each for each in told(house) if each.did == "entered a result")
    fields = {change.field: change.after for change in entered.changes}
    indicators = [name for name in fields if name.startswith("what was entered › indicators › ")]
    assert indicators == [f"what was entered › indicators › {number}" for number in range(1, 11)]
    assert fields["kind of result"] == "published result"
    assert fields["what was entered › indicators › 7"] == "88.40"
    assert fields["what was entered › remarks › 1 › questions or items"] == "e9"


def test_people_yes_and_no_and_choices_are_told_in_words(house, within):
    reader = house.users[Role.READER].name
    record(
        house.actor(),
        "agency.changed",
        house.agency,
        {"thai_digits": False, "columns": "responsible_first", "strange": {"a": [{"b": 1}], "same": 1}},
        {
            "thai_digits": True,
            "columns": "period_first",
            "strange": {"same": 1},
            "person": {"name": reader.pk},
        },
    )
    (act,) = told(house)
    assert act.changes == (
        Change("Thai digits in papers", "no", "yes"),
        Change("columns of the measures table", "responsible, then period", "period, then responsible"),
        Change("person", "–", "Reader of one.example.com"),
        Change("strange › a › 1 › b", "1", "–"),
    )


def test_acts_stay_readable_when_everything_is_gone(house):
    gone = {"before": {"person": {"name": 987654}}, "after": {"roles": ["astronaut"], "key": "moon"}}
    Act.objects.create(
        actor=house.users[Role.OFFICER].name,
        agency=house.agency,
        code="moon.landed",
        object_kind="moons.moon",
        object_id="x",
        object_name="กอง",
        **gone,
    )
    Act.objects.create(
        actor=house.users[Role.OFFICER].name,
        agency=house.agency,
        code="member.ended",
        object_kind="accounts.name",
        object_id="987654",
    )
    landed, ended = told(house)
    assert (landed.did, landed.thing, landed.name) == ("moon.landed", "", "กอง")
    assert landed.changes == (
        Change("key", "–", "moon"),
        Change("person", "–", "–"),
        Change("roles", "–", "astronaut"),
    )
    assert ended.name == "–"
    assert str(Act.objects.get(code="moon.landed")) == "moon.landed กอง"


def test_very_long_changes_are_cut_and_counted(house, within):
    many = {"inputs": {str(number): number for number in range(MOST_CHANGES + 7)}}
    record(house.actor(), "result.entered", house.agency, {}, many)
    (act,) = told(house)
    assert (len(act.changes), act.more) == (MOST_CHANGES, 7)


def test_log_outlives_its_agency(house, busy):
    number = house.agency.pk
    name = house.agency.name
    count = Act.objects.count()
    with scope(agency=house.agency):
        Round.objects.update(decisive=None)
        Result.objects.all().delete()
        house.agency.delete()
    assert Act.objects.filter(agency=None, agency_name=name).count() == count
    assert not Act.objects.filter(agency=number).exists()


def test_page_shows_acts_newest_first_with_what_changed(house, busy, browser):
    page = text(browser.get(address(house)))
    assert page.index("entered a result:") < page.index("added a division:")
    assert "What changed" in page
    assert "education, religion and culture" in page


def test_page_says_how_many_more_values_there_are(house, browser, within):
    record(
        house.actor(),
        "result.entered",
        house.agency,
        {},
        {"inputs": {str(number): number for number in range(MOST_CHANGES + 1)}},
    )
    assert "and 1 more value" in text(browser.get(address(house)))


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?code=division.added", "added a division:", "changed a division:"),
        ("?thing=agencies.division", "changed a division:", "entered a result:"),
        ("?person={manager}", "changed a member&#x27;s roles or position:", "added a division:"),
        ("?days=7", "added a division:", "long ago"),
        ("?code=made.up&days=7", "added a division:", "long ago"),
        ("", "long ago", "nothing of this"),
    ],
)
def test_log_is_narrowed(house, busy, browser, query, shown, hidden):
    manager = house.users[Role.MANAGER].name
    old = Act.objects.create(
        actor=manager,
        agency=house.agency,
        code="x.y",
        object_kind="x.y",
        object_id="1",
        object_name="long ago",
    )
    Act.objects.filter(pk=old.pk).update(at="2020-01-01T00:00Z")
    page = text(browser.get(address(house, query.format(manager=manager.pk))))
    assert shown in page
    assert hidden not in page
    assert ("Show all" in page) == bool(query)


def test_nothing_that_fits_is_said(house, busy, browser):
    page = text(browser.get(address(house, "?code=division.added&thing=rounds.round")))
    assert "Nothing in the log fits." in page


def test_empty_log_is_said(house, browser):
    assert "Nothing has been done yet." in text(browser.get(address(house)))


def test_log_has_pages(house, browser, django_assert_max_num_queries):
    name = house.users[Role.OFFICER].name
    for number in range(120):
        note(name, "division.added", name, after={"name": f"n{number:03}"}, agency=house.agency)
    first = text(browser.get(address(house)))
    assert "n119" in first
    assert "n101" not in first
    with django_assert_max_num_queries(12):
        assert "n000" in text(browser.get(address(house, "?page=7")))


def test_log_of_another_agency_does_not_leak(house, other, busy, browser):
    secret = Name.objects.create(text="ความลับ")
    note(secret, "division.added", secret, after={"name": "ความลับ"}, agency=other.agency)
    note(secret, "signed.in", secret, after={"device": "ความลับ"})
    assert "ความลับ" not in text(browser.get(address(house)))
    assert browser.get(address(other)).status_code == 404
    with scope(agency=house.agency):
        assert secret not in actors_in(house.agency)


def test_sign_ins_are_nobody_elses_business(house, busy, browser):
    person = house.users[Role.OFFICER].name
    note(person, "sign-in.failed", person)
    assert "failed to sign in" not in text(browser.get(address(house)))
