"""Saving a grid: every changed row or none, and never over a version that the person has not seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict

from mingzhang.app.workbench import Dictionary, Text
from mingzhang_web import policy
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.changes import changing
from mingzhang_web.year.models import SourceRow, UnitYear

NOT_YOURS = Text("只能填写本科室的项目", "only projects of your own section")


@dataclass(slots=True)
class TypedRow:
    """A row as it came from the grid. `key`: the row's number, or `new1`, `new2`, …"""

    key: str
    version: int
    cells: dict[str, str]
    delete: bool = False
    problems: dict[str, Text] = field(default_factory=dict)


@dataclass(slots=True)
class Conflict:
    """Somebody else saved the row meanwhile: what stands now, and what was typed."""

    row: SourceRow | None
    typed: TypedRow


@dataclass(slots=True)
class Saved:
    """`problems`: rows with a bad cell; `conflicts`: rows changed by another. With either nothing was
    saved."""

    changed: int = 0
    problems: list[TypedRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether everything was saved."""
        return not self.problems and not self.conflicts


def typed_rows(post: QueryDict, columns: list[str]) -> list[TypedRow]:
    """The rows of a grid's form, in the order of the form: fields `cell-KEY-COLUMN`, `version-KEY`."""
    rows: dict[str, TypedRow] = {}
    for name, value in post.items():
        kind, _, rest = name.partition("-")
        key, _, column = rest.partition("-")
        if kind == "cell" and column in columns:
            row = rows.setdefault(key, TypedRow(key, 0, {}))
            row.cells[column] = str(value)
    for key, row in rows.items():
        version = str(post.get(f"version-{key}", ""))
        row.version = int(version) if version.isdecimal() else 0
        row.delete = f"delete-{key}" in post
    return list(rows.values())


def save_grid(
    account: Account, unit_year: UnitYear, table: str, typed: list[TypedRow], dictionary: Dictionary
) -> Saved:
    """Saves what was changed; see Saved."""
    policy.demand_table(account, table, write=True)
    saved = Saved()
    try:
        with changing(account, unit_year, "rows.saved") as details:
            keys = [int(item.key) for item in typed if item.key.isdecimal() and len(item.key) < 19]
            seen = policy.rows_of(account, unit_year, table).filter(pk__in=keys)
            rows = {str(row.pk): row for row in seen}
            for item in typed:
                _save_row(account, unit_year, table, item, rows, dictionary, saved)
            if not saved.good or not saved.changed:
                raise _TakeBackError
            details.update(table=table, rows=saved.changed)
    except _TakeBackError:
        pass
    return saved


class _TakeBackError(Exception):
    """Leaves the transaction without a trace."""


def _save_row(
    account: Account,
    unit_year: UnitYear,
    table: str,
    typed: TypedRow,
    rows: dict[str, SourceRow],
    dictionary: Dictionary,
    saved: Saved,
) -> None:
    new = typed.key.startswith("new")
    row = rows.get(typed.key)
    if new and not any(value.strip() for value in typed.cells.values()):
        return
    if row is None and not new:
        # Deleted by another, or never this account's to see: both say the same.
        saved.conflicts.append(Conflict(None, typed))
        return
    if typed.delete:
        _delete(row, typed, saved)
        return
    cells = dict(row.cells) if row is not None else _implied(unit_year, table, dictionary)
    before = dict(cells)
    for name, value in typed.cells.items():
        cells[name], problem = dictionary.stored(dictionary.tables[table].column(name), value)
        if problem is not None:
            typed.problems[name] = problem
    if row is not None and cells == {**dict.fromkeys(cells, ""), **before}:
        typed.problems.clear()
        return
    if row is not None and row.version != typed.version:
        saved.conflicts.append(Conflict(row, typed))
    elif typed.problems:
        saved.problems.append(typed)
    elif not policy.may_hold(account, unit_year, table, cells):
        typed.problems[policy.project_column(table)] = NOT_YOURS
        saved.problems.append(typed)
    else:
        _store(unit_year, table, row, cells)
        saved.changed += 1


def _delete(row: SourceRow | None, typed: TypedRow, saved: Saved) -> None:
    if row is None:
        return
    if row.version != typed.version:
        saved.conflicts.append(Conflict(row, typed))
        return
    row.delete()
    saved.changed += 1


def _implied(unit_year: UnitYear, table: str, dictionary: Dictionary) -> dict[str, str]:
    """What a new row of a single unit has without being typed: the unit's code."""
    columns = {column.name: column for column in dictionary.tables[table].columns}
    unit = columns.get("unit")
    if unit is None or unit.reference != "units.code":
        return {}
    first = SourceRow.objects.filter(unit_year=unit_year, table="units").first()
    return {"unit": first.cells.get("code", "") if first else unit_year.office.code}


def _store(unit_year: UnitYear, table: str, row: SourceRow | None, cells: dict[str, str]) -> None:
    if row is None:
        last = SourceRow.objects.filter(unit_year=unit_year, table=table).order_by("-position").first()
        position = (last.position if last else 0) + 1
        SourceRow.objects.create(unit_year=unit_year, table=table, position=position, cells=cells)
    else:
        row.cells = cells
        row.version += 1
        row.save(update_fields=["cells", "version"])
