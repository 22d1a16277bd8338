"""Advice as typed values; the texts are in `texts/*.yaml`, read by `prongsai.advice.book`."""

from collections.abc import Mapping
from dataclasses import dataclass

from prongsai.method.model import Basis

AIMS = ("mend", "develop", "keep")
#: Keys of divisions; `prongsai.planning.divisions` says what an agency calls them.
OWNERS = (
    "office", "finance", "works", "education", "health", "welfare",
    "strategy", "personnel", "audit", "legal", "all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """What usually helps where a question is low, an item is short or an assessor remarked on it.

    `problem` is a clause that can follow “เนื่องจาก” or “พบว่า”; `advice` a clause that can follow “ควร”; `steps`
    are 1–4 steps of a plan, each a verb phrase of its own without numbers of items; `refs` are up to 5 concepts
    of OIT items that the work touches; `owners` are keys of divisions (`OWNERS`), the leading one first.
    """

    concept: str
    problem: str
    advice: str
    steps: tuple[str, ...]
    refs: tuple[str, ...]
    owners: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class IndicatorAdvice:
    """What an indicator looks at and what usually moves it, where no question or item tells more.

    `looks_at` is a noun phrase (“การปฏิบัติงานและการให้บริการตามขั้นตอน …”); `titles` and `steps` are keyed by
    ``mend``, ``develop`` and ``keep`` (`AIMS`): the title of a measure and its 3–4 steps; `refs` and `owners` as
    in Advice.
    """

    number: int
    looks_at: str
    titles: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    refs: tuple[str, ...]
    owners: tuple[str, ...]
    basis: Basis
