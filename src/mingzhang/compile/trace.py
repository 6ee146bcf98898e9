"""The records behind a compiled cell, selected by the same declaration that compiled it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from mingzhang.compile.cells import Measure, Records
from mingzhang.compile.declaration import FIGURES, declared_cells
from mingzhang.compile.package import SourcePackage
from mingzhang.compile.profile import Scope
from mingzhang.compile.sql import name
from mingzhang.compile.statements import printed_value
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import from_fen
from mingzhang.kit.errors import UsageError

HEADER = (
    "file", "row", "date", "voucher", "unit", "functional", "economic", "nature", "project", "source",
    "amount",
)  # fmt: skip
"""Columns of a trace; `amount` in 元, or 1 for each thing counted."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a cell selects."""

    records: tuple[Records, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Traced:
    """The records of a cell as CSV, and the value they give."""

    table: bytes
    value: str
    count: int


def cell_address(text: str) -> CellAddress:
    """`expenditure/2240106/project`, a sided cell, or a figure by its name; UsageError otherwise."""
    figure = text.removeprefix(f"{FIGURES}/")
    if figure.startswith("original_budget/"):
        return CellAddress(FIGURES, None, "/".join(figure.split("/")[:2]), "amount")
    if text.startswith(f"{FIGURES}/") or "/" not in text:
        return CellAddress(FIGURES, None, figure.split("/")[0], "")
    try:
        return CellAddress.parse(text)
    except ValueError:
        raise UsageError(
            f"“{text}”不是单元格；应写作 报表/科目/栏，例如 expenditure/2240106/project。",
            f"“{text}” is no cell; write statement/code/column like expenditure/2240106/project.",
        ) from None


def selection_of(package: SourcePackage, address: CellAddress) -> Selection:
    """The records that the cell is the sum of; UsageError where no such cell is compiled."""
    for cells in declared_cells(package.standard, package.variant, package.fiscal_year):
        column = address.column or cells.column
        if (cells.statement, cells.side, cells.column) == (address.statement, address.side, column):
            records = cells.selects(address.code)
            if records is not None:
                return Selection(records, cells.measure)
    raise UsageError(
        f"“{address}”不是由记录汇总的单元格；请核对报表、栏和科目代码。",
        f"“{address}” is no cell compiled from records; check statement, column and code.",
    )


def trace_cell(package: SourcePackage, selection: Selection, scope: Scope) -> Traced:
    """The records of the cell in the order of files and rows.

    Memory grows with the number of records that the cell has, not with the package.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    total = count = 0
    for records in selection.records:
        entry = package.tables[records.table]
        if not entry.present:
            continue
        columns = {column.name for column in entry.table.columns}
        chosen = ", ".join(name(item) if item in columns else "NULL" for item in HEADER[2:-1])
        cursor = package.connection.execute(
            f"SELECT row, {chosen}, fen FROM rows_{records.table} "
            f"WHERE ({records.where}) AND {scope.condition} ORDER BY row"
        )
        while chunk := cursor.fetchmany(10_000):
            for row, *cells, fen in chunk:
                one = 1 if selection.measure == "rows" else int(fen)
                amount = "1" if selection.measure == "rows" else from_fen(int(fen), "元")
                writer.writerow([entry.file, row, *("" if cell is None else cell for cell in cells), amount])
                total += one
                count += 1
    return Traced(text.getvalue().encode(), printed_value(total, selection.measure), count)
