"""Starting, closing and reopening rounds."""

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.site.doors import action, record
from prongsai.site.permissions import Actor
from prongsai.site.rounds.actions.guarding import hold_open
from prongsai.site.rounds.freezing import freeze
from prongsai.site.rounds.models import Closing, Round
from prongsai.site.rounds.packs import pack_of
from prongsai.site.rounds.queries import analysis_for


@action("round.start")
def start_round(actor: Actor, fiscal_year: int) -> Round:
    """Start the round of a fiscal year, or give the one that is there. Raises InputError for a year without a pack."""
    pack_of(fiscal_year)
    found, new = Round.objects.get_or_create(agency=actor.agency, fiscal_year=fiscal_year)
    record(actor, "round.started" if new else "round.found", found)
    return found


@action("round.close")
def close_round(actor: Actor, each: Round) -> Round:
    """Freeze a round's results, forms and findings; plan, progress and papers go on.

    Raises InputError where it has no decisive result, or is closed already.
    """
    hold_open(each)
    with language("th"):
        analysis = analysis_for(each)
    if analysis is None:
        what = _("The round of {year} has no decisive result.").format(year=each.fiscal_year)
        raise InputError(Problem("no-result", what, mend=_("enter a result first")))
    each.closing = Closing.objects.create(
        agency=actor.agency, round=each, frozen=freeze(analysis), closed_by=actor.user.name
    )
    each.save(update_fields=["closing"])
    record(actor, "round.closed", each, {"closed": False}, {"closed": True})
    return each


@action("round.reopen")
def reopen_round(actor: Actor, each: Round, reason: str) -> Round:
    """Open a closed round again; the reason stands in the log. Raises InputError for one that is open, or no reason."""
    if not reason.strip():
        mend = _("say why the round is reopened")
        raise InputError(Problem("no-reason", _("There is no reason."), "reason", mend))
    Round.objects.select_for_update().get(pk=each.pk)
    each.refresh_from_db(fields=["closing"])
    closing = each.closing
    if closing is None:
        what = _("The round of {year} is not closed.").format(year=each.fiscal_year)
        raise InputError(Problem("round-open", what))
    closing.reopened_at, closing.reopened_by, closing.reason = timezone.now(), actor.user.name, reason.strip()
    closing.save(update_fields=["reopened_at", "reopened_by", "reason"])
    each.closing = None
    each.save(update_fields=["closing"])
    record(actor, "round.reopened", each, {"closed": True}, {"closed": False, "reason": closing.reason})
    return each
