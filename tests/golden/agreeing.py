"""The figures of an invented unit that agree over all statements, as in a true disclosure."""

from __future__ import annotations

from random import Random

from tests.golden.invented import ECONOMIC, cells_of, invented
from tests.golden.printed import Cells


def fen(figures: dict[str, Cells], statement: str, code: str, column: str) -> int:
    return int(figures[statement].get((None, code, column), "0").replace(".", ""))


def agreeing(random: Random) -> dict[str, Cells]:
    """Basic expenditure by economic subjects is that of the general budget; 三公 holds its items and keeps
    to the budget."""
    figures = invented(random)
    basic = fen(figures, "general_budget_expenditure", "total", "basic")
    items = [item for classes in ECONOMIC.values() for items in classes.values() for item in items]
    cuts = sorted(random.randrange(basic // 100, basic) for _ in items[1:])
    amounts = dict(zip(items, (b - a for a, b in zip([0, *cuts], [*cuts, basic], strict=True)), strict=True))
    table = {item: {"amount": amount} for item, amount in amounts.items()}
    for group, classes in ECONOMIC.items():
        for code, members in classes.items():
            table[code] = {"amount": sum(amounts[item] for item in members)}
        table[group] = {"amount": sum(table[code]["amount"] for code in classes)}
    figures["general_budget_basic"] = cells_of(table)
    running = amounts["30231"] + 12_345
    spent = {
        "overseas_trips": 80_000,
        "vehicle_purchase": 0,
        "vehicle_operation": running,
        "reception": 4_321,
    }
    rows = {}
    for row, more in (("actual", 0), ("budget", 5_000)):
        parts = {name: amount + more for name, amount in spent.items() if amount}
        parts["vehicles"] = parts["vehicle_operation"]
        rows[row] = {**parts, "total": parts["overseas_trips"] + parts["vehicles"] + parts["reception"]}
    figures["three_public_expenses"] = cells_of(rows)
    return figures
