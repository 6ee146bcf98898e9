"""Both engines take the same files into a lake as the same rows; times apart."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mingzhang.app.corpus.ingest import IngestRequest, ingest
from mingzhang.facts.codec import encode
from mingzhang.facts.model import Disclosure, Fact, Statement, Unit

TIMES = ("seconds", "ingested_at")


def files(folder: Path) -> Path:
    """Five disclosures (one a later version of another, one twice) and a file that is none."""
    folder.mkdir()
    for number, (name, value) in enumerate((("甲", "1.00"), ("乙", "2.00"), ("甲", "3.00"), ("丙", "4.00"))):
        facts = [Fact(code="total", column="total", value=value)]
        statement = Statement(id="expenditure", currency_unit="万元", facts=facts)
        unit = Unit(name=f"{name}镇财政所", scope="unit")
        disclosure = Disclosure(fiscal_year=2024, unit=unit, statements=[statement])
        (folder / f"{number} 决算.json").write_bytes(encode(disclosure))
    (folder / "4.json").write_bytes((folder / "1 决算.json").read_bytes())
    (folder / "5.json").write_text("{", encoding="utf-8")
    return folder


def rows(root: Path) -> dict[str, list[dict[str, object]]]:
    """Every table's rows, by document, without times."""
    found: dict[str, list[dict[str, object]]] = {}
    for path in sorted(root.glob("[a-z]*/**/*.parquet")):
        for row in pq.ParquetFile(path).read().to_pylist():
            table = path.relative_to(root).parts[0]
            found.setdefault(table, []).append({key: row[key] for key in row if key not in TIMES})
    return {
        table: sorted(items, key=lambda row: (str(row["document"]), str(row.get("ordinal", 0)).zfill(6)))
        for table, items in found.items()
    }


def test_spark_takes_in_what_the_local_engine_takes_in(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    pytest.importorskip("pandas", reason="PySpark passes Arrow batches only where pandas is installed")
    source = files(tmp_path / "files")
    for engine in ("local", "spark"):
        request = IngestRequest([str(source)], tmp_path / engine, engine, jobs=2)  # type: ignore[arg-type]
        assert ingest(request) == 1, "one file is no disclosure"
    local, spark = rows(tmp_path / "local"), rows(tmp_path / "spark")
    assert len(local["documents"]) == 5
    assert spark == local


def test_a_second_run_on_spark_reads_nothing_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyspark")
    pytest.importorskip("pandas", reason="PySpark passes Arrow batches only where pandas is installed")
    source = files(tmp_path / "files")
    (source / "5.json").unlink()
    assert ingest(IngestRequest([str(source)], tmp_path / "lake", "local", jobs=1)) == 0
    before = rows(tmp_path / "lake")
    capsys.readouterr()
    assert ingest(IngestRequest([str(source)], tmp_path / "lake", "spark", jobs=2)) == 0
    assert rows(tmp_path / "lake") == before
    assert "早已在湖中 5 份" in capsys.readouterr().out
