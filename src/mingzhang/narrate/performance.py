"""The performance part: number and money of the projects evaluated, counts by grade, measures of the weak."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.facts.model import Claim, ClaimCell, Disclosure, Evaluation, ExplanationParagraph
from mingzhang.narrate.writing import Writing
from mingzhang.standard.narrative import Narrative

GRADES = ("优", "良", "中", "差")
WEAK = ("中", "差")


def performance(
    disclosure: Disclosure, claims: list[Claim], narrative: Narrative
) -> Iterator[ExplanationParagraph]:
    """Nothing where there are no forms; a grade still to be given is owed, never counted."""
    forms = [form for form in disclosure.evaluations if form.status == "complete"]
    if not forms:
        return
    yield _overview(forms, disclosure, claims)
    for form in forms:
        if form.grade in WEAK:
            yield _measures(form, disclosure, claims, narrative)


def _overview(forms: list[Evaluation], disclosure: Disclosure, claims: list[Claim]) -> ExplanationParagraph:
    writing = Writing(claims, "performance", disclosure.fiscal_year or 0)
    writing.say("对预算安排的项目开展了绩效自评，涉及项目")
    writing.state(Decimal(len(forms)), "个", "count", ClaimCell(figure="projects_evaluated"))
    writing.say("，资金")
    writing.state(_money(forms), "万元", "amount", ClaimCell(figure="projects_amount"))
    writing.say("。自评结果为：")
    for position, grade in enumerate(GRADES):
        writing.say("，" if position else "")
        count = sum(form.grade == grade for form in forms)
        writing.say(f"等级为“{grade}”的项目")
        writing.state(Decimal(count), "个", "count", ClaimCell(figure=f"projects_grade_{grade}"))
    writing.say("。")
    ungraded = [form.project or "" for form in forms if form.grade is None]
    if ungraded:
        writing.owed.append("尚未评定等级的项目：" + "、".join(ungraded))
    return writing.paragraph()


def _money(forms: list[Evaluation]) -> Decimal:
    """Σ 全年预算数 of the forms' total rows, 万元."""
    amounts = [
        Decimal(row.final_budget)
        for form in forms
        for row in form.funds
        if row.source_kind == "total" and row.final_budget is not None
    ]
    return sum(amounts, Decimal(0)).normalize() + Decimal(0)


def _measures(
    form: Evaluation, disclosure: Disclosure, claims: list[Claim], narrative: Narrative
) -> ExplanationParagraph:
    """A project graded 中 or 差 with the measures of its own form."""
    writing = Writing(claims, "performance", disclosure.fiscal_year or 0)
    measure = form.analysis.improvements
    name = form.project or ""
    if measure:
        text = narrative.phrases.weak_project.format(
            grade=form.grade, project=name, text=measure.rstrip("。")
        )
        writing.say(text)
    else:
        writing.owed.append(narrative.phrases.owed_measure.format(project=name))
    return writing.paragraph()
