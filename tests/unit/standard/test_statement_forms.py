"""The statement forms: ids and columns of the public contract, titles that name one statement only."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.kit.chinese import fold
from mingzhang.kit.errors import InvalidData
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import ORDER, read_statements

AMOUNT = ["amount"]
FUNDS = ["opening_balance", "income", "total", "basic", "project", "closing_balance"]
COLUMNS = {
    ("income_expenditure_summary", "income"): AMOUNT,
    ("income_expenditure_summary", "expenditure"): AMOUNT,
    ("income", None): [
        *("total", "appropriation", "superior_subsidy", "operating"),
        *("business", "subordinate_remittance", "other"),
    ],
    ("expenditure", None): [
        *("total", "basic", "project", "remitted_to_superior", "business", "subsidy_to_subordinate")
    ],
    ("appropriation_summary", "income"): AMOUNT,
    ("appropriation_summary", "expenditure"): [
        *("total", "general_public_budget", "government_managed_funds", "state_capital_operations")
    ],
    ("general_budget_expenditure", None): ["total", "basic", "project"],
    ("general_budget_basic", None): AMOUNT,
    ("government_managed_funds", None): FUNDS,
    ("state_capital_operations", None): FUNDS,
    ("three_public_expenses", None): [
        *("total", "overseas_trips", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
    ],
    ("supplementary_statistics", None): AMOUNT,
}


def test_statements_sides_and_columns_of_the_contract(standard: Standard) -> None:
    assert tuple(standard.statements) == ORDER
    found = {
        (form.id, side.id): [column.id for column in side.columns]
        for form in standard.statements.values()
        for side in form.sides
    }
    assert found == COLUMNS


def test_a_title_names_one_statement(standard: Standard) -> None:
    seen: dict[str, str] = {}
    for form in standard.statements.values():
        for title in form.titles():
            assert seen.setdefault(fold(title), form.id) == form.id


def test_parts_of_a_column_are_columns(standard: Standard) -> None:
    for form in standard.statements.values():
        for side in form.sides:
            ids = {column.id for column in side.columns}
            assert {column.part_of for column in side.columns} - {None} <= ids
            assert {row.section for row in side.rows} - {None} == {section.id for section in side.sections}


def test_every_variant_prints_statements_there_are(standard: Standard) -> None:
    for variant in standard.variants.values():
        for item in variant.statements:
            form = standard.statements[item.id]
            ids = {column.id for side in form.sides for column in side.columns}
            assert set(item.columns or ()) <= ids
            assert set(item.column_titles) <= ids
    shanxi, shanghai = standard.variants["shanxi"], standard.variants["shanghai"]
    assert [item.form for item in shanxi.statements] == [f"公开{number:02d}表" for number in range(1, 11)]
    assert shanxi.three_public_budget == "final_budget"
    assert shanghai.three_public_budget == "original_budget"
    assert [item.id for item in shanghai.statements][6] == "three_public_expenses"
    assert shanghai.statement("supplementary_statistics") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: income\ntitle: 收入决算表\n", "english"),
        ("id: [\n", "income.yaml"),
        ("surprise: 1\n", "surprise"),
    ],
)
def test_a_broken_file_is_named_with_key_and_reason(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "income.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData) as raised:
        read_statements(tmp_path)
    assert "income.yaml" in raised.value.message.zh
    assert told in raised.value.message.zh


def test_a_file_is_named_like_its_id(standard: Standard, tmp_path: Path) -> None:
    text = (standard.root / "statements" / "income.yaml").read_text(encoding="utf-8")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData, match="must be named"):
        read_statements(tmp_path)
