"""Making papers in the background."""

from collections.abc import Iterator

from django.db import transaction

from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.reports.papers import File, files
from prongsai.site.files.kinds import KINDS
from prongsai.site.files.storing import put, store
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import step
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.papers.sources import papers_of

Key = tuple[str, str, str]
"""Paper, division, format: what tells a file of an order from the others."""


def make_papers(job: Job) -> None:
    """Make the files of an order that are not made yet, each kept as soon as it is there.

    However often this runs, each file is kept once. Raises InputError with what is wrong with any, once all others are
    made.
    """
    order = PaperOrder.objects.select_related("agency", "seal", "garuda").filter(pk=int(job.subject)).first()
    if order is None:
        return
    wanted = list(_wanted(order))
    made = _made(order)
    problems: list[Problem] = []
    for place, each in enumerate(wanted):
        step(job, place, len(wanted))
        if (each.paper, each.division, each.format) in made:
            continue
        try:
            with language("th"):  # the papers speak Thai, whoever asks for them
                content = each.make()
        except InputError as error:
            problems += error.problems
        else:
            _keep(order, each, content)
    step(job, len(wanted))
    if problems:
        raise InputError(problems)


def _wanted(order: PaperOrder) -> Iterator[File]:
    """Give the files of an order in the order of its papers."""
    for paper, source in papers_of(order).items():
        yield from files(source, (paper,), order.formats)


def _made(order: PaperOrder) -> set[Key]:
    rows = PaperFile.objects.filter(paper__order=order)
    return set(rows.values_list("paper__kind", "paper__division", "format"))


def _keep(order: PaperOrder, made: File, content: bytes) -> None:
    """Keep a file, unless another run has done so meanwhile."""
    put(order.agency, content)
    with transaction.atomic():
        PaperOrder.objects.select_for_update().only("pk").get(pk=order.pk)  # one run at a time
        paper, _new = Paper.objects.get_or_create(
            order=order,
            kind=made.paper,
            division=made.division,
            defaults={"agency": order.agency, "title": made.title},
        )
        if paper.files.filter(format=made.format).exists():
            return
        media_type = KINDS[made.format].media_type
        file = store(order.agency, _name(order, made), content, media_type, order.ordered_by)
        PaperFile.objects.create(agency=order.agency, paper=paper, format=made.format, file=file)


def _name(order: PaperOrder, made: File) -> str:
    """Give the file's name: the paper's title with the years of result and plan."""
    plan = order.source["plan"]
    return f"{made.title}-{plan['result_year']}-{plan['plan_year']}.{made.format}"
