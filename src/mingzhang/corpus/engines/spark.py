"""The check on a Spark cluster: the same kernel through `mapInArrow`, document by document whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
import pyarrow as pa

from mingzhang.corpus.arrow_bytes import from_bytes, to_bytes
from mingzhang.corpus.batches import READ
from mingzhang.corpus.checking.batch import check_documents, ruling_of, some_of
from mingzhang.corpus.checking.pieces import DOCUMENTS_AT_ONCE
from mingzhang.corpus.checking.stream import documents_of, tables_of, whole_documents
from mingzhang.corpus.engines import Checked
from mingzhang.corpus.files import by_document
from mingzhang.corpus.rows import positions
from mingzhang.corpus.session import literally, session
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.corpus.tables import CHECKED, SCHEMAS
from mingzhang.kit.language import Language

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FILE = "_file"
_COLUMNS = {
    "documents": ["document", "kind", "statements", "disclosure"],
    **{name: SCHEMAS[name].names for name in (*READ[1:], *CHECKED)},
}
_ANSWER = "file string, findings binary, checks binary"


class SparkEngine:
    """Executors of a Spark cluster; without one, `jobs` threads of Spark on this machine."""

    name = "spark"

    def check(
        self, lake: Lake, files: Sequence[StoredFile], language: Language, jobs: int
    ) -> Iterator[Checked]:
        """Every document of these files of `documents`. Raises UsageError where Spark is not installed."""
        spark = session(jobs)
        stream = _stream(spark, lake, files)

        def answer(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return answers(batches, language)

        found: dict[str, tuple[list[pa.Table], list[pa.Table]]] = {}
        for row in stream.mapInArrow(answer, _ANSWER).toLocalIterator():
            parts = found.setdefault(row["file"], ([], []))
            parts[0].append(from_bytes(row["findings"]))
            parts[1].append(from_bytes(row["checks"]))
        for file in files:
            findings, checks = found.pop(f"{file.folder}/{file.name}")
            yield Checked(file, by_document(findings), by_document(checks))


def _stream(spark: SparkSession, lake: Lake, files: Sequence[StoredFile]) -> DataFrame:
    """The rows of all tables, partitioned by document and in its order."""
    from pyspark.sql import functions as f

    stream: DataFrame | None = None
    for table, names in _COLUMNS.items():
        paths = [_path(lake, table, file) for file in files]
        rows = spark.read.parquet(*paths)
        columns = [f.col(name) for name in names]
        place = f.col("ordinal") if "ordinal" in names else f.lit(0)
        if table == "documents":
            columns.append(f.col("_metadata.file_path").alias(_FILE))
        elif table == "indicators":
            place = f.col("evaluation") * 1_000_000 + f.col("ordinal")
        part = rows.select(
            f.col("document"),
            f.lit(table).alias("table"),
            place.cast("long").alias("place"),
            f.struct(*columns).alias(table),
        )
        stream = part if stream is None else stream.unionByName(part, allowMissingColumns=True)
    assert stream is not None
    return stream.repartition("document").sortWithinPartitions("document", "table", "place")


def _path(lake: Lake, table: str, file: StoredFile) -> str:
    place: Path = lake.place(StoredFile(table, file.folder, file.name, 0, 0))
    return literally(place)


def answers(batches: Iterable[pa.RecordBatch], language: Language) -> Iterator[pa.RecordBatch]:
    """On a worker: (file, findings, checks) for the documents of a partition of the stream."""
    for stretch in whole_documents(batches, DOCUMENTS_AT_ONCE):
        tables = tables_of(stretch)
        documents = documents_of(stretch)
        of_document = [_key(path) for path in tables("documents").column(_FILE).to_pylist()]
        rows: list[dict[str, Any]] = []
        for folder in sorted({key.rpartition("/")[0] for key in of_document}):
            ruling = ruling_of(folder, language)
            assert ruling is not None, folder
            own = [
                (document, key)
                for document, key in zip(documents, of_document, strict=True)
                if key.rpartition("/")[0] == folder
            ]
            chosen = [document for document, _ in own]
            some = tables if len(chosen) == len(documents) else some_of(tables, chosen)
            findings, checks = check_documents(chosen, some, ruling)
            rows += _by_file(findings, checks, dict(own))
        yield pa.RecordBatch.from_pylist(
            rows, pa.schema([("file", pa.string()), ("findings", pa.binary()), ("checks", pa.binary())])
        )


def _key(path: str) -> str:
    """Partition and name of a file of `documents`, from where Spark read it."""
    return "/".join(unquote(path).split("/")[-3:])


def _by_file(findings: pa.Table, checks: pa.Table, file_of: dict[str, str]) -> Iterator[dict[str, Any]]:
    names = sorted(set(file_of.values()))
    number = {document: names.index(file) for document, file in file_of.items()}
    of_finding, of_check = positions(findings, number), positions(checks, number)
    for at, name in enumerate(names):
        yield {
            "file": name,
            "findings": to_bytes(findings.take(pa.array(np.flatnonzero(of_finding == at)))),
            "checks": to_bytes(checks.take(pa.array(np.flatnonzero(of_check == at)))),
        }


ENGINE = SparkEngine()
