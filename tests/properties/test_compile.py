"""Any valid package compiles to statements that are right to the cent and contradict nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from contextlib import redirect_stderr
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from expected_cells import Cell, expected_cells, expected_figures
from hypothesis import given, settings
from hypothesis import strategies as st
from source_packages import Records, fen, random_package

from mingzhang.app.compile import compile_package
from mingzhang.app.trace import trace
from mingzhang.checks.identity_rules import identity_rules
from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure, address_of
from mingzhang.kit.amounts import from_fen
from mingzhang.standard.load import Standard

SEEDS = st.integers(0, 10**9)


def compiled(records: Records, folder: Path, unit: str | None = None) -> tuple[Disclosure, bytes]:
    """The disclosure of the package and its bytes."""
    directory = records.write(folder / "package")
    output = folder / "out.json"
    with redirect_stderr(io.StringIO()) as errors:
        status = compile_package(directory, output, unit=unit)
    assert status == 0, errors.getvalue()
    data = output.read_bytes()
    return decode_disclosure(data, "out.json"), data


def cells_of(disclosure: Disclosure) -> dict[Cell, str | None]:
    """Every printed cell of the statements."""
    return {
        tuple(address_of(statement, fact)): fact.value  # type: ignore[misc]
        for statement in disclosure.statements
        for fact in statement.facts
    }


def assert_figures(disclosure: Disclosure, expected: Mapping[str, str]) -> None:
    """Every figure is right; those that no text states are zero, or original budgets above the items."""
    figures = dict(figures_of(disclosure))
    for code, value in expected.items():
        if code in figures:
            assert figures[code] == value, code
        else:
            above_items = code.startswith("original_budget/") and len(code.rpartition("/")[2]) < 7
            assert above_items or code == "operating_expenses" or not value.strip("0."), code


def figures_of(disclosure: Disclosure) -> set[tuple[str, str | None]]:
    """Every figure with its value."""
    return {(fact.code, fact.value) for fact in disclosure.figures}


@settings(max_examples=12)
@given(SEEDS)
def test_every_cell_is_the_sum_of_its_records(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(records, Path(folder))
    assert cells_of(disclosure) == expected_cells(records)
    assert_figures(disclosure, expected_figures(records))
    assert len(disclosure.statements) == 10
    assert [item.id for item in disclosure.statements if item.no_data != (not item.facts)] == []


@settings(max_examples=6)
@given(SEEDS)
def test_a_unit_alone_is_the_sum_of_its_own_records(seed: int) -> None:
    records = random_package(seed)
    code = records.tables["units"][0]["code"]
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(records, Path(folder), code)
    assert cells_of(disclosure) == expected_cells(records, lambda unit: unit == code)
    assert_figures(disclosure, expected_figures(records, lambda unit: unit == code))
    assert disclosure.unit.scope == "unit"


@settings(max_examples=8)
@given(SEEDS)
def test_no_identity_is_broken(standard: Standard, seed: int) -> None:
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(random_package(seed, orderly=True), Path(folder))
    answer = examine([Case(disclosure)], standard, rules=identity_rules(standard))[0]
    assert [finding.message for finding in answer.findings] == []
    assert answer.checks.held > 50


@settings(max_examples=8)
@given(SEEDS)
def test_no_equality_is_broken_by_wild_amounts(standard: Standard, seed: int) -> None:
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(random_package(seed), Path(folder))
    equalities = {
        name: rule
        for name, rule in identity_rules(standard).items()
        if standard.identities[name].relation == "="
    }
    answer = examine([Case(disclosure)], standard, rules=equalities)[0]
    assert [finding.message for finding in answer.findings] == []


@settings(max_examples=6)
@given(SEEDS)
def test_the_same_package_gives_the_same_bytes(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        assert compiled(records, Path(first))[1] == compiled(records, Path(second))[1]


@settings(max_examples=5)
@given(SEEDS, st.booleans())
def test_the_records_behind_a_cell_sum_to_it(seed: int, alone: bool) -> None:
    records = random_package(seed)
    code = records.tables["units"][-1]["code"] if alone else None
    with TemporaryDirectory() as name:
        folder = Path(name)
        disclosure, _ = compiled(records, folder, code)
        cells = [(str(address_of(item, fact)), fact) for item in disclosure.statements for fact in item.facts]
        cells += [(f"figures/{fact.code}", fact) for fact in disclosure.figures if fact.source.file]
        for cell, fact in Random(seed).sample(cells, min(4, len(cells))):
            trace(folder / "out.json", cell, folder / "package", folder / "trace.csv")
            rows = list(csv.DictReader((folder / "trace.csv").read_text(encoding="utf-8").splitlines()))
            total = sum(fen(row["amount"]) for row in rows)
            counted = fact.column == "count"
            printed = str(total // 100) if counted else from_fen(total, "万元")
            assert rows
            assert printed == fact.value


@pytest.mark.parametrize("seed", [3, 7])
def test_traced_rows_are_the_records_of_the_file(seed: int, tmp_path: Path) -> None:
    records = random_package(seed)
    disclosure, _ = compiled(records, tmp_path)
    statement = disclosure.statement("expenditure")
    assert statement is not None
    fact = next(item for item in statement.facts if item.code != "total" and item.column == "project")
    cell = f"expenditure/{fact.code}/project"
    trace(tmp_path / "out.json", cell, tmp_path / "package", tmp_path / "trace.csv")
    rows = list(csv.DictReader((tmp_path / "trace.csv").read_text(encoding="utf-8").splitlines()))
    for row in rows:
        record = records.tables["expenditure"][int(row["row"]) - 1]
        assert row["file"] == "expenditure.csv"
        assert row["nature"] == "project"
        keys = ("date", "voucher", "unit", "functional", "economic", "project", "source")
        assert [row[key] for key in keys] == [record[key] for key in keys]
        assert fen(row["amount"]) == fen(record["amount"])
