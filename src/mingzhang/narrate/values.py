"""The figures that sentences speak of: this year's cells, last year's, and what no statement prints."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mingzhang.facts.model import ClaimCell, Disclosure, Fact, address_of
from mingzhang.kit.address import CellAddress

FIGURES = "figures/"
_HALF_A_PLACE = Decimal("0.005")
OPERATING_EXPENSES = "operating_expenses"
"""The figure 机关运行经费 of administrative and civil-servant-managed units together."""
OPERATING_PARTS = tuple(
    f"supplementary_statistics/operating_expenses_{kind}/amount"
    for kind in ("administrative", "civil_servant_managed")
)


class Values:
    """Amounts in 万元 (counts as they are) by address; a blank cell of a present statement is zero.

    `zero_figures` are zero where no record gives them; `zero_without` names the cells that must be zero
    for a missing count to be zero too.
    """

    def __init__(
        self,
        disclosure: Disclosure,
        prior: Disclosure | None,
        zero_figures: list[str] | None = None,
        zero_without: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.disclosure = disclosure
        self._cells = _cells(disclosure)
        self._present = {statement.id for statement in disclosure.statements}
        self._figures = {fact.code: fact.value for fact in disclosure.figures}
        self._zero_figures = frozenset(zero_figures or ())
        self._zero_without = dict(zero_without or {})
        self.has_prior = prior is not None
        self._prior_cells = {} if prior is None else _cells(prior)
        self._prior_present = set() if prior is None else {item.id for item in prior.statements}
        self._prior_figures = {} if prior is None else {fact.code: fact.value for fact in prior.figures}

    def at(self, reference: str) -> Decimal | None:
        """This year's value of `figures/<name>` or a cell; None where it is not known."""
        if reference.startswith(FIGURES):
            return self._figure(reference.removeprefix(FIGURES))
        return _value(self._cells, self._present, CellAddress.parse(reference))

    def prior(self, reference: str) -> Decimal | None:
        """Last year's value of the same; None where it is not known."""
        if reference == FIGURES + OPERATING_EXPENSES:
            parts = [self.prior(part) for part in OPERATING_PARTS]
            known = [part for part in parts if part is not None]
            return sum(known, Decimal(0)) if len(known) == len(parts) else None
        if reference.startswith(FIGURES):
            value = self._prior_figures.get(reference.removeprefix(FIGURES))
            return None if value is None else Decimal(value)
        return _value(self._prior_cells, self._prior_present, CellAddress.parse(reference))

    def _figure(self, name: str) -> Decimal | None:
        value = self._figures.get(name)
        if value is not None:
            return Decimal(value)
        if name in self._zero_figures:
            return Decimal(0)
        cells = self._zero_without.get(name)
        return Decimal(0) if cells and not any(self.at(cell) for cell in cells) else None

    def state_figure(
        self, reference: str, value: Decimal, label: str | None = None, column: str = ""
    ) -> None:
        """A figure that a sentence states stands among the disclosure's figures from now on."""
        name = reference.removeprefix(FIGURES)
        if reference.startswith(FIGURES) and self._figures.get(name) is None:
            self._figures[name] = f"{value:f}"
            fact = Fact(code=name, label=label, column=column or "amount", value=f"{value:f}")
            self.disclosure.figures.append(fact)

    def add_up(self, references: list[str]) -> bool:
        """Whether the first amount is the sum of the others, each printed with two decimals."""
        total, *parts = (self.at(reference) or Decimal(0) for reference in references)
        return abs(total - sum(parts)) <= _HALF_A_PLACE * len(references)

    def printed(self, statement_id: str) -> bool:
        """Whether the statement is there and has figures."""
        statement = self.disclosure.statement(statement_id)
        return statement is not None and bool(statement.facts)

    def rows(self, statement_id: str, column: str) -> list[tuple[str, str | None]]:
        """(code, label) of every printed cell of a column, in order."""
        statement = self.disclosure.statement(statement_id)
        facts = [] if statement is None else statement.facts
        return [(fact.code, fact.label) for fact in facts if fact.column == column]

    def codes(self, statement_id: str) -> list[str]:
        """Codes of the statement's rows in printed order, each once."""
        statement = self.disclosure.statement(statement_id)
        return list(dict.fromkeys(fact.code for fact in (statement.facts if statement else ())))

    def budgeted(self) -> list[str]:
        """Functional codes that have an original budget."""
        prefix = "original_budget/"
        return [code.removeprefix(prefix) for code in self._figures if code.startswith(prefix)]

    def operating_expenses(self) -> str:
        """Where 机关运行经费 stands: the one cell that has money, or the figure where both have."""
        filled = [part for part in OPERATING_PARTS if self.at(part)]
        return (
            filled[0]
            if len(filled) == 1
            else (FIGURES + OPERATING_EXPENSES if filled else OPERATING_PARTS[0])
        )


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
    if reference.startswith(FIGURES):
        return ClaimCell(figure=reference.removeprefix(FIGURES))
    address = CellAddress.parse(reference)
    return ClaimCell(statement=address.statement, side=address.side, code=address.code, column=address.column)


def prior_cell(reference: str) -> ClaimCell | None:
    """Last year's value of a cell, as the base of a change; a figure's stands nowhere."""
    return None if reference.startswith(FIGURES) else ClaimCell(figure=f"prior/{reference}")
