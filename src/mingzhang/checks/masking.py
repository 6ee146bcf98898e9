"""No finding repeats what is personal."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.registry import Case
from mingzhang.facts.findings import Finding
from mingzhang.standard.load import Standard


def is_private(rule: str) -> bool:
    """Whether a finding of this rule says that a person is named."""
    return rule.startswith("privacy/")


def mask(findings: Iterable[Finding], case: Case, standard: Standard) -> None:
    """Masks in place: any rule may quote a text in which privacy found a person."""
    masked = texts_of(case, standard).masked
    for finding in findings:
        finding.message = masked(finding.message)
        for name in ("printed", "expected", "arithmetic"):
            value = getattr(finding, name)
            if value is not None:
                setattr(finding, name, masked(value))
        for fact in finding.facts:
            fact.value = None if fact.value is None else masked(fact.value)
