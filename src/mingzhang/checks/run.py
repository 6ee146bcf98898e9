"""Running the rules: cell rules once over the batch, document rules once per disclosure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from mingzhang.checks.identity_rules import identity_rules
from mingzhang.checks.masking import is_private, mask
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, cell_checks, document_checks
from mingzhang.facts.batch import Batch
from mingzhang.facts.findings import Checks, Finding, FindingFact, NotRun
from mingzhang.facts.model import Source
from mingzhang.kit.errors import InvalidData
from mingzhang.kit.language import Language, Text
from mingzhang.kit.severity import SEVERITIES
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

Check = TypeVar("Check", bound=Callable[..., Outcome])


@dataclass(slots=True)
class RuleCounts:
    """How often one rule held, how often only rounding explains what is printed, how often it is broken."""

    held: int = 0
    rounding: int = 0
    broken: int = 0

    @property
    def run(self) -> int:
        """How often it ran."""
        return self.held + self.rounding + self.broken


@dataclass(slots=True)
class Examined:
    """The answer about one disclosure: counts, findings (most serious first), what did not run."""

    checks: Checks = field(default_factory=Checks)
    findings: list[Finding] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    by_rule: dict[str, RuleCounts] = field(default_factory=dict)
    """Of the rules that ran. A rule that is not in it did not run."""


OTHER_KIND = Text("只用于另一类公开", "for the other kind of disclosure")
"""Why a rule did not run over a budget that is for final accounts, or the other way round."""


def every_rule(standard: Standard) -> dict[str, Rule]:
    """All rules in force, identities among them, by name."""
    return dict(sorted({**standard.rules, **identity_rules(standard)}.items()))


def examine(
    cases: Sequence[Case],
    standard: Standard,
    language: Language = "zh",
    rules: Mapping[str, Rule] | None = None,
) -> list[Examined]:
    """Every rule (or `rules`) over every case. A batch of one and of many answer alike."""
    chosen = every_rule(standard) if rules is None else rules
    answers = [Examined() for _ in cases]
    for kind in dict.fromkeys(case.disclosure.kind for case in cases):
        at = [index for index, case in enumerate(cases) if case.disclosure.kind == kind]
        _examine_kind(
            kind, [cases[index] for index in at], [answers[index] for index in at], chosen, standard, language
        )
    for answer, case in zip(answers, cases, strict=True):
        _mask(answer, case, standard)
        _finish(answer)
    return answers


def _examine_kind(
    kind: str,
    cases: Sequence[Case],
    answers: Sequence[Examined],
    rules: Mapping[str, Rule],
    standard: Standard,
    language: Language,
) -> None:
    """The rules for one kind of disclosure; the others are listed as not run."""
    batch = Batch.of([case.disclosure for case in cases])
    for rule in rules.values():
        if kind not in rule.kinds:
            for answer in answers:
                answer.checks.not_run += 1
                answer.not_run.append(NotRun(rule=rule.rule, why=OTHER_KIND.said(language), count=1))
        elif rule.kind == "cell":
            _collect(cell_outcome(batch, rule, standard), rule, answers, language)
        else:
            function = _function(document_checks(), rule)
            for answer, case in zip(answers, cases, strict=True):
                _collect(function(case, rule, standard), rule, [answer], language)


def cell_outcome(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """The one kernel: a cell rule over a batch of whole documents, one at the desk, thousands in a lake."""
    return _function(cell_checks(), rule)(batch, rule, standard)


def _function(registered: Mapping[str, Check], rule: Rule) -> Check:
    if rule.check not in registered:
        raise InvalidData(
            f"规则 {rule.rule}：没有名为“{rule.check}”的{rule.kind}检查函数。",
            f"rule {rule.rule}: there is no {rule.kind} check function “{rule.check}”.",
        )
    return registered[rule.check]


def _collect(outcome: Outcome, rule: Rule, answers: Sequence[Examined], language: Language) -> None:
    for index in np.flatnonzero(outcome.held + outcome.rounding).tolist():
        counts = RuleCounts(int(outcome.held[index]), int(outcome.rounding[index]))
        answers[index].by_rule[rule.rule] = counts
        answers[index].checks.held += counts.held
        answers[index].checks.rounding += counts.rounding
    for breach in outcome.breaches:
        answer = answers[breach.document]
        answer.checks.broken += 1
        answer.by_rule.setdefault(rule.rule, RuleCounts()).broken += 1
        answer.findings.append(finding_of(breach, rule, language))
    absent = outcome.not_run()
    for at, document in enumerate(absent.document.tolist()):
        answer = answers[document]
        count, source = int(absent.count[at]), int(absent.source[at])
        answer.checks.not_run += count
        answer.not_run.append(
            NotRun(
                rule=rule.rule,
                why=absent.reasons[int(absent.reason[at])].said(language),
                count=count,
                source=None if source < 0 else absent.sources[source],
            )
        )


def finding_of(breach: Breach, rule: Rule, language: Language) -> Finding:
    """The breach as a finding, its message filled in and said in `language`."""
    values = {name: _said(value, language) for name, value in breach.values.items()}
    message = rule.message.text().said(language).format(**values)
    first = breach.facts[0].source if breach.facts else Source()
    finding = Finding(
        rule=rule.rule,
        severity=breach.severity or rule.severity,
        title=rule.title.text().said(language),
        message=message,
        printed=breach.printed,
        expected=breach.expected,
        difference=breach.difference,
        facts=breach.facts,
        source=breach.source or first,
        arithmetic=None if breach.arithmetic is None else _said(breach.arithmetic, language),
    )
    finding.id = fingerprint(finding)
    return finding


def _said(value: str | Text, language: Language) -> str:
    return value.said(language) if isinstance(value, Text) else value


def fingerprint(finding: Finding) -> str:
    """A name of the finding that stays when lines move: rule, cells and values, eight hex digits."""
    parts = [finding.rule, finding.printed or "", finding.expected or ""]
    parts += [_address(fact) for fact in finding.facts]
    if not finding.facts:
        parts.append(finding.message)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def _address(fact: FindingFact) -> str:
    cell = (fact.statement, fact.side, fact.code, fact.column, fact.project, fact.field)
    return "/".join(part or "" for part in cell)


def _mask(answer: Examined, case: Case, standard: Standard) -> None:
    if any(is_private(finding.rule) for finding in answer.findings):
        mask(answer.findings, case, standard)


def _finish(answer: Examined) -> None:
    checks = answer.checks
    checks.run = checks.held + checks.rounding + checks.broken
    answer.findings.sort(
        key=lambda finding: (
            SEVERITIES.index(finding.severity),
            finding.source.line or 0,
            finding.source.page or 0,
            finding.rule,
        )
    )
