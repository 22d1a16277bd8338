"""The follow-up of a year from one end to the other, as all who have a part in it go through it in their browsers."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from mail_house import mail_house
from served import served
from ways import (
    confirm_progress,
    followed_up,
    make_progress_report,
    open_public_page,
    report_progress,
    take_out_area,
)

AGENCY = "เทศบาลตำบลตัวอย่าง"
YEAR = 2567
"""The fiscal year of the result whose plan is followed up; the plan's year is over, and measures are overdue."""
REMINDING = Path(__file__).parents[1] / "site" / "reminders" / "sending.py"
LONGEST = 120.0
"""How long the work of the day may take to begin, in seconds."""
RESULT = "ติดตั้งตู้รับฟังความคิดเห็นแล้วครบทุกจุด"


@pytest.fixture(scope="module")
def mails():
    """Give a server for mail."""
    with mail_house() as house:
        yield house


@pytest.fixture(scope="module")
def site(tmp_path_factory, mails):
    """Give a demonstration that sends its mail to it, at any hour."""
    settings = {"PRONGSAI_MAIL": mails.address, "PRONGSAI_REMIND_HOUR": "0"}
    with served(tmp_path_factory.mktemp("year") / "data", settings=settings) as running:
        yield running


@pytest.fixture(scope="module")
def signed_in():
    """Give the cookies of those who have signed in at this site."""
    return {}


def remind_again(site):
    """Do the work of the day once more."""
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "prongsai.site.settings"}
    subprocess.run([sys.executable, str(REMINDING)], env=environment, check=True, timeout=LONGEST)


def letters_to(mails, whom):
    """Give what was written to somebody, as soon as there is anything."""
    end = time.monotonic() + LONGEST
    while not mails.to(whom):
        assert time.monotonic() < end
        time.sleep(0.2)
    return mails.to(whom)


def test_year_is_followed_up_from_a_phone_to_the_coordinator_and_the_printed_report(
    site, mails, visit, tmp_path
):
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (1200, 900), "green").save(photo)
    (letter,) = letters_to(mails, "finance@example.com")
    assert "เกินกำหนดตั้งแต่วันที่" in letter
    coordinator = visit("coordinator@example.com")
    before, overdue = followed_up(coordinator, AGENCY, YEAR)
    assert before == "60% 6 จาก 10 มาตรการ"

    staff = visit("finance@example.com", width=360)
    report_progress(staff, RESULT, photo, "100")
    assert followed_up(coordinator, AGENCY, YEAR) == (before, overdue)  # nothing is confirmed yet
    officer = visit("officer@example.com")
    confirm_progress(officer, AGENCY, RESULT)

    after = followed_up(coordinator, AGENCY, YEAR)
    assert int(after[1]) == int(overdue) - 1
    said = make_progress_report(officer, tmp_path)
    assert any(RESULT in each for each in said)

    page = open_public_page(officer, visit("mayor@example.com"), AGENCY)
    anybody = visit()
    anybody.go(page)
    assert RESULT in anybody.page.locator("#progress").inner_text()
    data = anybody.page.request.get(f"{anybody.address}{page}data.json").json()
    entries = [entry for each in data["progress"]["measures"] for entry in each["entries"]]
    assert [entry["percent"] for entry in entries if entry["result"] == RESULT] == ["100.00"]

    (row,) = take_out_area(coordinator, tmp_path)
    assert (row["หน่วยงาน"], f"{row['เกินกำหนด']}") == (AGENCY, after[1])
    assert f"{row['รายงานและยืนยันแล้ว']} จาก {row['มาตรการ']} มาตรการ" in after[0]

    for _time in range(2):
        remind_again(site)
    assert mails.to("finance@example.com") == [letter]
