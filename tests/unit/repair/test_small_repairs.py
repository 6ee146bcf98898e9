"""Repairing small disclosures: the cell at fault, its figure, the slip, and whether that is all."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_disclosures import disclosure, expenditure

from mingzhang.facts.repairs import Change, RepairReport
from mingzhang.intake.read import read_file
from mingzhang.repair.find import Limits, find_repairs
from mingzhang.standard.load import Standard

Changed = dict[tuple[str, str], str | None]


def cells(changes: list[Change]) -> dict[tuple[str | None, str | None], str | None]:
    return {(change.code, change.column): change.proposed for change in changes}


def repairs(standard: Standard, changed: Changed, **more: object) -> RepairReport:
    return find_repairs(disclosure(expenditure(), changed, **more), standard)


def test_a_consistent_disclosure_needs_none_and_never_starts_the_solver(
    standard: Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*_: object) -> None:
        raise AssertionError("the solver was started")

    monkeypatch.setattr("mingzhang.repair.programme.quiet_solver", started)
    report = find_repairs(disclosure(expenditure()), standard)
    assert report.consistent
    assert report.proposals == []


@pytest.mark.parametrize(
    ("changed", "slip"),
    [
        ({("20101", "basic"): "19.89"}, "misread_digit"),
        ({("2080501", "project"): "1866"}, "lost_point"),
        ({("201", "total"): "1026900.00"}, "yuan_for_wan"),
        ({("total", "project"): "109.16"}, "transposed_digits"),
        ({("2010102", "total"): None}, "missing_cell"),
    ],
)
def test_one_fault_is_named_and_undone(standard: Standard, changed: Changed, slip: str) -> None:
    report = repairs(standard, changed)
    right = {(fact["code"], fact["column"]): fact["value"] for fact in expenditure()}
    first = report.proposals[0].changes
    assert cells(first) == {key: right[key] for key in changed}
    assert first[0].slip == slip
    assert first[0].printed == next(iter(changed.values()))
    assert first[0].interval is not None
    assert first[0].supported_by
    assert report.proven_minimal


def test_swapped_neighbours_are_one_slip(standard: Standard) -> None:
    report = repairs(standard, {("2010101", "basic"): "80.10", ("2010101", "project"): "12.34"})
    first = report.proposals[0].changes
    assert cells(first) == {("2010101", "basic"): "12.34", ("2010101", "project"): "80.10"}
    assert {change.slip for change in first} == {"swapped_neighbours"}


def test_two_faults_in_one_line(standard: Standard) -> None:
    report = repairs(standard, {("2010101", "basic"): "1234", ("2010101", "total"): "92.74"})
    assert cells(report.proposals[0].changes) == {
        ("2010101", "basic"): "12.34",
        ("2010101", "total"): "92.44",
    }


def test_equally_small_repairs_are_said_to_be_so_and_the_deciding_cell_is_asked(standard: Standard) -> None:
    facts = [
        {"code": "total", "column": "total", "value": "10.00"},
        {"code": "total", "column": "basic", "value": "3.00"},
        {"code": "total", "column": "project", "value": "4.00"},
    ]
    report = find_repairs(disclosure(facts), standard)
    assert not report.unique
    assert len(report.proposals) > 1
    assert report.ask is not None
    assert (report.ask.statement, report.ask.code) == ("expenditure", "total")
    assert report.ask.why


def test_an_unreadable_cell_is_solved_for(standard: Standard) -> None:
    report = repairs(standard, {("20805", "basic"): "?"})
    assert report.consistent
    change = report.proposals[0].changes[0]
    assert (change.code, change.column, change.proposed, change.slip) == (
        "20805",
        "basic",
        "41.90",
        "unreadable",
    )
    assert change.printed is None


def test_an_unreadable_cell_beside_a_fault(standard: Standard) -> None:
    report = repairs(standard, {("20805", "basic"): "?", ("201", "total"): "120.69"})
    assert cells(report.proposals[0].changes) == {("201", "total"): "102.69", ("20805", "basic"): "41.90"}


def test_amounts_of_a_trillion_yuan_stay_exact(standard: Standard) -> None:
    facts = expenditure("元", 10**10)
    right = {(fact["code"], fact["column"]): fact["value"] for fact in facts}
    wrong = str(right["20101", "total"]).replace(".00", ".01")
    report = find_repairs(disclosure(facts, {("20101", "total"): wrong}, unit="元"), standard)
    change = report.proposals[0].changes[0]
    assert change.proposed == right["20101", "total"]
    assert change.interval == (right["20101", "total"], right["20101", "total"])
    assert len(str(change.proposed).partition(".")[0]) >= 12


def test_the_prose_decides_between_equal_cells(standard: Standard) -> None:
    facts = [
        {"code": "total", "column": "total", "value": "10.00"},
        {"code": "total", "column": "basic", "value": "3.00"},
        {"code": "total", "column": "project", "value": "4.00"},
    ]
    claim = {
        "text": "项目支出7.00万元",
        "about": {"statement": "expenditure", "code": "total", "column": "project"},
        "year": 2024,
        "measure": "amount",
        "value": "7.00",
        "unit": "万元",
        "span": [4, 8],
    }
    change = find_repairs(disclosure(facts, claims=[claim]), standard).proposals[0].changes[0]
    assert (change.column, change.proposed) == ("project", "7.00")
    assert [prose.agrees for prose in change.prose] == [True]


def test_a_condition_that_hangs_on_the_lost_figure(standard: Standard) -> None:
    """Without the other income, identities of appropriations only would be asked, and all be broken."""
    facts = {"expenditure": expenditure(), "general_budget_expenditure": expenditure()}
    for fact in facts["expenditure"]:
        if fact["code"] in ("total", "208", "20805", "2080501") and fact["column"] in ("total", "project"):
            fact["value"] = f"{float(str(fact['value'])) + 5:.2f}"
    summary = [
        ("income", "general_public_budget", "163.25"),
        ("income", "current_year_total", "168.25"),
        ("income", "total", "168.25"),
        ("expenditure", "201", "102.69"),
        ("expenditure", "208", "65.56"),
        ("expenditure", "current_year_total", "168.25"),
        ("expenditure", "total", "168.25"),
    ]
    appropriated = [
        ("income", "general_public_budget", "amount", "163.25"),
        ("income", "current_year_total", "amount", "163.25"),
        ("income", "total", "amount", "163.25"),
        *(
            ("expenditure", code, column, value)
            for code, value in (
                *(("201", "102.69"), ("208", "60.56")),
                *(("current_year_total", "163.25"), ("total", "163.25")),
            )
            for column in ("total", "general_public_budget")
        ),
    ]
    plain = disclosure([])
    whole = {
        **facts,
        "income_expenditure_summary": [
            {"side": side, "code": code, "column": "amount", "value": value} for side, code, value in summary
        ],
        "appropriation_summary": [
            {"side": side, "code": code, "column": column, "value": value}
            for side, code, column, value in appropriated
        ],
    }
    plain.statements = [disclosure(rows).statements[0] for rows in whole.values()]
    for statement, name in zip(plain.statements, whole, strict=True):
        statement.id = name
    report = find_repairs(plain, standard)
    first = report.proposals[0].changes
    assert [(change.statement, change.side, change.proposed, change.slip) for change in first] == [
        ("income_expenditure_summary", "income", "5.00", "missing_cell")
    ]
    assert not report.unique, "which source of income it was, no other figure tells"


def test_the_real_document_s_rounding_needs_no_repair(standard: Standard, seed: Path) -> None:
    report = find_repairs(read_file(seed / "gaoping-2024.txt"), standard)
    changed = [change for proposal in report.proposals for change in proposal.changes]
    assert [change for change in changed if change.statement != "evaluation"] == []


def test_a_search_without_time_claims_nothing(standard: Standard) -> None:
    report = find_repairs(
        disclosure(expenditure(), {("201", "total"): "1.00", ("2080501", "project"): "3.00"}),
        standard,
        Limits(seconds=0.0),
    )
    assert not report.consistent
    assert not report.proven_minimal
    assert report.unproven
