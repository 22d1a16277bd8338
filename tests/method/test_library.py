from pathlib import Path

import pytest

from prongsai.language.problems import InputError, Problem
from prongsai.method.library import check_packs, load_method, years


def test_years_are_those_of_the_shipped_packs():
    assert years() == (2563, 2564, 2565, 2566, 2567, 2568, 2569)


def test_years_of_another_directory(write_pack, tmp_path):
    write_pack(year=2601)
    write_pack(year=2599)
    (tmp_path / "notes.yaml").write_text("not a pack")
    assert years(tmp_path) == (2599, 2601)


def test_method_is_read_once():
    assert load_method(2568) is load_method(2568)
    assert load_method(2568).fiscal_year == 2568


@pytest.mark.parametrize("year", [2562, 2570])
def test_year_without_a_pack_is_an_error_never_the_nearest(year):
    with pytest.raises(InputError) as caught:
        load_method(year)
    assert caught.value.problems == (
        Problem(
            "no-pack",
            f"there is no method for fiscal year {year}",
            "",
            "the years that are there: 2563, 2564, 2565, 2566, 2567, 2568, 2569; docs/method.md says how to add one",
        ),
    )


def test_year_in_an_empty_directory(tmp_path):
    with pytest.raises(InputError) as caught:
        load_method(2568, tmp_path)
    assert caught.value.problems == (
        Problem(
            "no-pack",
            "there is no method for fiscal year 2568",
            "",
            "the years that are there: –; docs/method.md says how to add one",
        ),
    )


def test_shipped_packs_are_sound():
    assert check_packs() == ()


def test_faulty_packs_are_all_told_and_not_held_against_their_neighbours(write_pack, tmp_path):
    first = write_pack(("weight: 50", "weight: 40"), year=2598)
    second = write_pack(("value: 80", "value: eighty"))
    assert check_packs(tmp_path) == (
        Problem("weights", "the weights add up to 90", f"{first}:7, instruments", "make them add up to 100"),
        Problem(
            "not-a-number",
            "eighty is not a number",
            f"{second}:66, target.value",
            "write digits, such as 85 or 33.33",
        ),
    )


NO_LINKS = (
    (
        "links:\n  - kind: new\n    before: []\n    after: [library]\n"
        "    basis: {confidence: unconfirmed, note: seen nowhere, note_th: ไม่เคยเห็น}\n"
    ),
    "links: []\n",
)


def before(write_pack, *replaced: tuple[str, str]) -> Path:
    """Write a pack of the year before, which has no item on a library but one on a shelf."""
    return write_pack(("concept: library", "concept: shelf"), NO_LINKS, *replaced, year=2598)


def test_links_that_leave_something_unsaid(write_pack, tmp_path):
    before(write_pack)
    path = write_pack(NO_LINKS)
    assert check_packs(tmp_path) == (
        Problem(
            "unsaid",
            "shelf (o2 in 2598) is no longer asked, and no link says what became of it",
            f"{path}:79, links",
            "add a link: merged, split, continues, doubtful or gone",
        ),
        Problem(
            "unsaid",
            "library (o2) was not asked in 2598, and no link says where it comes from",
            f"{path}:79, links",
            "add a link: merged, split, continues, doubtful or new",
        ),
    )


@pytest.mark.parametrize("kind", ["continues", "doubtful"])
def test_links_that_say_all(write_pack, tmp_path, kind):
    before(write_pack)
    write_pack(("kind: new\n    before: []", f"kind: {kind}\n    before: [shelf]"))
    assert check_packs(tmp_path) == ()


def test_link_from_a_concept_that_was_not_there(write_pack, tmp_path):
    before(write_pack)
    path = write_pack(("kind: new\n    before: []", "kind: merged\n    before: [shelf, drawer]"))
    assert check_packs(tmp_path) == (
        Problem(
            "unknown-concept",
            "there is no concept drawer in 2598",
            f"{path}:81, links.1.before",
            "name a concept of that year",
        ),
    )


def test_link_that_calls_new_what_was_there(write_pack, tmp_path):
    write_pack(year=2598)
    path = write_pack()
    assert check_packs(tmp_path) == (
        Problem(
            "not-so",
            "library is asked in 2598 too, so it is not “new”",
            f"{path}:80, links.1.kind",
            "take the link out, or name another kind",
        ),
    )


def test_link_that_calls_gone_what_is_still_there(write_pack, tmp_path):
    write_pack(year=2598)
    path = write_pack(
        (
            "kind: new\n    before: []\n    after: [library]",
            "kind: gone\n    before: [measure]\n    after: []",
        )
    )
    assert check_packs(tmp_path) == (
        Problem(
            "not-so",
            "measure is asked in 2599 too, so it is not “gone”",
            f"{path}:80, links.1.kind",
            "take the link out, or name another kind",
        ),
    )


def test_questions_are_held_against_nothing_where_they_are_unpublished(write_pack, tmp_path, made_up):
    questions = made_up.split("\nquestions:")[1].split("\n\n")[0]
    unseen = " {unpublished: {note: not seen, note_th: ยังไม่เห็น}}"
    before(write_pack, (f"questions:{questions}", f"questions:{unseen}"))
    write_pack(("kind: new\n    before: []", "kind: continues\n    before: [shelf]"))
    assert check_packs(tmp_path) == ()
