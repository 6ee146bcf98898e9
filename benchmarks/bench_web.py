"""The workbench and the portal under load, on PostgreSQL, generator and server on the same machine.

Three loads, each alone and then all at half: readers of kept portal pages, readers of pages made anew, and
200 people who each save a form every 10 s and read a page every 5 s. As many server processes answer as
there are processors. Datasette serves the same hundred figures as HTML in the same run, beside one server
process as well. `WEB_SECONDS` lengthens each load (10 s unless given).
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measurement import Measurement

SECONDS = float(os.environ.get("WEB_SECONDS", "10"))
PEOPLE = 200
PROCESSES = min(os.cpu_count() or 1, 4)
KEPT_RATE, ANEW_RATE = 1000, 100
"""Requests per second that are asked for."""
KEPT = "/publications/1/statements/general_budget_basic/"
ANEW = ("/publications/1/statements/expenditure/?n=", "/compare/?n=", "/?q=20&n=", "/publications/1/?n=")
HUNDRED = "/?q=2&n="
"""A page of a hundred figures."""
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What a generator saw: requests per second, seconds at the 50th, 90th and 99th percentile, failures."""

    rate: float
    middle: float
    upper: float
    high: float
    failed: int

    def __str__(self) -> str:
        p50, p90, p99 = (f"{seconds * 1000:.0f}" for seconds in (self.middle, self.upper, self.high))
        return f"{self.rate:.0f} requests/s, p50 {p50} ms, p90 {p90} ms, p99 {p99} ms, {self.failed} failed"


def measure() -> list[Measurement]:
    """All loads; not measured where PostgreSQL or the load generator `wrk` is not installed."""
    what = "portal and workbench under load on PostgreSQL"
    if shutil.which("wrk") is None:
        return [Measurement(what, None, note="needs the load generator wrk (apt-get install wrk)")]
    if not any(Path("/usr/lib/postgresql").glob("*/bin/postgres")) and shutil.which("postgres") is None:
        return [Measurement(what, None, note="needs a PostgreSQL server (apt-get install postgresql)")]
    if importlib.util.find_spec("httpx") is None:
        return [Measurement(what, None, note="needs the group of the benches (uv sync --group bench)")]
    from tests.web.installation import new_database
    from tests.web.postgresql import server

    with tempfile.TemporaryDirectory() as name, server(lasting=True) as postgresql:
        os.environ["MINGZHANG_DATABASE"] = database = new_database(postgresql)
        try:
            with _serving(Path(name), PROCESSES, "--demo") as address:
                _until_quiet(database)
                return _loads(address, Path(name))
        finally:
            del os.environ["MINGZHANG_DATABASE"]


def _loads(address: str, folder: Path) -> list[Measurement]:
    from benchmarks.people import people

    for path in (KEPT, HUNDRED, *ANEW):  # every process has seen every page
        _wrk(address, [path], folder, anew=path != KEPT, seconds=1)
    kept = _wrk(address, [KEPT], folder, anew=False)
    anew = _wrk(address, list(ANEW), folder, anew=True)
    hundred = _wrk(address, [HUNDRED], folder, anew=True)
    with _serving(folder, 1) as single:
        _wrk(single, [HUNDRED], folder, anew=True, seconds=1)
        alone = _wrk(single, [HUNDRED], folder, anew=True)
    datasette = _datasette(folder)
    with people(folder, PEOPLE) as walkers:
        walkers.walk(address, 5, PEOPLE)
        forms = walkers.walk(address, SECONDS * 2, PEOPLE)
        with ThreadPoolExecutor(3) as pool:
            half = pool.submit(walkers.walk, address, SECONDS, PEOPLE // 2)
            mixed = [
                pool.submit(_wrk, address, [KEPT], folder, anew=False, rate=KEPT_RATE // 2),
                pool.submit(_wrk, address, list(ANEW), folder, anew=True, rate=ANEW_RATE // 2),
            ]
            together = [job.result() for job in (*mixed, half)]
    names = ("kept pages", "pages made anew", f"{PEOPLE // 2} people")
    return [
        _as_measurement(f"kept portal pages (asked: {KEPT_RATE} requests/s)", kept),
        _as_measurement(f"portal pages made anew (asked: {ANEW_RATE} requests/s)", anew),
        _beside(f"a portal page of a hundred figures, made anew, {PROCESSES} processes", hundred, datasette),
        _beside("the same, one process", alone, datasette),
        _as_measurement(f"{PEOPLE} people saving every 10 s and reading every 5 s", forms),
        *[
            _as_measurement(f"all three at half, at once: {name}", load)
            for name, load in zip(names, together, strict=True)
        ],
    ]


def _beside(what: str, load: Load, datasette: Load | None) -> Measurement:
    """A load beside what Datasette did."""
    if datasette is None:
        note = " (Datasette is not installed: uv sync --group bench)"
        return Measurement(f"{what}: {load}", 1 / load.rate, note=note)
    note = f"; {load.rate / datasette.rate:.1f} times as many; Datasette: {datasette}"
    against = {"Datasette, the same hundred rows as HTML": 1 / datasette.rate}
    return Measurement(f"{what}: {load}", 1 / load.rate, against, note)


def _as_measurement(what: str, load: Load) -> Measurement:
    return Measurement(f"{what}: {load}", 1 / load.rate if load.rate else None)


def _wrk(
    address: str, paths: list[str], folder: Path, *, anew: bool, rate: int = 0, seconds: float = SECONDS
) -> Load:
    """Asks for the paths in turn, as fast as answers come or about `rate` times a second; `anew` numbers
    them so that none was kept."""
    connections = 8 if not rate else max(4, rate // 25)
    script = folder / f"ask-{'anew' if anew else 'kept'}-{len(paths)}-{rate}.lua"
    listed = ", ".join(f'"{path}"' for path in paths)
    number = "n" if anew else '""'
    # A connection waits between its requests; the answer takes the rest of its turn.
    pause = f"delay = function() return {round(connections / rate * 780)} end\n" if rate else ""
    script.write_text(
        f"local paths = {{{listed}}}\nlocal n = {int(time.time() * 1000) % 10**9}\n"
        "request = function()\n  n = n + 1\n"
        f'  return wrk.format("GET", paths[n % #paths + 1] .. {number})\nend\n{pause}',
        encoding="utf-8",
    )
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--latency", "--timeout", "30s",
         "-s", str(script), address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = done.stdout
    troubles = r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)"
    failed = sum(int(number) for number in re.findall(troubles, text))
    reached = float(_found(r"Requests/sec:\s+([\d.]+)", text))
    return Load(reached, _latency(text, 50), _latency(text, 90), _latency(text, 99), failed)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"wrk said something else:\n{text}")
    return found.group(1)


def _latency(text: str, percent: int) -> float:
    found = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s|m)\b", text)
    if found is None:
        raise RuntimeError(f"wrk said something else:\n{text}")
    return float(found.group(1)) * _UNITS[found.group(2)]


@contextmanager
def _serving(folder: Path, processes: int, *options: str) -> Iterator[str]:
    """The server as in operation; its address. The log goes into a file: a pipe that nobody reads is full
    after some hundred requests, and the server then waits for its reader for ever."""
    from tests.web.postgresql import free_port

    port = free_port()
    environment = {**os.environ, "MINGZHANG_PROCESSES": str(processes)}
    with (folder / f"log-{processes}").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mingzhang", "serve", "--port", str(port), "--data",
             str(folder / "data"), *options],
            stdout=log, stderr=log, env=environment,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/health", timeout=30).close()
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(60)


def _until_quiet(database: str) -> None:
    """Until the demonstration is loaded: nothing was added to the trail for some seconds."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        before, quiet = -1, 0
        while quiet < 5:
            time.sleep(1)
            row = connection.execute("SELECT count(*) FROM portal_publication, trail_entry").fetchone()
            now = 0 if row is None else int(row[0])
            quiet = quiet + 1 if now == before and now else 0
            before = now


def _datasette(folder: Path) -> Load | None:
    """The same hundred rows as an HTML table of Datasette."""
    try:
        import datasette  # noqa: F401
    except ImportError:
        return None
    from tests.web.postgresql import free_port

    base = folder / "figures.db"
    with contextlib.closing(sqlite3.connect(base)) as connection:
        connection.execute("CREATE TABLE figures (code, label, unit, year, place, value)")
        connection.executemany(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)",
            [
                (f"20701{n:02}", f"科目{n}", "示范群众文化馆", 2024, "支出决算表 · 项目支出", "112.19")
                for n in range(100)
            ],
        )
        connection.commit()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "datasette", "serve", str(base), "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/figures/figures").close()
                break
            time.sleep(0.1)
        return _wrk(address, ["/figures/figures?_size=100&_n="], folder, anew=True)
    finally:
        process.kill()
        process.wait()
