"""Findings (`mingzhang/findings/1`): each one explains itself with its cells, values and places."""

from __future__ import annotations

from typing import Literal

import msgspec

from mingzhang.facts.model import Record, Source
from mingzhang.kit.severity import Severity

SCHEMA = "mingzhang/findings/1"


class FindingFact(Record, kw_only=True):
    """A cell quoted in a finding: of a statement, or of an evaluation (`project`, `field`)."""

    statement: str | None = None
    side: str | None = None
    code: str | None = None
    label: str | None = None
    column: str | None = None
    project: str | None = None
    field: str | None = None
    value: str | None = None
    source: Source = msgspec.field(default_factory=Source)


class Suspect(Record, kw_only=True):
    """The cell that repair holds responsible."""

    statement: str | None = None
    side: str | None = None
    code: str | None = None
    column: str | None = None
    project: str | None = None
    field: str | None = None
    proposed: str | None = None
    unique: bool = False


class Accepted(Record, kw_only=True):
    """Who accepted a finding, why and when."""

    reason: str
    person: str
    date: str


class Finding(Record, kw_only=True):
    """One finding. `difference` = printed − expected, signed; amounts in the unit printed."""

    rule: str
    severity: Severity
    title: str
    message: str
    id: str = ""
    """Names this finding across runs (rule, cells and values); `--accepted` refers to it."""
    printed: str | None = None
    expected: str | None = None
    difference: str | None = None
    facts: list[FindingFact] = []
    suspect: Suspect | None = None
    source: Source = msgspec.field(default_factory=Source)
    accepted: Accepted | None = None
    arithmetic: str | None = None
    """The sum or quotient written out with the printed values."""


class NotRun(Record, kw_only=True):
    """A rule that could not run on some operands, and why."""

    rule: str
    why: str
    count: int = 1
    source: Source | None = None


class Checks(Record, kw_only=True):
    """What was checked, counted per rule and set of cells: run = held + rounding + broken."""

    run: int = 0
    held: int = 0
    rounding: int = 0
    broken: int = 0
    not_run: int = 0


class Report(Record, kw_only=True):
    """The answer about one file."""

    schema: str = SCHEMA
    file: str
    verdict: Literal["consistent", "inconsistent", "unreadable"]
    checks: Checks = msgspec.field(default_factory=Checks)
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    error: str | None = None
    """Why the file was unreadable."""
