"""A register out as a workbook, and in again after every bad row was shown."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.registers import RegisterType, read_workbook, table_name, write_workbook
from mingzhang.app.workbench import InvalidBooks, MingzhangError, Text, UnreadableInput
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.registers import policy as rights
from mingzhang_web.registers.drafts import Change, Kept
from mingzhang_web.registers.keeping import keep_records
from mingzhang_web.registers.ledger import masked_cells, unit_code
from mingzhang_web.registers.views_lists import type_of
from mingzhang_web.year.models import UnitYear

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")
_STALE = 24 * 3600
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv")


@dataclass(slots=True)
class Preview:
    """What an import would do, or every bad row: (place, field, value, why)."""

    new: int = 0
    changed: int = 0
    problems: list[tuple[str, str, str, Text]] = field(default_factory=list)


@for_year("see_registers", writes="write_registers")
def import_file(request: HttpRequest, unit_year: UnitYear, register: str) -> HttpResponse:
    """Upload of a workbook or CSV of this register."""
    declared = _keeper(request, unit_year, register)
    problem = ""
    if request.method == "POST":
        try:
            token = _lay_aside(request, unit_year)
            where = reverse("register_preview", args=[unit_year.pk, register, token])
            return HttpResponseRedirect(where)
        except MingzhangError as error:
            problem = error.message.said(language_of(request))
    context = {"unit_year": unit_year, "part": "registers", "type": declared, "problem": problem}
    return render(request, "registers/import.html", context, status=422 if problem else 200)


@for_year("see_registers", writes="write_registers")
def import_preview(request: HttpRequest, unit_year: UnitYear, register: str, token: str) -> HttpResponse:
    """What the import would add and change, or every bad row; POST takes it over."""
    declared = _keeper(request, unit_year, register)
    try:
        path = _laid_aside(unit_year, token)
        preview = _taken(request, unit_year, declared, path, trial=request.method != "POST")
    except InvalidBooks as error:
        preview = Preview(
            problems=[(item.table, item.column, item.value, item.reason) for item in error.problems]
        )
    except MingzhangError as error:
        context = {"unit_year": unit_year, "part": "registers", "type": declared,
                   "problem": error.message.said(language_of(request))}  # fmt: skip
        return render(request, "registers/import.html", context, status=422)
    if request.method == "POST" and not preview.problems:
        path.unlink(missing_ok=True)
        where = reverse("register", args=[unit_year.pk, register])
        return HttpResponseRedirect(f"{where}?saved={preview.new + preview.changed}")
    context = {"unit_year": unit_year, "part": "registers", "type": declared, "preview": preview}
    return render(request, "registers/preview.html", context, status=422 if preview.problems else 200)


def _taken(
    request: HttpRequest, unit_year: UnitYear, declared: RegisterType, path: Path, trial: bool
) -> Preview:
    """Saves the records of the file, or tries to; what came of it."""
    code = unit_code(unit_year)
    year, limit = unit_year.fiscal_year, settings.IMPORT_LIMIT
    rows = read_workbook(path, year, declared.register, code, limit)
    seen = rights.records_of(request.user, unit_year, declared.register)
    known = {record.number: record for record in seen}
    changes: list[Change] = []
    for row in rows:
        record = known.get(row.cells.get("number", ""))
        changes.append((record, record.version if record else 0, row.cells))
    kept = keep_records(request.user, unit_year, declared, changes, verb="register.imported", trial=trial)
    preview = Preview(
        new=sum(record is None for record, _, _ in changes),
        changed=sum(record is not None for record, _, _ in changes),
    )
    for row, item in zip(rows, kept, strict=True):
        preview.problems += _problems(declared, row.place, item)
    return preview


def _problems(declared: RegisterType, place: str, kept: Kept) -> list[tuple[str, str, str, Text]]:
    found = []
    for name, reason in kept.problems.items():
        item = declared.field(name)
        title = item.title.zh if item is not None else name
        value = "***" if name in declared.private else kept.typed.get(name, "")
        found.append((place, title, value, reason))
    return [*found, *((place, other, "", reason) for other, reason in kept.others)]


def _keeper(request: HttpRequest, unit_year: UnitYear, register: str) -> RegisterType:
    declared = type_of(unit_year, register)
    if not rights.may_keep(request.user, declared.keepers):
        raise PermissionDenied("register")
    return declared


def _folder() -> Path:
    return Path(settings.DATA) / "imports"


def _lay_aside(request: HttpRequest, unit_year: UnitYear) -> str:
    """Keeps the uploaded file until it is confirmed, at most a day: it may hold names and accounts."""
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        raise UnreadableInput("没有选择文件。", "No file was chosen.")
    if upload.size > settings.IMPORT_LIMIT:
        raise UnreadableInput("文件太大，请拆分。", "The file is too large; divide it.")
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("register-*"):
        if time.time() - old.stat().st_mtime > _STALE:
            old.unlink(missing_ok=True)
    token = secrets.token_urlsafe(18)
    ending = PurePosixPath((upload.name or "").replace("\\", "/")).suffix.lower()
    path = folder / f"register-{unit_year.pk}-{token}{ending if ending in ENDINGS else '.xlsx'}"
    path.touch(mode=0o600)
    with path.open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    return token


def _laid_aside(unit_year: UnitYear, token: str) -> Path:
    found = _folder().glob(f"register-{unit_year.pk}-{token}.*") if _TOKEN.fullmatch(token) else []
    path = next(iter(found), None)
    if path is None:
        raise UnreadableInput("这次导入已不在，请重新上传。", "This import is gone; upload the file again.")
    return path


@for_year("see_registers")
def export(request: HttpRequest, unit_year: UnitYear, register: str) -> HttpResponse:
    """The records that the account sees as a workbook, private cells masked; with `empty` none."""
    type_of(unit_year, register)
    records: Any = rights.records_of(request.user, unit_year, register)
    if request.GET.get("empty"):
        records = records.none()
    cells = [masked_cells(record) for record in records]
    data = write_workbook(unit_year.fiscal_year, register, cells, language_of(request))
    response = HttpResponse(data, content_type=XLSX)
    name = f"{table_name(register)}-{unit_year.fiscal_year}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
