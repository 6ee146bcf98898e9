"""Rows of any table as lines of JSON, the same whichever database they come from.

A line is an array of a row's values in the order of the table's columns, lines in the order of the keys, so
that two databases hold the same rows exactly when the lines have the same hash.
"""

from __future__ import annotations

import base64
import datetime
import decimal
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Model

CHUNK = 50
"""Rows that are held at once: a publication's files are large."""
NOT_KEPT = frozenset({"django_session", "mingzhang_cache"})
"""Tables of the moment: after a restore everyone signs in again."""

Code = tuple[Callable[[Any], Any], Callable[[Any], Any]]
AS_IT_IS: Code = (lambda value: value, lambda value: value)
TEXT_FORM = {
    "CharField", "TextField", "SlugField", "EmailField", "URLField", "FileField", "FilePathField",
}  # fmt: skip
NUMBERS = {
    "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
    "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField", "BooleanField",
    "FloatField", "JSONField",
}  # fmt: skip


def _moment(value: datetime.datetime) -> str:
    return value.astimezone(datetime.UTC).isoformat()


CODES: dict[str, Code] = {
    **dict.fromkeys(TEXT_FORM | NUMBERS, AS_IT_IS),
    "DateTimeField": (_moment, datetime.datetime.fromisoformat),
    "DateField": (lambda value: value.isoformat(), datetime.date.fromisoformat),
    "TimeField": (lambda value: value.isoformat(), datetime.time.fromisoformat),
    "DurationField": (
        lambda value: str(value // datetime.timedelta(microseconds=1)),
        lambda text: datetime.timedelta(microseconds=int(text)),
    ),
    "DecimalField": (lambda value: format(value, "f"), decimal.Decimal),
    "UUIDField": (str, str),
    "GenericIPAddressField": (str, str),
    "BinaryField": (lambda value: base64.b64encode(bytes(value)).decode(), base64.b64decode),
}
"""How a value of a field is written and read again, by the field's kind."""


def tables(apps: Apps) -> list[type[Model]]:
    """Every table that is kept, by name; KeyError for a kind of field that cannot be written."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in NOT_KEPT
    ]
    return sorted(models, key=lambda model: model._meta.db_table)


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    """In the order of a line: by name, which does not hang on the order in which columns were added."""
    return sorted(model._meta.local_concrete_fields, key=lambda field: field.column)


def columns(model: type[Model]) -> list[str]:
    """The names of the table's columns, in the order of a line."""
    return [field.column for field in _fields(model)]


def _code(field: Field[Any, Any]) -> Code:
    kind = getattr(field, "target_field", field)
    return CODES[kind.get_internal_type()]


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row of the table as it stands now."""
    fields = _fields(model)
    writers = [_code(field)[0] for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=CHUNK):
        plain = [None if value is None else write(value) for write, value in zip(writers, row, strict=True)]
        yield json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def insert(model: type[Model], names: list[str], given: Iterable[bytes]) -> None:
    """Adds the rows, with the values and keys that they had; ValueError or KeyError where a line does not
    fit the table."""
    by_column = {field.column: field for field in model._meta.local_concrete_fields}
    fields = [by_column[name] for name in names]
    readers = [_code(field)[1] for field in fields]
    quote = connection.ops.quote_name
    places = ", ".join(["%s"] * len(fields))
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) VALUES ({places})"
    )
    remaining = iter(given)
    while chunk := list(islice(remaining, CHUNK)):
        rows = []
        for line in chunk:
            values = [
                None if value is None else read(value)
                for read, value in zip(readers, json.loads(line), strict=True)
            ]
            pairs = zip(fields, values, strict=True)
            rows.append([field.get_db_prep_save(value, connection) for field, value in pairs])
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def count_on(models: Iterable[type[Model]]) -> None:
    """The next keys follow those that were inserted."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(models))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
