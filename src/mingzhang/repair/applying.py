"""A disclosure with changed cells. What is changed never passes as printed: it says so, and what was."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mingzhang.facts.model import Disclosure, Evaluation, Fact, Statement
from mingzhang.facts.repairs import Change
from mingzhang.kit.address import CellAddress
from mingzhang.kit.language import Text

CONFIDENCE = 0.5
"""What a repaired figure is worth: it follows from others and was not seen."""


def repaired(disclosure: Disclosure, changes: Sequence[Change]) -> Disclosure:
    """A copy of the disclosure with the changes made; each changed fact says what was printed."""
    wanted = {
        CellAddress(change.statement, change.side, change.code, change.column or ""): change
        for change in changes
        if change.code is not None
    }
    statements = [_statement(item, wanted) for item in disclosure.statements]
    evaluations = [
        _evaluation(item, [change for change in changes if change.project == item.project])
        if any(change.field is not None and change.project == item.project for change in changes)
        else item
        for item in disclosure.evaluations
    ]
    figures = [_fact(fact, wanted.get(_at("figures", fact))) or fact for fact in disclosure.figures]
    return msgspec.structs.replace(
        disclosure, statements=statements, evaluations=evaluations, figures=figures
    )


def _at(statement: str, fact: Fact) -> CellAddress:
    return CellAddress(statement, fact.side, fact.code, fact.column)


def _statement(statement: Statement, wanted: dict[CellAddress, Change]) -> Statement:
    own = {address: change for address, change in wanted.items() if address.statement == statement.id}
    if not own:
        return statement
    facts = []
    for fact in statement.facts:
        change = own.pop(_at(statement.id, fact), None)
        changed = _fact(fact, change)
        if changed is not None:
            facts.append(changed)
    for address, change in own.items():
        if change.proposed is not None:
            facts = _placed(facts, _added(address, change))
    return msgspec.structs.replace(statement, facts=facts)


def _placed(facts: list[Fact], fact: Fact) -> list[Fact]:
    """The new fact behind the last one of its row, else at the end."""
    last = max(
        (at for at, item in enumerate(facts) if (item.side, item.code) == (fact.side, fact.code)),
        default=len(facts) - 1,
    )
    return [*facts[: last + 1], fact, *facts[last + 1 :]]


def _fact(fact: Fact, change: Change | None) -> Fact | None:
    """The fact as repaired."""
    if change is None:
        return fact
    return msgspec.structs.replace(
        fact,
        value=change.proposed,
        confidence=min(fact.confidence, CONFIDENCE),
        inferred=_reason(change),
        reason=None if change.proposed is not None else fact.reason,
    )


def _added(address: CellAddress, change: Change) -> Fact:
    return Fact(
        side=address.side,
        code=address.code,
        column=address.column,
        label=change.label,
        value=change.proposed,
        source=change.source,
        confidence=CONFIDENCE,
        inferred=_reason(change),
    )


def _reason(change: Change) -> str:
    was = Text(f"原印 {change.printed}", f"printed {change.printed}") if change.printed else None
    was = was or (
        Text("原处无法辨认", "not readable there")
        if change.slip == "unreadable"
        else Text("原处空白", "blank there")
    )
    return f"修复：{was.zh} (repaired: {was.en}; {change.slip})"


def _evaluation(evaluation: Evaluation, changes: Sequence[Change]) -> Evaluation:
    from mingzhang.repair.form_fields import with_fields

    fields = {change.field: change.proposed for change in changes if change.field is not None}
    changed = with_fields(evaluation, fields)
    notes = {change.field: _reason(change) for change in changes if change.field is not None}
    for field, note in notes.items():
        _note(changed, field, note)
    return changed


def _note(evaluation: Evaluation, field: str, note: str) -> None:
    """Marks the row that holds a repaired field; total and grade are marked in the form's title fields."""
    parts = field.split(".")
    if parts[0] == "funds":
        rows = [row for row in evaluation.funds if row.source_kind == parts[1]]
    elif parts[0] == "indicators":
        rows = evaluation.indicators[int(parts[1]) : int(parts[1]) + 1]  # type: ignore[assignment]
    else:
        evaluation.inferred = "；".join(filter(None, (evaluation.inferred, f"{field}：{note}")))
        return
    for row in rows:
        row.inferred = "；".join(filter(None, (row.inferred, f"{parts[-1]}：{note}")))
