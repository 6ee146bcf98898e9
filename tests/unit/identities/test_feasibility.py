"""Joint feasibility on systems small enough to decide by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.identities.feasibility import certify, contradictions
from mingzhang.identities.propagation import propagate
from mingzhang.identities.system import Component, Row


def chain(*values: int, half: int = 5) -> Component:
    """Cells that must all be equal, one to the next."""
    rows = [Row(0, index, (index, index + 1), (1, -1), False) for index in range(len(values) - 1)]
    return Component(list(range(len(values))), list(values), [half] * len(values), rows)


@pytest.mark.parametrize(
    ("values", "widening"),
    [((0, 10, 20), Fraction(1, 2)), ((0, 10, 20, 30), Fraction(1)), ((0, 10, 20, 30, 40), Fraction(3, 2))],
)
def test_a_chain_needs_half_a_unit_more_each_step(values: tuple[int, ...], widening: Fraction) -> None:
    found = contradictions(chain(*values))
    assert [certificate.widening for certificate in found] == [widening]
    assert set(found[0].combination) == {0, len(values) - 1}, "the cells between cancel out"


def test_exactly_half_a_unit_is_consistent() -> None:
    assert not contradictions(chain(0, 10, 0, 10))


def test_one_part_of_a_unit_more_is_not() -> None:
    assert contradictions(chain(0, 11, 0, 11))[0].widening == Fraction(1, 20)


def test_nothing_rounded_needs_no_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> bool:
        raise AssertionError("the linear programme ran")

    monkeypatch.setattr("mingzhang.identities.feasibility.strictly_feasible", forbidden)
    assert not contradictions(chain(7, 7, 7))
    assert not contradictions(chain(0, 10, 10)), "a tree is decided by propagation"


def test_cycles_go_to_the_programme() -> None:
    """a + b = t, a = c, b = d, c + d = u: each holds within rounding, t = u does not."""
    rows = [
        Row(0, 0, (0, 1, 2), (-1, -1, 1), False),
        Row(0, 1, (0, 3), (1, -1), False),
        Row(0, 2, (1, 4), (1, -1), False),
    ]
    tree = Component(list(range(5)), [100, 100, 195, 110, 110], [5] * 5, rows)
    assert tree.acyclic
    assert propagate(tree) == "empty"
    cycle = Component(
        list(range(6)), [*tree.values, 220], [5] * 6, [*rows, Row(0, 3, (3, 4, 5), (-1, -1, 1), False)]
    )
    assert not cycle.acyclic
    for component, widening, cells in (
        (tree, Fraction(1, 3), {2, 3, 4}),
        (cycle, Fraction(3, 4), {2, 5}),
    ):
        found = contradictions(component)
        assert [certificate.widening for certificate in found] == [widening]
        assert set(found[0].combination) == cells


def test_an_inequality_counts_on_its_own_side_only() -> None:
    """x ≥ y and y ≥ z hold as printed or by rounding; x is far below z only in the wrong order."""
    above = Component(
        [0, 1, 2],
        [100, 50, 10],
        [5] * 3,
        [Row(0, 0, (0, 1), (1, -1), True), Row(0, 1, (1, 2), (1, -1), True)],
    )
    assert not contradictions(above)
    below = Component([0, 1, 2], [80, 90, 100], [5] * 3, above.rows)
    assert [item.widening for item in contradictions(below)] == [Fraction(1, 2)]


def test_a_certificate_of_the_wrong_sign_proves_nothing() -> None:
    rows = [Row(0, 0, (0, 1), (1, -1), True)]
    component = Component([0, 1], [100, 0], [5, 5], rows)
    assert certify(component, rows, [1]) is None
    assert certify(component, rows, [-1]) is None


def test_exact_cells_contradict_by_a_single_fen() -> None:
    found = contradictions(chain(100, 101, half=0))
    assert found[0].gap == 1
    assert found[0].slack == 0


def test_amounts_of_a_trillion_yuan() -> None:
    big = 10**14
    assert not contradictions(chain(big, big + 10_000, big, half=5000))
    assert contradictions(chain(big, big + 10_000, big + 20_000, half=5000))
