"""Money of the evaluated projects: stated, in the accounts, in the forms."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.checks.documents.amounts import figure, find, number, plain, quoted, total_row
from mingzhang.checks.documents.counts_projects import project_forms
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.kit.amounts import FEN_PER_UNIT, Interval
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("evaluated_amount")
def evaluated_amount(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The stated money of the evaluated projects against the project expenditure of the accounts."""
    outcome = Outcome()
    amount = figure(case.disclosure, "projects_amount")
    statement = case.disclosure.statement(rule.parameters["statement"])
    cell = find(statement, "total", "project")
    if amount is None or statement is None or cell is None or cell.value is None or amount.value is None:
        outcome.miss(
            "没有写明自评金额，或没有项目支出合计", "the money or the project expenditure is missing"
        )
        return outcome
    scale = Fraction(FEN_PER_UNIT.get(statement.currency_unit or "万元", 1_000_000), 1_000_000)
    printed, total = Interval.printed(amount.value), Interval.printed(cell.value).scaled(scale)
    if printed.meets(total):
        outcome.hold()
        return outcome
    outcome.breach(
        Breach(
            values={"stated": amount.value, "total": cell.value},
            facts=[quoted("figures", amount), quoted(statement.id, cell)],
            printed=amount.value,
            expected=cell.value,
            difference=plain(Fraction(amount.value) - Fraction(cell.value) * scale),
        )
    )
    return outcome


@document_check("evaluated_amount_of_forms")
def evaluated_amount_of_forms(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The stated money against the forms: equal to their actuals or final budgets where all are there,
    and never less than the actuals of those that are."""
    outcome = Outcome()
    amount = figure(case.disclosure, "projects_amount")
    forms = project_forms(case.disclosure)
    rows = [row for form in forms if form.status == "complete" and (row := total_row(form)) is not None]
    if amount is None or amount.value is None or not rows:
        outcome.miss("没有写明自评金额，或没有自评表资金", "the money or the forms' funds are missing")
        return outcome
    stated = Fraction(amount.value)
    actual = sum((Fraction(row.actual) for row in rows if row.actual), Fraction(0))
    final = sum((Fraction(row.final_budget) for row in rows if row.final_budget), Fraction(0))
    slack = Fraction(str(rule.parameters["slack"]))
    count = number(figure(case.disclosure, "projects_evaluated"))
    whole = len(rows) == len(forms) and (count is None or count == len(forms))
    if whole:
        fits = any(abs(stated - total) <= slack for total in (actual, final))
    else:
        fits = actual <= stated + slack
    if fits:
        outcome.hold()
        return outcome
    parts = Text(
        f"（读到的{len(rows)}张）" if not whole else "", f" ({len(rows)} forms)" if not whole else ""
    )
    outcome.breach(
        Breach(
            values={
                "stated": amount.value,
                "actual": plain(actual),
                "final": plain(final),
                "parts": parts,
            },
            facts=[quoted("figures", amount)],
            printed=amount.value,
            expected=plain(actual),
            difference=plain(stated - actual),
        )
    )
    return outcome
