"""Plans that were approved, a clock, a server that behaves as LINE, and the messages of a day."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from django_scopes import scope

from approved import approved
from houses import House
from line_house import SECRET, TOKEN, LineHouse, line_house
from prongsai.site.plans.models import Plan
from prongsai.site.reminders import digest, line


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Give what sets the clock of Thailand to eight in the morning of a day."""

    def set_to(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo("Asia/Bangkok"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def plan(house: House, clock: Callable[[date], None]) -> Plan:
    """Give the first agency's plan for 2569, approved on the first day of that year."""
    clock(date(2025, 10, 1))
    with scope(agency=house.agency):
        return approved(house)


@pytest.fixture
def with_mail(settings) -> None:
    """Let a server for mail be set."""
    settings.EMAIL_HOST = "mail.example.com"


@pytest.fixture
def of_day(clock: Callable[[date], None], with_mail: None) -> Callable[[date], dict[str, EmailMessage]]:
    """Give what runs the work of a day, and gives the letters of it by address."""

    def run(day: date) -> dict[str, EmailMessage]:
        clock(day)
        mail.outbox = []
        digest.send_all()
        letters = {each.to[0]: each for each in mail.outbox}
        assert len(letters) == len(mail.outbox)
        return letters

    return run


@pytest.fixture
def at_line(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[LineHouse]:
    """Give a server that behaves as LINE's, with the site set to use it."""
    monkeypatch.setattr(line, "PAUSE", 0.0)
    with line_house() as there:
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_ADDRESS = TOKEN, SECRET, there.address
        yield there
