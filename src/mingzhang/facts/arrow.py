"""The Arrow form of disclosures: the tables of a document as one stream of rows with a `table` column.

Amounts of statements are whole 分 (`fen`) with half a unit of their last printed place (`half`); counts
are themselves with half 0. Numbers of evaluations and claims are whole millionths (`*_u`) of the unit
they are printed in, so that 万元 with six decimals are whole 分. A null number was not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from typing import Any

import pyarrow as pa

from mingzhang.facts.model import (
    Claim,
    ClaimCell,
    Disclosure,
    Evaluation,
    Fact,
    FundsRow,
    Indicator,
    Statement,
)
from mingzhang.kit.amounts import FEN_PER_UNIT, half_unit_fen, to_fen
from mingzhang.kit.places import effective_places

MICRO = 1_000_000
MOST = 1 << 56
"""720 万亿元 in 分, and as much in millionths: no unit's figure is larger, and 128 of them add up in 64 bits.
A larger one is taken as not readable."""
FUNDS_AMOUNTS = ("declared", "original_budget", "final_budget", "actual", "carryover")
COUNT_COLUMNS = frozenset(("count",))

_WORD = pa.dictionary(pa.int32(), pa.string())
_NUMBERS = (*FUNDS_AMOUNTS, "execution_rate", "score", "weight", "target", "actual_result", "initial_target")

STREAM = pa.schema(
    [
        ("document", _WORD),
        ("table", _WORD),
        ("ordinal", pa.int32()),
        ("line", pa.int32()),
        ("page", pa.int32()),
        # facts
        ("statement", _WORD),
        ("side", _WORD),
        ("code", _WORD),
        ("column", _WORD),
        ("label", pa.string()),
        ("value", pa.string()),
        ("unit", _WORD),
        ("fen", pa.int64()),
        ("half", pa.int64()),
        ("confidence", pa.float32()),
        # evaluations, funds, indicators
        ("evaluation", pa.int32()),
        ("project", pa.string()),
        ("status", _WORD),
        ("grade", _WORD),
        ("source_kind", _WORD),
        ("level1", _WORD),
        ("level2", _WORD),
        ("level3", pa.string()),
        ("operator", _WORD),
        ("variance", pa.string()),
        *[(name, pa.string()) for name in _NUMBERS],
        *[(f"{name}_u", pa.int64()) for name in _NUMBERS],
        ("total_score", pa.string()),
        ("total_score_u", pa.int64()),
        ("total_line", pa.int32()),
        ("target_printed", pa.string()),
        ("result_printed", pa.string()),
        ("initial_printed", pa.string()),
        ("amount_half", pa.int64()),
        ("rate_half", pa.int64()),
        ("score_half", pa.int64()),
        # claims
        ("about", _WORD),
        ("base", _WORD),
        ("year", pa.int32()),
        ("measure", _WORD),
        ("direction", _WORD),
        ("group", pa.int32()),
        ("section", _WORD),
        ("value_u", pa.int64()),
        ("value_half", pa.int64()),
        ("subject", pa.string()),
        ("text", _WORD),
        ("begin", pa.int32()),
        ("end", pa.int32()),
    ]
)

TABLES = ("documents", "statements", "facts", "evaluations", "funds", "indicators", "claims")


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
    return _sensible(number)


def _sensible(number: int) -> int | None:
    return number if abs(number) < MOST else None


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


def to_stream(disclosures: Iterable[tuple[str, Disclosure]]) -> pa.Table:
    """The rows of whole documents, each document's tables one after another. Keys name the documents."""
    columns: dict[str, list[Any]] = {name: [] for name in STREAM.names}
    for document, disclosure in disclosures:
        for row in _rows(disclosure):
            row["document"] = document
            for name, cells in columns.items():
                cells.append(row.get(name))
    return pa.table({name: pa.array(columns[name], STREAM.field(name).type) for name in STREAM.names}, STREAM)


def _rows(disclosure: Disclosure) -> Iterator[dict[str, Any]]:
    yield {"table": "documents", "status": disclosure.kind, "year": disclosure.fiscal_year}
    for ordinal, statement in enumerate(disclosure.statements):
        yield {
            "table": "statements",
            "ordinal": ordinal,
            "statement": statement.id,
            "status": "withheld" if statement.withheld else "no_data" if statement.no_data else "present",
            "unit": statement.currency_unit,
            "line": statement.source.line,
            "page": statement.source.page,
        }
        yield from _fact_rows(statement)
    yield from _fact_rows(Statement(id="figures", currency_unit="万元", facts=disclosure.figures))
    for index, evaluation in enumerate(disclosure.evaluations):
        yield from _evaluation_rows(index, evaluation)
    for ordinal, claim in enumerate(disclosure.claims):
        yield _claim_row(ordinal, claim)


def _fact_rows(statement: Statement) -> Iterator[dict[str, Any]]:
    unit = statement.currency_unit if statement.currency_unit in FEN_PER_UNIT else "万元"
    money = [fact.value for fact in statement.facts if fact.value is not None and not _is_count(fact)]
    digits = iter(effective_places(money))
    for ordinal, fact in enumerate(statement.facts):
        row = {
            "table": "facts",
            "ordinal": ordinal,
            "line": fact.source.line,
            "page": fact.source.page,
            "statement": statement.id,
            "side": fact.side,
            "code": fact.code,
            "column": fact.column,
            "label": fact.label,
            "value": fact.value,
            "unit": "count" if _is_count(fact) else unit,
            "confidence": fact.confidence,
        }
        if fact.value is not None:
            if _is_count(fact):
                row["fen"], row["half"] = _sensible(int(Decimal(fact.value))), 0
            else:
                row["fen"] = _sensible(to_fen(fact.value, unit))
                row["half"] = half_unit_fen(next(digits), unit)
        yield row


def _is_count(fact: Fact) -> bool:
    return fact.column in COUNT_COLUMNS


def _evaluation_rows(index: int, evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    amounts = [getattr(row, name) for row in evaluation.funds for name in FUNDS_AMOUNTS]
    halves = {
        "amount_half": _half(amounts),
        "rate_half": _half([row.execution_rate for row in evaluation.funds]),
        "score_half": _half(
            [row.score for row in evaluation.funds]
            + [indicator.score for indicator in evaluation.indicators]
            + [evaluation.total_score]
        ),
    }
    common = {"evaluation": index, "project": evaluation.project, "status": evaluation.status, **halves}
    yield {
        **common,
        "table": "evaluations",
        "ordinal": index,
        "line": evaluation.source.line,
        "page": evaluation.source.page,
        "grade": evaluation.grade,
        "total_score": evaluation.total_score,
        "total_score_u": micro(evaluation.total_score),
        "total_line": _total_line(evaluation),
    }
    for ordinal, row in enumerate(evaluation.funds):
        yield {**common, **_funds_row(ordinal, row)}
    for ordinal, indicator in enumerate(evaluation.indicators):
        yield {
            **common,
            "table": "indicators",
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
            **_printed_cells(indicator),
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


def _printed_cells(indicator: Indicator) -> dict[str, str | None]:
    """Cells whose printed text is more than the value kept (`≥60人`)."""
    printed = indicator.printed or {}
    return {
        "target_printed": printed.get("target"),
        "result_printed": printed.get("actual"),
        "initial_printed": printed.get("initial_target"),
    }


def _funds_row(ordinal: int, row: FundsRow) -> dict[str, Any]:
    cells: dict[str, Any] = {
        "table": "funds",
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


def _number(name: str, value: str | None) -> dict[str, Any]:
    return {name: value, f"{name}_u": micro(value)}


def _half(values: Sequence[str | None]) -> int:
    """Half a unit of the finest place that the values print, in millionths."""
    printed = [value for value in values if value is not None and micro(value) is not None]
    finest = max(effective_places(printed), default=0)
    return MICRO // (2 * 10**finest) if finest <= 6 else 0


def _claim_row(ordinal: int, claim: Claim) -> dict[str, Any]:
    return {
        "table": "claims",
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
        "value_half": _half([claim.value]),
        "subject": claim.subject,
        "text": claim.text,
        "begin": claim.span[0] if claim.span else None,
        "end": claim.span[1] if claim.span else None,
    }
