"""A cost indicator in money that names the project's total, against the project's actual."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.alike import alike
from mingzhang.checks.cells.evaluation_attainment import Attainment
from mingzhang.checks.cells.evaluation_forms import Forms, counts
from mingzhang.checks.cells.evaluation_scores import indicator_breach, start
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.arrow import MICRO
from mingzhang.facts.batch import Batch, Ints, Mask
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
    rows = _once(forms, found, np.flatnonzero(off))
    total = np.zeros(len(table), dtype=np.bool_)
    near = rows[_near_budget(forms, found, rows)]
    total[near] = [_targets_budget(forms, found, row) for row in near.tolist()]
    only = rows[~total[rows] & alone[forms.of_indicators[rows]]]
    total[only] = _named_alike(forms, only, rule)
    outcome.miss_each(
        table.document[rows[~total[rows]]], "成本指标不是项目总额", "the cost is not the project's total"
    )
    for row in rows[total[rows]].tolist():
        _judge(forms, row, outcome)
    return outcome


def _once(forms: Forms, found: Attainment, rows: Ints) -> Ints:
    """Of rows of one form with the same name and result the first."""
    names, _ = forms.indicators.words("level3")
    first, _ = alike((forms.of_indicators[rows], found.result[rows], names[rows]))
    return rows[np.sort(first)]


def _near_budget(forms: Forms, found: Attainment, rows: Ints) -> Mask:
    """Whether the target may be one of the form's budgets: intervals in integers, a little too wide."""
    per_unit = np.where(forms.indicators.is_word("unit", "元")[rows], 10_000, 1)
    form = forms.of_indicators[rows]
    target = found.target[rows]
    # The widest that a target in its unit can be: half of 1 元, or of 0.01 万元.
    slack = np.where(per_unit > 1, MICRO // 2, MICRO // 200) + (forms.amount_half[form] + 1) * per_unit
    near = np.zeros(len(rows), dtype=np.bool_)
    for column in _BUDGETS:
        values, known = forms.project_value(column)
        near |= known[form] & (np.abs(target - values[form] * per_unit) <= slack)
    near &= forms.indicators.known("target")[rows] & (target != 0)
    return near


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


def _named_alike(forms: Forms, rows: Ints, rule: Rule) -> list[bool]:
    """Whether most pairs of neighbouring characters of the indicator's name stand in the project's."""
    names, indicators = forms.indicators.words("level3")
    projects, titles = forms.table.words("project")
    percent = int(rule.parameters["alike_percent"])
    named, titled = names[rows], projects[forms.of_indicators[rows]]
    first, which = alike((named, titled))
    answers = [
        _alike(indicators[name] if name >= 0 else "", titles[project] if project >= 0 else "", percent)
        for name, project in zip(named[first].tolist(), titled[first].tolist(), strict=True)
    ]
    return [answers[number] for number in which.tolist()]


def _alike(indicator: str, project: str, percent: int) -> bool:
    name, whole = (_BRACKETED.sub("", fold(text)) for text in (indicator, project))
    pairs = [name[place : place + 2] for place in range(len(name) - 1)]
    shared = sum(pair in whole for pair in pairs)
    return bool(pairs) and shared * 100 >= len(pairs) * percent


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
