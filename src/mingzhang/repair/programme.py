"""The programme of binaries: the lightest moves that touch every conflict. HiGHS proposes, nothing more.

It is a covering programme: a binary a move, rows that say “at least one of these moves”. Amounts never
enter it, so there is no big constant to choose. Costs are whole numbers below 2^53.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from mingzhang.identities.widening import quiet_solver

_HALF = 0.5
_ROUND = 100
"""What an answer costs beside its simplex steps, in such steps."""


class Programme:
    """Chooses moves; `require` adds a constraint Σ coefficient × choice ≥ least."""

    def __init__(self) -> None:
        self._solver: Any = quiet_solver()()
        self._solver.setOptionValue("mip_rel_gap", 0.0)
        self._solver.setOptionValue("mip_abs_gap", 0.5)
        self._solver.setOptionValue("random_seed", 1)
        self._count = 0

    def add(self, cost: int) -> int:
        """One more choice; its number."""
        self._solver.addVar(0.0, 1.0)
        number = self._count
        self._count += 1
        self._solver.changeColCost(number, float(cost))
        self._solver.changeColIntegrality(number, _integer())
        return number

    def require(self, terms: Mapping[int, int], least: int) -> None:
        """Σ coefficient × choice ≥ least."""
        columns = np.asarray(sorted(terms), dtype=np.int32)
        factors = np.asarray([float(terms[int(column)]) for column in columns])
        self._solver.addRow(float(least), self._solver.inf, len(columns), columns, factors)

    def exclude(self, chosen: Iterable[int]) -> None:
        """Never again all of these together."""
        taken = list(chosen)
        self.require(dict.fromkeys(taken, -1), 1 - len(taken))

    @property
    def effort(self) -> int:
        """Steps of the last answer: the same on every machine, as seconds are not."""
        return int(self._solver.getInfo().simplex_iteration_count) + _ROUND

    def lightest(self, seconds: float) -> tuple[list[int], bool] | None:
        """The lightest choice and whether it is proven so; None where there is none (or no time for one)."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(seconds, 0.01))
        self._solver.run()
        status = str(self._solver.getModelStatus()).rsplit(".", 1)[-1]
        if status not in ("kOptimal", "kTimeLimit"):
            return None
        values = list(self._solver.getSolution().col_value)
        if len(values) != self._count or not self._solver.getSolution().value_valid:
            return None
        return [number for number, value in enumerate(values) if value > _HALF], status == "kOptimal"


def _integer() -> Any:
    import highspy

    return highspy.HighsVarType.kInteger
