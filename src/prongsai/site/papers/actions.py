"""Every write to papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from prongsai import __version__
from prongsai.site.doors import action, record
from prongsai.site.files.storing import store
from prongsai.site.jobs.running import ask
from prongsai.site.papers.models import Paper, PaperOrder
from prongsai.site.papers.queries import same_under_way
from prongsai.site.papers.sources import source_of
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Plan, Version
from prongsai.site.progress.models import Meeting
from prongsai.site.rounds.models import Round


@action("paper.make")
def order_papers(  # noqa: PLR0913  one for each thing that is chosen
    actor: Actor,
    each: Round,
    plan: Plan,
    *,
    papers: Sequence[str],
    formats: Sequence[str],
    details: dict[str, Any],
    version: Version | None = None,
    until: date | None = None,
    meeting: Meeting | None = None,
) -> PaperOrder:
    """Ask for papers of a round in some formats, and give the order; the same one asked for twice is given once.

    `version` is the version of the plan that is printed, None for the plan as it is worked on; `details` are those of
    `prongsai.site.papers.details.plain_details`; `meeting` is the one whose agenda sheet is made, None for no one in
    particular; `until` is the day up to which progress is told, None for that of the meeting or else today: nothing is
    told of days to come. Raises InputError where the round has no result, or the plan no measures or
    none of the meeting's.
    """
    agency, today = actor.agency, timezone.localdate()
    day = min(until or (meeting.day if meeting else today), today)
    order = PaperOrder(
        agency=agency,
        round=each,
        version=version,
        papers=list(papers),
        formats=list(formats),
        details=details,
        source=source_of(each, plan, version, day, meeting),
        seal=agency.seal,
        garuda=agency.garuda,
    )
    if (twin := same_under_way(order)) is not None:
        record(actor, "papers.found", twin)
        return twin
    return _begin(actor, order, "papers.ordered")


@action("paper.make")
def make_again(actor: Actor, order: PaperOrder) -> PaperOrder:
    """Ask for the same papers once more, from all that went into them the first time; give the new order."""
    again = PaperOrder(
        agency=actor.agency,
        round=order.round,
        version=order.version,
        papers=order.papers,
        formats=order.formats,
        details=order.details,
        source=order.source,
        seal=order.seal,
        garuda=order.garuda,
        again_of=order,
    )
    return _begin(actor, again, "papers.made-again")


@action("paper.make")
def go_on(actor: Actor, order: PaperOrder) -> PaperOrder:
    """Ask once more for the files of an order that are not made yet, after its job did not succeed."""
    order.job = ask(actor, "papers", order.pk)
    order.save(update_fields=["job"])
    record(actor, "papers.gone-on", order)
    return order


@action("paper.sign")
def sign_paper(actor: Actor, paper: Paper, upload: UploadedFile) -> Paper:
    """Keep the signed copy of a paper, in the place of an earlier one.

    `upload` is the clean value of a `prongsai.site.files.forms.ContentField`.
    """
    before = None if paper.signed is None else {"sha256": paper.signed.sha256}
    paper.signed = store(actor.agency, upload.name, upload.content, upload.kind.media_type, actor.user.name)
    paper.save(update_fields=["signed"])
    record(actor, "paper.signed", paper, before, {"sha256": paper.signed.sha256})
    return paper


@action("paper.delete")
def remove_order(actor: Actor, order: PaperOrder) -> PaperOrder:
    """Take an order with its papers off the list, to be put back by `restore_order`; its files are kept."""
    order.removed_at = timezone.now()
    order.save(update_fields=["removed_at"])
    record(actor, "papers.removed", order)
    return order


@action("paper.delete")
def restore_order(actor: Actor, order: PaperOrder) -> PaperOrder:
    """Put a removed order back."""
    order.removed_at = None
    order.save(update_fields=["removed_at"])
    record(actor, "papers.restored", order)
    return order


def _begin(actor: Actor, order: PaperOrder, code: str) -> PaperOrder:
    """Keep a new order, ask for its job, and say so in the log; whose names stand on papers is not said there."""
    order.maker, order.ordered_by = __version__, actor.user.name
    order.save()
    order.job = ask(actor, "papers", order.pk)
    order.save(update_fields=["job"])
    version = None if order.version is None else order.version.number
    record(actor, code, order, after={"papers": order.papers, "formats": order.formats, "version": version})
    return order
