"""Every rule: its passing and failing miniature, its further cases, its registration and documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mingzhang.app.explain import case_of, explain, miniatures_of
from mingzhang.checks.registry import cell_checks, document_checks
from mingzhang.checks.run import Examined, every_rule, examine
from mingzhang.intake.read import standard_for

CASES = Path(__file__).parent / "cases"
STANDARD = standard_for(None)
RULES = every_rule(STANDARD)


def run(rule: str, miniature: dict[str, Any]) -> Examined:
    return examine([case_of(miniature)], STANDARD, "zh", {rule: RULES[rule]})[0]


@pytest.mark.parametrize("rule", RULES)
def test_passing_miniature_holds(rule: str) -> None:
    answer = run(rule, miniatures_of(rule, STANDARD).passing)
    assert not answer.findings, [finding.message for finding in answer.findings]
    assert answer.checks.run >= 1, f"the passing miniature of {rule} was not run: {answer.not_run}"


@pytest.mark.parametrize("rule", RULES)
def test_failing_miniature_is_found(rule: str) -> None:
    answer = run(rule, miniatures_of(rule, STANDARD).failing)
    assert answer.findings, f"the failing miniature of {rule} gives no finding: {answer.not_run}"
    for finding in answer.findings:
        assert finding.message, finding
        assert "{" not in finding.message, finding.message
        assert finding.id


@pytest.mark.parametrize("rule", RULES)
def test_failing_miniature_speaks_english_too(rule: str) -> None:
    answer = examine([case_of(miniatures_of(rule, STANDARD).failing)], STANDARD, "en", {rule: RULES[rule]})[0]
    assert all("{" not in finding.message for finding in answer.findings)


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_explained(rule: str) -> None:
    text = explain(rule, "zh")
    assert RULES[rule].title.zh in text
    assert RULES[rule].source in text
    assert "→" in text, "the failing miniature shows its finding"
    assert RULES[rule].title.en in explain(rule, "en")


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.rglob("*.yaml")):
        rule = f"{path.parent.name}/{path.stem}"
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(rule, case, id=f"{rule}: {case['name']}"))
    return found


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    assert rule in RULES, f"cases for an unknown rule: {rule}"
    answer = run(rule, {key: case[key] for key in ("disclosure", "prior", "budget", "units") if key in case})
    counts = {
        "broken": answer.checks.broken,
        "held": answer.checks.held,
        "rounding": answer.checks.rounding,
        "not_run": answer.checks.not_run,
    }
    expect = case["expect"]
    assert counts[expect] == case.get("count", max(counts[expect], 1)), (
        counts,
        answer.findings,
        answer.not_run,
    )
    if expect != "broken":
        assert not answer.findings, [finding.message for finding in answer.findings]


def test_every_check_function_serves_a_rule() -> None:
    used = {rule.check for rule in RULES.values()}
    registered = set(cell_checks()) | set(document_checks())
    assert registered == used, (registered - used, used - registered)


def test_rule_names_are_unique_across_rules_and_identities() -> None:
    files = [
        f"{path.parent.name}/{path.stem}"
        for folder in ("rules", "identities")
        for path in (STANDARD.root / folder).rglob("*.yaml")
    ]
    assert len(files) == len(set(files))


def test_reference_page_is_up_to_date() -> None:
    from mingzhang.app.reference import rules_page

    page = Path(__file__).parents[1] / "docs" / "reference" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(), "run `make docs`"
