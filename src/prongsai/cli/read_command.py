"""`prongsai read`: what a report that somebody wrote says, as facts."""

import argparse

from prongsai.cli.output import print_json, print_lines, print_table, print_text
from prongsai.intake.files import save
from prongsai.language.digits import score_text
from prongsai.language.messages import _
from prongsai.planning.plan_file import write_plan
from prongsai.reading.checks.rules import position
from prongsai.reading.export import as_json, to_intake, to_plan
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts, Sureness
from prongsai.reading.opening import open_report


def command(options: argparse.Namespace) -> int:
    """Read one report and show its facts, or write them as JSON, as an agency file, as a plan file."""
    facts = read_facts(open_report(options.file))
    if options.plan is not None:
        write_plan(to_plan(facts), options.plan)
        print_lines(_("written: {file}").format(file=options.plan))
    if options.out is not None:
        save(to_intake(facts).encode(), options.out)
        print_lines(_("written: {file}").format(file=options.out))
    if options.json:
        print_json(as_json(facts))
    elif options.out is None and options.plan is None:
        _show(facts)
    return 0


def _show(facts: Facts) -> None:
    agency = facts.agency
    named = (agency.name, agency.type, agency.district, agency.province)
    print_lines(" · ".join(each for each in named if each) or _("no agency was found"))
    print_lines(
        _("printed {printed}, result of {result}, plan of {plan}").format(
            printed=facts.document_year or "–", result=facts.result_year or "–", plan=facts.plan_year or "–"
        )
    )
    _show_scores(facts)
    if facts.measures:
        rows = [
            (
                ", ".join(map(str, each.indicators)) or "–",
                each.title,
                str(len(each.steps)),
                "; ".join(each.owners),
                each.period,
            )
            for each in facts.measures
        ]
        columns = (_("indicators"), _("measure"), _("steps"), _("owners"), _("period"))
        print_table(_("Measures"), columns, rows, right=(2,))
    if facts.findings:
        found = [
            (each.code, each.part, str(each.indicator or "–"), ", ".join(each.refs), each.text[:160])
            for each in facts.findings
        ]
        columns = (_("code"), _("part"), _("indicator"), _("refers to"), _("finding"))
        print_table(_("Findings"), columns, found)
    for doubt in facts.doubts:
        spot = position(doubt.place)
        told = _("“{read}” was taken for “{taken}” ({sure})").format(
            read=doubt.read, taken=doubt.taken or "–", sure=_sureness(doubt.sure)
        )
        print_text(f"? {spot}: {told} {doubt.why}".strip())


def _sureness(word: Sureness) -> str:
    return {"certain": _("certain"), "likely": _("likely"), "doubtful": _("doubtful")}[word]


def _show_scores(facts: Facts) -> None:
    """Print all results side by side, the analysed one first."""
    if not facts.results:
        print_lines(_("no scores were found"))
        return
    lines = [
        (str(number), *(score_text(each.indicators.get(number)) for each in facts.results))
        for number in range(1, 11)
    ]
    lines += [
        (code, *(score_text(each.instruments.get(code)) for each in facts.results))
        for code in ("IIT", "EIT", "EIT1", "EIT2", "OIT")
        if any(code in each.instruments for each in facts.results)
    ]
    lines.append((_("total"), *(score_text(each.total) for each in facts.results)))
    lines.append((_("level"), *(each.level or "–" for each in facts.results)))
    columns = ("", *(str(each.fiscal_year) for each in facts.results))
    print_table(_("Scores"), columns, lines, right=tuple(range(1, len(columns))))
