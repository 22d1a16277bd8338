"""The tables of the site as lines of JSON, the same from SQLite and from PostgreSQL.

They are read and written by the models of a set of migrations, which need not be those of this version.
"""

import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, time
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, Model

Key = tuple[str, str]
LEFT_OUT = frozenset({"sessions", "usersessions", "contenttypes", "auth"})
"""Apps whose rows are not kept: who is signed in, and what Django makes anew by itself."""

AT_ONCE = 500
_BEGIN = {
    "sqlite": "BEGIN DEFERRED",  # Django's own would wait for those who write, and let them wait
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything in the block be read as it was at one moment, while others go on writing."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def applied() -> frozenset[Key]:
    """Give the migrations that the database has seen."""
    return frozenset(MigrationRecorder(connection).applied_migrations())


@cache
def known() -> frozenset[Key]:
    """Give the migrations of this version."""
    return frozenset(MigrationLoader(None).graph.nodes)


def leaves(migrations: Iterable[Key]) -> list[Key]:
    """Give the last ones of a set of known migrations: those that no other of them rests on."""
    among = frozenset(migrations)
    nodes = MigrationLoader(None).graph.node_map
    return sorted(key for key in among if not any(child.key in among for child in nodes[key].children))


def apps_at(migrations: Iterable[Key]) -> Apps:
    """Give the models as they were after a set of known migrations."""
    return MigrationLoader(None).project_state(leaves(migrations)).apps


def tables(apps: Apps) -> dict[str, type[Model]]:
    """Give the models whose rows are kept, those between many and many among them, by their table."""
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    }


def filled(apps: Apps) -> bool:
    """Tell whether any of the tables that there are holds a row."""
    there = frozenset(connection.introspection.table_names())
    return any(model._base_manager.exists() for table, model in tables(apps).items() if table in there)


@contextmanager
def written(model: type[Model], folder: Path) -> Iterator[IO[bytes]]:
    """Give the rows of a model as a stream: columns in the first line, a row in each further one, packed by gzip."""
    with tempfile.TemporaryFile(dir=folder) as stream:
        with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as packed:
            names = [field.attname for field in model._meta.concrete_fields]
            packed.write(_line(names))
            rows = model._base_manager.order_by("pk").values_list(*names)
            for row in rows.iterator(chunk_size=AT_ONCE):
                packed.write(_line(row))
        yield stream


def load(model: type[Model], stream: IO[bytes]) -> None:
    """Put rows that `written` gave into the table of a model, with the numbers that they had."""
    with gzip.GzipFile(fileobj=stream) as lines:
        fields = [_as_it_was(model, name) for name in json.loads(next(lines))]
        while batch := [model(**_values(fields, line)) for line in islice(lines, AT_ONCE)]:
            model._base_manager.bulk_create(batch, batch_size=AT_ONCE)


def number_on(models: Iterable[type[Model]]) -> None:
    """Let new rows be numbered after those that there are."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(models))
    connection.ops.execute_sql_flush(statements)  # only runs them


def _line(values: Iterable[Any]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    """Give a value that JSON has no word for as the text that its field reads again."""
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _as_it_was(model: type[Model], name: str) -> Field:
    """Give the field of a column, which then takes the time that it is given instead of the present one."""
    (field,) = (each for each in model._meta.concrete_fields if each.attname == name)
    if hasattr(field, "auto_now"):
        field.auto_now = field.auto_now_add = False
    return field


def _values(fields: list[Field], line: bytes) -> dict[str, Any]:
    return {
        field.attname: field.to_python(value) for field, value in zip(fields, json.loads(line), strict=True)
    }
