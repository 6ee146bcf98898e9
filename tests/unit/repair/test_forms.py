"""Evaluation forms: the field at fault, found with the form's own rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.facts.repairs import RepairReport
from mingzhang.intake.read import read_file
from mingzhang.repair.find import find_repairs
from mingzhang.standard.load import Standard


def form(**changed: Any) -> dict[str, Any]:
    """A form that adds up: 92.87 points, with one level of money."""
    row = {
        "source_kind": "total",
        "original_budget": "100",
        "final_budget": "100",
        "actual": "28.727",
        "carryover": "71.273",
        "execution_rate": "28.73",
        "score": "2.87",
    }
    weights = changed.pop("weights", ["20", "20", "10", "30", "10"])
    scores = changed.pop("scores", weights)
    indicators = [
        {"level1": level, "level3": f"指标{number}", "target": "100", "actual": "100", "operator": "=",
         "unit": "%", "weight": weight, "score": score}
        for number, (level, weight, score) in enumerate(
            zip(("output", "output", "output", "benefit", "satisfaction"), weights, scores, strict=False)
        )
    ]  # fmt: skip
    funds = {key: changed.pop(key) for key in list(changed) if key in row}
    return {
        "project": "绿化养护经费",
        "status": "complete",
        "funds": [{**row, **funds}],
        "indicators": indicators,
        "total_score": "92.87",
        "grade": "优",
        **changed,
    }


def repairs(standard: Standard, **changed: Any) -> RepairReport:
    plain = {"variant": "shanxi", "fiscal_year": 2024, "evaluations": [form(**changed)]}
    return find_repairs(msgspec.convert(plain, Disclosure), standard)


def fields(report: RepairReport) -> dict[str | None, str | None]:
    return {change.field: change.proposed for change in report.proposals[0].changes}


def test_a_form_that_adds_up_needs_none(standard: Standard) -> None:
    assert repairs(standard).consistent


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"total_score": "82.87", "grade": "优"}, {"total_score": "92.87"}),
        ({"grade": "良"}, {"grade": "优"}),
        ({"carryover": "77.273"}, {"funds.total.carryover": "71.273"}),
        ({"execution_rate": "23.78"}, {"funds.total.execution_rate": "28.73"}),
        ({"actual": "29.727"}, {"funds.total.actual": "28.727"}),
        ({"scores": ["20", "20", "10", "20", "10"]}, {"indicators.3.score": "30"}),
    ],
)
def test_one_field_is_named_and_undone(
    standard: Standard, changed: dict[str, Any], wanted: dict[str, str]
) -> None:
    report = repairs(standard, **changed)
    assert not report.consistent
    assert fields(report) == wanted
    assert report.proposals[0].changes[0].project == "绿化养护经费"


def test_a_lost_row_is_proposed_as_a_row(standard: Standard) -> None:
    report = repairs(standard, weights=["20", "20", "10", "30"])
    changes = report.proposals[0].changes
    assert {change.field: change.proposed for change in changes} == {
        "indicators.4.weight": "10",
        "indicators.4.score": "10",
    }
    assert {change.slip for change in changes} == {"missing_row"}


def test_the_real_total_that_contradicts_its_grade_and_its_parts(standard: Standard, seed: Path) -> None:
    report = find_repairs(read_file(seed / "gaoping-2024.txt"), standard)
    totals = {
        change.printed: change.proposed
        for change in report.proposals[0].changes
        if change.field == "total_score"
    }
    assert totals == {"99.9": "89.9"}


def test_two_broken_forms_of_one_project_are_both_repaired(standard: Standard) -> None:
    forms = [form(grade="良"), form(carryover="77.273")]
    plain = {"variant": "shanxi", "fiscal_year": 2024, "evaluations": forms}
    report = find_repairs(msgspec.convert(plain, Disclosure), standard)
    assert fields(report) == {"grade": "优", "funds.total.carryover": "71.273"}
