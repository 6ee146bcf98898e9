"""Restoring a back-up into a new installation, proven equal before it takes its place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingzhang_web.installation import CannotOpen, demand_database, make_directory, prepare
from mingzhang_web.operation.archive import NoBackup, Reader

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.migrations.graph import MigrationGraph

    from mingzhang_web.trail.verification import Verdict


def restore(file: Path, directory: Path) -> dict[str, int]:
    """Restores the back-up: rows into the database (an empty one), files into the data directory (not there
    or empty). Gives the number of rows and files. A back-up of an older version is brought forward.

    NoBackup: the file is none, is not whole, or is of a newer version. CannotOpen: the directory or the
    database is in use already. Either way nothing is changed.
    """
    backup = Reader(file)
    try:
        with _aside(directory) as place:
            for name in backup.contents.files:
                backup.save(name, place / name)
            make_directory(place)
            prepare(place)
            demand_database(made=False)
            _fill(file, backup)
            from django.db import connections

            connections.close_all()
    finally:
        backup.close()
    rows = sum(int(said["rows"]) for said in backup.contents.tables.values())
    return {"rows": rows, "files": len(backup.contents.files)}


@contextmanager
def _aside(directory: Path) -> Iterator[Path]:
    """A folder beside the data directory that takes its place at the end, or is gone."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise CannotOpen(
            f"{directory}：不是空目录；请用 --data 指定一个新目录。",
            f"{directory}: is not an empty directory; name a new one with --data.",
        )
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=directory.parent, prefix=f".{directory.name}."))
    except OSError as error:
        raise _unusable(directory, error) from None
    try:
        yield place
        with contextlib.suppress(FileNotFoundError):
            directory.rmdir()
        os.replace(place, directory)
    except OSError as error:
        raise _unusable(directory, error) from None
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _fill(file: Path, backup: Reader) -> None:
    """The database: all of it or, where it is not thrown away with its folder, nothing."""
    from django.db import connection, transaction

    if connection.introspection.table_names():
        raise CannotOpen(
            "数据库不是空的；请在 MINGZHANG_DATABASE 指定一个新建的空库。",
            "the database is not empty; name a new, empty one in MINGZHANG_DATABASE.",
        )
    # In SQLite the tables cannot be made inside a transaction; the file goes away with its folder.
    whole = transaction.atomic() if connection.vendor == "postgresql" else contextlib.nullcontext()
    with whole:
        apps = _tables_of_then(file, backup)
        with transaction.atomic():
            _insert(file, backup, apps)
        verdict = _prove(file, backup, apps)
        if verdict.last != backup.contents.last_entry:
            raise _not_equal(file, "trail_entry")
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def _tables_of_then(file: Path, backup: Reader) -> Apps:
    """The tables as they were when the back-up was made, and their models."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    steps = {(app, name) for app, name in backup.contents.migrations}
    if steps - set(executor.loader.graph.nodes):
        raise NoBackup(
            f"{file}：备份来自更新的版本（{backup.contents.version}）；请先升级明账。",
            f"{file}: the back-up is of a newer version ({backup.contents.version}); upgrade Mingzhang.",
        )
    ends = ends_of(executor.loader.graph, steps)
    executor.migrate(ends)
    apps: Any = executor.loader.project_state(ends).apps
    return apps  # type: ignore[no-any-return]


def ends_of(graph: MigrationGraph, steps: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last step of each app among these, as the executor wants its targets."""
    return sorted(
        step
        for step in steps
        if not any(child.key in steps and child.key[0] == step[0] for child in graph.node_map[step].children)
    )


def _insert(file: Path, backup: Reader, apps: Apps) -> None:
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError, connection

    from mingzhang_web.operation.rows import count_on, insert, tables

    models = {model._meta.db_table: model for model in tables(apps)}
    try:
        for name in backup.contents.tables:
            with connection.cursor() as cursor:
                if name != "trail_entry":  # what the steps themselves put in
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
        for name, said in backup.contents.tables.items():
            insert(models[name], said["columns"], backup.lines(name))
        count_on(models.values())
        connection.check_constraints()
    except (DatabaseError, ValidationError, KeyError, ValueError, TypeError) as error:
        raise _not_equal(file, type(error).__name__) from None


def _prove(file: Path, backup: Reader, apps: Apps) -> Verdict:
    """Reads everything back and compares."""
    from mingzhang_web.operation.rows import lines, tables
    from mingzhang_web.trail.verification import verify

    models = {model._meta.db_table: model for model in tables(apps)}
    if set(models) != set(backup.contents.tables):
        raise _not_equal(file, "tables")
    for name, said in backup.contents.tables.items():
        digest = hashlib.sha256()
        for line in lines(models[name]):
            digest.update(line)
        if digest.hexdigest() != said["sha256"]:
            raise _not_equal(file, name)
    verdict = verify()
    if verdict.broken is not None:
        raise _not_equal(file, f"trail_entry {verdict.broken.pk}")
    return verdict


def _not_equal(file: Path, what: str) -> NoBackup:
    return NoBackup(
        f"{file}：恢复出来的与备份不一致（{what}）；什么都没有改动。",
        f"{file}: what was restored is not what was backed up ({what}); nothing was changed.",
    )


def _unusable(directory: Path, error: OSError) -> CannotOpen:
    reason = error.strerror or type(error).__name__
    return CannotOpen(
        f"{directory}：不能用作数据目录（{reason}）。",
        f"{directory}: cannot be the data directory ({reason}).",
    )
