"""Rows of the lake as a batch of whole documents for the rules: columns change their names, not more.

A column is read when a rule asks for it; what only findings quote is read only where there are some.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.corpus.amounts import amount_texts, fen_column
from mingzhang.corpus.rows import LazyRows, positions, whole
from mingzhang.facts.batch import Batch, Ints, Rows, Table

READ = ("documents", "facts", "figures", "evaluations", "indicators", "claims")
"""The tables that cell rules read."""


def batch_of(documents: Sequence[str], tables: Mapping[str, Rows]) -> Batch:
    """The batch of these documents. Rows of every table stand in the order of `documents`.

    `tables` are the tables `READ` of the lake; rows of other documents must have been taken out.
    """
    place = {document: index for index, document in enumerate(documents)}
    evaluations = _ready(tables["evaluations"], place)
    return Batch(
        documents,
        {
            "statements": _statements(tables["documents"], place),
            "facts": _amounts(tables["facts"], tables["figures"], place),
            "evaluations": evaluations,
            "funds": _funds(tables["evaluations"], evaluations.document),
            "indicators": _ready(tables["indicators"], place),
            "claims": _ready(tables["claims"], place),
        },
    )


def _ready(rows: Rows, place: Mapping[str, int]) -> Table:
    return Table(rows, positions(rows, place))


def _amounts(facts: Rows, figures: Rows, place: Mapping[str, int]) -> Table:
    """All facts, then all figures."""
    document = np.concatenate([positions(facts, place), positions(figures, place)])

    def joined(name: str) -> pa.ChunkedArray:
        parts = [rows.column(name) for rows in (facts, figures)]
        return pa.chunked_array([chunk for part in parts for chunk in part.chunks], parts[0].type)

    kept = LazyRows(facts.column_names, joined)
    derived: dict[str, Callable[[], Any]] = {
        "fen": lambda: fen_column(kept),
        "half": lambda: kept.column("rounding_fen"),
    }
    names = [name for name in kept.column_names if name not in ("value", "places", "rounding_fen")]
    rows = LazyRows(
        [*names, *derived], lambda name: derived[name]() if name in derived else kept.column(name)
    )
    return Table(rows, document, {"value": amount_texts(kept)})


def _nested(rows: Rows, name: str) -> tuple[pa.Table, Ints]:
    """A column of lists of records as (one row a record, position of the row that holds it)."""
    column = whole(rows.column(name))
    parents = pc.list_parent_indices(column).to_numpy().astype(np.int64)
    records = pc.list_flatten(column)
    names = [field.name for field in records.type]
    return pa.table(dict(zip(names, records.flatten(), strict=True))), parents


def _statements(documents: Rows, place: Mapping[str, int]) -> Table:
    records, parents = _nested(documents, "statements")
    return Table(records.rename_columns({"id": "statement"}), positions(documents, place)[parents])


_OF_FORM = ("evaluation", "project", "status", "amount_half", "rate_half", "score_half")


def _funds(evaluations: Rows, document: Ints) -> Table:
    records, parents = _nested(evaluations, "funds")
    ordinal = pa.array(_within(parents))

    def column(name: str) -> Any:
        if name == "ordinal":
            return ordinal
        return evaluations.column(name).take(pa.array(parents)) if name in _OF_FORM else records.column(name)

    return Table(LazyRows([*records.column_names, *_OF_FORM, "ordinal"], column), document[parents])


def _within(parents: Ints) -> Ints:
    """The place of each record in its list."""
    if not len(parents):
        return parents
    begin = np.flatnonzero(np.concatenate(([True], parents[1:] != parents[:-1])))
    return np.arange(len(parents)) - np.repeat(begin, np.diff(np.concatenate((begin, [len(parents)]))))
