"""Real PDFs read whole: every figure of the statements with its page, against the key that a person made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.intake.read import read_file
from tests.golden.test_corpus_statements import KEYS, disclosure_of

NAME = "final-accounts-2024-planning.pdf"
Figures = dict[tuple[str, str | None, str, str], tuple[str | None, int | None]]


def figures(disclosure: Disclosure) -> Figures:
    return {
        (statement.id, fact.side, fact.code, fact.column): (fact.value, fact.source.page)
        for statement in disclosure.statements
        for fact in statement.facts
    }


@pytest.fixture(scope="module")
def disclosure(shared: Path) -> Disclosure:
    path = shared / "corpus" / NAME
    if not path.is_file():
        pytest.skip("the real documents (../shared/corpus) are not here")
    return read_file(path)


def test_every_figure_is_read_with_its_page_and_no_other(disclosure: Disclosure) -> None:
    assert figures(disclosure) == figures(disclosure_of(KEYS["corpus"]))


def test_unit_year_kind_scope_and_variant(disclosure: Disclosure) -> None:
    assert disclosure.unit.name is not None
    assert re.fullmatch(r"上海市普陀区规划和自然资源局", disclosure.unit.name)
    found = (disclosure.fiscal_year, disclosure.kind, disclosure.unit.scope, disclosure.variant)
    assert found == (2024, "final_accounts", "department", "shanghai")


def test_empty_statements_are_there(disclosure: Disclosure) -> None:
    empty = {statement.id for statement in disclosure.statements if statement.no_data}
    assert empty == {"government_managed_funds", "state_capital_operations"}
    assert len(disclosure.statements) == 9


def test_every_figure_has_a_box_on_its_page(disclosure: Disclosure) -> None:
    for statement in disclosure.statements:
        for fact in statement.facts:
            assert fact.source.bbox is not None
            x0, y0, x1, y1 = fact.source.bbox
            assert 0 <= x0 < x1 <= 842
            assert 0 <= y0 < y1 <= 842
            assert fact.confidence == 1.0


def test_nothing_is_left_unread(disclosure: Disclosure) -> None:
    assert disclosure.unread == []


def test_the_explanation_falls_into_its_sections(disclosure: Disclosure) -> None:
    sections = [section.section for section in disclosure.explanation]
    assert sections[:4] == ["overview", "income", "expenditure", "appropriation_overview"]
    assert sections[-3:] == ["operating_expenses", "procurement", "assets"]
    details = next(item for item in disclosure.explanation if item.section == "general_budget_details")
    assert len(details.paragraphs) == 14, "one paragraph for the whole and one for each of thirteen items"
    assert len(disclosure.profile.duties) == 14
    assert len(disclosure.profile.member_units) == 5
    assert len(disclosure.glossary) == 11
