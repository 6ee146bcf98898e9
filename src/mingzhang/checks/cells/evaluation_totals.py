"""Weights, total score and grade of an evaluation form (财预〔2020〕10号; bands from the scheme)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.evaluation_attainment import Attainment, attainment_of
from mingzhang.checks.cells.evaluation_forms import Forms, counts, forms_of, sums
from mingzhang.checks.cells.evaluation_funds import execution_range
from mingzhang.checks.cells.evaluation_scheme import LEVELS, as_divided, execution_weights, points_by_level
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.arrow import MICRO
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.facts.findings import FindingFact
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@cell_check("evaluation_weights")
def weights(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Weights of the indicators + weight of the execution rate = 100, exact."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    ready, added = _weighed(forms)
    lacking = forms.complete & ~ready
    outcome.miss_each(forms.document[lacking], "有指标没有分值", "an indicator prints no weight")
    execution = execution_weights(forms, standard)
    broken = ready & (added + execution != 100 * MICRO)
    outcome.hold_each(forms.document[ready & ~broken])
    for form in np.flatnonzero(broken).tolist():
        facts = [forms.quote_indicator(row, "weight") for row in forms.indicators_of(form)]
        total = said(exact(added[form] + execution[form]))
        terms = " + ".join(fact.value or "0" for fact in facts)
        outcome.breach(
            Breach(
                values={
                    "project": forms.project(form),
                    "printed": total,
                    "execution": said(exact(execution[form])),
                },
                facts=facts,
                printed=total,
                expected="100",
                difference=said(exact(added[form] + execution[form]) - 100),
                source=forms.total_source(form),
                arithmetic=f"{terms} + {said(exact(execution[form]))} = {total} ≠ 100",
                document=int(forms.document[form]),
            )
        )
    return outcome


def _weighed(forms: Forms) -> tuple[Mask, Ints]:
    """Complete forms whose indicators all print a weight, and the sum of these weights."""
    values, known = forms.indicators.number("weight")
    present = counts(forms.of_indicators, np.ones(len(values), dtype=np.bool_), forms.count)
    unknown = counts(forms.of_indicators, ~known, forms.count)
    return forms.complete & (present > 0) & (unknown == 0), sums(forms.of_indicators, values, forms.count)


@cell_check("evaluation_level_weights")
def level_weights(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Weights by level 1 as a scheme has them; asked only of forms whose weights sum to 100."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    ready, added = _weighed(forms)
    ready &= added + execution_weights(forms, standard) == 100 * MICRO
    ids, _ = forms.indicators.words("level1")
    ready &= counts(forms.of_indicators, ids < 0, forms.count) == 0
    lacking = forms.complete & ~ready
    outcome.miss_each(
        forms.document[lacking],
        "分值合计不是100或一级指标不全",
        "weights do not sum to 100 or a level is missing",
    )
    by_level = points_by_level(forms)
    fits = as_divided(by_level, standard.scheme.schemes)
    outcome.hold_each(forms.document[ready & fits])
    usual = {str(name): points for name, points in standard.scheme.weights.weights.items()}
    for form in np.flatnonzero(ready & ~fits).tolist():
        facts = [forms.quote_indicator(row, "weight") for row in forms.indicators_of(form)]
        printed = "/".join(said(exact(by_level[name][form])) for name in LEVELS)
        expected = "/".join(str(usual.get(name, 0)) for name in LEVELS)
        outcome.breach(
            Breach(
                values={"project": forms.project(form), "printed": printed, "expected": expected},
                facts=facts,
                printed=printed,
                expected=expected,
                source=forms.total_source(form),
                document=int(forms.document[form]),
            )
        )
    return outcome


@cell_check("evaluation_total")
def total(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Total = scores of the indicators + execution score, from rounded or from unrounded scores."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    printed, has_total = forms.table.number("total_score")
    execution, has_execution = forms.project_value("score")
    scores, known = forms.indicators.number("score")
    ready = forms.complete & has_total & has_execution
    lacking = forms.complete & ~ready
    outcome.miss_each(
        forms.document[lacking], "总分或预算执行得分缺失", "total or execution score is missing"
    )
    added = sums(forms.of_indicators, scores * known, forms.count) + execution
    owed = counts(forms.of_indicators, ~known, forms.count) > 0
    sure = ready & (printed == added)
    outcome.hold_each(forms.document[sure])
    found, weight = attainment_of(forms, standard), execution_weights(forms, standard)
    for form in np.flatnonzero(ready & ~sure).tolist():
        scored = _sum_range(forms, form, found, int(weight[form]))
        _judge_total(forms, form, scored, bool(owed[form]), outcome)
    return outcome


def _judge_total(
    forms: Forms, form: int, scored: tuple[Fraction, Fraction, Fraction], owed: bool, outcome: Outcome
) -> None:
    document = int(forms.document[form])
    low, high, given = scored
    printed = exact(forms.table.values("total_score")[form])
    half = _total_half(forms, form)
    if low - half <= printed <= high + half:
        if owed:
            outcome.miss("有指标没有得分", "an indicator prints no score", forms.total_source(form), document)
        else:
            outcome.round(document=document)
        return
    rows = forms.indicators_of(form)
    facts = [forms.quote_form(form, "total_score", "total_score")]
    facts.append(forms.quote_funds(int(forms.total_row[form]), "score"))
    facts += [forms.quote_indicator(row, "score") for row in rows]
    value = facts[0].value or ""
    terms = " + ".join(fact.value or "—" for fact in facts[1:])
    expected = said(given)
    outcome.breach(
        Breach(
            values={"project": forms.project(form), "printed": value, "expected": expected},
            facts=facts,
            printed=value,
            expected=expected,
            difference=said(printed - given),
            arithmetic=f"{terms} = {expected} ≠ {value}",
            document=document,
        )
    )


def _sum_range(
    forms: Forms, form: int, found: Attainment, weight: int
) -> tuple[Fraction, Fraction, Fraction]:
    """What the scores can sum to: lowest and highest with rounded or unrounded terms, and as printed.

    A score that is not printed may be anything up to its weight.
    """
    low = high = given = Fraction(0)
    for row in forms.indicators_of(form):
        if not found.scored[row]:
            high += exact(found.weight[row]) if found.weighed[row] else 100
            continue
        score = exact(found.score[row])
        computed = found.exact_score(row)
        unrounded = score if computed is None or not found.rounds_to(row, computed) else computed
        low, high, given = low + min(score, unrounded), high + max(score, unrounded), given + score
    top = int(forms.total_row[form])
    execution = execution_range(forms, top, weight)
    return low + execution.low, high + execution.high, given + exact(forms.funds.values("score")[top])


def _total_half(forms: Forms, form: int) -> Fraction:
    """Half a unit of the place to which totals are rounded: the finest that the document's totals print."""
    if "total_halves" not in forms.batch.memo:
        forms.batch.memo["total_halves"] = _halves_by_document(forms)
    halves = forms.batch.memo["total_halves"]
    assert isinstance(halves, np.ndarray)
    return exact(int(halves[forms.document[form]]))


def _halves_by_document(forms: Forms) -> Ints:
    finest = np.zeros(forms.batch.size, dtype=np.int64)
    np.maximum.at(finest, forms.document, np.minimum(forms.table.places("total_score"), 6))
    return np.asarray(MICRO // (2 * 10**finest), dtype=np.int64)


@cell_check("evaluation_total_range")
def total_range(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A total lies between 0 and 100."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    printed, known = forms.table.number("total_score")
    ready = forms.complete & known
    outcome.miss_each(forms.document[forms.complete & ~known], "没有总分", "no total is printed")
    broken = ready & ((printed < 0) | (printed > 100 * MICRO))
    outcome.hold_each(forms.document[ready & ~broken])
    for form in np.flatnonzero(broken).tolist():
        fact = forms.quote_form(form, "total_score", "total_score")
        outcome.breach(
            Breach(
                values={"project": forms.project(form), "printed": fact.value or ""},
                facts=[fact],
                printed=fact.value,
                expected="0–100",
                document=int(forms.document[form]),
            )
        )
    return outcome


@cell_check("evaluation_grade")
def grade(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """The grade follows from the printed total; a total on the boundary has the better grade."""
    forms, outcome = forms_of(batch), Outcome(batch.size)
    forms.leave_out(outcome)
    printed, known = forms.table.number("total_score")
    ids, vocabulary = forms.table.words("grade")
    grades = standard.scheme.grades.bands
    names = [band.grade for band in grades]
    place = np.asarray([names.index(word) if word in names else -1 for word in vocabulary] + [-1])[ids]
    ready = forms.complete & known & (place >= 0)
    lacking = forms.complete & ~ready
    outcome.miss_each(forms.document[lacking], "总分或等级缺失", "total or grade is missing")
    due = np.full(forms.count, len(grades) - 1, dtype=np.int64)
    for number in range(len(grades) - 1, -1, -1):
        due[printed >= grades[number].at_least * MICRO] = number
    broken = ready & (place != due)
    outcome.hold_each(forms.document[ready & ~broken])
    for form in np.flatnonzero(broken).tolist():
        facts = [
            forms.quote_form(form, "grade", "grade"),
            forms.quote_form(form, "total_score", "total_score"),
        ]
        outcome.breach(_grade_breach(forms, form, facts, names[due[form]], grades[due[form]].at_least))
    return outcome


def _grade_breach(forms: Forms, form: int, facts: list[FindingFact], expected: str, least: int) -> Breach:
    return Breach(
        values={
            "project": forms.project(form),
            "printed": facts[0].value or "",
            "total": facts[1].value or "",
            "expected": expected,
        },
        facts=facts,
        printed=facts[0].value,
        expected=expected,
        arithmetic=f"{facts[1].value} ≥ {least} → {expected} ≠ {facts[0].value}",
        document=int(forms.document[form]),
    )
