"""The rows of every table, as texts."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.model import ClaimCell, Department, Disclosure, address_of
from mingzhang.kit.address import CellAddress
from mingzhang.standard.load import Standard

Cells = dict[str, str | None]
"""Field → text; None is an empty cell."""


def rows_of(table: str, disclosure: Disclosure, standard: Standard) -> Iterator[Cells]:
    """The rows of one of `dictionary.TABLES`, without their running number."""
    yield from {
        "facts": lambda: _facts(disclosure, standard),
        "figures": lambda: _figures(disclosure),
        "evaluations": lambda: _evaluations(disclosure),
        "funds": lambda: _funds(disclosure),
        "indicators": lambda: _indicators(disclosure),
        "claims": lambda: _claims(disclosure),
        "explanation": lambda: _explanation(disclosure),
    }[table]()


def _facts(disclosure: Disclosure, standard: Standard) -> Iterator[Cells]:
    for statement in disclosure.statements:
        form = standard.statements.get(statement.id)
        sides = {} if form is None else {side.id: side for side in form.sides}
        for fact in statement.facts:
            side = sides.get(fact.side)
            column = next((item for item in side.columns if item.id == fact.column), None) if side else None
            yield {
                "address": str(address_of(statement, fact)),
                "statement": statement.id,
                "statement_title": statement.title or (form.title if form else None),
                "side": fact.side,
                "code": fact.code,
                "label": fact.label,
                "column": fact.column,
                "column_title": column.title if column else None,
                "column_english": column.english if column else None,
                "value": fact.value,
                "stored": fact.stored,
                "unit": None if fact.column == "count" else statement.currency_unit,
                "line_no": fact.line_no,
                "confidence": f"{fact.confidence:g}",
            }


def _figures(disclosure: Disclosure) -> Iterator[Cells]:
    for fact in disclosure.figures:
        yield {"figure": fact.code, "label": fact.label, "column": fact.column, "value": fact.value}


def _evaluations(disclosure: Disclosure) -> Iterator[Cells]:
    for form in disclosure.evaluations:
        analysis = form.analysis
        yield {
            "project": form.project,
            "project_code": form.project_code,
            "status": form.status,
            "department": _named(form.department),
            "unit": _named(form.unit),
            "goal": form.goal,
            "completion": form.completion,
            "total_score": form.total_score,
            "grade": form.grade,
            **{name: getattr(analysis, name) for name in analysis.__struct_fields__},
        }


def _named(body: Department | None) -> str | None:
    return None if body is None else " ".join(part for part in (body.code, body.name) if part) or None


def _funds(disclosure: Disclosure) -> Iterator[Cells]:
    names = (
        "source_kind", "label", "declared", "original_budget", "final_budget", "actual", "carryover",
        "execution_rate", "score", "variance",
    )  # fmt: skip
    for number, form in enumerate(disclosure.evaluations, 1):
        for row in form.funds:
            yield {"evaluation": str(number), **{name: getattr(row, name) for name in names}}


def _indicators(disclosure: Disclosure) -> Iterator[Cells]:
    names = (
        "level1", "level2", "level3", "operator", "initial_target", "target", "actual", "unit", "weight",
        "score", "variance",
    )  # fmt: skip
    for number, form in enumerate(disclosure.evaluations, 1):
        for row in form.indicators:
            yield {"evaluation": str(number), **{name: getattr(row, name) for name in names}}


def _claims(disclosure: Disclosure) -> Iterator[Cells]:
    for claim in disclosure.claims:
        yield {
            "text": claim.text,
            "about": _said_of(claim.about),
            "base": _said_of(claim.base),
            "year": None if claim.year is None else str(claim.year),
            "measure": claim.measure,
            "value": claim.value,
            "unit": claim.unit,
            "direction": claim.direction,
        }


def _said_of(cell: ClaimCell | None) -> str | None:
    if cell is None:
        return None
    if cell.figure is not None:
        return f"figures/{cell.figure}"
    if cell.field is not None:
        return f"evaluation/{cell.project}/{cell.field}"
    if cell.statement is None or cell.code is None or cell.column is None:
        return None
    return str(CellAddress(cell.statement, cell.side, cell.code, cell.column))


def _explanation(disclosure: Disclosure) -> Iterator[Cells]:
    for section in disclosure.explanation:
        for paragraph in section.paragraphs:
            if not paragraph.text.strip():
                continue  # only owed: no words yet
            yield {"section": section.section, "title": section.title, "text": paragraph.text}
