"""Agencies that stand somewhere in a fiscal year, for tests of areas."""

from decimal import Decimal

from django.core.mail.backends.locmem import EmailBackend
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency
from prongsai.site.coordination.mailing import mail_message
from prongsai.site.coordination.models import Area, Letter
from prongsai.site.rounds.models import PackCopy, Result, Round

SECRET = "ความลับ"
INDICATORS = "9740 9285 9610 9025 9430 9175 8840 8395 8850 10000"


def stand(
    agency: Agency,
    fiscal_year: int = 2568,
    total: str | None = "90.00",
    level: str = "ผ่าน",
    stage: str = "",
    *,
    kind: str = "published",
    indicators: str = INDICATORS,
    followed: tuple[int, int, int] = (0, 0, 0),
) -> Round:
    """Give an agency a round; without a total it has no decisive result.

    `followed`: how many measures its approved plan has, how many were reported on, how many are overdue.
    """
    with scopes_disabled():
        row = Round.objects.create(agency=agency, fiscal_year=fiscal_year, plan_stage=stage)
        row.measures, row.reported, row.overdue = followed
        row.save()
        if total is not None:
            pack, _new = PackCopy.objects.get_or_create(hash="0" * 64, fiscal_year=2568, text="")
            row.decisive = Result.objects.create(
                agency=agency, round=row, kind=kind, way="form", inputs={}, pack=pack, entered_by=_by()
            )
            row.kind, row.total, row.level, row.indicators = kind, Decimal(total), level, indicators
            row.save()
    return row


def _by():
    user = User.objects.filter(email="typist@example.com").first()
    return (user or User.objects.create_user("typist@example.com", "Typist")).name


def add(area: Area, name: str, kind: str = "เทศบาลตำบล", district: str = "เมือง") -> Agency:
    """Add an agency to an area."""
    agency = Agency.objects.create(name=name, type=kind, district=district, province="ตัวอย่าง")
    area.agencies.add(agency)
    return agency


class SecondRun(EmailBackend):
    """While a mail is sent, another run of the same message begins."""

    def send_messages(self, messages):
        """Begin the other run, then send."""
        for number in Letter.objects.filter(taken_at=None).values_list("message", flat=True).distinct():
            mail_message.func(message=number)
        return super().send_messages(messages)
