"""Pieces of a lake: whole documents of one file name, whose rows lie in the files of every table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from mingzhang.corpus.rows import LazyRows, positions
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile

DOCUMENTS_AT_ONCE = 1000
"""Documents of a batch: enough that the rules' own time disappears in that of the columns, few enough that
these stay near the processor."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Row groups `groups` of `documents/<folder>/<name>` and what all other tables say of these documents.

    `documents` is how many they are.
    """

    folder: str
    name: str
    groups: tuple[int, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Task:
    """Pieces of one partition that are checked as one batch."""

    root: Path
    folder: str
    pieces: tuple[Piece, ...]


def tasks_of(lake: Lake, files: Sequence[StoredFile], at_once: int = DOCUMENTS_AT_ONCE) -> Iterator[Task]:
    """Whole files of `documents` as tasks of about `at_once` documents, partition by partition."""
    gathered: list[Piece] = []
    for file in sorted(files, key=lambda item: (item.folder, item.name)):
        for piece in _pieces(lake, file, at_once):
            full = sum(item.documents for item in gathered) + piece.documents > at_once
            if gathered and (full or gathered[0].folder != piece.folder):
                yield Task(lake.root, gathered[0].folder, tuple(gathered))
                gathered = []
            gathered.append(piece)
    if gathered:
        yield Task(lake.root, gathered[0].folder, tuple(gathered))


def _pieces(lake: Lake, file: StoredFile, at_once: int) -> Iterator[Piece]:
    metadata = pq.read_metadata(lake.place(file))
    groups: list[int] = []
    count = 0
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        if groups and count + rows > at_once:
            yield Piece(file.folder, file.name, tuple(groups), count)
            groups, count = [], 0
        groups.append(group)
        count += rows
    if groups:
        yield Piece(file.folder, file.name, tuple(groups), count)


_AMOUNTS = "document statement side code column value places unit rounding_fen"
_TOGETHER = {
    "facts": _AMOUNTS,
    "figures": _AMOUNTS,
    "evaluations": "document evaluation project status amount_half rate_half score_half total_score_u grade "
    "funds",
    "indicators": "document evaluation level1 level2 level3 operator unit direction variance target target_u "
    "actual_result actual_result_u initial_target weight weight_u score score_u initial_printed "
    "target_printed result_printed",
    "claims": "document about base value_u value_half measure unit section direction group year",
    "checks": "document rule_hashes document_counts missing",
    "findings": "document rule kind severity id",
}
"""Columns of a table that a check always reads: in one go, because every reading has its own cost."""


class _Part:
    """The rows of one piece in one table: some row groups, and of these a stretch."""

    def __init__(self, path: Path, together: Sequence[str]) -> None:
        self.file = pq.ParquetFile(path, memory_map=False)
        self._together = together
        self._read: dict[str, pa.ChunkedArray] = {}
        self.schema: pa.Schema = self.file.schema_arrow
        self.groups: list[int] = []
        self._stretch: tuple[int, int] | None = None

    def take(self, groups: Sequence[int]) -> None:
        self.groups = list(groups)

    def take_documents(self, documents: Sequence[str]) -> None:
        """The rows of these documents, which stand in order: groups are chosen by their statistics."""
        first, last = documents[0], documents[-1]
        self.groups = [
            group
            for group in range(self.file.metadata.num_row_groups)
            if _overlaps(self.file.metadata.row_group(group), first, last)
        ]
        column = self.column("document")
        place = {document: at for at, document in enumerate(documents)}
        if _all_of(column, place):
            return
        at = positions(LazyRows(["document"], lambda name: column), place)
        inside = np.flatnonzero(at >= 0)
        if len(inside) < len(at):
            begin = int(inside[0]) if len(inside) else 0
            self._stretch = (begin, len(inside))

    def column(self, name: str) -> pa.ChunkedArray:
        """One column of the rows."""
        if not self.groups:
            return pa.chunked_array([], self.schema.field(name).type)
        if name not in self._read:
            names = self._together if name in self._together else [name]
            rows = self.file.read_row_groups(self.groups, names, use_threads=False)
            self._read |= zip(rows.column_names, rows.columns, strict=True)
        column = self._read[name] if name == "document" else self._read.pop(name)
        return column if self._stretch is None else column.slice(*self._stretch)


def _overlaps(group: Any, first: str, last: str) -> bool:
    statistics = group.column(0).statistics
    if statistics is None or not statistics.has_min_max:
        return True
    return bool(statistics.min <= last and statistics.max >= first)


def _all_of(column: pa.ChunkedArray, documents: Mapping[str, int]) -> bool:
    """Whether a column of documents holds no others, as far as its dictionaries tell."""
    return pa.types.is_dictionary(column.type) and all(
        name in documents for chunk in column.chunks for name in chunk.dictionary.to_pylist()
    )


class Stored:
    """A task's rows: its documents by name, and every table, its columns read when they are asked for."""

    def __init__(self, task: Task) -> None:
        self._lake = Lake(task.root)
        self._parts: dict[str, list[_Part]] = {}
        self.task = task
        parts = [self._part("documents", piece) for piece in task.pieces]
        for part, piece in zip(parts, task.pieces, strict=True):
            part.take(piece.groups)
        self._parts["documents"] = parts
        self.of_piece = [[str(name) for name in part.column("document").to_pylist()] for part in parts]
        self.documents = [name for names in self.of_piece for name in names]

    def _part(self, table: str, piece: Piece) -> _Part:
        path = self._lake.place(StoredFile(table, piece.folder, piece.name, 0, 0))
        return _Part(path, _TOGETHER.get(table, "").split())

    def table(self, name: str) -> LazyRows:
        """The rows of these documents in a table, in their order."""
        if name not in self._parts:
            self._parts[name] = []
            for piece, documents in zip(self.task.pieces, self.of_piece, strict=True):
                part = self._part(name, piece)
                part.take_documents(documents)
                self._parts[name].append(part)
        parts = self._parts[name]

        def column(wanted: str) -> pa.ChunkedArray:
            chunks = [chunk for part in parts for chunk in part.column(wanted).chunks]
            return pa.chunked_array(chunks, parts[0].schema.field(wanted).type)

        return LazyRows(parts[0].schema.names, column)
