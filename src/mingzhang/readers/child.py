"""A process of ours that works on one request after the other and may hang or die over any of them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue

from mingzhang.readers.starving import more_time, used_by
from mingzhang.readers.transfer import receive_frame, send_frame

GIVES_BACK = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Under glibc: memory that threads have let go is given back, not kept by each of them."""


class Child:
    """A started process: frames of bytes go to its standard input and come from its standard output."""

    def __init__(self, command: Sequence[str]) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **GIVES_BACK},
            stderr=None if "MINGZHANG_DEBUG" in os.environ else subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._frames: SimpleQueue[bytes | None] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            while (frame := receive_frame(self.process.stdout)) is not None:
                self._frames.put(frame)
        self._frames.put(None)

    def send(self, body: bytes) -> None:
        """Sends a request without waiting until it is taken."""
        # A broken pipe here is told by the answer that does not come.
        threading.Thread(target=self._send, args=(body,), daemon=True).start()

    def _send(self, body: bytes) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            send_frame(self.process.stdin, body)

    def frame(self, seconds: float) -> bytes | None:
        """What it says next, None where it is gone. Raises queue.Empty where it says nothing for so long; on
        a machine that gives it no processor it has longer (`starving`)."""
        used, begin = used_by(self.process.pid), time.monotonic()
        wait = seconds
        while True:
            try:
                return self._frames.get(timeout=wait)
            except Empty:
                wait = more_time(self.process.pid, used, seconds, time.monotonic() - begin)
                if not wait:
                    raise

    @property
    def running(self) -> bool:
        """Whether it still runs and this process started it (not one that it was forked from)."""
        return self.owner == os.getpid() and self.process.poll() is None

    def status(self) -> int | None:
        """Its exit status, where it has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        return self.process.returncode

    def end(self) -> None:
        """Ends the process, whatever it does."""
        with contextlib.suppress(OSError):
            self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
