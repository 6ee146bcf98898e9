"""Amounts for the sample: whole 分 that print as published, or an error that says which cannot."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def amounts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(repository / "samples"))
    from gaoping_case import amounts

    return amounts


@pytest.fixture
def money(repository: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(repository / "samples"))
    from gaoping_case import money

    return money


def sums(amounts: ModuleType, total: int) -> list[object]:
    """Two leaves printed 10.00 and 20.00 万元, and their printed total."""
    return [
        amounts.PrintedSum("a", ("a",), 1000),
        amounts.PrintedSum("b", ("b",), 2000),
        amounts.PrintedSum("total", ("a", "b"), total),
    ]


def test_a_rounding_difference_of_one_place_is_met(amounts: ModuleType) -> None:
    found = amounts.exact_amounts(sums(amounts, 3001), {}, [])
    assert 9_995_000 <= found["a"] <= 10_004_999
    assert 30_005_000 <= found["a"] + found["b"] <= 30_014_999


def test_a_larger_difference_is_refused(amounts: ModuleType) -> None:
    with pytest.raises(ValueError, match="no amounts print as published"):
        amounts.exact_amounts(sums(amounts, 3002), {}, [])


def test_known_amounts_stand_or_are_refused(amounts: ModuleType) -> None:
    assert amounts.exact_amounts(sums(amounts, 3000), {"a": 9_999_123}, [])["a"] == 9_999_123
    with pytest.raises(ValueError, match="does not print as published"):
        amounts.exact_amounts(sums(amounts, 3000), {"a": 10_005_000}, [])


def test_a_blank_cell_is_exactly_zero(amounts: ModuleType) -> None:
    assert amounts.exact_amounts([amounts.PrintedSum("a", ("a",), 0)], {}, []) == {"a": 0}


def test_equal_sums_are_the_same_amount(amounts: ModuleType) -> None:
    printed = [amounts.PrintedSum("a", ("a",), 1168), amounts.PrintedSum("b", ("b",), 1168)]
    found = amounts.exact_amounts(printed, {}, [(("a",), ("b",))])
    assert found["a"] == found["b"]


def test_a_matrix_has_its_sums(money: ModuleType) -> None:
    rows, columns = {"x": 100, "y": 7, "z": 0}, {"p": 33, "q": 74}
    cells = money.matrix(rows, columns, [("y", "q")])
    assert cells["y", "q"] == 7
    assert all(amount > 0 for amount in cells.values())
    for row, amount in rows.items():
        assert sum(value for key, value in cells.items() if key[0] == row) == amount
    for column, amount in columns.items():
        assert sum(value for key, value in cells.items() if key[1] == column) == amount
    with pytest.raises(ValueError, match="different sums"):
        money.matrix({"x": 1}, {"p": 2}, [])


def test_shares_and_parts_sum(money: ModuleType) -> None:
    assert money.shared(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert money.split(1001, 3) == [300, 300, 401]
