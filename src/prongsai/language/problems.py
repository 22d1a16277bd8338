"""What is wrong, where, and how to mend it: the one form of every complaint about input."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of somebody's input, in the language in use when it was found.

    `code` is a stable name for machines (``score-out-of-range``); `what` says what is wrong, `where`
    names file, row or key (empty where there is no place), `mend` says how to put it right.
    """

    code: str
    what: str
    where: str = ""
    mend: str = ""

    def __str__(self) -> str:
        """Give the one clear line that a person reads."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} — {self.mend}" if self.mend else head


class InputError(ValueError):
    """Input that cannot be used, with all the problems that were found in it (at least one)."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Hold one problem or several."""
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
