"""Every table as its first migration made it, filled with rows; then brought to the newest.

`python -m tests.web.first_tables DATA_DIRECTORY`: prints what was lost or changed on the way, nothing where
all is well.
"""

from __future__ import annotations

import datetime
import decimal
import sys
import uuid
from pathlib import Path
from typing import Any

ROWS = 3
NOW = datetime.datetime(2025, 3, 1, 8, 30, 15, 123456, tzinfo=datetime.UTC)


def a_disclosure() -> bytes:
    """A real one: some migrations read what is stored."""
    from mingzhang.app.workbench import compile_books
    from mingzhang_web.demo.small_unit import small_unit

    return compile_books(small_unit()).disclosure


def value_of(field: Any, number: int, disclosure: bytes) -> Any:
    """A value for a field of row `number`, different in each row."""
    field = getattr(field, "target_field", field)
    kind = field.get_internal_type()
    return {
        "BooleanField": number % 2 == 0,
        "DateField": NOW.date(),
        "DateTimeField": NOW + datetime.timedelta(seconds=number),
        "DecimalField": decimal.Decimal(number),
        "DurationField": datetime.timedelta(seconds=number),
        "BinaryField": disclosure,
        "JSONField": {"b": number, "a": ["字", None]},
        "UUIDField": str(uuid.UUID(int=number)),
        "CharField": f"{number}字"[: field.max_length or 10],
        "TextField": f"{number} 文字\n第二行",
        "EmailField": f"{number}@example.org",
    }.get(kind, number)


def fill(models: list[Any], disclosure: bytes) -> None:
    """Rows 1 to ROWS in every table, each referring to the same row of the others."""
    import json

    from mingzhang_web.operation.rows import _code, columns, count_on, insert

    for model in models:
        fields = {field.column: field for field in model._meta.local_concrete_fields}
        names = columns(model)
        lines = []
        for number in range(1, ROWS + 1):
            values = [value_of(fields[name], number, disclosure) for name in names]
            plain = [_code(fields[name])[0](value) for name, value in zip(names, values, strict=True)]
            lines.append(json.dumps(plain).encode())
        insert(model, names, lines)
    count_on(models)


def rows(models: list[Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """Every table's rows by key, each as column → value."""
    import json

    from mingzhang_web.operation.rows import columns, lines

    found: dict[str, dict[str, dict[str, Any]]] = {}
    for model in models:
        names = columns(model)
        listed = [dict(zip(names, json.loads(line), strict=True)) for line in lines(model)]
        key = model._meta.pk.column
        found[model._meta.db_table] = {str(row[key]): row for row in listed}
    return found


def main(data: Path) -> None:
    """See above."""
    from mingzhang_web.installation import make_directory, prepare

    make_directory(data)
    prepare(data)
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from mingzhang_web.operation.restore import ends_of
    from mingzhang_web.operation.rows import tables

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    steps = {step for root in graph.root_nodes() for step in graph.forwards_plan(root)}
    first = ends_of(graph, steps)
    executor.migrate(first)
    then = tables(executor.loader.project_state(first).apps)
    with transaction.atomic():
        fill(then, a_disclosure())
    before = rows(then)
    call_command("migrate", verbosity=0)
    after = rows(tables(apps))
    for table, kept in before.items():
        for key, row in kept.items():
            now = after.get(table, {}).get(key)
            changed = {name for name in row if now is not None and name in now and now[name] != row[name]}
            if now is None or changed:
                print(table, key, "is gone" if now is None else sorted(changed))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
