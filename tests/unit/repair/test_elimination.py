"""Exact elimination: contradictions are found with the bounds that make them, however large the numbers."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from mingzhang.repair.elimination import Bound, bound, clash, window


def between(low: int, terms: dict[int, int], high: int, name: int) -> list[Bound]:
    """low ≤ Σ ≤ high, said by line `name`."""
    opposite = {variable: -factor for variable, factor in terms.items()}
    origin = frozenset((name,))
    return [bound(terms, high, origin), bound(opposite, -low, origin)]


def test_a_contradiction_names_the_lines_that_make_it() -> None:
    bounds = [
        *between(5, {0: 1, 1: 1}, 5, 10),
        *between(2, {0: 1}, 2, 11),
        *between(4, {1: 1}, 9, 12),
        *between(-100, {2: 1}, 100, 13),
    ]
    assert clash(bounds, [0, 1, 2]) == {10, 11, 12}


def test_amounts_of_a_trillion_yuan_are_exact() -> None:
    trillion = 10**14
    apart = [*between(trillion + 1, {0: 1}, trillion + 1, 1), *between(trillion, {0: 1}, trillion, 2)]
    assert clash(apart, [0]) == {1, 2}
    assert window(between(3 * trillion, {0: 3}, 3 * trillion, 1), 0, [0]) == (trillion, trillion)


def test_whole_numbers_are_asked_not_fractions() -> None:
    assert clash(between(1, {0: 2}, 1, 7), [0]) == {7}


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_with_trying_everything(seed: int) -> None:
    random = Random(seed)
    bounds = []
    for name in range(random.randint(2, 5)):
        terms = {variable: random.choice((-1, 1)) for variable in range(3) if random.random() < 0.7}
        if terms:
            low = random.randint(-6, 6)
            bounds += between(low, terms, low + random.randint(0, 2), name)
    for variable in range(3):
        bounds += between(-4, {variable: 1}, 4, 100 + variable)
    exists = any(
        all(sum(factor * values[at] for at, factor in item.terms) <= item.limit for item in bounds)
        for values in product(range(-4, 5), repeat=3)
    )
    found = clash(bounds, [0, 1, 2])
    assert (found is None) or not exists
    if found is not None:
        core = [item for item in bounds if item.origin <= found]
        assert clash(core, [0, 1, 2]) is not None
