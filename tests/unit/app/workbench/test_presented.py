"""What is shown of compiled accounts, and what stays out of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mingzhang.app.workbench import (
    Decision,
    SecondScore,
    differences,
    grade_of_score,
    presented,
    with_decisions,
)

BASIS = "《保守国家秘密法》第十三条"


def disclosure() -> bytes:
    fact = {"code": "total", "column": "total", "value": "12.34"}
    claims = [
        {"text": "三公12.34", "measure": "amount", "value": "12.34",
         "about": {"statement": "three_public_expenses", "code": "actual", "column": "total"}},
        {"text": "支出99.00", "measure": "amount", "value": "99.00",
         "about": {"statement": "expenditure", "code": "total", "column": "total"}},
        {"text": "比上年1.00", "measure": "change", "value": "1.00",
         "about": {"figure": "prior/three_public_expenses/actual/total"}},
    ]  # fmt: skip
    paragraphs = [
        {"text": "三公12.34，支出99.00。",
         "numbers": [{"span": [2, 7], "claim": 0}, {"span": [10, 15], "claim": 1}]},
        {"text": "支出99.00。", "numbers": [{"span": [2, 7], "claim": 1}]},
        {"text": "比上年1.00。", "numbers": [{"span": [3, 7], "claim": 2}]},
    ]  # fmt: skip
    content: dict[str, Any] = {
        "schema": "mingzhang/disclosure/1", "kind": "final_accounts", "standard": "cn/2024",
        "fiscal_year": 2024, "unit": {"name": "示范站", "code": "001"},
        "statements": [
            {"id": "three_public_expenses", "facts": [fact], "notes": ["注：12.34"]},
            {"id": "expenditure", "facts": [{**fact, "value": "99.00"}]},
        ],
        "figures": [
            {"code": "prior/three_public_expenses/actual/total", "column": "amount", "value": "11.34"},
            {"code": "reception_batches", "column": "count", "value": "3"},
            {"code": "original_budget/total", "column": "amount", "value": "98.00"},
            {"code": "projects_evaluated", "column": "count", "value": "1"},
        ],
        "claims": claims,
        "explanation": [{"title": "三", "paragraphs": paragraphs}],
        "evaluations": [
            {"project": "示范项目", "project_code": "P01", "status": "complete", "total_score": "95.00"}
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False).encode()


def test_no_figure_of_a_withheld_statement_is_left() -> None:
    shown = presented(disclosure(), {"three_public_expenses": BASIS}, [])
    found = json.loads(shown)
    assert found["statements"][0]["withheld"] == BASIS
    assert "12.34" not in shown.decode()
    assert "1.00。" not in shown.decode()
    assert [item["code"] for item in found["figures"]] == ["original_budget/total", "projects_evaluated"]
    texts = [paragraph["text"] for paragraph in found["explanation"][0]["paragraphs"]]
    assert texts == [f"本段不予公开，理由：{BASIS}。", "支出99.00。", f"本段不予公开，理由：{BASIS}。"]


def test_numbers_that_stay_are_bound_to_their_claims() -> None:
    found = json.loads(presented(disclosure(), {"three_public_expenses": BASIS}, []))
    number = found["explanation"][0]["paragraphs"][1]["numbers"][0]
    assert found["claims"][number["claim"]]["value"] == "99.00"
    assert len(found["claims"]) == 1


def test_nothing_withheld_changes_nothing() -> None:
    assert differences(disclosure(), presented(disclosure(), {}, [])) == []


def test_second_scores_stand_beside_the_own() -> None:
    scores = [SecondScore("P01", "department", "89.99", "佐证不足"), SecondScore("P09", "finance", "1", "x")]
    form = json.loads(presented(disclosure(), {}, scores))["evaluations"][0]
    assert form["total_score"] == "95.00"
    assert form["reviews"] == [
        {"evaluator": "department", "score": "89.99", "grade": "良", "reason": "佐证不足"}
    ]


@pytest.mark.parametrize(
    ("score", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("60", "中"), ("59.99", "差"), ("0", "差"),
     ("100.01", None), ("-0.01", None), ("88.555", None), ("NaN", None), ("1e2", None),
     ("八十", None), ("", None)],
)  # fmt: skip
def test_grades_of_scores(score: str, grade: str | None) -> None:
    assert grade_of_score(score, 2024) == grade


def test_decisions_are_named_once() -> None:
    approved = Decision("final_accounts", "2025-08-20", "示范财政局", "1号", "approved")
    once = with_decisions(disclosure(), [approved])
    assert with_decisions(once, [approved]) == once
    assert json.loads(once)["approvals"] == [
        {"unit": "001", "object": "final_accounts", "date": "2025-08-20", "authority": "示范财政局",
         "document": "1号", "decision": "approved"}
    ]  # fmt: skip


def test_differences_name_the_place_in_both_languages() -> None:
    other = disclosure().decode().replace('"99.00"}]', '"98.99"}]').encode()
    for language in ("zh", "en"):
        found = differences(disclosure(), other, language)  # type: ignore[arg-type]
        assert [(item.kind, item.old, item.new) for item in found] == [("fact", "99.00", "98.99")]
    assert found[0].action == "changed"
