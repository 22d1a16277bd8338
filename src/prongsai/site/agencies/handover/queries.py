"""What a member holds that somebody else must hold when the member leaves."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import ChainStep
from prongsai.site.plans.models import Approval, Decision, Measure, VersionState


@dataclass(frozen=True, slots=True)
class Holdings:
    """The steps of the chain, open approvals and measures that are going on, which a member holds."""

    steps: tuple[ChainStep, ...]
    approvals: tuple[Approval, ...]
    measures: tuple[Measure, ...]

    @property
    def decides(self) -> bool:
        """Tell whether a plan would wait for the member in vain."""
        return bool(self.steps or self.approvals)


def holdings_of(user: User) -> Holdings:
    """Give what a user holds in the agency whose scope is open. Measures that have ended keep their persons."""
    going_on = Q(end=None) | Q(end__gte=timezone.localdate())
    return Holdings(
        steps=tuple(ChainStep.objects.filter(holder=user)),
        approvals=tuple(
            Approval.objects.filter(
                holder=user, decision=Decision.OPEN, version__state=VersionState.SUBMITTED
            ).select_related("version__plan__round")
        ),
        measures=tuple(
            Measure.objects.filter(going_on, persons=user, removed_at=None).select_related("plan__round")
        ),
    )
