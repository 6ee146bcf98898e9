"""The facts of one statement, taken cell by cell; what no cell took is not lost."""

from __future__ import annotations

from mingzhang.document.model import Cell
from mingzhang.facts.model import Fact, Statement
from mingzhang.kit.address import CellAddress
from mingzhang.present.cells import NOWHERE

Slot = tuple[str | None, str, str]
"""(side, code, column)."""


class Figures:
    """Hands out every fact once; a slot with several facts (a row printed twice) hands them out in turn."""

    def __init__(self, statement: Statement, unreadable: str) -> None:
        self.statement = statement
        self.unreadable = unreadable
        self._facts: dict[Slot, list[Fact]] = {}
        self._taken: set[int] = set()
        for fact in statement.facts:
            self._facts.setdefault((fact.side, fact.code, fact.column), []).append(fact)

    def times(self, side: str | None, code: str) -> int:
        """How often a row with this code stands in the statement."""
        return max(
            (len(facts) for (at, of, _), facts in self._facts.items() if (at, of) == (side, code)), default=0
        )

    def codes(self, side: str | None) -> list[str]:
        """The codes with facts, in printed order."""
        return list(dict.fromkeys(of for at, of, _ in self._facts if at == side))

    def label(self, side: str | None, code: str, time: int = 0) -> str | None:
        """The label that the row is printed with."""
        for (at, of, _), facts in self._facts.items():
            if (at, of) == (side, code) and len(facts) > time and facts[time].label:
                return facts[time].label
        return None

    def has_money(self, side: str | None, column: str) -> bool:
        """Whether any fact of the column is other than zero."""
        return any(
            fact.value is not None and not is_zero(fact.value)
            for (at, _, of), facts in self._facts.items()
            if (at, of) == (side, column)
            for fact in facts
        )

    def cell(self, side: str | None, code: str, column: str, time: int = 0) -> Cell:
        """The figure's cell, blank where there is none; a blank cell of a row has its address too."""
        facts = self._facts.get((side, code, column), [])
        first = bool(code) and time == 0
        address = str(CellAddress(self.statement.id, side, code, column)) if first else None
        if time >= len(facts):
            return Cell("", NOWHERE, align="right", address=address)
        fact = facts[time]
        self._taken.add(id(fact))
        shown = self.unreadable if fact.value is None else fact.value
        return Cell(shown, NOWHERE, stored=fact.stored, align="right", address=address)

    def left(self) -> list[Fact]:
        """The facts that no cell took; a zero may be left out."""
        return [
            fact for fact in self.statement.facts if id(fact) not in self._taken and not is_zero(fact.value)
        ]


def is_zero(value: str | None) -> bool:
    """Whether a figure is printed as zero."""
    return value is not None and not value.strip("-0.")
