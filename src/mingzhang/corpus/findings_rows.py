"""What the rules answered about a document, as rows of `findings` and `checks`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingzhang.checks.run import Examined
from mingzhang.facts.findings import Finding, FindingFact
from mingzhang.facts.model import Source
from mingzhang.facts.rows import Row
from mingzhang.standard.rules import Rule


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules found in one document, with the rules and the hash of each."""

    examined: Examined = field(default_factory=Examined)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    """Rule → `corpus.rule_hash`."""


def finding_rows(answer: Answer) -> Iterator[Row]:
    """The findings, most serious first."""
    for finding in answer.examined.findings:
        yield finding_row(finding, answer.rules[finding.rule].kind, answer.hashes.get(finding.rule))


def finding_row(finding: Finding, kind: str, rule_hash: str | None) -> Row:
    """One finding as a row."""
    first = finding.facts[0].statement if finding.facts else None
    names = ("rule", "severity", "id", "title", "message", "printed", "expected", "difference", "arithmetic")
    return {
        **{name: getattr(finding, name) for name in names},
        "kind": kind,
        "statement": first,
        "facts": [_quoted_row(fact) for fact in finding.facts],
        "line": finding.source.line,
        "page": finding.source.page,
        "cell": finding.source.cell,
        "bbox": finding.source.bbox,
        "rule_hash": rule_hash,
    }


_QUOTED = ("statement", "side", "code", "label", "column", "project", "field", "value")


def _quoted_row(fact: FindingFact) -> Row:
    row: Row = {name: getattr(fact, name) for name in _QUOTED}
    return row | {"line": fact.source.line, "page": fact.source.page}


def finding_of_row(row: Row) -> Finding:
    """The finding that a row was made of (places of quoted cells: line and page)."""
    facts = [
        FindingFact(
            **{name: cell[name] for name in _QUOTED}, source=Source(line=cell["line"], page=cell["page"])
        )
        for cell in row["facts"]
    ]
    names = ("rule", "severity", "id", "title", "message", "printed", "expected", "difference", "arithmetic")
    box = row["bbox"]
    place = Source(
        line=row["line"],
        page=row["page"],
        cell=row["cell"],
        bbox=None if box is None else (box[0], box[1], box[2], box[3]),
    )
    return Finding(**{name: row[name] for name in names}, facts=facts, source=place)


def check_row(answer: Answer, read: bool) -> Row:
    """The verdict, the counts, and what the document rules counted and were made of."""
    examined = answer.examined
    failing = any(finding.severity == "error" for finding in examined.findings)
    counts = examined.checks
    documents = [name for name, rule in answer.rules.items() if rule.kind == "document"]
    return {
        "verdict": "unreadable" if not read else "inconsistent" if failing else "consistent",
        **{name: getattr(counts, name) for name in ("run", "held", "rounding", "broken", "not_run")},
        "missing": [
            {
                "rule": item.rule,
                "why": item.why,
                "count": item.count,
                "line": None if item.source is None else item.source.line,
                "page": None if item.source is None else item.source.page,
            }
            for item in examined.not_run
        ],
        "document_counts": [
            {"rule": name, "held": found.held, "rounding": found.rounding}
            for name in documents
            if (found := examined.by_rule.get(name)) is not None and found.held + found.rounding
        ],
        "rule_hashes": json.dumps({name: answer.hashes.get(name, "") for name in documents})
        if read
        else None,
    }
