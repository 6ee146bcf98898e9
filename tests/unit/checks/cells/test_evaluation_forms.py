"""Findings on forms: their places, their fields as the contract names them, their arithmetic."""

from __future__ import annotations

from mingzhang.checks.registry import Case
from mingzhang.checks.run import Examined, examine
from mingzhang.facts.model import Disclosure, Evaluation, FundsRow, Indicator, Source
from mingzhang.standard.load import Standard


def form(**fields: object) -> Evaluation:
    row = {
        "final_budget": "100",
        "actual": "40.5",
        "carryover": "69.5",
        "execution_rate": "40.50",
        "score": "4.05",
    }
    funds = [
        FundsRow(source_kind="total", source=Source(line=6), **row),
        FundsRow(source_kind="local", source=Source(line=7), **row),
    ]
    indicators = [
        Indicator(level1="output", level3="甲", weight="90", score="95", source=Source(line=10)),
    ]
    return Evaluation(
        project="项目",
        status="complete",
        funds=funds,
        indicators=indicators,
        total_score="99.05",
        grade="良",
        source=Source(line=1),
        sources={"total_score": Source(line=12)},
        **fields,
    )


def run(standard: Standard, rule: str, *evaluations: Evaluation) -> Examined:
    case = Case(Disclosure(evaluations=list(evaluations)))
    return examine([case], standard, "zh", {rule: standard.rules[rule]})[0]


def test_one_breach_in_two_rows_is_one_finding_at_the_total(standard: Standard) -> None:
    [finding] = run(standard, "evaluation/carryover", form()).findings
    assert finding.source.line == 6
    assert (finding.printed, finding.expected, finding.difference) == ("69.5", "59.5", "10")
    assert finding.arithmetic == "100 − 40.5 = 59.5 ≠ 69.5"
    fields = [fact.field for fact in finding.facts]
    assert fields[0] == "funds.total.carryover"
    assert fields[-1] == "funds.local.carryover"
    assert {fact.project for fact in finding.facts} == {"项目"}
    assert {fact.statement for fact in finding.facts} == {"evaluation"}


def test_indicators_are_counted_from_zero(standard: Standard) -> None:
    [finding] = run(standard, "evaluation/score-above-weight", form()).findings
    assert [fact.field for fact in finding.facts] == ["indicators.0.score", "indicators.0.weight"]
    assert finding.source.line == 10


def test_total_and_grade_are_found_at_the_line_that_prints_them(standard: Standard) -> None:
    [grade] = run(standard, "evaluation/grade", form()).findings
    assert grade.source.line == 12
    assert grade.facts[0].field == "grade"
    assert grade.expected == "优"


def test_blank_forms_and_fragments_are_counted_with_their_reason(standard: Standard) -> None:
    blank, fragment = form(), form()
    blank.status, fragment.status = "blank", "fragment"
    answer = run(standard, "evaluation/carryover", blank, fragment, fragment)
    assert not answer.findings
    assert sorted(item.count for item in answer.not_run) == [1, 2]
    assert answer.checks.not_run == 3


def test_a_disclosure_without_forms_is_no_trouble(standard: Standard) -> None:
    for rule in standard.rules.values():
        if rule.kind == "cell" and rule.rule.startswith(("evaluation/", "explanation/")):
            answer = examine([Case(Disclosure())], standard, "zh", {rule.rule: rule})[0]
            assert answer.checks.run == 0, rule.rule
