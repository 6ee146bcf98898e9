"""A rate, share or completion that lost its percent sign."""

from __future__ import annotations

from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("percent_sign")
def percent_sign(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every rate, share and completion stated in prose has its unit."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for claim in case.disclosure.claims:
        if claim.measure not in rule.parameters["measures"] or "." not in claim.value:
            continue
        if claim.unit:
            outcome.hold()
            continue
        quoted = texts.shown(claim.text, 40)
        outcome.breach(
            Breach(
                values={"quoted": quoted, "value": claim.value},
                facts=[FindingFact(statement="explanation", value=quoted, source=claim.source)],
                printed=claim.value,
                expected=f"{claim.value}%",
            )
        )
    return outcome
