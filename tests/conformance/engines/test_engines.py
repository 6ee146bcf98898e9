"""Every engine gives the same findings and checks of one lake, row by row; cutting documents is no matter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from invented_lakes import PARTITION, invented_many, lake_tables, plant, stored

from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.corpus.checking.run import check_lake
from mingzhang.corpus.columns import Origin, Recorded, tables_of
from mingzhang.corpus.engines import Engine, engines
from mingzhang.corpus.findings_rows import Answer
from mingzhang.corpus.rule_hash import rule_hashes
from mingzhang.corpus.store.changes import Change
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard

DOCUMENTS, FAULTS = 14, 5


@dataclass(frozen=True)
class Made:
    """A lake of generated documents with planted faults, and of whole ones that ingest checked."""

    root: Path
    planted: dict[str, tuple[str | None, ...]]
    whole: tuple[str, ...]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, standard: Standard, repository: Path) -> Made:
    root = tmp_path_factory.mktemp("lake")
    lake = Lake.made(root)
    templates = stored(invented_many(4, standard))
    tables, planted = plant(lake_tables(templates, DOCUMENTS), FAULTS, Random(1))
    _add(lake, "00000001-generated.parquet", tables)
    sample = decode_disclosure((repository / "samples/gaoping-2024.json").read_bytes(), "sample")
    budget = Disclosure(kind="budget", fiscal_year=2024, statements=sample.statements[:3])
    _add(lake, "00000002-whole.parquet", _recorded([sample, budget], standard))
    return Made(root, {item.document: item.cell for item in planted}, ("e" * 64, "f" * 64))


def _recorded(disclosures: list[Disclosure], standard: Standard) -> dict[str, pa.Table]:
    """Documents as ingest records them."""
    rules = every_rule(standard)
    hashes = rule_hashes(rules, standard)
    answers = examine([Case(item) for item in disclosures], standard, rules=rules)
    return tables_of(
        Recorded(Origin(name * 64), item, Answer(answer, rules, hashes))
        for name, item, answer in zip("ef", disclosures, answers, strict=True)
    )


def _add(lake: Lake, name: str, tables: dict[str, pa.Table]) -> None:
    change = Change(
        {StoredFile(table, PARTITION, name, len(rows), 0): rows for table, rows in tables.items()}
    )
    assert lake.commit(change, lake.snapshot()) is not None


def said(root: Path, table: str) -> list[dict[str, object]]:
    """Every row of a table of the lake."""
    files = sorted((root / table).rglob("*.parquet"))
    return [row for path in files for row in pq.ParquetFile(path).read().to_pylist()]


def checked(made: Made, engine: Engine, folder: Path) -> dict[str, list[dict[str, object]]]:
    """The lake's findings and checks after a check of a copy by this engine."""
    root = folder / engine.name
    shutil.copytree(made.root, root)
    totals = check_lake(Lake.existing(root), engine, "zh", 2, lambda done, total: None)
    assert totals.documents == DOCUMENTS + len(made.whole)
    return {table: said(root, table) for table in ("findings", "checks")}


@pytest.fixture(scope="module")
def local(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    return checked(made, engines()["local"], tmp_path_factory.mktemp("local"))


def test_planted_faults_are_found_and_nothing_else(
    made: Made, local: dict[str, list[dict[str, object]]]
) -> None:
    errors: dict[object, set[tuple[object, ...]]] = {}
    for row in local["findings"]:
        if row["severity"] == "error" and row["document"] not in made.whole:
            cells = errors.setdefault(row["document"], set())
            facts = row["facts"]
            assert isinstance(facts, list)
            cells |= {tuple(fact[name] for name in ("statement", "side", "code", "column")) for fact in facts}
    assert errors.keys() == made.planted.keys()
    assert all(cell in errors[document] for document, cell in made.planted.items())


def test_a_check_says_of_whole_documents_what_ingest_said(
    made: Made, local: dict[str, list[dict[str, object]]]
) -> None:
    for table in ("findings", "checks"):
        before = [row for row in said(made.root, table) if row["document"] in made.whole]
        assert before
        assert [row for row in local[table] if row["document"] in made.whole] == before


def others() -> Iterator[object]:
    """Every engine but the local one."""
    for name, engine in engines().items():
        if name != "local":
            yield pytest.param(engine, id=name)


@pytest.mark.parametrize("engine", list(others()))
def test_engines_agree_row_by_row_though_every_document_is_cut(
    made: Made,
    local: dict[str, list[dict[str, object]]],
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("pyspark")
    pytest.importorskip("pandas", reason="PySpark passes Arrow batches only where pandas is installed")
    from mingzhang.corpus import session

    spark = session.session(2)
    # No document fits into one Arrow batch of so few rows: each is open over the edge of several.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "101")
    assert min(_rows_of_documents(made.root).values()) > 101
    assert checked(made, engine, tmp_path) == local


def _rows_of_documents(root: Path) -> dict[object, int]:
    counts: dict[object, int] = {}
    for row in said(root, "facts"):
        if row["document"] != "f" * 64:
            counts[row["document"]] = counts.get(row["document"], 0) + 1
    return counts
