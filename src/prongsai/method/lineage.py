"""Following subjects through the years: which subject of one year is which of another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prongsai.method.library import load_method, years
from prongsai.method.model import Basis, Method


@dataclass(frozen=True, slots=True)
class Join:
    """A concept of one year that is, or may be, a concept of another.

    `bases` are what the links on the way rest on, `doubts` those of them that are doubtful: where there is one,
    the two may be the same subject and may not.
    """

    before: str
    after: str
    bases: tuple[Basis, ...] = ()
    doubts: tuple[Basis, ...] = ()

    def turned(self) -> "Join":
        """Give the same join seen from the other year."""
        return Join(self.after, self.before, self.bases, self.doubts)


def joins(before: Method, after: Method, directory: Path | None = None) -> tuple[Join, ...]:
    """Give all joins from the concepts of one year to those of another, earlier or later.

    Links are followed through the packs of the years between, as far as `directory` (the shipped packs where it is
    None) has them. A concept that both years ask is joined to itself, even where a year between left it out.
    """
    if before.fiscal_year > after.fiscal_year:
        return tuple(each.turned() for each in joins(after, before, directory))
    line = _line(before, after, directory)
    return tuple(join for concept in _concepts(before) for join in _from(concept, line, after))


def carry(code: str, source: Method, target: Method, directory: Path | None = None) -> tuple[str, ...]:
    """Give the codes that a question or item of one year (`o13`) has in another year, earlier or later.

    Several where it was split, none where it is not asked there; doubtful matches are left out. Raises KeyError
    for a code that the source year does not have.
    """
    concept = source.subjects[code].concept
    if source.fiscal_year > target.fiscal_year:
        found: Iterable[Join] = (each for each in joins(source, target, directory) if each.before == concept)
    else:
        found = _from(concept, _line(source, target, directory), target)
    reached = {each.after for each in found if not each.doubts}
    return tuple(code for code, each in target.subjects.items() if each.concept in reached)


def _line(before: Method, after: Method, directory: Path | None) -> tuple[Method, ...]:
    """Give the methods of the years after `before`, up to `after`; years without a pack are left out."""
    span = range(before.fiscal_year + 1, after.fiscal_year)
    between = set(years(directory)).intersection(span) if span else ()
    last = (after,) if after.fiscal_year > before.fiscal_year else ()
    return (*(load_method(year, directory) for year in sorted(between)), *last)


def _from(concept: str, line: Sequence[Method], after: Method) -> Iterator[Join]:
    """Give where a concept has come to at the end of the line of years.

    Of several ways to the same concept the one with the fewest doubts is given, and one along links before one
    that only goes on, since links say what it rests on.
    """
    ways = [Join(concept, concept)]
    for method in line:
        ways = [step for way in ways for step in _steps(way, method)]
    if after.codes_of(concept):
        ways.append(Join(concept, concept))
    found: dict[str, Join] = {}
    for way in sorted(ways, key=lambda way: len(way.doubts)):
        found.setdefault(way.after, way)
    yield from found.values()


def _steps(way: Join, method: Method) -> Iterator[Join]:
    """Give where a way leads in the next year: along its links, and on as the same concept."""
    for link in method.links:
        if way.after in link.before:
            doubts = (*way.doubts, link.basis) if link.kind == "doubtful" else way.doubts
            for concept in link.after:
                yield Join(way.before, concept, (*way.bases, link.basis), doubts)
    if method.codes_of(way.after):
        yield Join(way.before, way.after, way.bases, way.doubts)


def _concepts(method: Method) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.concept for each in method.subjects.values()))
