"""Read and checked: a report for each file, unreadable ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.findings import Report
from mingzhang.facts.model import Disclosure
from mingzhang.intake.accepted import Acceptance, accept
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_file, standard_for
from mingzhang.intake.suspects import name_suspects
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Language
from mingzhang.kit.printable import shown_name


@dataclass(slots=True)
class Companions:
    """What a disclosure is compared with: last year's, the budget, the member units' disclosures."""

    prior: Disclosure | None = None
    budget: Disclosure | None = None
    units: list[Disclosure] = field(default_factory=list)
    accepted: Sequence[Acceptance] = ()


def examine_file(
    path: Path,
    options: ReadOptions,
    companions: Companions,
    language: Language,
    *,
    suspects: bool = False,
) -> tuple[Report, Disclosure | None]:
    """The report about one file, and the disclosure where it could be read.

    `suspects`: name the cell that repair holds responsible at each broken identity.
    """
    report, disclosure, _ = examine_file_counted(path, options, companions, language, suspects=suspects)
    return report, disclosure


def examine_file_counted(
    path: Path,
    options: ReadOptions,
    companions: Companions,
    language: Language,
    *,
    suspects: bool = False,
) -> tuple[Report, Disclosure | None, dict[str, int]]:
    """The same, and how often each rule ran."""
    name = shown_name(str(path))
    try:
        disclosure = read_file(path, options)
    except UnreadableInput as error:
        return Report(file=name, verdict="unreadable", error=error.message.said(language)), None, {}
    report, ran = examine_counted(name, disclosure, options, companions, language, suspects=suspects)
    return report, disclosure, ran


def examine_disclosure(
    name: str,
    disclosure: Disclosure,
    options: ReadOptions,
    companions: Companions,
    language: Language,
    *,
    suspects: bool = False,
) -> Report:
    """The report about a disclosure in memory."""
    return examine_counted(name, disclosure, options, companions, language, suspects=suspects)[0]


def examine_counted(
    name: str,
    disclosure: Disclosure,
    options: ReadOptions,
    companions: Companions,
    language: Language,
    *,
    suspects: bool = False,
) -> tuple[Report, dict[str, int]]:
    """The report, and how often each rule ran (held, rounding or broken): 0 is not "held"."""
    standard = standard_for(options.year or disclosure.fiscal_year)
    case = Case(disclosure, companions.prior, companions.budget, companions.units)
    answer = examine([case], standard, language)[0]
    if suspects:
        open_ = name_suspects(answer.findings, disclosure, standard, language)
        answer.not_run += open_
        answer.checks.not_run += len(open_)
    accept(answer.findings, companions.accepted)
    failing = any(item.severity == "error" and item.accepted is None for item in answer.findings)
    report = Report(
        file=name,
        verdict="inconsistent" if failing else "consistent",
        checks=answer.checks,
        findings=answer.findings,
        not_run=answer.not_run,
    )
    return report, {rule: counts.run for rule, counts in answer.by_rule.items()}
