"""Targets and results as printed: numbers missing, reasons owed, over-fulfilment, impossible percentages."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.evaluation_forms import Forms, counts
from mingzhang.checks.cells.evaluation_scheme import as_divided, points_by_level
from mingzhang.checks.cells.evaluation_scores import indicator_breach, start
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.arrow import MICRO
from mingzhang.facts.batch import Batch, Ints, Mask, Table
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_PRINTED = re.compile(r"^[≥≤<>=＝≈]*\s*[-\d.,]+\s*(?P<unit>\D*)$")


@cell_check("evaluation_target_number")
def target_number(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A target printed with operator or unit has its number."""
    forms, _, outcome = start(batch, standard)
    table = forms.indicators
    asked = forms.indicators_complete() & (table.filled("operator") | table.filled("target"))
    broken = asked & ~table.filled("target")
    outcome.hold_each(table.document[asked & ~broken])
    for row in np.flatnonzero(broken).tolist():
        breach = indicator_breach(forms, row, ("target",))
        breach.printed = table.text("target_printed", row) or "".join(
            table.text(name, row) or "" for name in ("operator", "unit")
        )
        outcome.breach(breach)
    return outcome


@cell_check("evaluation_initial_number")
def initial_number(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Initial targets printed as operator and unit without a number: one remark per form."""
    forms, _, outcome = start(batch, standard)
    table = forms.indicators
    given = forms.indicators_complete() & (table.filled("initial_target") | table.filled("initial_printed"))
    empty = given & ~table.filled("initial_target")
    outcome.hold_each(table.document[given & ~empty])
    found = counts(forms.of_indicators, empty, forms.count)
    for form in np.flatnonzero(found).tolist():
        rows = [row for row in forms.indicators_of(form) if empty[row]]
        facts = [forms.quote_indicator(row, "initial_target") for row in rows]
        for fact, row in zip(facts, rows, strict=True):
            fact.value = table.text("initial_printed", row)
        outcome.breach(
            Breach(
                values={
                    "project": forms.project(form),
                    "count": str(len(rows)),
                    "printed": facts[0].value or "",
                },
                facts=facts,
                printed=facts[0].value,
                document=int(forms.document[form]),
            )
        )
    return outcome


@cell_check("evaluation_result_missing")
def result_missing(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A target has its result in a form that is filled in."""
    forms, _, outcome = start(batch, standard)
    table = forms.indicators
    asked = forms.indicators_complete() & table.filled("target")
    broken = asked & ~table.filled("actual_result")
    outcome.hold_each(table.document[asked & ~broken])
    for row in np.flatnonzero(broken).tolist():
        outcome.breach(indicator_breach(forms, row, ("actual_result", "target")))
    return outcome


@cell_check("evaluation_result_unit")
def result_unit(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Target and result are printed in the same unit."""
    forms, _, outcome = start(batch, standard)
    table = forms.indicators
    names: dict[str, int] = {}
    first, second = (_unit_ids(table, name, names) for name in ("target_printed", "result_printed"))
    told = forms.indicators_complete() & (first >= 0) & (second >= 0)
    outcome.hold_each(table.document[told & (first == second)])
    words = list(names)
    for row in np.flatnonzero(told & (first != second)).tolist():
        units = words[first[row]], words[second[row]]
        breach = indicator_breach(forms, row, ("actual_result", "target"), first=units[0], second=units[1])
        breach.printed, breach.expected = units[1], units[0]
        outcome.breach(breach)
    return outcome


def _unit_ids(table: Table, column: str, names: dict[str, int]) -> Ints:
    """Per row the unit in a printed number (`≥60人`), numbered in `names`; −1 where there is none."""
    ids, vocabulary = table.words(column)
    units = [_unit_of(word) for word in vocabulary]
    places = [names.setdefault(unit, len(names)) if unit else -1 for unit in units]
    return np.asarray([*places, -1], dtype=np.int64)[ids]


def _unit_of(printed: str) -> str | None:
    found = _PRINTED.match(printed.replace(" ", ""))
    return found["unit"] if found else None


@cell_check("evaluation_reason_owed")
def reason_owed(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A missed target (by its numbers or by the words of its result) has a reason."""
    forms, found, outcome = start(batch, standard)
    table = forms.indicators
    bands = standard.scheme.qualitative

    def falls_short(text: str) -> bool:
        meant = bands.band(text) if len(text) <= rule.parameters["longest_result"] else None
        return meant is not None and meant.high < 100

    judged = forms.indicators_complete() & (found.reached | found.missed | table.filled("actual_result"))
    missed = judged & (found.missed | (~found.numeric & found.results(falls_short)))
    broken = missed & ~table.filled("variance")
    outcome.hold_each(table.document[judged & ~broken])
    for row in np.flatnonzero(broken).tolist():
        outcome.breach(indicator_breach(forms, row, ("actual_result", "target", "variance")))
    return outcome


@cell_check("evaluation_over_fulfilment")
def over_fulfilment(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A result above its target by more than the scheme's threshold is analysed."""
    forms, found, outcome = start(batch, standard)
    table = forms.indicators
    threshold = standard.scheme.over_fulfilment
    asked = forms.indicators_complete() & found.reached & (found.direction > 0) & (found.target > 0)
    beyond = found.result - found.target > found.target * (threshold / 100)
    broken = asked & beyond & ~table.filled("variance")
    outcome.hold_each(table.document[asked & ~broken])
    for row in np.flatnonzero(broken).tolist():
        share = exact(found.result[row]) / exact(found.target[row])
        if share <= 1 + Fraction(threshold, 100):
            outcome.hold(document=int(table.document[row]))
            continue
        excess = said((share - 1) * 100, 1)
        breach = indicator_breach(
            forms, row, ("actual_result", "target", "variance"), excess=excess, threshold=str(threshold)
        )
        actual, target = table.text("actual_result", row), table.text("target", row)
        breach.arithmetic = f"({actual} − {target}) ÷ {target} = {excess}% > {threshold}%"
        outcome.breach(breach)
    return outcome


@cell_check("evaluation_percentage")
def percentage(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Shares that cannot pass 100 % (by the words of the indicator's name) do not."""
    forms, found, outcome = start(batch, standard)
    table = forms.indicators
    words = rule.parameters["names"]
    ids, vocabulary = table.words("level3")
    named = np.asarray([any(word in name for word in words) for name in vocabulary] + [False])[ids]
    shares: Mask = forms.indicators_complete() & table.is_word("unit", "%") & named
    for column, values in (("actual_result", found.result), ("target", found.target)):
        known = shares & table.known(column)
        broken = known & (values > 100 * MICRO)
        outcome.hold_each(table.document[known & ~broken])
        for row in np.flatnonzero(broken).tolist():
            breach = indicator_breach(forms, row, (column,))
            breach.expected = "≤ 100"
            breach.difference = said(exact(values[row]) - 100)
            outcome.breach(breach)
    return outcome


@cell_check("evaluation_satisfaction")
def satisfaction(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A form has a satisfaction indicator, unless a scheme gives its points to another level."""
    forms, _, outcome = start(batch, standard)
    table = forms.indicators
    everything = np.ones(len(table), dtype=np.bool_)
    ids, _ = table.words("level1")
    told = counts(forms.of_indicators, everything, forms.count) > 0
    told &= counts(forms.of_indicators, ids < 0, forms.count) == 0
    outcome.miss_each(
        forms.document[forms.complete & ~told], "一级指标不全，无法判断", "a level-1 name is missing"
    )
    meant = table.is_word("level1", "satisfaction") | table.is_word("level2", "satisfaction")
    present = counts(forms.of_indicators, meant, forms.count) > 0
    raised = as_divided(points_by_level(forms), standard.scheme.schemes)
    ready = forms.complete & told
    broken = ready & ~present & ~raised
    outcome.hold_each(forms.document[ready & ~broken])
    for form in np.flatnonzero(broken).tolist():
        outcome.breach(_form_breach(forms, form))
    return outcome


def _form_breach(forms: Forms, form: int) -> Breach:
    fact = forms.batch.quoted_field(forms.table, form, "indicators", None)
    return Breach(
        values={"project": forms.project(form)},
        facts=[fact],
        source=fact.source,
        document=int(forms.document[form]),
    )
