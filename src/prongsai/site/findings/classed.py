"""The findings in their three classes, each with why, what it costs, the assessor's words, and advice."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.advice.book import advice, concepts, indicator_advice
from prongsai.analysis.figures import plain_number
from prongsai.analysis.model import Analysis, Finding, FindingClass, FindingRule
from prongsai.analysis.sentences import unsaid
from prongsai.intake.model import Remark
from prongsai.site.findings.words import (
    CLASSES,
    class_title,
    counted,
    finding_title,
    points_of,
    reason_words,
)
from prongsai.site.shell.speech import say_score, spell

_APART = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Advised:
    """Advice in Thai: a sentence of what should be done (none for an indicator as a whole), and steps."""

    sentence: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remarked:
    """The assessor's remark: problem and advice where the text has both, else the whole text; elements not named there."""

    problem: str
    advice: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it is shown. Advice is in Thai; `under` names the indicator of what lies beneath one."""

    key: str
    anchor: str
    title: str
    under: str
    klass: FindingClass
    score: Decimal | None
    reasons: tuple[str, ...]
    costs: Decimal | None
    remark: Remarked | None
    advised: tuple[Advised, ...]

    @property
    def under_words(self) -> str:
        """Say beneath which indicator it lies; nothing for an indicator."""
        return _("Under indicator {number}.").format(number=spell(self.under)) if self.under else ""

    @property
    def reason_words(self) -> str:
        """Say why it is in its class."""
        return spell(" · ".join(self.reasons))

    @property
    def costs_words(self) -> str:
        """Say what it costs of the total; nothing where that is not known."""
        if self.costs is None:
            return ""
        if not self.costs:
            return _("costs less than {least} points of the total").format(least=spell("0.01"))
        return _("costs {points} points of the total").format(points=say_score(self.costs))


@dataclass(frozen=True, slots=True)
class Group:
    """A class with its findings; `words` say how many."""

    klass: FindingClass
    title: str
    words: str
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of the classes in figures, and whose it is (in Thai)."""

    mend_below: str
    survey_lowest_below: str
    low_question: str
    next_lowest: bool
    source: str


def groups(analysis: Analysis) -> tuple[Group, ...]:
    """Give the three classes with their findings, the strictest first."""
    return tuple(
        Group(
            klass,
            class_title(klass),
            counted(len(analysis.of_class(klass))),
            tuple(found(analysis, each) for each in analysis.of_class(klass)),
        )
        for klass in CLASSES
    )


def found(analysis: Analysis, finding: Finding) -> Found:
    """Give a finding as it is shown."""
    method = analysis.scores.method
    beneath = finding.subject != "indicator" and finding.indicator
    return Found(
        key=finding.id,
        anchor=anchor(finding.id),
        title=finding_title(method, finding),
        under=str(finding.indicator) if beneath else "",
        klass=finding.klass,
        score=finding.score,
        reasons=tuple(reason_words(analysis, finding, each) for each in finding.reasons),
        costs=points_of(finding.costs) if finding.costs else None,
        remark=None if finding.remark is None else _remarked(finding.remark),
        advised=_advised(finding),
    )


def anchor(key: str) -> str:
    """Give the place of a finding on its page: its key as a name that a link can hold."""
    return f"finding-{_APART.sub('-', key)}"


def rule_said(rule: FindingRule) -> Rule:
    """Give the rule as the page tells it."""
    return Rule(
        plain_number(rule.mend_below),
        plain_number(rule.survey_lowest_below),
        plain_number(rule.low_question),
        rule.next_lowest,
        rule.source,
    )


def _remarked(remark: Remark) -> Remarked:
    problem = remark.problem or remark.text
    return Remarked(problem, remark.advice if remark.problem else "", unsaid(remark.missing, problem))


def _advised(finding: Finding) -> tuple[Advised, ...]:
    """Give the advice on a finding: of its concepts, or of its indicator as a whole."""
    if finding.subject == "indicator":
        return (Advised(steps=indicator_advice(finding.indicator).steps[finding.klass]),)
    texts = [advice(concept) for concept in dict.fromkeys(finding.concepts) if concept in concepts()]
    return tuple(Advised(text.advice, text.steps) for text in texts)
