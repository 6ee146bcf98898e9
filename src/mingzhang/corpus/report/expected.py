"""Who should have published: a list of units as CSV, with what is known of each."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from mingzhang.kit.errors import UnreadableInput, UsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COLUMNS = ("code", "name", "scope", "region", "department", "fiscal_year", "due", "published")
"""Columns that are known; `name` or `code` must be there, all others may be absent."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One unit that owes a disclosure. Days are ISO 8601; `fiscal_year` None: every year of the lake."""

    code: str | None
    name: str | None
    scope: str | None = None
    region: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    due: str | None = None
    published: str | None = None


def read_expected(path: Path) -> list[Expected]:
    """The units in a CSV file (UTF-8 or GB18030, first row the columns' names).

    Raises UsageError where the file cannot be opened, UnreadableInput with the row where it is wrong.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"{path}：不能读取（{reason}）。", f"{path}: cannot be read ({reason}).") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or not {"code", "name"} & set(names):
        raise _wrong(path, 0, f"列应为 {', '.join(COLUMNS)}", f"columns are {', '.join(COLUMNS)}")
    return [_expected(path, at, row) for at, row in enumerate(reader, 1) if any(row.values())]


def _expected(path: Path, at: int, row: dict[str, str | None]) -> Expected:
    cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    if None in row:
        raise _wrong(path, at, "单元格多于列数", "more cells than columns")
    if cells["code"] is None and cells["name"] is None:
        raise _wrong(path, at, "缺少 code 和 name", "code and name are missing")
    year = cells["fiscal_year"]
    if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise _wrong(path, at, f"fiscal_year：{year} 不是年度", f"fiscal_year: {year} is no year")
    for name in ("due", "published"):
        day = cells[name]
        if day is not None and not _DAY.fullmatch(day):
            raise _wrong(path, at, f"{name}：{day} 应如 2025-08-31", f"{name}: {day} is not like 2025-08-31")
    return Expected(
        cells["code"],
        cells["name"],
        cells["scope"],
        cells["region"],
        cells["department"],
        None if year is None else int(year),
        cells["due"],
        cells["published"],
    )


def _wrong(path: Path, row: int, zh: str, en: str) -> UnreadableInput:
    return UnreadableInput(f"{path.name}:{row}：{zh}。", f"{path.name}:{row}: {en}.")
