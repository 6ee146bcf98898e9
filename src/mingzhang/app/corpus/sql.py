"""Asking a lake in SQL: one query, or a prompt."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb

from mingzhang.app.corpus.text_table import shown, table
from mingzhang.app.output import deliver
from mingzhang.corpus.asking.views import answered, described, opened
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.errors import MingzhangError
from mingzhang.kit.language import Language, Text

Format = Literal["table", "csv", "json"]


def sql(folder: Path, query: str | None, format_: Format, output: Path | None, language: Language) -> int:
    """Answers the query, or asks for queries until there are no more.

    Raises UsageError where there is no lake, or the query is wrong or would write.
    """
    lake = Lake.existing(folder)
    with opened(lake, lake.snapshot()) as connection:
        if query is not None:
            deliver(written(*answered(connection, query), format_).encode(), output)
        else:
            _prompt(connection, format_, language)
    return 0


def written(names: Sequence[str], rows: Iterable[Sequence[Any]], format_: Format) -> str:
    """The answer as text. Decimal numbers are written exactly; in JSON they are strings."""
    if format_ == "csv":
        sink = io.StringIO(newline="")
        writer = csv.writer(sink)
        writer.writerow(names)
        writer.writerows([_text(cell) for cell in row] for row in rows)
        return sink.getvalue()
    if format_ == "json":
        found = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return table(names, [[shown(_text(cell)) for cell in row] for row in rows])


def _prompt(connection: duckdb.DuckDBPyConnection, format_: Format, language: Language) -> None:
    """Reads queries that end with `;`; `.tables` and `.columns TABLE` tell what there is."""
    if sys.stdin.isatty():
        _edited_lines()
        told = Text(
            "只读查询，以分号结束；.tables 列出表和视图，.columns 表名 列出各列，.quit 结束。",
            "Read-only queries end with a semicolon; .tables lists tables and views, .columns TABLE its "
            "columns, .quit ends.",
        )
        print(told.said(language))
    pending = ""
    while (line := _line("lake> " if not pending else "   -> ")) is not None:
        word, _, rest = line.strip().partition(" ")
        if not pending and word.startswith("."):
            if word in (".quit", ".exit"):
                return
            print(_told(word, rest.strip(), language), end="")
            continue
        pending += line + "\n"
        if not line.rstrip().endswith(";"):
            continue
        query, pending = pending, ""
        try:
            print(written(*answered(connection, query), format_), end="")
        except MingzhangError as error:
            print(error.message.said(language), file=sys.stderr)
    if pending.strip():
        print(written(*answered(connection, pending), format_), end="")


def _line(prompt: str) -> str | None:
    try:
        return input(prompt if sys.stdin.isatty() else "")
    except EOFError:
        return None


def _edited_lines() -> None:
    """Arrow keys and a history, where the system has them."""
    try:
        import readline  # noqa: F401 - importing it is what makes input() edit
    except ImportError:
        return


def _told(word: str, table: str, language: Language) -> str:
    if word == ".columns":
        found = [(column, meaning) for name, column, meaning in described() if name == table and column]
        if found:
            return "".join(f"{column:18}{meaning.said(language)}\n" for column, meaning in found)
    views = {name: meaning.said(language) for name, column, meaning in described() if not column}
    tables = dict.fromkeys(name for name, column, _ in described() if column)
    return "".join(f"{name:18}{views.get(name, '')}".rstrip() + "\n" for name in (*tables, *views))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return (
        json.dumps(_plain(cell), ensure_ascii=False) if isinstance(cell, list | dict) else str(_plain(cell))
    )


def _plain(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return f"<{len(cell)} bytes>"
    if isinstance(cell, list | tuple):
        return [_plain(item) for item in cell]
    if isinstance(cell, dict):
        return {str(name): _plain(item) for name, item in cell.items()}
    return cell
