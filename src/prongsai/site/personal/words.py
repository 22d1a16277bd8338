"""The tables and fields of what is held about people, in words."""

from django.apps import apps
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
    "admin.logentry": _("Acts in the records of the site"),
    "audit.act": _("Log of what you did"),
}
"""The tables; a test holds them against `prongsai.site.personal.held.HELD`."""


FIELDS = {
    ("account.emailaddress", "email"): _("e-mail address"),
    ("account.emailaddress", "verified"): _("confirmed"),
    ("account.emailaddress", "primary"): _("main address"),
    ("mfa.authenticator", "type"): _("kind"),
    ("mfa.authenticator", "created_at"): _("made on"),
    ("mfa.authenticator", "last_used_at"): _("last used on"),
    ("socialaccount.socialaccount", "uid"): _("id at the provider"),
    ("socialaccount.socialaccount", "last_login"): _("last used on"),
    ("socialaccount.socialaccount", "date_joined"): _("connected on"),
    ("socialaccount.socialaccount", "extra_data"): _("what the provider told"),
    ("usersessions.usersession", "created_at"): _("signed in on"),
    ("usersessions.usersession", "last_seen_at"): _("last seen on"),
    ("usersessions.usersession", "ip"): _("network address"),
    ("usersessions.usersession", "user_agent"): _("browser"),
    ("admin.logentry", "action_time"): _("when"),
    ("admin.logentry", "object_repr"): _("name of the thing"),
}
"""The fields of tables that libraries bring, whose own words are none or not plain."""

REMOVED = {
    "sign-ins": _("Sign-ins in the log"),
    "invitations": _("Addresses of invitations that ended, names of those who never came"),
    "readings": _("Uploaded reports that were deleted, with their files"),
    "jobs": _("Finished jobs"),
    "lists": _("Lists of agencies brought in"),
}
"""What is removed when its period is over, as the log has it."""

KEYS = {("reminders.reminder", "thing"), ("socialaccount.socialaccount", "provider")}
"""Keys that say something to programs alone: they stand in the file for these."""


def table_words(label: str) -> str:
    """Give a table in words."""
    return str(TABLES[label])


def field_words(label: str, field: str) -> str:
    """Give a field in words: ours for a table of a library, else those of its table."""
    return str(FIELDS.get((label, field)) or apps.get_model(label)._meta.get_field(field).verbose_name)
