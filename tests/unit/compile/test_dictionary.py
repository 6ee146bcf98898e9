"""The data dictionary has the files, columns and values of the public interface, in both languages."""

# ruff: noqa: E501 (columns as the contract lists them)

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.load import Standard
from mingzhang.standard.package import read_package

COLUMNS = {
    "units": "code name department_code department_name kind",
    "sections": "unit name",
    "staff": "unit category count",
    "income": "date unit functional source amount",
    "expenditure": "date voucher unit functional economic nature project source amount fund_level contract correction_of",
    "treasury": "date voucher unit functional economic nature project source amount fund_level contract correction_of",
    "balances": "unit functional source kind amount project document",
    "budget": "unit functional economic nature project source stage amount fund_level document",
    "adjustments": "date document unit functional economic nature project source amount fund_level",
    "projects": "code name unit section goal completion implementation outputs benefits satisfaction experience "
    "problems improvements category parent carried_from",
    "indicators": "project order level1 level2 level3 operator initial_target target unit weight direction rule register",
    "target_adjustments": "date document project order target reason",
    "results": "project order actual score variance as_of evidence",
    "contracts": "number date unit kind supplier supplier_size amount project method reserved accepted",
    "vehicles": "identifier unit category",
    "equipment": "identifier name unit price",
    "duties": "unit order text",
    "three_public": "unit measure value purpose",
    "reasons": "unit kind about text",
    "approvals": "unit object date authority document decision basis",
}  # fmt: skip
VALUES = {
    "unit_kind": "administrative civil_servant_managed institution adjustment",
    "staff_category": "administrative civil_servant_managed institution retired retired_with_honours other",
    "source": "general_public_budget government_managed_funds state_capital_operations superior_subsidy operating "
    "business subordinate_remittance other",
    "nature": "basic project remitted_to_superior business subsidy_to_subordinate",
    "fund_level": "central provincial city county",
    "balance_kind": "opening opening_adjustment closing surplus_used surplus_allocated",
    "budget_stage": "declared prepared",
    "project_category": "personnel public_funds other_operating specific_target",
    "direction": "positive reverse equal",
    "contract_kind": "goods works services",
    "supplier_size": "large medium small micro",
    "procurement_method": "open_tender invited_tender negotiation consultation inquiry single_source framework "
    "not_government_procurement",
    "reserved_for": "sme micro_small",
    "reason_kind": "use change budget",
    "approval_object": "budget targets target_adjustment final_accounts confidentiality_review head_signature "
    "publication",
    "approval_decision": "approved returned publish_all publish_in_part not_published",
}  # fmt: skip


def test_files_and_columns(standard: Standard) -> None:
    found = {
        name: {column.name for column in table.columns} for name, table in standard.package.tables.items()
    }
    assert found == {name: set(columns.split()) for name, columns in COLUMNS.items()}


@pytest.mark.parametrize("value_set", VALUES)
def test_values(standard: Standard, value_set: str) -> None:
    assert set(standard.package.codes(value_set)) == set(VALUES[value_set].split())


def test_vehicle_categories_are_those_of_the_statement(standard: Standard) -> None:
    form = standard.statements["supplementary_statistics"]
    rows = {row.code for side in form.sides for row in side.rows if row.code.startswith("vehicles_")}
    categories = {f"vehicles_{code}" for code in standard.package.codes("vehicle_category")}
    assert rows == {"vehicles_total"} | categories


def test_no_word_stands_for_two_values_of_a_set(standard: Standard) -> None:
    for values in standard.package.values.values():
        words = [word for value in values for word in value.spellings()]
        assert len(set(words)) == len(words)


def test_a_broken_dictionary_names_file_and_key(standard: Standard, tmp_path: Path) -> None:
    for path in (standard.root / "package").rglob("*.yaml"):
        target = tmp_path / path.relative_to(standard.root / "package")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        target.write_text(text.replace("reference: units.code", "reference: units.number"), encoding="utf-8")
    with pytest.raises(InvalidData, match=r"files/.*yaml .*reference: units\.number"):
        read_package(tmp_path)
