"""A check of the lake runs document rules again where it must, and only there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingzhang.checks import run as checks_run
from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.corpus.checking import documents as again
from mingzhang.corpus.checking.batch import ruling_of
from mingzhang.corpus.checking.run import check_lake
from mingzhang.corpus.columns import Origin, Recorded, tables_of
from mingzhang.corpus.engines.local import ENGINE
from mingzhang.corpus.findings_rows import Answer
from mingzhang.corpus.rule_hash import rule_hashes
from mingzhang.corpus.store.changes import Change
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure, Unit
from mingzhang.standard.load import Standard

FOLDER = "fiscal_year=2024/standard=cn%2F2024"


def lake_of(root: Path, disclosures: dict[str, Disclosure], standard: Standard, **changes: pa.Table) -> Lake:
    """A lake with these documents, as ingest would have made it; `changes` replace whole tables."""
    rules = every_rule(standard)
    hashes = rule_hashes(rules, standard)
    answers = examine([Case(item) for item in disclosures.values()], standard, rules=rules)
    tables = tables_of(
        Recorded(Origin(name), item, Answer(answer, rules, hashes))
        for (name, item), answer in zip(disclosures.items(), answers, strict=True)
    )
    lake = Lake.made(root)
    tables |= changes
    files = {StoredFile(table, FOLDER, "x.parquet", len(rows), 0): rows for table, rows in tables.items()}
    assert lake.commit(Change(files), lake.snapshot()) is not None
    return lake


def rows(lake: Lake, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.ParquetFile(lake.root / table / FOLDER / "x.parquet").read().to_pylist()
    return found


def checked(lake: Lake) -> None:
    check_lake(lake, ENGINE, "zh", 1, lambda done, total: None)


@pytest.fixture
def sample(repository: Path) -> Disclosure:
    return decode_disclosure((repository / "samples/gaoping-2024.json").read_bytes(), "sample")


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The document rules of each document that was examined again."""
    asked: list[set[str]] = []

    def noted(cases: Any, standard: Any, language: Any, rules: Any) -> Any:
        asked.append(set(rules))
        return checks_run.examine(cases, standard, language, rules)

    monkeypatch.setattr(again, "examine", noted)
    return asked


def test_an_untouched_lake_keeps_its_rows_and_asks_no_document_rule(
    tmp_path: Path, sample: Disclosure, standard: Standard, examined: list[set[str]]
) -> None:
    lake = lake_of(tmp_path / "lake", {"a": sample, "b": Disclosure(fiscal_year=2024)}, standard)
    before = {table: rows(lake, table) for table in ("findings", "checks")}
    assert before["findings"]
    checked(lake)
    assert {table: rows(lake, table) for table in before} == before
    assert examined == []


def test_a_rule_with_another_hash_runs_again_alone(
    tmp_path: Path, sample: Disclosure, standard: Standard, examined: list[set[str]]
) -> None:
    lake = lake_of(tmp_path / "lake", {"a": sample}, standard)
    expected = {table: rows(lake, table) for table in ("findings", "checks")}
    ruling = ruling_of(FOLDER, "zh")
    assert ruling is not None
    with_findings = next(row["rule"] for row in expected["findings"] if row["kind"] == "document")
    old = json.loads(ruling.told)
    old[with_findings] = "another"
    checks = lake.rows(StoredFile("checks", FOLDER, "x.parquet", 0, 0))
    at = checks.schema.get_field_index("rule_hashes")
    told = pa.array([json.dumps(old)], checks.schema.field(at).type)
    stale = lake_of(
        tmp_path / "stale",
        {"a": sample},
        standard,
        checks=checks.set_column(at, checks.schema.field(at), told),
    )
    checked(stale)
    assert examined == [{with_findings}]
    assert {table: rows(stale, table) for table in expected} == expected


def test_document_rules_run_again_where_a_cell_rule_says_something_else(
    tmp_path: Path, sample: Disclosure, standard: Standard, examined: list[set[str]]
) -> None:
    """As after a change of a cell rule: the findings that are there are not those of today."""
    ruling = ruling_of(FOLDER, "zh")
    assert ruling is not None
    whole = lake_of(tmp_path / "whole", {"a": sample}, standard)
    findings = whole.rows(StoredFile("findings", FOLDER, "x.parquet", 0, 0))
    kinds = findings.column("kind").to_pylist()
    fewer = findings.take([at for at in range(len(kinds)) if at != kinds.index("cell")])
    lake = lake_of(tmp_path / "lake", {"a": sample}, standard, findings=fewer)
    checked(lake)
    assert examined == [set(ruling.of_documents)]
    assert rows(lake, "findings") == rows(whole, "findings")
    assert rows(lake, "checks") == rows(whole, "checks")


def test_final_accounts_and_budgets_in_one_batch(
    tmp_path: Path, sample: Disclosure, standard: Standard
) -> None:
    budget = msgspec.structs.replace(sample, kind="budget", claims=[], evaluations=[])
    other = Disclosure(fiscal_year=2024, unit=Unit(name="城东街道办事处", scope="unit"))
    lake = lake_of(tmp_path / "lake", {"a": budget, "b": sample, "c": budget, "d": other}, standard)
    before = {table: rows(lake, table) for table in ("findings", "checks")}
    checked(lake)
    assert {table: rows(lake, table) for table in before} == before


def test_rows_are_replaced_and_not_added(tmp_path: Path, sample: Disclosure, standard: Standard) -> None:
    lake = lake_of(tmp_path / "lake", {"a": sample}, standard)
    number = len(rows(lake, "findings"))
    for _ in range(2):
        checked(lake)
    assert len(rows(lake, "findings")) == number
    assert len(list((lake.root / "findings").rglob("*.parquet"))) == 1
