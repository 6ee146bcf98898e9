"""Numbers of evaluated projects and their money: stated, graded, present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from mingzhang.checks.documents.amounts import figure, number, plain, quoted
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure, Evaluation, Fact
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def project_forms(disclosure: Disclosure) -> list[Evaluation]:
    """The self-evaluations of projects."""
    return [form for form in disclosure.evaluations if form.kind == "project" and form.evaluator == "self"]


def _grades(disclosure: Disclosure, rule: Rule) -> dict[str, Fact]:
    return _stated(disclosure, rule.parameters["grades"])


def _stated(disclosure: Disclosure, grades: Sequence[str]) -> dict[str, Fact]:
    found = {grade: figure(disclosure, f"projects_grade_{grade}") for grade in grades}
    return {grade: fact for grade, fact in found.items() if fact is not None}


@document_check("grades_sum")
def grades_sum(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The stated counts by grade sum to the stated number of projects, those said to have none counted."""
    outcome = Outcome()
    total = figure(case.disclosure, "projects_evaluated")
    found = [_stated(case.disclosure, grades) for grades in rule.parameters["sets"]]
    grades = max(found, key=len)
    if total is None or not grades:
        outcome.miss(
            "没有写明项目数或各等级个数", "the number of projects or the counts by grade are not stated"
        )
        return outcome
    stated = number(total) or Fraction(0)
    counted = sum((number(fact) or Fraction(0) for fact in grades.values()), Fraction(0))
    counted += number(figure(case.disclosure, "projects_ungraded")) or Fraction(0)
    if stated == counted or (counted < stated and len(grades) < len(rule.parameters["grades"]) - 1):
        outcome.hold()
        return outcome
    parts = " + ".join(f"{grade}{fact.value}" for grade, fact in grades.items())
    outcome.breach(
        Breach(
            values={"stated": total.value or "", "parts": parts, "sum": plain(counted)},
            facts=[quoted("figures", total), *(quoted("figures", fact) for fact in grades.values())],
            printed=total.value,
            expected=plain(counted),
            difference=plain(stated - counted),
            arithmetic=f"{parts} = {plain(counted)}",
        )
    )
    return outcome


@document_check("forms_against_stated")
def forms_against_stated(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """As many forms stand in the document as projects are said to be evaluated; more is an error."""
    outcome = Outcome()
    total = figure(case.disclosure, "projects_evaluated")
    forms = project_forms(case.disclosure)
    if total is None or not forms:
        outcome.miss("没有写明自评项目数，或没有自评表", "no number is stated, or there are no forms")
        return outcome
    stated = int(number(total) or 0)
    if stated == len(forms):
        outcome.hold()
        return outcome
    status = Counter(form.status for form in forms)
    outcome.breach(
        Breach(
            values={
                "stated": str(stated),
                "present": str(len(forms)),
                "blank": str(status["blank"]),
                "fragment": str(status["fragment"]),
            },
            facts=[quoted("figures", total)],
            printed=str(stated),
            expected=str(len(forms)),
            difference=str(stated - len(forms)),
            severity="error" if len(forms) > stated else None,
        )
    )
    return outcome


@document_check("grades_against_forms")
def grades_againstproject_forms(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No grade has more forms than the text counts; where no form is lost, none has fewer."""
    outcome = Outcome()
    grades = _grades(case.disclosure, rule)
    forms = project_forms(case.disclosure)
    present = Counter(form.grade for form in forms if form.grade)
    if not grades or not present:
        outcome.miss("没有写明各等级个数，或自评表没有等级", "no counts by grade, or no form has a grade")
        return outcome
    total = number(figure(case.disclosure, "projects_evaluated"))
    whole = total is not None and total == len(forms) and sum(present.values()) == len(forms)
    for grade, fact in grades.items():
        stated = int(number(fact) or 0)
        if present[grade] == stated or (present[grade] < stated and not whole):
            outcome.hold()
            continue
        examples = [form for form in forms if form.grade == grade]
        outcome.breach(
            Breach(
                values={"grade": grade, "stated": str(stated), "present": str(present[grade])},
                facts=[
                    quoted("figures", fact),
                    *(
                        FindingFact(
                            statement="evaluation",
                            project=form.project,
                            field="grade",
                            value=form.grade,
                            source=form.sources.get("grade", form.source),
                        )
                        for form in examples
                    ),
                ],
                printed=str(stated),
                expected=str(present[grade]),
                difference=str(stated - present[grade]),
            )
        )
    return outcome


@document_check("graded_more_than_forms")
def graded_more_thanproject_forms(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Projects are counted as graded although their forms are blank."""
    outcome = Outcome()
    grades = _grades(case.disclosure, rule)
    forms = project_forms(case.disclosure)
    if not grades or not forms:
        outcome.miss("没有写明各等级个数，或没有自评表", "no counts by grade, or no forms")
        return outcome
    stated = int(sum((number(fact) or Fraction(0) for fact in grades.values()), Fraction(0)))
    blank = [form for form in forms if form.status == "blank"]
    gradable = len(forms) - len(blank)
    if not blank or stated <= gradable:
        outcome.hold()
        return outcome
    names = "、".join(form.project or form.title or "" for form in blank)
    outcome.breach(
        Breach(
            values={
                "stated": str(stated),
                "gradable": str(gradable),
                "blank": str(len(blank)),
                "names": names,
            },
            facts=[
                *(quoted("figures", fact) for fact in grades.values()),
                *(
                    FindingFact(
                        statement="evaluation",
                        project=form.project,
                        field="status",
                        value=form.status,
                        source=form.source,
                    )
                    for form in blank
                ),
            ],
            printed=str(stated),
            expected=str(gradable),
            difference=str(stated - gradable),
        )
    )
    return outcome
