"""A form's arithmetic, solved for each of its fields: ranges that the other fields imply.

Formulas: notes 2–4 under the self-evaluation form (财预〔2020〕10号).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mingzhang.evaluate.exact import exact
from mingzhang.facts.arrow import FUNDS_AMOUNTS
from mingzhang.facts.model import Evaluation
from mingzhang.kit.amounts import Interval
from mingzhang.repair.form_fields import RATE, SCORE, Fields, usual_places
from mingzhang.standard.scheme import Scheme

_HUNDRED = 100


def implied(form: Evaluation, fields: Fields, scheme: Scheme) -> Iterator[tuple[str, Interval]]:
    """(field, range) of what the other fields of the form say that a field should read."""
    for row in form.funds:
        yield from _funds(f"funds.{row.source_kind}", fields, scheme)
    yield from _levels(form, fields)
    yield from _points(form, fields)


def _funds(row: str, fields: Fields, scheme: Scheme) -> Iterator[tuple[str, Interval]]:
    """Carryover = budget − actual; rate = actual ÷ budget; score = weight × rate, capped."""
    budget, actual, left = (
        exact(fields.get(f"{row}.{name}")) for name in ("final_budget", "actual", "carryover")
    )
    rate, score = exact(fields.get(f"{row}.execution_rate")), exact(fields.get(f"{row}.score"))
    weight = Fraction(scheme.weights.execution)
    rates = _around(rate, usual_places(fields, RATE))
    scores = _around(score, usual_places(fields, SCORE))
    if budget is not None and actual is not None:
        yield f"{row}.carryover", Interval.exact(budget - actual)
        if budget > 0:
            share = actual / budget
            yield f"{row}.execution_rate", Interval.exact(share * _HUNDRED)
            yield f"{row}.score", Interval.exact(min(share, Fraction(1)) * weight)
    if budget is not None and left is not None:
        yield f"{row}.actual", Interval.exact(budget - left)
    if actual is not None and left is not None:
        yield f"{row}.final_budget", Interval.exact(actual + left)
    if rates is not None and rate is not None:
        yield f"{row}.score", Interval.exact(min(rate / _HUNDRED, Fraction(1)) * weight)
        if budget:
            yield f"{row}.actual", rates.scaled(budget / _HUNDRED)
            yield f"{row}.carryover", Interval.exact(budget) - rates.scaled(budget / _HUNDRED)
        if actual is not None and rates.low > 0:
            quotient = Interval.exact(actual * _HUNDRED).over(rates)
            if quotient is not None:
                yield f"{row}.final_budget", quotient
    if scores is not None:
        yield f"{row}.execution_rate", scores.scaled(_HUNDRED / weight)


def _points(form: Evaluation, fields: Fields) -> Iterator[tuple[str, Interval]]:
    """Total = execution score + the indicators' scores; no score is above its weight."""
    top = "funds.total.score" if "funds.total.score" in fields else None
    terms = {
        name: exact(value)
        for name, value in fields.items()
        if name == top or (name.startswith("indicators.") and name.endswith(".score"))
    }
    known = {name: value for name, value in terms.items() if value is not None}
    total = exact(form.total_score)
    yield "total_score", Interval.exact(sum(known.values(), Fraction(0)))
    if total is not None:
        for name in terms:
            rest = sum((value for other, value in known.items() if other != name), Fraction(0))
            yield name, Interval.exact(total - rest)
    for number in range(len(form.indicators)):
        weight = exact(fields[f"indicators.{number}.weight"])
        if weight is not None:
            yield f"indicators.{number}.score", Interval.exact(weight)


def _around(value: Fraction | None, digits: int) -> Interval | None:
    if value is None:
        return None
    half = Fraction(1, 2 * 10**digits)
    return Interval(value - half, value + half)


def _levels(form: Evaluation, fields: Fields) -> Iterator[tuple[str, Interval]]:
    """Total funds are the sum of the levels, column by column."""
    levels = [row.source_kind for row in form.funds if row.source_kind != "total"]
    if not levels or len(levels) == len(form.funds):
        return
    for name in FUNDS_AMOUNTS:
        values = {level: exact(fields[f"funds.{level}.{name}"]) for level in levels}
        total = exact(fields[f"funds.total.{name}"])
        known = {level: value for level, value in values.items() if value is not None}
        if len(known) == len(values):
            yield f"funds.total.{name}", Interval.exact(sum(known.values(), Fraction(0)))
        if total is not None:
            for level in levels:
                rest = sum((value for other, value in known.items() if other != level), Fraction(0))
                yield f"funds.{level}.{name}", Interval.exact(total - rest)
