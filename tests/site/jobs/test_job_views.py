"""How far a job is, as people see it."""

import re

import pytest
from django_scopes import scope

from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import ask
from prongsai.site.permissions import Role

HTMX = {"HX-Request": "true"}


@pytest.fixture
def job(house, within, work):
    user = house.users[Role.OFFICER]
    user.language = "en"
    user.save()
    return ask(house.actor(), "made-up", "subject")


def address(job):
    return f"/agencies/{job.agency_id}/jobs/{job.pk}/"


def words(response):
    page = response.content.decode()
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0] if main else page).split())


SHOWN = [
    ({"state": "waiting"}, "Waiting for its turn…"),
    ({"state": "working"}, "In progress…"),
    ({"state": "working", "done": 3, "total": 7}, "In progress: 3 of 7 3 / 7"),
    ({"state": "done"}, "Done"),
    ({"state": "failed", "told": "ผิด <b>"}, "ผิด &lt;b&gt;"),
]


@pytest.mark.parametrize(("fields", "shown"), SHOWN)
def test_part_of_a_page_asks_again_until_the_job_is_finished(officer, job, fields, shown):
    Job.objects.update(**fields)
    response = officer.get(address(job), headers=HTMX)
    unfinished = fields["state"] in {"waiting", "working"}
    assert words(response).removesuffix(" Look again") == shown
    assert response.headers.get("HX-Refresh") == (None if unfinished else "true")
    assert (f'hx-get="{address(job)}"' in response.content.decode()) is unfinished
    assert ('<a href="">Look again</a>' in response.content.decode()) is unfinished


@pytest.mark.parametrize(("fields", "shown"), SHOWN)
def test_page_of_its_own_without_scripts(officer, job, fields, shown):
    Job.objects.update(**fields)
    response = officer.get(address(job))
    assert shown in words(response)
    assert response.content.decode().count("<h1") == 1
    assert "HX-Refresh" not in response.headers


def test_thai_digits_where_they_are_wanted(house, officer, job):
    user = house.users[Role.OFFICER]
    user.language, user.digits = "th", "thai"
    user.save()
    Job.objects.update(state="working", done=3, total=7)
    assert "กำลังดำเนินการ ๓ จาก ๗" in words(officer.get(address(job)))


@pytest.mark.parametrize("role", list(Role))
def test_job_is_for_those_who_may_see_what_it_makes(house, signed_in, job, role):
    status = signed_in(house.users[role]).get(address(job)).status_code
    assert status == (200 if house.actor(role).may("reading.view") else 403)


def test_job_of_another_agency_does_not_exist(house, other, officer, work):
    with scope(agency=other.agency):
        secret = ask(other.actor(), "made-up", "ความลับ")
    for agency in (house.agency.pk, other.agency.pk):
        response = officer.get(f"/agencies/{agency}/jobs/{secret.pk}/")
        assert (response.status_code, "ความลับ" in response.content.decode()) == (404, False)


def test_asking_how_far_a_job_is_takes_few_queries(officer, job, django_assert_max_num_queries):
    officer.get(address(job), headers=HTMX)
    with django_assert_max_num_queries(5):
        officer.get(address(job), headers=HTMX)
