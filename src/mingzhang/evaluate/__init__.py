"""Targets and results to scores and grades: pure, exact, rounded once at the end."""

from mingzhang.evaluate.attainment import Direction, attainment, direction_of, over_fulfilled, reached
from mingzhang.evaluate.execution import execution_rate, execution_score
from mingzhang.evaluate.indicators import Computed, Owed, band_of, indicator_score
from mingzhang.evaluate.total import grade, total_score

__all__ = [
    "Computed",
    "Direction",
    "Owed",
    "attainment",
    "band_of",
    "direction_of",
    "execution_rate",
    "execution_score",
    "grade",
    "indicator_score",
    "over_fulfilled",
    "reached",
    "total_score",
]
