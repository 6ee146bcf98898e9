"""The evaluation forms of the real disclosure, field by field against the key of a careful reader."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.model import Evaluation, Indicator
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard

LEVEL1 = {"产出指标": "output", "效益指标": "benefit", "满意度指标": "satisfaction", "成本指标": "cost"}
LEVEL2 = {
    "数量指标": "quantity",
    "质量指标": "quality",
    "时效指标": "timeliness",
    "成本指标": "cost",
    "社会效益": "social",
    "经济效益": "economic",
    "可持续影响指标": "sustainability",
    "可持续发展指标": "sustainability",
    "社会效益指标": "social",
    "服务对象满意度": "satisfaction",
}
FUNDS = {
    "declared": "target_declared",
    "original_budget": "budget_prepared",
    "final_budget": "adjusted_budget",
    "actual": "executed",
    "carryover": "carry_over",
    "execution_rate": "execution_rate",
    "score": "score",
    "variance": "deviation_reason",
}
TEXTS = {
    "implementation": "execution",
    "outputs": "output",
    "benefits": "benefit",
    "satisfaction": "satisfaction",
    "experience": "experience",
    "problems": "problems",
    "improvements": "next_steps",
}
STATUS = {"complete": "complete", "blank": "blank", "lost": "fragment"}

Pair = tuple[str, Any, list[Any]]
"""(kind of field, what was read, what counts as right)."""


@pytest.fixture(scope="module")
def forms(seed: Path, standard: Standard) -> list[Evaluation]:
    data = (seed / "gaoping-2024.txt").read_bytes()
    return recognise(read_document(data, "gaoping-2024.txt"), standard).evaluations


@pytest.fixture(scope="module")
def key(seed: Path) -> list[dict[str, Any]]:
    return json.loads((seed / "forms.json").read_text(encoding="utf-8"))["forms"]  # type: ignore[no-any-return]


def test_every_place_has_its_status(forms: list[Evaluation], key: list[dict[str, Any]]) -> None:
    assert [form.status for form in forms] == [STATUS[place["status"]] for place in key]
    for form, place in zip(forms, key, strict=True):
        assert abs((form.source.line or 0) - place["start_line"]) <= 2


def test_fields(forms: list[Evaluation], key: list[dict[str, Any]]) -> None:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    wrong = []
    for form, place in zip(forms, key, strict=True):
        if place["status"] == "lost":
            continue
        for kind, got, wanted in _pairs(form, place):
            every[kind] += 1
            if (got or "") in [want for want in wanted if want is not None]:
                right[kind] += 1
            else:
                wrong.append((place["id"], kind, got, wanted))
    assert sum(right.values()) / sum(every.values()) >= 0.985, wrong
    for kind in every:
        assert right[kind] / every[kind] >= 0.95, [item for item in wrong if item[1] == kind]


def test_no_indicator_is_invented(forms: list[Evaluation], key: list[dict[str, Any]]) -> None:
    for form, place in zip(forms, key, strict=True):
        lines = {indicator.source.line for indicator in form.indicators}
        assert lines == {row["line"] for row in place.get("indicators", [])}


def _pairs(form: Evaluation, place: dict[str, Any]) -> list[Pair]:
    pairs: list[Pair] = [
        ("project", form.project, [place["project_name"]]),
        ("unit", form.unit and form.unit.name, [place["unit_name"]]),
        ("code", form.department and form.department.code, [place["supervising_dept_code"]]),
        ("total", form.total_score, [place["total_score"]]),
        ("grade", form.grade, [place["grade"]]),
        ("goal", form.goal, [place["annual_goal"]]),
        ("completion", form.completion, [place["actual_completion"]]),
    ]
    for kind, name in (("total", "total"), ("local", "county")):
        printed = place["funds"].get(name)
        row = next((item for item in form.funds if item.source_kind == kind), None)
        if printed:
            meant = printed.get("intended") or {}
            pairs += [
                (f"funds.{ours}", row and getattr(row, ours), [printed[theirs], meant.get(theirs)])
                for ours, theirs in FUNDS.items()
            ]
    analysis = place.get("analysis") or {}
    for ours, theirs in TEXTS.items():
        text = (analysis.get(theirs) or {}).get("text", "")
        pairs.append((f"analysis.{ours}", getattr(form.analysis, ours), [text]))
    rows = {indicator.source.line: indicator for indicator in form.indicators}
    for printed in place["indicators"]:
        pairs += _indicator(rows.get(printed["line"]), printed)
    return pairs


def _indicator(row: Indicator | None, printed: dict[str, Any]) -> list[Pair]:
    meant = printed.get("intended") or {}
    quantitative = printed["type"] == "定量"
    target = [printed["target_value"], meant.get("target_value")]
    actual = [printed["actual_value"], meant.get("actual_value")]
    if not quantitative:
        target = [printed["adjusted_target"] or printed["initial_target"], meant.get("adjusted_target")]
        actual = [printed["actual"], meant.get("actual")]
    return [
        ("level1", row and row.level1, [LEVEL1[printed["level1"]]]),
        ("level2", row and row.level2, [LEVEL2[printed["level2"]]]),
        ("level3", row and row.level3, [printed["level3"], meant.get("level3")]),
        ("operator", row and row.operator, [meant.get("operator", printed["operator"])]),
        ("unit of measure", row and row.unit, [printed["unit"], meant.get("unit")]),
        ("target", row and row.target, target),
        ("actual", row and row.actual, actual),
        ("weight", row and row.weight, [printed["weight"], meant.get("weight")]),
        ("score", row and row.score, [printed["score"], meant.get("score")]),
        ("variance", row and row.variance, [printed["deviation_note"]]),
    ]
