"""What a public page shows, as plain values: every answer (page, JSON, CSV, badge, frame) is made of these alone.

No person stands in them: who entered, confirmed, approved or is responsible by name is left behind here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from prongsai.analysis.changes import breaks
from prongsai.method.model import Indicator, Method
from prongsai.planning.model import NO_PERIOD, Measure, Period
from prongsai.planning.progress import State, state_of
from prongsai.planning.references import reference_text
from prongsai.site.agencies.models import Agency
from prongsai.site.plans.models import Version
from prongsai.site.plans.values import version_method, version_value
from prongsai.site.progress.models import State as EntryState
from prongsai.site.progress.values import Followed, PlainEntry, Proof
from prongsai.site.progress.words import STATES
from prongsai.site.public import queries
from prongsai.site.public.models import Part, parts_of, reports_of
from prongsai.site.public.reports import Report, reports_to_choose
from prongsai.site.rounds.models import Result
from prongsai.site.rounds.packs import method_of
from prongsai.site.rounds.reckoning import figures

WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class YearShown:
    """The result of a fiscal year (B.E.): kind and source, total, level, the ten indicators.

    `broken` says in Thai how the method differs from that of the year shown before it, `before`.
    """

    fiscal_year: int
    kind: str
    kind_words: str
    source: str
    total: Decimal | None
    level: str
    indicators: tuple[tuple[Indicator, Decimal | None], ...]
    method: Method
    before: int | None = None
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure of the published plan: its place, indicators, steps with their items, divisions (the first leads)."""

    number: int
    key: str
    title: str
    indicators: tuple[Indicator, ...]
    steps: tuple[tuple[str, str], ...]
    divisions: tuple[str, ...]
    period: Period | None
    follow_up: str
    budget: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The newest version of a plan that was published."""

    plan_year: int
    result_year: int
    version: int
    published_on: date
    measures: tuple[MeasureShown, ...]


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """Evidence by its title and date (None: not known); `link` is its address on the web, empty for a file."""

    title: str
    dated_on: date | None
    link: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """What a division reported as of a day and the officer confirmed; `leading` speaks for the whole measure."""

    day: date
    division: str
    leading: bool
    percent: Decimal
    result: str
    evidence: tuple[EvidenceShown, ...]


@dataclass(frozen=True, slots=True)
class MeasureProgress:
    """Where a measure of the published plan stands: state and per cent by its confirmed entries, oldest first."""

    number: int
    key: str
    title: str
    state: State
    percent: Decimal | None
    entries: tuple[EntryShown, ...]

    @property
    def state_words(self) -> str:
        """Give the state in the reader's words."""
        return str(STATES[self.state])


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """The confirmed progress of the published plan."""

    plan_year: int
    measures: tuple[MeasureProgress, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a public page shows on a day. A part that is not shown is None, one without contents yet is empty.

    `changed_at` is when any of it last changed; states are of the day, so that it is never before the day began.
    """

    agency: Agency
    former_names: tuple[str, ...]
    as_of: date
    changed_at: datetime
    results: tuple[YearShown, ...] | None = None
    plan: PlanShown | None = None
    progress: ProgressShown | None = None
    reports: tuple[Report, ...] | None = None
    parts: tuple[Part, ...] = ()

    @property
    def newest(self) -> YearShown | None:
        """Give the newest result, None where none is shown."""
        return self.results[0] if self.results else None


def shown(agency: Agency, choice: Mapping[str, Any] | None, since: datetime | None = None) -> Shown:
    """Give what a page of an agency shows by a choice (`PublicPage.shown` or `.proposed`); in the agency's scope.

    `since` is when the page was opened.
    """
    parts, day = parts_of(choice), timezone.localdate()
    results = queries.published_results(agency) if Part.RESULTS in parts else []
    version = queries.published_version(agency) if {Part.PLAN, Part.PROGRESS} & set(parts) else None
    followed = None
    if version is not None and Part.PROGRESS in parts:
        followed = queries.followed_publicly(agency, version)
    numbers = reports_of(choice)
    reports = tuple(reports_to_choose(agency, numbers)) if numbers else ()
    plan = _plan(version) if version is not None else None
    return Shown(
        agency=agency,
        former_names=tuple(queries.former_names(agency)),
        as_of=day,
        changed_at=_changed_at(day, since, results, version, followed),
        results=_years(results) if Part.RESULTS in parts else None,
        plan=plan if Part.PLAN in parts else None,
        progress=_progress(followed, plan, day) if followed is not None and plan is not None else None,
        reports=reports if Part.REPORTS in parts else None,
        parts=parts,
    )


def _changed_at(
    day: date,
    since: datetime | None,
    results: Sequence[Result],
    version: Version | None,
    followed: Followed | None,
) -> datetime:
    moments = [
        timezone.make_aware(datetime.combine(day, time.min)),
        since,
        *(each.changed_at for each in results),
    ]
    moments.append(version and version.published_at)
    moments += [each.decided_at for each in (followed.rows.entries if followed else ())]
    return max(each for each in moments if each is not None)


def _years(results: Sequence[Result]) -> tuple[YearShown, ...]:
    """Give the years, the newest first."""
    methods = [method_of(each.pack_id, each.round.fiscal_year) for each in results]
    years = []
    for place, (row, method) in enumerate(zip(results, methods, strict=True)):
        kept = figures(row.figures)
        earlier = results[place + 1].round.fiscal_year if place + 1 < len(results) else None
        years.append(
            YearShown(
                fiscal_year=row.round.fiscal_year,
                kind=row.kind,
                kind_words=row.get_kind_display(),
                source=row.source,
                total=kept.total,
                level=kept.level,
                indicators=tuple((each, kept.indicators.get(each.number)) for each in method.indicators),
                method=method,
                before=earlier,
                broken=() if earlier is None else tuple(breaks(method, methods[place + 1], "total")),
            )
        )
    return tuple(years)


def _plan(version: Version) -> PlanShown:
    value, method = version_value(version), version_method(version)
    published = version.published_at or version.submitted_at
    return PlanShown(
        plan_year=value.plan_year,
        result_year=value.result_year,
        version=version.number,
        published_on=timezone.localtime(published).date(),
        measures=tuple(_measure(number, each, method) for number, each in enumerate(value.measures, start=1)),
    )


def _measure(number: int, each: Measure, method: Method) -> MeasureShown:
    return MeasureShown(
        number=number,
        key=each.id,
        title=each.title,
        indicators=tuple(method.indicator(indicator) for indicator in each.indicators),
        steps=tuple((step.text, reference_text(step.refs, method, method)) for step in each.steps),
        divisions=each.owners,
        period=None if each.period == NO_PERIOD else each.period,
        follow_up=each.follow_up.words,
        budget=each.budget,
    )


def _progress(followed: Followed, plan: PlanShown, day: date) -> ProgressShown:
    confirmed = [each for each in followed.rows.entries if each.state == EntryState.CONFIRMED]
    measures = []
    for number, each in enumerate(followed.plan.measures, start=1):
        standing = state_of(each, plan.plan_year, day)
        leading = followed.owners[each.id][:1]
        entries = [
            _entry(one, followed.rows.proofs.get(one.pk, ()), leading=one.division in leading)
            for one in confirmed
            if one.measure == each.id
        ]
        measures.append(
            MeasureProgress(number, each.id, each.title, standing.state, standing.percent, tuple(entries))
        )
    return ProgressShown(plan.plan_year, tuple(measures))


def _entry(entry: PlainEntry, proofs: Sequence[Proof], *, leading: bool) -> EntryShown:
    return EntryShown(
        day=entry.day,
        division=str(entry.division),
        leading=leading,
        percent=entry.percent,
        result=entry.result,
        evidence=tuple(
            EvidenceShown(each.title, each.dated_on, each.link if each.link.startswith(WEB) else "")
            for each in proofs
        ),
    )
