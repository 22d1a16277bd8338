"""What the one-page picture says of a result, for LINE and Facebook."""

from prongsai.analysis.figures import figure, target
from prongsai.analysis.model import Analysis
from prongsai.language.dates import full_date
from prongsai.planning.model import Plan
from prongsai.reports.details import Details
from prongsai.reports.figures import level
from prongsai.reports.picture_writer import Summary
from prongsai.reports.results_part import all_years


def summary_of(analysis: Analysis, plan: Plan, details: Details) -> Summary:
    """Give the figures of the picture: the same as in the report."""
    scores = analysis.scores
    years = all_years(analysis)
    shown = years if len(years) > 1 else ()
    method, announced = scores.method, scores.result.announced
    return Summary(
        agency=plan.agency.name,
        fiscal_year=scores.result.fiscal_year,
        total=figure(scores, "total"),
        level=level(scores),
        announced=full_date(announced) if announced else "",
        instruments=tuple((each.code, figure(scores, each.code)) for each in method.instruments),
        indicators=tuple((each.name_th, figure(scores, str(each.number))) for each in method.indicators),
        target=target(scores),
        history=tuple((each.result.fiscal_year, figure(each, "total"), level(each)) for each in shown),
        note="",
        watermark=details.watermark,
        thai_digits=details.thai_digits,
    )
