"""Every write of those who look after the site."""

from collections.abc import Mapping

from django_scopes import scope

from prongsai.planning.divisions import type_named
from prongsai.site.accounts.models import User
from prongsai.site.agencies.invitations.actions import write_invitation
from prongsai.site.agencies.models import Agency, Invitation
from prongsai.site.doors import action_in_site, facts_of, note
from prongsai.site.permissions import Role


@action_in_site("agency.add")
def add_agency(user: User, given: Mapping[str, str]) -> tuple[Agency, Invitation, str]:
    """Add an agency and invite its first manager; give both, and the secret of the link, which is not kept.

    `given` holds the fields of `prongsai.site.agencies.register.forms.NewAgencyForm`.
    """
    name = given["name"]
    agency = Agency.objects.create(
        name=name,
        type=given["type"] or type_named(name),
        district=given["district"],
        province=given["province"],
    )
    after = facts_of(agency, "name", "type", "district", "province")
    note(user.name, "agency.added", agency, after=after, agency=agency)
    invitation, token = _invite(user, agency, given["manager_name"], given["manager_email"])
    return agency, invitation, token


@action_in_site("agency.manager")
def invite_manager(user: User, agency: Agency, name: str, email: str) -> tuple[Invitation, str]:
    """Invite a manager to an agency, as where its last one has left; the agency's own log tells of it."""
    return _invite(user, agency, name, email)


def _invite(user: User, agency: Agency, name: str, email: str) -> tuple[Invitation, str]:
    with scope(agency=agency):
        invitation, token = write_invitation(
            agency, user.name, email.strip().casefold(), name, {Role.MANAGER}
        )
    after = {"person": {"name": invitation.person_id}, "roles": list(invitation.roles)}
    note(user.name, "invitation.made", invitation, after=after, agency=agency, name=invitation.role_words)
    return invitation, token
