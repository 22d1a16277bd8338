"""The packs that are there: the method of a year, the years, and the check of all of them."""

from functools import cache
from pathlib import Path

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.checking import check_links
from prongsai.method.loading import load_pack
from prongsai.method.model import Method

PACKS = Path(__file__).parent / "packs"


def years(directory: Path | None = None) -> tuple[int, ...]:
    """Give the fiscal years (B.E.) that have a pack, ascending; `directory` holds other packs than the shipped."""
    return tuple(sorted(int(path.stem) for path in (directory or PACKS).glob("[0-9][0-9][0-9][0-9].yaml")))


def pack_file(fiscal_year: int, directory: Path | None = None) -> Path:
    """Give the file of a year's pack.

    Raises InputError where the year has no pack (never the nearest year instead).
    """
    known = years(directory)
    if fiscal_year not in known:
        raise InputError(
            Problem(
                "no-pack",
                _("there is no method for fiscal year {year}").format(year=fiscal_year),
                mend=_("the years that are there: {years}; docs/method.md says how to add one").format(
                    years=", ".join(map(str, known)) or "–"
                ),
            )
        )
    return (directory or PACKS) / f"{fiscal_year}.yaml"


@cache
def load_method(fiscal_year: int, directory: Path | None = None) -> Method:
    """Give the method of a fiscal year (B.E.), read once.

    Raises InputError where the year has no pack (never the nearest year instead), and with all faults of the pack.
    """
    return load_pack(pack_file(fiscal_year, directory)).method


def check_packs(directory: Path | None = None) -> tuple[Problem, ...]:
    """Read all packs and hold each one's links against the year before, where that is there; give every fault."""
    problems: list[Problem] = []
    packs = {}
    for year in years(directory):
        try:
            packs[year] = load_pack((directory or PACKS) / f"{year}.yaml")
        except InputError as error:
            problems += error.problems
    for year, pack in packs.items():
        if year - 1 in packs:
            problems += check_links(packs[year - 1].method, pack)
    return tuple(problems)
