"""The funds table of an evaluation form: carryover, execution rate and its score, levels, overspending.

Formulas: notes 2–4 under the self-evaluation form (财预〔2020〕10号): execution rate = 全年执行数 ÷
全年预算数, score = weight × rate capped at the weight, carryover = 全年预算数 − 全年执行数.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.evaluation_forms import Forms, forms_of, same_as_total
from mingzhang.checks.cells.evaluation_scheme import execution_weights
from mingzhang.checks.cells.evaluation_wording import around, digits_of, exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Mask
from mingzhang.facts.findings import FindingFact
from mingzhang.kit.amounts import Interval
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_FLOAT_SLACK = 1e-3
"""Floats only screen: what lies nearer to the edge than this (in millionths) is decided exactly."""


def _start(batch: Batch) -> tuple[Forms, Outcome]:
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    return forms, outcome


def _ready(forms: Forms, outcome: Outcome, columns: Sequence[str], judged: str) -> Mask:
    """Rows of complete forms that print all of `columns`; those that print only `judged` are not run."""
    known = np.logical_and.reduce([forms.funds.known(column) for column in columns])
    complete = forms.funds_complete()
    lacking = complete & forms.funds.known(judged) & ~known
    outcome.miss_each(forms.funds.document[lacking], "资金行有空格，无法计算", "a funds cell is blank")
    ready: Mask = complete & known & ~same_as_total(forms, columns)
    return ready


def _quoted(forms: Forms, row: int, columns: Sequence[str], judged: str) -> list[FindingFact]:
    """The cells of the row, then the same breach where level rows repeat it."""
    facts = [forms.quote_funds(row, column) for column in columns]
    form = int(forms.of_funds[row])
    if row == forms.total_row[form]:
        for other in forms.funds_of(form):
            same = all(
                forms.funds.values(column)[other] == forms.funds.values(column)[row] for column in columns
            )
            if other != row and same:
                facts.append(forms.quote_funds(other, judged))
    return facts


def _names(forms: Forms, row: int) -> dict[str, str]:
    label = forms.funds.text("label", row) or {"total": "资金总额"}.get(
        forms.funds.text("source_kind", row) or "", "资金行"
    )
    return {"project": forms.project(int(forms.of_funds[row])), "row": label.rstrip("：:")}


@cell_check("evaluation_carryover")
def carryover(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Carryover = final budget − actual, 万元, exact in integers of a millionth."""
    forms, outcome = _start(batch)
    columns = ("carryover", "final_budget", "actual")
    ready = _ready(forms, outcome, columns, "carryover")
    left, budget, actual = (forms.funds.values(column) for column in columns)
    # Overspent with nothing left is overspending, which has a rule of its own.
    ready &= ~((actual > budget) & (left == 0))
    gap = np.abs(left - (budget - actual))
    slack = 3 * forms.amount_half[forms.of_funds]
    outcome.hold_each(forms.funds.document[ready & (gap == 0)])
    outcome.round_each(forms.funds.document[ready & (gap > 0) & (gap <= slack)])
    for row in np.flatnonzero(ready & (gap > slack)).tolist():
        facts = _quoted(forms, row, columns, "carryover")
        printed, total, spent = (fact.value or "" for fact in facts[:3])
        expected = exact(budget[row] - actual[row])
        outcome.breach(
            Breach(
                values={**_names(forms, row), "printed": printed, "expected": said(expected)},
                facts=facts,
                printed=printed,
                expected=said(expected),
                difference=said(exact(left[row]) - expected),
                arithmetic=f"{total} − {spent} = {said(expected)} ≠ {printed}",
                document=int(forms.funds.document[row]),
            )
        )
    return outcome


def _quotient(forms: Forms, row: int) -> Interval | None:
    """Actual ÷ final budget as the printed amounts allow it."""
    half = int(forms.amount_half[forms.of_funds[row]])
    spent = around(forms.funds.values("actual")[row], half)
    budget = around(forms.funds.values("final_budget")[row], half)
    return spent.over(budget)


@cell_check("evaluation_execution_rate")
def execution_rate(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Execution rate (in %) = actual ÷ final budget, each printed value taken as its interval."""
    forms, outcome = _start(batch)
    columns = ("execution_rate", "actual", "final_budget")
    ready = _ready(forms, outcome, columns, "execution_rate")
    rate, actual, budget = (forms.funds.values(column) for column in columns)
    half = forms.rate_half[forms.of_funds]
    no_budget = ready & (budget <= 0)
    outcome.miss_each(forms.funds.document[no_budget], "全年预算数为零，没有执行率", "no final budget")
    ready &= budget > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.abs(rate - actual / np.where(budget > 0, budget, 1) * 1e8)
    sure = ready & (gap < half - _FLOAT_SLACK)
    outcome.hold_each(forms.funds.document[sure])
    for row in np.flatnonzero(ready & ~sure).tolist():
        document = int(forms.funds.document[row])
        quotient = _quotient(forms, row)
        if quotient is None or quotient.scaled(100).meets(around(rate[row], int(half[row]))):
            outcome.round(document=document)
            continue
        facts = _quoted(forms, row, columns, "execution_rate")
        printed, spent, total = (fact.value or "" for fact in facts[:3])
        expected = said(exact(actual[row]) / exact(budget[row]) * 100, max(2, digits_of(int(half[row]))))
        outcome.breach(
            Breach(
                values={**_names(forms, row), "printed": printed, "expected": expected},
                facts=facts,
                printed=printed,
                expected=expected,
                difference=said(exact(rate[row]) - Fraction(expected)),
                arithmetic=f"{spent} ÷ {total} = {expected}% ≠ {printed}%",
                document=document,
            )
        )
    return outcome


@cell_check("evaluation_execution_score")
def execution_score(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Execution score = weight × rate, capped; right from the amounts or from the printed rate."""
    forms, outcome = _start(batch)
    known = {name: forms.funds.known(name) for name in ("score", "execution_rate", "actual", "final_budget")}
    score, rate, actual, budget = (forms.funds.values(name) for name in known)
    by_amounts = known["actual"] & known["final_budget"] & (budget > 0)
    given = forms.funds_complete() & known["score"]
    lacking = given & ~by_amounts & ~known["execution_rate"]
    outcome.miss_each(forms.funds.document[lacking], "没有执行率，也无法计算", "no execution rate to go by")
    columns = ("score", "execution_rate", "actual", "final_budget")
    ready = given & ~lacking & ~same_as_total(forms, columns)
    weight = execution_weights(forms, standard)[forms.of_funds]
    half = forms.score_half[forms.of_funds]
    near = np.zeros(len(score), dtype=np.bool_)
    with np.errstate(divide="ignore", invalid="ignore"):
        for share, usable in (
            (actual / np.where(budget > 0, budget, 1), by_amounts),
            (rate / 1e8, known["execution_rate"]),
        ):
            near |= usable & (np.abs(score - np.clip(share, 0, 1) * weight) < half - _FLOAT_SLACK)
    outcome.hold_each(forms.funds.document[ready & near])
    for row in np.flatnonzero(ready & ~near).tolist():
        _judge_score(forms, row, int(weight[row]), bool(by_amounts[row]), outcome)
    return outcome


def _judge_score(forms: Forms, row: int, weight: int, by_amounts: bool, outcome: Outcome) -> None:
    document, form = int(forms.funds.document[row]), int(forms.of_funds[row])
    points, rate = exact(weight), forms.funds.values("execution_rate")[row]
    rated = bool(forms.funds.known("execution_rate")[row])
    ways = _unrounded(forms, row, weight, by_amounts)
    printed = around(forms.funds.values("score")[row], int(forms.score_half[form]))
    if any(way is None or way.meets(printed) for way in ways):
        outcome.round(document=document)
        return
    columns = ["score"] + ["execution_rate"] * rated + ["actual", "final_budget"] * by_amounts
    facts = _quoted(forms, row, columns, "score")
    if by_amounts:
        spent, total = (forms.funds.text(name, row) for name in ("actual", "final_budget"))
        ratio = exact(forms.funds.values("actual")[row]) / exact(forms.funds.values("final_budget")[row])
        way = f"{spent} ÷ {total}"
    else:
        ratio = exact(rate) / 100
        way = f"{forms.funds.text('execution_rate', row)}%"
    if ratio > 1:
        way = f"min({way}, 1)"
    expected = said(
        max(min(ratio, Fraction(1)), Fraction(0)) * points, max(2, digits_of(int(forms.score_half[form])))
    )
    value = facts[0].value or ""
    outcome.breach(
        Breach(
            values={**_names(forms, row), "printed": value, "expected": expected, "weight": said(points)},
            facts=facts,
            printed=value,
            expected=expected,
            difference=said(Fraction(value) - Fraction(expected)),
            arithmetic=f"{said(points)} × {way} = {expected} ≠ {value}",
            document=document,
        )
    )


def _unrounded(forms: Forms, row: int, weight: int, by_amounts: bool) -> list[Interval | None]:
    """Points that the amounts, and that the printed rate give; None where a budget may be zero."""
    shares = [_quotient(forms, row)] if by_amounts else []
    if forms.funds.known("execution_rate")[row]:
        half = int(forms.rate_half[forms.of_funds[row]])
        shares.append(around(forms.funds.values("execution_rate")[row], half).scaled(Fraction(1, 100)))
    return [None if share is None else _capped(share).scaled(exact(weight)) for share in shares]


def execution_range(forms: Forms, row: int, weight: int) -> Interval:
    """What the printed execution score can be unrounded: itself, or what amounts or rate give inside
    its rounding. A total may have been added from either."""
    form = int(forms.of_funds[row])
    score = exact(forms.funds.values("score")[row])
    low = high = score
    printed = around(forms.funds.values("score")[row], int(forms.score_half[form]))
    known = forms.funds.known("actual")[row] and forms.funds.known("final_budget")[row]
    for way in _unrounded(forms, row, weight, bool(known)):
        if way is not None and way.meets(printed):
            low = min(low, max(way.low, printed.low))
            high = max(high, min(way.high, printed.high))
    return Interval(low, high)


def _capped(share: Interval) -> Interval:
    """A share of the weight: never above the whole, never below nothing."""
    nothing, whole = Fraction(0), Fraction(1)
    return Interval(max(nothing, min(share.low, whole)), max(nothing, min(share.high, whole)))
