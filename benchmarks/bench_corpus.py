"""Checking a lake: all cell rules against one scan of the same facts, and against Arelle's calculations.

`python -m benchmarks.bench_corpus --documents 100000` measures another size than the default.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measurement import Measurement

if TYPE_CHECKING:
    from mingzhang.corpus.store.manifest import StoredFile

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests" / "properties"))

DOCUMENTS, FEW = 10_000, 1_000
TEMPLATES = 100
FAULTS_PER_HUNDRED, MANY_FAULTS = 1, 10
"""Faulty documents in a hundred; each contradicts some four identities. Words cost more than sums."""
JOBS = 2
RUNS = 3
_WHAT = "check of {:,} disclosures, all cell rules"
SCAN = (
    'CREATE OR REPLACE TEMP TABLE scanned AS SELECT document, statement, "column", count(*), max(value) '
    "FROM read_parquet('{folder}/facts/**/*.parquet') GROUP BY ALL"
)


@dataclass(frozen=True)
class Made:
    """A generated lake: its folder, how many facts it has, and the faults planted in it."""

    folder: Path
    documents: int
    facts: int
    planted: dict[str, tuple[str | None, ...]]


def make_lake(folder: Path, documents: int, per_hundred: int = FAULTS_PER_HUNDRED) -> Made:
    """A lake of generated documents of some 570 facts, forms and claims, some with a fault."""
    from invented_lakes import invented_many, stored, write_lake

    from mingzhang.standard.load import load_standard

    templates = stored(invented_many(TEMPLATES, load_standard("cn", 2024)))
    faults = documents * per_hundred // 100
    planted = {
        item.document: item.cell for part in write_lake(folder, templates, documents, faults) for item in part
    }
    import duckdb

    query = f"SELECT count(*) FROM read_parquet('{folder}/facts/**/*.parquet')"
    counted = duckdb.connect().execute(query).fetchone()
    assert counted is not None
    return Made(folder, documents, int(counted[0]), planted)


def scan(made: Made) -> float:
    """Seconds of the scan in DuckDB, on as many threads as the check has processes."""
    import duckdb

    connection = duckdb.connect(config={"threads": JOBS})
    return _best(lambda: connection.execute(SCAN.format(folder=made.folder)))


def _best(action: object, clock: Callable[[], float] = time.perf_counter) -> float:
    assert callable(action)
    seconds = []
    for _ in range(RUNS):
        begin = clock()
        action()
        seconds.append(clock() - begin)
    return min(seconds)


def processor_times(made: Made) -> tuple[float, float]:
    """(processor seconds of a check in this one process, of the scan): what other programs do counts less."""
    import duckdb

    from mingzhang.corpus.engines.local import ENGINE
    from mingzhang.corpus.memory import MUCH, keep_memory, seldom_collect
    from mingzhang.corpus.store.lake import Lake

    keep_memory(MUCH)
    seldom_collect()
    connection = duckdb.connect(config={"threads": 1})
    scanned = _best(lambda: connection.execute(SCAN.format(folder=made.folder)), time.process_time)
    lake, files = Lake(made.folder), files_of(made)
    return _best(lambda: list(ENGINE.check(lake, files, "zh", 1)), time.process_time), scanned


def files_of(made: Made) -> list[StoredFile]:
    """The files of `documents`."""
    import pyarrow.parquet as pq

    from mingzhang.corpus.store.manifest import StoredFile

    documents = made.folder / "documents"
    return [
        StoredFile(
            "documents",
            path.parent.relative_to(documents).as_posix(),
            path.name,
            pq.read_metadata(path).num_rows,
            0,
        )
        for path in sorted(documents.rglob("*.parquet"))
    ]


def check(made: Made) -> tuple[float, str]:
    """(seconds of a check of all cell rules, what is remarkable); processes are started before.

    RuntimeError where anything but the planted faults is found.
    """
    from mingzhang.corpus.checking.batch import ruling_of
    from mingzhang.corpus.engines.local import check_in, pool_of
    from mingzhang.corpus.store.lake import Lake

    lake, files = Lake(made.folder), files_of(made)
    with pool_of(JOBS) as pool:
        ready = [pool.submit(ruling_of_folder, files[0].folder) for _ in range(8 * JOBS)]
        _ = [future.result() for future in ready]
        assert ruling_of(files[0].folder, "zh") is not None
        found: dict[str, set[tuple[str | None, ...]]] = {}
        seconds = []
        for _ in range(RUNS if made.documents <= DOCUMENTS else 1):
            found = {}
            begin = time.perf_counter()
            for checked in check_in(pool, lake, files, "zh", JOBS):
                _collect(checked.findings.to_pylist(), found)
            seconds.append(time.perf_counter() - begin)
    _compare(made, found)
    each = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    note = (
        f"; {made.facts:,} facts, {len(found):,} planted faults found and nothing else; "
        f"memory {own:.2g} GB + {JOBS} × at most {each:.2g} GB"
    )
    return min(seconds), note


def ruling_of_folder(folder: str) -> bool:
    """Loads the rules in a process, and takes long enough that every process gets its turn."""
    from mingzhang.corpus.checking.batch import ruling_of

    time.sleep(0.2)
    return ruling_of(folder, "zh") is not None


def _collect(rows: list[dict[str, object]], found: dict[str, set[tuple[str | None, ...]]]) -> None:
    for row in rows:
        facts = row["facts"]
        assert isinstance(facts, list)
        cells = {tuple(fact[name] for name in ("statement", "side", "code", "column")) for fact in facts}
        found.setdefault(str(row["document"]), set()).update(cells)


def _compare(made: Made, found: dict[str, set[tuple[str | None, ...]]]) -> None:
    lost = [document for document, cell in made.planted.items() if cell not in found.get(document, ())]
    if lost or found.keys() - made.planted.keys():
        raise RuntimeError(
            f"{len(lost)} faults not found, {len(found.keys() - made.planted.keys())} invented"
        )


def arelle(folder: Path) -> tuple[float, int]:
    """(seconds of Arelle's validation with Calculations 1.1, start and loading left out; facts)."""
    from invented_lakes import invented_whole

    from mingzhang.standard.load import load_standard
    from mingzhang.writers.publication import Publication
    from mingzhang.writers.registry import writer

    standard = load_standard("cn", 2024)
    disclosure = invented_whole(3, standard)
    folder.mkdir(parents=True)
    writer("xbrl").write(Publication(disclosure, standard), folder)
    instance = str(folder / "xbrl" / "report.xbrl")
    command = [sys.executable, "-m", "arelle.CntlrCmdLine", "--validate", "--calc=c11r"]
    command += ["--internetConnectivity=offline", f"--file={'|'.join([instance] * RUNS)}"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    seconds = [float(found) for found in re.findall(r"validated in ([\d.]+) secs", ended.stdout)]
    if not seconds:
        raise RuntimeError(f"Arelle said: {(ended.stdout + ended.stderr)[-200:]}")
    return min(seconds), sum(len(item.facts) for item in disclosure.statements)


def document_rules(count: int = 20) -> float:
    """Seconds of all document rules over one disclosure, as ingest runs them."""
    from invented_lakes import invented_whole

    from mingzhang.checks.registry import Case
    from mingzhang.checks.run import every_rule, examine
    from mingzhang.standard.load import load_standard

    standard = load_standard("cn", 2024)
    rules = {name: rule for name, rule in every_rule(standard).items() if rule.kind == "document"}
    cases = [Case(invented_whole(seed, standard)) for seed in range(count)]
    return _best(lambda: examine(cases, standard, rules=rules)) / count


def measure(documents: int = DOCUMENTS) -> list[Measurement]:
    """The check of a few documents and of many, Arelle, and what document rules cost at ingest."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-lake-") as temporary:
        few = make_lake(Path(temporary) / "few", FEW)
        many = make_lake(Path(temporary) / "many", documents)
        few_seconds, few_note = check(few)
        baseline = scan(many)
        seconds, note = check(many)
        faulty = make_lake(Path(temporary) / "faulty", FEW, MANY_FAULTS)
        processor, scanned = processor_times(few)
        of_faulty, scanned_faulty = processor_times(faulty)
        found = [
            Measurement(
                f"check of {FEW:,} disclosures, all cell rules", few_seconds, {"scan": scan(few)}, few_note
            ),
            Measurement(
                f"check of {documents:,} disclosures, all cell rules",
                seconds,
                {"scan in DuckDB": baseline, f"{documents // FEW} × {FEW:,}": few_seconds * documents / FEW},
                note,
            ),
            Measurement(
                f"the same of {FEW:,} in one process, processor seconds, {FAULTS_PER_HUNDRED} % faulty",
                processor,
                {"scan": scanned},
            ),
            Measurement(f"the same, {MANY_FAULTS} % faulty", of_faulty, {"scan": scanned_faulty}),
        ]
        try:
            judged, facts = arelle(Path(temporary) / "xbrl")
        except (RuntimeError, ImportError, subprocess.SubprocessError) as error:
            found.append(Measurement("Arelle, Calculations 1.1", None, note=str(error)[:200]))
        else:
            ours = seconds / many.facts * facts
            found.append(
                Measurement(
                    f"the same for {facts} facts, beside Arelle with Calculations 1.1",
                    ours,
                    {"Arelle": judged},
                )
            )
    found.append(Measurement("document rules, one disclosure (at ingest)", document_rules()))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures one size and shows it."""
    from benchmarks.__main__ import part

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    print(part("bench_corpus", measure(parser.parse_args(arguments).documents)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
