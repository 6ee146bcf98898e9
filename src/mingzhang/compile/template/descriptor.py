"""`datapackage.json` of a package that we write: valid Frictionless Data Package, fields described.

Source of the format: the Data Package and Table Schema specifications (frictionlessdata.io).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mingzhang.compile.descriptor import KEY
from mingzhang.compile.template.naming import example_of, file_name, heading
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable

TYPES = {
    "text": "string",
    "value": "string",
    "date": "date",
    "amount": "number",
    "money": "number",
    "number": "number",
    "whole": "integer",
    "functional": "string",
    "economic": "string",
}
PATTERNS = {"functional": "[0-9]{7}", "economic": "[0-9]{5}"}
ENCODING = "utf-8-sig"
"""With a mark, so that spreadsheets on Chinese Windows open the file as UTF-8."""


def descriptor(
    standard: Standard, year: int, variant: str, headings: Language, tables: Iterable[PackageTable]
) -> bytes:
    """The descriptor of a package with these tables as CSV files."""
    form = standard.sources
    return encoded(
        {
            "name": f"final-accounts-{year}",
            "title": f"{year}年度决算源数据 Source records of the final accounts {year}",
            "profile": "data-package",
            KEY: {"fiscal_year": year, "standard": f"{standard.country}/{year}", "variant": variant},
            "resources": [resource(form, table, year, headings) for table in tables],
        }
    )


def encoded(data: Mapping[str, Any]) -> bytes:
    """The descriptor as it is written."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def resource(form: PackageForm, table: PackageTable, year: int, headings: Language) -> dict[str, Any]:
    """A table's entry: where it lies, its fields, what identifies a row."""
    schema: dict[str, Any] = {
        "fields": [_field(form, column, year, headings) for column in table.columns],
    }
    if table.key and all(table.column(name).required for name in table.key):
        schema["primaryKey"] = [heading(table.column(name), headings) for name in table.key]
    return {
        "name": table.table,
        "path": file_name(table, headings),
        "title": f"{table.title.zh} {table.title.en}",
        "description": f"{table.explanation.zh} {table.explanation.en}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": ENCODING,
        "schema": schema,
    }


def _field(form: PackageForm, column: PackageColumn, year: int, headings: Language) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values is not None:
        constraints["enum"] = [word for value in form.values[column.values] for word in value.spellings()]
    elif column.type in PATTERNS:
        constraints["pattern"] = PATTERNS[column.type]
    field: dict[str, Any] = {
        "name": heading(column, headings),
        "title": column.name if headings == "zh" else column.heading,
        "type": TYPES[column.type],
        "description": f"{column.explanation.zh} {column.explanation.en}",
    }
    example = example_of(form, column, year, headings)
    return (
        field
        | ({"example": example} if example else {})
        | ({"constraints": constraints} if constraints else {})
    )
