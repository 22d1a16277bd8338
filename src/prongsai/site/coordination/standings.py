"""How the agencies of an area stand in a fiscal year: the one place that reads several agencies at once.

Every query begins with the agencies of one area and reads of their rounds only what the summary shows: figures of the
decisive result and how far the plan is. Drafts, remarks, the log and people are out of its reach.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Avg, Case, Count, F, FilteredRelation, FloatField, Q, QuerySet, When
from django.db.models.functions import Cast, Floor, NullIf
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.method.library import load_method, years
from prongsai.method.model import Unpublished
from prongsai.site.agencies.models import Agency
from prongsai.site.coordination.models import Area, Reason
from prongsai.site.plans.models import VersionState
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.shown import WRITTEN

YEARS_SHOWN = 5
BAND = 5
"""How many points wide a band of totals is."""

BEGUN = Q(now__fiscal_year__isnull=False)
"""Which agencies have begun a round: said of its year, which the index of a year's rounds holds, as all below."""
DECIDED = Q(now__decisive__isnull=False)
STAGES: Mapping[str, Q] = {
    "none": ~BEGUN | Q(now__plan_stage=""),
    WRITTEN: Q(now__plan_stage=WRITTEN),
    VersionState.SUBMITTED: Q(now__plan_stage=VersionState.SUBMITTED),
    VersionState.RETURNED: Q(now__plan_stage__in=(VersionState.RETURNED, VersionState.WITHDRAWN)),
    VersionState.APPROVED: Q(now__plan_stage=VersionState.APPROVED),
    VersionState.PUBLISHED: Q(now__plan_stage=VersionState.PUBLISHED),
}
"""How far a plan may be, and which agencies are as far."""

_SHARE = Cast("now__reported", FloatField()) / NullIf("now__measures", 0)
_LATE = Case(When(now__measures__gt=0, then="now__overdue"))
_PROGRESS = Case(*(When(condition, then=place) for place, condition in enumerate(STAGES.values())))

REASONS: Mapping[str, Q] = {
    Reason.NO_ROUND: ~BEGUN,
    Reason.NO_RESULT: BEGUN & Q(now__decisive=None),
    Reason.NO_PLAN: DECIDED & Q(now__plan_stage=""),
    Reason.WRITING: DECIDED & Q(now__plan_stage__in=(WRITTEN, VersionState.RETURNED, VersionState.WITHDRAWN)),
    Reason.AWAITING: DECIDED & Q(now__plan_stage=VersionState.SUBMITTED),
    Reason.UNPUBLISHED: DECIDED & Q(now__plan_stage=VersionState.APPROVED),
    Reason.OVERDUE: Q(now__overdue__gt=0),
}
"""Why an agency needs attention, from the first step to the last. Measures may be overdue beside any of the others."""

ATTENTION = reduce(or_, REASONS.values())

SORTS: Mapping[str, tuple[str, ...]] = {
    "name": (),
    "type": ("type",),
    "district": ("province", "district"),
    "total": ("now__total",),
    "change": ("change",),
    "plan": ("progress",),
    "reported": ("share",),
    "overdue": ("late",),
}
"""What agencies may be sorted by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which agencies are looked for, and their order; empty: any. `attention` is a reason, or ``any`` of them."""

    words: str = ""
    type: str = ""
    province: str = ""
    district: str = ""
    level: str = ""
    plan: str = ""
    attention: str = ""
    sort: str = "name"

    @property
    def narrowed(self) -> bool:
        """Tell whether not all agencies are looked for."""
        return any(
            (self.words, self.type, self.province, self.district, self.level, self.plan, self.attention)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """How one agency stands: `begun` a round or not, its decisive result (no `kind`: none) and the stage of its plan.

    Of the `measures` of the approved plan (zero: none was approved) so many were `reported` on, with confirmation, and so
    many are `overdue`.
    """

    number: int
    name: str
    type: str
    district: str
    province: str
    begun: bool
    closed: bool
    kind: str
    total: Decimal | None
    level: str
    change: Decimal | None
    stage: str
    measures: int
    reported: int
    overdue: int

    @property
    def share(self) -> Decimal | None:
        """Give on how many measures in a hundred progress was reported and confirmed; None where there are none."""
        if not self.measures:
            return None
        return (Decimal(100 * self.reported) / self.measures).quantize(Decimal(1))


@dataclass(frozen=True, slots=True)
class Overview:
    """How many agencies there are, have a decisive result, have published a plan, and need attention, by reason."""

    agencies: int
    decided: int
    published: int
    waiting: int
    reasons: dict[str, int]


def year_choices() -> list[int]:
    """Give the fiscal years that can be looked at, newest first."""
    return sorted(years(), reverse=True)


def newest_year(area: Area) -> int:
    """Give the newest year in which an agency of the area has begun a round, else the newest whose levels are known."""
    with scopes_disabled():
        newest = (
            Round.objects.filter(fiscal_year__in=years(), agency__in=_agencies(area))
            .order_by("-fiscal_year")
            .values_list("fiscal_year", flat=True)
            .first()
        )
    known = (year for year in year_choices() if not isinstance(load_method(year).levels, Unpublished))
    return newest or next(known)


def _agencies(area: Area) -> QuerySet[Agency]:
    """Give the agencies of an area, without those that are part of another agency by now."""
    return Agency.objects.filter(areas=area).exclude(merged_on__lte=timezone.localdate())


def standings(area: Area, fiscal_year: int) -> QuerySet[Agency]:
    """Give the agencies of an area with their round of a year as ``now`` and that of the year before as ``then``."""
    return _agencies(area).annotate(
        now=FilteredRelation("rounds", condition=Q(rounds__fiscal_year=fiscal_year)),
        then=FilteredRelation("rounds", condition=Q(rounds__fiscal_year=fiscal_year - 1)),
    )


def found(area: Area, fiscal_year: int, wanted: Wanted) -> QuerySet[Agency]:
    """Give the agencies that are looked for, in their order; what has no value comes last."""
    agencies = standings(area, fiscal_year).filter(_conditions(wanted))
    name, backwards = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    fields = SORTS[name] or ("name",)
    if name == "change":
        agencies = agencies.annotate(change=F("now__total") - F("then__total"))
    if name == "plan":
        agencies = agencies.annotate(progress=_PROGRESS)
    if name in {"reported", "overdue"}:
        agencies = agencies.annotate(share=_SHARE, late=_LATE)
    order = [
        F(field).desc(nulls_last=True) if backwards else F(field).asc(nulls_last=True) for field in fields
    ]
    return agencies.order_by(*order, "name", "pk")


def _conditions(wanted: Wanted) -> Q:
    condition = Q()
    for word in wanted.words.split():
        condition &= Q(name__icontains=word) | Q(district__icontains=word) | Q(province__icontains=word)
    for field in ("type", "province", "district"):
        if value := getattr(wanted, field):
            condition &= Q(**{field: value})
    if wanted.level:
        condition &= Q(now__level=wanted.level)
    if wanted.plan:
        condition &= STAGES[wanted.plan]
    if wanted.attention:
        condition &= ATTENTION if wanted.attention == "any" else REASONS[wanted.attention]
    return condition


def lines(area: Area, fiscal_year: int, numbers: Sequence[int]) -> list[Line]:
    """Give agencies of an area, by their numbers and in their order, as lines of the table."""
    rows = standings(area, fiscal_year).filter(pk__in=numbers).order_by().values_list(
        "pk", "name", "type", "district", "province", "now__pk", "now__closing", "now__kind",
        "now__total", "now__level", "now__plan_stage", "then__total", "now__measures", "now__reported", "now__overdue",
    )  # fmt: skip
    known = {
        row[0]: Line(
            *row[:5],
            begun=row[5] is not None,
            closed=row[6] is not None,
            kind=row[7] or "",
            total=row[8],
            level=row[9] or "",
            change=None if row[8] is None or row[11] is None else row[8] - row[11],
            stage=row[10] or "",
            measures=row[12] or 0,
            reported=row[13] or 0,
            overdue=row[14] or 0,
        )
        for row in rows
    }
    return [known[number] for number in numbers if number in known]


def overview(area: Area, fiscal_year: int) -> Overview:
    """Count the agencies of an area: all, by how far they are, by why they need attention."""
    counted = standings(area, fiscal_year).aggregate(
        agencies=Count("pk"),
        decided=Count("pk", filter=DECIDED),
        published=Count("pk", filter=DECIDED & STAGES[VersionState.PUBLISHED]),
        waiting=Count("pk", filter=ATTENTION),
        **{reason: Count("pk", filter=condition) for reason, condition in REASONS.items()},
    )
    return Overview(
        counted["agencies"],
        counted["decided"],
        counted["published"],
        counted["waiting"],
        {reason: counted[reason] for reason in REASONS},
    )


def types_and_provinces(area: Area) -> tuple[list[str], list[str]]:
    """Give the types of agency in an area, and the provinces in it."""
    found = _agencies(area).order_by().values_list("type", "province").distinct()
    types, provinces = ({row[place] for row in found} - {""} for place in (0, 1))
    return sorted(types), sorted(provinces)


def types_of(area: Area) -> list[str]:
    """Give the types of agency in an area."""
    return types_and_provinces(area)[0]


def districts_of(area: Area, province: str) -> list[str]:
    """Give the districts of a province in an area."""
    named = _agencies(area).filter(province=province).exclude(district="").order_by("district")
    return list(named.values_list("district", flat=True).distinct())


def spread(area: Area, fiscal_year: int) -> tuple[dict[str, int], dict[int, int]]:
    """Count the agencies with a decisive result by its level, and by its total.

    Under no word stand those without a level. Totals are in bands of `BAND` points, each under its lowest score; 100 lies
    in the highest.
    """
    decided = standings(area, fiscal_year).filter(DECIDED).order_by()
    counted = decided.annotate(band=Floor(F("now__total") / BAND)).values("now__level", "band")
    levels, bands = Counter[str](), Counter[int]()
    for level, band, count in counted.annotate(count=Count("pk")).values_list("now__level", "band", "count"):
        levels[level] += count
        if band is not None:
            bands[min(int(band) * BAND, 100 - BAND)] += count
    return dict(levels), dict(bands)


def by_year(area: Area, fiscal_year: int) -> dict[int, tuple[int, Decimal]]:
    """Give for a year and those before how many agencies have a total, and the mean of these totals."""
    with scopes_disabled():
        totals = Round.objects.filter(
            agency__in=_agencies(area),
            fiscal_year__gt=fiscal_year - YEARS_SHOWN,
            fiscal_year__lte=fiscal_year,
            total__isnull=False,
        ).order_by("fiscal_year")
        rows = totals.values("fiscal_year").annotate(count=Count("total"), mean=Avg("total"))
        return {
            row["fiscal_year"]: (row["count"], Decimal(row["mean"]).quantize(Decimal("0.01"))) for row in rows
        }


@dataclass(frozen=True, slots=True)
class Peer:
    """An agency among those of its type: its decisive result, and the scores of the indicators in hundredths."""

    number: int
    name: str
    kind: str
    total: Decimal
    indicators: str


def peers(area: Area, fiscal_year: int, kind_of_agency: str) -> list[Peer]:
    """Give the agencies of a type that have a total in a year, by name."""
    rows = standings(area, fiscal_year).filter(type=kind_of_agency, now__total__isnull=False)
    fields = ("pk", "name", "now__kind", "now__total", "now__indicators")
    return [Peer(*row) for row in rows.order_by("name", "pk").values_list(*fields)]
