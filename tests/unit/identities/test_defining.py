"""One definition for every derived cell: no circles, every figure again from the leaves."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.identities.defining import Definition, definitions
from mingzhang.identities.instances import instances
from mingzhang.kit.address import CellAddress
from mingzhang.standard.load import Standard

ROWS = {
    "total": ("9.00", "3.00", "6.00"),
    "201": ("4.00", "1.00", "3.00"),
    "20101": ("4.00", "1.00", "3.00"),
    "2010101": ("1.00", "1.00", None),
    "2010102": ("3.00", None, "3.00"),
    "224": ("5.00", "2.00", "3.00"),
}


def statement(name: str, rows: dict[str, tuple[str | None, ...]] = ROWS) -> Statement:
    columns = ("total", "basic", "project")
    facts = [
        Fact(code=code, column=column, value=value)
        for code, values in rows.items()
        for column, value in zip(columns, values, strict=True)
        if value is not None
    ]
    return Statement(id=name, currency_unit="万元", facts=facts)


def summary() -> Statement:
    lines = {"201": "4.00", "224": "5.00", "current_year_total": "9.00", "total": "9.00"}
    spent = [
        Fact(side="expenditure", code=code, column="amount", value=value) for code, value in lines.items()
    ]
    earned = {"general_public_budget": "9.00", "current_year_total": "9.00", "total": "9.00"}
    got = [Fact(side="income", code=code, column="amount", value=value) for code, value in earned.items()]
    return Statement(id="income_expenditure_summary", currency_unit="万元", facts=[*got, *spent])


def defined(disclosure: Disclosure, standard: Standard) -> dict[CellAddress, Definition]:
    return definitions(instances(disclosure, standard))


def leaves_and_values(
    disclosure: Disclosure, found: dict[CellAddress, Definition], changed: dict[str, Fraction]
) -> dict[str, Fraction]:
    """Every cell computed from the leaves alone."""
    printed = {
        str(CellAddress(item.id, fact.side, fact.code, fact.column)): Fraction(fact.value or 0)
        for item in disclosure.statements
        for fact in item.facts
    } | changed

    def value(cell: CellAddress) -> Fraction:
        if cell not in found:
            return printed.get(str(cell), Fraction(0))
        return sum((weight * value(source) for source, weight in found[cell].sources), Fraction(0))

    return {address: value(CellAddress.parse(address)) for address in printed}


def test_the_figures_follow_from_the_leaves(standard: Standard) -> None:
    disclosure = Disclosure(statements=[summary(), statement("expenditure")])
    found = defined(disclosure, standard)
    values = leaves_and_values(disclosure, found, {})
    for item in disclosure.statements:
        for fact in item.facts:
            address = str(CellAddress(item.id, fact.side, fact.code, fact.column))
            assert values[address] == Fraction(fact.value or 0), address


def test_a_changed_leaf_changes_every_total_above_it(standard: Standard) -> None:
    disclosure = Disclosure(statements=[summary(), statement("expenditure")])
    found = defined(disclosure, standard)
    leaf = "expenditure/2010102/project"
    assert CellAddress.parse(leaf) not in found
    before = leaves_and_values(disclosure, found, {})
    after = leaves_and_values(disclosure, found, {leaf: Fraction(103)})
    moved = {address for address in before if after[address] != before[address]}
    assert moved == {
        leaf,
        "expenditure/2010102/total",
        "expenditure/20101/project",
        "expenditure/20101/total",
        "expenditure/201/project",
        "expenditure/201/total",
        "expenditure/total/project",
        "expenditure/total/total",
        "income_expenditure_summary/expenditure/201/amount",
        "income_expenditure_summary/expenditure/current_year_total/amount",
        "income_expenditure_summary/expenditure/total/amount",
    }


def test_a_broken_sum_gives_way_to_one_that_holds(standard: Standard) -> None:
    rows = ROWS | {"total": ("9.00", "3.00", "7.00")}
    disclosure = Disclosure(statements=[statement("expenditure", rows)])
    found = defined(disclosure, standard)
    total = found[CellAddress("expenditure", None, "total", "total")]
    assert (total.rule, total.broken) == ("expenditure/hierarchy", False)
    assert found[CellAddress("expenditure", None, "total", "project")].broken


def test_an_unreadable_cell_defines_nothing(standard: Standard) -> None:
    item = statement("expenditure")
    item.facts[0].value = None
    found = defined(Disclosure(statements=[item]), standard)
    assert CellAddress("expenditure", None, "total", "total") not in found
    assert all(source.code != "total" for entry in found.values() for source, _ in entry.sources)
