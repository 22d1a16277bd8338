"""How the totals and levels of an area are spread, as tables with bars and a line over the years."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.method.library import load_method, years
from prongsai.method.model import Unpublished
from prongsai.site.coordination.models import Area
from prongsai.site.coordination.standings import BAND, YEARS_SHOWN, by_year, spread
from prongsai.site.coordination.words import change_broken
from prongsai.site.rounds.overview import say_level
from prongsai.site.shell.charts import LineChart, line_chart
from prongsai.site.shell.speech import say_score, spell


@dataclass(frozen=True, slots=True)
class Share:
    """How many agencies are of one kind, and how many in a hundred that is."""

    title: str
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class YearMean:
    """The mean of the totals of a year over so many agencies. `broken`: the method changed against the year before."""

    year: int
    count: int
    mean: Decimal | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Distribution:
    """How an area's totals and levels are spread in a year, and their mean over the years."""

    count: int
    levels: tuple[Share, ...]
    bands: tuple[Share, ...]
    years: tuple[YearMean, ...]
    chart: LineChart
    alt: str


def distribution(area: Area, fiscal_year: int) -> Distribution:
    """Give how an area's totals and levels are spread."""
    levels, bands = spread(area, fiscal_year)
    means = _means(area, fiscal_year)
    breaks = [place for place, each in enumerate(means) if each.broken]
    alt = ", ".join(f"{spell(each.year)}: {say_score(each.mean)}" for each in means)
    return Distribution(
        sum(levels.values()),
        _shares(
            [
                (say_level(fiscal_year, name) or _("no level"), levels[name])
                for name in _in_order(fiscal_year, levels)
            ]
        ),
        _shares(
            [(_band(low), bands.get(low, 0)) for low in range(100 - BAND, min(bands, default=100) - 1, -BAND)]
        ),
        means,
        line_chart([str(each.year) for each in means], [each.mean for each in means], breaks=breaks),
        _("Mean total by fiscal year: {years}").format(years=alt),
    )


def _in_order(fiscal_year: int, levels: dict[str, int]) -> list[str]:
    """Give the levels of a year from the best on, then whatever else results say."""
    rule = load_method(fiscal_year).levels
    known = (
        []
        if isinstance(rule, Unpublished)
        else [each.name_th for each in rule.levels if each.name_th in levels]
    )
    return known + sorted(set(levels) - set(known), reverse=True)


def _band(low: int) -> str:
    high = "100" if low + BAND == 100 else f"{low + BAND - 1}.99"
    return _("{low} to {high}").format(low=spell(f"{low}.00"), high=spell(high))


def _shares(counted: list[tuple[str, int]]) -> tuple[Share, ...]:
    whole = sum(count for _title, count in counted)
    return tuple(
        Share(title, count, (Decimal(100 * count) / whole).quantize(Decimal("0.1")) if whole else Decimal(0))
        for title, count in counted
    )


def _means(area: Area, fiscal_year: int) -> tuple[YearMean, ...]:
    means = by_year(area, fiscal_year)
    shown = [year for year in range(fiscal_year - YEARS_SHOWN + 1, fiscal_year + 1) if year in years()]
    first = min(means, default=fiscal_year)
    return tuple(
        YearMean(
            year,
            means[year][0] if year in means else 0,
            means[year][1] if year in means else None,
            year != first and bool(change_broken(year)),
        )
        for year in shown
        if year >= first
    )
