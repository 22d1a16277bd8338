"""How an agency proposes, opens, closes its public page: on pages, by actions and by programs; each step in the log."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django_scopes import scope

from api_house import Caller, token_of
from prongsai.language.problems import InputError
from prongsai.site.audit.models import Act
from prongsai.site.audit.telling import Change, tell
from prongsai.site.permissions import Role
from prongsai.site.public import actions
from prongsai.site.public.models import PublicPage
from prongsai.site.public.queries import page_of
from prongsai.site.public.reports import reports_to_choose
from prongsai.site.shell.speech import speaking
from public_house import furnish, opened


@pytest.fixture
def base(house):
    return f"/agencies/{house.agency.pk}/settings/public/"


@pytest.fixture
def english(house):
    for user in house.users.values():
        user.language = "en"
        user.save()


def codes(house):
    with scope(agency=house.agency):
        return list(
            Act.objects.filter(code__startswith="public.").order_by("pk").values_list("code", flat=True)
        )


def choosable(house):
    with scope(agency=house.agency):
        return [each.number for each in reports_to_choose(house.agency)]


def said(answer):
    """Give what the page says of what was done last."""
    return str(list(answer.context["messages"])[-1])


def test_officer_proposes_approver_opens_and_either_closes_with_undo(
    base, house, full, english, signed_in, client
):
    officer, approver = (signed_in(house.users[role]) for role in (Role.OFFICER, Role.APPROVER))
    assert "There is no public page yet" in officer.get(base).content.decode()
    form = officer.get(f"{base}propose/").content.decode()
    assert "signed copy" in form
    signed = choosable(house)[0]
    given = {"parts": ["results", "reports"], "reports": [signed], "words": "Ton-Tub-"}
    answer = officer.post(f"{base}propose/", given, follow=True)
    assert said(answer) == "The proposal is saved. It awaits approval."
    page = approver.get(base).content.decode()
    assert ("Approve and open the page" in page, "รายงานการวิเคราะห์ 2568" in page) == (True, True)
    assert "Approve and open the page" not in answer.content.decode()
    slug = f"{house.agency.pk}-ton-tub"
    assert client.get(f"/public/{slug}/").status_code == 404
    opened_page = approver.post(f"{base}open/", {"revision": "1"}, follow=True)
    assert said(opened_page) == "The public page is open."
    assert f"http://testserver/public/{slug}/" in opened_page.content.decode()
    assert client.get(f"/public/{slug}/").status_code == 200
    closed = officer.post(f"{base}close/", follow=True)
    assert f'action="{base}reopen/"' in closed.content.decode()
    assert client.get(f"/public/{slug}/").status_code == 410
    assert said(officer.post(f"{base}reopen/", follow=True)) == "The public page is open again."
    assert client.get(f"/public/{slug}/").status_code == 200
    assert codes(house) == [f"public.{each}" for each in ("proposed", "opened", "closed", "reopened")]


def test_form_says_what_is_wrong_and_keeps_what_was_typed(base, house, full, english, officer):
    answer = officer.post(f"{base}propose/", {"parts": [], "words": "ก"})
    text = answer.content.decode()
    for words in ("Choose at least one part", "Write Latin letters, digits and hyphens only.", 'value="ก"'):
        assert words in text
    reports = choosable(house)
    both = officer.post(f"{base}propose/", {"parts": ["plan"], "reports": reports}).content.decode()
    assert ("Tick “Reports” above" in both, both.count("checked")) == (True, 3)
    assert codes(house) == []


def test_file_of_another_agency_cannot_be_chosen(base, house, full, other, english, officer):
    furnish(other)
    foreign = choosable(other)[0]
    answer = officer.post(f"{base}propose/", {"parts": ["reports"], "reports": [foreign]})
    assert (answer.status_code, "is not one of the available choices" in answer.content.decode()) == (
        200,
        True,
    )
    with scope(agency=house.agency), speaking("en"), pytest.raises(InputError, match="One of the reports"):
        actions.propose(house.actor(), ["reports"], [foreign])


def test_report_that_goes_while_the_form_is_sent_is_told(base, house, full, english, officer):
    """Between the reading of the form and the action another process takes the papers off."""
    reports, asked = choosable(house), []

    def meanwhile(execute, sql, params, many, context):
        if "papers_paper" in sql and not asked.append(sql) and len(asked) == 3:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE papers_paperorder SET removed_at = ordered_at")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        answer = officer.post(f"{base}propose/", {"parts": ["reports"], "reports": reports})
    assert "One of the reports cannot be shown any more." in answer.content.decode()
    assert codes(house) == []


def test_without_reports_the_form_says_what_can_be_one(base, house, english, officer):
    assert "There is no report to choose yet" in officer.get(f"{base}propose/").content.decode()
    answer = officer.post(f"{base}propose/", {"parts": ["reports", "plan"], "words": ""}, follow=True)
    assert "none chosen" in answer.content.decode()
    with scope(agency=house.agency):
        page = page_of(house.agency)
    assert (page.slug, page.proposed) == (str(house.agency.pk), {"parts": ["plan", "reports"], "reports": []})


def test_proposal_of_a_change_waits_beside_what_is_shown(base, house, page, english, officer, signed_in):
    form = officer.get(f"{base}propose/").content.decode()
    assert (f"/public/{page.slug}/" in form, 'name="words"' in form, form.count("checked")) == (
        True,
        False,
        6,
    )
    officer.post(f"{base}propose/", {"parts": ["results"]})
    manager = signed_in(house.users[Role.MANAGER])
    text = manager.get(base).content.decode()
    assert ("Approve, and show it so" in text, "Open to everybody" in text) == (True, True)
    assert said(officer.post(f"{base}withdraw/", follow=True)) == "The proposal was taken back."
    assert said(officer.post(f"{base}withdraw/", follow=True)) == "No proposal awaits approval."
    assert "Propose a change" in officer.get(base).content.decode()
    assert said(manager.post(f"{base}open/", {"revision": "2"}, follow=True)) == (
        "No proposal awaits approval."
    )


@pytest.mark.parametrize("seen", ["0", "x", "9" * 30, ""])
def test_proposal_that_was_not_seen_is_not_opened(base, house, full, english, officer, signed_in, seen):
    officer.post(f"{base}propose/", {"parts": ["results"]})
    answer = signed_in(house.users[Role.APPROVER]).post(f"{base}open/", {"revision": seen}, follow=True)
    assert said(answer) == (
        "Another proposal came after you opened this one. See what is proposed now, then decide."
    )
    with scope(agency=house.agency):
        assert not page_of(house.agency).is_open


def test_page_is_closed_and_opened_again_by_those_who_may(base, house, page, english, officer, signed_in):
    approver = signed_in(house.users[Role.APPROVER])
    approver.post(f"{base}close/")
    assert said(approver.post(f"{base}close/", follow=True)) == "The public page is not open."
    assert "Open it again as it was" not in officer.get(base).content.decode()
    assert "Propose what it is to show" in officer.get(base).content.decode()
    assert officer.post(f"{base}reopen/").status_code == 403
    manager = signed_in(house.users[Role.MANAGER])
    assert "Open it again as it was" in manager.get(base).content.decode()
    manager.post(f"{base}reopen/")
    assert said(manager.post(f"{base}reopen/", follow=True)) == "The public page was not closed."
    assert officer.get(f"{base}embed/").status_code == 200
    with scope(agency=house.agency):
        actions.close_page(house.actor(), page)
        changed = actions.propose(house.actor(), ["plan"])
        actions.open_page(house.actor(Role.MANAGER), changed, changed.revision)
        assert page_of(house.agency).is_open


def test_reader_and_staff_see_how_it_stands_and_change_nothing(base, house, page, english, signed_in):
    for role in (Role.READER, Role.STAFF):
        browser = signed_in(house.users[role])
        assert browser.get(base).status_code == browser.get(f"{base}preview/").status_code == 200
        assert "<form" not in browser.get(base).content.decode().split("<main")[1].split("</main")[0]
        for path in ("open", "close", "reopen", "withdraw", "propose"):
            assert browser.post(f"{base}{path}/").status_code == 403
    with scope(agency=house.agency), pytest.raises(PermissionDenied):
        actions.propose(house.actor(Role.STAFF), ["plan"])


def test_without_a_page_there_is_nothing_to_preview_embed_or_decide(base, house, english, officer, signed_in):
    manager = signed_in(house.users[Role.MANAGER])
    for browser, path in ((officer, "preview"), (officer, "embed")):
        assert browser.get(f"{base}{path}/").status_code == 404
    for browser, path in ((officer, "withdraw"), (manager, "open"), (manager, "close"), (officer, "reopen")):
        assert browser.post(f"{base}{path}/").status_code == 404
    assert "The agency's ITA officer proposes one." in manager.get(base).content.decode()


def test_lines_to_copy_show_badge_and_frame(base, house, page, english, officer, client):
    text = officer.get(f"{base}embed/").content.decode().replace("&lt;", "<").replace("&gt;", ">")
    for path in ("badge.svg", "frame/", "", "data.json"):
        address = f"http://testserver/public/{page.slug}/{path}"
        assert address in text
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_overview_leads_to_what_is_to_be_done(house, full, english, officer, signed_in, base):
    start = f"/agencies/{house.agency.pk}/"
    readers = signed_in(house.users[Role.READER])
    assert base in officer.get(start).content.decode()
    assert base not in readers.get(start).content.decode()
    officer.post(f"{base}propose/", {"parts": ["results"]})
    approver = signed_in(house.users[Role.APPROVER]).get(start).content.decode()
    assert "Read and decide" in approver.split('id="public"')[1]
    opened(house, ["results"])
    assert "See what everybody sees" in readers.get(start).content.decode()
    assert base in officer.get(f"{start}settings/").content.decode()


def test_log_tells_in_words_who_opened_what(house, full):
    opened(house, ["results", "reports"])
    with scope(agency=house.agency), speaking("en"):
        own = actions.propose(house.actor(), ["plan"])
        PublicPage.objects.update(proposed_by=house.users[Role.MANAGER].name)
        actions.open_page(house.actor(Role.MANAGER), own, own.revision)
        told = tell(Act.objects.filter(code__startswith="public.").order_by("pk"))
    assert [each.did for each in told] == [
        "proposed what the public page shows",
        "approved and opened the public page",
    ] * 2
    assert {(each.thing, each.name) for each in told} == {("public page", "")}
    changes = {each.field: (each.before, each.after) for each in told[-1].changes}
    assert told[0].changes[0] == Change("address", "–", f"/public/{house.agency.pk}-tontub/")
    assert changes["decided by the one who submitted it"] == ("–", "yes")
    assert changes["what is shown"][1] == "Plan of measures"


def test_actions_refuse_what_cannot_be(house, full, other):
    page = opened(house)
    with scope(agency=house.agency), speaking("en"):
        for empty in ([], ()):
            with pytest.raises(InputError, match="at least one part"):
                actions.propose(house.actor(), empty)
        with pytest.raises(PermissionDenied):
            actions.close_page(house.actor(Role.READER), page)
    with scope(agency=other.agency), pytest.raises(PermissionDenied):
        actions.close_page(other.actor(), page)


def test_programs_propose_open_and_close(house, full, client):
    base = f"/agencies/{house.agency.pk}/public"
    officer, manager = (Caller(token_of(house.users[role])) for role in (Role.OFFICER, Role.MANAGER))
    before = officer("GET", base).json()
    assert (before["slug"], before["open"], before["proposed"], len(before["choosable"])) == (
        "",
        False,
        None,
        2,
    )
    assert officer("DELETE", f"{base}/proposal").status_code == 404
    file = before["choosable"][0]["file"]
    body = {"parts": ["results", "reports"], "reports": [file], "words": "tontub"}
    made = officer("PUT", f"{base}/proposal", body).json()
    assert (made["slug"], made["proposed"]) == (
        f"{house.agency.pk}-tontub",
        {"parts": ["results", "reports"], "reports": [file]},
    )
    assert officer("POST", f"{base}/open", {"revision": 1}).status_code == 403
    stale = manager("POST", f"{base}/open", {"revision": 7})
    assert (stale.status_code, stale.json()["problems"][0]["code"]) == (409, "changed-meanwhile")
    assert manager("POST", f"{base}/open", {"revision": 1}).json()["open"] is True
    assert client.get(f"/public/{made['slug']}/data.json").json()["shown"] == ["results", "reports"]
    assert manager("POST", f"{base}/close").json()["open"] is False
    assert officer("POST", f"{base}/reopen").status_code == 403
    assert manager("POST", f"{base}/reopen").json()["shown"]["parts"] == ["results", "reports"]
    wrong = officer("PUT", f"{base}/proposal", {"parts": ["plan"], "reports": [999_999]})
    assert wrong.status_code == 422
    officer("PUT", f"{base}/proposal", {"parts": ["plan"]})
    assert officer("DELETE", f"{base}/proposal").status_code == 204
    narrow = Caller(token_of(house.users[Role.MANAGER], "public"))
    assert narrow("POST", f"{base}/open", {"revision": 3}).status_code == 403
