"""A register out as a workbook and in again. What is private leaves masked; a masked cell changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from mingzhang.app.workbench.records import BooksProblem, InvalidBooks, problems_of
from mingzhang.compile.imports.grids import read_grids
from mingzhang.compile.imports.headers import is_own_page
from mingzhang.compile.imports.workbook import imported
from mingzhang.compile.problems import InvalidPackage, Problems
from mingzhang.compile.template.workbook import register_workbook
from mingzhang.kit.language import Language, Text
from mingzhang.registers.ledger import masked
from mingzhang.standard.load import load_standard
from mingzhang.standard.package import PackageForm, PackageTable
from mingzhang.standard.registers.tables import table_name


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A record of a workbook: its cells in their one form, and the place of its row (`Sheet!7`)."""

    cells: dict[str, str]
    place: str


def write_workbook(
    year: int, register: str, records: Iterable[Mapping[str, str]], language: Language
) -> bytes:
    """The records of one unit's register as xlsx, private cells masked; the same records give the same
    bytes."""
    declared = load_standard("cn", year).registers[register]
    form, table = _form(year, register)
    return register_workbook(form, table, (masked(declared, cells) for cells in records), year, language)


def read_workbook(path: Path, year: int, register: str, unit: str, max_size: int) -> list[ImportedRecord]:
    """The records of the unit's register in a workbook or CSV; one without a number gets it later.

    Raises InvalidBooks with every bad cell (its place in `table`), among them rows of another unit, or
    UnreadableInput where it is no workbook.
    """
    form, table = _form(year, register)
    problems = Problems()
    try:
        grids = read_grids(path, max_size)
        sheets = [grid for grid in grids if not is_own_page(grid, form) and any(grid.rows)]
        if len(sheets) == 1:
            sheets[0].name = table.title.zh  # one sheet is the register's, whatever it is called
        records = imported(sheets, None, form, problems).records[table.table]
    except InvalidPackage as error:
        raise InvalidBooks(problems_of(error.problems.errors)) from None
    found = [ImportedRecord(dict(record.cells), f"{record.sheet}!{record.row}") for record in records]
    strange = [item for item in found if item.cells.get("unit") not in (None, "", unit)]
    if strange:
        reason = Text(f"是别的单位的记录，这里是 {unit}", f"is a record of another unit; this is {unit}")
        raise InvalidBooks([
            BooksProblem(item.place, 0, table.column("unit").heading, item.cells["unit"], reason)
            for item in strange
        ])  # fmt: skip
    return [ImportedRecord({**item.cells, "unit": unit}, item.place) for item in found]


def _form(year: int, register: str) -> tuple[PackageForm, PackageTable]:
    """The dictionary with the register alone; number and unit may be blank, for both are known here."""
    form = load_standard("cn", year).sources
    table = form.tables[table_name(register)]
    columns = [
        msgspec.structs.replace(column, required=column.required and column.name not in ("number", "unit"))
        for column in table.columns
    ]
    table = msgspec.structs.replace(table, columns=columns, key=[])
    used = {column.values for column in columns}
    values = {name: found for name, found in form.values.items() if name in used}
    return msgspec.structs.replace(form, tables={table.table: table}, values=values), table
