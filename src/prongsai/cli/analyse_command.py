"""`prongsai analyse`: what is weak and why, what would change it, and the least change to the next level."""

import argparse
from decimal import Decimal

from prongsai.analysis.export import as_json, least_change_json
from prongsai.analysis.figures import figure
from prongsai.analysis.least_change import least_change
from prongsai.analysis.model import Analysis, LeastChange, NoChange
from prongsai.analysis.summary import notes, summary
from prongsai.analysis.what_if import what_if
from prongsai.cli.output import print_json, print_lines, print_table, print_text
from prongsai.cli.working import analysed
from prongsai.intake.numbers import read_score
from prongsai.language.digits import score_text
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reports.figures import level
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.export import as_json as scores_as_json
from prongsai.scoring.model import Scores


def command(options: argparse.Namespace) -> int:
    """Analyse the newest result of the file."""
    _intake, analysis = analysed(options.file, options.id, options.rule)
    after = what_if(analysis.scores, _raises(options.what_if)) if options.what_if else None
    least = least_change(analysis.scores, options.least or None) if options.least is not None else None
    if options.json:
        print_json(
            {
                **as_json(analysis),
                **({"what_if": scores_as_json(after)} if after else {}),
                **({"least_change": least_change_json(least)} if least else {}),
            }
        )
        return 0
    _show(analysis)
    if after:
        _show_after(analysis.scores, after)
    if least:
        _show_least(least)
    return 0


def _raises(words: list[str]) -> dict[str, Decimal]:
    """Read ``7=95.00`` and the like."""
    found: dict[str, Decimal] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise InputError(
                Problem(
                    "bad-what-if",
                    _("“{word}” has no =").format(word=word),
                    "--what-if",
                    _("write it like 7=95.00"),
                )
            )
        score = read_score(value.strip(), f"--what-if {key}")
        if score is None:
            raise InputError(
                Problem(
                    "bad-what-if", _("there is no score"), f"--what-if {word}", _("write it like 7=95.00")
                )
            )
        found[key.strip()] = score
    return found


def _show(analysis: Analysis) -> None:
    words = {"mend": _("mend at once"), "develop": _("develop"), "keep": _("keep")}
    rows = [
        (
            words[each.klass],
            _named(each.id),
            score_text(each.score),
            "–" if each.costs is None else str(two_decimals(each.costs)),
            "\n".join(reason.text for reason in each.reasons),
        )
        for each in analysis.findings
    ]
    columns = (_("class"), _("finding"), _("score"), _("costs points"), _("why"))
    print_text(summary(analysis))
    print_table("", columns, rows, right=(2, 3))
    if analysis.next_level:
        far = [
            f"{_('total') if each.key == 'total' else each.key} {each.missing}"
            for each in analysis.distances
            if each.to == analysis.next_level and each.missing
        ]
        print_lines(
            _("Missing to {level}: {distances}").format(
                level=analysis.next_level, distances=", ".join(far) or "0"
            )
        )
    for note in notes(analysis):
        print_text(note)


def _named(key: str) -> str:
    """Give ``indicator 7`` for ``7``; other codes say themselves what they are."""
    return _("indicator {number}").format(number=key) if key.isdecimal() else key


def _show_after(before: Scores, after: Scores) -> None:
    print_lines(
        _("What if: {before} {before_level} → {after} {after_level}").format(
            before=score_text(figure(before, "total")),
            before_level=level(before),
            after=score_text(figure(after, "total")),
            after_level=level(after),
        )
    )


def _show_least(least: LeastChange | NoChange) -> None:
    if isinstance(least, NoChange):
        print_lines(least.reason)
        return
    print_lines(
        _("The least change to {level}: {points} points").format(level=least.level, points=least.points),
        *(f"  {_named(each.key)}: {each.before} → {each.after} (+{each.points})" for each in least.raises),
        *(
            _("  {key} must itself reach {wanted} (now {now})").format(
                key=each.key, wanted=each.wanted, now=score_text(each.now)
            )
            for each in least.conditions
        ),
    )
