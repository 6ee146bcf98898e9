"""The linear programmes of joint feasibility, for HiGHS. Floats propose; exact integers decide elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from mingzhang.identities.system import Component, Row


def strictly_feasible(component: Component, rows: Sequence[Row]) -> bool:
    """Whether amounts inside the intervals satisfy the rows, as far as floats can tell."""
    solver, scale, cells = _started(component, rows)
    halves = np.asarray([component.halves[cell] / scale for cell in cells])
    solver.addVars(len(cells), -halves, halves)
    _add_rows(solver, component, rows, scale, cells)
    solver.run()
    return _status(solver) == "kOptimal"


def least_widening(component: Component, rows: Sequence[Row]) -> list[float]:
    """The dual value of every row in the programme “least t such that …”; zeros where it was not solved."""
    solver, scale, cells = _started(component, rows)
    infinity = solver.inf
    count = len(cells)
    solver.addVars(count, np.full(count, -infinity), np.full(count, infinity))
    solver.addVar(0.0, infinity)
    solver.changeColCost(count, 1.0)
    _add_rows(solver, component, rows, scale, cells)
    for position, cell in enumerate(cells):
        half, unit = component.halves[cell] / scale, (2 * component.halves[cell] or 1) / scale
        columns = np.asarray([position, count], dtype=np.int32)
        solver.addRow(-infinity, half, 2, columns, np.asarray([1.0, -unit]))
        solver.addRow(-half, infinity, 2, columns, np.asarray([1.0, unit]))
    solver.run()
    if _status(solver) != "kOptimal":
        return [0.0] * len(rows)
    return [float(dual) for dual in solver.getSolution().row_dual[: len(rows)]]


def _started(component: Component, rows: Sequence[Row]) -> tuple[Any, int, list[int]]:
    """A quiet solver, the scale (half the coarsest place, 分) and the cells in play."""
    cells = sorted({cell for row in rows for cell in row.cells})
    return quiet_solver()(), max((component.halves[cell] for cell in cells), default=0) or 1, cells


@cache
def quiet_solver() -> type[Any]:
    """HiGHS without a banner, on one thread, so that the same input gives the same answer."""
    import highspy  # 20 ms that a document without rounding does not pay

    class QuietSolver(highspy.Highs):  # type: ignore[misc, unused-ignore]
        """HiGHS that is silent from its first moment: enabling callbacks would print a banner."""

        def enableCallbacks(self) -> None:  # noqa: N802
            self.setOptionValue("output_flag", False)
            self.setOptionValue("threads", 1)

    return QuietSolver


def _add_rows(
    solver: Any, component: Component, rows: Sequence[Row], scale: int, cells: Sequence[int]
) -> None:
    """Identities over deviations from the printed values: Σ a·y = −residual, in units of `scale`."""
    place = {cell: position for position, cell in enumerate(cells)}
    for row in rows:
        target = -component.residual(row)
        upper = solver.inf if row.at_least else (target + row.allowance) / scale
        columns = np.asarray([place[cell] for cell in row.cells], dtype=np.int32)
        solver.addRow(
            (target - row.allowance) / scale,
            upper,
            len(columns),
            columns,
            np.asarray(row.coefficients, dtype=np.float64),
        )


def _status(solver: Any) -> str:
    return str(solver.getModelStatus()).rsplit(".", 1)[-1]
