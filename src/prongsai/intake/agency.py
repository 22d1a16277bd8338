"""The agency file: one agency and its results, from YAML, JSON or the filled-in XLSX template."""

from pathlib import Path
from typing import Literal

from prongsai.intake.files import decode, is_xlsx, read_bytes
from prongsai.intake.model import Agency, Intake
from prongsai.intake.nodes import Node
from prongsai.intake.results import read_result
from prongsai.intake.tables import read_sheets
from prongsai.intake.template import AGENCY_SHEET, sheets_document
from prongsai.intake.trees import Document, json_document, yaml_document
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

_FILE_KEYS = ("agency", "plan_year", "printed_year", "results")
_AGENCY_KEYS = ("name", "type", "district", "province", "office", "head")
_TABLES = {".csv", ".tsv"}

Form = Literal["agency", "list"]


def form_of(path: Path) -> Form:
    """Tell what a file brings: the results of one agency (YAML, JSON, the XLSX template) or a flat list (CSV, XLSX).

    An XLSX is the template where it has its sheets. Raises InputError when the file cannot be opened.
    """
    data = read_bytes(path)
    if is_xlsx(data):
        return "agency" if AGENCY_SHEET in read_sheets(data, str(path)) else "list"
    return "list" if path.suffix.casefold() in _TABLES else "agency"


def read_intake(path: Path) -> Intake:
    """Read an agency file (docs/input.md describes it), its results ordered from the newest year.

    What was understood only by a guess at copied text, such as `120` for i20 in a remark, is in the notes. Raises
    InputError with every fault: an unknown or doubled key, a missing depth, a score outside 0–100, a year without
    a method, a code that the year does not have — each with file, line or cell, and mend.
    """
    return read_document(agency_document(read_bytes(path), str(path)), path.parent)


def read_document(document: Document, folder: Path) -> Intake:
    """Read the document of an agency file, as `read_intake` does; files that it names lie in `folder`."""
    root = Node.root(document).fields(_FILE_KEYS)
    agency = _agency(root.get("agency"))
    entries = root.get("results").listed()
    if root.get("results").empty:
        root.get("results").refuse(
            "no-results", _("there are no results"), _("add at least one under “results:”")
        )
    notes: list[Problem] = []
    results = [result for entry in entries if (result := read_result(entry, agency.name, folder, notes))]
    plan_year, printed_year = root.get("plan_year").year(), root.get("printed_year").year()
    if root.problems:
        raise InputError(root.problems)
    results.sort(key=lambda result: -result.fiscal_year)
    return Intake(agency, tuple(results), plan_year, printed_year, tuple(notes))


def agency_document(data: bytes, name: str) -> Document:
    """Give the document of an agency file's content: YAML, JSON or the XLSX template; `name` stands in messages.

    Raises InputError when it is none of them, or not sound.
    """
    if is_xlsx(data):
        return sheets_document(read_sheets(data, name), name)
    suffix = Path(name).suffix.casefold()
    if suffix in _TABLES:
        what = _("a CSV holds a list of results, not the file of one agency")
        mend = _("bring YAML, JSON or the XLSX that “prongsai template” writes")
        raise InputError(Problem("not-an-agency-file", what, name, mend))
    text = decode(data, name)
    is_json = suffix == ".json" or text.lstrip()[:1] in {"{", "["}
    return json_document(text, name) if is_json else yaml_document(text, name)


def _agency(node: Node) -> Agency:
    node.fields(_AGENCY_KEYS)
    name = node.get("name").needed(_("the agency has no name"), _("write it under “agency:”, as “name: …”"))
    rest = {key: node.get(key).text() for key in _AGENCY_KEYS[1:]}
    return Agency(name, **rest)
