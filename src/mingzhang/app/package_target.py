"""The package that records are written into: a new one, or one that is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.app.folder import put
from mingzhang.compile.descriptor import NAME
from mingzhang.compile.imports.records import Record
from mingzhang.compile.package import SourcePackage, open_package
from mingzhang.compile.rows import headings_language, rows_of
from mingzhang.compile.template.descriptor import encoded, resource
from mingzhang.compile.template.naming import file_name
from mingzhang.compile.template.tables import package_files, table_csv
from mingzhang.compile.validation.conditions import has_rows
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard


@dataclass(slots=True)
class Target:
    """The package that is written to: its settings, and the rows and files that it has already."""

    standard: Standard
    year: int
    variant: str
    headings: Language
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    new: bool = True


def existing_target(directory: Path, imported: set[str], year: int | None, variant: str | None) -> Target:
    """The package that is there; it says year and variant itself."""
    with open_package(directory) as package:
        for asked, own in (
            (year, package.fiscal_year),
            (variant, package.variant.id),
        ):
            if asked not in (None, own):
                raise UsageError(
                    f"{directory} 是 {own} 的数据包，不是 {asked} 的；没有改动。",
                    f"{directory} is a package of {own}, not of {asked}; nothing was changed.",
                )
        files = {table: entry.file for table, entry in package.tables.items() if entry.present}
        wanted = {*imported, *_referred(package)}
        return Target(
            package.standard,
            package.fiscal_year,
            package.variant.id,
            headings_language(package),
            {table: rows_of(package, table) for table in wanted if has_rows(package, table)},
            files,
            new=False,
        )


def _referred(package: SourcePackage) -> set[str]:
    columns = (column for table in package.form.tables.values() for column in table.columns)
    return {column.reference.partition(".")[0] for column in columns if column.reference}


def write_records(
    folder: Path, target: Target, records: Mapping[str, list[Record]], keep: bool
) -> dict[str, int]:
    """Writes the tables; gives how many rows stand ahead of the records in each."""
    form = target.standard.sources
    kept = {table: target.rows.get(table, []) if keep else [] for table in records}
    rows = {table: [*kept[table], *(record.cells for record in records[table])] for table in records}
    if target.new:
        put(folder, package_files(target.standard, target.year, target.variant, target.headings, rows))
        return {}
    for table, wanted in rows.items():
        new = file_name(form.tables[table], target.headings)
        old = target.files.get(table)
        if old is not None and old != new:
            _remove(folder, old)
        put(folder, {new: table_csv(form, form.tables[table], wanted, target.headings)})
        _list(folder, target, table)
    return {table: len(kept[table]) for table in records}


def _remove(folder: Path, file: str) -> None:
    for path in folder.rglob(file):
        path.unlink()


def _list(folder: Path, target: Target, table: str) -> None:
    """The table's entry in the descriptor, in the place of the one that it had."""
    form = target.standard.sources
    path = folder / NAME
    data = json.loads(path.read_bytes().decode("utf-8-sig"))
    entry = resource(form, form.tables[table], target.year, target.headings)
    old = target.files.get(table)
    resources = data.setdefault("resources", [])
    for place, item in enumerate(resources):
        if item.get("name") == table or (old is not None and str(item.get("path", "")).endswith(old)):
            resources[place] = entry
            break
    else:
        resources.append(entry)
    put(folder, {NAME: encoded(data)})
