"""Comparing units of a lake: on the terminal, or as a page with CSV files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from mingzhang.app.corpus.text_table import shown, table
from mingzhang.app.folder import put, written_aside
from mingzhang.corpus.asking.views import opened
from mingzhang.corpus.comparing.make import compared
from mingzhang.corpus.comparing.years import Thresholds
from mingzhang.corpus.report.csv_files import csv_of
from mingzhang.corpus.report.page import page
from mingzhang.corpus.report.sheets import Cell, Sheet, as_said
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.language import Language, Text

_MOST_ROWS = 20
"""Rows of a table on the terminal; files have all of them."""


def compare_units(
    folder: Path, named: Sequence[str], output: Path | None, thresholds: Thresholds, language: Language
) -> int:
    """Compares the units of these codes or full names over the years and with their like.

    Raises UsageError where there is no lake, a unit is unknown or the place cannot be written.
    """
    lake = Lake.existing(folder)
    with opened(lake, lake.snapshot()) as connection:
        sheets = compared(connection, named, thresholds, language)
    if output is None:
        sys.stdout.write("\n".join(_as_text(sheet, language) for sheet in sheets))
        return 0
    title = Text(f"比较：{'、'.join(named)}", f"Comparison: {', '.join(named)}")
    about = Text(
        "由数据湖中的现行文件算出；标出的是值得一问的，不都是错误。各表可下载为 CSV。",
        "From the current documents of a lake; what is marked is worth a question, not always an error. "
        "Every table is there as CSV.",
    )
    files = {f"{sheet.id}.csv": csv_of(sheet) for sheet in sheets}
    files["index.html"] = page(title, about, [], sheets, language)
    with written_aside(output, _is_comparison) as aside:
        put(aside, files)
    return 0


def _as_text(sheet: Sheet, language: Language) -> str:
    head = f"## {sheet.title.said(language)}\n{sheet.note.said(language)}\n"
    if not sheet.rows:
        return head + Text("没有。\n", "None.\n").said(language)
    names = [header.words.said(language) for header in sheet.headers]
    rows = [_shown(sheet, row, language) for row in sheet.rows[:_MOST_ROWS]]
    left = len(sheet.rows) - len(rows)
    more = Text(f"另有 {left} 行，用 -o 写成文件可看全部。\n", f"{left} rows more; -o writes all of them.\n")
    return head + table(names, rows) + (more.said(language) if left else "")


def _shown(sheet: Sheet, row: Sequence[Cell], language: Language) -> list[str]:
    cells = zip(sheet.headers, row, strict=True)
    return [shown(as_said(sheet, header, cell, language)) for header, cell in cells]


def _is_comparison(folder: Path) -> bool:
    return (folder / "index.html").is_file() and (folder / "first_digits.csv").is_file()
