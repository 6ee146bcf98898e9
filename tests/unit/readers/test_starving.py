"""A process is not given up because the machine has no processor for it; one that hangs is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty

import pytest

from mingzhang.readers.child import Child

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
SAYS = """
import sys, time
from mingzhang.readers.transfer import receive_frame, send_frame
while (frame := receive_frame(sys.stdin.buffer)) is not None:
    seconds, kind = frame.decode().split()
    clock = time.process_time if kind == "works" else time.monotonic
    end = clock() + float(seconds)
    while clock() < end:
        kind == "sleeps" and time.sleep(0.05)
    send_frame(sys.stdout.buffer, b"done")
"""
LIMIT = 1.0


@contextmanager
def crowd(processor: int, many: int) -> Iterator[None]:
    """So many processes that want the same processor all the time."""
    busy = f"import os; os.sched_setaffinity(0, {{{processor}}})\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", busy]) for _ in range(many)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child([sys.executable, "-c", SAYS])
    made.send(b"0 works")
    assert made.frame(60) == b"done", "it has started"
    yield made
    made.end()


def test_a_starved_process_has_its_processor_time(child: Child) -> None:
    processor = min(os.sched_getaffinity(0))
    os.sched_setaffinity(child.process.pid, {processor})
    with crowd(processor, 3):
        begin = time.monotonic()
        child.send(b"0.6 works")
        assert child.frame(LIMIT) == b"done"
        assert time.monotonic() - begin > LIMIT, "it was not starved: nothing was tried"


@pytest.mark.parametrize("kind", ["sleeps", "works"])
def test_one_that_hangs_is_given_up(child: Child, kind: str) -> None:
    child.send(f"3600 {kind}".encode())
    begin = time.monotonic()
    with pytest.raises(Empty):
        child.frame(LIMIT)
    if kind == "sleeps":
        assert time.monotonic() - begin < 4 * LIMIT
