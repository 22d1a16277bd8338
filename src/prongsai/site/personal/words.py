"""The tables and fields of what is held about people, in words."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLES = {
    "accounts.name": _("Name"),
    "accounts.user": _("Account"),
    "accounts.heldform": _("What was typed when a session ended"),
    "account.emailaddress": _("E-mail addresses"),
    "mfa.authenticator": _("Second factor"),
    "socialaccount.socialaccount": _("Accounts at a provider"),
    "usersessions.usersession": _("Where you are signed in"),
    "api.token": _("Tokens for programs"),
    "agencies.membership": _("Roles in agencies"),
    "agencies.invitation": _("Invitations"),
    "coordination.coordinator": _("Areas coordinated"),
    "coordination.message": _("Messages sent to agencies"),
    "coordination.notice": _("Messages put away"),
    "coordination.letter": _("Messages that came by mail"),
    "agencies.chainstep": _("Steps of the chain of approval"),
    "agencies.listimport": _("Lists of agencies brought in"),
    "plans.measure": _("Measures that you are responsible for"),
    "plans.approval": _("Approvals"),
    "plans.version": _("Versions of plans submitted"),
    "rounds.result": _("Results entered"),
    "rounds.entry": _("Results being brought in"),
    "rounds.closing": _("Rounds closed or reopened"),
    "papers.paperorder": _("Papers asked for"),
    "progress.entry": _("Progress entered or decided"),
    "progress.evidence": _("Evidence added"),
    "public.publicpage": _("Public pages proposed, opened or closed"),
    "readings.reading": _("Reports uploaded"),
    "files.storedfile": _("Files stored"),
    "jobs.job": _("Jobs asked for"),
    "personal.erasure": _("Erasures asked for"),
    "reminders.contact": _("How you are reminded"),
    "reminders.calendarfeed": _("Your calendar"),
    "reminders.digest": _("Messages that reminded you"),
    "reminders.reminder": _("What you were reminded of"),
    "admin.logentry": _("Django's own log"),
    "audit.act": _("Log of what you did"),
}
"""The tables; a test holds them against `prongsai.site.personal.held.HELD`."""


def table_words(label: str) -> str:
    """Give a table in words."""
    return str(TABLES[label])


def field_words(label: str, field: str) -> str:
    """Give a field in words where its table has some, else its name."""
    words = apps.get_model(label)._meta.get_field(field).verbose_name
    return str(words) if isinstance(words, Promise) else field
