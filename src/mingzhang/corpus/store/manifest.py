"""The log of a lake: numbered manifests, each published whole and only if its number is still free.

No lock is held, so none can go stale: who comes second with a number learns it and plans anew. A reader
takes the newest checkpoint and applies the manifests after it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from mingzhang.kit.errors import UnreadableInput

FOLDER = "_manifest"
SCHEMA = "mingzhang/lake/1"
_CHECKPOINT_EVERY = 50
_DIGITS = 10
_ABANDONED = 60.0
"""Seconds after which a claimed number whose manifest never came is free again."""


class StoredFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One Parquet file: table, folder of its partition, name, rows and bytes.

    A rewritten file keeps its name, and `bytes` may be those of a former content.
    """

    table: str
    folder: str
    name: str
    rows: int
    bytes: int

    @property
    def path(self) -> str:
        """Below the lake's root, with `/`."""
        return f"{self.table}/{self.folder}/{self.name}"


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """One commit. `staged` is the folder (below the root) from which its files move to their places."""

    number: int
    staged: str
    added: list[StoredFile] = []
    rewritten: list[StoredFile] = []
    removed: list[StoredFile] = []
    schema: str = SCHEMA


class Checkpoint(msgspec.Struct, forbid_unknown_fields=True):
    """Every file that a lake has after commit `number`."""

    number: int
    files: list[StoredFile]
    schema: str = SCHEMA


Kept = TypeVar("Kept", Manifest, Checkpoint)


class Log:
    """The folder of manifests."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def newest(self) -> int:
        """The number of the last commit, 0 before the first."""
        return max(self._numbers(""), default=0)

    def state(self) -> tuple[int, dict[str, StoredFile]]:
        """The last commit's number and every file by its path."""
        newest = self.newest()
        checkpoints = [number for number in self._numbers("checkpoint-") if number <= newest]
        files: dict[str, StoredFile] = {}
        start = max(checkpoints, default=0)
        if start:
            files = {file.path: file for file in self._checkpoint(start).files}
        for number in range(start + 1, newest + 1):
            apply(self.read(number), files)
        return newest, files

    def since(self, number: int) -> Iterator[Manifest]:
        """The commits after `number`, in order."""
        while self._path(number + 1).is_file():
            number += 1
            yield self.read(number)

    def read(self, number: int) -> Manifest:
        """One commit. Raises UnreadableInput where it is damaged or missing."""
        return self._decoded(self._path(number), Manifest)

    def publish(self, manifest: Manifest) -> bool:
        """Makes the commit the next one; False where another has that number already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self._path(manifest.number)
        aside = self.folder / f"aside-{os.getpid()}-{os.urandom(4).hex()}"
        write_through(aside, msgspec.json.encode(manifest))
        try:
            return place_new(aside, target)
        finally:
            with contextlib.suppress(OSError):
                aside.unlink()

    def checkpoint(self, number: int, files: dict[str, StoredFile]) -> None:
        """Keeps the whole state now and then, so that readers need not apply every commit."""
        if number % _CHECKPOINT_EVERY:
            return
        aside = self.folder / f"aside-{os.getpid()}-{os.urandom(4).hex()}"
        write_through(aside, msgspec.json.encode(Checkpoint(number, list(files.values()))))
        os.replace(aside, self._path(number, "checkpoint-"))

    def _checkpoint(self, number: int) -> Checkpoint:
        return self._decoded(self._path(number, "checkpoint-"), Checkpoint)

    def _path(self, number: int, prefix: str = "") -> Path:
        return self.folder / f"{prefix}{number:0{_DIGITS}d}.json"

    def _numbers(self, prefix: str) -> Iterator[int]:
        with contextlib.suppress(FileNotFoundError):
            for name in os.listdir(self.folder):
                stem = name.removeprefix(prefix).removesuffix(".json")
                if name == f"{prefix}{stem}.json" and stem.isdecimal():
                    yield int(stem)

    def _decoded(self, path: Path, kind: type[Kept]) -> Kept:
        try:
            return msgspec.json.decode(path.read_bytes(), type=kind)
        except (OSError, msgspec.DecodeError) as error:
            raise UnreadableInput(
                f"{path}：数据湖的清单损坏或缺失（{error}）；请从备份恢复此文件。",
                f"{path}: this manifest of the lake is damaged or missing ({error}); restore it.",
            ) from None


def apply(manifest: Manifest, files: dict[str, StoredFile]) -> None:
    """The state after a commit."""
    for file in manifest.removed:
        files.pop(file.path, None)
    for file in (*manifest.added, *manifest.rewritten):
        files[file.path] = file


def place_new(aside: Path, target: Path) -> bool:
    """Gives a file its name in one step; False where the name is taken."""
    try:
        if sys.platform == "win32":
            os.rename(aside, target)
        else:
            os.link(aside, target)
    except FileExistsError:
        return False
    except OSError:
        return _place_by_claim(aside, target)
    return True


def _place_by_claim(aside: Path, target: Path) -> bool:
    """The same where the file system knows no second names (memory sticks, some network drives)."""
    claim = target.with_suffix(".claim")
    if target.exists():
        return False
    try:
        claim.mkdir()
    except FileExistsError:
        with contextlib.suppress(OSError):
            if time.time() - claim.stat().st_mtime > _ABANDONED:
                claim.rmdir()
        time.sleep(0.05)
        return False
    try:
        if target.exists():
            return False
        os.replace(aside, target)
        return True
    finally:
        with contextlib.suppress(OSError):
            claim.rmdir()


def write_through(path: Path, data: bytes) -> None:
    """Writes a file and waits until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
