"""Self-evaluation forms from the package: funds by level of money, indicators, scores, total, grade."""

from __future__ import annotations

from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.project_money import funds_rows, money_of_projects
from mingzhang.compile.project_results import (
    Results,
    indicator_of,
    indicator_rows,
    projects_evaluated,
    results_by_project,
    source_of,
)
from mingzhang.compile.rows import dictionaries
from mingzhang.evaluate import (
    Computed,
    execution_weight,
    grade,
    indicator_score,
    total_score,
)
from mingzhang.facts.model import (
    Analysis,
    Department,
    Evaluation,
    Indicator,
)
from mingzhang.standard.load import Standard

EVALUATED = ("other_operating", "specific_target")


def evaluations(connection: object, package: SourcePackage, standard: Standard) -> list[Evaluation]:
    """One evaluation for every project of an evaluated category, by unit and code.

    Amounts are exact 万元 (up to six decimals, trailing zeros left out). A score in `results` stands;
    a blank one is computed by the scheme; what must be judged by a person stays None, and so do total
    and grade.
    """
    money = money_of_projects(package)
    results = results_by_project(package)
    indicators = indicator_rows(package)
    units = {row["code"]: row for row in dictionaries(package, "units")}
    forms = []
    for project in projects_evaluated(package):
        code = project["code"]
        form = _form(project, units.get(project["unit"]), package)
        rows = indicators[code]
        weight = execution_weight([(row["level1"], row["weight"]) for row in rows], standard.scheme)
        variance = (results[code].rows.get(0) or {}).get("variance")
        form.funds = funds_rows(money.get(code, {}), variance, standard, weight)
        form.indicators = [_scored(indicator_of(row, results[code], package), form, standard) for row in rows]
        _finish(form, results[code], standard)
        forms.append(form)
    return sorted(forms, key=lambda form: ((form.unit and form.unit.code) or "", form.project_code or ""))


def _form(project: dict[str, Any], unit: dict[str, Any] | None, package: SourcePackage) -> Evaluation:
    analysis = {name: project[name] for name in Analysis.__struct_fields__}
    return Evaluation(
        project=project["name"],
        project_code=project["code"],
        status="complete",
        department=None
        if unit is None
        else Department(name=unit["department_name"], code=unit["department_code"]),
        unit=None if unit is None else Department(name=unit["name"], code=unit["code"]),
        goal=project["goal"],
        completion=project["completion"],
        analysis=Analysis(**analysis),
        source=source_of(package, "projects", project["row"]),
    )


def _scored(indicator: Indicator, form: Evaluation, standard: Standard) -> Indicator:
    """A score that was given stands; a blank one is computed, where it can be."""
    if indicator.score is None:
        computed = indicator_score(indicator, standard.scheme, form.funds[0].actual)
        if isinstance(computed, Computed):
            indicator.score = format(computed.score, "f")
    return indicator


def _finish(form: Evaluation, results: Results, standard: Standard) -> None:
    """Total and grade. A form without any result is blank: its money stands, its scores do not."""
    if not results.rows:
        form.status = "blank"
        for indicator in form.indicators:
            indicator.score = None
        return
    total = total_score([indicator.score for indicator in form.indicators], form.funds[0].score)
    if total is not None and form.indicators:
        form.total_score = format(total, "f")
        form.grade = grade(total, standard.scheme)
