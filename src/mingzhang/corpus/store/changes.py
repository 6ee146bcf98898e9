"""A state of a lake, and what a commit changes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pyarrow as pa

from mingzhang.corpus.store.manifest import StoredFile

Rows: TypeAlias = pa.Table | Callable[[], pa.Table]
"""Rows, or how to get them when they are written: one table of many after the other."""


@dataclass(slots=True)
class Change:
    """What one commit does. `added` and `rewritten`: rows by the file that they become."""

    added: dict[StoredFile, Rows] = field(default_factory=dict)
    rewritten: dict[StoredFile, Rows] = field(default_factory=dict)
    removed: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The lake after commit `number`: its files by path."""

    number: int
    files: Mapping[str, StoredFile]

    def of(self, table: str) -> list[StoredFile]:
        """The files of one table, in the order of partitions and names."""
        return sorted(
            (file for file in self.files.values() if file.table == table),
            key=lambda file: (file.folder, file.name),
        )
