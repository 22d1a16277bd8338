"""All scores of one result by its year's method: the one door of this room."""

from dataclasses import replace

from prongsai.intake.model import Result
from prongsai.method.model import Method, Unpublished
from prongsai.scoring.checks import check
from prongsai.scoring.disclosure import item_scores, sub_indicator_scores
from prongsai.scoring.indicators import given_indicators, made_indicators
from prongsai.scoring.model import Scores
from prongsai.scoring.survey import indicator_part_scores, question_scores
from prongsai.scoring.totals import instrument_scores, level_verdict, total_score


def score(result: Result, method: Method) -> Scores:
    """Give all scores of a result by its year's method, exactly, with what does not agree with printed figures.

    What is missing has no score and takes all that rests on it along; it never counts as zero. Where the year's
    rules are not published, nothing is made: `published` is true and the printed figures stand. Raises
    ValueError when the method is of another year.
    """
    if result.fiscal_year != method.fiscal_year:
        message = f"a result of {result.fiscal_year} cannot be scored by the method of {method.fiscal_year}"
        raise ValueError(message)
    deep = result.depth != "indicators"
    questions = question_scores(result, method) if deep else {}
    items = item_scores(result, method) if deep else {}
    sub_indicators = sub_indicator_scores(method, items) if deep else {}
    parts = indicator_part_scores(method, questions) if deep else {}
    indicators = (
        made_indicators(result, method, parts, items, sub_indicators)
        if deep
        else given_indicators(result, method)
    )
    instruments, figures = instrument_scores(result, method, indicators, parts)
    total = total_score(method, instruments, indicators)
    scores = Scores(
        result=result,
        method=method,
        questions=questions,
        items=items,
        sub_indicators=sub_indicators,
        indicator_parts=parts,
        indicators=indicators,
        instruments=instruments,
        total=total,
        level=level_verdict(result, method, total, instruments, figures),
        published=isinstance(method.rules.total, Unpublished),
        problems=(),
    )
    return replace(scores, problems=check(scores))
