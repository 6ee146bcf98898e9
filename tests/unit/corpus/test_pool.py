"""The processes of a run: each way in which a file can go wrong is an answer, and the next file is read."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from mingzhang.corpus.arrow_bytes import from_bytes
from mingzhang.corpus.ingest import pool
from mingzhang.corpus.ingest.messages import Answer, Limits, Task
from mingzhang.corpus.ingest.pool import Pool

MIB = 1024 * 1024


@pytest.fixture
def one(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    monkeypatch.setattr(pool, "COMMAND", [sys.executable, "-m", "tests.unit.corpus.misbehaving_worker"])
    running = Pool(1)
    yield running
    running.end()


def read(running: Pool, deed: str, page_seconds: float = 30.0, seconds: float = 60.0) -> Answer:
    limits = Limits(page_seconds, seconds, 700 * MIB)
    return running.submit(Task("a" * 64, "in/某局.pdf", "某局.pdf", deed.encode(), limits)).result(timeout=90)


def files_read(answer: Answer) -> int:
    """How many files the process that answered had read by then, this one included."""
    assert answer.kind == "done", answer.zh
    [count] = from_bytes(answer.tables["documents"]).column("count").to_pylist()
    return int(count)


def test_one_process_reads_many_files(one: Pool) -> None:
    assert [files_read(read(one, deed)) for deed in ("", "noise", "")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("deed", "kind", "said", "next_count"),
    [
        ("refuse", "refused", "某局.pdf：不行。", 3),
        ("miss", "missing", "没有安装。", 3),
        ("break", "refused", "程序处理时出错（KeyError", 3),
        ("crash", "refused", "使解析程序崩溃", 1),
        ("eat", "refused", "内存超过 700 MB", 1),
    ],
)
def test_a_bad_file_is_an_answer_and_the_next_is_read(
    one: Pool, deed: str, kind: str, said: str, next_count: int
) -> None:
    read(one, "")
    answer = read(one, deed)
    assert answer.kind == kind
    assert said in answer.zh
    assert answer.en
    assert files_read(read(one, "")) == next_count


@pytest.mark.parametrize(
    ("deed", "limits", "said"),
    [
        ("hang", (0.3, 60.0), "第1页读了 0.3 秒"),
        ("hang later", (0.3, 1.0), "处理了 1 秒还没有完"),
    ],
)
def test_what_takes_too_long_is_stopped(one: Pool, deed: str, limits: tuple[float, float], said: str) -> None:
    read(one, "")
    answer = read(one, deed, *limits)
    assert (answer.kind, said in answer.zh) == ("refused", True), answer.zh
    assert files_read(read(one, "")) == 1


def test_a_process_that_dies_of_what_came_before_is_given_a_second_try(one: Pool) -> None:
    read(one, "")
    assert files_read(read(one, "crash unless first")) == 1


def test_a_pool_that_ends_leaves_no_process(one: Pool) -> None:
    pending = one.submit(Task("a" * 64, "p", "p", b"hang", Limits()))
    children = one._children
    while not children:
        time.sleep(0.01)
    [child] = children
    one.end()
    assert child.process.poll() is not None
    assert pending.cancelled() or pending.done()
