"""Every write to the public page: proposed, opened, closed at once, opened again."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.doors import Facts, action, record
from prongsai.site.permissions import Actor
from prongsai.site.public.models import Part, PublicPage, parts_of, reports_of
from prongsai.site.public.queries import page_of
from prongsai.site.public.reports import reports_to_choose


@action("public.edit")
def propose(actor: Actor, parts: Sequence[str], reports: Sequence[int] = (), words: str = "") -> PublicPage:
    """Propose what the public page of the actor's agency is to show, in the place of an earlier proposal.

    `reports` are numbers of files of `reports_to_choose`; `words` the readable part of its address, which is only taken
    until the page is open for the first time. Raises InputError where nothing is to be shown, or a file is none of those.
    """
    if not parts:
        raise InputError(Problem("nothing-to-show", _("Choose at least one part that the page is to show.")))
    known = {each.number for each in reports_to_choose(actor.agency)}
    if set(reports) - known:
        what = _("One of the reports cannot be shown any more.")
        raise InputError(Problem("unknown-report", what, mend=_("Choose again from those that there are.")))
    page = page_of(actor.agency) or PublicPage(agency=actor.agency)
    before = _facts(page, page.proposed)
    if page.opened_at is None:
        page.slug = f"{actor.agency.pk}-{words}" if words else str(actor.agency.pk)
    kept = list(reports) if Part.REPORTS in parts else []
    page.proposed = {"parts": [each for each in Part.values if each in parts], "reports": kept}
    page.proposed_by, page.proposed_at = actor.user.name, timezone.now()
    page.revision += 1
    page.save()
    record(actor, "public.proposed", page, before, _facts(page, page.proposed))
    return page


@action("public.edit")
def withdraw_proposal(actor: Actor, page: PublicPage) -> PublicPage:
    """Take a proposal back; what is shown stays. Raises InputError where nothing awaits approval."""
    page = _as_it_is(page)
    proposed = _awaiting(page)
    page.proposed = None
    page.save(update_fields=["proposed"])
    record(actor, "public.withdrawn", page, _facts(page, proposed))
    return page


@action("public.approve")
def open_page(actor: Actor, page: PublicPage, seen: int) -> PublicPage:
    """Show to everybody what was proposed, as it was seen: `seen` is its revision.

    Raises InputError where nothing awaits approval, or another proposal came meanwhile.
    """
    page = _as_it_is(page)
    proposed, before = _awaiting(page), _facts(page, page.shown)
    if page.revision != seen:
        what = _("Another proposal came after you opened this one.")
        raise InputError(Problem("changed-meanwhile", what, mend=_("See what is proposed now, then decide.")))
    own = page.proposed_by_id == actor.user.name_id
    page.shown, page.proposed = proposed, None
    page.opened_by, page.opened_at = actor.user.name, timezone.now()
    page.closed_by = page.closed_at = None
    page.save()
    after = _facts(page, page.shown) | ({"own_submission": True} if own else {})
    record(actor, "public.opened", page, before, after)
    return page


@action("public.close")
def close_page(actor: Actor, page: PublicPage) -> PublicPage:
    """Close the page at once, to be opened again by `reopen_page`. Raises InputError where it is not open."""
    page = _as_it_is(page)
    if not page.is_open:
        raise InputError(Problem("not-open", _("The public page is not open.")))
    page.closed_by, page.closed_at = actor.user.name, timezone.now()
    page.save(update_fields=["closed_by", "closed_at"])
    record(actor, "public.closed", page)
    return page


@action("public.close")
def reopen_page(actor: Actor, page: PublicPage) -> PublicPage:
    """Open a page again as it was when it was closed: by who may approve it, or by who closed it.

    Raises PermissionDenied for another one, InputError where the page was not closed.
    """
    page = _as_it_is(page)
    if page.closed_at is None:
        raise InputError(Problem("not-closed", _("The public page was not closed.")))
    if not may_reopen(actor, page):
        raise PermissionDenied
    page.closed_by = page.closed_at = None
    page.save(update_fields=["closed_by", "closed_at"])
    record(actor, "public.reopened", page)
    return page


def may_reopen(actor: Actor, page: PublicPage) -> bool:
    """Tell whether an actor may open a closed page again without a new proposal."""
    own = page.closed_by_id == actor.user.name_id
    return page.closed_at is not None and (actor.may("public.approve") or (own and actor.may("public.close")))


def _as_it_is(page: PublicPage) -> PublicPage:
    """Give a page as it is now that nobody else writes in the agency."""
    now: PublicPage = PublicPage.objects.select_related("agency").get(pk=page.pk)
    return now


def _awaiting(page: PublicPage) -> Facts:
    proposed: Facts | None = page.proposed
    if proposed is None:
        raise InputError(Problem("nothing-proposed", _("No proposal awaits approval.")))
    return proposed


def _facts(page: PublicPage, choice: Facts | None) -> Facts:
    """Give what is proposed or shown as the log holds it: the parts in words, the files by their numbers."""
    parts = [str(each.label) for each in parts_of(choice)]
    return {
        "slug": page.slug,
        "shown_parts": parts,
        "shown_reports": [str(each) for each in reports_of(choice)],
    }
