"""A register as a table of the source package, so that all that reads and writes tables knows it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from mingzhang.kit.chinese import fold
from mingzhang.standard.data import Bilingual, Data, broken, read_yaml
from mingzhang.standard.package import ColumnType, PackageColumn, PackageForm, PackageTable, validate_table
from mingzhang.standard.registers.faults import STANDARD_FIELDS
from mingzhang.standard.registers.types import RegisterField, RegisterType

PREFIX = "register_"
_TYPES: dict[str, ColumnType] = {"choice": "value", "record": "text"}


class RegisterColumns(Data, kw_only=True):
    """`register_columns.yaml`: the columns that every register has, and the folder of their files."""

    source: str
    folder: Bilingual
    columns: list[PackageColumn]


def table_name(register: str) -> str:
    """The table of a register: `register_hazard`."""
    return f"{PREFIX}{register}"


def with_registers(form: PackageForm, types: dict[str, RegisterType], folder: Path) -> PackageForm:
    """The data dictionary with a table for every register behind its own tables.

    `folder`: the standard's `package`. InvalidData where a type's headings or titles clash.
    """
    path = folder / "register_columns.yaml"
    shared = read_yaml(path, RegisterColumns)
    if tuple(column.name for column in shared.columns) != STANDARD_FIELDS:
        raise broken(path, f"columns: must be {', '.join(STANDARD_FIELDS)}")
    own = folder.parent / "registers"
    tables, values = dict(form.tables), dict(form.values)
    known = {name: table.table for table in form.tables.values() for name in table.known_names()}
    for register, declared in types.items():
        table = _table(declared, shared)
        for name in table.known_names():
            if known.setdefault(name, table.table) != table.table:
                raise broken(own / f"{register}.yaml", f"title: {name} names another table")
        tables[table.table] = table
        for field in declared.fields:
            if field.choices:
                values[f"{table.table}_{field.name}"] = field.choices
    for register in types:
        validate_table(tables[table_name(register)], tables, values, own / f"{register}.yaml")
    return msgspec.structs.replace(form, tables=tables, values=values)


def only_registers(form: PackageForm, registers: Collection[str]) -> PackageForm:
    """The dictionary's own tables, and of the registers those of these types alone, with their values."""
    tables = {
        name: table
        for name, table in form.tables.items()
        if table.register is None or table.register in registers
    }
    others = (table for name, table in form.tables.items() if name not in tables)
    dropped = {column.values for table in others for column in table.columns}
    values = {name: found for name, found in form.values.items() if name not in dropped}
    return msgspec.structs.replace(form, tables=tables, values=values)


def _table(declared: RegisterType, shared: RegisterColumns) -> PackageTable:
    return PackageTable(
        table=table_name(declared.register),
        title=declared.title,
        file_names=[declared.register, *declared.spellings],
        explanation=declared.explanation,
        source=declared.source,
        columns=[*shared.columns, *(_column(field, declared) for field in declared.fields)],
        key=["unit", "number"],
        folder=shared.folder,
        register=declared.register,
    )


def _others(field: RegisterField) -> list[str]:
    """Its further headings, without those that fold to its name or title."""
    own = {fold(field.name).lower(), fold(field.title.zh).lower()}
    others = {fold(text).lower(): text for text in (field.title.en, *field.spellings)}
    return [text for folded, text in others.items() if folded not in own]


def _column(field: RegisterField, declared: RegisterType) -> PackageColumn:
    other = field.of
    return PackageColumn(
        name=field.name,
        heading=field.title.zh,
        spellings=_others(field),
        english=field.title.en,
        type=_TYPES.get(field.kind) or field.kind,  # type: ignore[arg-type]
        required=field.required,
        values=f"{table_name(declared.register)}_{field.name}" if field.choices else None,
        reference=f"{table_name(other)}.number" if other else None,
        within="unit" if other else None,
        private=field.private,
        example=field.example,
        explanation=field.explanation or Bilingual(zh=f"{field.title.zh}。", en=f"{field.title.en}."),
    )
