"""三公 money against counts, both ways."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.checks.documents.amounts import figure, find, number, quoted
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("three_public_counts")
def three_public_counts(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Money comes with counts and counts with money: trips, vehicles bought and held, receptions."""
    outcome = Outcome()
    statement = case.disclosure.statement("three_public_expenses")
    if statement is None or not statement.facts:
        outcome.miss("没有“三公”经费表或表内无数据", "there is no 三公 statement, or it is empty")
        return outcome
    for pair in rule.parameters["pairs"]:
        cell = find(statement, "actual", pair["column"])
        if cell is not None and cell.value is None:
            outcome.miss("表中金额无法识别", "the amount in the table cannot be read", cell.source)
            continue
        amount = number(cell) or Fraction(0)
        for code in pair["figures"]:
            fact = figure(case.disclosure, code)
            count = number(fact)
            name, money = Text(pair["names"][code], code), Text(pair["name"], pair["column"])
            if fact is None or count is None:
                outcome.miss(
                    f"情况说明没有写明{name.zh}", f"the explanation does not state {code}", statement.source
                )
                continue
            if (amount > 0) == (count > 0) or (amount == 0 and pair.get("count_without_money")):
                outcome.hold()
                continue
            facts = [quoted("figures", fact)]
            if cell is not None:
                facts.append(quoted(statement.id, cell))
            outcome.breach(
                Breach(
                    values={
                        "money": money,
                        "amount": (cell.value if cell else None) or "0",
                        "name": name,
                        "count": fact.value or "0",
                    },
                    facts=facts,
                    printed=fact.value,
                )
            )
    return outcome
