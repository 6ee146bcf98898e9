"""Targets and results to scores and grades: pure, exact, rounded once at the end."""

from mingzhang.evaluate.attainment import Direction, attainment, direction_of, over_fulfilled, reached
from mingzhang.evaluate.execution import execution_rate, execution_score, execution_weight
from mingzhang.evaluate.indicators import Computed, Owed, band_of, indicator_score
from mingzhang.evaluate.owed import Due, owed_by
from mingzhang.evaluate.total import grade, total_score

__all__ = [
    "Computed",
    "Direction",
    "Due",
    "Owed",
    "attainment",
    "band_of",
    "direction_of",
    "execution_rate",
    "execution_score",
    "execution_weight",
    "grade",
    "indicator_score",
    "over_fulfilled",
    "owed_by",
    "reached",
    "total_score",
]
