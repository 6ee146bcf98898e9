"""What happens to a running workbench: its database killed while people save. What was
confirmed is there, once; what was not is said, and can be sent again; the trail is whole."""

from __future__ import annotations

import json
import re
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
