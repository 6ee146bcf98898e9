"""The execution rate's weight per form, as the standard's schemes allow it (millionths of a point)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from mingzhang.checks.cells.evaluation_forms import Forms, counts, sums
from mingzhang.facts.arrow import MICRO
from mingzhang.facts.batch import Ints, Mask
from mingzhang.standard.load import Standard
from mingzhang.standard.scheme import PART_OF, Weights

LEVELS = ("output", "cost", "benefit", "satisfaction")


def execution_weights(forms: Forms, standard: Standard) -> Ints:
    """Per form the weight of the execution rate: the standard's, or another scheme's where the form shows it.

    A form shows another scheme where its indicators leave just that weight and its execution score is
    that weight × rate; where the rate is 0 and cannot tell, the points must be divided as that scheme
    divides them, or the document's other forms must leave the same.
    A form that lost a row leaves more than its scheme's weight by accident.
    """
    scheme = standard.scheme
    default = scheme.weights.execution
    chosen = np.full(forms.count, default * MICRO, dtype=np.int64)
    if not len(forms.indicators):
        return chosen
    weights, known = forms.indicators.number("weight")
    left = 100 * MICRO - sums(forms.of_indicators, weights, forms.count)
    whole = counts(forms.of_indicators, ~known, forms.count) == 0
    rate, score = _rate_and_score(forms)
    for other in {division.execution for division in scheme.schemes} - {default}:
        leaves = whole & forms.complete & (left == other * MICRO)
        told = (rate > 0) & (np.abs(score - np.minimum(rate, 100 * MICRO) * other // 100) <= _NEAR)
        unlike = np.bincount(forms.document[forms.complete & ~leaves], minlength=_last(forms)) > 0
        divided = as_divided(
            points_by_level(forms), [item for item in scheme.schemes if item.execution == other]
        )
        chosen[leaves & (told | ((rate <= 0) & (divided | ~unlike[forms.document])))] = other * MICRO
    return chosen


_NEAR = 20_000
"""Two hundredths of a point: what rounding of rate and score can make (millionths)."""


def _last(forms: Forms) -> int:
    return int(forms.document.max(initial=-1)) + 1


def _rate_and_score(forms: Forms) -> tuple[Ints, Ints]:
    """Rate (%) and score of every form's total row, in millionths; -1 and 0 where there is none."""
    rate, score = np.full(forms.count, -1, dtype=np.int64), np.zeros(forms.count, dtype=np.int64)
    has = forms.total_row >= 0
    rows = forms.total_row[has]
    rate[has] = np.where(
        forms.funds.known("execution_rate")[rows], forms.funds.values("execution_rate")[rows], -1
    )
    score[has] = forms.funds.values("score")[rows]
    return rate, score


def points_by_level(forms: Forms) -> dict[str, Ints]:
    """Per form the weights of each level-1 indicator together."""
    table = forms.indicators
    return {
        name: sums(forms.of_indicators, table.values("weight") * table.is_word("level1", name), forms.count)
        for name in LEVELS
    }


def as_divided(by_level: dict[str, Ints], divisions: Iterable[Weights]) -> Mask:
    """Forms whose points are divided as one of the schemes divides them."""
    found = np.zeros(len(by_level["output"]), dtype=np.bool_)
    for division in divisions:
        if division.weights:
            found |= _fits(by_level, division)
    return found


def _fits(by_level: dict[str, Ints], division: Weights) -> Mask:
    """Forms divided as a scheme divides; cost counts as output and satisfaction as benefit where the
    scheme has no such level, and the points of a satisfaction that the form lacks go where it says."""
    points = {str(name): weight for name, weight in division.weights.items()}
    wanted = {name: points.get(name, 0) * MICRO for name in LEVELS}
    given = dict(by_level)
    for level, heir in PART_OF.items():
        if not wanted[level]:
            given = {**given, heir: given[heir] + given[level], level: given[level] * 0}
    plain = np.logical_and.reduce([given[name] == wanted[name] for name in LEVELS])
    taker = division.without_satisfaction
    if taker is None:
        return np.asarray(plain, dtype=np.bool_)
    moved = {**wanted, taker: wanted[taker] + wanted["satisfaction"], "satisfaction": 0}
    return np.asarray(
        plain | np.logical_and.reduce([given[name] == moved[name] for name in LEVELS]), dtype=np.bool_
    )
