"""Figures that were read with doubt."""

from __future__ import annotations

from mingzhang.checks.documents.amounts import quoted
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("reading_confidence")
def reading_confidence(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """One remark for each statement with figures read below the threshold, or not readable at all."""
    outcome = Outcome()
    for statement in case.disclosure.statements:
        doubtful = [
            fact
            for fact in statement.facts
            if fact.confidence < rule.parameters["threshold"] or fact.value is None
        ]
        outcome.hold(len(statement.facts) - len(doubtful))
        if not doubtful:
            continue
        unreadable = sum(fact.value is None for fact in doubtful)
        outcome.breach(
            Breach(
                values={
                    "title": name_of(statement, standard),
                    "count": str(len(doubtful)),
                    "unreadable": str(unreadable),
                },
                facts=[quoted(statement.id, fact) for fact in doubtful[:10]],
                printed=str(len(doubtful)),
            )
        )
    return outcome
