"""The chain of approval: steps, who holds them, who acts, their order."""

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scope

from prongsai.language.problems import InputError
from prongsai.site.agencies.chain import actions
from prongsai.site.agencies.chain.queries import chain_of
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.agencies.queries import actor_in
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role

POSITIONS = ["ปลัดเทศบาล", "นายกเทศมนตรี"]


@pytest.fixture
def browser(house, signed_in):
    """Give the officer's browser, in English."""
    return english(house.users[Role.OFFICER], signed_in)


def english(user, signed_in):
    user.language = "en"
    user.save()
    return signed_in(user)


def steps(house):
    with scope(agency=house.agency):
        return list(chain_of(house.agency))


def address(house, rest="", step=None):
    number = f"{steps(house)[step].pk}/" if step is not None else ""
    return f"/agencies/{house.agency.pk}/settings/chain/{number}{rest}"


def text(answer):
    return answer.content.decode()


def positions(house):
    return [step.position for step in steps(house)]


def test_chain_is_shown_in_its_order(house, browser):
    with scope(agency=house.agency):
        ChainStep.objects.filter(place=1).update(holder=None, acting_position="รองปลัดเทศบาล")
    page = text(browser.get(address(house)))
    assert page.index("ปลัดเทศบาล</span>") < page.index("รองปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี")
    assert "Approver of one.example.com" in page
    assert "nobody yet" in page
    assert "Use these steps" not in page


def test_step_is_added_at_the_end(house, browser):
    approver = house.users[Role.APPROVER]
    data = {"position": "รองนายก", "holder": approver.pk, "acting_position": "ปลัดเทศบาล"}
    assert browser.post(address(house), data)["Location"] == address(house)
    last = steps(house)[-1]
    assert (last.position, last.holder, last.acting_position) == ("รองนายก", approver, "ปลัดเทศบาล")
    act = Act.objects.get()
    assert (act.code, act.after) == (
        "step.added",
        {"position": "รองนายก", "holder": {"name": approver.name_id}, "acting_position": "ปลัดเทศบาล"},
    )
    browser.post(address(house), {"position": "ว่าง"})
    assert steps(house)[-1].holder is None


def test_faulty_step_is_shown_again(house, browser):
    page = text(browser.post(address(house), {"position": "", "acting_position": "typed"}))
    assert "This field is required." in page
    assert 'value="typed"' in page


def test_usual_chain_is_suggested_and_added_where_there_is_none(house, browser):
    with scope(agency=house.agency):
        ChainStep.objects.all().delete()
    page = text(browser.get(address(house)))
    assert "a suggestion; your agency's own delegation of authority counts" in page.replace("&#x27;", "'")
    usual = ["หัวหน้าสำนักปลัดเทศบาล", "ปลัดเทศบาล", "นายกเทศบาลตำบลต้นแบบ"]
    browser.post(address(house, "usual/"))
    assert positions(house) == usual
    assert {step.holder for step in steps(house)} == {None}
    answer = browser.post(address(house, "usual/"), follow=True)
    assert "There is a chain already." in text(answer)
    assert positions(house) == usual
    assert [act.after for act in Act.objects.all()] == [{"chain_steps": usual}]


def test_step_is_changed(house, browser):
    page = text(browser.get(address(house, step=0)))
    assert 'value="ปลัดเทศบาล"' in page
    data = {"position": "รองปลัดเทศบาล", "holder": "", "acting_position": ""}
    assert browser.post(address(house, step=0), data)["Location"] == address(house)
    assert positions(house) == ["รองปลัดเทศบาล", "นายกเทศมนตรี"]
    act = Act.objects.get()
    assert (act.code, act.before["position"], act.after) == (
        "step.changed",
        "ปลัดเทศบาล",
        {"position": "รองปลัดเทศบาล", "holder": None},
    )


def test_officer_cannot_choose_one_who_is_no_approver(house, browser):
    data = {"position": "x", "holder": house.users[Role.READER].pk, "give_role": "on"}
    page = text(browser.post(address(house, step=0), data))
    assert "Reader of one.example.com is no approver. Ask the agency" in page
    assert actor_in(house.users[Role.READER], house.agency.pk).roles == {Role.READER}
    assert positions(house) == POSITIONS


@pytest.mark.parametrize("step", [None, 0])
def test_manager_is_offered_to_give_the_role(house, signed_in, step):
    browser = english(house.users[Role.MANAGER], signed_in)
    reader = house.users[Role.READER]
    data = {"position": "x", "holder": reader.pk}
    page = text(browser.post(address(house, step=step), data))
    assert "Tick the box below to give that role." in page
    assert '<input type="checkbox" name="give_role" id="id_give_role">' in page
    answer = browser.post(address(house, step=step), {**data, "give_role": "on"})
    assert answer["Location"] == address(house)
    assert actor_in(reader, house.agency.pk).roles == {Role.APPROVER, Role.READER}
    assert reader in {each.holder for each in steps(house)}


def test_role_is_given_by_managers_alone(house, within):
    with pytest.raises(PermissionDenied):
        actions.make_approver(house.actor(), house.users[Role.READER])


def test_holder_must_be_an_approver_of_the_agency(house, other, within):
    for user in (house.users[Role.READER], other.users[Role.APPROVER]):
        with pytest.raises(InputError) as refused:
            actions.add_step(house.actor(), "x", user)
        assert refused.value.problems[0].code == "no-approver"


@pytest.mark.parametrize(
    ("step", "way", "order"),
    [(1, "up", POSITIONS[::-1]), (0, "down", POSITIONS[::-1]), (0, "up", POSITIONS), (1, "down", POSITIONS)],
)
def test_step_is_moved_one_place(house, browser, step, way, order):
    number = steps(house)[step].pk
    answer = browser.post(address(house, "move/", step), {"way": way})
    assert answer["Location"] == f"{address(house)}#step-{number}"
    assert positions(house) == order


@pytest.mark.parametrize("step", [0, 1])
def test_step_is_removed_and_put_back_where_it_was(house, browser, step):
    gone = steps(house)[step]
    answer = browser.post(address(house, "remove/", step), follow=True)
    assert f"Removed: {gone}" in text(answer)
    assert positions(house) == [each for each in POSITIONS if each != gone.position]
    start = text(answer).index("Removed:")
    undo = text(answer)[start:].partition('action="')[2].partition('"')[0]
    browser.post(undo)
    assert positions(house) == POSITIONS
    assert steps(house)[step].holder == gone.holder
    assert [act.code for act in Act.objects.order_by("pk")] == ["step.removed", "step.restored"]


def test_step_comes_back_open_where_its_holder_no_longer_approves(house, within):
    words = actions.remove_step(house.actor(), steps(house)[0])
    Membership.objects.filter(role=Role.APPROVER).update(role=Role.READER)
    assert actions.restore_step(house.actor(), words).holder is None


def test_words_that_are_not_this_agencys_put_nothing_back(house, other, browser):
    with scope(agency=other.agency):
        theirs = actions.remove_step(other.actor(), chain_of(other.agency)[0])
    for words in ("made-up", theirs):
        answer = browser.post(address(house, f"restore/{words}/"), follow=True)
        assert "This can no longer be put back." in text(answer)
    assert positions(house) == POSITIONS


def test_chain_of_another_agency_does_not_leak(house, other, browser):
    with scope(agency=other.agency):
        ChainStep.objects.update(position="ความลับ")
    other.users[Role.APPROVER].name.text = "ความลับ"
    other.users[Role.APPROVER].name.save()
    assert "ความลับ" not in text(browser.get(address(house)))
    theirs = steps(other)[0].pk
    for rest in ("", "move/", "remove/"):
        assert browser.post(address(house, f"{theirs}/{rest}")).status_code == 404
    page = text(browser.post(address(house), {"position": "x", "holder": other.users[Role.APPROVER].pk}))
    assert "Select a valid choice." in page


def test_pages_ask_at_most_twelve_queries(house, browser, django_assert_max_num_queries):
    browser.get(address(house))
    for path in (address(house), address(house, step=0)):
        with django_assert_max_num_queries(12):
            browser.get(path)
