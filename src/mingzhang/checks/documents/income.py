"""Income that does not fit the kind of unit."""

from __future__ import annotations

from mingzhang.checks.cells.places import place_name
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure, Fact
from mingzhang.kit.address import CellAddress
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_STATEMENTS = (("income_expenditure_summary", "income"), ("income", None))


@document_check("administrative_own_income")
def check_administrative_own_income(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A unit whose staff is all administrative has no 事业 or 经营 income.

    The kind of unit is read from the staff by category; without it, or with staff of institutions (a
    department holds its institutions' income), the rule does not speak.
    """
    outcome = Outcome()
    staff = case.disclosure.profile.staff
    if not staff.get("administrative"):
        outcome.miss(
            "没有行政人员数，不知道单位性质",
            "no administrative staff is stated; the kind of unit is not known",
        )
        return outcome
    if any(staff.get(category) for category in rule.parameters["institution_staff"]):
        outcome.miss(
            "单位有事业人员，可以有事业收入", "the unit has staff of institutions, which may have such income"
        )
        return outcome
    found = _own_income(case.disclosure, rule.parameters["codes"])
    for fact in found:
        outcome.breach(
            Breach(
                values={"where": _place(fact, standard), "value": fact.value or ""},
                facts=[fact],
                printed=fact.value,
            )
        )
    if not found:
        outcome.hold()
    return outcome


def _place(fact: FindingFact, standard: Standard) -> Text:
    address = CellAddress(fact.statement or "", fact.side, fact.code or "", fact.column or "")
    return place_name(standard, address, fact.label)


def _own_income(disclosure: Disclosure, codes: list[str]) -> list[FindingFact]:
    """The printed income of these kinds, from the first statement that shows it."""
    for name, side in _STATEMENTS:
        statement = disclosure.statement(name)
        facts = statement.facts if statement else []
        chosen = [fact for fact in facts if _is_own(fact, side, codes)]
        if chosen:
            return [
                FindingFact(
                    statement=name,
                    side=fact.side,
                    code=fact.code,
                    label=fact.label,
                    column=fact.column,
                    value=fact.value,
                    source=fact.source,
                )
                for fact in chosen
            ]
    return []


def _is_own(fact: Fact, side: str | None, codes: list[str]) -> bool:
    named = fact.code in codes if side else fact.code == "total" and fact.column in codes
    return (
        named
        and fact.side == side
        and fact.value is not None
        and any(digit in fact.value for digit in "123456789")
    )
