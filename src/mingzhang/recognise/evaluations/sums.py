"""What a form's own sums decide: a score whose cell is lost, a row that was read twice."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from mingzhang.facts.model import Evaluation
from mingzhang.recognise.evaluations.indicators import RawIndicator

SCORE_BY_SUM = "得分格丢失，由总分倒推 (score cell lost, told by the total)"
_CLOSE = Fraction(1, 100)


def execution_points(evaluation: Evaluation) -> Fraction | None:
    """The execution score as printed in the total row of the funds."""
    for row in evaluation.funds:
        if row.source_kind == "total" and row.score is not None:
            return Fraction(row.score)
    return None


def fill_lost_score(rows: list[RawIndicator], evaluation: Evaluation) -> None:
    """The one score whose cell is lost, as what the total leaves for it; nothing if that is no score."""
    lost = [row for row in rows if row.score is None and row.score_lost]
    execution = execution_points(evaluation)
    if len(lost) != 1 or evaluation.total_score is None or execution is None or lost[0].weight is None:
        return
    others = sum((Fraction(row.score) for row in rows if row.score is not None), Fraction(0))
    left = Fraction(evaluation.total_score) - execution - others
    if abs(left) <= _CLOSE:
        left = Fraction(0)
    if 0 <= left <= Fraction(lost[0].weight) and left.denominator == 1:
        lost[0].score = str(left)
        lost[0].inferred.append(SCORE_BY_SUM)


def repeated_rows(rows: list[RawIndicator], evaluation: Evaluation) -> list[RawIndicator]:
    """Rows that repeat the row above word for word and that the total says were counted once."""
    doubles = [
        row for above, row in pairwise(rows) if not row.line.spans_known and _words(row) == _words(above)
    ]
    execution = execution_points(evaluation)
    if not doubles or evaluation.total_score is None or execution is None:
        return []
    every = sum((Fraction(row.score) for row in rows if row.score is not None), execution)
    without = every - sum((Fraction(row.score) for row in doubles if row.score is not None), Fraction(0))
    total = Fraction(evaluation.total_score)
    return doubles if abs(without - total) <= _CLOSE < abs(every - total) else []


def _words(row: RawIndicator) -> tuple[object, ...]:
    return (row.level3, row.initial, row.target, row.actual, row.weight, row.score, row.variance)
