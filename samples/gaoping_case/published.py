"""The published facts that the package must reproduce, from `gaoping-2024.json`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from gaoping_case.amounts import PrintedSum, exact_amounts
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure, Evaluation

NATURES = ("basic", "project")
PERSONNEL = ("301", "303")


class Published:
    """Cells in hundredths of 万元, figures as printed, forms by their place (F01 to F27)."""

    def __init__(self, path: Path) -> None:
        self.disclosure: Disclosure = decode_disclosure(path.read_bytes(), path.name)
        self.forms: dict[str, Evaluation] = {
            f"F{place:02d}": form for place, form in enumerate(self.disclosure.evaluations, 1)
        }

    def cells(self, statement: str, column: str) -> dict[str, int]:
        """Code → printed amount."""
        found = self.disclosure.statement(statement)
        assert found is not None
        return {
            fact.code: hundredths(fact.value)
            for fact in found.facts
            if fact.column == column and fact.value is not None
        }

    def figure(self, code: str) -> int:
        """A figure of the explanation, 万元 in hundredths."""
        return hundredths(next(fact.value for fact in self.disclosure.figures if fact.code == code))

    def claim(self, measure: str, **about: str) -> int:
        """What the explanation states of one cell, in hundredths; a decrease is negative."""
        for claim in self.disclosure.claims:
            cell = claim.about
            if claim.measure == measure and cell and all(getattr(cell, k) == v for k, v in about.items()):
                sign = -1 if claim.direction == "decrease" else 1
                return sign * hundredths(claim.value)
        raise KeyError((measure, about))

    def solve(self, fixed: dict[str, int]) -> dict[str, int]:
        """Leaf → 分. Leaves: `2240106/project`, `economic/30101`, `three_public/vehicle_operation`."""
        expenditure = {nature: self.cells("expenditure", nature) for nature in NATURES}
        economic = self.cells("general_budget_basic", "amount")
        sums = [*_functional(expenditure, self.cells("expenditure", "total")), *_economic(economic)]
        operation = self.cells("three_public_expenses", "vehicle_operation")["actual"]
        sums += [
            PrintedSum("vehicles/project", ("vehicles/project",), operation - economic["30231"]),
            PrintedSum("three_public", ("vehicles/project", "economic/30231"), operation),
        ]
        basic = tuple(f"{code}/basic" for code in expenditure["basic"] if len(code) == 7)
        everything = tuple(f"economic/{code}" for code in economic if len(code) == 5)
        medical = (("2101103/basic",), ("economic/30111",))
        return exact_amounts(sums, fixed, [(basic, everything), medical])

    def original_budget(self) -> dict[str, int]:
        """Category → the original budget in 分 that prints as the explanation states it."""
        codes = ("208", "210", "221", "224")
        sums = [PrintedSum(code, (code,), self.figure(f"original_budget/{code}")) for code in codes]
        sums.append(PrintedSum("total", codes, self.figure("original_budget/total")))
        return exact_amounts(sums, {}, [])


def hundredths(value: object) -> int:
    """A printed amount in hundredths of its unit; ValueError where it has more decimals."""
    scaled = Decimal(str(value)) * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{value}: more than two decimals")
    return int(scaled)


def _functional(columns: dict[str, dict[str, int]], totals: dict[str, int]) -> list[PrintedSum]:
    sums = []
    for code, printed in totals.items():
        prefix = "" if code == "total" else code
        leaves: list[str] = []
        for nature, cells in columns.items():
            own = [f"{item}/{nature}" for item in cells if len(item) == 7 and item.startswith(prefix)]
            if code in cells:
                sums.append(PrintedSum(f"{code}/{nature}", tuple(own), cells[code]))
            leaves += own
        sums.append(PrintedSum(f"{code}/total", tuple(leaves), printed))
    return sums


def _economic(cells: dict[str, int]) -> list[PrintedSum]:
    items = [code for code in cells if len(code) == 5 and code.isdigit()]
    chosen = {
        "total": items,
        "personnel": [code for code in items if code[:3] in PERSONNEL],
        "public": [code for code in items if code[:3] not in PERSONNEL],
    }
    sums = []
    for code, printed in cells.items():
        own = chosen.get(code) or [item for item in items if item.startswith(code)]
        sums.append(PrintedSum(f"economic/{code}", tuple(f"economic/{item}" for item in own), printed))
    return sums
