"""The records behind a compiled cell, selected by the same declaration that compiled it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mingzhang.compile.cells import Measure, Records
from mingzhang.compile.declaration import declared_cells
from mingzhang.compile.figures import FIGURES
from mingzhang.compile.package import SourcePackage
from mingzhang.compile.profile import Scope
from mingzhang.compile.sql import literal, name
from mingzhang.compile.statements import printed_value
from mingzhang.kit.address import CellAddress
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
    selected = []
    for cells in declared_cells(package.standard, package.variant, package.fiscal_year):
        column = address.column or cells.column
        if (cells.statement, cells.side, cells.column) == (address.statement, address.side, column):
            records = cells.selects(address.code)
            if records is not None:
                selected.append((records, cells.measure))
    if selected:
        every = tuple(dict.fromkeys(item for records, _ in selected for item in records))
        return Selection(every, selected[0][1])
    raise UsageError(
        f"“{address}”不是由记录汇总的单元格；请核对报表、栏和科目代码。",
        f"“{address}” is no cell compiled from records; check statement, column and code.",
    )


def trace_cell(package: SourcePackage, selection: Selection, scope: Scope, target: Path) -> str:
    """Writes the records of the cell to `target` in the order of files and rows; the value they give.

    DuckDB writes them, so that a cell of millions of records needs no memory for them.
    """
    whole = selection.measure == "rows"
    parts = [
        _part(package, records, scope, place, whole)
        for place, records in enumerate(selection.records)
        if package.tables[records.table].present
    ]
    every = (
        " UNION ALL ".join(parts) or f"SELECT {', '.join(f'NULL AS {item}' for item in HEADER)} WHERE false"
    )
    header = ", ".join(name(item) for item in HEADER)
    order = "place, row" if parts else "row"
    package.connection.execute(
        f"COPY (SELECT {header} FROM ({every}) ORDER BY {order}) "
        f"TO {literal(str(target))} (FORMAT csv, HEADER)"
    )
    total = package.rows(f"SELECT sum(exact) FROM ({every})")[0][0] if parts else 0
    return printed_value(int(total or 0), selection.measure)


def _part(package: SourcePackage, records: Records, scope: Scope, place: int, whole: bool) -> str:
    entry = package.tables[records.table]
    columns = {column.name for column in entry.table.columns}
    chosen = ", ".join(
        f"{name(item) if item in columns else 'NULL::VARCHAR'} AS {name(item)}" for item in HEADER[2:-1]
    )
    exact = "1" if whole else "fen"
    amount = "'1'" if whole else "(fen::DECIMAL(36, 0) * 0.01::DECIMAL(2, 2))::DECIMAL(38, 2)::VARCHAR"
    return (
        f"SELECT {place} AS place, {literal(entry.file)} AS file, row, {chosen}, {amount} AS amount, "
        f"{exact}::HUGEINT AS exact FROM rows_{records.table} WHERE ({records.where}) AND {scope.condition}"
    )
