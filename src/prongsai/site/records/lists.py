"""Which tables administrators may look at, and which of their fields.

What an agency holds (results, plans, papers, reports, its own log) is the agency's, and stands in none of these. Secrets
(passwords, hashes of links, second factors, sessions) and what would tell of contents (names of files, texts of failures)
are in none either. A new table or field is not shown until it is written here.
"""

from dataclasses import dataclass

from django.db.models import Model

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, AgencyName, Invitation, ListImport, Membership
from prongsai.site.audit.models import Act
from prongsai.site.files.models import StoredFile
from prongsai.site.jobs.models import DailyRun, Job, Pulse


@dataclass(frozen=True, slots=True)
class Shown:
    """A table that is shown: its fields, by which it is searched and filtered."""

    model: type[Model]
    fields: tuple[str, ...]
    search: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()


SHOWN = (
    Shown(
        User,
        ("name", "email", "language", "is_active", "is_administrator", "joined_at", "last_login"),
        ("email", "name__text"),
        ("is_active", "is_administrator"),
    ),
    Shown(
        Agency,
        ("name", "code", "type", "district", "province", "created_at", "merged_into", "merged_on"),
        ("name", "code", "province"),
    ),
    Shown(AgencyName, ("text", "agency", "until"), ("text", "agency__name")),
    Shown(
        Membership,
        ("agency", "user", "role", "since", "ended_at", "came_with"),
        ("agency__name", "user__name__text"),
        ("role",),
    ),
    Shown(
        Invitation,
        ("agency", "person", "roles", "invited_by", "invited_at", "expires_at", "accepted_at", "revoked_at"),
        ("agency__name", "person__text"),
    ),
    Shown(ListImport, ("name", "counts", "uploaded_by", "uploaded_at", "brought_in_at")),
    Shown(
        StoredFile,
        ("agency", "media_type", "size", "sha256", "stored_at", "stored_by"),
        ("sha256", "agency__name"),
        ("media_type",),
    ),
    Shown(
        Job,
        ("agency", "kind", "state", "done", "total", "turn", "asked_by", "asked_at", "finished_at"),
        ("agency__name",),
        ("state", "kind"),
    ),
    Shown(DailyRun, ("word", "day", "tries", "finished_at")),
    Shown(Pulse, ("worker", "seen_at")),
    Shown(Act, ("at", "actor", "agency", "code", "object_kind"), ("actor__text", "code"), ()),
)
"""The tables. Of the log only that of the site is shown."""
