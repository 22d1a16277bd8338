import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.model import Agency
from prongsai.planning.export import as_json, from_json
from prongsai.planning.follow_up import read_follow_up
from prongsai.planning.model import (
    NO_FOLLOW_UP,
    NO_PERIOD,
    FollowUp,
    Measure,
    Period,
    Plan,
    Progress,
    Step,
)
from prongsai.planning.periods import read_period


def test_plan_as_json_is_plain_and_whole() -> None:
    entry = Progress(
        date(2026, 1, 15),
        "ผล",
        Decimal("12.50"),
        ("ภาพ",),
        "ก",
        "ข",
        "กองคลัง",
        leading=False,
        proof_days=(date(2026, 1, 14),),
        spent=Decimal(5000),
    )
    measure = Measure(
        "m7", "มาตรการ", "mend", (7, 8), ("กองคลัง",), (Step("ทำ", ("7",), ("manual",)),),
        read_period("ไตรมาส 1-2", 2569), read_follow_up("รายงานต่อนายกเทศมนตรีเดือนมีนาคม"), "5 บาท", Decimal("0.50"), (entry,),
    )  # fmt: skip
    agency = Agency("ก", "ข", "ค", "ง", "จ", "ฉ")
    plan = Plan(
        agency, 2568, 2569, 2568, (measure,), ("กองคลัง",), {7: "ย่อหน้า"}, {"rationale": "เหตุผล"}, "abc"
    )
    assert json.loads(json.dumps(as_json(plan))) == {
        "agency": {"name": "ก", "type": "ข", "district": "ค", "province": "ง", "office": "จ", "head": "ฉ"},
        "result_year": 2568,
        "plan_year": 2569,
        "item_year": 2568,
        "divisions": ["กองคลัง"],
        "texts": {"rationale": "เหตุผล"},
        "paragraphs": {"7": "ย่อหน้า"},
        "measures": [
            {
                "id": "m7",
                "title": "มาตรการ",
                "aim": "mend",
                "indicators": [7, 8],
                "owners": ["กองคลัง"],
                "steps": [{"text": "ทำ", "answers": ["7"], "refs": ["manual"]}],
                "period": {"words": "ไตรมาส 1-2", "start": "2025-10-01", "end": "2026-03-31"},
                "follow_up": {
                    "words": "รายงานต่อนายกเทศมนตรีเดือนมีนาคม",
                    "cadence": "month",
                    "to": "นายกเทศมนตรี",
                    "months": [3],
                },
                "budget": "5 บาท",
                "expected_gain": "0.50",
                "progress": [
                    {
                        "day": "2026-01-15",
                        "result": "ผล",
                        "percent": "12.50",
                        "proof": ["ภาพ"],
                        "obstacles": "ก",
                        "suggestions": "ข",
                        "owner": "กองคลัง",
                        "leading": False,
                        "proof_days": ["2026-01-14"],
                        "spent": "5000",
                    }
                ],
            }
        ],
        "method_hash": "abc",
    }


def test_plan_as_json_leaves_unknown_gain_empty() -> None:
    measure = Measure("m", "ก", "keep", (), (), (), read_period("ตลอดปี", 2569), read_follow_up("ทุกเดือน"))
    assert (
        as_json(Plan(Agency("ก"), 2568, 2569, 2569, (measure,), ()))["measures"][0]["expected_gain"] is None
    )


TEXTS = st.text(max_size=20)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
NUMBERS = st.decimals(0, 100, places=2)
PERIODS = st.just(NO_PERIOD) | st.builds(Period, TEXTS, st.dates(), st.dates())
CADENCES = st.sampled_from(["monthly_meeting", "quarter", "april_october", "month", "end_of_year"])
MONTHS = st.lists(st.integers(1, 12), max_size=3).map(tuple)
FOLLOW_UPS = st.just(NO_FOLLOW_UP) | st.builds(FollowUp, CADENCES, TEXTS, TEXTS, MONTHS)
DAYS = st.lists(st.dates(), max_size=2).map(tuple)
ENTRIES = st.builds(
    Progress, st.dates(), TEXTS, NUMBERS, LISTS, TEXTS, TEXTS, TEXTS, st.booleans(), DAYS, st.none() | NUMBERS
)
MEASURES = st.builds(
    Measure,
    id=TEXTS,
    title=TEXTS,
    aim=st.sampled_from(["mend", "develop", "keep", "general"]),
    indicators=MONTHS,
    owners=LISTS,
    steps=st.lists(st.builds(Step, TEXTS, LISTS, LISTS), max_size=3).map(tuple),
    period=PERIODS,
    follow_up=FOLLOW_UPS,
    budget=TEXTS,
    expected_gain=st.none() | NUMBERS,
    progress=st.lists(ENTRIES, max_size=2).map(tuple),
)
PLANS = st.builds(
    Plan,
    agency=st.builds(Agency, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS),
    result_year=st.integers(2500, 2699),
    plan_year=st.integers(2500, 2699),
    item_year=st.integers(2500, 2699),
    measures=st.lists(MEASURES, max_size=3).map(tuple),
    divisions=LISTS,
    paragraphs=st.dictionaries(st.integers(1, 10), TEXTS, max_size=3),
    texts=st.dictionaries(TEXTS, TEXTS, max_size=3),
    method_hash=TEXTS,
)


@given(PLANS)
def test_plan_comes_back_from_json_as_it_was(plan: Plan) -> None:
    assert from_json(json.loads(json.dumps(as_json(plan)))) == plan


def test_other_keys_beside_a_plan_are_left_aside() -> None:
    plan = Plan(Agency("ก"), 2568, 2569, 2569, (), ())
    assert from_json({**as_json(plan), "persons": {}}) == plan
