"""A workbook as the records of the package's tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzhang.compile.imports.cells import shown
from mingzhang.compile.imports.grids import Grid, Number
from mingzhang.compile.imports.headers import is_own_page, table_of_sheet, tables_alike
from mingzhang.compile.imports.mapping import Mapping
from mingzhang.compile.imports.places import sheet_fault
from mingzhang.compile.imports.plans import mapped_plan, own_plan
from mingzhang.compile.imports.records import Record, records_of
from mingzhang.compile.problems import Problems, file_error
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageForm


@dataclass(slots=True)
class Imported:
    """Records by table, as far as there are any, and what the guide says."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    year: int | None = None
    variant: str | None = None


def imported(grids: list[Grid], mapping: Mapping | None, form: PackageForm, problems: Problems) -> Imported:
    """The records of every sheet; raises InvalidPackage with every bad sheet, row and cell."""
    found = Imported()
    if mapping is None:
        _own(grids, form, problems, found)
    else:
        _mapped(grids, mapping, form, problems, found)
    problems.raise_errors()
    _guide(grids, form, found)
    found.records = {table: found.records[table] for table in form.tables if found.records.get(table)}
    if not found.records:
        reason = Text("没有可以导入的行", "has no row to import")
        problems.error(file_error(grids[0].name if grids else "-", "-", "", reason))
    problems.raise_errors()
    return found


def _own(grids: list[Grid], form: PackageForm, problems: Problems, found: Imported) -> None:
    sheets: dict[str, str] = {}
    for grid in grids:
        table = table_of_sheet(grid, form)
        if table is None:
            _unnamed(grid, form, problems)
            continue
        if table.table in sheets:
            reason = Text(
                f"与工作表“{sheets[table.table]}”是同一张表，请只留一个",
                f"is the same table as the sheet “{sheets[table.table]}”; keep one",
            )
            problems.error(sheet_fault(grid.name, reason))
            continue
        sheets[table.table] = grid.name
        plan = own_plan(grid, table, form, problems)
        if plan is not None:
            found.records[table.table] = records_of(plan, form, problems)


def _unnamed(grid: Grid, form: PackageForm, problems: Problems) -> None:
    """A sheet that is named like no table: an error where it is one all the same, else a warning."""
    if is_own_page(grid, form):
        return
    alike = tables_alike(grid, form)
    if alike:
        zh = "、".join(table.title.zh for table in alike)
        en = ", ".join(table.table for table in alike)
        reason = Text(
            f"表头像是“{zh}”，工作表名却不是表名；请改名，不需要的请删去",
            f"has the headings of {en} but another name; rename it, or delete it",
        )
        problems.error(sheet_fault(grid.name, reason))
    elif any(value is not None for line in grid.rows for value in line):
        reason = Text(
            "不属于数据包的任何表，没有使用（工作表名应为表名，如“支出”）",
            "is no table of the package and was not used (sheets are named like tables)",
        )
        problems.warn(sheet_fault(grid.name, reason))


def _mapped(
    grids: list[Grid], mapping: Mapping, form: PackageForm, problems: Problems, found: Imported
) -> None:
    for mapped in mapping.sheets:
        chosen = _named(grids, mapped.sheet)
        if chosen is None:
            names = "、".join(grid.name for grid in grids)
            reason = Text(
                f"没有工作表“{mapped.sheet}”；有：{names}", f"no sheet “{mapped.sheet}”; there are {names}"
            )
            problems.error(sheet_fault(mapped.sheet or "-", reason))
            continue
        plan = mapped_plan(chosen, mapped, form, problems)
        if plan is not None:
            found.records.setdefault(mapped.table, []).extend(records_of(plan, form, problems))


def _named(grids: Iterable[Grid], name: str | None) -> Grid | None:
    """The sheet of this name; where none is named, the first that is not hidden."""
    if name is None:
        return next((grid for grid in grids if not grid.concealed), None)
    return next((grid for grid in grids if fold(grid.name) == fold(name)), None)


def _guide(grids: list[Grid], form: PackageForm, found: Imported) -> None:
    """Fiscal year and variant, as the guide of our workbook states them."""
    words = form.words
    for grid in grids:
        if is_own_page(grid, form):
            for line in grid.rows[:10]:
                label, value = [*line, None, None][:2]
                if shown(label) in (words.year.zh, words.year.en) and isinstance(value, Number):
                    found.year = int(value.value)
                elif shown(label) in (words.variant.zh, words.variant.en) and isinstance(value, str):
                    found.variant = value
