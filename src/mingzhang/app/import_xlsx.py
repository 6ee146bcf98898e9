"""Importing a workbook into a source package: our own, or another system's export with a mapping."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from mingzhang.app.folder import staged
from mingzhang.app.new_package import checked_variant, checked_year
from mingzhang.app.package_target import Target, existing_target, write_records
from mingzhang.compile.imports.checking import check_records
from mingzhang.compile.imports.grids import read_grids
from mingzhang.compile.imports.mapping import read_mapping
from mingzhang.compile.imports.records import Record
from mingzhang.compile.imports.workbook import Imported, imported
from mingzhang.compile.imports.zeros import restore_zeros
from mingzhang.compile.problems import InvalidPackage, Problems
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import load_standard

Existing = Literal["refuse", "add", "replace"]
NOT_IMPORTED = Text("没有写任何文件", "nothing written")


def import_workbook(
    file: Path,
    directory: Path,
    *,
    mapping: Path | None = None,
    year: int | None = None,
    variant: str | None = None,
    headings: Language = "zh",
    existing: Existing = "refuse",
    max_size: int = 200 * 1024 * 1024,
    language: Language = "zh",
) -> int:
    """Writes the records of `file` into the package `directory`, which is made where it is not there.

    `existing`: what happens to rows that a table of the package has already. `max_size` in bytes.
    0: written, what was imported on standard output, remarks on standard error; 2: bad cells, each
    named (`Sheet!B7`), nothing written. UnreadableInput and UsageError are raised.
    """
    form = load_standard("cn").sources
    grids = read_grids(file, max_size)
    mapped = None if mapping is None else read_mapping(mapping, form)
    problems = Problems()
    try:
        found = imported(grids, mapped, form, problems)
        target = _target(directory, found, year, variant, headings)
        _refuse_filled(target, found.records, existing)
        restore_zeros(found.records, form, target.rows, problems)
        with staged(directory) as folder:
            before = write_records(folder, target, found.records, existing == "add")
            check_records(folder, found.records, before, problems)
    except InvalidPackage as error:
        # What was passed over or completed may be why a row is wrong.
        for line in problems.warning_lines(language):
            print(line, file=sys.stderr)
        for line in error.problems.error_lines(language, NOT_IMPORTED):
            print(line, file=sys.stderr)
        return 2
    for line in problems.warning_lines(language):
        print(line, file=sys.stderr)
    for table, records in found.records.items():
        title = form.tables[table].title
        said = Text(f"{title.zh}：{len(records)} 行", f"{title.en}: {len(records)} rows")
        print(said.said(language))
    return 0


def _target(
    directory: Path, found: Imported, year: int | None, variant: str | None, headings: Language
) -> Target:
    if directory.is_dir() and any(directory.iterdir()):
        return existing_target(directory, set(found.records), year or found.year, variant or found.variant)
    chosen = checked_year(_year(found, year))
    standard = load_standard("cn", chosen)
    return Target(standard, chosen, checked_variant(standard, variant or found.variant), headings)


def _year(found: Imported, year: int | None) -> int:
    """As asked for, as the guide says, or as all dates of the year's records agree."""
    if year is not None or found.year is not None:
        return year or found.year or 0
    form = load_standard("cn").sources
    years = {
        record.cells.get(column.name, "")[:4]
        for table, records in found.records.items()
        for column in form.tables[table].columns
        for record in records
        if column.in_year
    } - {""}
    if len(years) != 1:
        raise UsageError(
            "看不出是哪个会计年度，请加 --year。", "the fiscal year cannot be told; give it with --year."
        )
    return int(years.pop())


def _refuse_filled(target: Target, records: Mapping[str, list[Record]], existing: Existing) -> None:
    filled = [table for table in records if target.rows.get(table)]
    if existing == "refuse" and filled:
        zh = "、".join(target.standard.sources.tables[table].title.zh for table in filled)
        raise UsageError(
            f"数据包里已有这些表的数据：{zh}；加 --add 追加，或 --replace 替换。没有改动。",
            f"the package has rows already in {', '.join(filled)}; give --add or --replace.",
        )
