"""The check of a whole lake: engine by engine the same answers, committed file by file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.corpus.engines import Checked, Engine
from mingzhang.corpus.store.changes import Change, Rows, Snapshot
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.corpus.store.partition import Partition
from mingzhang.corpus.tables import CHECKED
from mingzhang.kit.language import Language

_AT_ONCE = 50_000
"""Documents that are committed together: a stopped check keeps what was done before."""


@dataclass(slots=True)
class Totals:
    """What a check found: documents, those with an error, findings by severity."""

    documents: int = 0
    inconsistent: int = 0
    severities: dict[str, int] = field(default_factory=dict)

    def add(self, checked: Checked) -> None:
        """Counts one file's answers."""
        self.documents += len(checked.checks)
        verdicts = pc.cast(checked.checks.column("verdict"), pa.string())
        self.inconsistent += int(pc.sum(pc.equal(verdicts, "inconsistent")).as_py() or 0)
        counts = pc.value_counts(pc.cast(checked.findings.column("severity"), pa.string()))
        for item in counts.to_pylist():
            self.severities[item["values"]] = self.severities.get(item["values"], 0) + item["counts"]


def check_lake(
    lake: Lake, engine: Engine, language: Language, jobs: int, progress: Callable[[int, int], None]
) -> Totals:
    """Checks every readable document and replaces its findings. Raises OSError where the disk fails.

    `progress` is told the documents done and all. What others commit meanwhile is checked as well;
    files that they merged are checked again in their new place.
    """
    totals = Totals()
    done: set[str] = set()
    while True:
        snapshot = lake.snapshot()
        files = [file for file in snapshot.of("documents") if file.path not in done and readable(file)]
        if not files:
            return totals
        expected = totals.documents + sum(file.rows for file in files)
        waiting: list[Checked] = []
        for checked in engine.check(lake, files, language, jobs):
            waiting.append(checked)
            if sum(len(item.checks) for item in waiting) >= _AT_ONCE:
                _commit(lake, waiting, totals, done)
                waiting = []
            progress(totals.documents + sum(len(item.checks) for item in waiting), expected)
        _commit(lake, waiting, totals, done)


def readable(file: StoredFile) -> bool:
    """Whether the file is of documents that were read: their standard is known."""
    return Partition.of_folder(file.folder).standard is not None


def _commit(lake: Lake, waiting: Sequence[Checked], totals: Totals, done: set[str]) -> None:
    """Replaces the findings and checks of the files that are still there."""
    while True:
        snapshot = lake.snapshot()
        there = [item for item in waiting if _beside(snapshot, item)]
        change = Change(
            rewritten={file: rows for item in there for file, rows in _beside(snapshot, item).items()}
        )
        if not there or lake.commit(change, snapshot) is not None:
            break
    for item in there:
        totals.add(item)
        done.add(item.file.path)


def _beside(snapshot: Snapshot, item: Checked) -> dict[StoredFile, Rows]:
    """The files that these rows replace; none where others merged or changed the documents meanwhile."""
    rows = dict(zip(CHECKED, (item.findings, item.checks), strict=True))
    documents = snapshot.files.get(item.file.path)
    paths = {f"{table}/{item.file.folder}/{item.file.name}": found for table, found in rows.items()}
    if (
        documents is None
        or documents.rows != item.file.rows
        or any(path not in snapshot.files for path in paths)
    ):
        return {}
    return {snapshot.files[path]: found for path, found in paths.items()}
