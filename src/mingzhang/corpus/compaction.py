"""Merging the many small files of many small commits; every row stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from mingzhang.corpus.files import by_document
from mingzhang.corpus.store.changes import Change, Snapshot
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.corpus.tables import SCHEMAS

DOCUMENTS = 5_000
BYTES = 256 * 1024 * 1024
"""A merged file has at most so many documents, and so many bytes in the largest of its tables."""


@dataclass(slots=True)
class Compacted:
    """Files of one table before and after (every table has the same)."""

    before: int = 0
    after: int = 0


def compact(lake: Lake, look: Callable[[int], None] = lambda _: None) -> Compacted:
    """Merges small neighbours, partition by partition. Other writers may go on meanwhile.

    Raises OSError where the disk is full; what is merged by then stays merged.
    """
    counts = Compacted(before=len(lake.snapshot().of("documents")))
    done = 0
    while True:
        snapshot = lake.snapshot()
        group = next(_mergeable(snapshot), None)
        if group is None:
            break
        if lake.commit(_merging(lake, snapshot, group), snapshot) is not None:
            done += len(group)
            look(done)
    lake.forget_retired()
    counts.after = len(lake.snapshot().of("documents"))
    return counts


def _mergeable(snapshot: Snapshot) -> Iterator[list[StoredFile]]:
    """Groups of files of `documents` that lie in one partition and are together within the limits."""
    group: list[StoredFile] = []
    rows = size = 0
    for file in snapshot.of("documents"):
        heaviest = max(item.bytes for item in _beside(snapshot, file))
        fits = rows + file.rows <= DOCUMENTS and size + heaviest <= BYTES
        if not group or group[0].folder != file.folder or not fits:
            if len(group) > 1:
                yield group
            group, rows, size = [], 0, 0
        group.append(file)
        rows, size = rows + file.rows, size + heaviest
    if len(group) > 1:
        yield group


def _beside(snapshot: Snapshot, file: StoredFile) -> list[StoredFile]:
    """The files of the same documents in every table."""
    paths = (f"{table}/{file.folder}/{file.name}" for table in SCHEMAS)
    return [snapshot.files[path] for path in paths if path in snapshot.files]


def _merging(lake: Lake, snapshot: Snapshot, group: Sequence[StoredFile]) -> Change:
    name = f"{snapshot.number + 1:08d}-{os.urandom(4).hex()}.parquet"
    old = [item for file in group for item in _beside(snapshot, file)]
    change = Change(removed=old)
    for table in SCHEMAS:
        files = [item for item in old if item.table == table]
        rows = sum(item.rows for item in files)
        change.added[StoredFile(table, group[0].folder, name, rows, 0)] = partial(_rows, lake, files)
    return change


def _rows(lake: Lake, files: Sequence[StoredFile]) -> pa.Table:
    return by_document([lake.rows(file) for file in files])
