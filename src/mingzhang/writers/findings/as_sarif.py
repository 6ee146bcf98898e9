"""SARIF 2.1.0, so that review tools show the findings at their lines.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from mingzhang import __version__
from mingzhang.facts.findings import Finding, FindingFact, Report
from mingzhang.kit.language import Language
from mingzhang.standard.rules import Rule

_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def reports_as_sarif(reports: Sequence[Report], rules: Mapping[str, Rule], language: Language) -> bytes:
    """One run over all files; an unreadable file is a tool notification."""
    used = sorted({finding.rule for report in reports for finding in report.findings})
    run = {
        "tool": {
            "driver": {
                "name": "mingzhang",
                "version": __version__,
                "rules": [_rule(rules[name], language) for name in used],
            }
        },
        "language": "zh-CN" if language == "zh" else "en",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports)],
        "results": [
            _result(report.file, finding, used.index(finding.rule))
            for report in reports
            for finding in report.findings
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.rule,
        "shortDescription": {"text": rule.title.text().said(language)},
        "fullDescription": {"text": rule.why.text().said(language)},
        "help": {"text": rule.source},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _invocation(reports: Iterable[Report]) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": report.error or ""},
            "locations": [_location(report.file, None)],
        }
        for report in reports
        if report.verdict == "unreadable"
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _result(file: str, finding: Finding, index: int) -> dict[str, Any]:
    text = finding.message if finding.arithmetic is None else f"{finding.message} {finding.arithmetic}"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": text},
        "locations": [_location(file, finding.source.line)],
        "partialFingerprints": {"mingzhang/v1": finding.id},
    }
    cells = [{"fullyQualifiedName": _cell_name(fact), "kind": "member"} for fact in finding.facts]
    if cells:
        result["locations"][0]["logicalLocations"] = cells
    if finding.accepted is not None:
        reason = f"{finding.accepted.reason} ({finding.accepted.person}, {finding.accepted.date})"
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _location(file: str, line: int | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(file).as_posix(), safe="/:")}}
    if line is not None:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}


def _cell_name(fact: FindingFact) -> str:
    parts = (fact.statement, fact.side, fact.code, fact.column, fact.project, fact.field)
    return "/".join(part for part in parts if part)
