"""Where a figure comes from: the records it is the sum of, and the identities it takes part in."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from mingzhang.app.workbench.records import Books, Row, write_books
from mingzhang.checks.cells.identity_breach import Quotes, operands_of
from mingzhang.compile.declaration import declared_cells
from mingzhang.compile.package import open_package
from mingzhang.compile.profile import scope_of
from mingzhang.compile.trace import cell_address, selection_of, trace_cell
from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure
from mingzhang.identities.cells import cells_of
from mingzhang.identities.ground import Grounding, ground
from mingzhang.kit.address import CellAddress
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard, load_standard


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell in an identity: its words, its address, its printed value and its sign."""

    place: str
    address: str
    value: str | None
    minus: bool


@dataclass(frozen=True, slots=True)
class CellIdentity:
    """An identity that the cell takes part in, laid out with its figures: totals = parts."""

    rule: str
    title: str
    relation: str
    totals: list[Operand]
    parts: list[Operand]
    broken: bool


@dataclass(slots=True)
class CellOrigin:
    """`records`: rows of the source files that the cell sums (`amount` in 元; 1 for a thing counted)."""

    address: str
    records: list[dict[str, str]] = field(default_factory=list)
    more: int = 0
    identities: list[CellIdentity] = field(default_factory=list)


def cell_origin(
    books: Books, identities: IdentityIndex, cell: str, language: Language, limit: int = 200
) -> CellOrigin:
    """The records (at most `limit`, `more` counts the rest) and the identities behind a compiled cell.

    UsageError where no such cell is compiled.
    """
    address = cell_address(cell)
    origin = CellOrigin(cell)
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        directory = Path(folder)
        write_books(replace(books, tables=_behind(books, address), prior=None), directory)
        with open_package(directory) as package:
            table = directory / "trace.out"
            trace_cell(package, selection_of(package, address), scope_of(package, None), table)
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if len(origin.records) < limit:
                    origin.records.append(row)
                else:
                    origin.more += 1
    origin.identities = identities.of(str(address), language)
    return origin


def _behind(books: Books, address: CellAddress) -> dict[str, Sequence[Row]]:
    """The tables whose records the cell may be the sum of, so that no others are loaded."""
    standard = load_standard("cn", books.fiscal_year)
    tables = {"units"}
    for cells in declared_cells(standard, standard.variants[books.variant], books.fiscal_year):
        if cells.statement == address.statement and cells.column == (address.column or cells.column):
            tables |= {records.table for records in cells.selects(address.code) or ()}
    return {name: rows for name, rows in books.tables.items() if name in tables}


class IdentityIndex:
    """All identities of one disclosure, grounded once; then those of any cell are found at once."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._standard = load_standard("cn", disclosure.fiscal_year)
        self._batch = Batch.of([disclosure])
        cells = cells_of(self._batch)
        self._rows = {str(cells.address(row)): row for row in range(len(cells.fen))}
        self._groundings = {
            name: ground(self._batch, identity, self._standard)
            for name, identity in self._standard.identities.items()
        }

    def of(self, address: str, language: Language) -> list[CellIdentity]:
        """The identities that the cell takes part in, each laid out with its figures."""
        row = self._rows.get(address)
        if row is None:
            return []
        return [
            _identity(self._batch, grounding, int(group), name, self._standard, language)
            for name, grounding in self._groundings.items()
            for group in np.unique(grounding.group[grounding.rows == row])
        ]


def _identity(
    batch: Batch, grounding: Grounding, group: int, name: str, standard: Standard, language: Language
) -> CellIdentity:
    sides: dict[bool, list[Operand]] = {True: [], False: []}
    for operand in operands_of(
        Quotes(batch, grounding.rows[grounding.entries(group)]), grounding, group, standard
    ):
        fact = operand.fact
        address = CellAddress(fact.statement or "", fact.side, fact.code or "", fact.column or "")
        minus = (operand.coefficient < 0) is operand.is_total
        if operand.row is not None:
            sides[operand.is_total].append(
                Operand(operand.place.said(language), str(address), fact.value, minus)
            )
    return CellIdentity(
        rule=name,
        title=standard.identities[name].title.text().said(language),
        relation=grounding.identity.relation,
        totals=sides[True],
        parts=sides[False],
        broken=bool(grounding.broken[group]),
    )
