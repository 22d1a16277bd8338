"""What must hold before a round is written to."""

from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.rounds.models import Round


def must_be_open(each: Round) -> None:
    """Raise InputError where a round is closed."""
    if each.closed:
        what = _("The round of {year} is closed: its results and findings stand.").format(
            year=each.fiscal_year
        )
        raise InputError(Problem("round-closed", what, mend=_("reopen it first, with a reason")))


def hold_open(each: Round) -> None:
    """Hold a round for the rest of the transaction, as it stands now. Raises InputError where it is closed."""
    Round.objects.select_for_update().get(pk=each.pk)
    each.refresh_from_db(fields=["closing", "decisive"])
    must_be_open(each)
