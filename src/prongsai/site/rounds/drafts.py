"""A result while it is brought in, as an `Entry` keeps it: what was typed or read so far, nothing of it lost."""

from dataclasses import asdict, dataclass, field
from typing import Any

from prongsai.intake.model import Result
from prongsai.intake.remarks import remark_entry
from prongsai.site.rounds import models
from prongsai.site.rounds.inputs import Inputs, counted, flat
from prongsai.site.rounds.reckoning import method_for, read_inputs

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was brought in so far.

    `inputs` is an entry of `results:` as typed, perhaps faulty, without kind and remarks; `remarks` are entries of
    `remarks:`; `earlier` entries of `results:` of earlier years that came along. `notes` say what was guessed or left
    out. `doubts` are questions that must be answered before it counts. `pasted` is the text that was pasted, `typed` what
    the form of a report's facts held. `read` tells that the way has been gone to its end, so that the answers can be
    checked; `since` is when the result that is corrected was last changed.
    """

    kind: str = models.ResultKind.PUBLISHED.value
    source: str = ""
    inputs: Inputs = field(default_factory=dict)
    remarks: list[Entry] = field(default_factory=list)
    earlier: list[Inputs] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    pasted: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    read: bool = False
    since: str = ""

    @property
    def content(self) -> dict[str, Any]:
        """Give the draft as an entry keeps it."""
        return asdict(self)

    @property
    def entry(self) -> Inputs:
        """Give the entry of `results:` that counts, remarks included."""
        return {**counted(self.inputs), **({"remarks": self.remarks} if self.remarks else {})}


def draft_of(entry: models.Entry) -> Draft:
    """Give the draft that an entry keeps; a new one's is of the round's year."""
    if entry.content:
        return Draft(**entry.content)
    return Draft(inputs={"fiscal_year": str(entry.round.fiscal_year), "depth": "indicators"})


def draft_from(row: models.Result, unit: str) -> Draft:
    """Give a result as a draft, to be corrected."""
    inputs = {key: value for key, value in row.inputs.items() if key not in {"kind", "remarks"}}
    return Draft(
        kind=row.kind,
        source=row.source,
        inputs=inputs,
        remarks=remarks_of(row, unit),
        read=True,
        since=row.changed_at.isoformat(),
    )


def remarks_of(row: models.Result, unit: str) -> list[Entry]:
    """Give the remarks of a result as entries of `remarks:`, a pasted letter by its remarks."""
    return remark_entries(read_inputs(row.inputs, unit, method_for(row))[0])


def remark_entries(result: Result) -> list[Entry]:
    """Give the remarks of a result that was read as entries of `remarks:`."""
    return [remark_entry(each) for each in result.remarks]


def filled(draft: Draft) -> dict[str, str]:
    """Give what fields show of a draft."""
    return {**flat(draft.inputs), "kind": draft.kind, "source": draft.source}
