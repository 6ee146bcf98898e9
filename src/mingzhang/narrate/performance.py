"""The performance part: number and money of the projects, counts by grade, measures of the weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from mingzhang.evaluate import owed_by
from mingzhang.facts.model import Disclosure, Evaluation, ExplanationParagraph
from mingzhang.kit.amounts import round_half_away
from mingzhang.narrate.phrases import WAN
from mingzhang.narrate.values import FIGURES, Values, claim_cell
from mingzhang.narrate.writing import Pen, Writing
from mingzhang.standard.load import Standard
from mingzhang.standard.narrative import PerformancePhrases

SECTION = "performance"
PROJECTS = FIGURES + "projects_evaluated"
MONEY = FIGURES + "projects_amount"
UNGRADED = FIGURES + "projects_ungraded"


def performance(
    disclosure: Disclosure, pen: Pen, values: Values, standard: Standard
) -> Iterator[ExplanationParagraph]:
    """Every project with a form counts; one without a grade is counted as such, and its grade is owed."""
    words = standard.narrative.performance
    forms = [form for form in disclosure.evaluations if form.kind == "project" and form.evaluator == "self"]
    names = {
        "own": standard.narrative.phrases.own[disclosure.unit.scope or "unit"],
        "year": str(disclosure.fiscal_year or 0),
    }
    if not forms:
        writing = Writing(pen, SECTION)
        writing.say(words.none.format(**names))
        yield writing.paragraph()
        return
    names_of = _names(forms)
    overview = _overview(forms, pen, values, standard, names)
    overview.owed += list(_owed(forms, names_of, standard))
    yield overview.paragraph()
    for form in forms:
        if form.grade in words.weak_grades:
            yield _measures(form, names_of[id(form)], pen, words)


def _overview(
    forms: list[Evaluation], pen: Pen, values: Values, standard: Standard, names: dict[str, str]
) -> Writing:
    words = standard.narrative.performance
    writing = Writing(pen, SECTION)

    def state(reference: str, value: Decimal, unit: str, label: str) -> None:
        measure = "amount" if unit == WAN else "count"
        values.state_figure(reference, value, label, measure)
        writing.state(value, unit, measure, claim_cell(reference))

    opening = words.overview.format(projects="{}", money="{}", **names).split("{}")
    writing.say(opening[0])
    state(PROJECTS, Decimal(len(forms)), "个", "绩效自评项目数")
    writing.say(opening[1])
    state(MONEY, _money(forms), WAN, "绩效自评项目资金")
    writing.say(opening[2] + words.grades)
    for position, band in enumerate(standard.scheme.grades.bands):
        before, after = words.grade.replace("{grade}", band.grade).split("{count}")
        writing.say(("，" if position else "") + before)
        count = sum(form.grade == band.grade for form in forms)
        state(f"{FIGURES}projects_grade_{band.grade}", Decimal(count), "个", f"{band.grade}等级项目数")
        writing.say(after)
    ungraded = sum(form.grade is None for form in forms)
    if ungraded:
        before, after = words.ungraded.split("{count}")
        writing.say(before)
        state(UNGRADED, Decimal(ungraded), "个", "尚未评定等级项目数")
        writing.say(after)
    writing.say("。")
    return writing


def _names(forms: list[Evaluation]) -> dict[int, str]:
    """Form (by identity) → its project's name; projects of one name are told apart by their units."""
    often = Counter(form.project for form in forms)
    return {
        id(form): ((form.unit.name or "") if often[form.project] > 1 and form.unit else "")
        + (form.project or "")
        for form in forms
    }


def _owed(forms: list[Evaluation], names: dict[int, str], standard: Standard) -> Iterator[str]:
    for form in forms:
        for due in owed_by(form, standard.scheme):
            yield standard.narrative.performance.owed_of_project.format(
                project=names[id(form)], owed=due.text.zh
            )


def _money(forms: list[Evaluation]) -> Decimal:
    """Σ 全年执行数 of the forms' total rows, 万元, rounded once to two decimals."""
    amounts = [
        Fraction(row.actual)
        for form in forms
        for row in form.funds
        if row.source_kind == "total" and row.actual is not None
    ]
    return round_half_away(sum(amounts, Fraction(0)), 2)


def _measures(form: Evaluation, name: str, pen: Pen, words: PerformancePhrases) -> ExplanationParagraph:
    """A project graded 中 or 差 with the measures of its own form."""
    writing = Writing(pen, SECTION)
    measure = "".join((form.analysis.improvements or "").splitlines()).strip()
    if not measure:
        writing.owed.append(words.owed_measure.format(project=name))
        return writing.paragraph()
    before, after = words.weak_project.replace("{grade}", form.grade or "").split("{project}")
    writing.say(before)
    writing.repeat(name)
    writing.say(after)
    writing.repeat(measure.rstrip("。；"))
    writing.say("。")
    return writing.paragraph()
