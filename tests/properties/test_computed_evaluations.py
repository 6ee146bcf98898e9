"""Every field of every self-evaluation, against a computation of its own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from expected_evaluations import Form, expected_evaluations
from hypothesis import given, settings
from source_packages import random_package
from test_compile import SEEDS, compiled

from mingzhang.facts.model import Evaluation

FUNDS = ("declared", "original_budget", "final_budget", "actual", "carryover", "execution_rate", "score")


def as_numbers(form: Evaluation) -> Form:
    """The compiled form in the shape of the expected one."""

    def number(value: str | None) -> Fraction | None:
        return None if value is None else Fraction(value)

    def plain(value: Any) -> Any:
        return None if value is None else Decimal(value)

    return {
        "status": form.status,
        "funds": {
            row.source_kind: {name: number(getattr(row, name)) for name in FUNDS} for row in form.funds
        },
        "indicators": [
            {
                "target": item.target,
                "initial_target": item.initial_target,
                "actual": item.actual,
                "variance": item.variance,
                "score": plain(item.score),
            }
            for item in form.indicators
        ],
        "total_score": plain(form.total_score),
        "grade": form.grade,
        "variance": form.funds[0].variance,
    }


@settings(max_examples=12)
@given(SEEDS)
def test_every_field_of_every_form(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(records, Path(folder))
    expected = expected_evaluations(records)
    found = {form.project_code or "": form for form in disclosure.evaluations}
    assert {code: as_numbers(form) for code, form in found.items()} == expected
    for code, form in found.items():
        levels = [row.source_kind for row in form.funds]
        assert levels == [name for name in ("total", "local", "superior", "other") if name in levels]
        changes = [change for item in form.indicators for change in item.target_changes]
        recorded = [row for row in records.tables["target_adjustments"] if row["project"] == code]
        assert [(item.date, item.document, item.target, item.reason) for item in changes] == [
            (row["date"], row["document"], row["target"], row["reason"]) for row in recorded
        ]
    grades = {fact.code: fact.value for fact in disclosure.figures if fact.code.startswith("projects_")}
    if expected:
        assert grades["projects_evaluated"] == str(len(expected))
        for grade in "优良中差":
            count = sum(form["grade"] == grade for form in expected.values())
            assert grades[f"projects_grade_{grade}"] == str(count)
