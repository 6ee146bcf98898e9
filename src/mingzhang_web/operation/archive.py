"""The one file of a back-up: a ZIP with rows, files and a list of what is in it, with the hash of each.

backup.json            the list, written last
rows/<table>.jsonl     one table
files/<path>           one file of the data directory
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from mingzhang.app.workbench import MingzhangError

SCHEMA = "mingzhang/backup/1"
CONTENTS = "backup.json"
MOST_CONTENTS = 64 * 1024 * 1024
PIECE = 1024 * 1024


class NoBackup(MingzhangError):
    """The file is no back-up, or not whole; exit status 2."""


@dataclass(slots=True)
class Contents:
    """What a back-up says of itself. `tables`: name → columns, rows, sha256. `files`: path → size, sha256.
    `migrations`: the steps that had made the tables. `last_entry`: the end of the audit trail."""

    made: str
    version: str
    migrations: list[list[str]]
    last_entry: str
    schema: str = SCHEMA
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)


class Writer:
    """Puts together a back-up, member by member."""

    def __init__(self, archive: zipfile.ZipFile, contents: Contents) -> None:
        self._archive = archive
        self._contents = contents

    def table(self, name: str, columns: list[str], lines: Iterable[bytes]) -> None:
        """One table."""
        rows, sha256, _ = self._member(f"rows/{name}.jsonl", lines)
        self._contents.tables[name] = {"columns": columns, "rows": rows, "sha256": sha256}

    def file(self, name: str, path: Path) -> None:
        """One file of the data directory; FileNotFoundError where it has gone."""
        with path.open("rb") as source:
            _, sha256, size = self._member(f"files/{name}", iter(lambda: source.read(PIECE), b""))
        self._contents.files[name] = {"size": size, "sha256": sha256}

    def close(self) -> None:
        """The list of what is in it."""
        listed = json.dumps(asdict(self._contents), ensure_ascii=False, indent=1)
        self._archive.writestr(zipfile.ZipInfo(CONTENTS), listed, zipfile.ZIP_DEFLATED)

    def _member(self, name: str, pieces: Iterable[bytes]) -> tuple[int, str, int]:
        digest, count, size = hashlib.sha256(), 0, 0
        with self._archive.open(name, "w", force_zip64=True) as target:
            for piece in pieces:
                digest.update(piece)
                target.write(piece)
                count += 1
                size += len(piece)
        return count, digest.hexdigest(), size


class Reader:
    """A back-up whose every member has been found to be what its list says."""

    def __init__(self, path: Path) -> None:
        """NoBackup: the file is not there, no back-up, or not whole."""
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
            self.contents = self._read_contents()
            self._prove()
        except OSError as error:
            raise _no_backup(path, error.strerror or type(error).__name__) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise _no_backup(path, f"{type(error).__name__}") from None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _no_backup(path, f"{CONTENTS}: {type(error).__name__}") from None

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table."""
        with self._archive.open(f"rows/{table}.jsonl") as member:
            yield from io.BufferedReader(member)  # type: ignore[arg-type]

    def save(self, name: str, target: Path) -> None:
        """Writes one file to a path whose folder is made."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with self._archive.open(f"files/{name}") as member, target.open("xb") as file:
            while piece := member.read(PIECE):
                file.write(piece)

    def close(self) -> None:
        """Lets the file go."""
        self._archive.close()

    def _read_contents(self) -> Contents:
        if self._archive.getinfo(CONTENTS).file_size > MOST_CONTENTS:
            raise ValueError(CONTENTS)
        found = json.loads(self._archive.read(CONTENTS))
        if found.get("schema") != SCHEMA:
            raise ValueError("schema")
        return Contents(**found)

    def _prove(self) -> None:
        wanted = {f"rows/{name}.jsonl": said["sha256"] for name, said in self.contents.tables.items()}
        for name, said in self.contents.files.items():
            if not _is_inside(name):
                raise ValueError(name)
            wanted[f"files/{name}"] = said["sha256"]
        names = [member for member in self._archive.namelist() if member != CONTENTS]
        if sorted(names) != sorted(wanted):
            raise _no_backup(self._path, "members")
        for name, sha256 in wanted.items():
            digest = hashlib.sha256()
            with self._archive.open(name) as member:
                while piece := member.read(PIECE):
                    digest.update(piece)
            if digest.hexdigest() != sha256:
                raise _no_backup(self._path, name)


def _is_inside(name: str) -> bool:
    """Whether the path stays in the data directory on every platform."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not any(part in ("..", "/") or set(part) & set('\\:*?"<>|\0') for part in parts)


def _no_backup(path: Path, reason: str) -> NoBackup:
    return NoBackup(
        f"{path}：不是完整的明账备份（{reason}）；什么都没有改动，请换一份备份。",
        f"{path}: no whole back-up of Mingzhang ({reason}); nothing was changed, take another back-up.",
    )
