"""One file's bytes → its rows in every table of the lake: read, checked by every rule, put into columns."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pyarrow as pa

from mingzhang import __version__
from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.corpus.columns import Origin, Recorded, tables_of
from mingzhang.corpus.findings_rows import Answer
from mingzhang.corpus.ingest.messages import Task
from mingzhang.corpus.rule_hash import rule_hashes
from mingzhang.corpus.store.partition import Partition
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_data, standard_for
from mingzhang.readers import heartbeat

READ = -1
"""Told as a page: the file is read, what follows is recognising and checking."""


def rows_of(task: Task) -> tuple[dict[str, pa.Table], Partition]:
    """The rows of a file, and where they belong. Raises UnreadableInput where it is no disclosure."""
    begin = time.perf_counter()
    options = ReadOptions(
        year=task.year,
        variant=task.variant,
        max_size=max(len(task.data), 1),
        page_seconds=task.limits.page_seconds,
    )
    reading = read_data(task.data, task.name, options, isolated=False)
    heartbeat.reached(READ)
    disclosure = reading.disclosure
    standard = standard_for(disclosure.fiscal_year)
    rules = every_rule(standard)
    examined = examine([Case(disclosure)], standard, task.language, rules)[0]
    origin = Origin(
        document=task.document,
        paths=(task.path,),
        bytes=len(task.data),
        pages=reading.pages,
        reader=reading.reader,
        engine=__version__,
        seconds=round(time.perf_counter() - begin, 3),
        ingested_at=datetime.now(UTC),
    )
    answer = Answer(examined, rules, rule_hashes(rules, standard))
    tables = tables_of([Recorded(origin, disclosure, answer)])
    return tables, Partition(disclosure.fiscal_year, standard.id)


def rows_of_unreadable(document: str, path: str, size: int | None, reason: str) -> dict[str, pa.Table]:
    """The rows of a file that could not be read: the reason in `documents`, the verdict in `checks`."""
    origin = Origin(
        document=document,
        paths=(path,),
        bytes=size,
        engine=__version__,
        status="unreadable",
        reason=reason,
        ingested_at=datetime.now(UTC),
    )
    return tables_of([Recorded(origin)])


UNREADABLE = Partition(None, None)
"""Where files lie of which neither year nor standard is known."""
