"""Ingest beside reading and checking alone: processor seconds of the same files, by as many processes.

The baseline reads and checks every file in processes with everything loaded, as many as ingest has, each its
share; ingest has documents to hash and send, columns to make, Parquet to write and to bring onto the disk.
What its processes cost to start is left out: it is paid once a run.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measurement import Measurement

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "gaoping-2024.json"
SEED = ROOT.parent / "shared" / "seed" / "gaoping-2024.txt"
FEW, FILES = 6, 30
"""Of each format; every one has other bytes. The difference of two runs leaves the start out."""
ROUNDS = 5
"""Each measures all three: alone, few, many."""
BASELINE = """
import sys, time
from pathlib import Path
from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_data, standard_for
from mingzhang.readers.processors import share

def once(path):
    disclosure = read_data(path.read_bytes(), path.name, ReadOptions(), isolated=False).disclosure
    examine([Case(disclosure)], standard_for(disclosure.fiscal_year))

share(int(sys.argv[2]))
paths = sorted(Path(sys.argv[1]).iterdir())[int(sys.argv[3]) :: int(sys.argv[2])]
once(paths[0])
begin = time.process_time()
for path in paths:
    once(path)
print(time.process_time() - begin)
"""


def with_comment(data: bytes, number: int) -> bytes:
    """The same PDF with other bytes: a comment behind its end."""
    return data + b"\n%% copy %d\n" % number


def with_other_zip(data: bytes, number: int) -> bytes:
    """The same Word file with other bytes: a comment of its archive."""
    content = io.BytesIO(data)
    with zipfile.ZipFile(content, "a") as archive:
        archive.comment = b"copy %d" % number
    return content.getvalue()


def with_blank_lines(data: bytes, number: int) -> bytes:
    """The same text with other bytes: blank lines behind its end."""
    return data + b"\n" * (number + 1)


def sources(folder: Path) -> dict[str, tuple[bytes, Callable[[bytes, int], bytes]]]:
    """Format → a file of it, and how to make another of it."""
    command = [sys.executable, "-m", "mingzhang", "publish", str(SAMPLE), "-o", str(folder / "published")]
    subprocess.run([*command, "--formats", "docx,pdf", "--with-errors"], check=False, capture_output=True)
    pdf, docx = (next((folder / "published").rglob(f"*.{kind}")) for kind in ("pdf", "docx"))
    found = {"PDF": (pdf.read_bytes(), with_comment), "Word": (docx.read_bytes(), with_other_zip)}
    if SEED.is_file():
        found["OCR text"] = (SEED.read_bytes(), with_blank_lines)
    return found


def spent() -> float:
    """Processor seconds of all ended children."""
    times = os.times()
    return times.children_user + times.children_system


def of_format(name: str, data: bytes, copy: Callable[[bytes, int], bytes], folder: Path) -> Measurement:
    """Ingest of one format's files: what more files cost, with the start of the processes left out."""
    suffix = {"PDF": "pdf", "Word": "docx", "OCR text": "txt"}[name]
    few, many, rest = (folder / f"{suffix}-{part}" for part in ("few", "many", "rest"))
    for number in range(FILES):
        for part in (many, few if number < FEW else rest):
            part.mkdir(exist_ok=True)
            (part / f"{number:03d}.{suffix}").write_bytes(copy(data, number))
    jobs = os.cpu_count() or 1
    rounds = [
        (read_alone(rest, jobs), ingested(few, folder, jobs)[0], *ingested(many, folder, jobs))
        for _ in range(ROUNDS)
    ]
    # What the machine does meanwhile changes a round by a tenth; within one it changes all alike.
    ordered = sorted(rounds, key=lambda item: (item[2] - item[1]) / item[0])
    alone, start, whole, wall, size = ordered[len(ordered) // 2]
    least, most = (100 * ((item[2] - item[1]) / item[0] - 1) for item in (ordered[0], ordered[-1]))
    note = (
        f"; {100 * ((whole - start) / alone - 1):+.0f} % (median of {ROUNDS} rounds, {least:+.0f} to "
        f"{most:+.0f} %); {whole / wall:.2f} of {jobs} processors busy, "
        f"start included; {size / FILES / 1024:.0f} KiB a document; "
        f"start {start - alone * FEW / (FILES - FEW):.1f} s"
    )
    what = f"ingest of {FILES - FEW} more {name} files, processor seconds"
    return Measurement(what, whole - start, {"reading and checking alone": alone}, note)


def read_alone(files: Path, jobs: int) -> float:
    """Processor seconds of reading and checking in `jobs` processes at once."""
    command = [sys.executable, "-c", BASELINE, str(files), str(jobs)]
    runs = [subprocess.Popen([*command, str(own)], stdout=subprocess.PIPE, text=True) for own in range(jobs)]
    return sum(float(run.communicate()[0]) for run in runs)


def ingested(files: Path, folder: Path, jobs: int) -> tuple[float, float, int]:
    """Processor seconds and seconds of an ingest, and bytes of the lake's files."""
    lake = Path(tempfile.mkdtemp(prefix=f"lake-{files.name}-", dir=folder)) / "lake"
    begin, clock = spent(), time.perf_counter()
    command = [sys.executable, "-m", "mingzhang", "corpus", "ingest", str(files), "--lake", str(lake)]
    subprocess.run([*command, "--jobs", str(jobs)], capture_output=True, check=True)
    size = sum(path.stat().st_size for path in lake.rglob("*.parquet"))
    return spent() - begin, time.perf_counter() - clock, size


def measure() -> list[Measurement]:
    """Ingest of PDF, Word and OCR text."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        return [of_format(name, *made, folder) for name, made in sources(folder).items()]
