"""A run on Spark: files come through `binaryFile`, executors read them with the readers of every other run.

Bytes that the lake knows are hashed and not sent. Answers come back in the order in which the files were
named, and are committed here as in a run on one machine. Archives are opened here, after the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from mingzhang.corpus.ingest.archives import is_archive
from mingzhang.corpus.ingest.counts import Counts, Settings
from mingzhang.corpus.ingest.messages import Task, decode_answer, encode_answer
from mingzhang.corpus.ingest.pool import Pool
from mingzhang.corpus.ingest.run import Run
from mingzhang.corpus.ingest.slots import Slot
from mingzhang.corpus.ingest.sources import as_shown, sources_of
from mingzhang.corpus.session import literally, session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ANSWER = pa.schema(
    [("path", pa.string()), ("document", pa.string()), ("bytes", pa.int64()), ("answer", pa.binary())]
)
_ANSWER_TYPE = "path string, document string, bytes long, answer binary"
_TOGETHER = 16
"""Files of one Arrow batch: they are in memory together."""


class SparkRun(Run):
    """One ingest into one lake, read on a cluster. Raises UsageError where Spark is not installed."""

    def ingest_files(self, files: Sequence[Path], max_size: int) -> Counts:
        """Reads and commits. Raises OSError where the lake cannot be written; what is committed stays."""
        alone = [path for path in files if not is_archive(path) and _openable(path, max_size)]
        try:
            if alone:
                self._read_on_cluster(alone)
        finally:
            self.commit()
        rest = [path for path in files if path not in set(alone)]
        return self.ingest(sources_of(rest, max_size)) if rest else self.counts

    def _read_on_cluster(self, files: Sequence[Path]) -> None:
        settings = self.settings
        named = {"/" + path.absolute().as_posix().lstrip("/"): path for path in files}

        def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return answers(batches, settings)

        for row in self._stream(list(named)).mapInArrow(read, _ANSWER_TYPE).toLocalIterator(True):
            path = named.get(row["path"])
            slot = Slot(as_shown(path or Path(row["path"])), row["document"], row["bytes"])
            if row["answer"] is not None and self.take_document(row["document"]):
                slot.answer = Future()
                slot.answer.set_result(decode_answer(row["answer"]))
            self.enter(slot)

    def _stream(self, paths: Sequence[str]) -> DataFrame:
        """(place, path, document, bytes, content) of the files in their order; no content of known ones."""
        from pyspark.sql import functions as f

        spark = session(self.settings.jobs)
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_TOGETHER))
        order = spark.createDataFrame(list(enumerate(paths)), "place long, own string")
        known = spark.createDataFrame([(name,) for name in self.known_documents()] or [("",)], "known string")
        found = spark.read.format("binaryFile").load([literally(Path(path)) for path in paths])
        own = f.udf(_path_of, "string")
        hashed = found.select(
            own("path").alias("own"), f.sha2("content", 256).alias("document"), "length", "content"
        )
        joined = hashed.join(f.broadcast(order), "own").join(
            f.broadcast(known), f.col("document") == f.col("known"), "left"
        )
        chosen = joined.select(
            "place",
            f.col("own").alias("path"),
            "document",
            f.col("length").alias("bytes"),
            f.when(f.col("known").isNull(), f.col("content")).alias("content"),
        )
        parts = max(1, min(len(paths), 8 * self.settings.jobs))
        return chosen.repartitionByRange(parts, "place").sortWithinPartitions("place").drop("place")


def _openable(path: Path, max_size: int) -> bool:
    """Whether Spark can be given a file: what it cannot open gets its reason from a run of this machine."""
    try:
        return path.stat().st_size <= max_size and os.access(path, os.R_OK)
    except OSError:
        return False


def _path_of(uri: str) -> str:
    """The path in the address that Spark gives a file."""
    return "/" + uri.removeprefix("file:").lstrip("/")


def answers(batches: Iterable[pa.RecordBatch], settings: Settings) -> Iterator[pa.RecordBatch]:
    """On a worker: what became of each file. One process reads them, within the limits of every document."""
    pool = Pool(1, beside=os.cpu_count())
    try:
        for batch in batches:
            rows = []
            for row in batch.to_pylist():
                content = row.pop("content")
                if content is not None:
                    task = _task(row["document"], row["path"], content, settings)
                    rows.append({**row, "answer": encode_answer(pool.submit(task).result())})
                else:
                    rows.append({**row, "answer": None})
            yield pa.RecordBatch.from_pylist(rows, _ANSWER)
    finally:
        pool.end()


def _task(document: str, path: str, content: bytes, settings: Settings) -> Task:
    return Task(
        document,
        path,
        path.rpartition("/")[2],
        content,
        settings.limits,
        settings.language,
        settings.year,
        settings.variant,
    )
