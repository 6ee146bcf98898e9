"""Several server processes behind one address."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.installation import new_database
from tests.web.test_serving import MINGZHANG, PATIENCE, serving


def children(process: int) -> set[int]:
    """The processes that a process has started."""
    return {int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()}


def until(happened: Callable[[], bool], what: str) -> None:
    for _ in range(PATIENCE * 10):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError(what)


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="reads /proc")
def test_one_that_ends_is_replaced_and_all_end_together(
    postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_DATABASE", new_database(postgresql))
    monkeypatch.setenv("MINGZHANG_PROCESSES", "2")
    with serving("--data", str(tmp_path)) as (server, address):
        before = children(server.process.pid)
        assert len(before) == 2
        gone = min(before)
        os.kill(gone, signal.SIGKILL)
        for _ in range(5):  # the other answers meanwhile
            urllib.request.urlopen(f"{address}/health", timeout=PATIENCE).close()
        until(lambda: len(children(server.process.pid) - {gone}) == 2, "nothing took its place")
        after = children(server.process.pid)
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(PATIENCE)
        _, errors = server.said()
    assert server.process.returncode == 0
    assert "a server process has ended" in errors
    assert "Traceback" not in errors
    until(lambda: not any(Path(f"/proc/{one}").exists() for one in after), "a process was left behind")


@pytest.mark.parametrize("asked", ["2", "0", "two", "1000"])
def test_a_number_that_cannot_be(tmp_path: Path, asked: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MINGZHANG_")}
    answer = subprocess.run(
        [*MINGZHANG, "serve", "--port", "0", "--data", str(tmp_path / "data")],
        env={**kept, "MINGZHANG_PROCESSES": asked, "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert answer.returncode == 2
    assert "MINGZHANG_PROCESSES" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()
