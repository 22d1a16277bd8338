"""Every write that brings agencies in from a list."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from prongsai.intake.agency_list import read_agency_list
from prongsai.language.problems import InputError, Problem
from prongsai.site.accounts.administrators import command_line
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.importing.comparing import FIELDS, Change, Comparison, fields_of
from prongsai.site.agencies.importing.queries import comparison_of
from prongsai.site.agencies.models import Agency, AgencyName, ListImport
from prongsai.site.audit.models import Act
from prongsai.site.doors import action_in_site, facts_of, line, note, note_all

_AT_ONCE = 500


@action_in_site("agency.import")
def keep_list(user: User, name: str, content: bytes) -> ListImport:
    """Keep what an uploaded list holds, to be looked at first. Raises InputError for a file that is no list."""
    return _keep(user.name, name, content)


@action_in_site("agency.import")
def bring_in(user: User, given: ListImport) -> Comparison:
    """Add and change what a list says, its faulty rows left out; give what was done.

    Raises InputError where it was done before.
    """
    return _bring_in(user.name, given)


@transaction.atomic
def bring_in_file(name: str, content: bytes) -> Comparison:
    """Bring in a list by the command on the server; raises InputError for a file that is no list."""
    by = command_line()
    return _bring_in(by, _keep(by, name, content))


def _keep(by: Name, name: str, content: bytes) -> ListImport:
    found = read_agency_list(content, name)
    given = ListImport.objects.create(
        name=name[:200],
        rows=[asdict(row) for row in found.rows],
        problems=[asdict(problem) for problem in found.problems],
        uploaded_by=by,
    )
    note(by, "list.checked", given, after={"lines": len(found.rows), "faulty": len(found.problems)})
    return given


def _bring_in(by: Name, given: ListImport) -> Comparison:
    taken = ListImport.objects.filter(pk=given.pk, brought_in_at=None).update(brought_in_at=timezone.now())
    if not taken:
        what = _("This list was brought in already.")
        raise InputError(Problem("done-before", what, mend=_("Upload it again to see what is new in it.")))
    found = comparison_of(given)
    lines = [*_add(by, found), *_change(by, found.changed)]
    given.counts = counts_of(found)
    given.save(update_fields=["counts"])
    note_all([*lines, line(by, "list.brought-in", given, after=given.counts)])
    return found


def counts_of(found: Comparison) -> dict[str, int]:
    """Give how many agencies a list adds, changes and leaves, and how many of its rows are faulty."""
    return {
        "added": len(found.new),
        "changed": len(found.changed),
        "unchanged": len(found.unchanged),
        "faulty": len(found.faulty),
    }


def _add(by: Name, found: Comparison) -> list[Act]:
    made = Agency.objects.bulk_create([Agency(**fields_of(row)) for row in found.new], batch_size=_AT_ONCE)
    return [line(by, "agency.added", each, after=facts_of(each, *FIELDS), agency=each) for each in made]


def _change(by: Name, changes: list[Change]) -> list[Act]:
    """Change agencies; a new name leaves the old one in their history, until today."""
    today = timezone.localdate()
    lines, former = [], []
    for change in changes:
        before = facts_of(change.agency, *FIELDS)
        if "name" in change.fields:
            former.append(AgencyName(agency=change.agency, text=change.agency.name, until=today))
        for name, value in change.fields.items():
            setattr(change.agency, name, value)
        after = facts_of(change.agency, *FIELDS)
        lines.append(line(by, "agency.corrected", change.agency, before, after, agency=change.agency))
    Agency.objects.bulk_update([change.agency for change in changes], FIELDS, batch_size=_AT_ONCE)
    with scopes_disabled():
        AgencyName.objects.bulk_create(former, batch_size=_AT_ONCE)
    return lines
