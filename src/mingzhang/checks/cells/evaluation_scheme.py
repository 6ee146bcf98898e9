"""The execution rate's weight per form, as the standard's schemes allow it (millionths of a point)."""

from __future__ import annotations

import numpy as np

from mingzhang.checks.batch import Ints
from mingzhang.checks.cells.evaluation_forms import Forms, counts, sums
from mingzhang.facts.arrow import MICRO
from mingzhang.standard.load import Standard


def execution_weights(forms: Forms, standard: Standard) -> Ints:
    """Per form the weight of the execution rate: the standard's, or another scheme's where the form shows it.

    A form shows another scheme where its indicators leave just that weight and its execution score is
    that weight × rate; where the rate is 0 and cannot tell, the document's other forms must leave it too.
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
        told = (rate > 0) & (np.abs(score - rate * other // 100) <= _NEAR)
        unlike = np.bincount(forms.document[forms.complete & ~leaves], minlength=_last(forms)) > 0
        chosen[leaves & (told | ((rate <= 0) & ~unlike[forms.document]))] = other * MICRO
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
