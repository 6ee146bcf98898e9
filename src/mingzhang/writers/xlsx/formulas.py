"""Formulas from identities: which cell is computed by which sum, and what rounding left between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from mingzhang.facts.model import Disclosure, Fact
from mingzhang.identities.defining import Definition, definitions
from mingzhang.identities.instances import Instance, Weighted, instances
from mingzhang.kit.address import CellAddress
from mingzhang.writers.publication import Publication
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.placing import Position, Positions

Terms = list[tuple[CellAddress, Fraction]]
"""Cells, each with what its number is multiplied by."""

_MONEY_PLACES = 6
"""Places of 万元 that 分 take: sums of stored amounts are rounded to them, so that binary fractions do
not move a figure that ends on a five."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell's formula without its rounding difference; `difference` = shown total − sum of the parts."""

    text: str
    difference: Fraction
    rule: str
    broken: bool
    exact: bool


def formulas_of(publication: Publication, amounts: Amounts, positions: Positions) -> dict[str, Formula]:
    """Address → formula of every derived cell that has a place in the workbook."""
    found = publication.identities
    broken = {(item.rule, cell) for item in found if item.broken for cell, _ in item.totals}
    filled = _filled(publication.disclosure, positions)
    usable = _placed(instances(filled, publication.standard, blanks=False), amounts, positions)
    return {
        str(item.cell): _formula(item, amounts, positions, (item.rule, item.cell) in broken)
        for item in definitions(usable).values()
    }


def _filled(disclosure: Disclosure, positions: Positions) -> Disclosure:
    """The disclosure with a zero in every blank cell of its forms, so that sums take these in as well."""
    filled = copy(disclosure)
    filled.statements = []
    for statement in disclosure.statements:
        known = {(fact.side, fact.code, fact.column) for fact in statement.facts}
        cells = [CellAddress.parse(address) for address in positions.of]
        blanks = [
            Fact(side=cell.side, code=cell.code, column=cell.column, value="0")
            for cell in cells
            if cell.statement == statement.id and (cell.side, cell.code, cell.column) not in known
        ]
        full = copy(statement)
        full.facts = [*statement.facts, *blanks]
        filled.statements.append(full)
    return filled


def _placed(found: Iterable[Instance], amounts: Amounts, positions: Positions) -> list[Instance]:
    """Instances over cells of the workbook: a blank cell without a place is left out of its sum, and a
    sum with a figure that has no place is left out whole."""
    usable = []
    for item in found:
        sides = [
            tuple((cell, weight) for cell, weight in side if str(cell) in positions.of)
            for side in (item.totals, item.parts)
        ]
        missing = [
            cell
            for cell, _ in (*item.totals, *item.parts)
            if str(cell) not in positions.of and amounts.of(cell) is not None
        ]
        if not missing and all(sides):
            usable.append(replace(item, totals=sides[0], parts=sides[1]))
    return usable


def _formula(definition: Definition, amounts: Amounts, positions: Positions, broken: bool) -> Formula:
    target = definition.cell
    here = positions.of[str(target)]
    terms = [(source, weight * amounts.factor(source, target)) for source, weight in definition.sources]
    sum_of_parts = sum((weight * amounts.number(source) for source, weight in terms), Fraction(0))
    known = [amounts.of(cell) for cell in (target, *(source for source, _ in definition.sources))]
    exact = any(amount is not None and amount.exact for amount in known) and target.column != "count"
    return Formula(
        text=sum_text(terms, positions, here.sheet),
        difference=amounts.number(target) - sum_of_parts,
        rule=definition.rule,
        broken=broken,
        exact=exact,
    )


def sum_text(terms: Terms, positions: Positions, sheet: str) -> str:
    """`SUM(C5:C9,'公开03表 …'!D4)-SUM(E5)`: terms gathered by their factor, neighbours as ranges."""
    by_factor: dict[Fraction, list[Position]] = {}
    for cell, factor in terms:
        by_factor.setdefault(factor, []).append(positions.of[str(cell)])
    text = ""
    for factor, cells in sorted(by_factor.items(), key=lambda item: -item[0]):
        sign = "-" if factor < 0 else "+" if text else ""
        size = abs(factor)
        times = "" if size == 1 else f"*{size.numerator}" if size.denominator == 1 else f"/{1 / size}"
        text += f"{sign}SUM({','.join(_references(cells, sheet))}){times}"
    return text


def _references(cells: Sequence[Position], sheet: str) -> list[str]:
    rest = sorted(set(cells), key=lambda at: (at.sheet != sheet, at.sheet, at.column, at.row))
    runs: list[list[Position]] = []
    for cell in rest:
        if runs and _follows(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    if len(runs) == len(rest) > 1:
        runs = _across(rest)
    return [_reference(run[0], run[-1], sheet) for run in runs]


def _across(cells: Sequence[Position]) -> list[list[Position]]:
    """Runs along a row, where there are none along columns."""
    runs: list[list[Position]] = []
    for cell in sorted(cells, key=lambda at: (at.sheet, at.row, at.column)):
        last = runs[-1][-1] if runs else None
        if last and (last.sheet, last.row, last.column + 1) == (cell.sheet, cell.row, cell.column):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _follows(last: Position, cell: Position) -> bool:
    return (last.sheet, last.column, last.row + 1) == (cell.sheet, cell.column, cell.row)


def _reference(first: Position, last: Position, sheet: str) -> str:
    name = "" if first.sheet == sheet else "'" + first.sheet.replace("'", "''") + "'!"
    begin, end = xl_rowcol_to_cell(first.row, first.column), xl_rowcol_to_cell(last.row, last.column)
    return name + (begin if begin == end else f"{begin}:{end}")


def written(formula: Formula, difference_cell: str | None) -> str:
    """The formula as a cell holds it, with its rounding difference."""
    text = formula.text + (f"+{difference_cell}" if difference_cell else "")
    return f"=ROUND({text},{_MONEY_PLACES})" if formula.exact else f"={text}"


def weighted(cells: Iterable[Weighted], target: CellAddress, amounts: Amounts) -> Terms:
    """Cells with their coefficients in the target's unit."""
    return [(cell, weight * amounts.factor(cell, target)) for cell, weight in cells]
