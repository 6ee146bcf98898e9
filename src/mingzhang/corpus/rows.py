"""Columns of the lake in memory: read when asked for, words by number, documents by position."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.facts.batch import Ints, Rows


class LazyRows:
    """Columns by name; `load` is asked once for each that is used."""

    def __init__(self, names: Sequence[str], load: Callable[[str], Any]) -> None:
        self.column_names = list(names)
        self._load = load
        self._loaded: dict[str, Any] = {}

    def column(self, name: str) -> Any:
        """The column, an Arrow array in one or several chunks."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]


def whole(column: Any) -> Any:
    """A column as one array."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    combined = column.combine_chunks()
    if isinstance(combined, pa.ChunkedArray):
        return combined.chunk(0) if combined.num_chunks else pa.array([], column.type)
    return combined


def encoded_column(rows: Rows, name: str) -> pa.DictionaryArray:
    """A word column as one dictionary array."""
    column = whole(rows.column(name))
    return column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)


def positions(rows: Rows, place: Mapping[str, int]) -> Ints:
    """Each row's document as its position; −1 for a document that has none."""
    encoded = encoded_column(rows, "document")
    found = np.asarray([place.get(name, -1) for name in encoded.dictionary.to_pylist()], dtype=np.int64)
    indices = encoded.indices.to_numpy()
    return found[indices] if len(indices) else np.empty(0, dtype=np.int64)
