"""What was pasted becomes the draft of a result."""

import pytest

from houses import INDICATORS
from prongsai.language.messages import language
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.site.rounds.drafts import Draft
from prongsai.site.rounds.from_paste import draft_from_paste

BEGUN = Draft(inputs={"fiscal_year": "2568", "depth": "indicators"}, source="LINE")
TEN = "\n".join(INDICATORS.values())


@pytest.fixture(autouse=True)
def _in_english():
    with language("en"):
        yield


def paste(text, draft=BEGUN):
    return draft_from_paste(draft, text, load_method(2568))


def faults(text):
    with pytest.raises(InputError) as caught:
        paste(text)
    return [each.code for each in caught.value.problems]


def columns(*years):
    rows = [f"{number}. \t" + "\t".join([score] * len(years)) for number, score in INDICATORS.items()]
    return "\t" + "\t".join(map(str, years)) + "\n" + "\n".join(rows)


def test_ten_scores_become_the_result_of_the_round():
    text = f"{TEN}\n"
    assert paste(text) == Draft(
        source="LINE",
        inputs={"fiscal_year": "2568", "depth": "indicators", "indicators": INDICATORS},
        pasted=text,
        read=True,
    )


def test_earlier_years_and_remarks_come_along_and_guesses_are_told():
    draft = paste(columns(2567, 2568) + "\n\ni7 ประเด็น ไม่ทราบแผน ดังนั้น ควรแจ้ง (อ้างอิงจาก 011)")
    assert draft.inputs["indicators"] == INDICATORS
    assert draft.earlier == [{"fiscal_year": "2567", "depth": "indicators", "indicators": INDICATORS}]
    assert draft.remarks == [
        {
            "codes": ["i7"],
            "part": "",
            "text": "ไม่ทราบแผน ดังนั้น ควรแจ้ง (อ้างอิงจาก 011)",
            "missing": [],
        }
    ]
    assert draft.notes == [
        "these were taken for codes of 2568: 011 → o11 – mend the remarks where that is wrong"
    ]


def test_later_years_and_years_without_a_method_are_left_out_and_told():
    draft = paste(columns(2562, 2568, 2569))
    assert (draft.earlier, draft.notes) == ([], ["ไม่ได้ใช้คะแนนปี 2569, 2562"])


def test_total_of_another_year_is_not_this_years():
    draft = paste(f"{TEN}\nผลปี 2567 รวม 89.50")
    assert draft.inputs == {"fiscal_year": "2568", "depth": "indicators", "indicators": INDICATORS}
    assert draft.earlier == [
        {"fiscal_year": "2567", "depth": "indicators", "indicators": {}, "total": "89.50"}
    ]


@pytest.mark.parametrize("line", ["ผลปี 2568 รวม 92.36 ผ่านดี", "รวม 92.36 ผ่านดี\nผลปี 2568 EIT 88.04"])
def test_what_names_the_year_of_the_round_joins_what_names_none(line):
    numbered = "\n".join(f"ตัวชี้วัดที่ {number} {score}" for number, score in INDICATORS.items())
    inputs = paste(f"{numbered}\n{line}").inputs
    assert (inputs["indicators"], inputs["total"], inputs["level"]) == (INDICATORS, "92.36", "ผ่านดี")


def test_scores_of_other_years_only_are_refused():
    assert faults(columns(2566, 2567)) == ["other-year"]


def test_remarks_alone_are_refused_before_there_are_scores():
    assert faults("i7 ประเด็น ไม่ทราบแผน") == ["no-scores"]


def test_remarks_alone_join_scores_that_are_there():
    draft = paste("i7 ประเด็น ไม่ทราบแผน", paste(TEN))
    assert (draft.inputs["indicators"], draft.remarks[0]["codes"]) == (INDICATORS, ["i7"])


def test_what_cannot_be_understood_is_refused():
    assert faults("สวัสดี") == ["no-scores"]
