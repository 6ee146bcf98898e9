"""The Arrow form of disclosures that rules compute on: one table a kind of row, each row with its document.

Amounts of statements are whole 分 (`fen`) with half a unit of their last printed place (`half`); counts
are themselves with half 0. Numbers of evaluations and claims are whole millionths (`*_u`) of the unit
they are printed in, so that 万元 with six decimals are whole 分. A null number was not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from mingzhang.facts.form_rows import (
    FUNDS_AMOUNTS,
    MICRO,
    claim_row,
    evaluation_row,
    form_row,
    funds_row,
    indicator_row,
    micro,
)
from mingzhang.facts.model import Disclosure
from mingzhang.facts.rows import Row, fact_rows, figures_of, statement_row

__all__ = ["FUNDS_AMOUNTS", "MICRO", "SCHEMAS", "micro", "to_tables"]

_WORD = pa.dictionary(pa.int32(), pa.string())
_TEXT, _WHOLE, _LONG = pa.string(), pa.int32(), pa.int64()
_PLACE = [("document", _LONG), ("ordinal", _WHOLE), ("line", _WHOLE), ("page", _WHOLE)]
_FORM = [
    ("evaluation", _WHOLE),
    ("project", _TEXT),
    ("status", _WORD),
    ("amount_half", _LONG),
    ("rate_half", _LONG),
    ("score_half", _LONG),
]


def _numbers(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, _TEXT) for name in names] + [(f"{name}_u", _LONG) for name in names]


def _words(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, _WORD) for name in names]


def _texts(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, _TEXT) for name in names]


SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema(columns)
    for name, columns in {
        "statements": [*_PLACE, *_words("statement", "status", "unit")],
        "facts": [
            *_PLACE,
            *_words("statement", "side", "code", "column", "unit"),
            *_texts("label", "value"),
            ("confidence", pa.float32()),
            ("fen", _LONG),
            ("half", _LONG),
        ],
        "evaluations": [
            *_PLACE,
            *_FORM,
            *_words("grade"),
            *_numbers("total_score"),
            ("total_line", _WHOLE),
        ],
        "funds": [
            *_PLACE,
            *_FORM,
            *_words("source_kind"),
            *_texts("label", "variance"),
            *_numbers(*FUNDS_AMOUNTS, "execution_rate", "score"),
        ],
        "indicators": [
            *_PLACE,
            *_FORM,
            *_words("level1", "level2", "operator", "unit", "direction"),
            *_texts("level3", "variance", "target_printed", "result_printed", "initial_printed"),
            *_numbers("target", "actual_result", "initial_target", "weight", "score"),
        ],
        "claims": [
            *_PLACE,
            *_words("about", "base", "measure", "unit", "direction", "section", "text"),
            *_texts("value", "subject"),
            *[(name, _WHOLE) for name in ("year", "group", "begin", "end")],
            ("value_u", _LONG),
            ("value_half", _LONG),
        ],
    }.items()
}
"""Table → its columns; `document` is the position of the row's document."""


def to_tables(disclosures: Iterable[Disclosure]) -> dict[str, pa.Table]:
    """The rows of whole documents, document after document, in the tables of `SCHEMAS`."""
    gathered: dict[str, list[Row]] = {name: [] for name in SCHEMAS}

    def put(name: str, document: int, rows: Iterable[Row]) -> None:
        for row in rows:
            row["document"] = document
            gathered[name].append(row)

    for document, disclosure in enumerate(disclosures):
        for ordinal, statement in enumerate(disclosure.statements):
            put("statements", document, [statement_row(ordinal, statement)])
            put("facts", document, fact_rows(statement))
        put("facts", document, fact_rows(figures_of(disclosure)))
        for index, form in enumerate(disclosure.evaluations):
            common = form_row(index, form)
            put("evaluations", document, [common | evaluation_row(index, form)])
            put("funds", document, (common | funds_row(*row) for row in enumerate(form.funds)))
            put("indicators", document, (common | indicator_row(*row) for row in enumerate(form.indicators)))
        put("claims", document, (claim_row(*row) for row in enumerate(disclosure.claims)))
    return {name: table_of(gathered[name], schema) for name, schema in SCHEMAS.items()}


def table_of(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """The rows as columns of `schema`; what a row does not name is null."""
    return pa.table(
        [pa.array([row.get(field.name) for row in rows], field.type) for field in schema], schema=schema
    )
