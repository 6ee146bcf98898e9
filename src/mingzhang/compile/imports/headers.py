"""Which sheet holds which table, and in which row its headings stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.compile.imports.cells import MoneyUnit, shown
from mingzhang.compile.imports.grids import Grid
from mingzhang.kit.chinese import fold
from mingzhang.standard.package import PackageForm, PackageTable

SEARCHED = 30
"""Rows from the top among which the headings are looked for."""
_SURE = 4
"""Needed headings that no sheet has by chance."""
_UNITS: tuple[MoneyUnit, ...] = ("千元", "万元", "亿元", "元", "分")
_IN_BRACKETS = re.compile(r"[(\[](?:单位[::]?)?(千元|万元|亿元|元|分)[)\]]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its text folded, the unit of money that it names, its column from 1."""

    text: str
    unit: MoneyUnit | None
    column: int


def folded(text: str) -> str:
    """How headings are compared: NFKC, no white space, small letters, no mark of a needed column."""
    return fold(text).lower().strip("*")


def headings_of(grid: Grid, row: int, rows: int = 1) -> list[Heading]:
    """The headings in `rows` rows from `row`, each joined from above (`above/below`)."""
    found = []
    width = max((len(line) for line in grid.rows[row - 1 : row - 1 + rows]), default=0)
    for column in range(1, width + 1):
        parts = (folded(shown(grid.cell(row + step, column))) for step in range(rows))
        text = "/".join(dict.fromkeys(part for part in parts if part))
        if text:
            bracket = _IN_BRACKETS.search(text)
            unit = next((unit for unit in _UNITS if bracket and bracket.group(1) == unit), None)
            found.append(Heading(text, unit, column))
    return found


def table_of_sheet(grid: Grid, form: PackageForm) -> PackageTable | None:
    """The table that a sheet is named after, in Chinese or English."""
    wanted = fold(grid.name).lower()
    return next((table for table in form.tables.values() if wanted in table.known_names()), None)


def is_own_page(grid: Grid, form: PackageForm) -> bool:
    """Whether the sheet is one of those of our workbook that hold no records."""
    words = form.words
    pages = (words.guide, words.values, words.dictionary, words.examples)
    return fold(grid.name).lower() in {fold(name).lower() for page in pages for name in (page.zh, page.en)}


def tables_alike(grid: Grid, form: PackageForm) -> list[PackageTable]:
    """The tables with the most needed headings, several, that all stand in one row of the sheet: what is
    surely a table of ours under another name."""
    alike: dict[int, list[PackageTable]] = {}
    for table in form.tables.values():
        needed = {column.name for column in table.columns if column.required}
        row = header_row(grid, set(table.known_headings()))
        if row is not None and needed <= assigned(headings_of(grid, row), table).keys():
            alike.setdefault(len(needed), []).append(table)
    most = max(alike, default=0)
    return alike[most] if most >= _SURE else []


def assigned(headings: Iterable[Heading], table: PackageTable) -> dict[str, list[Heading]]:
    """Our columns with the headings that name them, a unit of money in brackets left aside."""
    known = table.known_headings()
    columns: dict[str, list[Heading]] = {}
    for heading in headings:
        name = known.get(heading.text) or known.get(_IN_BRACKETS.sub("", heading.text))
        if name is not None:
            columns.setdefault(name, []).append(heading)
    return columns


def header_row(grid: Grid, wanted: set[str], rows: int = 1) -> int | None:
    """The row from 1 that has most of the wanted (folded) headings, at least half of them or two."""
    best, most = None, 0
    for row in range(1, min(SEARCHED, len(grid.rows)) + 1):
        texts = {form for heading in headings_of(grid, row, rows) for form in _forms(heading.text)}
        count = len(wanted & texts)
        if count > most:
            best, most = row, count
    return best if most >= min(2, len(wanted)) else None


def _forms(text: str) -> Iterator[str]:
    yield text
    yield _IN_BRACKETS.sub("", text)


def unit_above(grid: Grid, row: int, form: PackageForm) -> MoneyUnit | None:
    """The unit of money that a line above row `row` names: `单位：万元`."""
    labels = "|".join(re.escape(label) for label in form.words.money_labels)
    said = re.compile(rf"(?:{labels}):?(?:人民币)?({'|'.join(_UNITS)})")
    for line in grid.rows[: row - 1]:
        found = said.search(fold("".join(shown(value) for value in line)))
        if found:
            return next(unit for unit in _UNITS if unit == found.group(1))
    return None
