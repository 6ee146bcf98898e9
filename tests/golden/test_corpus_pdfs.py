"""Real PDFs read whole: every figure of the statements with its page, against the key that a person made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.model import Disclosure
from mingzhang.intake.read import read_file
from mingzhang.kit.errors import UnreadableInput
from tests.golden.test_corpus_statements import KEYS, STANDARD, disclosure_of

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


BUDGETS = [
    # document, year, unit, scope, total in 元, basic, project, three public in 万元
    (
        "budget-2024-wanli",
        2024,
        "上海市普陀区人民政府万里街道办事处",
        "department",
        ("156211123", "99706020", "56505103", "47.91"),
    ),
    (
        "budget-2025-wanli",
        2025,
        "上海市普陀区人民政府万里街道办事处",
        "department",
        ("189767551", "101341746", "88425805", "37.91"),
    ),
    (
        "budget-2025-commerce-department",
        2025,
        "上海市普陀区商务委员会",
        "department",
        ("371514655.00", "19830655.00", "351684000.00", "1.00"),
    ),
    (
        "budget-2025-commerce-unit",
        2025,
        "上海市普陀区商务委员会",
        "unit",
        ("371514655.00", "19830655.00", "351684000.00", "1.00"),
    ),
]


@pytest.mark.parametrize(("name", "year", "unit", "scope", "printed"), BUDGETS, ids=[b[0] for b in BUDGETS])
def test_a_budget_is_recognised_as_one_and_adds_up(
    shared: Path, name: str, year: int, unit: str, scope: str, printed: tuple[str, ...]
) -> None:
    path = shared / "corpus" / f"{name}.pdf"
    if not path.is_file():
        pytest.skip("the real documents (../shared/corpus) are not here")
    budget = read_file(path)
    assert (budget.kind, budget.fiscal_year) == ("budget", year)
    assert (budget.unit.name, budget.unit.scope) == (unit, scope)
    assert [statement.id for statement in budget.statements] == [
        "income_expenditure_summary",
        "income",
        "expenditure",
        "appropriation_summary",
        "general_budget_expenditure",
        "government_managed_funds",
        "state_capital_operations",
        "general_budget_basic",
        "three_public_expenses",
    ]
    found = {key: value for key, (value, _) in figures(budget).items()}
    total, basic, project, three_public = printed
    for column, value in (("total", total), ("basic", basic), ("project", project)):
        assert found["expenditure", None, "total", column] == value
        assert found["general_budget_expenditure", None, "total", column] == value
    assert found["income_expenditure_summary", "income", "total", "amount"] == total
    assert found["income_expenditure_summary", "expenditure", "total", "amount"] == total
    assert found["general_budget_basic", None, "total", "amount"] == basic
    assert found["three_public_expenses", None, "budget", "total"] == three_public
    answer = examine([Case(budget)], STANDARD)[0]
    errors = [finding.message for finding in answer.findings if finding.severity == "error"]
    assert not errors
    assert answer.checks.held > 2000, "every row, level and column adds up"


def test_the_blank_template_is_no_disclosure(shared: Path) -> None:
    path = shared / "corpus" / "template-2024-shanghai.pdf"
    if not path.is_file():
        pytest.skip("the real documents (../shared/corpus) are not here")
    with pytest.raises(UnreadableInput, match="没有填写的公开模板"):
        read_file(path)


# What a careful person found in the document before looking at any program's answer, as far as a rule
# speaks of it: (rule, page, severity).
FINDINGS = {
    ("explanation/amount", 24, "error"),  # basic expenditure of statement 03 quoted as 05's
    ("explanation/amount", 24, "error"),  # and its personnel part
    ("explanation/share", 21, "info"),  # 99.86 for 99.87
    ("explanation/completion", 21, "info"),  # 95.45 for 95.46
    ("explanation/base-zero", 25, "warning"),  # two completion rates of zero budgets
    ("text/leftovers", 25, "error"),  # direction not chosen
    ("text/leftovers", 28, "warning"),  # department or unit not chosen
    ("text/economic-list", 24, "warning"),  # subjects named without expenditure
    ("names/unit-in-text", 26, "warning"),  # 与 for 和 in the unit's name
    ("names/subject-in-text", 22, "warning"),  # an item that no statement has
    ("names/subject-in-text", 24, "warning"),  # an old name, and twice a category's name for a section
    ("text/percent-sign", 21, "warning"),  # 13.95 without its sign
}


def test_what_a_careful_reader_finds_is_found_and_no_other_error(disclosure: Disclosure) -> None:
    answer = examine([Case(disclosure)], STANDARD)[0]
    found = {(finding.rule, finding.source.page, finding.severity) for finding in answer.findings}
    assert found >= FINDINGS
    errors = {item for item in found if item[2] == "error"}
    assert errors <= FINDINGS
