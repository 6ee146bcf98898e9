"""Committing what was read: new documents, further paths of known ones, and who supersedes whom.

A commit concerns one partition and puts one file into each table, so that a table shows it whole or not at
all. Where another writer was faster, everything is decided anew on what the lake then holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.corpus.documents import Documents, Known, rows_known, with_path
from mingzhang.corpus.files import by_document
from mingzhang.corpus.store.changes import Change, Snapshot
from mingzhang.corpus.store.changes import Rows as StagedRows
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.corpus.store.partition import Partition
from mingzhang.corpus.tables import SCHEMAS

Rows = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a run in its place of the order. Without `rows`: a further path of a document that is
    known, or that stands before it. `instead_of`: rows of failures that this entry makes good."""

    document: str
    path: str
    partition: Partition | None = None
    rows: Rows | None = None
    instead_of: tuple[str, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What one commit will do: documents to add, and the state of every document it touches."""

    documents: Documents
    here: Documents = field(default_factory=Documents)
    """Those that it adds."""
    added: dict[str, Entry] = field(default_factory=dict)
    touched: dict[str, Known] = field(default_factory=dict)
    dropped: dict[str, Known] = field(default_factory=dict)

    def known(self, document: str) -> Known | None:
        found = self.touched.get(document) or self.documents.by_document.get(document)
        return None if document in self.dropped else found

    def take(self, entry: Entry) -> None:
        for document in entry.instead_of:
            failure = self.documents.by_document.get(document)
            if failure is not None and failure.failed:
                self.dropped[document] = failure
        known = self.known(entry.document)
        if known is not None:
            if entry.path not in known.paths:
                self._touch(with_path(known, entry.path))
            return
        if entry.rows is None or entry.partition is None:
            return
        new = next(rows_known(entry.rows["documents"], "", entry.partition.folder))
        former = self.dropped.get(entry.document)
        if former is not None:
            new = replace(new, paths=tuple(dict.fromkeys((*former.paths, *new.paths))))
        for earlier in self._earlier(new):
            self._touch(replace(earlier, superseded_by=new.document))
        self.added[new.document] = entry
        self.here.put(new)
        self._touch(new)

    def _touch(self, known: Known) -> None:
        self.touched[known.document] = known
        if known.document in self.added:
            self.here.put(known)

    def _earlier(self, new: Known) -> list[Known]:
        """Versions in the lake, and before this one in this commit, that nothing supersedes yet."""
        of_lake = (self.touched.get(item.document, item) for item in self.documents.superseded_by(new))
        found = {item.document: item for item in (*of_lake, *self.here.superseded_by(new))}
        return [item for item in found.values() if item.superseded_by is None]


def commit_entries(lake: Lake, documents: Documents, entries: Sequence[Entry]) -> None:
    """Commits the entries, partition by partition, in their order. Raises OSError where the disk fails."""
    partitions = {entry.document: entry.partition for entry in entries if entry.partition is not None}
    groups: dict[Partition | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.partition or partitions.get(entry.document), []).append(entry)
    for partition, group in groups.items():
        while not _committed(lake, documents, partition, group):
            pass


def _committed(lake: Lake, documents: Documents, partition: Partition | None, group: list[Entry]) -> bool:
    snapshot = lake.snapshot()
    documents.follow(lake, snapshot)
    plan = _Plan(documents)
    for entry in group:
        plan.take(entry)
    if not plan.touched and not plan.dropped:
        return True
    change = Change(rewritten=_rewritten(lake, snapshot, plan))
    if plan.added and partition is not None:
        change.added = _added(plan, partition, snapshot.number + 1)
    after = lake.commit(change, snapshot)
    if after is None:
        return False
    for document in plan.dropped:
        documents.drop(document)
    documents.follow(lake, after)
    return True


def _added(plan: _Plan, partition: Partition, number: int) -> dict[StoredFile, StagedRows]:
    name = f"{number:08d}-{os.urandom(4).hex()}.parquet"
    every = [entry.rows for entry in plan.added.values() if entry.rows is not None]
    made = {table: by_document([rows[table] for rows in every]) for table in SCHEMAS}
    made["documents"] = _updated(made["documents"], plan)
    return {StoredFile(table, partition.folder, name, rows.num_rows, 0): rows for table, rows in made.items()}


def _rewritten(lake: Lake, snapshot: Snapshot, plan: _Plan) -> dict[StoredFile, StagedRows]:
    """The files of `documents` whose rows change, and of `checks` where a row goes."""
    touched = [known for name, known in plan.touched.items() if name not in plan.added]
    made: dict[StoredFile, StagedRows] = {}
    for path in sorted({known.file for known in (*touched, *plan.dropped.values())}):
        file = snapshot.files[path]
        made[file] = _without(_updated(lake.rows(file), plan), plan.dropped)
    for path in sorted({known.file for known in plan.dropped.values()}):
        beside = snapshot.files.get("checks/" + path.removeprefix("documents/"))
        if beside is not None:
            made[beside] = _without(lake.rows(beside), plan.dropped)
    return made


def _updated(rows: pa.Table, plan: _Plan) -> pa.Table:
    """Rows of `documents` with the paths and successors that the plan gives them."""
    states = [plan.touched.get(name) for name in rows.column("document").to_pylist()]
    for name, values in (
        ("paths", [None if known is None else list(known.paths) for known in states]),
        ("superseded_by", [None if known is None else known.superseded_by for known in states]),
    ):
        before = rows.column(name).to_pylist()
        merged = [
            old if known is None else new for old, new, known in zip(before, values, states, strict=True)
        ]
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, rows.schema.field(name), pa.array(merged, rows.schema.field(name).type))
    return rows


def _without(rows: pa.Table, dropped: Iterable[str]) -> pa.Table:
    gone = pa.array(list(dropped), pa.string())
    kept: pa.Table = rows.filter(pc.invert(pc.is_in(pc.cast(rows.column("document"), pa.string()), gone)))
    return kept
