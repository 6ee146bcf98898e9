"""Naming, at each broken identity, the cell that repair holds responsible. Joined here, above both."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

from mingzhang.facts.findings import Finding, NotRun, Suspect
from mingzhang.facts.model import Disclosure
from mingzhang.facts.repairs import Change, RepairReport
from mingzhang.kit.language import Language, Text
from mingzhang.repair.find import Limits, find_repairs
from mingzhang.repair.reporting import MOST_PROPOSALS
from mingzhang.standard.load import Standard

SECONDS = 0.5
RULE = "repair/suspect"


def name_suspects(
    findings: Sequence[Finding], disclosure: Disclosure, standard: Standard, language: Language
) -> list[NotRun]:
    """Sets `suspect` at the findings that repair explains. Searches for half a second at most.

    Gives what was left open for want of time, as something not run.
    """
    arithmetic = {*standard.identities, *standard.slips.form_arithmetic}
    asked = [
        finding
        for finding in findings
        if finding.rule in arithmetic and finding.severity == "error" and finding.suspect is None
    ]
    if not asked:
        return []
    limits = Limits(SECONDS, language, clock=process_time)
    report = find_repairs(disclosure, standard, limits)
    for finding in asked:
        finding.suspect = _suspect(finding, report)
    if report.timed_out and any(finding.suspect is None for finding in asked):
        why = Text(
            f"{SECONDS} 秒内没有找全出错的格；请运行 mingzhang repair",
            f"not every cell at fault was found within {SECONDS} s; run mingzhang repair",
        )
        return [NotRun(rule=RULE, why=why.said(language))]
    return []


def _suspect(finding: Finding, report: RepairReport) -> Suspect | None:
    """The first changed cell of the likeliest proposal that the finding quotes."""
    if not report.proposals:
        return None
    quoted = [
        (fact.statement, fact.side, fact.code, fact.column, fact.project, fact.field)
        for fact in finding.facts
    ]
    for change in report.proposals[0].changes:
        if _address(change) in quoted:
            return Suspect(
                statement=change.statement,
                side=change.side,
                code=change.code,
                column=change.column,
                project=change.project,
                field=change.field,
                proposed=change.proposed,
                unique=report.unique or _in_all(change, report),
            )
    return None


def _in_all(change: Change, report: RepairReport) -> bool:
    """Whether every proposal makes the same change: then only other cells are in doubt."""
    return len(report.proposals) < MOST_PROPOSALS and all(
        any(
            _address(other) == _address(change) and other.proposed == change.proposed
            for other in proposal.changes
        )
        for proposal in report.proposals
    )


def _address(change: Change) -> tuple[str | None, ...]:
    return (change.statement, change.side, change.code, change.column, change.project, change.field)
