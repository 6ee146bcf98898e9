"""Every cell of a package's statements, computed row by row in plain Python: what SQL must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

from source_packages import FISCAL, Records, Row, fen

Cell = tuple[str, str | None, str, str]
PUBLIC = ("302", "307", "310", "312", "313", "399")
TRIPS = {
    "overseas_trips": ("30212",),
    "vehicle_purchase": ("30913", "31013"),
    "vehicle_operation": ("30231",),
}
THREE = TRIPS | {"reception": ("30217",), "vehicles": ("30913", "31013", "30231")}
THREE = THREE | {"total": tuple(code for codes in THREE.values() for code in codes)}


def expected_cells(records: Records, takes: Callable[[str], bool] = lambda unit: True) -> dict[Cell, str]:
    """Cell → printed value; cells that are exactly zero are left out."""
    tables = {
        name: [row for row in rows if "unit" not in row or takes(row["unit"])]
        for name, rows in records.tables.items()
    }
    sums: dict[Cell, int] = defaultdict(int)
    for row in tables["income"]:
        _income(sums, row, fen(row["amount"]))
    for row in tables["expenditure"]:
        _expenditure(sums, row, fen(row["amount"]))
    for row in tables["balances"]:
        _balance(sums, row, fen(row["amount"]))
    for row in tables["budget"]:
        if row["stage"] == "prepared":
            _three_public(sums, row, "budget")
    if records.variant == "shanxi":
        for row in tables["adjustments"]:
            _three_public(sums, row, "budget")
    kinds = {row["code"]: row["kind"] for row in records.tables["units"]}
    printed = {cell: _wan(amount) for cell, amount in sums.items() if amount}
    return printed | _statistics(tables, kinds)


def _wan(amount: int) -> str:
    """Half away from zero to 万元 with two decimals."""
    exact = Fraction(abs(amount), 10_000)
    whole = int(exact + Fraction(1, 2))
    sign = "-" if amount < 0 and whole else ""
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def _codes(code: str) -> list[str]:
    return ["total", code[:3], code[:5], code]


def _income(sums: dict[Cell, int], row: Row, amount: int) -> None:
    source = row["source"]
    fiscal = source in FISCAL
    for code in (source, "current_year_total", "total"):
        sums["income_expenditure_summary", "income", code, "amount"] += amount
        if fiscal:
            sums["appropriation_summary", "income", code, "amount"] += amount
    for code in _codes(row["functional"]):
        sums["income", None, code, "total"] += amount
        sums["income", None, code, "appropriation" if fiscal else source] += amount
        if source in FISCAL[1:]:
            sums[source, None, code, "income"] += amount


def _expenditure(sums: dict[Cell, int], row: Row, amount: int) -> None:
    source, nature = row["source"], row["nature"]
    category = row["functional"][:3]
    for code in (category, "current_year_total", "total"):
        sums["income_expenditure_summary", "expenditure", code, "amount"] += amount
        if source in FISCAL:
            for column in ("total", source):
                sums["appropriation_summary", "expenditure", code, column] += amount
    for code in _codes(row["functional"]):
        for column in ("total", nature):
            sums["expenditure", None, code, column] += amount
            if source in FISCAL:
                statement = source if source != "general_public_budget" else "general_budget_expenditure"
                sums[statement, None, code, column] += amount
    if source == "general_public_budget" and nature == "basic":
        economic = row["economic"]
        codes = ["total", economic[:3], economic]
        codes += ["personnel"] if economic[:3] in ("301", "303") else []
        codes += ["public"] if economic[:3] in PUBLIC else []
        for code in codes:
            sums["general_budget_basic", None, code, "amount"] += amount
    _three_public(sums, row, "actual")


def _three_public(sums: dict[Cell, int], row: Row, code: str) -> None:
    if row["source"] in FISCAL and row["nature"] in ("basic", "project"):
        for column, economic in THREE.items():
            if row["economic"] in economic:
                sums["three_public_expenses", None, code, column] += fen(row["amount"])


def _balance(sums: dict[Cell, int], row: Row, amount: int) -> None:
    source = row["source"]
    opening = row["kind"] in ("opening", "opening_adjustment")
    code = "opening" if opening else row["kind"]
    side = "income" if code in ("opening", "surplus_used") else "expenditure"
    for line in (code, "total"):
        sums["income_expenditure_summary", side, line, "amount"] += amount
    if source not in FISCAL:
        return
    if opening:
        for line in ("opening", f"opening_{source}", "total"):
            sums["appropriation_summary", "income", line, "amount"] += amount
    else:
        for line in ("closing", "total"):
            for column in ("total", source):
                sums["appropriation_summary", "expenditure", line, column] += amount
    if source in FISCAL[1:]:
        for line in _codes(row["functional"]):
            sums[source, None, line, "opening_balance" if opening else "closing_balance"] += amount


def _statistics(tables: dict[str, list[Row]], kinds: dict[str, str]) -> dict[Cell, str]:
    money: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for row in tables.get("contracts", []):
        if row["date"].startswith("2024") and row["method"] != "not_government_procurement":
            for code in ("total", row["kind"]):
                money[f"procurement_{code}"] += fen(row["amount"])
    for row in tables["expenditure"]:
        kind = kinds[row["unit"]]
        public = row["economic"][:3] in PUBLIC and row["source"] == "general_public_budget"
        if kind in ("administrative", "civil_servant_managed") and public and row["nature"] == "basic":
            money[f"operating_expenses_{kind}"] += fen(row["amount"])
    for row in tables.get("vehicles", []):
        for code in ("total", row["category"]):
            counts[f"vehicles_{code}"] += 1
    for row in tables.get("equipment", []):
        counts["equipment"] += fen(row["price"]) >= 100_000_000
    statement = "supplementary_statistics"
    cells: dict[Cell, str] = {
        (statement, None, code, "amount"): _wan(item) for code, item in money.items() if item
    }
    return cells | {(statement, None, code, "count"): str(item) for code, item in counts.items() if item}


def expected_figures(records: Records, takes: Callable[[str], bool] = lambda unit: True) -> dict[str, str]:
    """Figure → printed value, as far as records speak of it (grades and projects are not among them)."""
    tables = records.tables
    money: dict[str, int] = defaultdict(int)
    general = {row["functional"] for row in tables["budget"] if _prepared(row, FISCAL[0])}
    for row in tables["budget"]:
        if takes(row["unit"]) and _prepared(row, FISCAL[0]):
            for code in _codes(row["functional"]):
                money[f"original_budget/{code}"] += fen(row["amount"])
        elif takes(row["unit"]) and _prepared(row, *FISCAL[1:]) and row["functional"] not in general:
            money[f"original_budget/{row['functional']}"] += fen(row["amount"])
    for row in tables["contracts"]:
        if row["date"].startswith("2024") and row["method"] != "not_government_procurement":
            for code, sizes in (("sme", ("medium", "small", "micro")), ("micro", ("small", "micro"))):
                if takes(row["unit"]) and row["supplier_size"] in sizes:
                    money[f"procurement_{code}"] += fen(row["amount"])
                    if row["reserved"] == ("sme" if code == "sme" else "micro_small"):
                        money[f"procurement_reserved_{code}"] += fen(row["amount"])
    counts: dict[str, int] = defaultdict(int)
    for row in tables["three_public"]:
        if takes(row["unit"]):
            (money if row["measure"].endswith("_amount") else counts)[row["measure"]] += (
                fen(row["value"]) if row["measure"].endswith("_amount") else int(row["value"])
            )
    return {code: _wan(amount) for code, amount in money.items()} | {
        code: str(count) for code, count in counts.items()
    }


def _prepared(row: Row, *sources: str) -> bool:
    return row["stage"] == "prepared" and row["source"] in sources
