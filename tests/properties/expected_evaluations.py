"""Every self-evaluation of a package, computed in plain Python from the public contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from source_packages import FISCAL, Records, Row, fen

Form = dict[str, Any]
GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


def expected_evaluations(
    records: Records, takes: Callable[[str], bool] = lambda unit: True
) -> dict[str, Form]:
    """Project code → funds rows, indicators, total score and grade."""
    forms = {}
    for project in records.tables["projects"]:
        if project["category"] in ("", "other_operating", "specific_target") and takes(project["unit"]):
            forms[project["code"]] = _form(records, project["code"])
    return forms


def _form(records: Records, project: str) -> Form:
    funds = _funds(records, project)
    indicators = [row for row in records.tables["indicators"] if row["project"] == project]
    execution = 100 - sum(int(row["weight"]) for row in indicators)
    execution = execution if execution in (10, 20) else 10
    rows = {kind: _row(money, execution) for kind, money in funds.items()}
    results = _results(records, project)
    scored = [
        _indicator(records, row, results.get(row["order"], {}), funds["total"]["actual"])
        for row in indicators
    ]
    blank = not results
    scores = [item["score"] for item in scored] + [rows["total"]["score"]]
    known = not blank and None not in scores
    total = sum((Decimal(score) for score in scores), Decimal(0)) if known else None
    grade = None if total is None else next(name for least, name in GRADES if total >= least)
    return {
        "status": "blank" if blank else "complete",
        "funds": rows,
        "indicators": scored,
        "total_score": total,
        "grade": grade,
        "variance": results.get("0", {}).get("variance") or None,
    }


def _funds(records: Records, project: str) -> dict[str, dict[str, int | None]]:
    money: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for table in ("budget", "adjustments", "expenditure"):
        for row in records.tables[table]:
            if row["project"] == project:
                kind = {"adjustments": "adjusted", "expenditure": "actual"}.get(table) or row["stage"]
                level = "other" if row["source"] not in FISCAL else "local"
                level = "superior" if level == "local" and row.get("fund_level") else level
                for name in ("total", level):
                    money[name][kind] += fen(row["amount"])
    money["total"]["actual"] += 0
    return {
        name: {
            "declared": parts.get("declared"),
            "original_budget": parts.get("prepared"),
            "final_budget": parts.get("prepared", 0) + parts.get("adjusted", 0),
            "actual": parts.get("actual", 0),
        }
        for name, parts in money.items()
    }


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _row(money: dict[str, int | None], execution: int) -> dict[str, Any]:
    final, actual = money["final_budget"] or 0, money["actual"] or 0
    row: dict[str, Any] = {
        name: None if value is None else Fraction(value, 10**6) for name, value in money.items()
    }
    row["carryover"] = Fraction(final - actual, 10**6)
    rate = None if final == 0 else Fraction(actual, final)
    row["execution_rate"] = None if rate is None else _rounded(rate * 100)
    capped = None if rate is None else min(Fraction(execution), max(Fraction(0), rate * execution))
    row["score"] = None if capped is None else _rounded(capped)
    return row


def _results(records: Records, project: str) -> dict[str, Row]:
    """Order → the result at the year's end, else that of the latest day."""
    found: dict[str, Row] = {}
    for row in records.tables["results"]:
        if row["project"] == project:
            held = found.get(row["order"])
            if held is None or (row["as_of"] or "9999") > (held["as_of"] or "9999"):
                found[row["order"]] = row
    return found


def _indicator(records: Records, row: Row, result: Row, spent: int | None) -> dict[str, Any]:
    changes = [
        item
        for item in records.tables["target_adjustments"]
        if (item["project"], item["order"]) == (row["project"], row["order"])
    ]
    target = changes[-1]["target"] if changes else row["target"]
    score = result.get("score") or None
    if score is None and result.get("actual"):
        score = _score(row, target, result["actual"], spent)
    return {
        "target": target,
        "initial_target": row["target"] if changes else None,
        "actual": result.get("actual") or None,
        "variance": result.get("variance") or None,
        "score": None if score is None else Decimal(score),
    }


def _score(row: Row, target: str, actual: str, spent: int | None) -> Decimal | None:
    """The scheme's formulas (`domain.md` 4 of the field's rules), each written out."""
    weight = Fraction(row["weight"])
    cost = row["level2"] == "cost"
    if cost and not spent:
        return Decimal(0)
    if actual == "达成预期指标":
        return Decimal(row["weight"])
    if not actual[:1].isdigit():
        return None
    wanted, reached = Fraction(target), Fraction(actual)
    reverse = row["operator"] in ("≤", "<") or (row["operator"] == "=" and (cost or wanted == 0))
    if row["direction"] in ("positive", "reverse"):
        reverse = row["direction"] == "reverse"
    if wanted == reached:
        strict = row["operator"] in (">", "<")
        full = not strict
    else:
        full = reached < wanted if reverse else reached > wanted
    if full:
        return Decimal(row["weight"])
    if wanted == 0:
        return Decimal(0)
    share = 1 - (reached - wanted) / wanted if reverse else reached / wanted
    return _rounded(weight * min(Fraction(1), max(Fraction(0), share)))
