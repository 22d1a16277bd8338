"""The command `prongsai`: its words, and which function does each. Heavy rooms are loaded when asked for."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from prongsai import __version__
from prongsai.cli.site_command import add_arguments as site_arguments
from prongsai.language.digits import arabic
from prongsai.language.messages import LANGUAGES, _, use_language
from prongsai.language.problems import InputError

FAULTY = 2


def run() -> NoReturn:
    """Run the command with the process's arguments and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run the command with `arguments` and give the exit code: 0 done, 2 faulty input, 130 interrupted.

    Faults of the input go to standard error, one line each.
    """
    use_language(_language(arguments))
    options = _parser().parse_args(arguments)
    try:
        return int(importlib.import_module(f"prongsai.cli.{options.module}").command(options))
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return FAULTY
    except BrokenPipeError:  # the reader of our output has gone (| head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _language(arguments: Sequence[str]) -> str:
    """Give the language asked for by `--lang`, else that of the locale; English where it is neither."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and arguments[place + 1 : place + 2] and arguments[place + 1] in LANGUAGES:
            return arguments[place + 1]
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return argument[7:]
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "th" if locale.startswith("th") else "en"


def _parser() -> argparse.ArgumentParser:
    common = _common()
    parser = argparse.ArgumentParser(
        prog="prongsai",
        description=_("From an ITA result to scores, findings, a plan and the official report."),
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"prongsai {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))

    def add(name: str, module: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words, parents=[common])
        made.set_defaults(module=module)
        return made

    _score(add("score", "score_command", _("compute and check the scores of one result or of a list")))
    _analyse(add("analyse", "analyse_command", _("say what is weak, why, and what would change it")))
    _plan(add("plan", "plan_command", _("make or refresh the improvement plan, or check it")))
    _report(add("report", "report_command", _("write the report and the papers around it")))
    _method(add("method", "method_command", _("show what a fiscal year asks and how it counts")))
    _read(add("read", "read_command", _("read a report that somebody wrote into facts")))
    _check(add("check", "check_command", _("say what is wrong in reports, one or a folder of them")))
    template = add("template", "template_command", _("write an XLSX file to fill in"))
    template.add_argument("year", type=_year, help=_("fiscal year (B.E.)"))
    template.add_argument("--out", type=Path, help=_("where to write the file"))
    demo = add("demo", "demo_command", _("make all papers of a published example"))
    demo.add_argument("--out", type=Path, default=Path("out"), help=_("folder for the papers"))
    site_arguments(add("site", "site_command", _("serve the site for agencies, and look after it")), common)
    return parser


def _common() -> argparse.ArgumentParser:
    """Give a parser of what every command takes."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of the messages (otherwise by locale)"))
    return parser


def _source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help=_("agency file (YAML, JSON, XLSX) or list of results (CSV, XLSX)")
    )
    parser.add_argument("--id", help=_("which row of a list"))


def _score(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--json", action="store_true", help=_("write JSON"))
    parser.add_argument(
        "--csv", type=Path, metavar=_("FILE"), help=_("write a scored list as CSV, for Excel")
    )
    parser.add_argument(
        "--explain", metavar=_("KEY"), help=_("show where one number comes from: total, IIT, 7, e4, o13 …")
    )


def _analyse(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--json", action="store_true", help=_("write JSON"))
    parser.add_argument("--rule", type=Path, help=_("file with another rule for findings"))
    parser.add_argument("--what-if", nargs="+", metavar="7=95.00", help=_("raise these to these scores"))
    parser.add_argument(
        "--least", nargs="?", const="", metavar=_("LEVEL"), help=_("the least change to the next level")
    )


def _plan(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--plan", type=Path, help=_("the plan file (otherwise beside the input)"))
    _plan_years(parser)
    parser.add_argument("--rule", type=Path, help=_("file with another rule for findings"))
    parser.add_argument(
        "--keep", action="store_true", help=_("measures for kept indicators too, in every layout")
    )
    parser.add_argument("--check", action="store_true", help=_("only check the plan; change nothing"))
    parser.add_argument("--json", action="store_true", help=_("write JSON"))


def _report(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--plan", type=Path, help=_("the plan file (otherwise a plan is made afresh)"))
    _plan_years(parser)
    parser.add_argument("--rule", type=Path, help=_("file with another rule for findings"))
    parser.add_argument("--details", type=Path, help=_("file with author, approver, date, seal and the like"))
    parser.add_argument("--paper", nargs="+", default=["report"], metavar=_("PAPER"), help=_("report, progress, memo, divisions, order, announcement, meeting, picture, or all"))  # fmt: skip
    parser.add_argument(
        "--format", nargs="+", default=["docx"], metavar=_("FORMAT"), help=_("docx, pdf, html, xlsx, or all")
    )
    parser.add_argument("--thai-digits", action="store_true", help=_("Thai digits in the papers"))
    parser.add_argument("--watermark", help=_("a word across every page"))
    parser.add_argument("--date", help=_("the day that progress is shown for (otherwise today)"))
    parser.add_argument("--out", type=Path, default=Path(), help=_("folder for the papers"))


def _plan_years(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plan-year", type=_year, help=_("fiscal year of the plan (otherwise the year after the result)")
    )
    parser.add_argument(
        "--numbers-of",
        type=_year,
        help=_("year whose item numbers are used where the plan year's are not known yet"),
    )


def _method(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    common = _common()
    common.add_argument("--json", action="store_true", help=_("write JSON"))
    common.add_argument("--packs", type=Path, help=_("another folder of packs"))
    actions.add_parser("list", help=_("the years that there are"), parents=[common])
    shown = actions.add_parser("show", help=_("one year's questions, items and rules"), parents=[common])
    shown.add_argument("year", type=_year, help=_("fiscal year (B.E.)"))
    actions.add_parser("check", help=_("read all packs strictly"), parents=[common])
    changed = actions.add_parser("diff", help=_("what changed from one year to another"), parents=[common])
    changed.add_argument("before", type=_year, help=_("the earlier fiscal year"))
    changed.add_argument("after", type=_year, help=_("the later fiscal year"))


def _read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_("report: DOCX, PDF, XLSX, ODS, CSV or text"))
    parser.add_argument("--json", action="store_true", help=_("write JSON"))
    parser.add_argument(
        "--out", type=Path, metavar="FILE.yaml", help=_("write an agency file for score and plan")
    )
    parser.add_argument(
        "--plan", type=Path, metavar="FILE.yaml", help=_("write the report's measures as a plan file")
    )


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="*", help=_("reports, or folders of them"))
    parser.add_argument("--json", action="store_true", help=_("write JSON"))
    parser.add_argument("--sarif", type=Path, metavar="FILE", help=_("write SARIF 2.1.0"))
    parser.add_argument("--html", type=Path, metavar="FILE", help=_("write the text with the places marked"))
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help=_("write a summary of all files"))
    parser.add_argument(
        "--off",
        action="append",
        default=[],
        metavar=_("CODE=REASON"),
        help=_("switch a rule off, with a reason"),
    )
    parser.add_argument("--off-file", type=Path, metavar="FILE", help=_("file of such lines"))
    parser.add_argument("--workers", type=int, help=_("how many processes (otherwise as many as processors)"))
    parser.add_argument("--list", action="store_true", help=_("write docs/checks.md: all rules"))


def _year(text: str) -> int:
    try:
        return int(arabic(text))
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{text}” is not a fiscal year").format(text=text)) from None
