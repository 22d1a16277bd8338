import json
from datetime import date
from decimal import Decimal

from prongsai.intake.model import Agency
from prongsai.planning.export import as_json
from prongsai.planning.follow_up import read_follow_up
from prongsai.planning.model import Measure, Plan, Progress, Step
from prongsai.planning.periods import read_period


def test_plan_as_json_is_plain_and_whole() -> None:
    entry = Progress(date(2026, 1, 15), "ผล", Decimal("12.50"), ("ภาพ",), "ก", "ข", "กองคลัง")
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
