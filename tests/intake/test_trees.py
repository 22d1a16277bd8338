import pytest

from prongsai.intake.trees import Document, json_document, yaml_document
from prongsai.language.problems import InputError


def complaint(function, text):
    with pytest.raises(InputError) as caught:
        function(text, "f")
    return str(caught.value)


def test_yaml_keeps_text_as_written_with_lines():
    document = yaml_document("a: 0099.10\nb:\n  - 2568-08-15\n  - ~\nc: 'null'\nd:\n", "f")
    assert document.root == {"a": "0099.10", "b": ["2568-08-15", None], "c": "null", "d": None}
    assert [document.where(path) for path in [(), ("b", 1), ("b", 1, "x"), ("d",)]] == [
        "f:1",
        "f:4 b.2",
        "f:4 b.2.x",
        "f:6 d",
    ]


def test_json_keeps_numbers_as_written():
    document = json_document('{"a": 99.10, "b": [1, null, true, NaN, "x"]}', "f")
    assert document.root == {"a": "99.10", "b": ["1", None, "True", "NaN", "x"]}
    assert document.where(("b", 0)) == "f b.1"


def test_empty_yaml_is_nothing():
    assert yaml_document("# only a comment\n", "f") == Document(None, "f", {})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "f:3: the key “a” is there twice — keep one of the two"),
        ("a: &x 1\n", "f:1: anchors and aliases are not used here — write the value itself"),
        ("a: 1\n---\nb: 1\n", "f:2: the file holds several YAML documents — keep one"),
        ("[a, b]: 1\n", "f:1: a key must be plain text — write “name: value”"),
        ("a: [" * 25, "f:1: the file is nested too deeply — follow the form in docs/input.md"),
    ],
)
def test_yaml_that_is_not_strict_is_refused_with_its_line(text, line):
    assert complaint(yaml_document, text) == line


def test_broken_yaml_is_refused_with_its_line():
    assert complaint(yaml_document, "a: 1\nb: [1\nc: 2\n").startswith("f:3: this is not sound YAML: ")


def test_yaml_with_forbidden_characters_is_refused():
    assert complaint(yaml_document, "a: \x01").startswith("f: this is not sound YAML: it holds characters")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1, "a": 2}', "f: the key “a” is there twice — keep one of the two"),
        ('{"a": 1,\n}', "f:2: this is not sound JSON: "),
        ("[" * 25 + "]" * 25, "f: the file is nested too deeply — follow the form in docs/input.md"),
        ("[" * 100_000, "f: the file is nested too deeply — follow the form in docs/input.md"),
    ],
)
def test_json_that_is_not_strict_is_refused(text, line):
    assert complaint(json_document, text).startswith(line)
