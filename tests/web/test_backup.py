"""Back-up and restore: the copy is equal, whichever database it goes into; what is not whole is refused and
changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.installation import Installation, new_database


@pytest.fixture(scope="module")
def backup(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A back-up of it."""
    out = tmp_path_factory.mktemp("backup") / "mingzhang.zip"
    done = installed.command("backup", out, "--data", installed.data)
    assert done.returncode == 0, done.stderr
    return out


def members(path: Path) -> dict[str, bytes]:
    """What is in a back-up, without when it was made."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    contents = json.loads(found.pop("backup.json"))
    del contents["made"]
    return {**found, "backup.json": json.dumps(contents).encode()}


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_restored_copy_is_equal(
    backup: Path, target: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database = new_database(request.getfixturevalue("postgresql")) if target == "postgresql" else ""
    copy = Installation(tmp_path / "copy", database)
    done = copy.command("restore", backup, "--data", copy.data)
    assert done.returncode == 0, done.stderr
    verified = copy.command("audit-trail", "verify", "--data", copy.data)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert copy.command("backup", tmp_path / "again.zip", "--data", copy.data).returncode == 0
    again = members(tmp_path / "again.zip")
    assert again == members(backup)
    assert "签到表".encode() in again.values(), "the evidence is in it"
    copy.do("record", "1")  # work goes on: keys follow those that were restored


def test_what_is_not_whole_is_refused(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    bad = {
        "half": data[: len(data) // 2],
        "empty": b"",
        "text": b"no back-up at all",
        "flipped": data[: len(data) // 3] + bytes([data[len(data) // 3] ^ 1]) + data[len(data) // 3 + 1 :],
    }
    for name, content in bad.items():
        file = tmp_path / f"{name}.zip"
        file.write_bytes(content)
        refuse(file, tmp_path, name)
    refuse(tmp_path / "absent.zip", tmp_path, "absent")


def rewrite(backup: Path, out: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """A back-up with something changed in it."""
    with zipfile.ZipFile(backup) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    change(found)
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)


def refuse(file: Path, tmp_path: Path, name: str) -> str:
    """One clear line, status 2, and nothing made."""
    target = Installation(tmp_path / f"target-{name}")
    done = target.command("restore", file, "--data", target.data)
    assert done.returncode == 2, (name, done.stdout, done.stderr)
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not target.data.exists(), name
    assert not list(tmp_path.glob(f".target-{name}*")), "nothing is left beside it"
    return done.stderr


def rehash(found: dict[str, bytes], member: str) -> None:
    """As somebody would who changes the list as well."""
    import hashlib

    contents = json.loads(found["backup.json"])
    table = member.removeprefix("rows/").removesuffix(".jsonl")
    contents["tables"][table]["sha256"] = hashlib.sha256(found[member]).hexdigest()
    found["backup.json"] = json.dumps(contents).encode()


def test_tampered_with(backup: Path, tmp_path: Path) -> None:
    rows, trail = "rows/year_sourcerow.jsonl", "rows/trail_entry.jsonl"

    def amount(found: dict[str, bytes]) -> None:
        found[rows] = found[rows].replace(b"612400.00", b"612400.01")

    def entry(found: dict[str, bytes]) -> None:
        found[trail] = found[trail].replace(b"finance", b"auditor", 1)
        rehash(found, trail)

    def cut(found: dict[str, bytes]) -> None:
        found[trail] = b"".join(found[trail].splitlines(keepends=True)[:-1])
        rehash(found, trail)

    def outside(found: dict[str, bytes]) -> None:
        contents = json.loads(found["backup.json"])
        contents["files"]["../outside"] = {"size": 1, "sha256": "0" * 64}
        found["backup.json"] = json.dumps(contents).encode()
        found["files/../outside"] = b"a"

    def newer(found: dict[str, bytes]) -> None:
        contents = json.loads(found["backup.json"])
        contents["migrations"].append(["year", "9999_not_yet"])
        found["backup.json"] = json.dumps(contents).encode()

    for change in (amount, entry, cut, outside, newer):
        file = tmp_path / f"{change.__name__}.zip"
        rewrite(backup, file, change)
        said = refuse(file, tmp_path, change.__name__)
        assert change is not newer or "更新的版本" in said
    assert not (tmp_path / "outside").exists()


def test_targets_in_use(backup: Path, installed: Installation, tmp_path: Path) -> None:
    before = sorted(installed.data.rglob("*"))
    done = installed.command("restore", backup, "--data", installed.data)
    assert done.returncode == 2
    assert sorted(installed.data.rglob("*")) == before
    if installed.database:
        used = Installation(tmp_path / "other", installed.database)
        done = used.command("restore", backup, "--data", used.data)
        assert done.returncode == 2
        assert "空" in done.stderr
        assert not used.data.exists()
    again = installed.command("backup", backup, "--data", installed.data)
    assert again.returncode == 2, "a back-up is not replaced"


def copied(installation: Installation, folder: Path) -> Installation:
    """A copy of an installation on SQLite, to be done to as one likes."""
    shutil.copytree(installation.data, folder / "copied")
    return Installation(folder / "copied")


def test_broken_trail_is_not_backed_up(installed_sqlite: Installation, tmp_path: Path) -> None:
    installation = copied(installed_sqlite, tmp_path)
    number = installation.do("tamper").strip()
    verified = installation.command("audit-trail", "verify", "--data", installation.data)
    assert verified.returncode == 1
    assert f"第 {number} 条" in verified.stdout
    out = tmp_path / "backup.zip"
    done = installation.command("backup", out, "--data", installation.data)
    assert done.returncode == 2
    assert number in done.stderr
    assert not out.exists()


def test_backup_holds_nobody_up(installed_sqlite: Installation, tmp_path: Path) -> None:
    """A writer in the middle of a transaction and a back-up do not wait for each other."""
    installation = copied(installed_sqlite, tmp_path)
    writer = sqlite3.connect(installation.data / "mingzhang.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE year_unityear SET revision = 99")
    out = tmp_path / "backup.zip"
    done = installation.command("backup", out, "--data", installation.data)
    writer.execute("COMMIT")
    writer.close()
    assert done.returncode == 0, done.stderr
    assert b",99," not in members(out)["rows/year_unityear.jsonl"], "what was not confirmed is not in it"
