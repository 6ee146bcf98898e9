"""Faults of several cells: a block shifted by a row, figures one column off, a blank row in between."""

from __future__ import annotations

from itertools import pairwise

from small_disclosures import disclosure, expenditure

from mingzhang.repair.find import find_repairs
from mingzhang.standard.load import Standard

RIGHT = {(fact["code"], fact["column"]): fact["value"] for fact in expenditure()}
CODES = ["total", "201", "20101", "2010101", "2010102", "208", "20805", "2080501"]


def test_a_column_shifted_down_by_one_row(standard: Standard) -> None:
    run = CODES[2:6]
    changed: dict[tuple[str, str], str | None] = {
        (code, "project"): RIGHT[before, "project"] for before, code in pairwise(run)
    }
    changed[run[0], "project"] = None
    first = find_repairs(disclosure(expenditure(), changed), standard).proposals[0].changes
    assert {(change.code, change.column): change.proposed for change in first} == {
        key: RIGHT[key] for key in changed
    }
    assert {change.slip for change in first} == {"shifted_block"}


def test_figures_one_column_off(standard: Standard) -> None:
    run = CODES[1:5]
    changed: dict[tuple[str, str], str | None] = {}
    for code in run:
        changed[code, "basic"] = RIGHT[code, "project"]
        changed[code, "project"] = RIGHT[code, "basic"]
    first = find_repairs(disclosure(expenditure(), changed), standard).proposals[0].changes
    assert {(change.code, change.column): change.proposed for change in first} == {
        key: RIGHT[key] for key in changed
    }
    assert {change.slip for change in first} == {"shifted_block"}
