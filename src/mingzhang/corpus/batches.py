"""Rows of the lake as a batch of whole documents for the rules: the columns change their names, not more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mingzhang.corpus.amounts import amount_text, fen_column
from mingzhang.facts.batch import Batch, Table

Ints = NDArray[np.int64]

NEEDED: dict[str, tuple[str, ...]] = {
    "documents": ("document", "kind", "status", "statements"),
    "facts": (
        "document", "statement", "side", "code", "column", "label", "value", "places", "unit",
        "rounding_fen", "printed", "line", "page", "confidence",
    ),
    "evaluations": (
        "document", "ordinal", "evaluation", "project", "status", "amount_half", "rate_half", "score_half",
        "total_score", "total_score_u", "grade", "total_line", "line", "page", "funds",
    ),
    "indicators": (),
    "claims": (),
}  # fmt: skip
"""The columns that cell rules read; () stands for all."""


def batch_of(documents: Sequence[str], tables: Mapping[str, pa.Table]) -> Batch:
    """The batch of these documents. Rows of every table stand in the order of `documents`.

    `tables` are tables of the lake by name: `documents`, `facts`, `figures`, `evaluations`, `indicators`,
    `claims`; rows of other documents must have been taken out.
    """
    place = {document: index for index, document in enumerate(documents)}
    amounts = _amounts(tables["facts"], tables["figures"], place)
    evaluations = _ready(tables["evaluations"].drop_columns(["funds"]), place)
    return Batch(
        documents,
        {
            "statements": _statements(tables["documents"], place),
            "facts": amounts,
            "evaluations": evaluations,
            "funds": _funds(tables["evaluations"], evaluations.document),
            "indicators": _ready(tables["indicators"], place),
            "claims": _ready(tables["claims"], place),
        },
    )


def _ready(rows: pa.Table, place: Mapping[str, int]) -> Table:
    return Table(rows, positions(rows, place))


def positions(rows: pa.Table, place: Mapping[str, int]) -> Ints:
    """Each row's document as its position."""
    encoded = encoded_column(rows, "document")
    positions = np.asarray([place[name] for name in encoded.dictionary.to_pylist()], dtype=np.int64)
    indices = encoded.indices.to_numpy()
    return positions[indices] if len(indices) else np.empty(0, dtype=np.int64)


def encoded_column(rows: pa.Table, name: str) -> pa.DictionaryArray:
    """A word column as one dictionary array."""
    column = rows.column(name)
    if not pa.types.is_dictionary(column.type):
        column = pc.dictionary_encode(column)
    chunk = column.unify_dictionaries().combine_chunks()
    if isinstance(chunk, pa.ChunkedArray):
        chunk = (
            chunk.chunk(0)
            if chunk.num_chunks
            else pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array([], pa.string()))
        )
    return chunk


def _amounts(facts: pa.Table, figures: pa.Table, place: Mapping[str, int]) -> Table:
    """Facts and figures as one table, document by document."""
    rows = (
        facts
        if not len(figures)
        else pa.concat_tables([facts, figures]).unify_dictionaries().combine_chunks()
    )
    document = positions(rows, place)
    if len(figures):
        order = np.argsort(document, kind="stable")
        rows, document = rows.take(pa.array(order)), document[order]
    text = amount_text(rows)
    kernel = rows.drop_columns(["value", "places", "printed", "rounding_fen"])
    kernel = kernel.append_column("fen", fen_column(rows)).append_column("half", rows.column("rounding_fen"))
    return Table(kernel, document, {"value": text})


def _nested(rows: pa.Table, name: str) -> tuple[pa.Table, Ints]:
    """A column of lists of records as (one row a record, position of the row that holds it)."""
    column = rows.column(name).combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    parents = pc.list_parent_indices(column).to_numpy().astype(np.int64)
    records = pc.list_flatten(column)
    return pa.table(
        dict(zip([field.name for field in records.type], records.flatten(), strict=True))
    ), parents


def _statements(documents: pa.Table, place: Mapping[str, int]) -> Table:
    records, parents = _nested(documents, "statements")
    return Table(records.rename_columns({"id": "statement"}), positions(documents, place)[parents])


_OF_FORM = ("evaluation", "project", "status", "amount_half", "rate_half", "score_half")


def _funds(evaluations: pa.Table, document: Ints) -> Table:
    records, parents = _nested(evaluations, "funds")
    forms = evaluations.select(list(_OF_FORM)).take(pa.array(parents))
    for name in _OF_FORM:
        records = records.append_column(name, forms.column(name))
    return Table(records.append_column("ordinal", pa.array(_within(parents))), document[parents])


def _within(parents: Ints) -> Ints:
    """The place of each record in its list."""
    if not len(parents):
        return parents
    begin = np.flatnonzero(np.concatenate(([True], parents[1:] != parents[:-1])))
    return np.arange(len(parents)) - np.repeat(begin, np.diff(np.concatenate((begin, [len(parents)]))))
