"""What is read of papers."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from prongsai.site.jobs.models import UNFINISHED
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.plans.models import Plan, Version, VersionState
from prongsai.site.plans.queries import AGREED
from prongsai.site.rounds.models import Round


def orders_of(each: Round) -> QuerySet[PaperOrder]:
    """Give the orders of a round, newest first, without removed ones and without all that went into them."""
    return (
        PaperOrder.objects.filter(round=each, removed_at=None)
        .select_related("job", "version", "ordered_by", "again_of")
        .defer("source", "again_of__source", "version__content")
    )


def with_files(orders: QuerySet[PaperOrder]) -> QuerySet[PaperOrder]:
    """Give orders with their papers and files at hand."""
    files = PaperFile.objects.select_related("file")
    papers = Paper.objects.select_related("signed__stored_by").prefetch_related(Prefetch("files", files))
    return orders.prefetch_related(Prefetch("made", papers))


def newest_papers(each: Round) -> PaperOrder | None:
    """Give the newest order of a round with its papers and files at hand, None where there is none."""
    order = with_files(orders_of(each)).first()
    if order is not None:
        order.round = each
    return order


def earlier_orders(each: Round, newest: PaperOrder) -> QuerySet[PaperOrder]:
    """Give the orders before the newest, each with the number of its files in `files` and of signed copies in `signed`."""
    # Counted order by order, so that only those of a page are.
    files = PaperFile.objects.filter(paper__order=OuterRef("pk")).order_by().values("paper__order")
    signed = Paper.objects.filter(order=OuterRef("pk"), signed__isnull=False).order_by().values("order")
    return (
        orders_of(each)
        .exclude(pk=newest.pk)
        .annotate(files=_number_of(files), signed=_number_of(signed))
        .order_by("-ordered_at", "-pk")
    )


def _number_of(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def the_order(each: Round, number: int, *, removed: bool = False) -> PaperOrder:
    """Give one order of a round with its papers and files at hand; raises Http404 where there is none.

    `removed` takes one that was removed, too.
    """
    orders = PaperOrder.objects.filter(round=each) if removed else orders_of(each)
    order = with_files(orders).filter(pk=number).first()
    if order is None:
        raise Http404
    order.round = each
    return order


def the_paper(order: PaperOrder, number: int) -> Paper:
    """Give one paper of an order; raises Http404 where there is none."""
    for paper in order.made.all():
        if paper.pk == number:
            return paper
    raise Http404


def files_of(order: PaperOrder) -> Sequence[tuple[Paper, PaperFile]]:
    """Give the files of an order, at hand from `with_files`, each with its paper."""
    return [(paper, file) for paper in order.made.all() for file in paper.files.all()]


def differing(order: PaperOrder) -> Sequence[str] | None:
    """Give the names of those files of an order made again that are not the same, byte for byte, as the first time.

    None where it was not made again, or is not finished.
    """
    if order.again_of_id is None or order.job is None or order.job.unfinished:
        return None
    rows = PaperFile.objects.filter(paper__order=order.again_of_id)
    first = set(rows.values_list("paper__kind", "paper__division", "format", "file__sha256"))
    return [
        str(each)
        for paper, each in files_of(order)
        if (paper.kind, paper.division, each.format, each.file.sha256) not in first
    ]


def same_under_way(order: PaperOrder) -> PaperOrder | None:
    """Give an order like this one that is still waiting or made, None where there is none."""
    under_way = PaperOrder.objects.filter(round=order.round, removed_at=None, job__state__in=UNFINISHED)
    same = ("version_id", "papers", "formats", "details", "source", "seal_id", "garuda_id")
    return next(
        (each for each in under_way if all(getattr(each, key) == getattr(order, key) for key in same)), None
    )


def versions_to_print(plan: Plan) -> list[Version]:
    """Give the versions of a plan that may be printed, without their contents: the newest that counts first, then others.

    What was returned or withdrawn is left out.
    """
    states = (*AGREED, VersionState.SUBMITTED)
    found = list(Version.objects.filter(plan=plan, state__in=states).defer("content"))
    return sorted(found, key=lambda each: each.state not in AGREED)


def printable(plan: Plan) -> bool:
    """Tell whether there are measures to print: in the plan as it is worked on, or in one of its versions."""
    return plan.measures.filter(removed_at=None).exists() or bool(versions_to_print(plan))


def newest_details(each: Round) -> dict[str, object] | None:
    """Give the details of the newest order of a round, None where there is none."""
    return orders_of(each).values_list("details", flat=True).first()
