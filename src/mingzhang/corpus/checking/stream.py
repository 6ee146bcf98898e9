"""The tables of documents as one stream of rows, as a cluster moves them: batches of any size, cut anywhere.

A row has `document`, `table`, `place` (its order within document and table) and one record, in the column
named like its table. The stream is sorted by document, so that a document is whole once another one begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.corpus.checking.batch import Tables
from mingzhang.corpus.rows import LazyRows, encoded_column, whole
from mingzhang.facts.batch import Ints, Rows


def whole_documents(batches: Iterable[pa.RecordBatch], at_once: int) -> Iterator[pa.Table]:
    """Stretches of the stream that end at a document, of about `at_once` documents.

    The document that is open at the edge of a batch is carried over to the next.
    """
    waiting: list[pa.RecordBatch] = []
    documents = 0
    last: str | None = None
    for batch in batches:
        if not batch.num_rows:
            continue
        begins = _begins(batch.column("document"), last)
        documents += len(begins)
        last = batch.column("document")[batch.num_rows - 1].as_py()
        if documents > at_once and len(begins):
            cut = int(begins[-1])
            yield pa.Table.from_batches([*waiting, batch.slice(0, cut)])
            waiting, documents = [batch.slice(cut)], 1
        else:
            waiting.append(batch)
    if waiting:
        yield pa.Table.from_batches(waiting)


def _begins(documents: Any, last: str | None) -> Ints:
    """Rows at which another document begins; `last` is that of the row before."""
    changed = np.ones(len(documents), dtype=np.bool_)
    changed[0] = documents[0].as_py() != last
    if len(documents) > 1:
        other = pc.not_equal(documents.slice(1), documents.slice(0, len(documents) - 1))
        changed[1:] = other.to_numpy(zero_copy_only=False)
    return np.flatnonzero(changed)


def tables_of(stream: pa.Table) -> Tables:
    """The tables in a stretch of the stream, without the rows of `without`."""
    kinds = encoded_column(stream, "table")
    numbers = {word: number for number, word in enumerate(kinds.dictionary.to_pylist())}
    of_row = kinds.indices.to_numpy()
    made: dict[str, Rows] = {}

    def table(name: str) -> Rows:
        if name not in made:
            made[name] = _records(stream, name, np.flatnonzero(of_row == numbers.get(name, -1)))
        return made[name]

    return table


def _records(stream: pa.Table, name: str, rows: Ints) -> Rows:
    column = whole(stream.column(name)).take(pa.array(rows))
    names = [field.name for field in column.type]
    parts = dict(zip(names, column.flatten(), strict=True))
    return LazyRows(names, lambda wanted: pa.chunked_array([parts[wanted]]))


def documents_of(stream: pa.Table) -> Sequence[str]:
    """The documents of a stretch, in order."""
    found: list[str] = encoded_column(stream, "document").dictionary.to_pylist()
    return found
