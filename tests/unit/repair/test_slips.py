"""Which slip explains a printed figure, and what it costs against others."""

from __future__ import annotations

import pytest

from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import half_unit_fen, to_fen
from mingzhang.repair.slips import SlipCosts, originals
from mingzhang.repair.system import Cell
from mingzhang.standard.load import Standard


def cell(printed: str | None) -> Cell:
    fen = 0 if printed is None else to_fen(printed, "万元")
    half = 0 if printed is None else half_unit_fen(2, "万元")
    return Cell(CellAddress("expenditure", None, "208", "total"), fen, half, "万元", 2, printed)


@pytest.mark.parametrize(
    ("original", "printed", "slip"),
    [
        ("1395.25", "1395.52", "transposed_digits"),
        ("1395.25", "1395.26", "misread_digit"),
        ("1395.25", "139525", "lost_point"),
        ("1395.25", "139.53", "moved_point"),
        ("1395.25", "13952.50", "moved_point"),
        ("1395.25", "13952500.00", "yuan_for_wan"),
        ("1395.25", "0.14", "yuan_for_wan"),
        ("1395.25", "-1395.25", "sign"),
        ("1395.25", "195.25", "lost_digit"),
        ("1395.25", "8812.07", "typed_over"),
        ("1395.25", None, "missing_cell"),
    ],
)
def test_the_slip_is_told(standard: Standard, original: str, printed: str | None, slip: str) -> None:
    costs = SlipCosts(standard.slips)
    item = cell(printed)
    kind, price = costs.explained(item, to_fen(original, "万元"))
    assert kind == slip
    assert price >= costs.least
    if slip not in ("typed_over", "missing_cell", "moved_point", "yuan_for_wan"):
        assert to_fen(original, "万元") in originals(item)


def test_confusable_digits_cost_less_than_others(standard: Standard) -> None:
    costs = SlipCosts(standard.slips)
    alike = costs.explained(cell("3.00"), to_fen("8.00", "万元"))
    unlike = costs.explained(cell("3.00"), to_fen("4.00", "万元"))
    assert alike[0] == unlike[0] == "misread_digit"
    assert alike[1] < unlike[1]


def test_a_known_slip_costs_less_than_one_that_nothing_explains(standard: Standard) -> None:
    costs = SlipCosts(standard.slips)
    item = cell("1395.52")
    known = costs.explained(item, to_fen("1395.25", "万元"))[1]
    assert known < costs.explained(item, to_fen("2481.07", "万元"))[1] < 3 * known


def test_a_copied_neighbour_is_told(standard: Standard) -> None:
    costs = SlipCosts(standard.slips)
    item = cell("512.30")
    kind, _ = costs.explained(item, to_fen("8.07", "万元"), (item.fen,))
    assert kind == "neighbouring_value"
