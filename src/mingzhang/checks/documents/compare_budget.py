"""The published budget beside the final accounts: original budget figures."""

from __future__ import annotations

from mingzhang.checks.documents.amounts import find, in_wan, plain, quoted
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.amounts import Interval
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def _budgeted(budget: Disclosure, code: str, statements: list[str]) -> tuple[Statement, Fact] | None:
    for identifier in statements:
        statement = budget.statement(identifier)
        fact = find(statement, code, "total")
        if statement is not None and fact is not None and fact.value is not None:
            return statement, fact
    return None


@document_check("original_budget_against_budget")
def original_budget_against_budget(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The original budget that the explanation states is the one that was published."""
    outcome = Outcome()
    if case.budget is None:
        outcome.miss("没有提供预算公开（--budget）", "the published budget was not given (--budget)")
        return outcome
    for stated in case.disclosure.figures:
        if not stated.code.startswith("original_budget/") or stated.value is None:
            continue
        code = stated.code.removeprefix("original_budget/")
        found = _budgeted(case.budget, code, rule.parameters["statements"])
        if found is None:
            outcome.miss(f"预算公开中没有科目{code}", f"the budget has no subject {code}", stated.source)
            continue
        statement, fact = found
        published, printed = in_wan(statement, fact), Interval.printed(stated.value)
        if published is None or printed.meets(published):
            outcome.hold()
            continue
        difference = (printed.low + printed.high - published.low - published.high) / 2
        outcome.breach(
            Breach(
                values={
                    "code": code,
                    "label": fact.label or stated.label or code,
                    "stated": stated.value,
                    "published": fact.value or "",
                    "difference": plain(difference),
                },
                facts=[quoted("figures", stated), quoted(statement.id, fact)],
                printed=stated.value,
                expected=fact.value,
                difference=plain(difference),
            )
        )
    return outcome
