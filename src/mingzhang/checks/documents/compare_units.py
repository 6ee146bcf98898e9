"""The member units' disclosures beside their department's: sums, and who is missing."""

from __future__ import annotations

from mingzhang.checks.documents.amounts import find, in_wan, plain, quoted
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Fact, Source, Statement
from mingzhang.kit.amounts import Interval
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NO_UNITS = ("没有提供所属单位决算（--units）", "the member units were not given (--units)")


@document_check("department_against_units")
def department_against_units(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Each cell of the department is the plain sum of its units' cells, consolidation aside."""
    outcome = Outcome()
    if not case.units:
        outcome.miss(*_NO_UNITS)
        return outcome
    for identifier in rule.parameters["statements"]:
        statement = case.disclosure.statement(identifier)
        if statement is None:
            continue
        members = [unit.statement(identifier) for unit in case.units]
        for fact in statement.facts:
            if fact.code.isdecimal() and len(fact.code) > rule.parameters["longest_code"]:
                continue
            _compare(outcome, statement, fact, members, standard)
    return outcome


def _compare(
    outcome: Outcome,
    statement: Statement,
    fact: Fact,
    members: list[Statement | None],
    standard: Standard,
) -> None:
    total = Interval.exact(0)
    terms = []
    for member in members:
        if member is None:
            outcome.miss("有所属单位没有这张表", "a member unit lacks the statement", fact.source)
            return
        part = find(member, fact.code, fact.column, fact.side)
        amount = Interval.exact(0) if part is None else in_wan(member, part)
        if amount is None:
            outcome.miss("金额无法识别", "an amount cannot be read", fact.source)
            return
        total = total + amount
        terms.append((part.value if part else "0") or "0")
    own = in_wan(statement, fact)
    if own is None:
        outcome.miss("金额无法识别", "an amount cannot be read", fact.source)
        return
    if own.meets(total):
        exact = own.low + own.high == total.low + total.high
        (outcome.hold if exact else outcome.round)()
        return
    expected = (total.low + total.high) / 2
    difference = (own.low + own.high) / 2 - expected
    outcome.breach(
        Breach(
            values={
                "title": name_of(statement, standard),
                "label": fact.label or statement.labels.get(fact.code) or fact.code,
                "column": fact.column,
                "printed": fact.value or "",
                "expected": plain(expected),
                "difference": plain(difference),
            },
            facts=[quoted(statement.id, fact)],
            printed=fact.value,
            expected=plain(expected),
            difference=plain(difference),
            arithmetic=f"{' + '.join(terms)} = {plain(expected)}",
        )
    )


@document_check("member_unit_missing")
def member_unit_missing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every member unit that the department lists has its own disclosure, and no stranger is among them."""
    outcome = Outcome()
    if not case.units:
        outcome.miss(*_NO_UNITS)
        return outcome
    listed = {fold(name): name for name in case.disclosure.profile.member_units}
    if not listed:
        outcome.miss("部门决算没有列出所属单位", "the department lists no member units")
        return outcome
    given = {fold(unit.unit.name): unit.unit.name for unit in case.units if unit.unit.name}
    source = case.disclosure.profile.sources.get("member_units", Source())
    for key, name in listed.items():
        if _among(key, list(given)):
            outcome.hold()
            continue
        fact = FindingFact(statement="profile", label="member_units", value=name, source=source)
        outcome.breach(Breach(values={"name": name}, facts=[fact], printed=name))
    return outcome


def _among(name: str, names: list[str]) -> bool:
    """Whether a unit is among them; （本级） and （本部） mean the unit itself."""
    endings = ("(本级)", "本级", "(本部)", "机关")
    bare = name
    for ending in endings:
        bare = bare.removesuffix(ending)
    return any(bare in (other, *(other.removesuffix(ending) for ending in endings)) for other in names)
