"""Rows of an open package's tables in the one form, for what is written from them."""

from __future__ import annotations

from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sql import name
from mingzhang.kit.language import Language


def rows_of(package: SourcePackage, table: str) -> list[dict[str, str]]:
    """All rows of a table in the one form (English codes), blank cells left out."""
    columns = [column.name for column in package.form.tables[table].columns]
    chosen = ", ".join(name(column) for column in columns)
    found = package.rows(f"SELECT {chosen} FROM rows_{table} ORDER BY row")
    return [
        {column: str(cell) for column, cell in zip(columns, row, strict=True) if cell is not None}
        for row in found
    ]


def dictionaries(package: SourcePackage, table: str) -> list[dict[str, Any]]:
    """All rows of a small table, each with its `row`; blank cells are None."""
    columns = [column.name for column in package.form.tables[table].columns]
    chosen = ", ".join(name(column) for column in columns)
    rows = package.rows(f"SELECT row, {chosen} FROM rows_{table} ORDER BY row")
    return [dict(zip(("row", *columns), row, strict=True)) for row in rows]


def headings_language(package: SourcePackage) -> Language:
    """English where the units are headed in English."""
    return "en" if package.tables["units"].heading("code") == "code" else "zh"
