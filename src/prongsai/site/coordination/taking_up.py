"""Taking up the coordination of an area, and laying it down."""

from django.utils import timezone

from prongsai.site.accounts.models import User
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.doors import note


def take_up(area: Area, user: User) -> None:
    """Let a user coordinate an area from now on; nothing changes for one who does."""
    Coordinator.objects.get_or_create(area=area, user=user, ended_at=None)
    note(user.name, "coordinator.began", area)


def lay_down_all(user: User) -> None:
    """End all that a user coordinates."""
    Coordinator.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
