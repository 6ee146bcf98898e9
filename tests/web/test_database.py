"""The database by one setting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang_web.database import BadDatabase, database_of
from tests.web.installation import Installation, new_database
from tests.web.postgresql import free_port
from tests.web.test_serving import Browser, serving


def test_addresses() -> None:
    found = database_of("postgresql://clerk:p%40ss@db.example:5433/accounts?sslmode=require", None)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "clerk", "p@ss", "db.example", "5433", "accounts",
    ]  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"
    socket = database_of("postgresql:///accounts?host=/run/postgresql", None)
    assert socket["HOST"] == "/run/postgresql"
    assert "host" not in socket["OPTIONS"]
    assert database_of("", Path("/data"))["NAME"] == Path("/data/mingzhang.sqlite3")


@pytest.mark.parametrize(
    "address", ["mysql://a:secret@h/n", "postgresql://a:secret@h", "postgresql://a:secret@h:x/n", "nonsense"]
)
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadDatabase) as caught:
        database_of(address, None)
    assert "secret" not in str(caught.value.message)
    if address == "nonsense":
        done = Installation(tmp_path / "data", address).command("serve", "--port", "0", "--data", tmp_path)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "MINGZHANG_DATABASE" in done.stderr


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    away = Installation(tmp_path / "data", f"postgresql://clerk:secret@127.0.0.1:{free_port()}/accounts")
    done = away.command("serve", "--port", "0", "--data", away.data)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr
    assert "MINGZHANG_DATABASE" in done.stderr


def test_serving_from_postgresql(postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATABASE", new_database(postgresql))
    with serving("--demo", "--data", str(tmp_path)) as (_, address):
        browser = Browser(address)
        browser.sign_in("finance")
        assert "编制中" in browser.get("/workbench/")
    assert not list(tmp_path.glob("*.sqlite3"))


def test_the_web_on_postgresql(postgresql: str, repository: Path) -> None:
    """The tests of the web once more, with PostgreSQL instead of SQLite. Who may do what is asked of no
    database, so that the matrix is not repeated; what looks into SQLite's own file is left out."""
    left_out = (
        "test_access.py",
        "test_worker.py",
        "test_database.py",
        "test_backup.py",
        "test_faults.py",
        "test_full_disk.py::test_disk_full",
        "test_serving.py",
        "test_processes.py",
        "test_trail.py::test_many_at_once",
    )
    arguments = [f"--deselect=tests/web/{name}" for name in left_out]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/web", "-q", "-m", "not long", "-p", "no:cacheprovider",
         "-p", "no:xdist", *arguments],
        env={**os.environ, "MINGZHANG_DATABASE": postgresql},
        cwd=repository, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
