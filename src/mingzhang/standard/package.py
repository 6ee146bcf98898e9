"""The source package's data dictionary: files, columns, the values they may hold, and what is odd.

Files, columns and values are known by their English code and by Chinese words; either is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from mingzhang.kit.chinese import fold
from mingzhang.standard.data import Bilingual, Data, broken, read_folder, read_yaml
from mingzhang.standard.package_words import PackageWords

ColumnType = Literal[
    "text", "value", "date", "amount", "money", "number", "whole", "functional", "economic"
]  # fmt: skip
"""text as it is; one of a set of values; ISO 8601 date; the table's money: 元 with at most two decimals;
further money that may be blank; any decimal number; a whole number; a 7-digit functional item; a 5-digit
economic section."""


class PackageColumn(Data, kw_only=True):
    """A column. `heading` and `spellings` are its Chinese headings.

    `values` names a set of `values.yaml`; `reference` is `table.column`, within the same `within`
    where given, and `except_value` needs no match; `in_year` = the date lies in the fiscal year;
    `private` = no message and no export repeats it; `english`: its heading on an English screen.
    """

    name: str
    heading: str
    spellings: list[str] = []
    type: ColumnType
    required: bool = False
    values: str | None = None
    reference: str | None = None
    within: str | None = None
    except_value: str | None = None
    in_year: bool = False
    private: bool = False
    english: str | None = None
    example: str
    explanation: Bilingual

    def headings(self) -> list[str]:
        """Every heading under which the column is known, English first."""
        return [self.name, self.heading, *self.spellings]


class PackageTable(Data, kw_only=True):
    """A file of the package. `key`: a second row with the same key is an error; `unique`: a warning.

    `grouped` = it may hold millions of rows and is summed by these columns before anything else;
    `needed` = it must be there; `lenient` = rows that fit no other file are only warnings; `folder`: where
    its file lies in the package; `register`: the register type that it holds the records of.
    """

    table: str
    title: Bilingual
    file_names: list[str]
    explanation: Bilingual
    source: str
    columns: list[PackageColumn]
    key: list[str] = []
    unique: list[str] = []
    grouped: list[str] = []
    needed: bool = False
    lenient: bool = False
    folder: Bilingual | None = None
    register: str | None = None

    def column(self, name: str) -> PackageColumn:
        """The column with this English name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def known_headings(self) -> dict[str, str]:
        """Folded heading → English name of the column."""
        return {
            fold(heading).lower(): column.name for column in self.columns for heading in column.headings()
        }

    def known_names(self) -> set[str]:
        """Folded names (without ending) under which the file is known."""
        return {fold(name).lower() for name in (self.table, self.title.zh, *self.file_names)}

    @property
    def amount(self) -> str | None:
        """The column that holds the table's money, or None."""
        return next((column.name for column in self.columns if column.type == "amount"), None)


class PackageValue(Data, kw_only=True):
    """A value by its code; `words[0]` is the Chinese one. `family`: the budget an appropriation belongs
    to; `counts`: `whole` where the figure of this measure is a number of things, not money;
    `never_appropriated`: no appropriation may stand beside it; `nature`: of a project's expenditure."""

    code: str
    words: list[str]
    en: str
    family: str | None = None
    counts: Literal["whole"] | None = None
    never_appropriated: bool = False
    nature: Literal["basic", "project"] | None = None

    def spellings(self) -> list[str]:
        """Everything that is read as this value."""
        return [self.code, *self.words]


class PackageValues(Data, kw_only=True):
    """`values.yaml`: the sets of values."""

    source: str
    sets: dict[str, list[PackageValue]]


class Thresholds(Data, kw_only=True):
    """`thresholds.yaml`: limits in 元, and the economic codes of the three public expenses by column."""

    source: str
    split_contracts: dict[str, list[str]]
    equipment_price: str
    basic_odd_classes: list[str]
    three_public: dict[str, list[str]]


class PackageForm(msgspec.Struct, kw_only=True, frozen=True):
    """The whole data dictionary."""

    tables: dict[str, PackageTable]
    values: dict[str, list[PackageValue]]
    thresholds: Thresholds
    words: PackageWords

    def appropriations(self) -> list[str]:
        """Sources that are appropriations, in the order of the statements."""
        return [value.code for value in self.values["source"] if value.family is not None]

    def codes(self, value_set: str) -> list[str]:
        """The codes of a set of values."""
        return [value.code for value in self.values[value_set]]


def read_package(folder: Path) -> PackageForm:
    """The data dictionary below `folder`; InvalidData names file, key and reason where it is broken."""
    values = read_yaml(folder / "values.yaml", PackageValues).sets
    tables: dict[str, PackageTable] = {}
    for path, table in read_folder(folder / "files", PackageTable).items():
        if table.table != path.stem:
            raise broken(path, f"table: {table.table} must be named like its file")
        tables[table.table] = table
    for table in tables.values():
        validate_table(table, tables, values, folder / "files" / f"{table.table}.yaml")
    words = read_yaml(folder / "words.yaml", PackageWords)
    if sorted(words.order) != sorted(tables):
        raise broken(folder / "words.yaml", "order: must name every table once")
    return PackageForm(
        tables={name: tables[name] for name in words.order},
        values=values,
        thresholds=read_yaml(folder / "thresholds.yaml", Thresholds),
        words=words,
    )


def validate_table(
    table: PackageTable, tables: dict[str, PackageTable], values: dict[str, list[PackageValue]], path: Path
) -> None:
    """InvalidData where a table names columns, values or references that are not there."""
    names = [column.name for column in table.columns]
    headings = [fold(heading).lower() for column in table.columns for heading in set(column.headings())]
    if len(set(headings)) != len(headings):
        twice = next(heading for heading in headings if headings.count(heading) > 1)
        raise broken(path, f"columns: two columns share a heading, {twice}")
    for name in (*table.key, *table.unique, *table.grouped):
        if name not in names:
            raise broken(path, f"key, unique, grouped: there is no column {name}")
    for column in table.columns:
        if (column.type == "value") != (column.values is not None) or column.values not in (None, *values):
            raise broken(path, f"columns.{column.name}.values: {column.values}")
        if column.within not in (None, *names):
            raise broken(path, f"columns.{column.name}.within: {column.within}")
        target, _, field = (column.reference or "").partition(".")
        if target and (target not in tables or field not in [item.name for item in tables[target].columns]):
            raise broken(path, f"columns.{column.name}.reference: {column.reference}")
