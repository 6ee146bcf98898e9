"""Parquet files of whole documents: rows in the order of documents, row groups that end at a document."""

from __future__ import annotations

import itertools
import os
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from mingzhang.corpus.rows import encoded_column
from mingzhang.corpus.tables import SCHEMAS

DOCUMENTS_PER_GROUP = 500
"""Some 300,000 facts: enough for a column to compress, few enough to hold many groups in memory."""


def by_document(tables: Sequence[pa.Table]) -> pa.Table:
    """Tables of different documents as one, ordered by document; each document's rows stay in order."""
    joined = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    rank = _ranks(joined, lambda names: np.argsort(np.argsort(np.asarray(names, dtype=str))).tolist())
    if not np.any(rank[1:] < rank[:-1]):
        return joined
    return joined.take(pa.array(np.argsort(rank, kind="stable")))


def _ranks(rows: pa.Table, of: Callable[[list[str]], list[int]]) -> NDArray[np.int64]:
    """Per row a number that `of` gives to its document."""
    encoded = encoded_column(rows, "document")
    ranks = np.asarray(of(encoded.dictionary.to_pylist()), dtype=np.int64)
    return ranks[encoded.indices.to_numpy()] if len(rows) else np.empty(0, dtype=np.int64)


def cuts(documents: pa.Table, size: int = DOCUMENTS_PER_GROUP) -> list[str]:
    """The first document of every row group but the first, for all tables of these documents."""
    names: list[str] = pc.cast(documents.column("document"), pa.string()).to_pylist()
    return names[size::size]


def write(path: Path, table: str, rows: pa.Table, cut: Sequence[str] = ()) -> None:
    """Writes the rows (ordered by document) of a table of the lake, a row group from each cut to the next.

    The file is on the disk, not only on its way there, when this returns. Without rows it has none.
    """
    schema = SCHEMAS[table]
    rows = rows.select(schema.names).cast(schema)
    group = _ranks(rows, lambda names: [bisect_right(cut, name) for name in names])
    at = [0, *(np.flatnonzero(group[1:] != group[:-1]) + 1).tolist(), len(rows)]
    repeated = [name for name in schema.names if name not in _DISTINCT]
    with path.open("wb") as file:
        with pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=repeated) as writer:
            for begin, end in itertools.pairwise(at):
                if end > begin:
                    group_rows = _own_words(rows.slice(begin, end - begin))
                    writer.write_table(group_rows, row_group_size=end - begin)
        file.flush()
        os.fsync(file.fileno())


def _own_words(rows: pa.Table) -> pa.Table:
    """The rows with dictionaries of the words that they use: a row group writes its dictionary whole."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_dictionary(field.type):
            encoded = encoded_column(rows, field.name)
            indices = encoded.indices.fill_null(0).to_numpy()
            used = np.zeros(max(len(encoded.dictionary), 1), dtype=np.bool_)
            used[indices] = True
            if not used.all() and len(encoded.dictionary):
                new = (np.cumsum(used) - 1).astype(np.int32)[indices]
                kept = encoded.dictionary.filter(pa.array(used))
                mask = np.asarray(encoded.indices.is_null())
                encoded = pa.DictionaryArray.from_arrays(pa.array(new, mask=mask), kept)
            rows = rows.set_column(place, field, encoded)
    return rows


_DISTINCT = frozenset(("value", "disclosure", "seconds", "ingested_at"))
"""Columns in which hardly two cells are alike: a dictionary would only cost time."""


def write_all(
    folder: Path, name: str, tables: Mapping[str, pa.Table], size: int = DOCUMENTS_PER_GROUP
) -> None:
    """Every table of these documents as `<folder>/<table>/<name>`, cut at the same documents."""
    cut = cuts(tables["documents"], size)
    for table, rows in tables.items():
        (folder / table).mkdir(parents=True, exist_ok=True)
        write(folder / table / name, table, rows, cut)
