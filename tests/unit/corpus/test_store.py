"""Commits: whole or not there, for a glob and for who reads by the manifest, whoever dies when."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import duckdb
import pytest

from mingzhang.corpus.columns import Origin, Recorded, tables_of
from mingzhang.corpus.compaction import compact
from mingzhang.corpus.store import manifest as manifests
from mingzhang.corpus.store import moving
from mingzhang.corpus.store.changes import Change
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.corpus.store.partition import Partition
from mingzhang.kit.errors import UnreadableInput, UsageError

PARTITION = Partition(2024, "cn/2024")


def batch(name: str, count: int = 3) -> Change:
    """A commit of `count` unreadable documents, which have rows in `documents` and `checks`."""
    origins = [
        Origin(f"{name}{number:063d}", (f"{name}{number}.pdf",), status="unreadable")
        for number in range(count)
    ]
    tables = tables_of([Recorded(origin) for origin in origins])
    return Change(
        {StoredFile(table, PARTITION.folder, f"{name}.parquet", 0, 0): rows for table, rows in tables.items()}
    )


def count(root: Path, table: str = "documents") -> int:
    query = f"select count(*) from read_parquet('{root.as_posix()}/{table}/**/*.parquet')"
    with duckdb.connect() as connection:
        [(found,)] = connection.sql(query).fetchall()
    return int(found)


class Dying(Lake):
    """A writer that dies right after its commit, before any file is in its place."""

    def complete(self) -> None:
        pass


def test_partitions_are_folders_and_back() -> None:
    for partition in (PARTITION, Partition(None, None), Partition(2030, "cn 省/2030")):
        assert Partition.of_folder(partition.folder) == partition
    assert PARTITION.folder == "fiscal_year=2024/standard=cn%2F2024"


def test_what_a_dead_writer_committed_is_there_and_is_completed(tmp_path: Path) -> None:
    lake = Dying.made(tmp_path / "lake")
    lake.commit(batch("a"), lake.snapshot())
    # By the manifest it is there; a glob sees nothing of it yet, not half of it.
    [file] = lake.snapshot().of("documents")
    assert lake.rows(file).num_rows == 3
    with pytest.raises(duckdb.IOException):
        count(lake.root)
    after = Lake.existing(lake.root)
    assert (count(lake.root), count(lake.root, "checks")) == (3, 3)
    assert after.rows(file).num_rows == 3
    assert os.listdir(lake.root / "_staging") == []


class Interrupted(Lake):
    """A writer that is interrupted right after its commit, before any file is in its place."""

    interruptions = 1

    def complete(self) -> None:
        if self.log.newest() and self.interruptions:
            self.interruptions -= 1
            raise KeyboardInterrupt
        super().complete()


def test_an_interrupted_commit_is_finished_before_the_writer_ends(tmp_path: Path) -> None:
    Lake.made(tmp_path / "lake")
    lake = Interrupted(tmp_path / "lake")
    with pytest.raises(KeyboardInterrupt):
        lake.commit(batch("a"), lake.snapshot())
    assert (count(lake.root), count(lake.root, "checks")) == (3, 3)
    assert os.listdir(lake.root / "_staging") == []


def test_who_comes_second_learns_it(tmp_path: Path) -> None:
    one, two = Lake.made(tmp_path / "lake"), Lake.made(tmp_path / "lake")
    base = one.snapshot()
    assert two.commit(batch("b"), base) is not None
    assert one.commit(batch("a"), base) is None
    assert one.commit(batch("a"), one.snapshot()) is not None
    assert count(one.root) == 6
    assert os.listdir(one.root / "_staging") == []


def test_a_number_is_given_once_even_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links on this file system")))
    monkeypatch.setattr(manifests.sys, "platform", "stick")
    target = tmp_path / "1.json"
    for content, placed in ((b"first", True), (b"second", False)):
        (tmp_path / "aside").write_bytes(content)
        assert manifests.place_new(tmp_path / "aside", target) is placed
    assert target.read_bytes() == b"first"
    # A claim of one that died over it is given up after a while.
    claim = tmp_path / "2.claim"
    claim.mkdir()
    assert not manifests.place_new(tmp_path / "aside", tmp_path / "2.json")
    os.utime(claim, (1.0, 1.0))
    assert not manifests.place_new(tmp_path / "aside", tmp_path / "2.json")
    assert manifests.place_new(tmp_path / "aside", tmp_path / "2.json")


def test_a_glob_sees_whole_commits_only(tmp_path: Path) -> None:
    lake = Lake.made(tmp_path / "lake")
    lake.commit(batch("first", 7), lake.snapshot())
    begin = {f"{number:04d}": batch(f"{number:04d}", 7) for number in range(25)}
    seen: set[int] = set()

    def write() -> None:
        for change in begin.values():
            assert lake.commit(change, lake.snapshot()) is not None

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        seen.add(count(lake.root))
    writer.join()
    assert {number % 7 for number in seen} == {0}
    assert count(lake.root) == 26 * 7


def test_merging_keeps_every_row_and_the_reader_of_an_older_state(tmp_path: Path) -> None:
    lake = Lake.made(tmp_path / "lake")
    for number in range(60):
        lake.commit(batch(f"{number:02d}", 2), lake.snapshot())
    before = lake.snapshot()
    counts = compact(lake)
    assert (counts.before, counts.after) == (60, 1)
    assert (count(lake.root), count(lake.root, "checks")) == (120, 120)
    documents = lake.rows(lake.snapshot().of("documents")[0]).column("document").to_pylist()
    assert documents == sorted(documents)
    # Who took his list of files before still finds them, for an hour.
    assert sum(lake.rows(file).num_rows for file in before.of("documents")) == 120
    assert compact(lake).after == 1
    for folder in (lake.root / "_retired").iterdir():
        os.utime(folder, (1.0, 1.0))
    compact(lake)
    assert os.listdir(lake.root / "_retired") == []


def test_many_commits_are_read_from_the_last_checkpoint(tmp_path: Path) -> None:
    lake = Lake.made(tmp_path / "lake")
    for number in range(52):
        lake.commit(batch(f"{number:02d}", 1), lake.snapshot())
    for old in range(1, 50):
        (lake.root / "_manifest" / f"{old:010d}.json").unlink()
    assert len(lake.snapshot().of("documents")) == 52
    (lake.root / "_manifest" / "0000000051.json").write_text("{")
    with pytest.raises(UnreadableInput, match="清单损坏"):
        lake.snapshot()


def test_what_dead_writers_staged_is_thrown_away(tmp_path: Path) -> None:
    lake = Lake.made(tmp_path / "lake")
    lake.commit(batch("a"), lake.snapshot())
    living = moving.name_of_writer()
    dead = living.replace(f"-{os.getpid()}-", "-4194399-")
    foreign = f"elsewhere-{os.getpid()}-0"
    for name in (living, dead, foreign, "old-1-0"):
        (lake.root / "_staging" / name / "facts").mkdir(parents=True)
    long_ago = time.time() - 30 * 24 * 3600
    os.utime(lake.root / "_staging" / "old-1-0", (long_ago, long_ago))
    Lake.made(tmp_path / "lake")
    kept = {living, foreign} | ({dead} if os.name == "nt" else set())
    assert set(os.listdir(lake.root / "_staging")) == kept


def test_a_folder_that_is_no_lake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是数据湖"):
        Lake.existing(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="不是数据湖"):
        Lake.made(tmp_path / "file")
