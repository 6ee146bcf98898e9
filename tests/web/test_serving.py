"""`mingzhang serve` as a person starts and stops it, and as a power cut stops it."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingzhang.cli.main import main

MINGZHANG = [sys.executable, "-m", "mingzhang"]
PATIENCE = 300
"""Seconds: a bound against hanging; the machine may have much else to do."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A server that was started. What it says goes into files: a pipe that nobody empties would stop it
    after some hundred requests."""

    def __init__(self, folder: Path, port: int, arguments: tuple[str, ...], county: bool) -> None:
        self._said = folder / "output", folder / "errors"
        with self._said[0].open("wb") as output, self._said[1].open("wb") as errors:
            self.process = subprocess.Popen(
                [*MINGZHANG, "serve", "--port", str(port), *arguments], stdout=output, stderr=errors,
                env={**os.environ, "PYTHONUTF8": "1", "LANG": "zh_CN.UTF-8",
                     "MINGZHANG_DEMO_COUNTY": str(int(county))},
            )  # fmt: skip
        self.address = f"http://127.0.0.1:{port}"

    def said(self) -> tuple[str, str]:
        """What it has written so far to standard output and standard error."""
        output, errors = (path.read_text(encoding="utf-8") for path in self._said)
        return output, errors

    def answers(self) -> bool:
        """Waits until it does; False where it found its port taken meanwhile by somebody else."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                assert "--port" in self.said()[1], self.said()
                return False
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=PATIENCE).close()
            except OSError:
                time.sleep(0.1)
            else:
                return True
        raise AssertionError(f"no answer in {PATIENCE} s: {self.said()}")

    def stop(self) -> tuple[str, str]:
        """Ctrl+C; all that it has said."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        return self.said()

    def kill(self) -> None:
        """A power cut."""
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(*arguments: str, county: bool = False) -> Iterator[tuple[Served, str]]:
    """The server, answering, and its address. `county`: a demonstration loads the county's twelve units as
    well, which takes it a quarter of a minute."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-served-") as folder:
        while True:
            server = Served(Path(folder), free_port(), arguments, county)
            try:
                if server.answers():
                    yield server, server.address
                    return
            finally:
                server.kill()


class Browser:
    """A person at the address, as far as forms go."""

    def __init__(self, address: str) -> None:
        self._address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        with self._opener.open(self._address + path) as answer:
            return str(answer.read().decode())

    def post(self, path: str, page: str, **fields: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page))
        assert token is not None
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        with self._opener.open(self._address + path, body) as answer:
            return str(answer.read().decode())

    def sign_in(self, username: str) -> None:
        form = {"username": username, "password": "demo-mingzhang"}
        self.post("/workbench/login/", "/workbench/login/", **form)


def test_killed_server_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    with serving("--demo", "--data", str(tmp_path)) as (server, address):
        browser = Browser(address)
        browser.sign_in("finance")
        year = re.search(r"/workbench/years/(\d+)/", browser.get("/workbench/"))
        assert year is not None
        grid = f"/workbench/years/{year[1]}/tables/duties/"
        form = {"cell-new0-order": "77", "cell-new0-text": "断电前刚保存的职责。"}
        if 'name="cell-new0-unit"' in browser.get(grid):
            form["cell-new0-unit"] = "020001"
        page = browser.post(grid, grid, **form)
        assert "已保存" in page
        server.kill()
    with serving("--demo", "--data", str(tmp_path)) as (_, address):
        browser = Browser(address)
        browser.sign_in("finance")
        assert "断电前刚保存的职责。" in browser.get(grid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_clean_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_LOG", "desk")
    with serving("--data", str(tmp_path)) as (server, address):
        assert "登录" in Browser(address).get("/workbench/login/")
        output, errors = server.stop()
    assert server.process.returncode == 0
    assert f"{address}/workbench/" in output
    assert errors == "", "at a desk nothing is said where nothing is wrong"
    key = tmp_path / "secret_key"
    assert key.stat().st_mode & 0o077 == 0, "the key is the owner's alone"


def test_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        answer = subprocess.run(
            [*MINGZHANG, "serve", "--port", port, "--data", str(tmp_path / "data")],
            capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    assert answer.returncode == 2
    assert "--port" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_data_directory_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", encoding="utf-8")
    answer = subprocess.run(
        [*MINGZHANG, "serve", "--port", str(free_port()), "--data", str(tmp_path / "file" / "data")],
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert answer.returncode == 2
    assert "--data" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_missing_part_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    assert main(["--lang", "en", "serve"]) == 2
    said = capsys.readouterr().err
    assert "waitress" in said
    assert "mingzhang[web]" in said
