"""The analysis as plain values for JSON: strings, whole numbers, lists and None; scores with two decimals."""

from decimal import Decimal
from fractions import Fraction

from prongsai.analysis.figures import figure
from prongsai.analysis.model import Analysis, Change, Distance, Finding, LeastChange, NoChange
from prongsai.analysis.paragraphs import paragraphs, verdict
from prongsai.analysis.summary import notes, summary
from prongsai.language.digits import half_up, score_text
from prongsai.scoring.model import Decided, Scores, Undecided

Json = dict[str, object]


def as_json(analysis: Analysis) -> Json:
    """Give an analysis as plain values, ready for `json.dumps`.

    Keys: `fiscal_year`, `unit`, `total` (or None), `level` (``{"name", "possible", "reason"}``), `next_level` (or None),
    `ranking` (``{"indicator", "score", "place"}``), `findings` (as `finding_json` gives them), `changes` (``{"key",
    "earlier_year", "earlier", "now", "difference", "broken"}``), `distances` (``{"key", "to", "wanted", "missing"}``),
    `costs` (key → ``{"points", "exact"}``), `unscored`, `rule`, `summary`, `paragraphs` and `verdicts` (number →
    text), `notes`. Scores and points are strings with two decimals, exact points a fraction such as ``"9/20"``.
    """
    scores = analysis.scores
    numbers = [each.number for each in scores.method.indicators]
    return {
        "fiscal_year": scores.result.fiscal_year,
        "unit": scores.result.unit,
        "total": _text(figure(scores, "total")),
        "level": level_json(scores),
        "next_level": analysis.next_level or None,
        "ranking": [
            {"indicator": number, "score": _text(score), "place": analysis.places.get(number)}
            for number, score in analysis.ranking
        ],
        "findings": [finding_json(each) for each in analysis.findings],
        "changes": [_change(each) for each in analysis.changes],
        "distances": [_distance(each) for each in analysis.distances],
        "costs": {key: {"points": _points(cost), "exact": str(cost)} for key, cost in analysis.costs.items()},
        "unscored": list(analysis.unscored),
        "rule": {
            "mend_below": str(analysis.rule.mend_below),
            "survey_lowest_below": str(analysis.rule.survey_lowest_below),
            "low_question": str(analysis.rule.low_question),
            "full": str(analysis.rule.full),
            "next_lowest": analysis.rule.next_lowest,
            "source": analysis.rule.source,
        },
        "summary": summary(analysis),
        "paragraphs": {str(number): text for number, text in paragraphs(analysis).items()},
        "verdicts": {str(number): verdict(analysis, number) for number in numbers},
        "notes": list(notes(analysis)),
    }


def level_json(scores: Scores) -> Json:
    """Give a level: its `name` or None, the `possible` ones where it is open, and the `reason` where there is none.

    Where nothing is recomputed the name is the one that was announced.
    """
    verdict = scores.level
    if isinstance(verdict, Decided):
        return {"name": verdict.name, "possible": [verdict.name], "reason": verdict.because or None}
    if isinstance(verdict, Undecided):
        return {"name": None, "possible": list(verdict.possible), "reason": verdict.needs}
    announced = scores.result.printed.level if scores.published else ""
    return {"name": announced or None, "possible": [], "reason": verdict.reason}


def finding_json(finding: Finding) -> Json:
    """Give a finding: `id`, `subject`, `indicator`, `class`, `reasons`, `score`, `part`, `codes`, `concepts`, `costs`, `remark`.

    `reasons` are ``{"code", "text"}``; `remark` is the assessor's text or None.
    """
    return {
        "id": finding.id,
        "subject": finding.subject,
        "indicator": finding.indicator,
        "class": finding.klass,
        "reasons": [{"code": each.code, "text": each.text} for each in finding.reasons],
        "score": _text(finding.score),
        "part": finding.part,
        "codes": list(finding.codes),
        "concepts": list(finding.concepts),
        "costs": None if finding.costs is None else _points(finding.costs),
        "remark": None if finding.remark is None else finding.remark.text,
    }


def least_change_json(change: LeastChange | NoChange) -> Json:
    """Give a least change: `level`, `raises`, `conditions`, `points`, `total`, `exact`; or `reason` where there is none.

    `raises` are ``{"key", "before", "after", "points"}``, `conditions` ``{"key", "now", "wanted"}``; `total` is what the
    total becomes.
    """
    if isinstance(change, NoChange):
        return {"level": None, "reason": change.reason}
    return {
        "level": change.level,
        "raises": [
            {
                "key": each.key,
                "before": score_text(each.before),
                "after": score_text(each.after),
                "points": score_text(each.points),
            }
            for each in change.raises
        ],
        "conditions": [
            {"key": each.key, "now": _text(each.now), "wanted": score_text(each.wanted)}
            for each in change.conditions
        ],
        "points": score_text(change.points),
        "total": _text(figure(change.after, "total")),
        "exact": change.exact,
        "reason": None,
    }


def _text(score: Decimal | None) -> str | None:
    return None if score is None else score_text(score)


def _points(cost: Fraction) -> str:
    """Give points with four decimals, since a question costs little: ``0.0860``."""
    return str(half_up(Decimal(cost.numerator) / cost.denominator, 4))


def _change(change: Change) -> Json:
    return {
        "key": change.key,
        "earlier_year": change.earlier_year,
        "earlier": _text(change.earlier),
        "now": _text(change.now),
        "difference": _text(change.difference),
        "broken": change.broken,
    }


def _distance(distance: Distance) -> Json:
    return {
        "key": distance.key,
        "to": distance.to,
        "wanted": score_text(distance.wanted),
        "missing": score_text(distance.missing),
    }
