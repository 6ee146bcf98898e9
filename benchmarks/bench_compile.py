"""`mingzhang compile` as a process, beside the one GROUP BY that the same file needs at the least."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measurement import Measurement, best

MINGZHANG = str(Path(sys.executable).parent / "mingzhang")
ROWS = (2_000_000, 20_000_000)
RUNS = 3
UNITS, PROJECTS = 40, 500

EXPENDITURE = """
COPY (
    SELECT (DATE '2024-01-01' + (mixed % 366)::INT) AS date, 'V' || lpad(i::VARCHAR, 9, '0') AS voucher,
        'U' || lpad((chosen % {units})::VARCHAR, 3, '0') AS unit,
        '22401' || lpad((chosen % 4 + 1)::VARCHAR, 2, '0') AS functional,
        (['30101', '30113', '30201', '30211', '30217', '30226', '30227', '30231', '30302', '31002'])
            [(mixed // 7 % 10 + 1)::INT] AS economic,
        CASE WHEN chosen % 5 = 0 THEN 'basic' ELSE 'project' END AS nature,
        CASE WHEN chosen % 5 = 0 THEN NULL ELSE 'P' || lpad(chosen::VARCHAR, 5, '0') END AS project,
        'general_public_budget' AS source,
        ((mixed // 11 % 10000000 - 50000) / 100)::DECIMAL(18, 2) AS amount
    FROM (SELECT i, mixed, mixed // 13 % {projects} AS chosen
          FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS mixed FROM range({rows}) AS numbers(i)))
) TO '{folder}/expenditure.parquet' (FORMAT parquet)
"""
INCOME = """
COPY (
    SELECT '2024-12-31' AS date, unit, functional, source, sum(amount) AS amount
    FROM '{folder}/expenditure.parquet' GROUP BY ALL ORDER BY ALL
) TO '{folder}/income.csv' (HEADER)
"""
UNIT_ROWS = """
COPY (
    SELECT 'U' || lpad(i::VARCHAR, 3, '0') AS code, 'Unit ' || i AS name, '020' AS department_code,
        'Department' AS department_name, 'administrative' AS kind FROM range({units}) AS numbers(i)
) TO '{folder}/units.csv' (HEADER)
"""
PROJECT_ROWS = """
COPY (
    SELECT 'P' || lpad(i::VARCHAR, 5, '0') AS code, 'Project ' || i AS name,
        'U' || lpad((i % {units})::VARCHAR, 3, '0') AS unit FROM range({projects}) AS numbers(i)
) TO '{folder}/projects.csv' (HEADER)
"""
BASELINE = (
    "SELECT unit, functional, economic, nature, project, source, sum(amount) "
    "FROM '{folder}/expenditure.parquet' GROUP BY ALL"
)


def make_package(folder: Path, rows: int) -> None:
    """A balanced package of `rows` expenditures, UNITS units and PROJECTS projects."""
    import duckdb

    with duckdb.connect() as connection:
        for statement in (EXPENDITURE, INCOME, UNIT_ROWS, PROJECT_ROWS):
            filled = statement.format(folder=folder, rows=rows, units=UNITS, projects=PROJECTS)
            connection.execute(filled)
    descriptor = {"mingzhang": {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"}}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def group_by(folder: Path) -> float:
    """Seconds of the baseline query, its result fetched, in a fresh connection."""
    import duckdb

    def run() -> None:
        with duckdb.connect() as connection:
            connection.execute(BASELINE.format(folder=folder)).fetchall()

    return best(run, RUNS)


def compile_process(folder: Path) -> tuple[float, int]:
    """Seconds of `mingzhang compile`, and the most memory (MB) that any child process of ours has held."""
    command = [MINGZHANG, "compile", str(folder), "-o", str(folder / "out.json")]

    def run() -> None:
        ended = subprocess.run(command, capture_output=True, check=False)
        if ended.returncode:
            raise RuntimeError(ended.stderr.decode(errors="replace")[:2000])

    seconds = best(run, RUNS)
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def measure() -> list[Measurement]:
    """Two and twenty million expenditures in Parquet."""
    measured = []
    for rows in ROWS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_package(folder, rows)
            baseline = group_by(folder)
            seconds, memory = compile_process(folder)
            what = f"`mingzhang compile` of {rows:,} expenditures in Parquet"
            measured.append(
                Measurement(what, seconds, {"GROUP BY ALL": baseline}, note=f"; at most {memory} MB")
            )
    return measured
