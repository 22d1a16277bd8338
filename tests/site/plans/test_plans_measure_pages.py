"""The pages of measures: one is shown, added, moved, deleted and put back."""

import re

import pytest

from plan_pages import remove_measure_of, row, shows, text_of
from prongsai.site.plans.models import Measure
from prongsai.site.plans.queries import measures_of


def test_measure_page_shows_all_its_parts(base, officer, plan):
    page = text_of(officer.get(f"{base}measures/m8/"))
    for step in row(plan, "m8").steps:
        assert step["text"] in page
    assert "ตอบประเด็น ข้อคำถาม e9" in page
    assert "รายงานผลการดำเนินงานต่อ" in page


@pytest.mark.parametrize("key", ["m99", "m2"])
def test_measure_that_is_not_there_is_not_found(base, officer, plan, key):
    remove_measure_of(plan, "m2")
    assert officer.get(f"{base}measures/{key}/").status_code == 404
    assert officer.get(f"{base}measures/{key}/step/").status_code == 404
    assert officer.get(f"{base}measures/m1/steps/s9/").status_code == 404
    assert officer.get(f"{base}measures/m99/parts/title/").status_code == 404


def test_measure_is_added_with_what_was_asked_for(base, officer, plan):
    page = officer.get(f"{base}measures/new/?indicators=8&aim=mend").content.decode()
    assert re.findall(r'<input[^>]*value="(\w+)"[^>]*checked', page) == ["mend", "8"]
    done = officer.post(
        f"{base}measures/new/", {"title": "ของเรา", "aim": "mend", "indicators": ["8"]}, follow=True
    )
    assert done.redirect_chain == [(f"{base}measures/n1/", 302)]
    assert shows(done, "เพิ่มมาตรการแล้ว", "ยังไม่มีผู้รับผิดชอบ")


def test_measure_without_name_is_not_added(base, officer, plan):
    page = officer.post(f"{base}measures/new/", {"title": "", "aim": "mend", "indicators": ["8"]})
    assert 'href="#id_title"' in page.content.decode()
    assert Measure.objects.filter(key="n1").count() == 0


def test_measure_is_moved_up_and_down(base, officer, plan):
    response = officer.post(f"{base}measures/m2/move/", {"to": "up"})
    assert (response.status_code, response["Location"]) == (302, f"{base}#m2")
    assert [each.key for each in measures_of(plan)][:2] == ["m2", "m1"]
    officer.post(f"{base}measures/m2/move/", {"to": "down"})
    assert [each.key for each in measures_of(plan)][:2] == ["m1", "m2"]


def test_measure_is_deleted_and_put_back(base, officer, plan):
    page = officer.post(f"{base}measures/m2/remove/", follow=True)
    undo = re.search(r'action="([^"]+restore/)"', page.content.decode())[1]
    assert row(plan).removed_at is not None
    assert shows(officer.post(undo, follow=True), "กลับมาแล้ว")
    assert row(plan).removed_at is None


def test_measure_that_somebody_deleted_is_not_moved(base, officer, plan):
    remove_measure_of(plan, "m2")
    assert shows(officer.post(f"{base}measures/m2/move/", {"to": "up"}, follow=True), "มีผู้ลบมาตรการนี้ไปก่อนแล้ว")


@pytest.mark.parametrize("path", ["measures/m2/move/", "measures/m2/remove/", "measures/m2/restore/", "measures/m2/steps/s1/move/", "measures/m2/steps/s1/remove/", "measures/m2/step/back/"])  # fmt: skip
def test_changes_are_only_posted(base, officer, plan, path):
    assert officer.get(base + path).status_code == 405
