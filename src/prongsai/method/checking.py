"""Holding the links of a pack against the pack of the year before."""

from collections.abc import Iterator

from prongsai.language.messages import _
from prongsai.language.problems import Problem
from prongsai.method.loading import Pack
from prongsai.method.model import Method, Unpublished


def check_links(before: Method, pack: Pack) -> list[Problem]:
    """Give what the links of `pack` say wrongly, or leave unsaid, about the concepts of the year before.

    Every concept that came or went must stand in a link. Questions are left out where one of the two years has
    none published.
    """
    return [*_said_wrongly(before, pack), *_left_unsaid(before, pack)]


def _said_wrongly(before: Method, pack: Pack) -> Iterator[Problem]:
    now = pack.method
    for number, link in enumerate(now.links, 1):
        for concept in link.before:
            if not before.codes_of(concept):
                yield _problem(
                    pack,
                    f"links.{number}.before",
                    "unknown-concept",
                    _("there is no concept {concept} in {year}").format(
                        concept=concept, year=before.fiscal_year
                    ),
                    _("name a concept of that year"),
                )
        wrong = {
            "new": [(concept, before) for concept in link.after if before.codes_of(concept)],
            "gone": [(concept, now) for concept in link.before if now.codes_of(concept)],
        }
        for concept, method in wrong.get(link.kind, ()):
            yield _problem(
                pack,
                f"links.{number}.kind",
                "not-so",
                _("{concept} is asked in {year} too, so it is not “{kind}”").format(
                    concept=concept, year=method.fiscal_year, kind=link.kind
                ),
                _("take the link out, or name another kind"),
            )


def _left_unsaid(before: Method, pack: Pack) -> Iterator[Problem]:
    now = pack.method
    old, new = _concepts(before, now), _concepts(now, before)
    told_before = {concept for link in now.links for concept in link.before}
    told_after = {concept for link in now.links for concept in link.after}
    for concept, code in old.items():
        if concept not in new and concept not in told_before:
            yield _problem(
                pack,
                "links",
                "unsaid",
                _(
                    "{concept} ({code} in {year}) is no longer asked, and no link says what became of it"
                ).format(concept=concept, code=code, year=before.fiscal_year),
                _("add a link: merged, split, continues, doubtful or gone"),
            )
    for concept, code in new.items():
        if concept not in old and concept not in told_after:
            yield _problem(
                pack,
                "links",
                "unsaid",
                _("{concept} ({code}) was not asked in {year}, and no link says where it comes from").format(
                    concept=concept, code=code, year=before.fiscal_year
                ),
                _("add a link: merged, split, continues, doubtful or new"),
            )


def _concepts(method: Method, other: Method) -> dict[str, str]:
    unknown = isinstance(method.questions, Unpublished) or isinstance(other.questions, Unpublished)
    asked = method.items if unknown else method.subjects.values()
    return {each.concept: each.code for each in asked}


def _problem(pack: Pack, path: str, code: str, what: str, mend: str) -> Problem:
    return Problem(code, what, f"{pack.file}:{pack.lines[path]}, {path}", mend)
