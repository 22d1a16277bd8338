"""The pages of papers."""

import re

import pytest
from django.urls import reverse
from django_scopes import scope

from plan_pages import text_of
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import run
from prongsai.site.papers.actions import make_again, order_papers, remove_order
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.papers.queries import files_of, newest_papers
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import submit
from prongsai.site.plans.models import Version
from prongsai.site.rounds.actions import close_round, start_round
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import rounds_of, the_round

pytestmark = pytest.mark.usefixtures("english")


POSTS = ("again/", "go-on/", "delete/", "restore/")


def typed(**changes):
    return {
        "papers": ["memo", "announcement"],
        "formats": ["docx"],
        "plan": "now",
        "watermark": "auto",
        "author_name": "สมมุติ",
        **changes,
    }


def test_round_without_result_says_what_to_do(house, officer, within, signed_in):
    start_round(house.actor(), 2567)
    url = f"/agencies/{house.agency.pk}/rounds/2567/papers/"
    page = officer.get(url)
    assert "This round has no result yet, so there is nothing to print. Enter a result" in text_of(page)
    words = text_of(signed_in(house.users[Role.READER]).get(url))
    assert "there is nothing to print." in words
    assert "Enter a result" not in words


def test_round_without_plan_leads_to_the_plan(house, officer, plan, papers_url):
    with scope(agency=house.agency):
        plan.measures.all().delete()
        plan.delete()
    page = officer.get(papers_url)
    assert "Papers are made from the plan, and this round has none yet. Go to the plan" in text_of(page)
    assert f'href="/agencies/{house.agency.pk}/rounds/2568/plan/"' in page.content.decode()
    assert officer.post(f"{papers_url}order/", typed()).status_code == 404


def test_plan_without_measures_is_not_printed(house, officer, plan, papers_url):
    with scope(agency=house.agency):
        plan.measures.all().delete()
    page = text_of(officer.get(papers_url))
    assert "Papers are made from the plan, and it has no measures yet: add some first. Go to the plan" in page
    refused = officer.post(f"{papers_url}order/", typed())
    assert "The plan has no measures. add measures to the plan first" in text_of(refused)
    with scope(agency=house.agency):
        assert not PaperOrder.objects.exists()


def test_round_that_is_not_there(officer, papers_url):
    assert officer.get(papers_url.replace("2568", "2560")).status_code == 404


def test_one_press_makes_the_usual_set(house, officer, plan, papers_url):
    page = officer.get(papers_url).content.decode()
    assert "No papers were made from this round yet." in page
    assert page.count("<h1") == 1
    form = re.search(r'<form method="post" action="[^"]+order/".*?</form>', page, re.DOTALL)[0]
    usual: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]+>", form):
        name = re.search(r'name="(\w+)"', tag)[1]
        kind = re.search(r'type="(\w+)"', tag)[1]
        value = re.search(r'value="([^"]*)"', tag)
        if name != "csrfmiddlewaretoken" and (kind not in {"checkbox", "radio"} or " checked" in tag):
            usual.setdefault(name, []).append(value[1] if value else "")
    usual["watermark"] = ["auto"]
    response = officer.post(f"{papers_url}order/", usual)
    assert (response.status_code, response.url) == (302, papers_url)
    with scope(agency=house.agency):
        made = PaperOrder.objects.get()
    assert (made.papers, made.formats) == (
        ["report", "memo", "divisions", "order", "announcement", "meeting", "picture"],
        ["docx", "pdf"],
    )
    assert made.details["author"] == ["Officer of one.example.com", "position of officer"]
    waiting = officer.get(papers_url)
    assert "Waiting for its turn…" in text_of(waiting)
    assert "Make the same again" not in text_of(waiting)
    run.func(made.job_id)
    page = officer.get(papers_url)
    assert page.content.decode().count("/files/") == 19
    assert "from the plan as it was worked on ร่าง" in text_of(page)


def test_made_papers_are_listed_with_their_hashes(house, officer, order, within, papers_url):
    made = order(("memo",), ("docx", "html"))
    page = officer.get(papers_url)
    for _paper, each in files_of(made):
        assert f'href="/agencies/{house.agency.pk}/files/{each.file_id}/"' in page.content.decode()
        assert f"<code>{each.file.sha256}</code>" in page.content.decode()
    assert "บันทึกข้อความขออนุมัติมาตรการ DOCX" in text_of(page)
    assert "by Officer of one.example.com" in text_of(page)


def test_faulty_form_shows_what_was_typed(house, officer, plan, papers_url):
    response = officer.post(f"{papers_url}order/", typed(day="32 มกราคม", author_name="พิมพ์ไว้", papers=[]))
    words, page = text_of(response), response.content.decode()
    assert response.status_code == 200
    assert "Please check what you entered Papers: Choose at least one of these." in words
    assert "Date on the papers: “32 มกราคม” is not a date" in words
    assert 'value="พิมพ์ไว้"' in page
    assert 'value="32 มกราคม"' in page
    assert re.search(r"<details open>\s*<summary>Choose papers", page)
    with scope(agency=house.agency):
        assert PaperOrder.objects.count() == 0


def test_fault_of_the_round_is_told_in_the_summary(house, officer, plan, papers_url):
    with scope(agency=house.agency):
        Round.objects.update(decisive=None)
    response = officer.post(f"{papers_url}order/", typed())
    assert "The round of 2568 has no decisive result. enter a result first" in text_of(response)


def test_what_was_typed_before_the_session_ended_is_still_there(house, signed_in, plan, papers_url):
    user = house.users[Role.OFFICER]
    client = signed_in(user)
    client.get(papers_url)
    del client.cookies["prongsai_session"]
    response = client.post(f"{papers_url}order/", typed(author_name="ค้างไว้"), headers={"Referer": papers_url})
    assert response.url.startswith(reverse("account_login"))
    client.force_login(user)
    page = client.get(papers_url).content.decode()
    assert 'value="ค้างไว้"' in page
    assert re.search(r"<details open>\s*<summary>Choose papers", page)
    assert not re.search(r"<details open>\s*<summary>Choose papers", client.get(papers_url).content.decode())


def test_address_of_the_order_shows_the_form_again(officer, plan, papers_url):
    assert "Make papers" in text_of(officer.get(f"{papers_url}order/"))


def test_version_is_chosen_and_told(house, officer, plan, papers_url, within):
    submit(house.actor(), plan, "", "ยังไม่ครบ")
    officer.post(f"{papers_url}order/", typed(plan=str(Version.objects.get().pk)))
    made = PaperOrder.objects.get()
    assert made.version.number == 1
    assert "from version 1 of the plan (awaiting approval)" in text_of(officer.get(papers_url))


def test_failed_papers_say_why_and_can_be_gone_on_with(house, officer, order, papers_url, within):
    made = order()
    Job.objects.update(state="failed", told="ตรา: ภาพเสีย")
    words = text_of(officer.get(papers_url))
    assert "ตรา: ภาพเสีย" in words
    assert "Try again" in words
    response = officer.post(f"{papers_url}{made.pk}/go-on/")
    assert response.url == f"{papers_url}{made.pk}/"
    assert "Waiting for its turn…" in text_of(officer.get(response.url))


def test_set_whose_job_is_gone_still_shows(officer, order, papers_url, within):
    made = order()
    Job.objects.all().delete()
    assert officer.get(papers_url).status_code == 200
    assert officer.get(f"{papers_url}{made.pk}/").status_code == 200


def test_papers_go_on_when_the_round_is_closed(house, officer, plan, papers_url, within):
    close_round(house.actor(), the_round(house.agency, 2568))
    response = officer.post(f"{papers_url}order/", typed())
    assert response.status_code == 302
    made = PaperOrder.objects.get()
    run.func(made.job_id)
    assert Job.objects.get(pk=made.job_id).state == "done"


def test_only_posts_change_anything(officer, order, papers_url):
    made = order()
    assert [officer.get(f"{papers_url}{made.pk}/{each}").status_code for each in POSTS] == [405] * 4


@pytest.mark.parametrize("role", list(Role))
def test_roles(house, signed_in, order, papers_url, role):
    made = order()
    client, actor = signed_in(house.users[role]), house.actor(role)
    url = f"{papers_url}{made.pk}/"
    assert [client.get(each).status_code for each in (papers_url, url)] == [200, 200]
    archive = client.get(f"{url}zip/")
    assert (archive.status_code, len(b"".join(archive.streaming_content)) > 0) == (200, True)
    may_make = actor.may("paper.make")
    assert ("Make papers" in text_of(client.get(papers_url))) is may_make
    assert client.get(f"{papers_url}order/").status_code == (200 if may_make else 403)
    assert client.post(f"{papers_url}order/", typed()).status_code == (302 if may_make else 403)
    with scope(agency=house.agency):
        paper = Paper.objects.filter(order=made).get()
    assert client.get(f"{url}signed/{paper.pk}/").status_code == (200 if actor.may("paper.sign") else 403)
    assert [client.post(f"{url}{each}").status_code for each in POSTS] == [302 if may_make else 403] * 4


def test_reader_is_told_who_makes_papers(house, signed_in, plan, papers_url):
    words = text_of(signed_in(house.users[Role.READER]).get(papers_url))
    assert "No papers were made from this round yet. The agency's ITA officer makes them." in words


def test_nothing_of_another_agency_is_shown(house, other, officer, order, planned, papers_url, details):
    own = order()
    theirs = planned(other)
    with scope(agency=other.agency):
        secret = order_papers(
            other.actor(), theirs.round, theirs, papers=("memo",), formats=("docx",), details=details
        )
    run.func(secret.job_id)
    with scope(agency=other.agency):
        paper = Paper.objects.get(order=secret)
    foreign = f"/agencies/{other.agency.pk}/rounds/2568/papers/"
    for url in (papers_url, f"{papers_url}{own.pk}/"):
        assert "ความลับ" not in officer.get(url).content.decode()
    for base in (papers_url, foreign):
        for rest in ("", "zip/", f"signed/{paper.pk}/"):
            response = officer.get(f"{base}{secret.pk}/{rest}")
            assert (response.status_code, "ความลับ" in response.content.decode()) == (404, False)
        assert [officer.post(f"{base}{secret.pk}/{each}").status_code for each in POSTS] == [404] * 4
    assert officer.get(f"{papers_url}{own.pk}/signed/{paper.pk}/").status_code == 404
    assert officer.get(foreign).status_code == 404


def test_papers_of_another_round_are_not_found(house, officer, order, papers_url, within):
    made = order()
    start_round(house.actor(), 2567)
    assert officer.get(f"{papers_url.replace('2568', '2567')}{made.pk}/").status_code == 404


def test_pages_keep_their_budget_with_much_in_them(
    house, officer, order, papers_url, within, django_assert_max_num_queries
):
    first = order(("memo",), ("docx",))
    file = files_of(first)[0][1].file
    source = PaperOrder.objects.get(pk=first.pk).source
    for _number in range(29):
        each = PaperOrder.objects.create(
            agency=house.agency,
            round=first.round,
            job=Job.objects.create(agency=house.agency, kind="papers", subject="x", state="done"),
            papers=first.papers,
            formats=first.formats,
            details=first.details,
            source=source,
            ordered_by=first.ordered_by,
            again_of=first,
            seal=file,
        )
        for place in range(10):
            paper = Paper.objects.create(
                agency=house.agency,
                order=each,
                kind="divisions",
                division=f"กองที่มีชื่อยาวเหมือนจริง {place}",
                title=f"บันทึกข้อความแจ้งมาตรการถึงกองที่มีชื่อยาวเหมือนจริง {place}",
                signed=file,
            )
            for ending in ("docx", "pdf"):
                PaperFile.objects.create(agency=house.agency, paper=paper, format=ending, file=file)
    officer.get(papers_url)
    for url in (papers_url, f"{papers_url}?page=2", f"{papers_url}{each.pk}/"):
        with django_assert_max_num_queries(12):
            response = officer.get(url)
        assert len(response.content) < 50_000
    assert "29 earlier sets of papers" in text_of(officer.get(papers_url))
    assert "<details open>" in officer.get(f"{papers_url}?page=2").content.decode()


def test_removed_set_does_not_hide_the_one_before(house, order, within):
    first = order(("memo",))
    second = order(("announcement",))
    assert newest_papers(first.round) == second
    remove_order(house.actor(), second)
    assert newest_papers(first.round) == first
    assert make_again(house.actor(), first).again_of == first


def test_list_of_rounds_knows_whether_papers_are_there(house, officer, order, within, papers_url):
    found = [rounds_of(house.agency).get().has_papers]
    made = order(("memo",), ("docx",))
    found.append(rounds_of(house.agency).get().has_papers)
    officer.post(f"{papers_url}{made.pk}/delete/")
    found.append(rounds_of(house.agency).get().has_papers)
    assert found == [False, True, False]
