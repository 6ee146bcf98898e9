"""The forms of the Ministry and of provinces, printed from invented figures, are read back fact by fact."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.facts.model import Disclosure, Statement
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.invented import UNIT, invented
from tests.golden.printed import Cells
from tests.golden.province_forms import FORMS
from tests.golden.province_printer import Printer


def expected_of(name: str, figures: dict[str, Cells]) -> dict[str, Cells]:
    """What the form prints of the figures, zeros and the computed 合计 of a list left out."""
    return {statement: figures.get(statement, {}) for statement in FORMS[name].titles}


def read_of(statement: Statement | None) -> dict[tuple[str | None, str, str], str | None]:
    """The facts that are not zero."""
    assert statement is not None
    facts = {(fact.side, fact.code, fact.column): fact.value for fact in statement.facts}
    if statement.id == "general_budget_basic":
        facts.pop((None, "total", "amount"), None)
    return {key: value for key, value in facts.items() if value is None or value.strip("-0.")}


def check(disclosure: Disclosure, name: str, figures: dict[str, Cells]) -> None:
    """Every figure of every statement, the unit, the year, the kind, the unit of money."""
    assert (disclosure.unit.name, disclosure.fiscal_year, disclosure.kind) == (UNIT, 2023, "final_accounts")
    assert [item.id for item in disclosure.statements] == list(FORMS[name].titles)
    for statement, cells in expected_of(name, figures).items():
        found = disclosure.statement(statement)
        assert read_of(found) == cells, statement
        assert found is not None
        assert found.currency_unit == FORMS[name].money


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", FORMS)
def test_every_figure_is_read_in_its_place(name: str, seed: int, standard: Standard) -> None:
    figures = invented(Random(seed))
    page = Printer(FORMS[name], standard, UNIT).page(figures)
    disclosure = recognise(read_document(page.encode(), "x.html"), standard)
    check(disclosure, name, figures)
    certain = [fact for item in disclosure.statements for fact in item.facts if fact.confidence < 1]
    assert not certain, "with merged cells known nothing is guessed"


def test_tables_of_no_statement_and_columns_of_other_years_are_named(standard: Standard) -> None:
    """A second table of a statement, one that the standard does not know, last year's column: listed."""
    figures = invented(Random(3))
    for name, words in {
        "sichuan": ["一般公共预算财政拨款支出决算明细表", "项目支出决算表"],
        "jiangsu": ["6.66", "会议费"],
        "zhejiang": ["表头对不上的数字"],
    }.items():
        page = Printer(FORMS[name], standard, UNIT).page(figures)
        unread = recognise(read_document(page.encode(), "x.html"), standard).unread
        said = " ".join(f"{item.text} {item.reason}" for item in unread)
        assert all(word in said for word in words), (name, said)


def test_another_units_tables_are_not_mixed_in(standard: Standard) -> None:
    """A department's file may carry the tables of its units behind its own."""
    figures, others = invented(Random(4)), invented(Random(5))
    own = Printer(FORMS["guangdong"], standard, UNIT).page(figures)
    second = Printer(FORMS["guangdong"], standard, "云岭县水库管理所").page(others)
    page = own.replace("</body></html>", "") + second[second.index("<section>") :]
    disclosure = recognise(read_document(page.encode(), "x.html"), standard)
    check(disclosure, "guangdong", figures)
    assert sum("另一单位（云岭县水库管理所）" in item.reason for item in disclosure.unread) == 9
