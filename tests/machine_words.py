"""What no official wrote: keys, code words and dates of a machine, in what is shown of the log."""

import re
from collections.abc import Iterable, Iterator

from prongsai.site.audit.telling import Told

KNOWN = re.compile(
    r"https?://\S+|/public/\S+|\b(?:IIT|EIT|OIT|ITA|LINE|Excel|CSV|DOCX|HTML|PDF|PNG|XLSX|English)\b|\b[eio]\d+\b"
)
"""Addresses, and what officials themselves write in Latin letters: instruments, codes of questions and items, kinds of file."""

OF_A_MACHINE = re.compile(r"[A-Za-z_]+|\b20\d\d-\d\d-\d\d")


def machine_words(texts: Iterable[str]) -> set[str]:
    """Give those of the texts in which anything of a machine is left."""
    return {text for text in texts if OF_A_MACHINE.search(KNOWN.sub("", text))}


def texts_of(told: Iterable[Told]) -> Iterator[str]:
    """Give all texts of acts that are told."""
    for each in told:
        yield from (each.who, each.did, each.thing, each.name)
        for change in each.changes:
            yield from (change.field, change.before, change.after)
