"""Invented disclosures that add up: statements summed from exact amounts, rounded once, of varied shape.

Far quicker than compiling a package; what varies: the number of subjects, whether there is any non-fiscal
money, funds or state capital, which statements the document has, whether zeros are printed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.amounts import from_fen

Cells = dict[tuple[str | None, str, str], int]
GENERAL = ("201", "204", "205", "207", "208", "210", "211", "212", "213", "214", "215", "220", "221", "224")
SECTIONS = {"301": 8, "302": 14, "303": 5, "310": 3}
ORDER = (
    "income_expenditure_summary",
    "income",
    "expenditure",
    "appropriation_summary",
    "general_budget_expenditure",
    "general_budget_basic",
    "government_managed_funds",
    "state_capital_operations",
    "three_public_expenses",
    "supplementary_statistics",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a disclosure is like."""

    items: int = 8
    funds: int = 1
    other_money: bool = True
    printed_zeros: bool = False
    missing: tuple[str, ...] = ()
    scale: int = 1
    natural: bool = False
    """Nothing that a reviewer would ask about: money of the nature of its item, vehicles for their cost."""


def random_shape(random: Random) -> Shape:
    """A shape as units have them: few rows or many, appropriations only or not, statements missing."""
    missing = tuple(name for name in ORDER if random.random() < 0.05)
    return Shape(
        items=random.choice((3, 5, 8, 12, 20, 40)),
        funds=random.choice((0, 0, 1, 3)),
        other_money=random.random() < 0.5,
        printed_zeros=random.random() < 0.3,
        missing=missing,
        scale=random.choice((1, 1, 10, 1000)),
    )


def invented(seed: int, shape: Shape | None = None) -> Disclosure:
    """The disclosure of a seed; its exact amounts are whole 分."""
    random = Random(seed)
    shape = shape or random_shape(random)
    spent = _spending(random, shape)
    tables: dict[str, Cells] = {name: defaultdict(int) for name in ORDER}
    for (code, family), natures in spent.items():
        _spend(tables, code, family, natures)
    _income(tables, random, spent, shape)
    _basic(tables, random)
    _others(tables, random)
    if shape.natural:
        _reconcile(tables)
    statements = [
        _statement(name, cells, shape) for name, cells in tables.items() if name not in shape.missing
    ]
    return Disclosure(variant="shanxi", fiscal_year=2024, statements=statements)


def _amount(random: Random, shape: Shape) -> int:
    return int(10 ** random.uniform(5.5, 9.5)) * shape.scale


def _spending(random: Random, shape: Shape) -> dict[tuple[str, str], dict[str, int]]:
    """(item, family of money) → nature → 分."""
    spent: dict[tuple[str, str], dict[str, int]] = {}
    # Enough items in each class for as many as are wanted, the same for all shapes of common size.
    last = 9 + shape.items // 100
    while len(spent) < shape.items:
        code = f"{random.choice(GENERAL)}{random.randint(1, 4):02d}{random.randint(1, last):02d}"
        natures = random.choice((("basic",), ("project",), ("basic", "project")))
        if shape.natural:
            natures = {"01": ("basic",), "02": ("project",)}.get(code[5:], natures)
        spent[code, "general_public_budget"] = {nature: _amount(random, shape) for nature in natures}
        if shape.other_money and random.random() < 0.4:
            nature = "business" if shape.natural else random.choice(("basic", "project", "business"))
            spent[code, "other"] = {nature: _amount(random, shape)}
    for number in range(shape.funds):
        spent[f"21208{number + 1:02d}", "government_managed_funds"] = {"project": _amount(random, shape)}
    if shape.funds > 1:
        spent["2230105", "state_capital_operations"] = {"project": _amount(random, shape)}
    return spent


def _levels(code: str) -> tuple[str, ...]:
    return (code, code[:5], code[:3], "total")


STATEMENT = {
    "general_public_budget": "general_budget_expenditure",
    "government_managed_funds": "government_managed_funds",
    "state_capital_operations": "state_capital_operations",
}


def _spend(tables: dict[str, Cells], code: str, family: str, natures: dict[str, int]) -> None:
    summary, appropriated = tables["income_expenditure_summary"], tables["appropriation_summary"]
    for nature, fen in natures.items():
        for level in _levels(code):
            for column in ("total", nature):
                tables["expenditure"][None, level, column] += fen
                if family in STATEMENT:
                    tables[STATEMENT[family]][None, level, column] += fen
        for line in (code[:3], "current_year_total", "total"):
            summary["expenditure", line, "amount"] += fen
            if family in STATEMENT:
                for column in ("total", family):
                    appropriated["expenditure", line, column] += fen


def _income(
    tables: dict[str, Cells], random: Random, spent: dict[tuple[str, str], dict[str, int]], shape: Shape
) -> None:
    """Income of each subject is what was spent, and now and then a closing balance above it."""
    for (code, family), natures in spent.items():
        rest = _amount(random, shape) // 10 if random.random() < 0.15 else 0
        fen = sum(natures.values()) + rest
        opening = fen // 7 if random.random() < 0.15 else 0
        _receive(tables, code, family, fen - opening, opening, rest)


def _receive(tables: dict[str, Cells], code: str, family: str, fen: int, opening: int, rest: int) -> None:
    summary, appropriated = tables["income_expenditure_summary"], tables["appropriation_summary"]
    fiscal = family in STATEMENT
    for level in _levels(code):
        for column in ("total", "appropriation" if fiscal else "other"):
            tables["income"][None, level, column] += fen
        if fiscal and family != "general_public_budget":
            own = tables[STATEMENT[family]]
            own[None, level, "income"] += fen
            own[None, level, "opening_balance"] += opening
            own[None, level, "closing_balance"] += rest
    for line, amount in ((family, fen), ("current_year_total", fen), ("opening", opening)):
        summary["income", line, "amount"] += amount
        if fiscal:
            appropriated["income", line, "amount"] += amount
    summary["income", "total", "amount"] += fen + opening
    for line in ("closing", "total"):
        summary["expenditure", line, "amount"] += rest
    if fiscal:
        appropriated["income", f"opening_{family}", "amount"] += opening
        appropriated["income", "total", "amount"] += fen + opening
        for line in ("closing", "total"):
            for column in ("total", family):
                appropriated["expenditure", line, column] += rest


def _basic(tables: dict[str, Cells], random: Random) -> None:
    """Basic expenditure of the general budget, dealt out over economic subjects."""
    left = tables["general_budget_expenditure"].get((None, "total", "basic"), 0)
    codes = [f"{category}{n:02d}" for category, most in SECTIONS.items() for n in range(1, most + 1)]
    chosen = sorted(random.sample(codes, random.randint(4, len(codes))))
    table = tables["general_budget_basic"]
    for number, code in enumerate(chosen):
        fen = left if number == len(chosen) - 1 else int(left * random.uniform(0.02, 0.4))
        left -= fen
        group = "personnel" if code[:3] in ("301", "303") else "public"
        for row in (code, code[:3], group):
            table[None, row, "amount"] += fen


def _others(tables: dict[str, Cells], random: Random) -> None:
    table = tables["three_public_expenses"]
    for row, factor in (("budget", 12), ("actual", 10)):
        for column, limit in (("overseas_trips", 3), ("vehicle_operation", 9), ("reception", 2)):
            fen = random.randint(10**5, limit * 10**6) * factor
            table[None, row, column] = fen
            table[None, row, "total"] += fen
            if column.startswith("vehicle"):
                table[None, row, "vehicles"] += fen
    basic = tables["general_budget_basic"]
    for code, column in (("30212", "overseas_trips"), ("30231", "vehicle_operation"), ("30217", "reception")):
        shortage = max(0, basic.get((None, code, "amount"), 0) - table[None, "actual", column])
        for row in ("budget", "actual"):
            for own in ("total", column, *(["vehicles"] if column.startswith("vehicle") else [])):
                table[None, row, own] += shortage * 2
    statistics = tables["supplementary_statistics"]
    for kind in ("goods", "works", "services"):
        fen = random.randint(10**6, 10**9)
        statistics[None, f"procurement_{kind}", "amount"] = fen
        statistics[None, "procurement_total", "amount"] += fen


def _reconcile(tables: dict[str, Cells]) -> None:
    """The budget of the three public expenses is what was spent and a fifth; twenty vehicles; no 30108."""
    table = tables["three_public_expenses"]
    for side, row, column in list(table):
        if row == "actual":
            table[side, "budget", column] = table[side, row, column] * 6 // 5 // 10**4 * 10**4
            table[side, row, column] = table[side, row, column] // 10**4 * 10**4
    for row in ("budget", "actual"):
        cells = {column: table[None, row, column] for column in ("overseas_trips", "vehicles", "reception")}
        table[None, row, "total"] = sum(cells.values())
    for code in ("vehicles_total", "vehicles_law_enforcement"):
        tables["supplementary_statistics"][None, code, "count"] = 20
    basic = tables["general_budget_basic"]
    basic[None, "30107", "amount"] += basic.pop((None, "30108", "amount"), 0)


def _statement(name: str, cells: Cells, shape: Shape) -> Statement:
    codes = list(dict.fromkeys((side, code) for side, code, _ in sorted(cells, key=_rank)))
    columns = sorted({column for _, _, column in cells}, key=COLUMNS.index)
    facts = []
    for side, code in codes:
        for column in columns:
            fen = cells.get((side, code, column), 0)
            there = (side, code, column) in cells or (shape.printed_zeros and side is None)
            if there and (fen or shape.printed_zeros):
                value = str(fen) if column == "count" else from_fen(fen, "万元")
                facts.append(Fact(side=side, code=code, column=column, value=value))
    return Statement(id=name, currency_unit="万元", facts=facts, no_data=not facts)


LINES = (
    *("general_public_budget", "government_managed_funds", "state_capital_operations", "other"),
    *("current_year_total", "surplus_used", "surplus_allocated", "opening"),
    *("opening_general_public_budget", "opening_government_managed_funds"),
    *("opening_state_capital_operations", "closing", "total", "budget", "actual", "personnel", "public"),
    *("procurement_total", "procurement_goods", "procurement_works", "procurement_services"),
)
COLUMNS = (
    *("amount", "count", "opening_balance", "income", "total", "basic", "project", "remitted_to_superior"),
    *("appropriation", "superior_subsidy", "operating", "business", "subordinate_remittance", "other"),
    *("general_public_budget", "government_managed_funds", "state_capital_operations", "closing_balance"),
    *("overseas_trips", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"),
)


def _rank(key: tuple[str | None, str, str]) -> tuple[str, int, str]:
    side, code, _ = key
    first = code == "total" and side is None
    place = -1 if first else LINES.index(code) + 1 if code in LINES else 0
    return side or "", place, code
