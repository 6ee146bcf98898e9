"""Evaluation forms and claims as rows of Arrow tables: numbers as printed and in whole millionths."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from functools import lru_cache

from mingzhang.facts.model import Claim, ClaimCell, Evaluation, FundsRow, Indicator
from mingzhang.facts.rows import Row
from mingzhang.kit.amounts import places
from mingzhang.kit.places import effective_places

MICRO = 1_000_000
FUNDS_AMOUNTS = ("declared", "original_budget", "final_budget", "actual", "carryover")


@lru_cache(maxsize=1 << 16)
def micro(value: str | None) -> int | None:
    """`value` as whole millionths; None where it is no number or finer than a millionth of sense."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec = 60
        try:
            number = int((Decimal(value) * MICRO).to_integral_value())
        except ArithmeticError:
            return None
    return number if abs(number) < 1 << 62 else None


def address_text(cell: ClaimCell | None) -> str | None:
    """A claim's cell as text: `statement/…/column`, `figures/<figure>` or `evaluation/<project>/<field>`."""
    if cell is None:
        return None
    if cell.figure is not None:
        return f"figures/{cell.figure}"
    if cell.statement is not None and cell.code is not None:
        return "/".join(part for part in (cell.statement, cell.side, cell.code, cell.column) if part)
    if cell.field is not None:
        return f"evaluation/{cell.project}/{cell.field}"
    return None


def form_row(index: int, evaluation: Evaluation) -> Row:
    """What every row of a form repeats: which form, and half a unit of the last places that it prints."""
    amounts = [getattr(row, name) for row in evaluation.funds for name in FUNDS_AMOUNTS]
    scores = [row.score for row in evaluation.funds] + [row.score for row in evaluation.indicators]
    return {
        "evaluation": index,
        "project": evaluation.project,
        "status": evaluation.status,
        "amount_half": _half(amounts),
        "rate_half": _half([row.execution_rate for row in evaluation.funds]),
        "score_half": _half([*scores, evaluation.total_score]),
    }


def evaluation_row(index: int, evaluation: Evaluation) -> Row:
    """The form itself with its total and grade."""
    return {
        "ordinal": index,
        "line": evaluation.source.line,
        "page": evaluation.source.page,
        "grade": evaluation.grade,
        "total_line": _total_line(evaluation),
        **_number("total_score", evaluation.total_score),
    }


def indicator_row(ordinal: int, indicator: Indicator) -> Row:
    """One indicator with its numbers as printed and in millionths."""
    printed = indicator.printed or {}
    return {
        "ordinal": ordinal,
        "line": indicator.source.line,
        "page": indicator.source.page,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "operator": indicator.operator,
        "unit": indicator.unit,
        "variance": indicator.variance,
        "direction": indicator.direction,
        "target_printed": printed.get("target"),
        "result_printed": printed.get("actual"),
        "initial_printed": printed.get("initial_target"),
        **_number("target", indicator.target),
        **_number("actual_result", indicator.actual),
        **_number("initial_target", indicator.initial_target),
        **_number("weight", indicator.weight),
        **_number("score", indicator.score),
    }


def _total_line(evaluation: Evaluation) -> int | None:
    """The line of the row that prints total and grade; the form's first line where it is not known."""
    place = evaluation.sources.get("total_score") or evaluation.sources.get("grade") or evaluation.source
    return place.line


def funds_row(ordinal: int, row: FundsRow) -> Row:
    """One row of a funds table with its numbers as printed and in millionths."""
    cells: Row = {
        "ordinal": ordinal,
        "line": row.source.line,
        "page": row.source.page,
        "source_kind": row.source_kind,
        "label": row.label,
        "variance": row.variance,
        **_number("execution_rate", row.execution_rate),
        **_number("score", row.score),
    }
    for name in FUNDS_AMOUNTS:
        cells |= _number(name, getattr(row, name))
    return cells


def _number(name: str, value: str | None) -> Row:
    return {name: value, f"{name}_u": micro(value)}


def _half(values: Sequence[str | None]) -> int:
    """Half a unit of the finest place that the values print, in millionths."""
    printed = [value for value in values if value is not None and micro(value) is not None]
    return _half_of(max(effective_places(printed), default=0))


def _half_of(finest: int) -> int:
    return MICRO // (2 * 10**finest) if finest <= 6 else 0


def claim_row(ordinal: int, claim: Claim) -> Row:
    """One number stated in prose."""
    return {
        "ordinal": ordinal,
        "line": claim.source.line,
        "page": claim.source.page,
        "about": address_text(claim.about),
        "base": address_text(claim.base),
        "year": claim.year,
        "measure": claim.measure,
        "value": claim.value,
        "unit": claim.unit,
        "direction": claim.direction,
        "group": claim.group,
        "section": claim.section,
        "value_u": micro(claim.value),
        "value_half": _half_of(0 if micro(claim.value) is None else places(claim.value)),
        "subject": claim.subject,
        "text": claim.text,
        "begin": claim.span[0] if claim.span else None,
        "end": claim.span[1] if claim.span else None,
    }
