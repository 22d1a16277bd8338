from decimal import Decimal

import pytest

from prongsai.language.messages import language
from prongsai.method.library import load_method
from prongsai.method.loading import load_pack
from prongsai.method.model import Basis, Confidence, Fact, Unpublished, weakest


def test_confidence_words_from_firm_to_weak():
    assert [each.value for each in sorted(Confidence, key=lambda each: each.rank)] == [
        "verified", "one_source", "inferred", "unconfirmed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "weak"),
    [
        (("verified",), "verified"),
        (("inferred", "verified", "one_source"), "inferred"),
        (("one_source", "unconfirmed"), "unconfirmed"),
    ],
)
def test_weakest_of_some_words(words, weak):
    assert weakest(*map(Confidence, words)) is Confidence(weak)


def test_texts_are_told_in_the_language_in_use():
    told = [
        Basis(Confidence.VERIFIED, "paper", "seen", "ข่าว", "เห็นแล้ว"),
        Unpublished("seen", "paper", "เห็นแล้ว", "ข่าว"),
    ]
    assert [(each.told_source(), each.told_note()) for each in told] == [("paper", "seen")] * 2
    assert Fact("sampling", "all", told[0], "ทุกคน").told_value() == "all"
    with language("th"):
        assert [(each.told_source(), each.told_note()) for each in told] == [("ข่าว", "เห็นแล้ว")] * 2
        assert Basis(Confidence.VERIFIED, "matichon").told_source() == "matichon"
        assert Fact("sampling", "all", told[0], "ทุกคน").told_value() == "ทุกคน"
        assert Fact("national.mean", "77.70", told[0]).told_value() == "77.70"


def test_method_finds_what_it_holds(write_pack):
    method = load_pack(write_pack()).method
    assert method.indicator(2).name_en == "service"
    assert method.instrument("EIT").weight == Decimal(25)
    assert method.instrument_of(3).code == "OIT"
    assert method.parts() == ("IIT", "EIT1", "EIT2")
    assert [each.code for part in method.parts() for each in method.asked(part)] == ["i1", "e1", "e1"]
    assert tuple(method.subjects) == ("i1", "e1", "o1", "o2", "o3")
    assert method.find("o2") is method.items[1]
    assert method.find("o9") is None
    assert method.codes_of("library") == ("o2",)
    assert method.codes_of("shelf") == ()
    assert method.scale("three").code == "three"


def test_method_has_none_of_what_is_unpublished():
    method = load_method(2569)
    assert method.asked("IIT") == ()
    assert next(iter(method.subjects)) == "o1"
    with pytest.raises(KeyError):
        method.scale("level6")


@pytest.mark.parametrize(
    ("find", "what"), [("indicator", 11), ("instrument", "XIT"), ("instrument_of", 0), ("scale", "level6")]
)
def test_method_refuses_what_it_does_not_have(write_pack, find, what):
    method = load_pack(write_pack()).method
    with pytest.raises(KeyError):
        getattr(method, find)(what)


def test_methods_of_one_pack_are_equal_and_have_one_hash(write_pack):
    path = write_pack()
    one, other = load_pack(path).method, load_pack(path).method
    assert (one == other, hash(one) == hash(other), one is other) == (True, True, False)
    assert hash(one) != hash(load_method(2569))
