"""Statements as printed forms: header trees, paired sides, every fact in a cell."""

from __future__ import annotations

import pytest
from tests.unit.app.workbench.records import books

from mingzhang.app.workbench import FormTable, compile_books, read_disclosure, statement_forms
from mingzhang.facts.model import Disclosure


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return read_disclosure(compile_books(books()).disclosure)


def addresses(table: FormTable) -> set[str]:
    return {cell.address for row in table.body for cell in row if cell.address and cell.value is not None}


def test_every_form_is_a_full_rectangle(disclosure: Disclosure) -> None:
    for table in statement_forms(disclosure):
        width = sum(cell.columns for cell in table.head[0])
        assert {sum(cell.columns for cell in row) for row in table.body} <= {width}, table.id


def test_every_fact_has_its_cell(disclosure: Disclosure) -> None:
    for table in statement_forms(disclosure):
        statement = disclosure.statement(table.id)
        assert statement is not None
        facts = {
            "/".join(part for part in (table.id, fact.side, fact.code, fact.column) if part)
            for fact in statement.facts
        }
        if table.id != "state_capital_operations":
            assert facts == addresses(table), table.id


def test_totals_of_both_sides_stand_in_one_row(disclosure: Disclosure) -> None:
    table = statement_forms(disclosure)[0]
    rows = [[cell.address for cell in row if cell.kind == "figure"] for row in table.body]
    for code in ("current_year_total", "total"):
        assert [
            f"income_expenditure_summary/income/{code}/amount",
            f"income_expenditure_summary/expenditure/{code}/amount",
        ] in rows


def test_order_and_titles_are_the_variants(disclosure: Disclosure) -> None:
    assert [table.number for table in statement_forms(disclosure)] == [
        f"公开{number:02d}表" for number in range(1, 11)
    ]
    disclosure.variant = "shanghai"
    assert [table.id for table in statement_forms(disclosure)][6] == "three_public_expenses"
    disclosure.variant = "shanxi"


def test_english_titles(disclosure: Disclosure) -> None:
    assert statement_forms(disclosure, "en")[2].title == "Statement of final expenditure"


def test_empty_statement_keeps_its_form(disclosure: Disclosure) -> None:
    table = next(item for item in statement_forms(disclosure) if item.id == "government_managed_funds")
    assert table.no_data
    assert table.head
    assert addresses(table) == set()
