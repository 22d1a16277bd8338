"""What things are called on the pages of findings, in the reader's language: classes, levels, figures, amounts."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from prongsai.analysis.figures import plain_number
from prongsai.analysis.model import Analysis, Finding, FindingClass, Reason
from prongsai.method.export import confidence_word
from prongsai.method.model import Confidence, Item, Method, Question, Unpublished
from prongsai.scoring.exact import round_half_up
from prongsai.scoring.levels import figure_name

CLASSES: tuple[FindingClass, ...] = ("mend", "develop", "keep")
"""The classes from the strictest to the mildest, as they are shown."""


def class_title(klass: FindingClass) -> str:
    """Give the heading of a class."""
    return {
        "mend": _("To be mended at once"),
        "develop": _("To be developed"),
        "keep": _("To be kept up"),
    }[klass]


_REASONS = {
    "below-mend": "below {mend}",
    "lowest-of-instrument": "lowest of {sheet}",
    "next-lowest-of-instrument": "next to the lowest of {sheet}",
    "lowest-of-all": "lowest of {count} indicators",
    "item-short": "not all points were given",
    "remark": "the assessor made a remark",
    "low-question": "below {low}",
    "below-it": "what lies under it is to be mended or developed: {codes}",
    "sound": "nothing of the rule for mending or developing applies",
}
"""In English what the analysis says in Thai, which a closed round keeps with its numbers."""


def reason_words(analysis: Analysis, finding: Finding, reason: Reason) -> str:
    """Give why a finding has its class, in Thai as the analysis says it, in English else."""
    if get_language() == "th":
        return reason.text
    instruments = (
        each.code for each in analysis.scores.method.instruments if finding.indicator in each.indicators
    )
    under = (
        each
        for each in analysis.findings
        if each.subject != "indicator" and each.indicator == finding.indicator
    )
    return _REASONS[reason.code].format(
        mend=plain_number(analysis.rule.mend_below),
        low=plain_number(analysis.rule.low_question),
        sheet=next(instruments, ""),
        count=sum(score is not None for _number, score in analysis.ranking),
        codes=", ".join(dict.fromkeys(code for each in under for code in each.codes)),
    )


def level_name(method: Method, name: str) -> str:
    """Give a level as the year calls it; on an English page in English, with the official name in brackets."""
    levels = () if isinstance(method.levels, Unpublished) else method.levels.levels
    english = {each.name_th: each.name_en for each in levels}.get(name, name)
    return name if get_language() == "th" or english == name else f"{english} ({name})"


def figure_title(method: Method, key: str) -> str:
    """Give the name of a figure: of ``total``, an instrument, a part of EIT, an indicator, a question or an item.

    A question of a part that is not the only one names its part. A key that the year does not have stands as it is.
    """
    if key == "total":
        return _("Total score")
    if key in {str(each.number) for each in method.indicators}:
        indicator = method.indicator(int(key))
        return f"{key}. {_named(indicator.name_th, indicator.name_en)}"
    if key in {each.code for each in method.instruments}:
        instrument = method.instrument(key)
        return f"{key} {_named(instrument.name_th, instrument.name_en)}"
    if key in method.parts():
        return figure_name(key)
    part, _slash, code = key.rpartition("/")
    subject = method.find(code)
    if subject is None:
        return key
    title = subject_title(subject)
    return f"{code} {title} ({figure_name(part)})" if part[3:] else f"{code} {title}"


def finding_title(method: Method, finding: Finding) -> str:
    """Give what a finding speaks of: an indicator, or the codes with the title of the first and the part of EIT."""
    if finding.subject == "indicator":
        return _("Indicator {name}").format(name=figure_title(method, finding.id))
    if not finding.codes:
        return _("A remark on nothing that was named")
    known = method.find(finding.codes[0])
    title = "" if known is None else f" {subject_title(known)}"
    part = f" ({figure_name(finding.part)})" if finding.part[3:] else ""
    kind = _("Item {name}") if isinstance(known, Item) else _("Question {name}")
    return kind.format(name=f"{', '.join(finding.codes)}{title}{part}")


def subject_title(subject: Question | Item) -> str:
    """Give what a question asks about, or the title of an item (which has none in English)."""
    if isinstance(subject, Item):
        return subject.title_th
    return _named(subject.subject_th, subject.subject_en)


def firmness(confidence: Confidence | None) -> str:
    """Say how firmly the way to a figure is known; nothing where there is no figure."""
    return "" if confidence is None else confidence_word(confidence)


def points_of(cost: Fraction, places: int = 2) -> Decimal:
    """Give points of the total as a number with some decimals, rounded half-up."""
    return Decimal(int(round_half_up(cost, places) * 10**places)).scaleb(-places)


def counted(number: int) -> str:
    """Say how many findings a class has."""
    return _("{number} in this class").format(number=number)


def _named(thai: str, english: str) -> str:
    return thai if get_language() == "th" or not english else english
