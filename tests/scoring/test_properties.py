from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.intake.model import Result
from prongsai.intake.responses import count_responses
from prongsai.method.library import load_method
from prongsai.scoring.model import NoScore, Score, Scores
from prongsai.scoring.score import score
from prongsai.scoring.survey import line_code, line_points

YEARS = st.sampled_from([2563, 2566, 2568])
FEW = settings(max_examples=25)


def numbers(scores: Scores) -> dict[object, Decimal]:
    """Give every score of a result by its key."""
    values = {
        **scores.questions,
        **{str(key): value for key, value in scores.indicator_parts.items()},
        **scores.items,
        **scores.sub_indicators,
        **scores.indicators,
        **scores.instruments,
        "total": scores.total,
    }
    return {key: value.value for key, value in values.items() if isinstance(value, Score)}


@st.composite
def answers(draw, year):
    """Give counts of every line of a year, at least one answer each, and scores of every item."""
    method = load_method(year)
    seeds = draw(st.lists(st.integers(0, 3), min_size=6, max_size=12))
    counts = {}
    asked = [
        (part, question, line)
        for part in method.parts()
        for question in method.asked(part)
        for line in question.sub_questions
    ]
    for place, (part, question, line) in enumerate(asked):
        options = len(method.scale(question.scale).points)
        chosen = [seeds[(place + option) % len(seeds)] for option in range(options)]
        chosen[0] += 1
        for option, count in enumerate(chosen, start=1):
            counts[part, question.code, line.number, option] = count
    worth = draw(st.lists(st.sampled_from([Decimal(0), Decimal(100)]), min_size=3, max_size=7))
    items = {item.code: worth[place % len(worth)] for place, item in enumerate(method.items)}
    return Result(year, "responses", counts=counts, items=items)


RESULTS = YEARS.flatmap(answers)


@FEW
@given(RESULTS)
def test_every_score_stays_within_0_and_100(result):
    found = numbers(score(result, load_method(result.fiscal_year)))
    assert "total" in found
    assert [value for value in found.values() if not 0 <= value <= 100] == []


@FEW
@given(RESULTS, st.randoms(use_true_random=False))
def test_better_answer_never_lowers_any_score(result, random):
    method = load_method(result.fiscal_year)
    part, code, line, option = random.choice([key for key, count in sorted(result.counts.items()) if count])
    question = method.find(code)
    points = line_points(method, question, question.sub_questions[line - 1])
    better = random.choice(
        [place for place, worth in enumerate(points, start=1) if worth >= points[option - 1]]
    )
    counts = dict(result.counts)
    counts[part, code, line, option] -= 1
    counts[part, code, line, better] += 1
    item = random.choice(method.items).code
    before = numbers(score(result, method))
    after = numbers(score(replace(result, counts=counts, items={**result.items, item: Decimal(100)}), method))
    assert [key for key, value in before.items() if after[key] < value] == []


@FEW
@given(
    st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_order_of_respondents_does_not_matter(rows, random):
    method = load_method(2568)
    header = ["i1", "i2", "i5"]
    lines = [[str(option) if option else "" for option in row] for row in rows]
    shuffled = random.sample(lines, len(lines))
    one, other = (
        count_responses("IIT", [("r", header), *(("r", line) for line in each)], method)
        for each in (lines, shuffled)
    )
    assert (
        score(Result(2568, "responses", counts=one), method).questions
        == score(Result(2568, "responses", counts=other), method).questions
    )


@FEW
@given(RESULTS, st.randoms(use_true_random=False))
def test_nothing_missing_is_counted_as_zero(result, random):
    """Without one line's answers, what rests on it has no score and all else keeps its own."""
    method = load_method(result.fiscal_year)
    part, code, line = random.choice(sorted({key[:3] for key in result.counts}))
    kept = {key: count for key, count in result.counts.items() if key[:3] != (part, code, line)}
    question = method.find(code)
    before, after = score(result, method), score(replace(result, counts=kept), method)
    lost = {
        (part, code),
        (part, line_code(question, question.sub_questions[line - 1])),
        str((question.indicator, part)),
        question.indicator,
        part,
        question.instrument,
        "total",
    }
    assert numbers(after) == {key: value for key, value in numbers(before).items() if key not in lost}
    assert isinstance(after.total, NoScore)


@FEW
@given(RESULTS)
def test_more_answers_of_the_same_kind_change_nothing(result):
    """Only the shares of the options count: twice the respondents answering alike give the same scores."""
    method = load_method(result.fiscal_year)
    doubled = {key: 2 * count for key, count in result.counts.items()}
    assert numbers(score(replace(result, counts=doubled), method)) == numbers(score(result, method))
