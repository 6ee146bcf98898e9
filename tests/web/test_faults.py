"""What happens to a running workbench: its database killed while people save, its disk full. What was
confirmed is there, once; what was not is said, and can be sent again; the trail is whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.clerks import Clerk, Fields, Told, save_until
from tests.web.installation import Installation
from tests.web.postgresql import SETTINGS, Server, restartable
from tests.web.test_serving import serving

CLERKS = 4


def duty(text: str) -> Fields:
    """A new row of the duties."""
    return [("cell-new0-order", "77"), ("cell-new0-text", text), ("cell-new0-unit", "098001")]


def grid_of(clerk: Clerk) -> str:
    """The address of the duties."""
    year = re.search(r"/workbench/years/(\d+)/", clerk.ask("/workbench/").page)
    assert year is not None
    return f"/workbench/years/{year[1]}/tables/duties/"


def until(holds: object, what: str, seconds: float = 60) -> None:
    """Waits until it holds."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def health(address: str) -> int:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.fixture
def lasting() -> Iterator[Server]:
    """A server that has written down what it confirmed, as one in earnest does."""
    with restartable(tuple(item for item in SETTINGS if item != "synchronous_commit=off")) as running:
        yield running


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_database_killed_while_people_save(
    lasting: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_DATABASE", lasting.address)
    told, over = Told(), threading.Event()
    with serving("--demo", "--data", str(tmp_path)) as (served, address):
        clerks = [Clerk(address) for _ in range(CLERKS)]
        for clerk in clerks:
            clerk.sign_in("finance")
        grid = grid_of(clerks[0])
        threads = [
            threading.Thread(target=save_until, args=(over, clerk, grid, f"职责{number}", duty, told))
            for number, clerk in enumerate(clerks)
        ]
        for thread in threads:
            thread.start()
        try:
            until(lambda: len(told.confirmed) > 2 * CLERKS, "nobody saved")
            lasting.crash()
            until(lambda: told.away, "nobody was told")
            assert health(address) == 503
            before = len(told.confirmed)
            lasting.start()
            until(lambda: len(told.confirmed) > before + 2 * CLERKS, "it does not go on by itself")
        finally:
            over.set()
            for thread in threads:
                thread.join(90)
        assert health(address) == 200
        served.kill()
        errors = served.said()[1]
    assert told.odd == []
    assert "Traceback" not in errors
    counted = counts_in(lasting.address)
    assert {text: counted[text] for text in told.confirmed if counted[text] != 1} == {}, "lost, or doubled"
    assert [text for text, number in counted.items() if number != 1] == []
    verified = Installation(tmp_path, lasting.address).command("audit-trail", "verify", "--data", tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def counts_in(database: str) -> Counter[str]:
    """How often each text stands in the table of duties."""
    import psycopg

    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT cells FROM year_sourcerow WHERE \"table\" = 'duties' AND cells->>'order' = '77'"
        ).fetchall()
    return Counter(str((json.loads(cells) if isinstance(cells, str) else cells)["text"]) for (cells,) in rows)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 48 MB; where none can be mounted the tests are skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)], capture_output=True, check=False
    ) if os.name == "posix" else None  # fmt: skip
    if mounted is None or mounted.returncode != 0:
        pytest.skip("no small file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def fill(place: Path) -> Path:
    """Takes all the room that is left."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            return filler


def test_disk_full(small_disk: Path, tmp_path: Path) -> None:
    data = small_disk / "data"
    with serving("--demo", "--data", str(data)) as (served, address):
        until(lambda: "publications" in Clerk(address).ask("/api/publications.json").page, "no portal")
        clerk = Clerk(address)
        clerk.sign_in("finance")
        grid = grid_of(clerk)
        assert clerk.ask(grid, [*clerk.form(grid), *duty("磁盘未满")]).status == 200
        fields = clerk.form(grid)
        before = sorted(path for path in data.rglob("*") if path.is_file())
        filler = fill(small_disk)
        for _ in range(60):  # what the database has of its own is used up first
            answer = clerk.ask(grid, [*fields, *duty("写不下" * 50_000)])
            if answer.status != 200:
                break
            fields = clerk.form(grid)
        assert answer.status == 507, answer.status
        assert "磁盘已满" in answer.page
        assert "Traceback" not in answer.page
        full = Installation(tmp_path / "other", "")
        out = small_disk / "backup.zip"
        refused = full.command("backup", out, "--data", data)
        assert refused.returncode == 2, refused.stdout + refused.stderr
        assert refused.stderr.count("\n") == 1
        filler.unlink()
        again = clerk.ask(grid, answer.hidden())
        assert again.status == 200
        assert "写不下" in clerk.ask(grid).page
        left = {path.name for path in data.rglob("*") if path.is_file()} - {path.name for path in before}
        assert {name for name in left if "sqlite3" not in name} == set(), "nothing half written"
        assert not [path for path in small_disk.iterdir() if path.name != "data"], "no half back-up"
        served.kill()
        errors = served.said()[1]
    assert "Traceback" not in errors
    verified = full.command("audit-trail", "verify", "--data", data)
    assert verified.returncode == 0, verified.stdout + verified.stderr
