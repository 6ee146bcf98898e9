"""A lake: what it holds now, and commits that add, rewrite and remove whole files.

A commit's files are written below `_staging/`, the manifest makes them the lake's, then they move to their
places. Whoever commits next, or asks, completes the moves of a writer that died in between; so only the
last commit can be incomplete, and a glob over a table never shows what is not committed.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingzhang.corpus.files import cuts, write
from mingzhang.corpus.store.changes import Change, Rows, Snapshot
from mingzhang.corpus.store.manifest import Log, Manifest, StoredFile
from mingzhang.corpus.store.moving import clear_abandoned, clear_older, moved, name_of_writer
from mingzhang.kit.errors import UsageError

STAGING = "_staging"
RETIRED = "_retired"
_RETIRED_FOR = 3600.0
"""Seconds for which replaced files are kept for those who still read an older state."""


class Lake:
    """A lake in a folder of the file system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = Log(root)

    @classmethod
    def existing(cls, root: Path) -> Lake:
        """The lake in `root`. Raises UsageError where there is none."""
        lake = cls(root)
        if not lake.log.folder.is_dir():
            raise UsageError(
                f"{root}：不是数据湖；请先用 mingzhang corpus ingest … --lake 建立。",
                f"{root}: no lake; make one with mingzhang corpus ingest … --lake.",
            )
        with contextlib.suppress(OSError):
            lake.complete()
        return lake

    @classmethod
    def made(cls, root: Path) -> Lake:
        """The lake in `root`, made where the folder is absent or empty. Raises UsageError where it holds
        something else or cannot be written."""
        lake = cls(root)
        try:
            used = root.is_dir() and any(root.iterdir())
            if (used or root.exists()) and not lake.log.folder.is_dir() and (used or not root.is_dir()):
                raise UsageError(
                    f"{root}：已有别的内容，不是数据湖；请换一个空文件夹。",
                    f"{root}: holds something else and is no lake; name an empty folder.",
                )
            lake.log.folder.mkdir(parents=True, exist_ok=True)
            newest = lake.log.newest()
            clear_abandoned(root / STAGING, lake.log.read(newest).staged if newest else None)
            lake.complete()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageError(
                f"{root}：不能写入（{reason}）；请换一个位置。", f"{root}: cannot be written ({reason})."
            ) from None
        return lake

    def snapshot(self) -> Snapshot:
        """What the lake holds now."""
        return Snapshot(*self.log.state())

    def place(self, file: StoredFile) -> Path:
        """Where a committed file lies at this moment: in its place, on its way there, or kept for late
        readers."""
        return self.places([file])[0]

    def places(self, files: Sequence[StoredFile]) -> list[Path]:
        """The same of many files."""
        newest = self.log.newest()
        staged = self.root / self.log.read(newest).staged if newest else None
        if staged is not None and not staged.is_dir():
            staged = None
        return [self._place(file, staged) for file in files]

    def _place(self, file: StoredFile, staged: Path | None) -> Path:
        if staged is not None and (staged / file.path).is_file():
            return staged / file.path
        final = self.root / file.path
        if final.is_file():
            return final
        return next((self.root / RETIRED).glob(f"*/{file.path}"), final)

    def rows(self, file: StoredFile, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a file. A file that moves while it is opened is looked for again."""
        for _ in range(3):
            with contextlib.suppress(FileNotFoundError):
                return _read(self.place(file), columns)
        return _read(self.place(file), columns)

    def commit(self, change: Change, base: Snapshot) -> Snapshot | None:
        """Makes the change on top of `base`; None where another commit came first: plan anew.

        Raises OSError where the disk is full or gone; the lake is then as before.
        """
        self.complete()
        number = base.number + 1
        if self.log.newest() >= number:
            return None
        staged = f"{STAGING}/{name_of_writer()}"
        try:
            manifest = Manifest(
                number,
                staged,
                added=self._written(staged, change.added),
                rewritten=self._written(staged, change.rewritten),
                removed=list(change.removed),
            )
            if not self.log.publish(manifest):
                shutil.rmtree(self.root / staged, ignore_errors=True)
                return None
            self.complete()
        except BaseException:
            self._leave(number, staged)
            raise
        after = self.snapshot()
        if after.number == number:
            self.log.checkpoint(number, dict(after.files))
        return after

    def _leave(self, number: int, staged: str) -> None:
        """Ends a commit that was broken off: what is published is finished, what is not is thrown away.

        An interruption may come between the two, and who looks afterwards sees a commit in all its tables.
        """
        if self.log.newest() >= number and self.log.read(number).staged == staged:
            with contextlib.suppress(OSError):
                self.complete()
        else:
            shutil.rmtree(self.root / staged, ignore_errors=True)

    def complete(self) -> None:
        """Moves what the last commit still has under `_staging/` to its place."""
        newest = self.log.newest()
        if not newest:
            return
        manifest = self.log.read(newest)
        staged = self.root / manifest.staged
        if not staged.is_dir():
            return
        for file in manifest.removed:
            moved(self.root / file.path, self.root / RETIRED / f"{newest:010d}" / file.path)
        # A document shows last: what is said of it is there before it is counted.
        added = sorted(manifest.added, key=lambda file: file.table == "documents")
        for file in (*manifest.rewritten, *added):
            moved(staged / file.path, self.root / file.path)
        shutil.rmtree(staged, ignore_errors=True)

    def forget_retired(self) -> None:
        """Deletes replaced files that nobody can be reading any more."""
        clear_older(self.root / RETIRED, _RETIRED_FOR)

    def _written(self, staged: str, change: Mapping[StoredFile, Rows]) -> list[StoredFile]:
        """Writes the files below `staged`, `documents` first: it says where row groups end in all of them."""
        made: dict[str, StoredFile] = {}
        cut: dict[tuple[str, str], list[str]] = {}
        for file in sorted(change, key=lambda file: file.table != "documents"):
            given = change[file]
            rows = given() if callable(given) else given
            batch = (file.folder, file.name)
            if batch not in cut:
                of_documents = StoredFile("documents", file.folder, file.name, 0, 0)
                cut[batch] = cuts(
                    rows if file.table == "documents" else self.rows(of_documents, ["document"])
                )
            path = self.root / staged / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, file.table, rows, cut[batch])
            made[file.path] = StoredFile(file.table, *batch, rows.num_rows, path.stat().st_size)
        return list(made.values())


def _read(path: Path, columns: Sequence[str] | None) -> pa.Table:
    """The rows of one file, without the columns of its path. Raises OSError."""
    with path.open("rb") as file:
        found: pa.Table = pq.ParquetFile(file).read(columns=None if columns is None else list(columns))
    return found
