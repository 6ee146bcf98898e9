"""A cost indicator in money that names the project's total, against the project's actual."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.evaluation_attainment import Attainment
from mingzhang.checks.cells.evaluation_forms import Forms, counts
from mingzhang.checks.cells.evaluation_scores import indicator_breach, start
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Mask
from mingzhang.kit.amounts import Interval, places
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_UNITS = {"万元": Fraction(1), "元": Fraction(1, 10000)}
_BUDGETS = ("final_budget", "original_budget", "declared")
_BRACKETED = re.compile(r"[(（\[〔][^)）\]〕]*[)）\]〕]?")


@cell_check("evaluation_cost")
def cost(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """The result of such an indicator (万元 or 元) = 全年执行数 of the form, as intervals.

    It speaks of the total where its target is one of the form's budgets, or where it is the form's
    only cost in money and is named like the project.
    """
    forms, found, outcome = start(batch, standard)
    table = forms.indicators
    _, spending = forms.project_value("actual")
    if not forms.count:
        return outcome
    money = forms.indicators_complete() & found.cost & table.is_word("unit", *_UNITS)
    money &= table.known("actual_result")
    outcome.miss_each(
        table.document[money & ~spending[forms.of_indicators]], "全年执行数缺失", "actual is missing"
    )
    ready = money & spending[forms.of_indicators]
    alone = counts(forms.of_indicators, ready, forms.count) == 1
    off = ready & _differs(forms, found)
    outcome.hold_each(table.document[ready & ~off])
    seen: set[tuple[int, int, str]] = set()
    for row in np.flatnonzero(off).tolist():
        form, document = int(forms.of_indicators[row]), int(table.document[row])
        key = (form, int(found.result[row]), table.text("level3", row) or "")
        if key in seen:
            continue
        seen.add(key)
        if not (_targets_budget(forms, found, row) or (alone[form] and _named_alike(forms, row, rule))):
            outcome.miss("成本指标不是项目总额", "the cost is not the project's total", None, document)
            continue
        _judge(forms, row, outcome)
    return outcome


def _differs(forms: Forms, found: Attainment) -> Mask:
    """Results in money that are not exactly the form's actual (in integers of a millionth of 万元)."""
    per_unit = np.where(forms.indicators.is_word("unit", "元"), 10_000, 1)
    spent, _ = forms.project_value("actual")
    return np.asarray(found.result != spent[forms.of_indicators] * per_unit, dtype=np.bool_)


def _stated(forms: Forms, row: int, column: str) -> Interval:
    text = forms.indicators.text(column, row) or "0"
    unit = _UNITS[forms.indicators.text("unit", row) or "万元"]
    return Interval.printed(text, max(places(text), 2 if unit == 1 else 0)).scaled(unit)


def _amount(forms: Forms, form: int, column: str) -> Interval | None:
    top = int(forms.total_row[form])
    values, known = forms.funds.number(column)
    if top < 0 or not known[top]:
        return None
    half = int(forms.amount_half[form])
    return Interval(exact(values[top] - half), exact(values[top] + half))


def _targets_budget(forms: Forms, found: Attainment, row: int) -> bool:
    if not forms.indicators.known("target")[row] or found.target[row] == 0:
        return False
    target = _stated(forms, row, "target")
    budgets = (_amount(forms, int(forms.of_indicators[row]), column) for column in _BUDGETS)
    return any(budget is not None and budget.meets(target) for budget in budgets)


def _named_alike(forms: Forms, row: int, rule: Rule) -> bool:
    """Whether most pairs of neighbouring characters of the indicator's name stand in the project's."""
    name = _BRACKETED.sub("", fold(forms.indicators.text("level3", row) or ""))
    project = _BRACKETED.sub("", fold(forms.project(int(forms.of_indicators[row]))))
    pairs = [name[place : place + 2] for place in range(len(name) - 1)]
    shared = sum(pair in project for pair in pairs)
    return bool(pairs) and shared * 100 >= len(pairs) * int(rule.parameters["alike_percent"])


def _judge(forms: Forms, row: int, outcome: Outcome) -> None:
    form, document = int(forms.of_indicators[row]), int(forms.indicators.document[row])
    actual = _amount(forms, form, "actual")
    stated = _stated(forms, row, "actual_result")
    assert actual is not None
    if stated.meets(actual):
        outcome.hold(document=document)
        return
    top = int(forms.total_row[form])
    spent = forms.funds.text("actual", top) or ""
    breach = indicator_breach(forms, row, ("actual_result",), spent=spent)
    breach.facts.append(forms.quote_funds(top, "actual"))
    unit = _UNITS[forms.indicators.text("unit", row) or "万元"]
    expected = Fraction(spent) / unit
    breach.expected = said(expected)
    breach.difference = said(exact(forms.indicators.values("actual_result")[row]) - expected)
    outcome.breach(breach)
