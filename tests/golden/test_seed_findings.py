"""What the check finds in the real disclosure: the golden list says what and why, line by line.

`seed_findings.yaml` is reviewed like code. To write it anew after a change of rules:
`WRITE_GOLDEN=1 pytest tests/golden/test_seed_findings.py`, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mingzhang.app.read import read
from mingzhang.facts.findings import Report
from mingzhang.intake.examine import Companions, examine_file
from mingzhang.intake.options import ReadOptions
from mingzhang.writers.findings.as_json import reports_as_json

GOLDEN = Path(__file__).parent / "seed_findings.yaml"


@pytest.fixture(scope="module")
def report(seed: Path) -> Report:
    return examine_file(seed / "gaoping-2024.txt", ReadOptions(), Companions(), "en")[0]


def listed(report: Report) -> list[dict[str, Any]]:
    """Findings as the golden file has them: place, rule, severity, values and the rule's title."""
    rows = []
    for finding in report.findings:
        row: dict[str, Any] = {
            "line": finding.source.line,
            "rule": finding.rule,
            "severity": finding.severity,
            "why": finding.title,
        }
        if finding.arithmetic is not None:
            row["arithmetic"] = finding.arithmetic
        rows.append(row)
    return sorted(rows, key=lambda row: (row["line"] or 0, row["rule"], row.get("arithmetic", "")))


def test_findings_are_those_of_the_golden_list(report: Report) -> None:
    rows = listed(report)
    if os.environ.get("WRITE_GOLDEN"):
        text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)
        GOLDEN.write_text(text, encoding="utf-8")
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    missing = [row for row in golden if row not in rows]
    new = [row for row in rows if row not in golden]
    assert (missing, new) == ([], [])


def test_the_golden_list_is_not_written_by_accident() -> None:
    assert "WRITE_GOLDEN" not in os.environ


def test_no_rounding_difference_is_reported(report: Report) -> None:
    """The statements and the explanation add up: every difference in them is rounding."""
    assert report.checks.rounding >= 40
    areas = ("income", "expenditure", "summary", "appropriation", "general_budget", "basic", "explanation")
    errors = [item for item in report.findings if item.severity == "error"]
    assert [item.rule for item in errors if item.rule.split("/")[0] in areas] == []


def test_known_contradictions_are_found_at_their_lines(report: Report) -> None:
    """Contradictions that a careful reader computed by hand from the key, independent of the rules."""
    found = {
        (finding.rule.replace("_", "-"), finding.source.line)
        for finding in report.findings
        if finding.severity == "error"
    }
    for rule, line in [
        ("evaluation/carryover", 1218),
        ("evaluation/execution-rate", 1218),
        ("evaluation/execution-score", 1218),
        ("evaluation/total", 1229),
        ("evaluation/grade", 1229),
        ("evaluation/carryover", 1250),
        ("evaluation/execution-rate", 1250),
        ("evaluation/weights", 1163),
        ("evaluation/total", 1163),
        ("evaluation/weights", 1337),
        ("evaluation/total", 1337),
        ("evaluation/text-amount", 704),
        ("evaluation/text-amount", 844),
        ("evaluation/text-amount", 877),
        ("evaluation/text-amount", 1097),
        ("evaluation/text-amount", 1367),
        ("names/evaluation-unit", 1149),
        ("names/evaluation-unit", 1215),
        ("names/project-title", 1214),
        ("privacy/private-person", 1421),
        ("privacy/private-person", 1433),
        ("text/exceeded-unreached", 774),
        ("text/average-is-total", 1339),
        ("text/persons-times-standard", 1391),
    ]:
        assert (rule, line) in found, (rule, line)


def test_no_output_repeats_the_private_person(report: Report, seed: Path) -> None:
    masked = [
        fact.value for item in report.findings if item.rule.startswith("privacy/") for fact in item.facts
    ]
    assert masked
    surname = next(value[0] for value in masked if value and "**" in value) if any(masked) else ""
    text = (seed / "gaoping-2024.txt").read_text(encoding="utf-8")
    names = set(re.findall(rf"镇({surname}[一-龥]{{2}})(?:倒塌|房屋)", text))
    assert names
    written = reports_as_json([report]).decode()
    assert not [name for name in names if name in written]


def test_checking_the_document_and_its_json_give_the_same_findings(
    report: Report, seed: Path, tmp_path: Path
) -> None:
    written = tmp_path / "read.json"
    read(seed / "gaoping-2024.txt", written, ReadOptions())
    again = examine_file(written, ReadOptions(), Companions(), "en")[0]
    assert again.findings == report.findings
    assert again.checks == report.checks
    assert again.not_run == report.not_run
