"""What is taken from a sheet: from which row on, which cells make up which column of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzhang.compile.imports.cells import BadCell, MoneyUnit, converted, shown
from mingzhang.compile.imports.grids import Grid, Merged, Value
from mingzhang.compile.imports.mapping import ColumnRule, RowTest
from mingzhang.kit.amounts import from_fen, to_fen
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable

Line = list[Value]


@dataclass(slots=True)
class Take:
    """One column of ours and the cells of a line that it is made of: `columns` from 1, its place first."""

    column: PackageColumn
    columns: list[int]
    rule: ColumnRule
    unit: MoneyUnit = "元"
    minus: int | None = None

    def read(self, line: Line, table: PackageTable, form: PackageForm, date_format: str | None) -> str:
        """The column's cell in the one form of the package; BadCell where it is wrong."""

        def convert(value: Value) -> str:
            return converted(value, table, self.column, form, self.unit, date_format)

        value = self._value(line)
        if self.minus is None:
            return convert(value)
        plus, minus = convert(value), convert(_at(line, self.minus))
        if not plus and not minus:
            return ""
        return from_fen(to_fen(plus or "0", "元") - to_fen(minus or "0", "元"), "元")

    def _value(self, line: Line) -> Value:
        rule = self.rule
        if not (rule.join or rule.pattern or rule.values or rule.otherwise is not None):
            return _at(line, self.columns[0])
        parts = [shown(_at(line, column)).strip() for column in self.columns]
        if rule.widths:
            parts = [
                part.zfill(width) if part else "" for part, width in zip(parts, rule.widths, strict=True)
            ]
        text = rule.glue.join(part for part in parts if part)
        if rule.pattern and text:
            found = re.search(rule.pattern, text)
            if found is None and rule.otherwise is None:
                raise BadCell(text, Text(f"不合 pattern {rule.pattern}", f"does not match {rule.pattern}"))
            text = "" if found is None else found.group(1 if found.re.groups else 0) or ""
        if text in rule.values:
            return rule.values[text] or None
        return (text if rule.otherwise is None else rule.otherwise) or None


def _at(line: Line, column: int) -> Value:
    return line[column - 1] if column <= len(line) else None


@dataclass(slots=True)
class Plan:
    """A table's rows in a sheet: `first` is their first row, `tests` their filters by column from 1."""

    table: PackageTable
    grid: Grid
    first: int
    takes: list[Take]
    fixed: dict[str, str] = field(default_factory=dict)
    only: list[tuple[int, RowTest]] = field(default_factory=list)
    leave_out: list[tuple[int, RowTest]] = field(default_factory=list)
    date_format: str | None = None
    distinct: bool = False

    def wants(self, line: Line) -> bool:
        """Whether the line passes the filters."""

        def meets(item: tuple[int, RowTest]) -> bool:
            return item[1].meets(shown(_at(line, item[0])))

        return all(meets(item) for item in self.only) and not any(meets(item) for item in self.leave_out)

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every line that holds anything of its own, with its row."""
        for row in range(self.first, len(self.grid.rows) + 1):
            line = self.grid.rows[row - 1]
            if any(value is not None and not isinstance(value, Merged) for value in line):
                yield row, line
