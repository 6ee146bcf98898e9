"""A later file of the same unit against an earlier one: which findings it closes, keeps and adds.

Findings are told apart by rule and cells, never by page or line: a corrected file moves everything. A
finding whose rule did not run on the later file is not closed but not checked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.facts.codec import decode_report
from mingzhang.facts.findings import Finding

Key = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class KeptFinding:
    """A finding that both files have; `changed`: with other values."""

    earlier: Finding
    later: Finding

    @property
    def changed(self) -> bool:
        """Whether it names other values than before."""
        before, now = self.earlier, self.later
        return (before.printed, before.expected) != (now.printed, now.expected)


@dataclass(slots=True)
class FollowUp:
    """What became of the earlier file's findings, and what the later one has besides."""

    closed: list[Finding] = field(default_factory=list)
    kept: list[KeptFinding] = field(default_factory=list)
    added: list[Finding] = field(default_factory=list)
    unchecked: list[Finding] = field(default_factory=list)


def follow_up(earlier: bytes, later: bytes, ran: Mapping[str, int]) -> FollowUp:
    """The comparison of two report JSONs; `ran` says how often each rule ran on the later file."""
    left: dict[Key, list[Finding]] = {}
    for finding in decode_report(earlier).findings:
        left.setdefault(key_of(finding), []).append(finding)
    answer = FollowUp()
    for finding in decode_report(later).findings:
        same = left.get(key_of(finding))
        if same:
            answer.kept.append(KeptFinding(same.pop(0), finding))
        else:
            answer.added.append(finding)
    for findings in left.values():
        for finding in findings:
            (answer.closed if ran.get(finding.rule) else answer.unchecked).append(finding)
    return answer


def key_of(finding: Finding) -> Key:
    """Rule and cells. Without any cell, the words printed: they do not move either."""
    cells: Sequence[str] = sorted(
        {
            "/".join(
                part or ""
                for part in (fact.statement, fact.side, fact.code, fact.column, fact.project, fact.field)
            )
            for fact in finding.facts
        }
    )
    if not any(cell.strip("/") for cell in cells):
        cells = [finding.printed or finding.title]
    return finding.rule, tuple(cells)
