"""The pages of a plan's texts: their order, and nothing typed is lost."""

import re

import pytest

from plan_pages import shows
from prongsai.site.plans.actions import change_text
from prongsai.site.plans.models import Plan


def test_texts_are_shown_in_the_order_in_which_they_are_printed(base, officer, plan):
    page = officer.get(f"{base}texts/").content.decode()
    assert re.findall(r'<section class="sheet" id="(\w+)"', page) == [
        "introduction", "rationale", *map(str, range(1, 11)), "conclusion",
    ]  # fmt: skip


def test_text_is_edited(base, officer, plan):
    page = officer.get(f"{base}texts/rationale/").content.decode()
    assert plan.texts["rationale"].splitlines()[0] in page
    done = officer.post(f"{base}texts/rationale/", {"revision": "0", "text": ""}, follow=True)
    assert shows(done, "บันทึกแล้ว", "ไม่มีข้อความ")
    assert Plan.objects.get().texts["rationale"] == ""


def test_text_that_somebody_else_changed_is_shown_beside_what_was_typed(base, officer, house, plan):
    change_text(house.actor(), plan, "rationale", "ของเขา", 0)
    page = officer.post(f"{base}texts/rationale/", {"revision": "0", "text": "ของเรา"})
    assert page.status_code == 409
    assert shows(page, "ของเขา", "ของเรา", "Officer of one.example.com เมื่อ")
    revision = re.search(r'name="revision" value="(\d+)"', page.content.decode())[1]
    officer.post(f"{base}texts/rationale/", {"revision": revision, "text": "ของเรา"})
    assert Plan.objects.get().texts["rationale"] == "ของเรา"


def test_text_that_is_too_long_is_still_there(base, officer, plan):
    page = officer.post(f"{base}texts/7/", {"revision": "0", "text": "ก" * 20_001})
    assert page.content.decode().count("ก" * 20_001) == 1


@pytest.mark.parametrize("key", ["preface", "11", "0"])
def test_text_that_no_plan_has_is_not_found(base, officer, plan, key):
    assert officer.get(f"{base}texts/{key}/").status_code == 404
