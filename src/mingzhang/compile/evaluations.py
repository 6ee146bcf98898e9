"""Self-evaluation forms from the package: funds by level of money, indicators, scores, total, grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.evaluate import Computed, execution_rate, execution_score, grade, indicator_score, total_score
from mingzhang.facts.model import Analysis, Department, Evaluation, FundsRow, Indicator, Source
from mingzhang.kit.amounts import from_fen, round_half_away
from mingzhang.standard.load import Standard

APPROPRIATIONS = ("general_public_budget", "government_managed_funds", "state_capital_operations")
EVALUATED = ("other_operating", "specific_target")
LEVELS = ("local", "superior", "other")
WAN = "万元"


@dataclass(slots=True)
class Money:
    """Amounts of a project at one level of money, in 分; None where no record speaks of them."""

    declared: int | None = None
    prepared: int | None = None
    adjusted: int = 0
    actual: int = 0

    def add(self, kind: str, fen: int) -> None:
        """Adds a sum of records of one kind."""
        setattr(self, kind, (getattr(self, kind) or 0) + fen)


@dataclass(slots=True)
class Results:
    """What the records say of a project's indicators, by order."""

    targets: dict[int, str] = field(default_factory=dict)
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)


def evaluations(connection: object, package: SourcePackage, standard: Standard) -> list[Evaluation]:
    """One evaluation for every project of an evaluated category, by unit and code.

    Amounts are exact 万元 (up to six decimals, trailing zeros left out). A score in `results` stands;
    a blank one is computed by the scheme; what must be judged by a person stays None, and so do total
    and grade.
    """
    money = _money(package)
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
            form.funds = _funds(money.get(code, {}), results[code], standard)
            rows = sorted(indicators[code], key=lambda row: int(row["order"]))
            form.indicators = [_indicator(row, results[code], form, standard, package) for row in rows]
            _finish(form, results[code], standard)
            forms.append(form)
    return sorted(forms, key=lambda form: ((form.unit and form.unit.code) or "", form.project_code or ""))


def _dictionaries(package: SourcePackage, table: str) -> list[dict[str, Any]]:
    columns = [column.name for column in package.form.tables[table].columns]
    chosen = ", ".join(f'"{column}"' for column in columns)
    rows = package.rows(f"SELECT row, {chosen} FROM rows_{table} ORDER BY row")
    return [dict(zip(("row", *columns), row, strict=True)) for row in rows]


def _money(package: SourcePackage) -> dict[str, dict[str, Money]]:
    """Project → level of money → amounts."""
    found: dict[str, dict[str, Money]] = defaultdict(lambda: defaultdict(Money))
    queries = {
        "declared": f"FROM {package.relation('budget')} WHERE stage = 'declared'",
        "prepared": f"FROM {package.relation('budget')} WHERE stage = 'prepared'",
        "adjusted": f"FROM {package.relation('adjustments')} WHERE true",
        "actual": f"FROM {package.relation('expenditure')} WHERE true",
    }
    for kind, origin in queries.items():
        rows = package.rows(
            f"SELECT project, source, fund_level, sum(fen)::HUGEINT {origin} "
            "AND project IS NOT NULL GROUP BY ALL"
        )
        for project, source, fund_level, fen in rows:
            found[project][_level(source, fund_level)].add(kind, int(fen or 0))
    return found


def _level(source: str | None, fund_level: str | None) -> str:
    """The level of money: appropriations of the own or of a higher level, or money that is none."""
    if source not in APPROPRIATIONS:
        return "other"
    return "superior" if fund_level else "local"


def _results(package: SourcePackage) -> dict[str, Results]:
    """Results as of the year's end (else of the latest day), and targets after their last adjustment."""
    found: dict[str, Results] = defaultdict(Results)
    rows = _dictionaries(package, "results")
    for row in sorted(rows, key=lambda row: (row["as_of"] is None, str(row["as_of"] or ""))):
        found[row["project"]].rows[int(row["order"])] = row
    adjustments = _dictionaries(package, "target_adjustments")
    for row in sorted(adjustments, key=lambda row: (str(row["date"]), row["row"])):
        found[row["project"]].targets[int(row["order"])] = row["target"]
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


def _funds(levels: dict[str, Money], results: Results, standard: Standard) -> list[FundsRow]:
    """The total row, then one per level of money that occurs."""
    whole = _sum(levels.values())
    total = _row("total", whole, standard)
    total.variance = (results.rows.get(0) or {}).get("variance")
    return [total, *(_row(level, levels[level], standard) for level in LEVELS if level in levels)]


def _sum(parts: Iterable[Money]) -> Money:
    whole = Money()
    for part in parts:
        for kind in ("declared", "prepared", "adjusted", "actual"):
            value = getattr(part, kind)
            if value is not None:
                whole.add(kind, value)
    return whole


def _row(kind: str, money: Money, standard: Standard) -> FundsRow:
    final = (money.prepared or 0) + money.adjusted
    rate = execution_rate(Fraction(money.actual), Fraction(final))
    score = execution_score(Fraction(money.actual), Fraction(final), standard.scheme)
    return FundsRow(
        source_kind=kind,
        declared=None if money.declared is None else _wan(money.declared),
        original_budget=None if money.prepared is None else _wan(money.prepared),
        final_budget=_wan(final),
        actual=_wan(money.actual),
        carryover=_wan(final - money.actual),
        execution_rate=None if rate is None else format(round_half_away(rate, 2), "f"),
        score=None if score is None else format(round_half_away(score, 2), "f"),
    )


def _wan(fen: int) -> str:
    """分 as exact 万元 without trailing zeros."""
    text = from_fen(fen, WAN, 6).rstrip("0").rstrip(".")
    return text if text not in ("", "-", "-0") else "0"


def _indicator(
    row: dict[str, Any], results: Results, form: Evaluation, standard: Standard, package: SourcePackage
) -> Indicator:
    order = int(row["order"])
    result = results.rows.get(order) or {}
    indicator = Indicator(
        level1=row["level1"],
        level2=row["level2"],
        level3=row["level3"],
        operator=row["operator"],
        unit=row["unit"],
        initial_target=row["initial_target"],
        target=results.targets.get(order) or row["target"],
        actual=result.get("actual"),
        weight=row["weight"],
        score=result.get("score"),
        variance=result.get("variance"),
        direction=row["direction"],
        rule=row["rule"],
        register=row["register"],
        source=_source(package, "indicators", row["row"]),
    )
    if indicator.score is None:
        computed = indicator_score(indicator, standard.scheme, form.funds[0].actual)
        if isinstance(computed, Computed):
            indicator.score = format(computed.score, "f")
    return indicator


def _finish(form: Evaluation, results: Results, standard: Standard) -> None:
    """Total and grade, or a blank form where nothing was reported."""
    if not results.rows and form.funds[0].actual == "0":
        form.status = "blank"
        for row in form.funds:
            row.actual = row.carryover = row.execution_rate = row.score = None
        for indicator in form.indicators:
            indicator.score = None
        return
    total = total_score([indicator.score for indicator in form.indicators], form.funds[0].score)
    if total is not None and form.indicators:
        form.total_score = format(total, "f")
        form.grade = grade(total, standard.scheme)
