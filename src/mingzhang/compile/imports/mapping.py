"""A mapping: which sheet, row and columns of another system's export hold the package's columns.

A small YAML or JSON file; its JSON Schema is `docs/reference/schema/mapping-1.schema.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from mingzhang.kit.errors import UnreadableInput
from mingzhang.standard.data import Bilingual, Data
from mingzhang.standard.package import PackageForm

SCHEMA = "mingzhang/mapping/1"


class ColumnRule(Data, kw_only=True):
    """Where one of our columns comes from.

    `heading`: the export's column; `join`: several, written one after the other with `glue` between
    (`widths`: each filled up with zeros in front, for codes in parts); `minus`: the column whose amount is
    taken off (贷方). `pattern`: a regular expression, its first group (else the whole match) is taken;
    `values`: the export's words → ours; `otherwise`: what stands for a word not listed, or a blank.
    """

    heading: str | None = None
    join: list[str] = []
    glue: str = ""
    widths: list[int] = []
    minus: str | None = None
    pattern: str | None = None
    values: dict[str, str] = {}
    otherwise: str | None = None


class RowTest(Data, kw_only=True):
    """A test of a row by one column's text: equal to, beginning with or containing any of these."""

    heading: str
    equals: list[str] = []
    begins: list[str] = []
    contains: list[str] = []

    def meets(self, text: str) -> bool:
        """Whether the text meets it."""
        return (
            text in self.equals
            or text.startswith(tuple(self.begins))
            or any(part in text for part in self.contains)
        )


class SheetMapping(Data, kw_only=True):
    """One table from one sheet (the first where `sheet` is absent); several may read the same sheet.

    `header_row`: from 1, found by its headings where absent; `header_rows`: how many rows it has (headings
    are then written `above/below`). `money_unit`: of all amounts, else as the sheet says, else 元.
    `date_format`: as of strptime. `fixed`: our column → one value for all rows. Rows must meet every test
    of `only` and none of `leave_out`. `distinct`: rows with the same key once.
    """

    table: str
    columns: dict[str, str | ColumnRule]
    sheet: str | None = None
    header_row: int | None = None
    header_rows: int = 1
    money_unit: Literal["分", "元", "千元", "万元", "亿元"] | None = None
    date_format: str | None = None
    fixed: dict[str, str] = {}
    only: list[RowTest] = []
    leave_out: list[RowTest] = []
    distinct: bool = False

    def rules(self) -> dict[str, ColumnRule]:
        """Every column's rule; a mere heading is short for one."""
        return {
            name: ColumnRule(heading=rule) if isinstance(rule, str) else rule
            for name, rule in self.columns.items()
        }

    def headings(self) -> set[str]:
        """Every heading of the export that is named."""
        tests = (test.heading for test in (*self.only, *self.leave_out))
        rules = self.rules().values()
        named = (name for rule in rules for name in (rule.heading, *rule.join, rule.minus) if name)
        return {*tests, *named}


class Mapping(Data, kw_only=True):
    """The whole file. `schema` is `mingzhang/mapping/1`."""

    schema: Literal["mingzhang/mapping/1"]
    title: Bilingual
    sheets: list[SheetMapping]


def mapping_json_schema() -> dict[str, Any]:
    """The JSON Schema of a mapping file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **msgspec.json.schema(Mapping),
    }


def read_mapping(path: Path, form: PackageForm) -> Mapping:
    """The mapping; UnreadableInput with the key and the reason where it is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        mapping = msgspec.convert(yaml.safe_load(text), Mapping, strict=True)
    except OSError as error:
        raise _wrong(path, error.strerror or type(error).__name__) from None
    except (UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        raise _wrong(path, " ".join(str(error).split())) from None
    for fault in _faults(mapping, form):
        raise _wrong(path, fault)
    return mapping


def _wrong(path: Path, reason: str) -> UnreadableInput:
    return UnreadableInput(f"对照文件 {path}：{reason}", f"mapping {path}: {reason}")


def _faults(mapping: Mapping, form: PackageForm) -> Iterator[str]:
    if not mapping.sheets:
        yield "sheets: 没有内容 is empty"
    for place, sheet in enumerate(mapping.sheets):
        where = f"sheets[{place}]"
        if sheet.table not in form.tables:
            known = ", ".join(form.tables)
            yield f"{where}.table: 没有这张表 no such table {sheet.table!r}; {known}"
            continue
        table = form.tables[sheet.table]
        names = [column.name for column in table.columns]
        for name in (*sheet.columns, *sheet.fixed):
            if name not in names:
                yield f"{where}: {table.table} 没有列 has no column {name!r}; {', '.join(names)}"
            if name in sheet.columns and name in sheet.fixed:
                yield f"{where}: {name} 既在 columns 又在 fixed stands in both columns and fixed"
        for column in table.columns:
            if column.required and column.name not in (*sheet.columns, *sheet.fixed):
                yield f"{where}: 缺少必填列 the needed column {column.name!r} is missing"
        if sheet.header_rows < 1 or (sheet.header_row is not None and sheet.header_row < 1):
            yield f"{where}.header_row, header_rows: 从1起 count from 1"
        for name, rule in sheet.rules().items():
            yield from _faults_of_rule(f"{where}.columns.{name}", rule)


def _faults_of_rule(where: str, rule: ColumnRule) -> Iterator[str]:
    if (rule.heading is None) == (not rule.join):
        yield f"{where}: heading 和 join 必须且只能有一个 exactly one of heading and join"
    if rule.widths and len(rule.widths) != len(rule.join):
        yield f"{where}.widths: 与 join 一一对应 one for each of join"
    try:
        re.compile(rule.pattern or "")
    except re.error as error:
        yield f"{where}.pattern: {error}"
