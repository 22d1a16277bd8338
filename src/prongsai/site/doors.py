"""The doors: every view and every action names its act of the table, and every action leaves a line in the log."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from prongsai.site.accounts.held import ask_to_sign_in
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.models import Agency
from prongsai.site.audit.models import Act
from prongsai.site.permissions import ACTS, AREA_ACTS, SITE_ACTS, Actor, Coordination, may_in_site

P = ParamSpec("P")
T = TypeVar("T")
Facts = dict[str, Any]
_recorded: ContextVar[int] = ContextVar("prongsai_recorded", default=0)


def needs(act: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Give a decorator that lets a view be seen only by actors who may do `act`.

    The view keeps its act in `view.act`, so that all of them can be held against the table.
    """
    if act not in ACTS:
        raise KeyError(act)

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not request.actor.may(act):
                raise PermissionDenied(act)
            return view(request, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def needs_in_site(act: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Give a decorator for a view of the whole site: only for those who may do `act` in it, after signing in."""
    if act not in SITE_ACTS:
        raise KeyError(act)

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not may_in_site(request.user, act):
                raise PermissionDenied(act)
            return view(request, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def needs_in_area(act: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Give a decorator for a view of an area: only for the area's coordinators, who may do `act` there."""
    if act not in AREA_ACTS:
        raise KeyError(act)

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            request.coordination.must(act, named["area"])
            return view(request, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def action(
    act: str,
) -> Callable[[Callable[Concatenate[Actor, P], T]], Callable[Concatenate[Actor, P], T]]:
    """Give a decorator for a function that writes: it asks the actor's permission, runs it whole or not at all.

    The actions of an agency run one after the other: what one has looked at no other changes before it is done. The
    function calls `record` at least once; one that wrote without saying so raises RuntimeError.
    """
    if act not in ACTS:
        raise KeyError(act)

    def decorate(function: Callable[Concatenate[Actor, P], T]) -> Callable[Concatenate[Actor, P], T]:
        @wraps(function)
        def checked(actor: Actor, /, *arguments: P.args, **named: P.kwargs) -> T:
            for each in (*arguments, *named.values()):
                if isinstance(each, Model) and hasattr(each, "agency_id"):
                    actor.must(act, each.agency_id)
            actor.must(act, actor.agency.pk)
            with transaction.atomic():
                hold(actor.agency)
                return _whole(function, actor, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def action_in_site(
    act: str,
) -> Callable[[Callable[Concatenate[User, P], T]], Callable[Concatenate[User, P], T]]:
    """Give a decorator for a function that writes for the whole site: like `action`, for one who looks after it."""
    if act not in SITE_ACTS:
        raise KeyError(act)

    def decorate(function: Callable[Concatenate[User, P], T]) -> Callable[Concatenate[User, P], T]:
        @wraps(function)
        def checked(user: User, /, *arguments: P.args, **named: P.kwargs) -> T:
            if not may_in_site(user, act):
                raise PermissionDenied(act)
            return _whole(function, user, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def action_in_area(
    act: str,
) -> Callable[[Callable[Concatenate[Coordination, P], T]], Callable[Concatenate[Coordination, P], T]]:
    """Give a decorator for a function that writes for an area: like `action`, for one who coordinates it."""
    if act not in AREA_ACTS:
        raise KeyError(act)

    def decorate(
        function: Callable[Concatenate[Coordination, P], T],
    ) -> Callable[Concatenate[Coordination, P], T]:
        @wraps(function)
        def checked(coordination: Coordination, /, *arguments: P.args, **named: P.kwargs) -> T:
            for each in (*arguments, *named.values()):
                if isinstance(each, Model) and hasattr(each, "area_id"):
                    coordination.must(act, each.area_id)
            coordination.must(act, coordination.area.pk)
            return _whole(function, coordination, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def hold(agency: Agency) -> None:
    """Let nobody else act in an agency until the end of the transaction; rows that only point to it may be written."""
    Agency.objects.select_for_update(no_key=True).only("pk").get(pk=agency.pk)


def _whole(function: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """Run a function whole or not at all; raise RuntimeError where it left no line in the log."""
    before = _recorded.get()
    with transaction.atomic():
        given = function(*arguments, **named)
        if _recorded.get() == before:
            message = f"{function.__name__} left no line in the log"
            raise RuntimeError(message)
    return given


def record(
    actor: Actor,
    code: str,
    thing: Model,
    before: Facts | None = None,
    after: Facts | None = None,
    *,
    name: str = "",
) -> None:
    """Write a line of the log of the actor's agency: the actor did `code` to `thing`; only fields that changed are kept.

    `name` is what the thing is called, where its own text would name a person.
    """
    note(actor.user.name, code, thing, before, after, agency=actor.agency, name=name)


def note(
    by: Name,
    code: str,
    thing: Model,
    before: Facts | None = None,
    after: Facts | None = None,
    *,
    agency: Agency | None = None,
    name: str = "",
) -> None:
    """Write a line of the log, of an agency or of none (signing in, the site as a whole)."""
    note_all([line(by, code, thing, before, after, agency=agency, name=name)])


def note_all(lines: Sequence[Act]) -> None:
    """Write many lines of the log at once."""
    Act.objects.bulk_create(lines, batch_size=500)
    _recorded.set(_recorded.get() + len(lines))


def line(
    by: Name,
    code: str,
    thing: Model,
    before: Facts | None = None,
    after: Facts | None = None,
    *,
    agency: Agency | None = None,
    name: str = "",
) -> Act:
    """Give a line of the log, not written yet; only fields that changed are kept.

    A thing that is a name is kept by its number alone, so that it can be erased.
    """
    old, new = before or {}, after or {}
    changed = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    return Act(
        actor=by,
        agency=agency,
        agency_name=agency.name if agency else "",
        code=code,
        object_kind=thing._meta.label_lower,
        object_id=str(thing.pk),
        object_name="" if isinstance(thing, Name) else (name or str(thing))[:300],
        before={key: old[key] for key in changed if key in old},
        after={key: new[key] for key in changed if key in new},
    )


def nobodys(words: str) -> Name:
    """Give the name under which the log holds what no user did; no user's own, even if one is called the same."""
    found = Name.objects.filter(text=words, user=None).order_by("pk").first()
    return found or Name.objects.create(text=words)


def person(name: Name | None) -> Facts | None:
    """Give a person as the log holds one: by the number of the name, which can be erased."""
    return None if name is None else {"name": name.pk}


def facts_of(thing: Model, *fields: str) -> Facts:
    """Give some fields of a thing as plain values for the log; people by the number of their names."""
    return {field: _plain(getattr(thing, field)) for field in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, Name):
        return person(value)
    if isinstance(value, Model):
        name = getattr(value, "name", None)
        return person(name) if isinstance(name, Name) else str(value)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)
