"""Tables of a package as CSV, and the whole of an empty package."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping

from mingzhang.compile.descriptor import NAME
from mingzhang.compile.template.descriptor import ENCODING, descriptor
from mingzhang.compile.template.dictionary import dictionary_page
from mingzhang.compile.template.naming import (
    example_of,
    file_name,
    heading,
    said,
    sheet_name,
    written_value,
)
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard
from mingzhang.standard.package import PackageForm, PackageTable
from mingzhang.standard.registers.tables import only_registers

Row = Mapping[str, str]
"""Column (English) → cell in the one form: codes, 元 with a decimal point, ISO 8601; blank = absent."""


def table_csv(form: PackageForm, table: PackageTable, rows: Iterable[Row], headings: Language) -> bytes:
    """The table's file: headings and values in their language, every column, UTF-8 with a mark."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heading(column, headings) for column in table.columns)
    for row in rows:
        writer.writerow(
            written_value(form, column, row.get(column.name, ""), headings) for column in table.columns
        )
    return stream.getvalue().encode(ENCODING)


def package_files(
    standard: Standard,
    year: int,
    variant: str,
    headings: Language,
    rows: Mapping[str, Iterable[Row]],
    registers: Collection[str] = (),
) -> dict[str, bytes]:
    """Every file of a package, by its path in the folder; a table that `rows` lacks has its header only.

    A register has a file where `registers` names it or `rows` has its table.
    """
    every = standard.sources
    held = {table.register for name, table in every.tables.items() if table.register and name in rows}
    form = only_registers(every, {*registers, *held})
    tables = form.tables.values()
    files = {NAME: descriptor(standard, year, variant, headings, tables)}
    for table in tables:
        files[file_name(table, headings)] = table_csv(form, table, rows.get(table.table, ()), headings)
    files[f"{said(form.words.dictionary, headings)}.md"] = dictionary_page(every, year, headings).encode()
    files |= _examples(form, year, headings)
    return files


def _examples(form: PackageForm, year: int, headings: Language) -> dict[str, bytes]:
    """One row per table, in a folder of its own that compile does not look into."""
    folder = said(form.words.examples, headings)
    return {
        f"{folder}/{sheet_name(table, headings)}.csv": table_csv(
            form,
            table,
            [{column.name: example_of(form, column, year, headings) for column in table.columns}],
            headings,
        )
        for table in form.tables.values()
    }
