"""The amounts behind the cells: what a workbook computes with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.model import Disclosure, Fact, Statement, address_of
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import FEN_PER_UNIT, places

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """One cell: its number in the unit of its statement, how many places it shows, how exact it is.

    `slack`: half a unit of the last printed place where only the printed value is known, else 0.
    """

    number: Fraction
    shown: int
    slack: Fraction
    exact: bool


class Amounts:
    """The amounts of a disclosure by address, stored ones before printed ones."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._amounts: dict[str, Amount] = {}
        self.unreadable: set[str] = set()
        self._fen: dict[str, int] = {}
        for statement in disclosure.statements:
            self._fen[statement.id] = FEN_PER_UNIT.get(statement.currency_unit or "", 1)
            for fact in statement.facts:
                self._add(statement, fact)

    def _add(self, statement: Statement, fact: Fact) -> None:
        address = str(address_of(statement, fact))
        if fact.value is None:
            self.unreadable.add(address)
            return
        number = fact.stored if fact.stored is not None else fact.value
        shown = places(fact.value)
        whole = statement.currency_unit == "元" and shown >= 2
        exact = fact.stored is not None or whole or fact.column == "count"
        slack = _ZERO if exact else Fraction(1, 2 * 10**shown)
        self._amounts.setdefault(address, Amount(Fraction(number), shown, slack, exact))

    def of(self, address: CellAddress | str) -> Amount | None:
        """The amount of a cell, None where it is blank."""
        return self._amounts.get(str(address))

    def number(self, address: CellAddress) -> Fraction:
        """The number of a cell in its statement's unit; a blank cell is zero."""
        found = self.of(address)
        return _ZERO if found is None else found.number

    def factor(self, source: CellAddress, target: CellAddress) -> Fraction:
        """What turns the source's unit into the target's (counts are never turned)."""
        if source.column == "count" or source.statement == target.statement:
            return Fraction(1)
        return Fraction(self._fen.get(source.statement, 1), self._fen.get(target.statement, 1))
