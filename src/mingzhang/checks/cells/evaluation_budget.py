"""Funds of a form as a whole: levels against the total, overspending, changes and low execution."""

from __future__ import annotations

import numpy as np

from mingzhang.checks.cells.evaluation_forms import Forms, counts, forms_of, same_as_total, sums
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.arrow import FUNDS_AMOUNTS, MICRO
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

FUNDS_NAMES = {
    "declared": Text("目标申报数", "declared amount"),
    "original_budget": Text("预算编制数", "original budget"),
    "final_budget": Text("全年预算数", "final budget"),
    "actual": Text("全年执行数", "actual"),
    "carryover": Text("资金结转/结余", "carryover"),
    "execution_rate": Text("执行率", "the execution rate"),
    "score": Text("预算执行得分", "the execution score"),
}


@cell_check("evaluation_levels")
def levels(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Total funds row = sum of its levels, column by column, where the form prints levels."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    total = forms.funds.is_word("source_kind", "total")
    parts = counts(forms.of_funds, ~total, forms.count)
    with_levels = forms.complete & (parts > 0) & (counts(forms.of_funds, total, forms.count) == 1)
    for column in FUNDS_AMOUNTS:
        values, known = forms.funds.number(column)
        printed, has_total = forms.project_value(column)
        blank = counts(forms.of_funds, ~total & ~known, forms.count)
        lacking = with_levels & np.where(has_total, blank > 0, blank < parts)
        outcome.miss_each(forms.document[lacking], "资金行有空格，无法求和", "a funds cell is blank")
        ready = with_levels & has_total & (blank == 0)
        added = sums(forms.of_funds, values * ~total, forms.count)
        gap = np.abs(printed - added)
        slack = (parts + 1) * forms.amount_half
        outcome.hold_each(forms.document[ready & (gap == 0)])
        outcome.round_each(forms.document[ready & (gap > 0) & (gap <= slack)])
        for form in np.flatnonzero(ready & (gap > slack)).tolist():
            outcome.breach(_levels_breach(forms, form, column, int(printed[form] - added[form])))
    return outcome


def _levels_breach(forms: Forms, form: int, column: str, difference: int) -> Breach:
    top = int(forms.total_row[form])
    rows = [top] + [row for row in forms.funds_of(form) if row != top]
    facts = [forms.quote_funds(row, column) for row in rows]
    added = sum((exact(forms.funds.values(column)[row]) for row in rows[1:]), exact(0))
    terms = " + ".join(fact.value or "0" for fact in facts[1:])
    return Breach(
        values={
            "project": forms.project(form),
            "column": FUNDS_NAMES[column],
            "printed": facts[0].value or "",
            "expected": said(added),
        },
        facts=facts,
        printed=facts[0].value,
        expected=said(added),
        difference=said(exact(difference)),
        arithmetic=f"{terms} = {said(added)} ≠ {facts[0].value}",
        document=int(forms.document[form]),
    )


@cell_check("evaluation_overspent")
def overspent(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Actual above the final budget, beyond what rounding allows."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    columns = ("actual", "final_budget")
    (actual, has_actual), (budget, has_budget) = (forms.funds.number(name) for name in columns)
    complete = forms.funds_complete()
    lacking = complete & (has_actual != has_budget)
    outcome.miss_each(forms.funds.document[lacking], "资金行有空格，无法比较", "a funds cell is blank")
    ready = complete & has_actual & has_budget & ~same_as_total(forms, columns)
    excess = actual - budget
    slack = 2 * forms.amount_half[forms.of_funds]
    outcome.hold_each(forms.funds.document[ready & (excess <= 0)])
    outcome.round_each(forms.funds.document[ready & (excess > 0) & (excess <= slack)])
    for row in np.flatnonzero(ready & (excess > slack)).tolist():
        facts = [forms.quote_funds(row, name) for name in columns]
        outcome.breach(
            Breach(
                values={
                    "project": forms.project(int(forms.of_funds[row])),
                    "actual": facts[0].value or "",
                    "budget": facts[1].value or "",
                },
                facts=facts,
                printed=facts[0].value,
                expected=f"≤ {facts[1].value}",
                difference=said(exact(excess[row])),
                arithmetic=f"{facts[0].value} − {facts[1].value} = {said(exact(excess[row]))} > 0",
                document=int(forms.funds.document[row]),
            )
        )
    return outcome


@cell_check("evaluation_rate_range")
def rate_range(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A printed execution rate lies between 0 and 100 %; overspending as such has its own rule."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    rate, known = forms.funds.number("execution_rate")
    overspends = forms.funds.values("actual") > forms.funds.values("final_budget")
    overspends &= forms.funds.known("actual") & forms.funds.known("final_budget")
    ready = forms.funds_complete() & known & ~same_as_total(forms, ("execution_rate",))
    wrong = ready & ((rate < 0) | ((rate > 100 * MICRO) & ~overspends))
    outcome.hold_each(forms.funds.document[ready & ~wrong])
    for row in np.flatnonzero(wrong).tolist():
        fact = forms.quote_funds(row, "execution_rate")
        outcome.breach(
            Breach(
                values={
                    "project": forms.project(int(forms.of_funds[row])),
                    "printed": fact.value or "",
                },
                facts=[fact],
                printed=fact.value,
                expected="0–100",
                document=int(forms.funds.document[row]),
            )
        )
    return outcome


def _reasoned(forms: Forms) -> Mask:
    """Forms that give a reason in some funds row."""
    return counts(forms.of_funds, forms.funds.filled("variance"), forms.count) > 0


def _form_breach(forms: Forms, form: int, columns: tuple[str, str], **values: str) -> Breach:
    row = int(forms.total_row[form])
    facts = [forms.quote_funds(row, name) for name in columns]
    return Breach(
        values={
            "project": forms.project(form),
            "first": facts[0].value or "",
            "second": facts[1].value or "",
            **values,
        },
        facts=facts,
        printed=facts[0].value,
        document=int(forms.document[form]),
    )


@cell_check("evaluation_budget_changed")
def budget_changed(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """The final budget differs from the original one and no funds row gives a reason."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    columns = ("final_budget", "original_budget")
    (final, has_final), (original, has_original) = (forms.project_value(name) for name in columns)
    lacking = forms.complete & (has_final != has_original)
    outcome.miss_each(forms.document[lacking], "预算编制数或全年预算数缺失", "a budget figure is missing")
    ready = forms.complete & has_final & has_original
    broken = ready & (np.abs(final - original) > 2 * forms.amount_half) & ~_reasoned(forms)
    outcome.hold_each(forms.document[ready & ~broken])
    for form in np.flatnonzero(broken).tolist():
        outcome.breach(_form_breach(forms, form, columns))
    return outcome


@cell_check("evaluation_low_execution")
def low_execution(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Execution below the scheme's threshold without a reason in any funds row."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    threshold = standard.scheme.low_execution
    columns = ("actual", "final_budget")
    (actual, has_actual), (budget, has_budget) = (forms.project_value(name) for name in columns)
    lacking = forms.complete & (has_actual != has_budget)
    outcome.miss_each(forms.document[lacking], "全年预算数或全年执行数缺失", "budget or actual is missing")
    ready: Mask = forms.complete & has_actual & has_budget & (budget > 0)
    broken = ready & _below(actual, budget, threshold) & ~_reasoned(forms)
    outcome.hold_each(forms.document[ready & ~broken])
    for form in np.flatnonzero(broken).tolist():
        rate = said(exact(actual[form]) / exact(budget[form]) * 100, 2)
        outcome.breach(_form_breach(forms, form, columns, rate=rate, threshold=str(threshold)))
    return outcome


def _below(actual: Ints, budget: Ints, percent: int) -> Mask:
    """Actual below `percent` of the budget (a threshold of judgement: floats do)."""
    return np.asarray(actual < budget * (percent / 100), dtype=np.bool_)
