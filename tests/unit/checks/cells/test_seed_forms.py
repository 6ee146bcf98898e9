"""The real forms of the seed contradict themselves at known places, and by arithmetic nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.findings import Finding
from mingzhang.intake.read import read_file
from mingzhang.standard.load import Standard

ARITHMETIC = {
    ("evaluation/carryover", 1218),
    ("evaluation/carryover", 1250),
    ("evaluation/execution-rate", 1218),
    ("evaluation/execution-rate", 1250),
    ("evaluation/execution-score", 1218),
    ("evaluation/overspent", 1218),
    ("evaluation/grade", 1229),
    ("evaluation/total", 1163),
    ("evaluation/total", 1229),
    ("evaluation/total", 1337),
    ("evaluation/weights", 1163),
    ("evaluation/weights", 1337),
    ("evaluation/text-amount", 704),
    ("evaluation/text-amount", 844),
    ("evaluation/text-amount", 849),
    ("evaluation/text-amount", 877),
    ("evaluation/text-amount", 1097),
    ("evaluation/text-amount", 1164),
    ("evaluation/text-amount", 1367),
}
"""Each read in the document and judged real: the printed values contradict one another."""


@pytest.fixture(scope="module")
def findings(seed: Path, standard: Standard) -> list[Finding]:
    chosen = {
        name: rule
        for name, rule in standard.rules.items()
        if name.startswith(("evaluation/", "explanation/")) and rule.kind == "cell"
    }
    return examine([Case(read_file(seed / "gaoping-2024.txt"))], standard, "zh", chosen)[0].findings


def test_errors_are_the_known_contradictions(findings: list[Finding]) -> None:
    errors = {(finding.rule, finding.source.line) for finding in findings if finding.severity == "error"}
    assert errors == ARITHMETIC


def test_costs_that_are_not_what_was_spent(findings: list[Finding]) -> None:
    lines = {finding.source.line for finding in findings if finding.rule == "evaluation/cost"}
    assert {667, 734, 840, 873, 912, 1093, 1127, 1160, 1190, 1259, 1295, 1429} <= lines
    assert not lines & {803, 1031, 1334, 1363}, "these forms print what was spent"


def test_costs_scored_though_nothing_was_spent(findings: list[Finding]) -> None:
    lines = {finding.source.line for finding in findings if finding.rule == "evaluation/unspent-cost"}
    assert lines == {734, 769, 1127, 1160}
