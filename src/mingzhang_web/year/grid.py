"""A table of the data dictionary as a grid: columns, words, rows of cells as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mingzhang.app.workbench import Dictionary, Language, Text, dictionary_of
from mingzhang_web.year.models import SourceRow, UnitYear
from mingzhang_web.year.saving import TypedRow

PAGE = 50
BLANK = 5
GROUPS: list[tuple[Text, tuple[str, ...]]] = [
    (Text("单位概况", "The unit"), ("units", "sections", "staff", "duties")),
    (Text("预算", "Budget"), ("budget", "adjustments")),
    (Text("执行", "Execution"), ("income", "expenditure", "balances", "treasury")),
    (Text("绩效", "Performance"), ("projects", "indicators", "target_adjustments", "results")),
    (Text("采购与资产", "Procurement and assets"), ("contracts", "vehicles", "equipment", "three_public")),
    (Text("说明与审批", "Reasons and approvals"), ("reasons", "approvals")),
]
LONG_TEXTS = frozenset((
    "goal", "completion", "implementation", "outputs", "benefits", "satisfaction", "experience",
    "problems", "improvements", "text", "reason", "variance", "purpose", "basis",
))  # fmt: skip


@dataclass(slots=True)
class GridCell:
    """A field of the grid. `problem`: what is wrong with what was typed."""

    name: str
    value: str
    column: Any
    problem: Text | None = None
    long: bool = False


@dataclass(slots=True)
class GridRow:
    """A row of the grid with the version that its values are of."""

    key: str
    version: int
    cells: list[GridCell] = field(default_factory=list)
    number: int = 0


@dataclass(slots=True)
class Grid:
    """A page of a table."""

    table: Any
    columns: list[Any]
    rows: list[GridRow]
    words: dict[str, list[tuple[str, str]]]


def columns_of(unit_year: UnitYear, table: str, dictionary: Dictionary) -> list[Any]:
    """The columns that are typed: a single unit's own code is not."""
    columns = dictionary.tables[table].columns
    single = SourceRow.objects.filter(unit_year=unit_year, table="units").count() <= 1
    if not single:
        return list(columns)
    return [column for column in columns if column.reference != "units.code"]


def grid_of(
    unit_year: UnitYear,
    table: str,
    rows: list[SourceRow],
    language: Language,
    blank: int = BLANK,
    typed: dict[str, TypedRow] | None = None,
) -> Grid:
    """The rows as a grid, `blank` empty rows below; what was typed and could not be saved stays typed."""
    dictionary = dictionary_of(unit_year.fiscal_year)
    columns = columns_of(unit_year, table, dictionary)
    typed = typed or {}
    shown = [_row(str(row.pk), row.version, row.position, row.cells, typed.get(str(row.pk)), columns,
                  dictionary, language) for row in rows]  # fmt: skip
    for index in range(blank):
        key = f"new{index}"
        shown.append(_row(key, 0, 0, {}, typed.get(key), columns, dictionary, language))
    shown += [
        _row(key, 0, 0, {}, row, columns, dictionary, language)
        for key, row in typed.items()
        if key.startswith("new") and key.removeprefix("new").isdecimal() and int(key[3:]) >= blank
    ]
    sets = {column.values for column in columns if column.values}
    words = {name: dictionary.words(name, language) for name in sorted(sets)}
    return Grid(dictionary.tables[table], columns, shown, words)


def _row(
    key: str,
    version: int,
    number: int,
    cells: dict[str, str],
    typed: TypedRow | None,
    columns: list[Any],
    dictionary: Dictionary,
    language: Language,
) -> GridRow:
    row = GridRow(key, typed.version if typed else version, [], number)
    for column in columns:
        value = dictionary.shown(column, cells.get(column.name, ""), language)
        problem = None
        if typed is not None:
            value = typed.cells.get(column.name, value)
            problem = typed.problems.get(column.name)
        row.cells.append(
            GridCell(f"cell-{key}-{column.name}", value, column, problem, column.name in LONG_TEXTS)
        )
    return row
