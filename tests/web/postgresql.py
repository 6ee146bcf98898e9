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


@contextmanager
def server(*, lasting: bool = False) -> Iterator[str]:
    """The address of a running server's database, `postgresql://postgres@127.0.0.1:PORT/postgres`.
    `lasting`: what it has confirmed is on the disk, as in operation."""
    folder, identity = programs(), _unprivileged()
    place = tempfile.mkdtemp(prefix="mingzhang-postgresql-")
    if identity:
        shutil.chown(place, identity["user"])
    try:
        subprocess.run(
            [folder / "initdb", "-D", f"{place}/data", "-U", "postgres", "--auth=trust", "--no-sync",
             "--encoding=UTF8", "--locale=C"],
            check=True, capture_output=True, cwd=place, **identity,
        )  # fmt: skip
        port = free_port()
        settings = SETTINGS[3:] if lasting else SETTINGS
        options = [word for setting in settings for word in ("-c", setting)]
        with Path(f"{place}/log").open("wb") as log:
            process = subprocess.Popen(
                [folder / "postgres", "-D", f"{place}/data", "-p", str(port), *options],
                stdout=log, stderr=log, cwd=place, **identity,
            )  # fmt: skip
        try:
            address = f"postgresql://postgres@127.0.0.1:{port}/postgres"
            _wait(process, address, Path(f"{place}/log"))
            yield address
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(place, ignore_errors=True)


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
