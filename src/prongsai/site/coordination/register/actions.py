"""Every write to areas by those who look after the site."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from prongsai.site.accounts.models import User
from prongsai.site.agencies.invitations.actions import write_invitation
from prongsai.site.agencies.models import Agency, Invitation
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.doors import action_in_site, facts_of, note, person


@action_in_site("area.add")
def add_area(user: User, given: Mapping[str, str]) -> Area:
    """Add an area, without agencies and coordinators yet."""
    area = Area.objects.create(name=given["name"], kind=given["kind"])
    note(user.name, "area.added", area, after=facts_of(area, "name", "kind"))
    return area


@action_in_site("area.edit")
def change_area(user: User, area: Area, given: Mapping[str, str]) -> Area:
    """Change name and kind of an area."""
    before = facts_of(Area.objects.get(pk=area.pk), "name", "kind")
    area.name, area.kind = given["name"], given["kind"]
    area.save(update_fields=["name", "kind"])
    note(user.name, "area.changed", area, before, facts_of(area, "name", "kind"))
    return area


@action_in_site("area.edit")
def take_in(user: User, area: Area, agencies: Sequence[int]) -> int:
    """Take agencies into an area, by their numbers, and give how many were not in it before."""
    before = area.agencies.count()
    area.agencies.add(*agencies)
    after = area.agencies.count()
    note(user.name, "area.agencies-added", area, {"agencies": before}, {"agencies": after})
    return after - before


@action_in_site("area.edit")
def take_out(user: User, area: Area, agency: Agency) -> None:
    """Take an agency out of an area: from now on its coordinators see nothing of it."""
    area.agencies.remove(agency)
    note(user.name, "area.agency-removed", area, {"agency": str(agency)})


@action_in_site("area.coordinator")
def invite_coordinator(user: User, area: Area, name: str, email: str) -> tuple[Invitation, str]:
    """Invite somebody to coordinate an area; give the invitation with the secret of its link, which is not kept."""
    invitation, token = write_invitation(area, user.name, email.strip().casefold(), name, ())
    note(user.name, "coordinator.invited", area, after={"person": person(invitation.person)})
    return invitation, token


@action_in_site("area.coordinator")
def end(user: User, held: Coordinator) -> None:
    """End somebody's coordination of an area."""
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    note(user.name, "coordinator.ended", held.area, {"person": person(held.user.name)})


@action_in_site("area.coordinator")
def restore(user: User, held: Coordinator) -> None:
    """Let somebody whose coordination was ended coordinate the area again."""
    held.ended_at = None
    held.save(update_fields=["ended_at"])
    note(user.name, "coordinator.restored", held.area, after={"person": person(held.user.name)})
