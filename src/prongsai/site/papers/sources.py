"""What goes into papers: taken from round and plan when a set is asked for, frozen, and thawed whenever it is made."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.planning import model
from prongsai.planning.export import as_json, from_json
from prongsai.reports.papers import Papers
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import content_of
from prongsai.site.papers.details import details_of
from prongsai.site.papers.models import PaperOrder
from prongsai.site.plans.models import Plan, Version
from prongsai.site.plans.queries import measures_of
from prongsai.site.plans.values import plan_method, plan_value, version_method, version_value
from prongsai.site.progress.models import Meeting
from prongsai.site.progress.queries import with_confirmed
from prongsai.site.rounds.freezing import freeze, thaw
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.packs import method_of
from prongsai.site.rounds.queries import analysis_for


def source_of(
    each: Round, plan: Plan, version: Version | None, day: date, meeting: Meeting | None = None
) -> dict[str, Any]:
    """Give all that goes into the papers of a round beside their details, as values that JSON can hold.

    `version` is the version of the plan, None for the plan as it is worked on; `day` the day whose state of the
    measures the progress report and the meeting sheet tell, from confirmed entries; `meeting` the one whose sheet is made.
    Raises InputError where the round has no result, or the plan no measures or none of the meeting's.
    """
    with language("th"):
        analysis = analysis_for(each)
    if analysis is None:
        what = _("The round of {year} has no decisive result.").format(year=each.fiscal_year)
        raise InputError(Problem("no-result", what, mend=_("enter a result first")))
    if version is None:
        rows = measures_of(plan)
        if not rows:
            mend = _("add measures to the plan first")
            raise InputError(Problem("no-measures", _("The plan has no measures."), mend=mend))
        value, method = plan_value(plan, rows), plan_method(plan)
        owners = {row.key: [part.division_id for part in row.owners.all()] for row in rows}
    else:
        value, method = version_value(version), version_method(version)
        owners = version.content["owners"]
    if meeting is not None:
        _check(meeting, value)
    source = {
        "analysis": freeze(analysis),
        "plan": as_json(with_confirmed(plan, value, owners)),
        "plan_method": [method.fiscal_year, method.hash],
        "day": day.isoformat(),
        "meeting": meeting and [meeting.title, meeting.day.isoformat(), meeting.measures],
    }
    kept: dict[str, Any] = json.loads(json.dumps(source))  # as it will come back, so that it can be compared
    return kept


def papers_of(order: PaperOrder) -> dict[str, Papers]:
    """Give what each paper of an order is composed from, by its word: the same as when the order was made."""
    source = order.source
    analysis, plan = thaw(source["analysis"]), from_json(source["plan"])
    year, pack_hash = source["plan_method"]
    method = method_of(pack_hash, year)
    day, meeting = date.fromisoformat(source["day"]), _meeting(source.get("meeting"))
    seal, garuda = _picture(order.seal), _picture(order.garuda)
    return {
        paper: Papers(analysis, plan, method, details_of(order.details, paper, seal, garuda), day, meeting)
        for paper in order.papers
    }


def _check(meeting: Meeting, plan: model.Plan) -> None:
    """Raise InputError where a meeting names measures, and a plan has none of them."""
    if meeting.measures and not {each.id for each in plan.measures} & set(meeting.measures):
        what = _("The plan that is printed has none of the measures of this meeting.")
        mend = _("choose another version of the plan, or change the meeting")
        raise InputError(Problem("no-measure", what, mend=mend))


def _meeting(kept: Sequence[Any] | None) -> model.Meeting | None:
    """Give the meeting whose sheet is made; None where papers were asked for of none."""
    if kept is None:
        return None
    title, day, measures = kept
    return model.Meeting(title, date.fromisoformat(day), tuple(measures))


def _picture(file: StoredFile | None) -> bytes | None:
    return None if file is None else content_of(file)
