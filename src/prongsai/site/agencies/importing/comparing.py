"""A list of agencies held against the register: what is new, what changes, what stays, what is faulty.

A row is the agency of its official code; without one, or where nobody has the code yet, that of its name and province.
Where several have the same name in a province, the district tells them apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from prongsai.intake.agency_list import ListedAgency, place_of
from prongsai.intake.provinces import PROVINCES
from prongsai.language.problems import Problem
from prongsai.planning.divisions import type_named
from prongsai.site.agencies.models import Agency

FIELDS = ("code", "name", "type", "district", "province")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes in an agency: the fields with their new values."""

    row: ListedAgency
    agency: Agency
    fields: dict[str, str]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Give each field in words, with before and after."""
        return [
            (str(Agency._meta.get_field(name).verbose_name), getattr(self.agency, name) or "–", value)
            for name, value in self.fields.items()
        ]


@dataclass(slots=True)
class Comparison:
    """A list held against the register."""

    new: list[ListedAgency] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[ListedAgency] = field(default_factory=list)
    faulty: list[Problem] = field(default_factory=list)


class _FaultyRowError(Exception):
    """A row that cannot be understood, with what to do: (code, what, mend)."""


class _Register:
    """The agencies that are there, found by code, by name and province, and by former names."""

    def __init__(self, agencies: Iterable[Agency], former: Iterable[tuple[int, str]]) -> None:
        self.by_code: dict[str, Agency] = {}
        self.by_key: dict[Key, list[Agency]] = defaultdict(list)
        self.former: dict[Key, Agency] = {}
        by_number = {}
        for each in agencies:
            by_number[each.pk] = each
            self.by_key[key_of(each.name, each.province)].append(each)
            if each.code:
                self.by_code[each.code] = each
        for number, text in former:
            self.former[key_of(text, by_number[number].province)] = by_number[number]


def key_of(name: str, province: str) -> Key:
    """Give what tells agencies apart that have no code: name and province, however they are spaced."""
    return "".join(name.split()).casefold(), "".join(province.split()).casefold()


def compare(
    rows: Iterable[ListedAgency], agencies: Iterable[Agency], former: Iterable[tuple[int, str]]
) -> Comparison:
    """Hold rows against the agencies that are there and their former names (number of the agency, name)."""
    found, register = Comparison(), _Register(agencies, former)
    rows = list(rows)
    alike: dict[Key, list[ListedAgency]] = defaultdict(list)
    for row in rows:
        alike[key_of(row.name, row.province)].append(row)
    codes: dict[str, ListedAgency] = {}
    taken: dict[int, ListedAgency] = {}
    for row in rows:
        try:
            _first_of_code(row, codes)
            agency = _agency_of(row, alike[key_of(row.name, row.province)], register)
            if agency is None:
                _not_a_former_name(row, register)
                found.new.append(row)
                continue
            _only_once(row, agency, taken)
        except _FaultyRowError as error:
            code, what, mend = error.args
            found.faulty.append(Problem(code, what, place_of(row.sheet, row.row), mend))
            continue
        if changes := dict(_changes(row, agency)):
            found.changed.append(Change(row, agency, changes))
        else:
            found.unchanged.append(row)
    return found


def _first_of_code(row: ListedAgency, codes: dict[str, ListedAgency]) -> None:
    if row.code and codes.setdefault(row.code, row) is not row:
        what = _("The code {code} stands in row {row} already.").format(
            code=row.code, row=codes[row.code].row
        )
        raise _FaultyRowError("doubled-code", what, _("Give each agency its own code."))


def _agency_of(row: ListedAgency, alike: list[ListedAgency], register: _Register) -> Agency | None:
    """Give the agency that a row means, None for a new one."""
    if row.code in register.by_code:
        return register.by_code[row.code]
    same = [
        each
        for each in register.by_key.get(key_of(row.name, row.province), [])
        if not (row.code and each.code)
    ]
    rivals = [each for each in alike if not (row.code and each.code)]
    if len(rivals) <= 1 and len(same) <= 1:
        return same[0] if same else None
    if not row.district:
        what = _("Several agencies have this name in this province.")
        raise _FaultyRowError("several-of-a-name", what, _("Write the district or the official code."))
    if any(each is not row and each.district == row.district for each in rivals):
        what = _("This agency stands in the list more than once.")
        raise _FaultyRowError("doubled-agency", what, _("Leave one of the rows out."))
    return next((each for each in same if each.district == row.district), None)


def _not_a_former_name(row: ListedAgency, register: _Register) -> None:
    now = register.former.get(key_of(row.name, row.province))
    if now is not None:
        what = _("This is a former name; the agency is now called {name}.").format(name=now.name)
        raise _FaultyRowError("former-name", what, _("Write the name of today."))


def _only_once(row: ListedAgency, agency: Agency, taken: dict[int, ListedAgency]) -> None:
    if agency.merged_into_id is not None:
        what = _("This agency has become part of another one.")
        raise _FaultyRowError("merged-agency", what, _("Leave the row out, or undo the merger first."))
    if taken.setdefault(agency.pk, row) is not row:
        what = _("Row {row} means the same agency.").format(row=taken[agency.pk].row)
        raise _FaultyRowError("doubled-agency", what, _("Leave one of the rows out."))


def _changes(row: ListedAgency, agency: Agency) -> Iterator[tuple[str, str]]:
    """Give the fields that a row changes; an empty cell changes nothing."""
    for name in FIELDS:
        value = getattr(row, name)
        if value and "".join(value.split()) != "".join(getattr(agency, name).split()):
            yield name, value


def doubts_of(row: ListedAgency) -> tuple[str, ...]:
    """Give what looks like a slip in a row that can be taken all the same: nobody but a person can tell."""
    doubts = []
    if row.province not in PROVINCES:
        doubts.append(_("Thailand has no province of this name."))
    named = type_named(row.name)
    if row.type and named and row.type != named:
        doubts.append(_("By its name it is of the type {type}.").format(type=named))
    return tuple(doubts)


def fields_of(row: ListedAgency) -> dict[str, str]:
    """Give the fields of a new agency; without a type it is as the name begins."""
    return {**{name: getattr(row, name) for name in FIELDS}, "type": row.type or type_named(row.name)}
