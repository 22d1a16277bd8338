"""Every fault of a pack: what is said, where, and how to mend it."""

import pytest

from prongsai.language.problems import InputError
from prongsai.method.loading import SECTIONS, load_pack


def problems_of(path):
    with pytest.raises(InputError) as caught:
        load_pack(path)
    return caught.value.problems


#: What is replaced, by what, and the code, place, fault and mend that follow.
FAULTS = {
    "unknown key": (
        "name_en: duty}", "name_en: duty, colour: red}",
        ("unknown-key", 13, "indicators.1.colour", "unknown key colour", "keys known here: name_th, name_en, other_names"),
    ),
    "unknown section": (
        "target: {", "colour: red\ntarget: {",
        ("unknown-key", 66, "colour", "unknown key colour", f"keys known here: {', '.join(SECTIONS)}"),
    ),
    "doubled key": (
        "    concept: library\n", "    concept: library\n    concept: shelf\n",
        ("doubled-key", 37, "items.o2.concept", "concept stands twice (first in line 36)", "keep one of the two"),
    ),
    "doubled code": (
        "  e1: {concept: speed", "  i1: {concept: speed",
        ("doubled-key", 26, "questions.i1", "i1 stands twice (first in line 25)", "keep one of the two"),
    ),
    "missing key": (
        "    title_th: คลังข้อมูล\n", "",
        ("missing-key", 35, "items.o2", "title_th is missing", "add the key title_th"),
    ),
    "list for keys": (
        "elements: {chart: แผนผัง}", "elements: [แผนผัง]",
        ("wrong-type", 33, "items.o1.elements", "a list where keys with values should stand", "write keys with values"),
    ),
    "text for list": (
        "points: [0, 50, 100]", "points: many",
        ("wrong-type", 22, "scales.three.points", "a text where a list should stand", "write a list"),
        ("no-points", 22, "scales.three.points", "the scale three has no points", "give every option its points"),
    ),
    "keys for text": (
        "title_th: มาตรการ", "title_th: {th: มาตรการ}",
        ("wrong-type", 43, "items.o3.title_th", "keys with values where a text should stand", "write a text"),
    ),
    "keys for text, twice used": (
        "plan_item: o3", "plan_item: {o3: x}",
        ("wrong-type", 69, "report.plan_item", "keys with values where a text should stand", "write a text"),
    ),
    "empty text": (
        "title_th: มาตรการ", "title_th:",
        ("empty", 43, "items.o3.title_th", "there is nothing here", "write a text, or take the key out"),
    ),
    "number in words": (
        "value: 80", "value: eighty",
        ("not-a-number", 66, "target.value", "eighty is not a number", "write digits, such as 85 or 33.33"),
    ),
    "empty number": (
        "value: 80", "value: ''",
        ("empty", 66, "target.value", "there is nothing here", "write a text, or take the key out"),
    ),
    "negative number": (
        "total_min: 0", "total_min: -5",
        ("not-a-number", 64, "levels.best_first.3.total_min", "-5 is not a number", "write digits, such as 85 or 33.33"),
    ),
    "decimals for a whole number": (
        "name_en: inside, weight: 25, indicators: [1]", "name_en: inside, weight: 25, indicators: [1.5]",
        ("not-whole", 8, "instruments.IIT.indicators.1", "1.5 is not a whole number", "write it without decimals"),
    ),
    "weights": (
        "weight: 50", "weight: 50.5",
        ("weights", 7, "instruments", "the weights add up to 100.5", "make them add up to 100"),
    ),
    "unknown instrument": (
        "  OIT: {", "  XIT: {",
        ("missing-key", 7, "instruments", "OIT is missing", "add the key OIT"),
        ("unknown-key", 10, "instruments.XIT", "unknown key XIT", "keys known here: IIT, EIT, OIT"),
    ),
    "indicator in two instruments": (
        "indicators: [2]", "indicators: [2, 1]",
        ("indicator-twice", 7, "instruments", "indicator 1 stands in two instruments", "leave it in one"),
    ),
    "indicator of no instrument": (
        "  3: {name_th", "  4: {name_th: ว่าง, name_en: empty}\n  3: {name_th",
        ("indicator-without-instrument", 15, "indicators.4", "no instrument has the indicator 4",
         "add it to `indicators` of an instrument"),
    ),
    "indicator by name": (
        "  3: {name_th", "  three: {name_th: ว่าง, name_en: empty}\n  3: {name_th",
        ("indicator-without-instrument", 15, "indicators.three", "no instrument has the indicator three",
         "add it to `indicators` of an instrument"),
    ),
    "indicator without description": (
        "  1: {name_th: หน้าที่, name_en: duty}\n", "",
        ("unknown-indicator", 12, "indicators", "indicator 1 of IIT is not described", "add it here"),
    ),
    "item in two sub-indicators": (
        "items: [o3]", "items: [o3, o1]",
        ("item-twice", 19, "sub_indicators.3.2.items.2", "o1 stands in 3.1 and in 3.2", "leave it in one sub-indicator"),
    ),
    "item in no sub-indicator": (
        "items: [o1, o2]", "items: [o2]",
        ("item-nowhere", 17, "sub_indicators", "o1 stands in no sub-indicator", "add it to `items` of one"),
    ),
    "unknown item": (
        "items: [o3]", "items: [o3, o4]",
        ("unknown-item", 19, "sub_indicators.3.2.items.2", "there is no item o4", "add it to `items`"),
    ),
    "empty item": (
        "items: [o3]", "items: [o3, '']",
        ("empty", 19, "sub_indicators.3.2.items.2", "there is nothing here", "write a text, or take the key out"),
    ),
    "sub-indicator of a survey": (
        "'3.2': {indicator: 3", "'3.2': {indicator: 2",
        ("unknown-indicator", 19, "sub_indicators.3.2.indicator", "OIT has no indicator 2", "name one of the indicators of OIT"),
    ),
    "question of disclosure": (
        "concept: speed, indicator: 2", "concept: speed, indicator: 3",
        ("unknown-indicator", 26, "questions.e1.indicator", "IIT / EIT has no indicator 3",
         "name one of the indicators of IIT / EIT"),
    ),
    "question of an indicator in words": (
        "concept: speed, indicator: 2", "concept: speed, indicator: two",
        ("not-a-number", 26, "questions.e1.indicator", "two is not a number", "write digits, such as 85 or 33.33"),
    ),
    "question of another letter": (
        "  e1: {concept: speed", "  i2: {concept: speed",
        ("code", 26, "questions.i2", "i2 is no code here", "write e1 and so on"),
    ),
    "scale without points": (
        "points: [0, 50, 100]", "points: []",
        ("no-points", 22, "scales.three.points", "the scale three has no points", "give every option its points"),
    ),
    "scale with one point": (
        "labels_th: [น้อย, กลาง, มาก], points: [0, 50, 100]", "labels_th: [มาก], points: [100]",
        ("no-points", 22, "scales.three.points", "the scale three has no points", "give every option its points"),
    ),
    "year in words": (
        "fiscal_year: 2599", "fiscal_year: next",
        ("not-a-number", 2, "fiscal_year", "next is not a number", "write digits, such as 85 or 33.33"),
    ),
    "note in Thai only": (
        "note: seen nowhere, ", "source: nobody, ",
        ("one-language", 83, "links.1.basis", "the note stands in one language only", "write both `note` and `note_th`"),
    ),
    "scale with a label too few": (
        "labels_th: [น้อย, กลาง, มาก]", "labels_th: [น้อย, มาก]",
        ("labels", 22, "scales.three.labels_th", "2 labels for 3 options", "give every option one label, or none at all"),
    ),
    "points above 100": (
        "points: [0, 50, 100]", "points: [0, 50, 100.01]",
        ("points-range", 22, "scales.three.points", "100.01 points", "give points from 0 to 100"),
    ),
    "points up and down": (
        "points: [0, 50, 100]", "points: [0, 100, 50]",
        ("points-order", 22, "scales.three.points", "the points neither rise nor fall throughout", "put them in the order shown"),
    ),
    "points alike": (
        "points: [0, 50, 100]", "points: [0, 0, 100]",
        ("points-order", 22, "scales.three.points", "the points neither rise nor fall throughout", "put them in the order shown"),
    ),
    "unknown scale": (
        "subject_en: Speed, scale: three", "subject_en: Speed, scale: four",
        ("unknown-scale", 26, "questions.e1.scale", "there is no scale four", "add it to `scales`"),
    ),
    "question without lines": (
        "lines: [positive], ", "lines: [], ",
        ("no-lines", 26, "questions.e1.lines", "e1 has no lines", "name the direction of each line"),
    ),
    "line of no direction": (
        "lines: [positive], ", "lines: [sideways], ",
        ("unknown-word", 26, "questions.e1.lines.1", "sideways is none of positive, negative", "write one of them"),
    ),
    "item code": (
        "  o3:\n", "  o03:\n",
        ("item-nowhere", 17, "sub_indicators", "o03 stands in no sub-indicator", "add it to `items` of one"),
        ("unknown-item", 19, "sub_indicators.3.2.items.1", "there is no item o3", "add it to `items`"),
        ("code", 41, "items.o03", "o03 is no code here", "write o1 and so on"),
        ("unknown-item", 69, "report.plan_item", "there is no item o3", "add it to `items`"),
    ),
    "two items, one concept": (
        "concept: structure", "concept: measure",
        ("concept-twice", 42, "items.o3.concept", "o3 is the same concept as o1",
         "give each its own concept; a link can say that they merge later"),
    ),
    "two questions, one concept": (
        "concept: speed", "concept: help",
        ("concept-twice", 26, "questions.e1.concept", "e1 is the same concept as i1",
         "give each its own concept; a link can say that they merge later"),
    ),
    "unknown confidence": (
        "{confidence: verified,", "{confidence: sure,",
        ("unknown-confidence", 5, "bases.guide.confidence",
         "sure is none of verified, one_source, inferred, unconfirmed", "write one of them"),
    ),
    "no confidence": (
        "{confidence: unconfirmed, note", "{note",
        ("missing-key", 83, "links.1.basis", "confidence is missing", "add the key confidence"),
        ("no-source", 83, "links.1.basis", None, None),
    ),
    "no source": (
        "{confidence: unconfirmed, note", "{confidence: inferred, note",
        ("no-source", 83, "links.1.basis", "no source is named", "add a source; only an unconfirmed value may have a note instead"),
    ),
    "neither source nor note": (
        "{confidence: unconfirmed, note: seen nowhere, note_th: ไม่เคยเห็น}", "{confidence: unconfirmed}",
        ("no-source", 83, "links.1.basis", "no source is named", "add a source; only an unconfirmed value may have a note instead"),
    ),
    "note in one language": (
        ", note_th: ไม่เคยเห็น", "",
        ("one-language", 83, "links.1.basis", "the note stands in one language only", "write both `note` and `note_th`"),
    ),
    "unknown basis": (
        "target: {value: 80, basis: guide}", "target: {value: 80, basis: rumour}",
        ("unknown-basis", 66, "target.basis", "there is no basis rumour", "name one of `bases`, or add it there"),
    ),
    "unused basis": (
        "\ninstruments:", "  rumour: {confidence: unconfirmed, source: somebody}\n\ninstruments:",
        ("unused-basis", 6, "bases.rumour", "nothing rests on the basis rumour", "take it out"),
    ),
    "item score above 100": (
        "scores: [0, 50, 100]", "scores: [0, 500]",
        ("score-range", 53, "rules.items.scores", "an item cannot score 500", "give scores from 0 to 100"),
    ),
    "unknown rule": (
        "rule: weighted_mean", "rule: best",
        ("unknown-word", 55, "rules.total.rule", "best is none of weighted_mean", "write one of them"),
    ),
    "levels out of order": (
        "name_en: fair, total_min: 80", "name_en: fair, total_min: 90",
        ("levels-order", 63, "levels.best_first.2", "พอใช้ asks for no less than the level before it",
         "put the best level first and lower the conditions step by step"),
    ),
    "levels alike": (
        "name_en: fair, total_min: 80", "name_en: fair, total_min: 80, each_min: 80",
        ("levels-order", 63, "levels.best_first.2", "พอใช้ asks for no less than the level before it",
         "put the best level first and lower the conditions step by step"),
    ),
    "levels open below": (
        "total_min: 0", "total_min: 10",
        ("levels-open", 61, "levels.best_first", "the last level does not begin at 0",
         "let it begin at total_min 0 without each_min"),
    ),
    "no levels": (
        ("- {name_th: ดี, name_en: good, total_min: 80, each_min: 80, basis: guide}\n"
        "    - {name_th: พอใช้, name_en: fair, total_min: 80, basis: guide}\n"
        "    - {name_th: ปรับปรุง, name_en: poor, total_min: 0, basis: guide}"), "[]",
        ("levels-open", 61, "levels.best_first", "the last level does not begin at 0",
         "let it begin at total_min 0 without each_min"),
    ),
    "level of what is not measured": (
        "measured_on: [IIT, EIT1, EIT2, OIT]", "measured_on: []",
        ("nothing-measured", 62, "levels.best_first.1", "each_min speaks of nothing", "name the figures in `measured_on`"),
    ),
    "report item that is none": (
        "progress_item: o2", "progress_item: o7",
        ("unknown-item", 70, "report.progress_item", "there is no item o7", "add it to `items`"),
    ),
    "unknown requirement": (
        "requires: [analysis, measures]", "requires: [analysis, poetry]",
        ("unknown-word", 72, "report.requires.2",
         "poetry is none of scores, analysis, mend, develop, measures, owner, steps, period, follow_up", "write one of them"),
    ),
    "link to an unknown concept": (
        "after: [library]", "after: [shelf]",
        ("unknown-concept", 82, "links.1.after.1", "there is no concept shelf in this year",
         "name a concept of a question or item of this pack"),
    ),
    "link of the wrong shape": (
        "kind: new", "kind: merged",
        ("link-shape", 80, "links.1", "a link “merged” cannot join 0 before and 1 after",
         "see the kinds of links in docs/method.md"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_names_place_and_mend(name, write_pack):
    old, new, *wanted = FAULTS[name]
    path = write_pack((old, new))
    found = problems_of(path)
    assert [(each.code, each.where) for each in found] == [
        (code, f"{path}:{line}, {place}")
        for code, line, place, *_said in sorted(wanted, key=lambda each: each[1])
    ]
    said = {(each.code, each.what, each.mend) for each in found}
    assert {(code, what, mend) for code, _line, _place, what, mend in wanted if what} <= said


def test_faults_are_all_told_in_order_of_lines(write_pack):
    path = write_pack(
        ("weight: 50", "weight: 40"), ("value: 80", "value: eighty"), ("kind: new", "kind: old")
    )
    assert [(each.code, each.where) for each in problems_of(path)] == [
        ("weights", f"{path}:7, instruments"),
        ("not-a-number", f"{path}:66, target.value"),
        ("unknown-word", f"{path}:80, links.1.kind"),
        ("link-shape", f"{path}:80, links.1"),
    ]
