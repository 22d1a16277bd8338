from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.advice.book import indicator_advice
from prongsai.analysis import words
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.analysis.paragraphs import paragraph, paragraphs, told, verdict
from prongsai.analysis.sentences import remark_words
from prongsai.intake.model import Remark
from prongsai.scoring.model import Scores

Make = Callable[..., Scores]

C = "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"
B = "100 99.24 100 100 100 90.58 91.20 88.56 92.50 100"
FIGURES = st.lists(
    st.one_of(st.sampled_from(["-", "100", "95", "85", "70"]), st.decimals(0, 100, places=2).map(str)),
    min_size=10,
    max_size=10,
)


def kept_words(analysis: Analysis, number: int) -> str:
    """The last sentence of a kept indicator's paragraph: what follows."""
    return told(analysis)[number][-1]


def test_paragraph_of_the_lowest_indicator_reads_as_a_report_has_it(shallow: Make) -> None:
    analysis = analyse(shallow(C), (shallow(B, 2566),))
    book = indicator_advice(9)
    first, second, *_others = book.steps["mend"]
    assert told(analysis)[9] == (
        (
            "เมื่อพิจารณาตัวชี้วัดที่ 9 การเปิดเผยข้อมูล พบว่าได้ 77.50 คะแนน อยู่ในเกณฑ์พอใช้ "
            "แต่ยังต่ำกว่าค่าเป้าหมาย 85 คะแนนอยู่ 7.50 คะแนน"
        ),
        "เป็นคะแนนต่ำที่สุดใน 10 ตัวชี้วัด และต่ำกว่าคะแนนเฉลี่ยของแบบตรวจ OIT (88.75 คะแนน)",
        (
            "ปีงบประมาณ พ.ศ. 2566 ได้ 92.50 คะแนน จึงนับว่าลดลง 15.00 คะแนน "
            "แต่จำนวนรายการข้อมูล OIT เปลี่ยนจาก 30 ข้อเป็น 20 ข้อ จึงเทียบกันได้เพียงแนวโน้ม"
        ),
        f"ตัวชี้วัดนี้ประเมินเรื่อง{book.looks_at} แต่ยังมีหลายรายการที่ได้คะแนนไม่ครบ",
        f"เนื่องจากได้คะแนนต่ำกว่า 85 คะแนน หน่วยงานจึงต้องเร่งแก้ไข โดย{first} รวมทั้ง{second}",
        "หากดำเนินการได้ครบ คะแนนรวมจะเพิ่มขึ้นได้อีกไม่เกิน 4.50 คะแนน",
    )
    assert paragraph(analysis, 9) == " ".join(told(analysis)[9])


def test_paragraph_names_low_questions_items_and_remarks(deep: Make) -> None:
    remarks = (
        Remark(("e9",), "…", part="EIT1", problem="บริการออนไลน์ใช้งานไม่สะดวก"),
        Remark(("o13",), "…", missing=("1", "4")),
        Remark(("o14",), "…"),
        Remark(("i5", "i6"), "…"),
    )
    changes = {"EIT1/e4": "70", "EIT2/e4": "80", "EIT1/e9": "81", "o13": "50"}
    analysis = analyse(deep(changes, remarks=remarks))
    sentences = told(analysis)
    assert sentences[7][4] == (
        "ข้อคำถามที่ได้ต่ำกว่า 85 คะแนน มี 2 ข้อ ได้แก่ "
        "ข้อ e4 ส่วนที่ 1 ช่องทางเผยแพร่ข้อมูลที่เข้าถึงได้ง่ายและข้อมูลที่ชัดเจน (70.00 คะแนน) "
        "และข้อ e4 ส่วนที่ 2 (80.00 คะแนน)"
    )
    assert sentences[7][2] == "เมื่อแยกตามส่วนของแบบวัด ส่วนที่ 1 ได้ 87.33 คะแนน และส่วนที่ 2 ได้ 90.67 คะแนน"
    assert sentences[8][4:6] == (
        "ข้อคำถามที่ได้ต่ำกว่า 85 คะแนน คือ ข้อ e9 ส่วนที่ 1 ความสะดวกและรวดเร็วของบริการออนไลน์ (81.00 คะแนน)",
        "ผู้ประเมินมีข้อสังเกตต่อข้อ e9 ส่วนที่ 1 ว่า บริการออนไลน์ใช้งานไม่สะดวก",
    )
    assert sentences[9][3:6] == (
        "รายการข้อมูลที่ได้คะแนนไม่ครบ คือ ข้อ o13 รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี (50.00 คะแนน)",
        "ผู้ประเมินมีข้อสังเกตต่อข้อ o13 โดยยังขาดองค์ประกอบที่ 1 และ 4",
        "นอกจากนี้ ผู้ประเมินยังมีข้อสังเกตต่อข้อ o14 แผนการบริหารและพัฒนาทรัพยากรบุคคล",
    )
    assert "ผู้ประเมินมีข้อสังเกตต่อข้อ i5 และ i6" in sentences[2]


def test_many_short_items_are_named_up_to_a_number(deep: Make) -> None:
    analysis = analyse(deep(dict.fromkeys(["o1", "o2", "o3", "o4", "o5", "o6", "o7"], "0")))
    (sentence,) = (each for each in told(analysis)[9] if each.startswith("รายการข้อมูล"))
    assert sentence.startswith("รายการข้อมูลที่ได้คะแนนไม่ครบ มี 7 ข้อ ได้แก่ ข้อ o1 ")
    assert sentence.endswith(" และอีก 2 ข้อ คือ o6 o7")
    assert "และแก้ไขข้ออื่นที่กล่าวมาให้ครบ" in paragraph(analysis, 9)


def test_subject_without_advice_falls_back_on_the_indicator(
    deep: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pack for a new year may ask what nobody has advised on yet."""
    monkeypatch.setattr("prongsai.analysis.sentences.concepts", frozenset)
    text = paragraph(analyse(deep({"o13": "0"})), 9)
    assert indicator_advice(9).steps["mend"][0] in text


def test_missing_elements_are_told_by_number_and_by_name() -> None:
    assert remark_words(Remark((), "", problem="ก", missing=("4", "ข้อเสนอแนะ"))) == (
        " ว่า ก โดยยังขาดองค์ประกอบที่ 4 และข้อเสนอแนะ"
    )
    assert remark_words(Remark((), "", missing=("ภาพถ่าย",))) == " โดยยังขาดภาพถ่าย"
    assert remark_words(Remark((), "", missing=("(2) ผล",))) == " โดยยังขาด (2) ผล"


def test_missing_elements_that_the_assessor_named_are_not_told_twice() -> None:
    problem = "ขาดองค์ประกอบ (1) ผลการดำเนินการ (4)"
    remark = Remark((), "", problem=problem, missing=("(1) ผลการดำเนินการ", "4", "5"))
    assert remark_words(remark) == f" ว่า {problem} โดยยังขาดองค์ประกอบที่ 5"
    assert remark_words(replace(remark, missing=remark.missing[:2])) == f" ว่า {problem}"


def test_score_at_the_target_and_far_below_it(shallow: Make) -> None:
    analysis = analyse(shallow("85 69.99 99 99 99 99 99 99 99 99"))
    assert told(analysis)[1][0].endswith("อยู่ในเกณฑ์ดี เท่ากับค่าเป้าหมาย 85 คะแนนพอดี")
    assert told(analysis)[2][0].endswith("อยู่ในเกณฑ์ต่ำ และต่ำกว่าค่าเป้าหมาย 85 คะแนนอยู่ 15.01 คะแนน")


def test_year_without_target_compares_with_none(shallow: Make) -> None:
    assert "ค่าเป้าหมาย" not in " ".join(paragraphs(analyse(shallow(C, 2569))).values())


def test_unchanged_score_and_comparable_method(shallow: Make) -> None:
    analysis = analyse(shallow(B, 2564), (shallow(B, 2563),))
    assert told(analysis)[1][2] == "เมื่อเทียบกับปีงบประมาณ พ.ศ. 2563 ซึ่งได้ 100.00 คะแนน คงเดิม"
    assert told(analysis)[2][2].startswith("คะแนนคงเดิมเมื่อเทียบกับปีงบประมาณ พ.ศ. 2563 ที่ได้ ")


def test_earlier_year_without_the_score_is_passed_over(shallow: Make) -> None:
    analysis = analyse(shallow(C), (shallow("- " + " ".join(["90"] * 9), 2567), shallow(B, 2566)))
    assert "พ.ศ. 2566" in told(analysis)[1][2]
    assert "พ.ศ. 2567" in told(analysis)[2][2]


def test_all_scores_alike_and_one_score_alone(shallow: Make) -> None:
    alike = told(analyse(shallow(" ".join(["96"] * 10))))
    assert alike[1][1] == "ทั้ง 10 ตัวชี้วัดมีคะแนนเท่ากัน"
    assert alike[2][1] == "สำหรับตัวชี้วัดที่ 2 ทั้ง 10 ตัวชี้วัดมีคะแนนเท่ากัน"
    alone = told(analyse(shallow("96" + " -" * 9)))
    assert [each[:12] for each in alone[1]][1] == "ตัวชี้วัดนี้"
    assert alone[2] == ("ตัวชี้วัดที่ 2 การใช้งบประมาณ ไม่มีคะแนนในปีงบประมาณ พ.ศ. 2568 จึงยังวิเคราะห์จากคะแนนไม่ได้",)


def test_score_at_its_instrument_mean(shallow: Make) -> None:
    text = told(analyse(shallow("96 96 96 96 96 90 91 92 99 98")))
    assert text[7][1].endswith("และเท่ากับคะแนนเฉลี่ยของแบบวัด EIT")


def test_unscored_indicator_with_a_remark(shallow: Make) -> None:
    analysis = analyse(shallow("99 - 97 96 98 94 92 90 84.99 100", remarks=(Remark(("i5",), "…"),)))
    first, second, third = told(analysis)[2]
    assert first.startswith("ตัวชี้วัดที่ 2 การใช้งบประมาณ ไม่มีคะแนน")
    assert second == "ผู้ประเมินมีข้อสังเกตต่อข้อ i5 การเบิกจ่ายเงินเป็นเท็จ"
    assert third.startswith("เนื่องจากมีประเด็นที่ต้องแก้ไขในข้อ i5 จึงเป็นเรื่องที่ต้องแก้ไขโดยเร่งด่วน โดยควร")
    assert verdict(analysis, 2) == "ตัวชี้วัดที่ 2 ไม่มีคะแนน มีประเด็นที่ต้องแก้ไขในข้อ i5 จึงต้องแก้ไขโดยเร่งด่วน"


def test_verdict_says_score_reason_and_what_follows(shallow: Make) -> None:
    analysis = analyse(shallow("97 96 98 96 97 - 92 90 92.50 84"))
    assert [verdict(analysis, number) for number in (1, 3, 6, 8, 9, 10)] == [
        "ตัวชี้วัดที่ 1 ได้ 97.00 คะแนน อยู่ในลำดับรองสุดท้ายของแบบวัด IIT จึงควรพัฒนาให้ดีขึ้น",
        "ตัวชี้วัดที่ 3 ได้ 98.00 คะแนน ไม่เข้าเกณฑ์ที่ต้องแก้ไขหรือพัฒนา จึงให้รักษามาตรฐานไว้",
        "ตัวชี้วัดที่ 6 ไม่มีคะแนน จึงยังวิเคราะห์ไม่ได้",
        "ตัวชี้วัดที่ 8 ได้ 90.00 คะแนน ต่ำที่สุดในแบบวัด EIT และไม่ถึง 95 คะแนน จึงต้องแก้ไขโดยเร่งด่วน",
        "ตัวชี้วัดที่ 9 ได้ 92.50 คะแนน ไม่เข้าเกณฑ์ที่ต้องแก้ไขหรือพัฒนา จึงให้ดำเนินการต่อเนื่อง",
        "ตัวชี้วัดที่ 10 ได้ 84.00 คะแนน ต่ำกว่า 85 คะแนน และต่ำที่สุดใน 9 ตัวชี้วัด จึงต้องแก้ไขโดยเร่งด่วน",
    ]


def test_a_standard_is_kept_from_95_up_only(shallow: Make) -> None:
    analysis = analyse(shallow("99 90 95 94.99 91 99 98 97 99 99"))
    assert "รักษามาตรฐาน" in kept_words(analysis, 3)
    assert "รักษามาตรฐาน" not in kept_words(analysis, 4) + verdict(analysis, 4)


def test_the_ten_paragraphs_open_in_ten_ways() -> None:
    assert len(set(words.OPENINGS)) == 10


def test_warmer_words_stand_on_higher_scores() -> None:
    lows = [each.low for each in words.BANDS]
    assert lows == sorted(lows, reverse=True)
    for field in ("word", "asked", "shown"):
        assert len({getattr(each, field) for each in words.BANDS}) == len(words.BANDS)


@settings(max_examples=40)
@given(
    figures=FIGURES,
    earlier=FIGURES,
    remarked=st.lists(st.sampled_from(["i1", "e4", "e9", "o1", "o21"]), max_size=3),
)
def test_no_sentence_stands_twice_in_one_report(
    shallow: Make, figures: list[str], earlier: list[str], remarked: list[str]
) -> None:
    remarks = tuple(Remark((code,), "…") for code in remarked)
    analysis = analyse(shallow(" ".join(figures), remarks=remarks), (shallow(" ".join(earlier), 2567),))
    sentences = [each for own in told(analysis).values() for each in own]
    assert len(sentences) == len(set(sentences))
    assert paragraphs(analysis) == paragraphs(analyse(analysis.scores, analysis.earlier))
    for sentence in sentences:
        assert sentence == " ".join(sentence.split())
        assert not sentence.endswith(".")


@settings(max_examples=40)
@given(figures=FIGURES)
def test_words_never_praise_the_lower_score_more(shallow: Make, figures: list[str]) -> None:
    analysis = analyse(shallow(" ".join(figures)))
    known = [(value, number) for number, value in analysis.ranking if value is not None]
    ranks = {each.word: place for place, each in enumerate(words.BANDS)}
    placed = [ranks[words.band(value).word] for value, _number in known]
    assert placed == sorted(placed)
    for value, number in known:
        text = paragraph(analysis, number)
        assert ("คะแนนเต็ม" in text) == (value == 100)
        assert ("อยู่ในเกณฑ์ดีเยี่ยม" in text) == (95 <= value < 100)
        assert ("อยู่ในเกณฑ์ดีมาก" in text) == (90 <= value < 95)
        lowest = min(known)[0]
        if value == lowest < 100:
            assert "รักษามาตรฐาน" not in text + verdict(analysis, number)
        if "รักษามาตรฐาน" in kept_words(analysis, number):
            assert value >= Decimal(95)
