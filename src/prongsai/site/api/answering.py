"""How operations are declared: their answers, their pages, their files."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.http import FileResponse
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from prongsai.site.api.faults import CODES, Fault
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import opened
from prongsai.site.files.views import guarded

T = TypeVar("T")
A_PAGE = 50
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=20_000)]
"""Words as people type them."""
Short = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=200)]

Identity = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""The number of something in a body."""


class Page(Schema, Generic[T]):
    """A part of a long list: its things, which part it is, and how many parts there are."""

    items: list[T]
    page: int
    pages: int


def gives(shape: Any = None, status: int = 200) -> dict[str, Any]:
    """Give how an operation answers: with a shape (nothing for none), or with a fault."""
    return {"response": {204 if shape is None else status: shape, CODES: Fault}}


def gives_file(words: str) -> dict[str, Any]:
    """Give how an operation answers that serves a file, whatever its kind."""
    content = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    return {
        "response": {CODES: Fault},
        "openapi_extra": {"responses": {200: {"description": words, "content": content}}},
    }


def page_of(
    found: Any, number: int, shape: Callable[[Any], Any], many: Callable[[Sequence[Any]], Any] = list
) -> Any:
    """Give one page of a query; past its end the last one. `many` works on the page's rows before they are shaped."""
    page = Paginator(found, A_PAGE).get_page(number)
    return {
        "items": [shape(each) for each in many(list(page.object_list))],
        "page": page.number,
        "pages": page.paginator.num_pages,
    }


def points(value: Decimal | None) -> str | None:
    """Give a score, points, per cent or baht with two decimals; None where there is none."""
    return None if value is None else f"{value:.2f}"


def serve(file: StoredFile) -> Any:
    """Serve a file as a download. Raises OSError or ValueError where its content is missing or damaged."""
    return guarded(
        FileResponse(opened(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    )
