"""One table of a batch: words by number, numbers as NumPy arrays, texts where a finding quotes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mingzhang.facts.model import Source

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Rows(Protocol):
    """Columns by name: an Arrow table, or one that reads a column when it is asked for."""

    @property
    def column_names(self) -> list[str]: ...
    def column(self, name: str) -> Any: ...


class Table:
    """The rows of one table, of every document in the batch.

    `texts` gives text columns that are not kept as such (an amount written out), by name and row.
    """

    def __init__(
        self,
        rows: Rows,
        document: Ints,
        texts: Mapping[str, Callable[[Ints], list[str | None]]] | None = None,
    ) -> None:
        self.rows = rows
        self._texts = texts or {}
        self.document = document
        """Index into `Batch.documents`, ascending (in `facts` first of statements, then of figures)."""
        self._numbers: dict[str, tuple[Ints, Mask]] = {}
        self._words: dict[str, tuple[Ints, list[str]]] = {}
        self._masks: dict[tuple[str, ...], Mask] = {}

    def __len__(self) -> int:
        return len(self.document)

    def number(self, name: str) -> tuple[Ints, Mask]:
        """An integer column as (values, known); values are 0 where unknown.

        Of a number printed in a form (`score`) it is the column in whole millionths (`score_u`).
        """
        if name not in self._numbers:
            column = self.rows.column(f"{name}_u" if f"{name}_u" in self.rows.column_names else name)
            known = np.ones(len(column), dtype=np.bool_)
            if column.null_count:
                known = np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=np.bool_)
                column = pc.fill_null(column, 0)
            if column.type != pa.int64():
                column = pc.cast(column, pa.int64())
            values = column.to_numpy() if isinstance(column, pa.ChunkedArray) else column.to_numpy(False)
            self._numbers[name] = np.asarray(values, dtype=np.int64), known
        return self._numbers[name]

    def values(self, name: str) -> Ints:
        """An integer column, 0 where unknown."""
        return self.number(name)[0]

    def known(self, name: str) -> Mask:
        """Where an integer column is known."""
        return self.number(name)[1]

    def words(self, name: str) -> tuple[Ints, list[str]]:
        """A word column as (ids, vocabulary); -1 where there is none."""
        if name not in self._words:
            self._words[name] = _numbered(self.rows.column(name))
        return self._words[name]

    def is_word(self, name: str, *wanted: str) -> Mask:
        """Where a word column holds one of `wanted`; not to be written to."""
        asked = (name, *wanted)
        if asked not in self._masks:
            ids, vocabulary = self.words(name)
            self._masks[asked] = np.asarray([word in wanted for word in vocabulary] + [False], np.bool_)[ids]
            self._masks[asked].flags.writeable = False
        return self._masks[asked]

    def places(self, name: str) -> Ints:
        """Digits printed after the point in a text column of numbers; 0 where there is no number."""
        texts = pc.cast(self.rows.column(name), pa.string())
        point = pc.fill_null(pc.find_substring(texts, "."), -1).to_numpy(zero_copy_only=False)
        length = pc.fill_null(pc.utf8_length(texts), 0).to_numpy(zero_copy_only=False)
        return np.asarray(np.where(point >= 0, length - point - 1, 0), dtype=np.int64)

    def filled(self, name: str) -> Mask:
        """Where a text column holds something."""
        column = self.rows.column(name)
        if pa.types.is_dictionary(column.type):
            ids, vocabulary = self.words(name)
            return np.asarray([*(len(word) > 0 for word in vocabulary), False], dtype=np.bool_)[ids]
        lengths = pc.fill_null(pc.binary_length(column), 0)
        return np.asarray(lengths.to_numpy(zero_copy_only=False), dtype=np.int64) > 0

    def text(self, name: str, row: int) -> str | None:
        """One text cell."""
        if name in self._words:
            ids, vocabulary = self._words[name]
            return None if ids[row] < 0 else vocabulary[ids[row]]
        if name in self._texts:
            return self._texts[name](np.asarray([row]))[0]
        value = self.rows.column(name)[row].as_py()
        return None if value is None else str(value)

    def texts(self, name: str, rows: Ints) -> list[str | None]:
        """Text cells of many rows at once."""
        if name in self._texts:
            return self._texts[name](rows)
        if name in self._words:
            ids, vocabulary = self._words[name]
            return [None if number < 0 else vocabulary[number] for number in ids[rows].tolist()]
        return values_at(self.rows.column(name), rows)

    def sources(self, rows: Ints) -> list[Source]:
        """The places of many rows at once."""
        lines, pages = (values_at(self.rows.column(name), rows) for name in ("line", "page"))
        return [Source(line=line, page=page) for line, page in zip(lines, pages, strict=True)]

    def source(self, row: int) -> Source:
        """The place of a row."""
        line, page = (self.rows.column(name)[row].as_py() for name in ("line", "page"))
        return Source(line=line, page=page)


def values_at(column: Any, rows: Ints) -> list[Any]:
    """Cells of any column, chunk by chunk: to join the chunks would copy the whole column."""
    found: list[Any] = [None] * len(rows)
    begin = 0
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        inside = np.flatnonzero((rows >= begin) & (rows < begin + len(chunk)))
        if len(inside):
            values = chunk.take(pa.array(rows[inside] - begin)).to_pylist()
            for at, value in zip(inside.tolist(), values, strict=True):
                found[at] = value
        begin += len(chunk)
    return found


def _numbered(column: Any) -> tuple[Ints, list[str]]:
    """A column of words as (ids, vocabulary); -1 where there is none. Its chunks share one vocabulary."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    numbers: dict[str, int] = {}
    ids = np.empty(len(column), dtype=np.int64)
    begin = 0
    for chunk in chunks:
        encoded = chunk if pa.types.is_dictionary(chunk.type) else pc.dictionary_encode(chunk)
        own = [numbers.setdefault(word, len(numbers)) for word in encoded.dictionary.to_pylist()]
        indices = encoded.indices.fill_null(-1) if encoded.indices.null_count else encoded.indices
        end = begin + len(chunk)
        if own == list(range(len(own))):
            ids[begin:end] = indices.to_numpy()
        else:
            np.take(np.asarray([*own, -1], dtype=np.int64), indices.to_numpy(), out=ids[begin:end])
        begin = end
    return ids, list(numbers)
