"""Self-evaluation forms from the package: funds by level of money, indicators, scores, total, grade."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.project_money import funds_rows, money_of_projects
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
    Source,
    TargetChange,
)
from mingzhang.standard.load import Standard

EVALUATED = ("other_operating", "specific_target")


@dataclass(slots=True)
class Results:
    """What the records say of a project's indicators, by order."""

    changes: dict[int, list[TargetChange]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)


def evaluations(connection: object, package: SourcePackage, standard: Standard) -> list[Evaluation]:
    """One evaluation for every project of an evaluated category, by unit and code.

    Amounts are exact 万元 (up to six decimals, trailing zeros left out). A score in `results` stands;
    a blank one is computed by the scheme; what must be judged by a person stays None, and so do total
    and grade.
    """
    money = money_of_projects(package)
    results = _results(package)
    indicators: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _dictionaries(package, "indicators"):
        indicators[row["project"]].append(row)
    units = {row["code"]: row for row in _dictionaries(package, "units")}
    forms = []
    for project in _dictionaries(package, "projects"):
        if (project["category"] or "specific_target") in EVALUATED:
            code = project["code"]
            form = _form(project, units.get(project["unit"]), package)
            rows = sorted(indicators[code], key=lambda row: int(row["order"]))
            weight = execution_weight([row["weight"] for row in rows], standard.scheme)
            variance = (results[code].rows.get(0) or {}).get("variance")
            form.funds = funds_rows(money.get(code, {}), variance, standard, weight)
            form.indicators = [_indicator(row, results[code], form, standard, package) for row in rows]
            _finish(form, results[code], standard)
            forms.append(form)
    return sorted(forms, key=lambda form: ((form.unit and form.unit.code) or "", form.project_code or ""))


def _dictionaries(package: SourcePackage, table: str) -> list[dict[str, Any]]:
    columns = [column.name for column in package.form.tables[table].columns]
    chosen = ", ".join(f'"{column}"' for column in columns)
    rows = package.rows(f"SELECT row, {chosen} FROM rows_{table} ORDER BY row")
    return [dict(zip(("row", *columns), row, strict=True)) for row in rows]


def _results(package: SourcePackage) -> dict[str, Results]:
    """Results as of the year's end (else of the latest day), and targets after their last adjustment."""
    found: dict[str, Results] = defaultdict(Results)
    rows = _dictionaries(package, "results")
    for row in sorted(rows, key=lambda row: (row["as_of"] is None, str(row["as_of"] or ""))):
        found[row["project"]].rows[int(row["order"])] = row
    adjustments = _dictionaries(package, "target_adjustments")
    for row in sorted(adjustments, key=lambda row: (str(row["date"]), row["row"])):
        change = TargetChange(
            date=row["date"],
            document=row["document"],
            target=row["target"],
            reason=row["reason"],
            source=_source(package, "target_adjustments", row["row"]),
        )
        found[row["project"]].changes[int(row["order"])].append(change)
    return found


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
        source=_source(package, "projects", project["row"]),
    )


def _source(package: SourcePackage, table: str, row: int) -> Source:
    return Source(file=package.tables[table].file, line=int(row))


def _indicator(
    row: dict[str, Any], results: Results, form: Evaluation, standard: Standard, package: SourcePackage
) -> Indicator:
    order = int(row["order"])
    result = results.rows.get(order) or {}
    changes = results.changes.get(order) or []
    indicator = Indicator(
        level1=row["level1"],
        level2=row["level2"],
        level3=row["level3"],
        operator=row["operator"],
        unit=row["unit"],
        initial_target=row["initial_target"] or (row["target"] if changes else None),
        target=(changes[-1].target if changes else None) or row["target"],
        actual=result.get("actual"),
        weight=row["weight"],
        score=result.get("score"),
        variance=result.get("variance"),
        direction=row["direction"],
        rule=row["rule"],
        register=row["register"],
        target_changes=changes,
        source=_source(package, "indicators", row["row"]),
    )
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
