"""The workbench and the portal under load, on PostgreSQL, generator and server on the same machine.

Three loads, each alone and then all at half: readers of kept portal pages, readers of pages made anew, and
200 people who each save a form every 10 s and read a page every 5 s. Datasette serves the same hundred
figures as HTML in the same run. `WEB_SECONDS` lengthens each load (8 s unless given).
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

SECONDS = float(os.environ.get("WEB_SECONDS", "8"))
PEOPLE = 200
KEPT = "/publications/1/statements/general_budget_basic/"
ANEW = ("/publications/1/statements/expenditure/?n=", "/compare/?n=", "/?q=20&n=", "/publications/1/?n=")
HUNDRED = "/?q=2&n="
"""A page of a hundred figures."""
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What a generator saw: requests per second, seconds at the 50th and 99th percentile, failures."""

    rate: float
    middle: float
    high: float
    failed: int

    def __str__(self) -> str:
        return (
            f"{self.rate:.0f} requests/s, p50 {self.middle * 1000:.0f} ms, "
            f"p99 {self.high * 1000:.0f} ms, {self.failed} failed"
        )


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

    with tempfile.TemporaryDirectory() as name, server() as postgresql:
        os.environ["MINGZHANG_DATABASE"] = new_database(postgresql)
        try:
            with _serving(Path(name)) as address:
                return _loads(address, Path(name))
        finally:
            del os.environ["MINGZHANG_DATABASE"]


def _loads(address: str, folder: Path) -> list[Measurement]:
    from benchmarks.people import people

    urllib.request.urlopen(address + KEPT).close()
    kept = _wrk(address, [KEPT], folder, anew=False)
    anew = _wrk(address, list(ANEW), folder, anew=True)
    hundred = _wrk(address, [HUNDRED], folder, anew=True)
    datasette = _datasette(folder)
    with people(folder, PEOPLE) as walkers:
        forms = walkers.walk(address, SECONDS * 2, PEOPLE)
        with ThreadPoolExecutor(3) as pool:
            mixed = [
                pool.submit(_wrk, address, [KEPT], folder, anew=False, rate_share=0.5),
                pool.submit(_wrk, address, list(ANEW), folder, anew=True, rate_share=0.5),
            ]
            half = pool.submit(walkers.walk, address, SECONDS, PEOPLE // 2)
            together = [job.result() for job in (*mixed, half)]
    names = ("kept pages", "pages made anew", f"{PEOPLE // 2} people")
    return [
        _as_measurement("kept portal pages (asked: 1,000 requests/s)", kept),
        _as_measurement("portal pages made anew (asked: 100 requests/s)", anew),
        Measurement(
            f"a portal page of a hundred figures, made anew: {hundred}",
            1 / hundred.rate if hundred.rate else None,
            {"Datasette, the same hundred rows as HTML": 1 / datasette.rate} if datasette else {},
            "" if datasette else " (Datasette is not installed: uv sync --group bench)",
        ),
        _as_measurement(f"{PEOPLE} people saving every 10 s and reading every 5 s", forms),
        *[
            _as_measurement(f"all three at half, at once: {name}", load)
            for name, load in zip(names, together, strict=True)
        ],
    ]


def _as_measurement(what: str, load: Load) -> Measurement:
    return Measurement(f"{what}: {load}", 1 / load.rate if load.rate else None)


def _wrk(address: str, paths: list[str], folder: Path, *, anew: bool, rate_share: float = 1.0) -> Load:
    """Asks for the paths in turn, as fast as answers come; `anew` numbers them so that none was kept."""
    connections = max(1, round(8 * rate_share))
    script = folder / f"ask-{'anew' if anew else 'kept'}-{len(paths)}.lua"
    listed = ", ".join(f'"{path}"' for path in paths)
    number = "n" if anew else '""'
    script.write_text(
        f"local paths = {{{listed}}}\nlocal n = {int(time.time() * 1000) % 10**9}\n"
        "request = function()\n  n = n + 1\n"
        f'  return wrk.format("GET", paths[n % #paths + 1] .. {number})\nend\n',
        encoding="utf-8",
    )
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS:.0f}s", "--latency", "-s", str(script), address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = done.stdout
    failed = sum(int(number) for number in re.findall(r"(?:Non-2xx or 3xx responses: |timeout )(\d+)", text))
    return Load(
        float(_found(r"Requests/sec:\s+([\d.]+)", text)), _latency(text, 50), _latency(text, 99), failed
    )


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
def _serving(data: Path) -> Iterator[str]:
    """The demonstration, served as in operation; its address once something is published."""
    from tests.web.test_serving import serving

    with serving("--demo", "--data", str(data / "data")) as (_, address):
        for _ in range(1200):
            with urllib.request.urlopen(f"{address}/api/publications") as answer:
                if b'"count": 0' not in answer.read(40):
                    break
            time.sleep(0.1)
        time.sleep(20)  # the rest of the demonstration is loaded beside
        yield address


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
