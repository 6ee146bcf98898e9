"""Basic expenditure by unit, subject and economic 款, with its original budget and adjustments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gaoping_case.money import fen, matrix, shared, split, yuan
from gaoping_case.published import PERSONNEL, Published

BUREAU = "020001"
SOURCE = "general_public_budget"
QUARTERS = (3, 6, 9, 12)
SMALL = 100000
"""Amounts below 1,000 元 (in 分) are spent at once."""

Cells = dict[tuple[str, str, str], int]
"""(unit, functional, economic) → 分."""


def basic_cells(case: dict[str, Any], amounts: dict[str, int]) -> Cells:
    """The published totals by subject and by economic 款, shared out between them and over the units."""
    rows = {name[:7]: amount for name, amount in amounts.items() if name.endswith("/basic")}
    columns = {
        name.removeprefix("economic/"): amount
        for name, amount in amounts.items()
        if name.startswith("economic/")
    }
    cells: Cells = {}
    for (functional, economic), amount in sorted(matrix(rows, columns, case["pairs"]).items()):
        shares = case["personnel_units"]
        weights = shares.get(functional, shares["*"]) if economic[:3] in PERSONNEL else {BUREAU: 100}
        for unit, part in shared(amount, weights).items():
            if part:
                cells[unit, functional, economic] = part
    return cells


def basic_expenditure(case: dict[str, Any], cells: Cells) -> Iterator[dict[str, str]]:
    """Payments: wages by month, the rest by quarter, small amounts at once."""
    for (unit, functional, economic), amount in sorted(cells.items()):
        months = tuple(range(1, 13)) if economic in case["monthly"] else QUARTERS
        if amount < SMALL:
            months = (12,)
        for month, part in zip(months, split(amount, len(months)), strict=True):
            yield {
                "date": f"2024-{month:02d}-15",
                "unit": unit,
                "functional": functional,
                "economic": economic,
                "nature": "basic",
                "source": SOURCE,
                "amount": yuan(part),
            }


def original_basic(case: dict[str, Any], published: Published, cells: Cells) -> Cells:
    """The published original budget by category, in proportion to what was spent."""
    originals = {
        **published.original_budget(),
        "224": fen(case["basic_original_224"]),
        "222": 0,
    }
    planned: Cells = {}
    for category, amount in originals.items():
        spent = {"/".join(key): value for key, value in sorted(cells.items()) if key[1].startswith(category)}
        for name, part in shared(amount, spent).items():
            unit, functional, economic = name.split("/")
            planned[unit, functional, economic] = part
    return planned


def budget_rows(planned: Cells) -> Iterator[dict[str, str]]:
    """The original budget; a subject that had none is written as 0.00, so that it is stated."""
    for (unit, functional, economic), amount in sorted(planned.items()):
        yield {
            "unit": unit,
            "functional": functional,
            "economic": economic,
            "nature": "basic",
            "source": SOURCE,
            "stage": "prepared",
            "amount": yuan(amount),
            "document": "示例年初预算",
        }


def adjustment_rows(planned: Cells, cells: Cells) -> Iterator[dict[str, str]]:
    """Basic budgets are adjusted to what is needed: the difference to the amount spent."""
    for key, amount in sorted(cells.items()):
        difference = amount - planned[key]
        if difference:
            unit, functional, economic = key
            yield {
                "date": "2024-10-31",
                "document": "示例调整〔2024〕1号",
                "unit": unit,
                "functional": functional,
                "economic": economic,
                "nature": "basic",
                "source": SOURCE,
                "amount": yuan(difference),
            }
