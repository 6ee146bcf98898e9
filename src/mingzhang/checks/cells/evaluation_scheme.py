"""The execution rate's weight per form, as the standard's schemes allow it (millionths of a point)."""

from __future__ import annotations

import numpy as np

from mingzhang.checks.batch import Ints
from mingzhang.checks.cells.evaluation_forms import Forms, counts, sums
from mingzhang.facts.arrow import MICRO
from mingzhang.standard.load import Standard


def execution_weights(forms: Forms, standard: Standard) -> Ints:
    """Per form the weight of the execution rate: what its indicators leave of 100, if a scheme knows it."""
    scheme = standard.scheme
    chosen = np.full(forms.count, scheme.weights.execution * MICRO, dtype=np.int64)
    if not len(forms.indicators):
        return chosen
    weights, known = forms.indicators.number("weight")
    left = 100 * MICRO - sums(forms.of_indicators, weights, forms.count)
    whole = counts(forms.of_indicators, ~known, forms.count) == 0
    for other in {division.execution for division in scheme.schemes}:
        chosen[whole & (left == other * MICRO)] = other * MICRO
    return chosen
