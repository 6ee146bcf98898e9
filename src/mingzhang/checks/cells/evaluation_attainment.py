"""Targets against results, for every indicator of the batch at once.

Columns screen in floating point with the formulas of `mingzhang.evaluate`; whatever looks wrong or lies
near an edge is decided by `evaluate.indicator_score` itself, exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast

import numpy as np
from numpy.typing import NDArray

from mingzhang.checks.cells.evaluation_forms import Forms
from mingzhang.checks.cells.evaluation_wording import exact
from mingzhang.evaluate import Computed, indicator_score
from mingzhang.facts.arrow import MICRO
from mingzhang.facts.batch import Ints, Mask
from mingzhang.facts.model import Indicator
from mingzhang.kit.chinese import squeeze
from mingzhang.standard.load import Standard
from mingzhang.standard.scheme import Scheme

_POSITIVE, _REVERSE = 1, -1


class Attainment:
    """Per indicator row: direction, whether the target was reached, the score that follows."""

    def __init__(self, forms: Forms, scheme: Scheme) -> None:
        self.forms, self.scheme = forms, scheme
        table = forms.indicators
        self.cost: Mask = table.is_word("level2", "cost") | table.is_word("level1", "cost")
        self.target, has_target = table.number("target")
        self.result, has_result = table.number("actual_result")
        self.weight, self.weighed = table.number("weight")
        self.score, self.scored = table.number("score")
        self.numeric: Mask = has_target & has_result
        self.direction = self._directions()
        spending, spent_known = forms.project_value("actual")
        nothing = spent_known & (spending == 0)
        self.unspent: Mask = self.cost & nothing[forms.of_indicators] if forms.count else self.cost
        self.full_words = self.results(lambda text: squeeze(text) in scheme.qualitative.full)
        self.reached: Mask = self.numeric & self._reaches()
        self.missed: Mask = self.numeric & (self.direction != 0) & ~self.reached & (self.target >= 0)
        self.computed, self.computable = self._computed()
        self.place_half = self._place_halves()

    def results(self, test: Callable[[str], bool]) -> Mask:
        """Rows whose result, as printed, passes `test` (asked once per distinct text)."""
        ids, vocabulary = self.forms.indicators.words("actual_result")
        return np.asarray([test(word) for word in vocabulary] + [False], dtype=np.bool_)[ids]

    def _directions(self) -> Ints:
        table = self.forms.indicators
        chosen = np.zeros(len(table), dtype=np.int64)
        equal = table.is_word("operator", "=") | table.is_word("direction", "equal")
        cost_equal = _REVERSE if self.scheme.cost_equal == "reverse" else _POSITIVE
        chosen[equal] = np.where(self.cost[equal], cost_equal, _POSITIVE)
        chosen[equal & (self.target == 0)] = _REVERSE
        chosen[table.is_word("operator", "≥", ">")] = _POSITIVE
        chosen[table.is_word("operator", "≤", "<")] = _REVERSE
        chosen[table.is_word("direction", "positive")] = _POSITIVE
        chosen[table.is_word("direction", "reverse")] = _REVERSE
        return chosen

    def _reaches(self) -> Mask:
        strict = self.forms.indicators.is_word("operator", "<", ">")
        gap = (self.result - self.target) * self.direction
        return np.asarray((gap > 0) | ((self.result == self.target) & ~strict), dtype=np.bool_)

    def _computed(self) -> tuple[NDArray[np.float64], Mask]:
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = self.result / np.where(self.target > 0, self.target, 1)
        share = np.clip(np.where(self.direction == _POSITIVE, ratio, 2 - ratio), 0, 1)
        share = np.where(self.target == 0, 0.0, share)
        share = np.where(self.reached | self.full_words, 1.0, share)
        share = np.where(self.unspent, 0.0, share)
        computable = self.weighed & (self.reached | self.missed | self.full_words | self.unspent)
        return share * self.weight, computable

    def _place_halves(self) -> Ints:
        """Half a unit of the finest place that a form's column of indicator scores prints."""
        finest = np.zeros(self.forms.count, dtype=np.int64)
        printed = np.minimum(self.forms.indicators.places("score"), 6)
        np.maximum.at(finest, self.forms.of_indicators, printed)
        halves = MICRO // (2 * 10**finest)
        return np.asarray(halves[self.forms.of_indicators], dtype=np.int64)

    def indicator(self, row: int) -> Indicator:
        """The row as an indicator, as far as scoring needs it."""
        text = self.forms.indicators.text
        return Indicator(
            level1=text("level1", row),
            level2=text("level2", row),
            level3=text("level3", row),
            operator=text("operator", row),
            unit=text("unit", row),
            direction=text("direction", row),
            target=text("target", row),
            actual=text("actual_result", row),
            weight=text("weight", row),
            score=text("score", row),
        )

    def exact_score(self, row: int) -> Fraction | None:
        """The score that follows from target and result, exact; None where none does."""
        form = int(self.forms.of_indicators[row])
        top = int(self.forms.total_row[form])
        spending = self.forms.funds.text("actual", top) if top >= 0 else None
        answer = indicator_score(self.indicator(row), self.scheme, spending)
        return answer.exact if isinstance(answer, Computed) else None

    def rounds_to(self, row: int, computed: Fraction) -> bool:
        """Whether the printed score is `computed`, rounded to the column's place."""
        return abs(exact(self.score[row]) - computed) <= exact(self.place_half[row])

    def way(self, row: int, computed: Fraction) -> str:
        """The formula with the printed values."""
        text = self.forms.indicators.text
        weight, target, actual = (text(name, row) for name in ("weight", "target", "actual_result"))
        if self.unspent[row]:
            return "0"
        if computed == exact(self.weight[row]):
            return f"{weight}"
        if self.target[row] == 0 or computed == 0:
            return "0"
        if self.direction[row] == _POSITIVE:
            return f"{weight} × {actual} ÷ {target}"
        return f"{weight} × (1 − ({actual} − {target}) ÷ {target})"


def attainment_of(forms: Forms, standard: Standard) -> Attainment:
    """The batch's indicators, scored once."""
    key = f"attainment {standard.id}"
    if key not in forms.batch.memo:
        forms.batch.memo[key] = Attainment(forms, standard.scheme)
    return cast(Attainment, forms.batch.memo[key])
