"""Backing an installation up into one file, while it may be working."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from mingzhang_web.installation import CannotOpen
from mingzhang_web.operation.archive import PIECE, Contents, Writer
from mingzhang_web.operation.rows import columns, lines, tables
from mingzhang_web.trail.verification import verify
from mingzhang_web.year.models import Evidence

NOT_KEPT = ("mingzhang.sqlite3", "secret_key", "imports")
"""Of the data directory: the database goes as rows; the key belongs to an installation, and a copy makes its
own; what nobody confirmed yet is nobody's."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made. `missing`: evidence that rows name and the data directory has not. `sha256`: of the
    whole file, to be kept elsewhere."""

    rows: int
    files: int
    sha256: str
    missing: int


def back_up(directory: Path, out: Path) -> Backup:
    """Writes the back-up, whole or not at all; CannotOpen where the file is there already or cannot be
    written, or the audit trail is broken: such a copy would pass a fault on."""
    if out.exists():
        raise CannotOpen(
            f"{out}：文件已经存在；请换一个文件名。", f"{out}: is there already; choose another name."
        )
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise _unwritable(out, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            contents = _write(directory, file)
            file.flush()
            os.fsync(file.fileno())
        sha256 = _sha256(temporary)
        os.replace(temporary, out)
    except OSError as error:
        raise _unwritable(out, error) from None
    finally:
        temporary.unlink(missing_ok=True)
    kept = {said["sha256"] for said in contents.files.values()}
    missing = set(Evidence.objects.values_list("sha256", flat=True)) - kept
    rows = sum(int(said["rows"]) for said in contents.tables.values())
    return Backup(rows, len(contents.files), sha256, len(missing))


def _write(directory: Path, file: object) -> Contents:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        with one_moment():
            verdict = verify()
            if verdict.broken is not None:
                raise CannotOpen(
                    f"操作记录从第 {verdict.broken.pk} 条起被改动过；请先查清再备份。",
                    f"the audit trail was tampered with from entry {verdict.broken.pk} on; look into it "
                    "before you back up.",
                )
            contents = Contents(
                made=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                version=version("mingzhang"),
                migrations=sorted(list(step) for step in MigrationRecorder(connection).applied_migrations()),
                last_entry=verdict.last,
            )
            writer = Writer(archive, contents)
            for model in tables(apps):
                writer.table(model._meta.db_table, columns(model), lines(model))
        # Files are never changed or taken away, so that those which the rows name are there afterwards.
        for path in _files(directory):
            with contextlib.suppress(FileNotFoundError):
                writer.file(path.relative_to(directory).as_posix(), path)
        writer.close()
    return contents


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, and nobody has to wait for it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.transaction_mode = None  # a reader in WAL sees one moment and holds nobody up
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _files(directory: Path) -> list[Path]:
    """What the data directory keeps, without what is being written."""
    found = []
    for path in sorted(directory.rglob("*")):
        top = path.relative_to(directory).parts[0]
        unfinished = path.name.startswith(("tmp", "."))
        if path.is_file() and not path.is_symlink() and not top.startswith(NOT_KEPT) and not unfinished:
            found.append(path)
    return found


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _unwritable(out: Path, error: OSError) -> CannotOpen:
    reason = error.strerror or type(error).__name__
    return CannotOpen(
        f"{out}：不能写备份（{reason}）；请检查目录和磁盘空间。",
        f"{out}: the back-up cannot be written ({reason}); check the folder and the disk.",
    )
