"""Survey scores: counted options → sub-questions → questions → indicators by part → indicators 1–8."""

from collections.abc import Mapping
from fractions import Fraction

from prongsai.intake.model import Counts, Result
from prongsai.language.messages import _
from prongsai.method.model import MeanRule, Method, Question, Scale, SubQuestion, Unpublished
from prongsai.scoring.exact import Support, given_score, make_score, mean, no_rules, round_half_up, support_of
from prongsai.scoring.model import NoScore, Score, Value

QuestionKey = tuple[str, str]
"""Part and code of a question (`i8`), or of one of its lines (`i8.2`)."""


def question_scores(result: Result, method: Method) -> dict[QuestionKey, Value]:
    """Give the score of every question of the year, by part, and of each line of those that have several.

    At the depth ``questions`` a score is taken as given; a question without one is made from its lines. At the
    depth ``responses`` every score is made from the counted options. A line that nobody answered has no score,
    and so has its question.
    """
    counted = _by_line(result.counts)
    scores: dict[QuestionKey, Value] = {}
    for part in method.parts():
        for question in method.asked(part):
            lines: dict[str, Value] = {}
            for line in question.sub_questions:
                code = line_code(question, line)
                if result.depth == "responses":
                    answers = counted.get((part, question.code, line.number), {})
                    lines[code] = score_line(method, question, line, answers)
                else:
                    lines[code] = _given(result, part, code)
            whole = result.questions.get((part, question.code))
            if whole is not None and result.depth == "questions":
                scores[part, question.code] = given_score(whole)
            else:
                scores[part, question.code] = _from_lines(method, lines)
            if len(lines) > 1:
                scores.update({(part, code): score for code, score in lines.items()})
    return scores


def line_code(question: Question, line: SubQuestion) -> str:
    """Give the code of a line: ``i8.2``, or the question's own where it has one line only."""
    return question.code if len(question.sub_questions) == 1 else f"{question.code}.{line.number}"


def _given(result: Result, part: str, code: str) -> Value:
    score = result.questions.get((part, code))
    if score is None:
        return NoScore(_("{code} has no score in {part}").format(code=code, part=part))
    return given_score(score)


def _by_line(counts: Counts) -> dict[tuple[str, str, int], dict[int, int]]:
    lines: dict[tuple[str, str, int], dict[int, int]] = {}
    for (part, question, line, option), count in counts.items():
        lines.setdefault((part, question, line), {})[option] = count
    return lines


def line_points(method: Method, question: Question, line: SubQuestion) -> tuple[Fraction, ...] | NoScore:
    """Give the points (0–100) of option 1, 2, … of one line; a negative line counts its scale in reverse."""
    if isinstance(method.scales, Unpublished):
        return NoScore(_("the answer scales of {year} are not published").format(year=method.fiscal_year))
    points = tuple(Fraction(each) for each in method.scale(question.scale).points)
    if line.polarity == "positive":
        return points
    if isinstance(method.rules.reversal, Unpublished):
        return NoScore(
            _("how {year} counts negative questions is not published").format(year=method.fiscal_year)
        )
    return points[::-1]


def score_line(method: Method, question: Question, line: SubQuestion, answers: Mapping[int, int]) -> Value:
    """Give the score of one line from its counts (option from 1 → how many chose it): the one exact kernel.

    It is the mean of the chosen options' points over those who answered, rounded as the year's rule says. Raises
    ValueError for an option outside the scale and for a negative count.
    """
    rule = method.rules.question
    points = line_points(method, question, line)
    if isinstance(points, NoScore):
        return points
    if isinstance(rule, Unpublished):
        return no_rules(method)
    if any(not 1 <= option <= len(points) or count < 0 for option, count in answers.items()):
        message = (
            f"{question.code}: options are 1 to {len(points)} and counts not negative, not {dict(answers)}"
        )
        raise ValueError(message)
    answered = sum(answers.values())
    if not answered:
        return NoScore(_("nobody answered {code}").format(code=line_code(question, line)))
    earned = sum((points[option - 1] * count for option, count in answers.items()), Fraction(0))
    scale: Scale = method.scale(question.scale)
    supports = (
        support_of(rule.basis, _("how answers make a question's score")),
        support_of(scale.basis, _("the points of the answers")),
        support_of(question.basis, _("the question {code}").format(code=question.code)),
    )
    return make_score(round_half_up(earned / answered, rule.places), supports)


def _from_lines(method: Method, lines: Mapping[str, Value]) -> Value:
    if len(lines) == 1:
        return next(iter(lines.values()))
    return mean_value(
        method,
        method.rules.sub_questions,
        tuple(lines.values()),
        _("how the lines of a question make its score"),
    )


def mean_value(
    method: Method,
    rule: MeanRule | Unpublished,
    values: tuple[Value, ...],
    subject: str,
    supports: tuple[Support, ...] = (),
) -> Value:
    """Give the mean of scores by a rule; no score as soon as one of them has none, or the rule is unpublished."""
    if isinstance(rule, Unpublished):
        return no_rules(method)
    scores: list[Score] = []
    for value in values:
        if isinstance(value, NoScore):
            return value
        scores.append(value)
    if not scores:
        return NoScore(_("nothing is known that it could be made of"))
    exact = round_half_up(mean([each.exact for each in scores]), rule.places)
    return make_score(exact, (*supports, support_of(rule.basis, subject), *scores))


def indicator_part_scores(
    method: Method, questions: Mapping[QuestionKey, Value]
) -> dict[tuple[int, str], Value]:
    """Give the score of every survey indicator by part: the mean of its questions there."""
    scores: dict[tuple[int, str], Value] = {}
    for instrument in method.instruments:
        for part in instrument.parts:
            for number in instrument.indicators:
                asked = tuple(
                    questions[part, each.code] for each in method.asked(part) if each.indicator == number
                )
                subject = _("how questions make an indicator")
                scores[number, part] = mean_value(method, method.rules.indicator, asked, subject)
    return scores


def survey_indicator(method: Method, number: int, by_part: Mapping[tuple[int, str], Value]) -> Value:
    """Give a survey indicator from its parts: their plain mean by the year's rule, or its only part."""
    parts = method.instrument_of(number).parts
    values = tuple(by_part[number, part] for part in parts)
    rule = method.rules.parts
    if len(values) == 1 or rule is None:
        return values[0]
    return mean_value(method, rule, values, _("how the parts of EIT make an indicator"))
