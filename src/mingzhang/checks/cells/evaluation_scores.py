"""Given scores against weights, formulas and bands (财预〔2020〕10号; the scheme is data)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.evaluation_attainment import Attainment, attainment_of
from mingzhang.checks.cells.evaluation_forms import Forms, forms_of
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.evaluate import band_of
from mingzhang.facts.batch import Batch, Mask
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NEAR = 1.0
"""Millionths of a point: floats decide only what is farther from the edge than this."""
_SHORT = 20
"""A longer result is a sentence, whose words name no band by themselves."""
_NEGATIONS = "未没无不"


def start(batch: Batch, standard: Standard) -> tuple[Forms, Attainment, Outcome]:
    """Forms, scored indicators, and an answer in which blank forms and fragments are counted."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    return forms, attainment_of(forms, standard), outcome


def indicator_breach(forms: Forms, row: int, columns: Iterable[str], **values: str | Text) -> Breach:
    """A breach at an indicator; the first column is the cell that is judged."""
    facts = [forms.quote_indicator(row, column) for column in columns]
    table = forms.indicators
    return Breach(
        values={
            "project": forms.project(int(forms.of_indicators[row])),
            "indicator": table.text("level3", row) or f"第{table.values('ordinal')[row] + 1}项指标",
            "printed": facts[0].value or "",
            "weight": table.text("weight", row) or "",
            "operator": table.text("operator", row) or "",
            "target": table.text("target", row) or "",
            "actual": table.text("actual_result", row) or "",
            "unit": table.text("unit", row) or "",
            **values,
        },
        facts=facts,
        printed=facts[0].value,
        document=int(table.document[row]),
    )


@cell_check("evaluation_score_bounds")
def score_bounds(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A score is not above its weight (`bound: weight`) or not below zero (`bound: zero`)."""
    forms, found, outcome = start(batch, standard)
    above = rule.parameters["bound"] == "weight"
    given = forms.indicators_complete() & found.scored
    ready = given & found.weighed if above else given
    outcome.miss_each(
        forms.indicators.document[given & ~ready], "指标没有分值", "the indicator prints no weight"
    )
    broken = ready & ((found.score > found.weight) if above else (found.score < 0))
    outcome.hold_each(forms.indicators.document[ready & ~broken])
    for row in np.flatnonzero(broken).tolist():
        breach = indicator_breach(forms, row, ("score", "weight"))
        edge = exact(found.weight[row]) if above else exact(0)
        breach.expected = f"≤ {said(edge)}" if above else "≥ 0"
        breach.difference = said(exact(found.score[row]) - edge)
        outcome.breach(breach)
    return outcome


def _full_on_missed(found: Attainment) -> Mask:
    """Full marks although the printed result misses the printed target."""
    full = found.scored & found.weighed & (found.weight > 0) & (found.score >= found.weight)
    return full & found.missed & ~found.unspent & (found.computed < found.weight)


@cell_check("evaluation_full_marks")
def full_marks(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Full marks on a missed target (numbers; qualitative results have their bands)."""
    forms, found, outcome = start(batch, standard)
    ready = forms.indicators_complete() & found.scored & found.weighed & found.missed & ~found.unspent
    broken = ready & _full_on_missed(found)
    outcome.hold_each(forms.indicators.document[ready & ~broken])
    reached = forms.indicators_complete() & found.scored & found.weighed & found.reached
    outcome.hold_each(forms.indicators.document[reached])
    for row in np.flatnonzero(broken).tolist():
        computed = found.exact_score(row)
        if computed is None or found.rounds_to(row, computed):
            outcome.round(document=int(forms.indicators.document[row]))
            continue
        outcome.breach(_scored(forms, found, row, said(computed, 2), found.way(row, computed)))
    return outcome


def _scored(forms: Forms, found: Attainment, row: int, expected: str, way: str) -> Breach:
    breach = indicator_breach(
        forms, row, ("score", "weight", "target", "actual_result"), expected=expected, way=way
    )
    breach.expected = expected
    breach.difference = said(exact(found.score[row]) - Fraction(expected))
    breach.arithmetic = f"{way} = {expected} ≠ {breach.printed}" if way != expected else None
    return breach


@cell_check("evaluation_attainment")
def attainment(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A given score differs from the one that target, result and weight give."""
    forms, found, outcome = start(batch, standard)
    given = forms.indicators_complete() & found.scored
    # Rules of their own: nothing spent, full marks on a missed target, scores outside [0, weight].
    elsewhere = found.unspent | _full_on_missed(found) | (found.score > found.weight) | (found.score < 0)
    lacking = given & ~elsewhere & ~found.computable
    outcome.miss_each(
        forms.indicators.document[lacking],
        "目标值、实际值或比较方向不足以计算得分",
        "no score can be computed",
    )
    ready = given & ~elsewhere & found.computable & ~_reduced(found, standard)
    off = ready & (np.abs(found.score - found.computed) > np.maximum(found.place_half - _NEAR, 0))
    outcome.hold_each(forms.indicators.document[ready & ~off])
    for row in np.flatnonzero(off).tolist():
        computed = found.exact_score(row)
        if computed is None or found.rounds_to(row, computed):
            outcome.round(document=int(forms.indicators.document[row]))
        else:
            outcome.breach(_scored(forms, found, row, said(computed, 2), found.way(row, computed)))
    return outcome


def _reduced(found: Attainment, standard: Standard) -> Mask:
    """Points taken off a result far above its target: what 财预〔2020〕10号 asks for."""
    beyond = found.result > found.target * (1 + standard.scheme.over_fulfilment / 100)
    return found.reached & (found.direction > 0) & beyond & (found.score < found.weight)


@cell_check("evaluation_unspent_cost")
def unspent_cost(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A cost indicator scores although the project spent nothing: its computed score is 0."""
    forms, found, outcome = start(batch, standard)
    ready = forms.indicators_complete() & found.cost & found.scored
    _, spending = forms.project_value("actual")
    known = spending[forms.of_indicators] if forms.count else found.cost
    outcome.miss_each(forms.indicators.document[ready & ~known], "全年执行数缺失", "actual is missing")
    broken = ready & found.unspent & (found.score > 0)
    outcome.hold_each(forms.indicators.document[ready & known & ~broken])
    for row in np.flatnonzero(broken).tolist():
        breach = indicator_breach(forms, row, ("score", "weight"))
        top = int(forms.total_row[forms.of_indicators[row]])
        breach.facts.append(forms.quote_funds(top, "actual"))
        breach.expected, breach.difference = "0", breach.printed
        outcome.breach(breach)
    return outcome


@cell_check("evaluation_band")
def band(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A qualitative score lies in the band that the result's words name."""
    forms, found, outcome = start(batch, standard)
    qualitative = standard.scheme.qualitative

    def names_band(text: str) -> bool:
        meant = qualitative.band(text) if len(text) <= _SHORT else None
        return meant is not None and not (meant.high == 100 and any(word in text for word in _NEGATIONS))

    judged = forms.indicators_complete() & found.scored & ~found.numeric & found.weighed & ~found.unspent
    ready = judged & found.results(names_band)
    settled = ready & found.full_words & (found.score == found.weight)
    outcome.hold_each(forms.indicators.document[settled])
    for row in np.flatnonzero(ready & ~settled & (found.score <= found.weight)).tolist():
        edges = band_of(found.indicator(row), standard.scheme)
        if edges is None:
            continue
        if edges[0] <= exact(found.score[row]) <= edges[1]:
            outcome.hold(document=int(forms.indicators.document[row]))
            continue
        expected = f"{said(edges[0])}–{said(edges[1])}"
        breach = indicator_breach(forms, row, ("score", "weight", "actual_result"), expected=expected)
        breach.expected = expected
        outcome.breach(breach)
    return outcome
