"""Import: an uploaded package, workbook or set of CSV files is laid aside, looked through row by row, and
taken over only when it has no bad row and a person has seen what it would replace."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from mingzhang.app.workbench import (
    Books,
    BooksProblem,
    InvalidBooks,
    UnreadableInput,
    brought_tables,
    read_books,
    workbook_to_csv,
    write_books,
)
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.changes import changing
from mingzhang_web.year.ledger import MOST_ROWS, books_of, replace_rows
from mingzhang_web.year.models import UnitYear

DESCRIPTOR = "datapackage.json"
BROUGHT = "brought.json"
"""The tables that the upload has; the others are those of the year, so that all are checked together."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")
_MOST_FILES = 200


@dataclass(slots=True)
class Preview:
    """What an import would do: rows by table, or every bad row. `token` names what was laid aside."""

    token: str
    counts: dict[str, int] = field(default_factory=dict)
    errors: list[BooksProblem] = field(default_factory=list)
    warnings: list[BooksProblem] = field(default_factory=list)
    has_prior: bool = False


def lay_aside(files: Iterable[UploadedFile], unit_year: UnitYear) -> str:
    """Keeps the uploaded files as a package of their own; UnreadableInput where they are none."""
    token = secrets.token_urlsafe(18)
    folder = _folder(unit_year, token)
    folder.mkdir(parents=True)
    try:
        size = 0
        for upload in files:
            size += upload.size or 0
            if size > settings.IMPORT_LIMIT:
                raise UnreadableInput("文件太大，请拆分。", "The files are too large; divide them.")
            _keep(upload, folder, unit_year)
        if not any(folder.iterdir()):
            raise UnreadableInput("没有选择文件。", "No file was chosen.")
        root = _root(folder)
        _describe(root, unit_year)
        (root / BROUGHT).write_text(json.dumps(brought_tables(root)), encoding="utf-8")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return token


def look_through(unit_year: UnitYear, token: str) -> Preview:
    """The preview of what was laid aside; UnreadableInput where it is not there or belongs elsewhere."""
    preview = Preview(token)
    try:
        books, preview.warnings = _completed(unit_year, token)
    except InvalidBooks as error:
        preview.errors = error.problems
        return preview
    preview.counts = {table: len(rows) for table, rows in books.tables.items()}
    preview.has_prior = books.prior is not None
    return preview


def take_over(account: Account, unit_year: UnitYear, token: str) -> dict[str, int]:
    """Replaces the year's tables by those laid aside; a table that was not brought stays as it is."""
    books, _ = _completed(unit_year, token)
    if sum(len(rows) for rows in books.tables.values()) > MOST_ROWS:
        raise UnreadableInput(
            f"超过 {MOST_ROWS} 行；请用命令行 mingzhang compile 编制。",
            f"More than {MOST_ROWS} rows; compile them with mingzhang compile.",
        )
    with changing(account, unit_year, "rows.imported") as details:
        details["rows"] = replace_rows(unit_year, books.tables)
        UnitYear.objects.filter(pk=unit_year.pk).update(variant=books.variant, standard=books.standard)
        if books.prior is not None:
            UnitYear.objects.filter(pk=unit_year.pk).update(prior=books.prior.decode("utf-8-sig"))
    shutil.rmtree(_folder(unit_year, token), ignore_errors=True)
    counts: dict[str, int] = details["rows"]
    return counts


def _completed(unit_year: UnitYear, token: str) -> tuple[Books, list[BooksProblem]]:
    """The tables that were brought, checked together with those that stand; and what is odd in them."""
    root = _root(_folder(unit_year, token))
    brought = json.loads((root / BROUGHT).read_text(encoding="utf-8"))
    standing = books_of(unit_year)
    others = {table: rows for table, rows in standing.tables.items() if table not in brought}
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        write_books(replace(standing, tables=others, prior=None), Path(scratch))
        for path in Path(scratch).rglob("*.csv"):
            target = root / path.relative_to(scratch)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
    books, warnings = read_books(root)
    _demand_same_year(books, unit_year)
    tables = {table: rows for table, rows in books.tables.items() if table in brought}
    return replace(books, tables=tables), warnings


def _folder(unit_year: UnitYear, token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise _gone()
    return Path(settings.DATA) / "imports" / f"{unit_year.pk}-{token}"


def _gone() -> UnreadableInput:
    return UnreadableInput("这次导入已不在，请重新上传。", "This import is gone; upload the files again.")


def _root(folder: Path) -> Path:
    """The folder that has the descriptor: the upload itself, or the one folder inside a zip."""
    if not folder.is_dir():
        raise _gone()
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(("__MACOSX", "."))]
    inner = len(entries) == 1 and entries[0].is_dir()
    return entries[0] if inner else folder


def _keep(upload: UploadedFile, folder: Path, unit_year: UnitYear) -> None:
    name = PurePosixPath((upload.name or "file").replace("\\", "/")).name
    path = folder / name
    with path.open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    if path.suffix.lower() == ".zip":
        _unpack(path, folder)
        path.unlink()
    elif path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        workbook_to_csv(path, folder, books_of(unit_year), settings.IMPORT_LIMIT)
        path.unlink()


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [item for item in packed.infolist() if not item.is_dir()]
            inside = sum(item.file_size for item in members)
            if len(members) > _MOST_FILES or inside > settings.IMPORT_LIMIT:
                raise UnreadableInput("压缩包太大，请拆分。", "The archive is too large; divide it.")
            for item in members:
                parts = PurePosixPath(item.filename).parts
                if PurePosixPath(item.filename).is_absolute() or ".." in parts:
                    raise UnreadableInput("压缩包内的路径不安全。", "The archive has an unsafe path.")
                packed.extract(item, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise UnreadableInput(
            f"{archive.name}：不是有效的 zip 文件。", f"{archive.name}: no valid zip file."
        ) from None


def _describe(root: Path, unit_year: UnitYear) -> None:
    """Files without a descriptor are taken for the year they are imported into, and for its unit."""
    if (root / DESCRIPTOR).is_file():
        return
    own = {
        "fiscal_year": unit_year.fiscal_year,
        "standard": unit_year.standard,
        "variant": unit_year.variant,
    }
    (root / DESCRIPTOR).write_text(json.dumps({"name": "import", "mingzhang": own}), encoding="utf-8")


def _demand_same_year(books: Books, unit_year: UnitYear) -> None:
    if books.fiscal_year != unit_year.fiscal_year:
        raise UnreadableInput(
            f"数据是 {books.fiscal_year} 年的，这里是 {unit_year.fiscal_year} 年。",
            f"The records are of {books.fiscal_year}; this is {unit_year.fiscal_year}.",
        )
    codes = [row.get("code", "") for row in books.tables.get("units", [])]
    if unit_year.office.code and codes and unit_year.office.code not in codes:
        raise UnreadableInput(
            f"数据是单位 {codes[0]} 的，这里是 {unit_year.office.code}。",
            f"The records are of unit {codes[0]}; this is {unit_year.office.code}.",
        )
