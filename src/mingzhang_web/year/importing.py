"""Import: an uploaded package, workbook or set of CSV files is laid aside, looked through row by row, and
taken over only when it has no bad row and a person has seen what it would replace."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from mingzhang.app.workbench import (
    Books,
    BooksProblem,
    InvalidBooks,
    MingzhangError,
    Text,
    UnreadableInput,
    brought_tables,
    read_books,
    write_books,
)
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.changes import changing
from mingzhang_web.year.ledger import MOST_ROWS, books_of, replace_rows
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.problems import plain_problem, problem_of
from mingzhang_web.year.unpacking import gone, package_of, root_of

BROUGHT = "brought.json"
"""The tables that the upload has; the others are those of the year, so that all are checked together."""
UPLOADED, PACKAGE, PREVIEW = "uploaded", "package", "preview.json"
MOST_PROBLEMS = 1000
"""Bad rows that are shown; nobody corrects more of them one by one."""
Step = Callable[[int, int, Text], None]
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")


@dataclass(slots=True)
class Preview:
    """What an import would do: rows by table, or every bad row. `token` names what was laid aside; `count`:
    how many bad rows there are, where not all are kept."""

    token: str
    counts: dict[str, int] = field(default_factory=dict)
    errors: list[BooksProblem] = field(default_factory=list)
    warnings: list[BooksProblem] = field(default_factory=list)
    has_prior: bool = False
    count: int = 0


def lay_aside(files: Iterable[UploadedFile], unit_year: UnitYear) -> str:
    """Keeps the uploaded files as they came; UnreadableInput where there are none, or they are too large."""
    token = secrets.token_urlsafe(18)
    folder = _folder(unit_year, token) / UPLOADED
    folder.mkdir(parents=True)
    try:
        size = 0
        for upload in files:
            size += upload.size or 0
            if size > settings.IMPORT_LIMIT:
                raise UnreadableInput("文件太大，请拆分。", "The files are too large; divide them.")
            name = PurePosixPath((upload.name or "file").replace("\\", "/")).name
            with (folder / name).open("wb") as target:
                for chunk in upload.chunks():
                    target.write(chunk)
        if not any(folder.iterdir()):
            raise UnreadableInput("没有选择文件。", "No file was chosen.")
    except BaseException:
        forget(unit_year, token)
        raise
    return token


def look_through(unit_year: UnitYear, token: str, step: Step = lambda *_: None) -> Preview:
    """Unpacks what was laid aside, looks through every row and keeps the preview; UnreadableInput where it
    is not there, is no package, or belongs elsewhere."""
    preview = Preview(token)
    try:
        step(0, 2, Text("解开并转换", "unpacking and converting"))
        folder = _folder(unit_year, token)
        package = package_of(folder / UPLOADED, folder / PACKAGE, unit_year)
        (package / BROUGHT).write_text(json.dumps(brought_tables(package)), encoding="utf-8")
        step(1, 2, Text("逐行检查", "checking every row"))
        books, preview.warnings = completed(unit_year, token)
        preview.counts = {table: len(rows) for table, rows in books.tables.items()}
        preview.has_prior = books.prior is not None
    except InvalidBooks as error:
        preview.errors = error.problems
    except MingzhangError:
        forget(unit_year, token)
        raise
    keep_preview(unit_year, preview)
    return preview


def completed(unit_year: UnitYear, token: str) -> tuple[Books, list[BooksProblem]]:
    """The tables that were brought, checked together with those that stand, and what is odd in them.
    InvalidBooks names every bad row; UnreadableInput: it is gone, of another unit or year, or too much."""
    books, warnings = _completed(unit_year, token)
    if sum(len(rows) for rows in books.tables.values()) > MOST_ROWS:
        raise UnreadableInput(
            f"超过 {MOST_ROWS} 行；请用命令行 mingzhang compile 编制。",
            f"More than {MOST_ROWS} rows; compile them with mingzhang compile.",
        )
    return books, warnings


def take_over(account: Account, unit_year: UnitYear, books: Books) -> None:
    """Replaces the year's tables by those of the books; a table that was not brought stays as it is."""
    with changing(account, unit_year, "rows.imported") as details:
        details["rows"] = replace_rows(unit_year, books.tables)
        UnitYear.objects.filter(pk=unit_year.pk).update(variant=books.variant, standard=books.standard)
        if books.prior is not None:
            UnitYear.objects.filter(pk=unit_year.pk).update(prior=books.prior.decode("utf-8-sig"))


def forget(unit_year: UnitYear, token: str) -> None:
    """What was laid aside is not needed any more."""
    shutil.rmtree(_folder(unit_year, token), ignore_errors=True)


def keep_preview(unit_year: UnitYear, preview: Preview) -> None:
    """Writes down what the import would do, whole."""
    plain = {
        "counts": preview.counts, "has_prior": preview.has_prior, "count": len(preview.errors),
        "errors": [plain_problem(item) for item in preview.errors[:MOST_PROBLEMS]],
        "warnings": [plain_problem(item) for item in preview.warnings[:MOST_PROBLEMS]],
    }  # fmt: skip
    folder = _folder(unit_year, preview.token)
    if not folder.is_dir():
        raise gone()
    aside = folder / f"{PREVIEW}.part"
    aside.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    os.replace(aside, folder / PREVIEW)


def preview_of(unit_year: UnitYear, token: str) -> Preview:
    """The preview that was kept; UnreadableInput where there is none."""
    try:
        plain = json.loads((_folder(unit_year, token) / PREVIEW).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise gone() from None
    errors, warnings = ([problem_of(item) for item in plain[name]] for name in ("errors", "warnings"))
    return Preview(token, plain["counts"], errors, warnings, plain["has_prior"], plain["count"])


def _completed(unit_year: UnitYear, token: str) -> tuple[Books, list[BooksProblem]]:
    """The tables that were brought, checked together with those that stand; and what is odd in them."""
    root = root_of(_folder(unit_year, token) / PACKAGE)
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
        raise gone()
    return Path(settings.DATA) / "imports" / f"{unit_year.pk}-{token}"


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
