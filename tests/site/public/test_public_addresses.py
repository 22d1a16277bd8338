"""The addresses of public pages: not there yet, closed, renamed, merged; reports that can be had no more."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scope

from approved import YEAR
from prongsai.site.files.models import StoredFile
from prongsai.site.public.actions import close_page, propose
from prongsai.site.public.models import Part
from prongsai.site.public.reports import reports_to_choose
from public_house import ANSWERS, addresses, furnish, opened, order, read


def test_page_that_never_was_open_is_not_there(client, house, other, full):
    with scope(agency=house.agency):
        page = propose(house.actor(), ["results"], words="tontub")
    for slug in (page.slug, f"{other.agency.pk}", "0", "x", "99999999999-x", "schema"):
        for path in ANSWERS:
            answer = client.get(f"/public/{slug}/{path}")
            assert (answer.status_code, "92.36" in read(answer)) == (404, False), (slug, path)
    assert "noindex" in answer.content.decode()


def test_closed_page_is_gone(client, page, house):
    every = addresses(page)
    with scope(agency=house.agency):
        close_page(house.actor(), page)
    assert {client.get(address).status_code for address in every} == {410}
    assert "closed by the agency" in client.get(f"/public/{page.slug}/en/").content.decode()


def test_renamed_agency_keeps_its_address_and_any_other_with_its_number_leads_on(client, page, house):
    house.agency.name = "เทศบาลเมืองต้นแบบ"
    house.agency.save()
    with scope(agency=house.agency):
        house.agency.former_names.create(text="เทศบาลตำบลต้นแบบ", until=date(2025, 1, 1))
        changed = propose(house.actor(), Part.values, words="new-words")
        assert changed.slug == page.slug == f"{house.agency.pk}-tontub"
    whole = client.get(f"/public/{page.slug}/data.json").json()
    assert (whole["agency"]["name"], whole["agency"]["former_names"]) == (
        "เทศบาลเมืองต้นแบบ",
        ["เทศบาลตำบลต้นแบบ"],
    )
    for path in ANSWERS:
        answer = client.get(f"/public/{house.agency.pk}-old/{path}")
        assert (answer.status_code, answer["Location"]) == (302, f"/public/{page.slug}/{path}")


def test_page_of_a_merged_agency_leads_to_that_of_the_other(client, page, house, other):
    furnish(other)
    house.agency.merged_into, house.agency.merged_on = other.agency, timezone.localdate()
    house.agency.save()
    assert client.get(f"/public/{page.slug}/").status_code == 410
    theirs = opened(other, words="")
    for path in ANSWERS:
        answer = client.get(f"/public/{page.slug}/{path}")
        assert (answer.status_code, answer["Location"]) == (302, f"/public/{theirs.slug}/{path}")
    house.agency.merged_on = timezone.localdate() + timedelta(days=1)
    house.agency.save()
    assert client.get(f"/public/{page.slug}/").status_code == 200


def test_report_whose_paper_was_removed_or_content_lost_is_not_given(client, page, house, settings, tmp_path):
    address = addresses(page)[-1]
    assert b"".join(client.get(address).streaming_content)
    root = settings.FILES_ROOT
    settings.FILES_ROOT = tmp_path
    assert client.get(address).status_code == 404
    settings.FILES_ROOT = root
    with scope(agency=house.agency):
        house.agency.rounds.get(fiscal_year=YEAR).paper_orders.update(removed_at=timezone.now())
    assert client.get(address).status_code == 404
    assert client.get(f"/public/{page.slug}/data.json").json()["reports"] == []


def test_only_reports_on_a_published_plan_and_result_can_be_chosen(house, full):
    with scope(agency=house.agency):
        before = [each.number for each in reports_to_choose(house.agency)]
        order(house, full, version=None)
        order(house, full, version=2)
        assert [each.number for each in reports_to_choose(house.agency)] == before
        assert StoredFile.objects.count() > len(before) + 6
        made = house.agency.rounds.get(fiscal_year=YEAR).paper_orders.earliest("pk")
        made.source["analysis"]["scores"]["result"]["kind"] = "preliminary"
        made.save()
        assert (len(before), reports_to_choose(house.agency)) == (2, [])
