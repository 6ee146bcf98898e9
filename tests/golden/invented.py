"""The figures of an invented unit, which agree with one another, and its whole disclosure as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from mingzhang.standard.load import Standard
from tests.golden.printed import Cells, Style, printed

UNIT = "云岭县水务局"
Tree = Mapping[str, Mapping[str, Sequence[str]]]
Table = dict[str, dict[str, int]]
"""Code → column → 分."""
Damage = Callable[[list[str], Random, str], list[str]]
"""A statement's lines, a source of chance, the statement's id → the lines as an OCR engine leaves them."""

GENERAL: Tree = {
    "205": {"20502": ["2050201", "2050202", "2050299"], "20508": ["2050803"]},
    "208": {"20805": ["2080501", "2080505", "2080506"], "20899": ["2089999"]},
    "210": {"21011": ["2101101", "2101103"]},
    "221": {"22102": ["2210201", "2210203"]},
}
FUNDS: Tree = {"212": {"21208": ["2120803", "2120899"]}}
ECONOMIC = {
    "personnel": {"301": ["30101", "30102", "30107", "30113"], "303": ["30302", "30305"]},
    "public": {"302": ["30201", "30206", "30211", "30231", "30299"], "310": ["31002"]},
}


def shown(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def amount(random: Random) -> int:
    return random.randint(100, 5_000_000)


def maybe(random: Random) -> int:
    return random.choice([0, amount(random)])


def summed(tree: Tree, leaves: Table) -> Table:
    """The items with their sections, categories and the total, in printed order."""
    table: Table = {"total": {}}

    def add(code: str, item: str) -> None:
        row = table.setdefault(code, {})
        for column, fen in leaves[item].items():
            row[column] = row.get(column, 0) + fen

    for category, sections in tree.items():
        for section, items in sections.items():
            for item in items:
                for code in ("total", category, section, item):
                    add(code, item)
    return table


def cells_of(table: Table, side: str | None = None) -> Cells:
    """What a statement prints: figures that are not zero."""
    return {
        (side, code, column): shown(fen) for code, row in table.items() for column, fen in row.items() if fen
    }


def items_of(tree: Tree) -> list[str]:
    return [item for sections in tree.values() for items in sections.values() for item in items]


def invented(random: Random) -> dict[str, Cells]:
    """The figures of all ten statements; every identity of the forms holds to the 分."""
    general: Table = {}
    for item in items_of(GENERAL):
        kind = random.choice(("basic", "project", "both"))
        basic = amount(random) if kind != "project" else 0
        project = amount(random) if kind != "basic" else 0
        general[item] = {"total": basic + project, "basic": basic, "project": project}
    funds: Table = {}
    for item in items_of(FUNDS):
        project, opening, closing = amount(random), maybe(random), maybe(random)
        if project + closing < opening:
            opening = 0
        funds[item] = {
            "opening_balance": opening,
            "income": project + closing - opening,
            "total": project,
            "project": project,
            "closing_balance": closing,
        }
    spent: Table = {}
    received: Table = {}
    for item, row in general.items():
        own, business = maybe(random), random.choice([0, 0, amount(random)])
        total = row["total"] + own + business
        spent[item] = {
            "total": total,
            "basic": row["basic"],
            "project": row["project"] + own,
            "business": business,
        }
        received[item] = {
            "total": total,
            "appropriation": row["total"],
            "operating": own,
            "business": business,
        }
    for item, row in funds.items():
        spent[item] = {"total": row["total"], "project": row["project"]}
        received[item] = {"total": row["income"], "appropriation": row["income"]}
    tree = dict(sorted({**GENERAL, **FUNDS}.items()))
    tables = {
        "income": summed(tree, received),
        "expenditure": summed(tree, spent),
        "general_budget_expenditure": summed(GENERAL, general),
        "government_managed_funds": summed(FUNDS, funds),
    }
    figures = {name: cells_of(table) for name, table in tables.items()}
    figures["state_capital_operations"] = {}
    figures |= _summaries(tables, list(tree))
    figures["general_budget_basic"] = _basic(random)
    figures["three_public_expenses"] = _three_public(random)
    figures["supplementary_statistics"] = _statistics(random)
    return figures


def _summaries(tables: Mapping[str, Table], classes: Sequence[str]) -> dict[str, Cells]:
    income, spent = tables["income"]["total"], tables["expenditure"]
    general, funds = tables["general_budget_expenditure"], tables["government_managed_funds"]
    all_general, all_funds = general["total"]["total"], funds["total"]
    opening, closing = all_funds["opening_balance"], all_funds["closing_balance"]
    left = {
        "general_public_budget": all_general,
        "government_managed_funds": all_funds["income"],
        "operating": income["operating"],
        "business": income["business"],
        "current_year_total": income["total"],
        "opening": opening,
        "total": income["total"] + opening,
    }
    right = {code: spent[code]["total"] for code in classes}
    right |= {"current_year_total": spent["total"]["total"], "closing": closing}
    right["total"] = spent["total"]["total"] + closing
    summary = cells_of({code: {"amount": fen} for code, fen in left.items()}, "income")
    summary |= cells_of({code: {"amount": fen} for code, fen in right.items()}, "expenditure")
    received = {
        "general_public_budget": all_general,
        "government_managed_funds": all_funds["income"],
        "current_year_total": all_general + all_funds["income"],
        "opening": opening,
        "opening_government_managed_funds": opening,
        "total": all_general + all_funds["income"] + opening,
    }
    lines: Table = {}
    pairs = {
        code: (general.get(code, {}).get("total", 0), funds.get(code, {}).get("total", 0)) for code in classes
    }
    pairs["current_year_total"] = (all_general, all_funds["total"])
    pairs["closing"] = (0, closing)
    pairs["total"] = (all_general, all_funds["total"] + closing)
    for code, (one, two) in pairs.items():
        lines[code] = {"total": one + two, "general_public_budget": one, "government_managed_funds": two}
    appropriations = cells_of({code: {"amount": fen} for code, fen in received.items()}, "income")
    appropriations |= cells_of(lines, "expenditure")
    return {"income_expenditure_summary": summary, "appropriation_summary": appropriations}


def _basic(random: Random) -> Cells:
    table: Table = {}
    for group, classes in ECONOMIC.items():
        for code, items in classes.items():
            amounts = {item: {"amount": maybe(random)} for item in items}
            table |= amounts
            table[code] = {"amount": sum(row["amount"] for row in amounts.values())}
        table[group] = {"amount": sum(table[code]["amount"] for code in classes)}
    return cells_of(table)


def _three_public(random: Random) -> Cells:
    table: Table = {}
    for row in ("budget", "actual"):
        trips, purchase, operation, reception = (maybe(random) for _ in range(4))
        table[row] = {
            "total": trips + purchase + operation + reception,
            "overseas_trips": trips,
            "vehicles": purchase + operation,
            "vehicle_purchase": purchase,
            "vehicle_operation": operation,
            "reception": reception,
        }
    return cells_of(table)


def _statistics(random: Random) -> Cells:
    parts = {f"procurement_{kind}": maybe(random) for kind in ("goods", "works", "services")}
    money = {"procurement_total": sum(parts.values()), **parts}
    money["operating_expenses_administrative"] = amount(random)
    cells = cells_of({code: {"amount": fen} for code, fen in money.items()})
    counts = {"total": "9", "emergency_support": "5", "other": "4"}
    cells |= {(None, f"vehicles_{kind}", "count"): count for kind, count in counts.items()}
    cells[None, "equipment", "count"] = "2"
    return cells


def tables_of(
    random: Random, variant: str, style: Style, standard: Standard, damage: Damage, unit: str = UNIT
) -> tuple[list[str], dict[str, Cells]]:
    """(the lines of all statements of the variant, what they print)."""
    figures = invented(random)
    lines: list[str] = []
    expected = {}
    for item in standard.variants[variant].statements:
        expected[item.id] = figures[item.id]
        form = standard.statements[item.id]
        lines += damage(printed(form, figures[item.id], style, unit, standard), random, item.id)
    return lines, expected
