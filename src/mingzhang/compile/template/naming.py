"""What files, sheets, headings and values of a package are called in Chinese or in English."""

from __future__ import annotations

import re

from mingzhang.kit.language import Language
from mingzhang.standard.data import Bilingual
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable


def said(text: Bilingual, headings: Language) -> str:
    """The text in the language of the headings."""
    return text.zh if headings == "zh" else text.en


def sheet_name(table: PackageTable, headings: Language) -> str:
    """The table's sheet, and its file without ending: 支出, or `expenditure`."""
    return table.title.zh if headings == "zh" else table.table


def file_name(table: PackageTable, headings: Language) -> str:
    """The table's CSV file: 支出.csv, or `expenditure.csv`; a register's lies in a folder."""
    name = f"{sheet_name(table, headings)}.csv"
    if table.folder is None or table.register is None:
        return name
    return f"{table.folder.zh}/{name}" if headings == "zh" else f"{table.folder.en}/{table.register}.csv"


def heading(column: PackageColumn, headings: Language) -> str:
    """The column's heading: 功能科目, or `functional`."""
    return column.heading if headings == "zh" else column.name


def written_value(form: PackageForm, column: PackageColumn, code: str, headings: Language) -> str:
    """A value's code as the package has it: 基本支出, or `basic`."""
    if headings == "zh" and column.values is not None:
        return next((value.words[0] for value in form.values[column.values] if value.code == code), code)
    return code


def example_of(form: PackageForm, column: PackageColumn, year: int, headings: Language) -> str:
    """The dictionary's example, moved to the package's fiscal year."""
    shift = year - form.words.example_year
    base = form.words.example_year
    years = {str(base + step): str(base + step + shift) for step in (-1, 0, 1)}
    text = re.sub("|".join(years), lambda found: years[found.group()], column.example)
    if column.values is None or headings == "zh":
        return text
    found = (value.code for value in form.values[column.values] if text in value.spellings())
    return next(found, text)
