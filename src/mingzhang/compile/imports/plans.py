"""How a sheet is to be read: in the package's own words, or by a mapping."""

from __future__ import annotations

from mingzhang.compile.imports.cells import MoneyUnit
from mingzhang.compile.imports.grids import Grid
from mingzhang.compile.imports.headers import (
    Heading,
    assigned,
    folded,
    header_row,
    headings_of,
    unit_above,
)
from mingzhang.compile.imports.mapping import ColumnRule, SheetMapping
from mingzhang.compile.imports.places import cell_fault, sheet_fault
from mingzhang.compile.imports.takes import Plan, Take
from mingzhang.compile.problems import Problems
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageForm, PackageTable


def own_plan(grid: Grid, table: PackageTable, form: PackageForm, problems: Problems) -> Plan | None:
    """The plan of a sheet in our own words; its faults go to `problems`."""
    row = header_row(grid, set(table.known_headings()))
    if row is None:
        if any(value is not None for line in grid.rows for value in line):
            wanted = "、".join(column.heading for column in table.columns if column.required)
            reason = Text(f"找不到表头；应有：{wanted}", "no headings of the table found")
            problems.error(sheet_fault(grid.name, reason))
        return None
    headings = headings_of(grid, row)
    columns = assigned(headings, table)
    used = {heading.column for found in columns.values() for heading in found}
    for heading in headings:
        if heading.column not in used:
            reason = Text("数据字典里没有这一列，没有使用", "no column of the data dictionary; not used")
            problems.warn(cell_fault(grid.name, row, heading.column, heading.text, "", reason))
    for name, found in columns.items():
        for extra in found[1:]:
            reason = Text("同一列出现了两次", "the same column stands twice")
            problems.error(cell_fault(grid.name, row, extra.column, extra.text, name, reason))
    for column in table.columns:
        if column.required and column.name not in columns:
            reason = Text(f"缺少这一列（{column.heading}）", f"the column {column.name} is missing")
            problems.error(sheet_fault(grid.name, reason, row))
    above = unit_above(grid, row, form)
    takes = [
        Take(table.column(name), [found[0].column], ColumnRule(), found[0].unit or above or "元")
        for name, found in columns.items()
    ]
    return Plan(table, grid, row + 1, takes)


def mapped_plan(grid: Grid, mapped: SheetMapping, form: PackageForm, problems: Problems) -> Plan | None:
    """The plan of a sheet by a mapping; headings that are not there go to `problems`."""
    table = form.tables[mapped.table]
    wanted = {folded(heading) for heading in mapped.headings()}
    row = mapped.header_row or header_row(grid, wanted, mapped.header_rows)
    if row is None:
        names = "、".join(sorted(mapped.headings()))
        reason = Text(f"找不到表头；对照文件要的列：{names}", f"no headings found; the mapping names {names}")
        problems.error(sheet_fault(grid.name, reason))
        return None
    finder = _Finder(headings_of(grid, row, mapped.header_rows))
    for heading in sorted(mapped.headings()):
        if finder.find(heading) is None:
            reason = Text(f"没有列“{heading}”", f"there is no column “{heading}”")
            problems.error(sheet_fault(grid.name, reason, row))
    if finder.missing:
        return None
    above = unit_above(grid, row, form)
    takes = []
    for name, rule in mapped.rules().items():
        places = [finder.place(heading) for heading in (rule.join or [rule.heading or ""])]
        unit = finder.unit(rule.join or [rule.heading or ""]) or above
        if (
            table.column(name).type == "amount"
            and mapped.money_unit
            and unit not in (None, mapped.money_unit)
        ):
            reason = Text(
                f"表中写明单位是{unit}，对照文件写的是{mapped.money_unit}",
                f"the sheet says {unit}, the mapping says {mapped.money_unit}",
            )
            problems.error(sheet_fault(grid.name, reason, row))
        minus = None if rule.minus is None else finder.place(rule.minus)
        takes.append(Take(table.column(name), places, rule, mapped.money_unit or unit or "元", minus))
    return Plan(
        table,
        grid,
        row + mapped.header_rows,
        takes,
        dict(mapped.fixed),
        [(finder.place(test.heading), test) for test in mapped.only],
        [(finder.place(test.heading), test) for test in mapped.leave_out],
        mapped.date_format,
        mapped.distinct,
    )


class _Finder:
    """Headings by name: whole (`above/below`), or by their last part where that is the only one."""

    def __init__(self, headings: list[Heading]) -> None:
        self.missing: set[str] = set()
        self._by_text: dict[str, list[Heading]] = {}
        for heading in headings:
            for text in {heading.text, heading.text.rpartition("/")[2]}:
                self._by_text.setdefault(text, []).append(heading)

    def find(self, name: str) -> Heading | None:
        found = self._by_text.get(folded(name), [])
        exact = [heading for heading in found if heading.text == folded(name)]
        if len(exact or found) != 1:
            self.missing.add(name)
            return None
        return (exact or found)[0]

    def place(self, name: str) -> int:
        heading = self.find(name)
        assert heading is not None
        return heading.column

    def unit(self, names: list[str]) -> MoneyUnit | None:
        heading = self.find(names[0])
        return None if heading is None else heading.unit
