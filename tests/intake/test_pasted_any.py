"""Any pasted text: scores come back however they are arranged, and the rest is understood or refused."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pasted_texts import NAMES, one
from prongsai.intake.pasted import PastedScores, read_pasted
from prongsai.language.digits import thai
from prongsai.language.problems import InputError

scores = st.integers(0, 10_000).map(lambda hundredths: f"{hundredths / 100:.2f}")
tens = st.lists(scores, min_size=10, max_size=10)
printed = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("IIT", "EIT", "EIT1", "EIT2", "OIT", "total"), scores),
        "level": st.sampled_from(["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "AA", "B"]),
    },
)
LABELS = {"EIT1": "EIT ส่วนที่ 1", "EIT2": "EIT ส่วนที่ 2", "total": "คะแนนรวม", "level": "ระดับ"}
digits = st.sampled_from([str, thai])
units = st.sampled_from(["", "%", " คะแนน"])


def expected(ten, extras, year=None):
    figures = {key: Decimal(text) for key, text in extras.items() if key != "level"}
    total = figures.pop("total", None)
    return PastedScores(
        year,
        {number: Decimal(text) for number, text in enumerate(ten, 1)},
        figures,
        total,
        extras.get("level", ""),
    )


@given(tens, printed, digits, units, st.sampled_from(["\t", " ", " : "]), st.randoms(use_true_random=False))
def test_labelled_rows_in_any_order_come_back(ten, extras, spell, unit, gap, chance):
    rows = [
        f"{number}. {name}{gap}{text}{unit}"
        for number, (name, text) in enumerate(zip(NAMES, ten, strict=True), 1)
    ]
    rows += [
        f"{LABELS.get(key, key)}{gap}{text}{'' if key == 'level' else unit}" for key, text in extras.items()
    ]
    chance.shuffle(rows)
    assert one(spell("\n".join(rows))) == expected(ten, extras)


@given(
    st.dictionaries(st.sampled_from([2564, 2565, 2566, 2567]), st.tuples(tens, printed), min_size=2), digits
)
def test_columns_of_years_come_back(by_year, spell):
    keys = [
        *map(str, range(1, 11)),
        *dict.fromkeys(key for _ten, extras in by_year.values() for key in extras),
    ]
    rows = [["ตัวชี้วัด", *map(str, by_year)]]
    for key in keys:
        label = NAMES[int(key) - 1] if key.isdecimal() else LABELS.get(key, key)
        values = [
            ten[int(key) - 1] if key.isdecimal() else extras.get(key, "") for ten, extras in by_year.values()
        ]
        rows.append([label, *values])
    text = "\n".join("\t".join(row) for row in rows)
    assert read_pasted(spell(text)).scores == tuple(
        expected(*by_year[year], year) for year in sorted(by_year, reverse=True)
    )


@given(tens, st.sampled_from(["\n", "\t", "\r\n", " "]), digits, units)
def test_ten_bare_scores_come_back(ten, gap, spell, unit):
    assert one(spell(gap.join(f"{text}{unit}" for text in ten))) == expected(ten, {})


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*'0123456789.,% \t\n"', "คะแนน", "IIT", "2568", "i7 ประเด็น ก", "รวม"])).map(
        "".join
    )
)
def test_any_text_is_understood_or_refused(text):
    try:
        found = read_pasted(text)
    except InputError as error:
        told = [bool(problem.what and problem.mend) for problem in error.problems]
    else:
        told = [bool(found.scores or found.letter)]
    assert all(told)
