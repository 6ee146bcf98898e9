"""A PostgreSQL server of the tests' own: in a temporary directory, on a free port of this machine, by a user
without rights. Nothing is installed here; without the server's programs the tests are skipped."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB",
            "max_connections=60", "unix_socket_directories=", "listen_addresses=127.0.0.1")  # fmt: skip
"""The data does not outlive the test, so it need not reach the disk."""


def programs() -> Path:
    """The folder with `initdb` and `postgres`, of the newest version there is."""
    found = shutil.which("postgres")
    if found is not None:
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not folders:
        pytest.skip("no PostgreSQL server on this machine")
    return max(folders, key=lambda path: [int(part) for part in re.findall(r"\d+", str(path))])


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; whoever runs the tests as root lends it another user."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": "postgres" if "postgres" in names else "nobody", "extra_groups": []}


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server in a directory of its own, which can be killed and started again."""

    def __init__(self, place: str, settings: tuple[str, ...]) -> None:
        self._place, self._settings = place, settings
        self._port = free_port()
        self._identity = _unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        if self._identity:
            shutil.chown(place, self._identity["user"])
        subprocess.run(
            [programs() / "initdb", "-D", f"{place}/data", "-U", "postgres", "--auth=trust", "--no-sync",
             "--encoding=UTF8", "--locale=C"],
            check=True, capture_output=True, cwd=place, **self._identity,
        )  # fmt: skip

    @property
    def address(self) -> str:
        """Its database, `postgresql://postgres@127.0.0.1:PORT/postgres`."""
        return f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Starts it, after a crash as well, and waits until it answers."""
        options = [word for setting in self._settings for word in ("-c", setting)]
        log = Path(self._place) / "log"
        with log.open("ab") as file:
            self._process = subprocess.Popen(
                [programs() / "postgres", "-D", f"{self._place}/data", "-p", str(self._port), *options],
                stdout=file, stderr=file, cwd=self._place, **self._identity,
            )  # fmt: skip
        _wait(self._process, self.address, log)

    def crash(self) -> None:
        """It and all its children end at once, in the middle of whatever they do; nothing is written."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(20)

    def stop(self) -> None:
        """The end."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def restartable(settings: tuple[str, ...] = SETTINGS) -> Iterator[Server]:
    """A running server."""
    place = tempfile.mkdtemp(prefix="mingzhang-postgresql-")
    try:
        running = Server(place, settings)
        try:
            running.start()
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def server(*, lasting: bool = False) -> Iterator[str]:
    """The address of a running server's database. `lasting`: what it has confirmed is on the disk, as in
    operation."""
    with restartable(SETTINGS[3:] if lasting else SETTINGS) as running:
        yield running.address


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    import psycopg

    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            psycopg.connect(address, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer")
