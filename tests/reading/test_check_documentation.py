"""docs/checks.md says what rules.yaml says, and every rule is complete in both languages."""

import re
from pathlib import Path

from prongsai.language.messages import LANGUAGES, language
from prongsai.reading.checks.rules import KLASSES, documentation, rules


def test_documentation_is_up_to_date():
    text = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert text == documentation()


def test_documentation_is_the_same_in_every_language():
    with language("th"):
        assert documentation() == documentation()
        thai = documentation()
    assert thai == documentation()


def test_every_rule_is_complete_in_both_languages():
    for rule in rules().values():
        assert rule.klass in KLASSES
        for texts in (rule.title, rule.explanation, rule.message, rule.mend):
            assert set(texts) == set(LANGUAGES)
            assert all(text.strip() for text in texts.values())
        for texts in (rule.message, rule.mend):
            fields = [set(re.findall(r"{(\w+)}", texts[each])) for each in LANGUAGES]
            assert fields[0] == fields[1], rule.code
