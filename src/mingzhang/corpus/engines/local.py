"""The check on this machine: row groups over processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pyarrow as pa

from mingzhang.corpus.checking.batch import check_documents, ruling_of
from mingzhang.corpus.checking.pieces import DOCUMENTS_AT_ONCE, Piece, Stored, Task, tasks_of
from mingzhang.corpus.engines import Checked
from mingzhang.corpus.files import by_document
from mingzhang.corpus.memory import MUCH, children_keep_memory, keep_memory, seldom_collect
from mingzhang.corpus.rows import positions
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.kit.language import Language

_AHEAD = 2
"""Tasks that wait for each process, so that none is idle."""

Answered = list[tuple[pa.Table, pa.Table]]


class LocalEngine:
    """Processes of this machine; one alone works in this process."""

    name = "local"

    def check(
        self, lake: Lake, files: Sequence[StoredFile], language: Language, jobs: int
    ) -> Iterator[Checked]:
        """Every document of these files of `documents`, in the order of partitions and names."""
        if jobs == 1:
            yield from _by_file(_here(tasks_of(lake, files), language), files)
            return
        with pool_of(jobs) as pool:
            yield from check_in(pool, lake, files, language, jobs)


def pool_of(jobs: int) -> ProcessPoolExecutor:
    """Processes that work on one core each; together they use all."""
    children_keep_memory()
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin)


def _begin() -> None:
    pa.set_cpu_count(1)
    keep_memory(MUCH)
    seldom_collect()


def check_in(
    pool: ProcessPoolExecutor, lake: Lake, files: Sequence[StoredFile], language: Language, jobs: int
) -> Iterator[Checked]:
    """The check in processes that are there already."""
    tasks = tasks_of(lake, files, fair(sum(file.rows for file in files), jobs))
    return _by_file(_in_order(pool, tasks, language, jobs), files)


def fair(documents: int, jobs: int) -> int:
    """Documents of a task: few enough that every process has some."""
    return max(1, min(DOCUMENTS_AT_ONCE, -(-documents // jobs)))


def answered(task: Task, language: Language) -> Answered:
    """(findings, checks) of each piece of a task."""
    ruling = ruling_of(task.folder, language)
    assert ruling is not None, task.folder
    stored = Stored(task)
    findings, checks = check_documents(stored.documents, stored.table, ruling)
    ends = np.cumsum([len(names) for names in stored.of_piece])
    at = positions(findings, {name: place for place, name in enumerate(stored.documents)})
    rows = np.searchsorted(at, ends)
    found: Answered = []
    begin = first = 0
    for end, last in zip(ends.tolist(), rows.tolist(), strict=True):
        found.append((findings.slice(first, last - first), checks.slice(begin, end - begin)))
        begin, first = end, last
    return found


def _here(tasks: Iterator[Task], language: Language) -> Iterator[tuple[Task, Answered]]:
    for task in tasks:
        yield task, answered(task, language)


def _in_order(
    pool: ProcessPoolExecutor, tasks: Iterator[Task], language: Language, jobs: int
) -> Iterator[tuple[Task, Answered]]:
    """The answers in the order of the tasks, of which only a few are under way."""
    waiting: deque[tuple[Task, Future[Answered]]] = deque()
    for task in tasks:
        waiting.append((task, pool.submit(answered, task, language)))
        if len(waiting) >= jobs * _AHEAD:
            first, future = waiting.popleft()
            yield first, future.result()
    for first, future in waiting:
        yield first, future.result()


def _by_file(answers: Iterator[tuple[Task, Answered]], files: Sequence[StoredFile]) -> Iterator[Checked]:
    """Joins the pieces of each file; they come in its order."""
    of = {(file.folder, file.name): file for file in files}
    open_: dict[tuple[str, str], tuple[list[pa.Table], list[pa.Table]]] = {}
    last: Piece | None = None
    for task, found in answers:
        for piece, (findings, checks) in zip(task.pieces, found, strict=True):
            if last is not None and (last.folder, last.name) != (piece.folder, piece.name):
                yield _joined(of[last.folder, last.name], *open_.pop((last.folder, last.name)))
            last = piece
            parts = open_.setdefault((piece.folder, piece.name), ([], []))
            parts[0].append(findings)
            parts[1].append(checks)
    if last is not None:
        yield _joined(of[last.folder, last.name], *open_.pop((last.folder, last.name)))


def _joined(file: StoredFile, findings: list[pa.Table], checks: list[pa.Table]) -> Checked:
    return Checked(file, by_document(findings), by_document(checks))


ENGINE = LocalEngine()
