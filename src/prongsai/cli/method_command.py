"""`prongsai method`: what a fiscal year asks and how it counts, and what changed between two years."""

import argparse

from prongsai.cli.output import print_json, print_lines, print_table
from prongsai.language.messages import _, current_language
from prongsai.language.problems import InputError
from prongsai.method.difference import Change, difference, name_of
from prongsai.method.export import change_as_json, confidence_word, fact_lines, method_as_json, rule_lines
from prongsai.method.library import check_packs, load_method, years
from prongsai.method.model import Method, Question, Unpublished


def command(options: argparse.Namespace) -> int:
    """Do what the action says; give 0. Raises InputError where a pack is faulty."""
    actions = {"list": _list, "show": _show, "check": _check, "diff": _diff}
    actions[options.action](options)
    return 0


def _list(options: argparse.Namespace) -> None:
    methods = [load_method(year, options.packs) for year in years(options.packs)]
    if options.json:
        print_json([{"fiscal_year": each.fiscal_year, "hash": each.hash} for each in methods])
        return
    lines = [
        (
            str(each.fiscal_year),
            _asked(each, "IIT"),
            _asked(each, "EIT"),
            str(len(each.items)),
            _("unpublished")
            if isinstance(each.levels, Unpublished)
            else ", ".join(level.name_th for level in each.levels.levels),
            each.hash[:12],
        )
        for each in methods
    ]
    columns = (_("year"), _("IIT questions"), _("EIT questions"), _("OIT items"), _("levels"), _("hash"))
    print_table(_("Packs"), columns, lines, right=(1, 2, 3))


def _asked(method: Method, code: str) -> str:
    return _("unpublished") if isinstance(method.questions, Unpublished) else str(len(method.asked(code)))


def _show(options: argparse.Namespace) -> None:
    method = load_method(options.year, options.packs)
    if options.json:
        print_json(method_as_json(method))
        return
    if isinstance(method.questions, Unpublished):
        print_lines(_("Questions: unpublished. {note}").format(note=method.questions.told_note()))
    else:
        lines = [
            (
                each.code,
                str(each.indicator),
                _subject(each),
                each.scale,
                confidence_word(each.basis.confidence),
            )
            for each in method.questions
        ]
        columns: tuple[str, ...] = (
            _("code"),
            _("indicator"),
            _("subject (own words)"),
            _("scale"),
            _("confidence"),
        )
        title = _("fiscal year {year}: questions").format(year=method.fiscal_year)
        print_table(title, columns, lines)
    items = [
        (
            each.code,
            each.sub_indicator,
            each.title_th,
            "; ".join(element.text_th for element in each.elements),
            confidence_word(each.title_basis.confidence),
        )
        for each in method.items
    ]
    columns = (_("code"), _("under"), _("title"), _("elements (own words)"), _("confidence"))
    print_table(_("fiscal year {year}: items").format(year=method.fiscal_year), columns, items)
    print_lines(*rule_lines(method), *fact_lines(method), _("hash: {hash}").format(hash=method.hash))


def _subject(question: Question) -> str:
    return question.subject_th if current_language() == "th" else question.subject_en


def _check(options: argparse.Namespace) -> None:
    problems = check_packs(options.packs)
    if problems:
        raise InputError(problems)
    found = years(options.packs)
    print_lines(
        _("{count} packs are sound: {years}").format(count=len(found), years=", ".join(map(str, found)))
    )


def _diff(options: argparse.Namespace) -> None:
    before, after = load_method(options.before, options.packs), load_method(options.after, options.packs)
    changes = difference(before, after, options.packs)
    if options.json:
        print_json([change_as_json(each) for each in changes])
        return
    columns = (
        str(options.before),
        str(options.after),
        _("what happened"),
        _("title"),
        _("evidence carries over"),
    )
    print_table(f"{options.before} → {options.after}", columns, [_change_line(each) for each in changes])


def _change_line(change: Change) -> tuple[str, ...]:
    old, new = ([each.code for each in side] for side in (change.before, change.after))
    titles = [name_of(each) for each in change.after or change.before]
    if change.renamed:
        titles.append(_("before: {title}").format(title=name_of(change.before[0])))
    titles += [f"+ {each.text_th}" for each in change.added] if change.before and change.after else []
    titles += [f"− {each.text_th}" for each in change.removed] if change.before and change.after else []
    carries = {"yes": _("yes"), "look": _("look first"), "no": _("no")}[change.carry]
    return (
        ", ".join(old) or "–",
        ", ".join(new) or "–",
        what_happened(change),
        "\n".join(titles),
        f"{carries}: {change.reason}" if change.reason else carries,
    )


def what_happened(change: Change) -> str:
    """Give in words what became of a subject."""
    words = {
        "continues": _("same"),
        "merged": _("merged"),
        "split": _("split"),
        "new": _("new"),
        "gone": _("gone"),
        "doubtful": _("doubtful"),
    }
    more = [_("renumbered")] if change.renumbered else []
    more += [_("renamed")] if change.renamed else []
    return ", ".join(more) or words[change.kind]
