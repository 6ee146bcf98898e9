"""Rows of a form that stand twice although its total counts them once."""

from __future__ import annotations

from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_QUOTED = 24


@document_check("repeated_row")
def repeated_row(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No row of a form is printed twice; recognition left such rows out and listed them."""
    outcome = Outcome()
    forms = [form for form in case.disclosure.evaluations if form.status == "complete"]
    if not forms:
        outcome.miss("没有填报完整的自评表", "no complete form")
        return outcome
    rows = [item for item in case.disclosure.unread if item.kind == "repeated_row"]
    doubled = {item.project for item in rows}
    outcome.hold(sum(form.project not in doubled for form in forms))
    for item in rows:
        fact = FindingFact(
            statement="evaluation",
            project=item.project,
            field="indicators",
            value=item.text[:_QUOTED],
            source=item.source,
        )
        values = {"project": item.project or "—", "line": str(item.source.line or "—")}
        outcome.breach(Breach(values=values, facts=[fact], source=item.source))
    return outcome
