"""Workbooks: read into the tables of a source package, and the empty one to fill in."""

from __future__ import annotations

from pathlib import Path

from mingzhang.app.workbench.records import Books, InvalidBooks, problems_of
from mingzhang.compile.imports.grids import read_grids
from mingzhang.compile.imports.workbook import imported
from mingzhang.compile.imports.zeros import restore_zeros
from mingzhang.compile.problems import InvalidPackage, Problems
from mingzhang.compile.template.tables import table_csv
from mingzhang.compile.template.workbook import template_workbook
from mingzhang.kit.language import Language
from mingzhang.standard.load import load_standard


def workbook_to_csv(workbook: Path, directory: Path, known: Books, max_size: int) -> list[str]:
    """Writes every table that the workbook has rows of as `<table>.csv` into `directory`; their names.

    Sheets are known by the tables' names, columns by their headings; codes that a spreadsheet robbed of
    their leading zeros get them back from the records that are `known`. Raises InvalidBooks with every bad
    cell, its place in `table` (`Sheet!B7`), or UnreadableInput where it is no workbook.
    """
    form = load_standard("cn", known.fiscal_year).sources
    problems = Problems()
    try:
        found = imported(read_grids(workbook, max_size), None, form, problems)
    except InvalidPackage as error:
        raise InvalidBooks(problems_of(error.problems.errors)) from None
    rows = {table: [dict(row) for row in held] for table, held in known.tables.items()}
    restore_zeros(found.records, form, rows, problems)
    for table, records in found.records.items():
        cells = (record.cells for record in records)
        (directory / f"{table}.csv").write_bytes(table_csv(form, form.tables[table], cells, "en"))
    return list(found.records)


def empty_workbook(year: int, variant: str, language: Language) -> bytes:
    """The documented workbook with a sheet for every table, to be filled in and imported."""
    return template_workbook(load_standard("cn", year), year, variant, language)
