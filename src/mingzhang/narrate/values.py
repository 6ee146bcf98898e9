"""The figures that sentences speak of: this year's cells, last year's, and what no statement prints."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mingzhang.facts.model import ClaimCell, Disclosure, address_of
from mingzhang.kit.address import CellAddress

PERSONNEL = frozenset(("301", "303"))
"""Economic classes of personnel; public funds are all others (财政部, 支出经济分类科目)."""


class Values:
    """Amounts in 万元 (counts as they are) by address; a blank cell of a present statement is zero."""

    def __init__(self, disclosure: Disclosure, prior: Disclosure | None) -> None:
        self.disclosure = disclosure
        self._cells = _cells(disclosure)
        self._present = {statement.id for statement in disclosure.statements}
        self._figures = {fact.code: fact.value for fact in disclosure.figures}
        self._prior_cells = {} if prior is None else _cells(prior)
        self._prior_present = set() if prior is None else {item.id for item in prior.statements}

    def cell(self, address: CellAddress) -> Decimal | None:
        """This year's value; None where the statement is absent or the cell could not be read."""
        return _value(self._cells, self._present, address)

    def prior(self, address: CellAddress) -> Decimal | None:
        """Last year's value of the same cell; None where it is not known."""
        return _value(self._prior_cells, self._prior_present, address)

    def figure(self, name: str) -> Decimal | None:
        """A figure that no statement prints; None where the records do not give it."""
        value = self._figures.get(name)
        return None if value is None else Decimal(value)

    def rows(self, statement_id: str, column: str) -> list[tuple[str, str]]:
        """(code, label) of every printed cell of a column, in order."""
        statement = self.disclosure.statement(statement_id)
        facts = [] if statement is None else statement.facts
        return [(fact.code, fact.label or fact.code) for fact in facts if fact.column == column]

    def economic_items(self, kind: str) -> list[str]:
        """Names of the economic 款 of `personnel` (301, 303) or `public` funds (the others) with money."""
        return [
            label
            for code, label in self.rows("general_budget_basic", "amount")
            if len(code) == 5
            and code.isdigit()
            and (code[:3] in PERSONNEL) == (kind == "personnel")
            and self.at(f"general_budget_basic/{code}/amount")
        ]

    def at(self, reference: str) -> Decimal | None:
        """`figures/<name>` or a cell address."""
        if reference.startswith("figures/"):
            return self.figure(reference.removeprefix("figures/"))
        return self.cell(CellAddress.parse(reference))


def _cells(disclosure: Disclosure) -> dict[CellAddress, str | None]:
    return {
        address_of(statement, fact): fact.value
        for statement in disclosure.statements
        for fact in statement.facts
    }


def _value(
    cells: Mapping[CellAddress, str | None], present: set[str], address: CellAddress
) -> Decimal | None:
    if address.statement not in present:
        return None
    value = cells.get(address, "0")
    return None if value is None else Decimal(value)


def claim_cell(reference: str) -> ClaimCell:
    """A reference as the cell of a claim."""
    if reference.startswith("figures/"):
        return ClaimCell(figure=reference.removeprefix("figures/"))
    address = CellAddress.parse(reference)
    return ClaimCell(statement=address.statement, side=address.side, code=address.code, column=address.column)


def prior_cell(reference: str) -> ClaimCell:
    """Last year's value of a cell, as the base of a change."""
    return ClaimCell(figure=f"prior/{reference}")
