"""The worker beside the server: started when the first job waits, and again whenever it has ended."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

COMMAND = [sys.executable, "-m", "mingzhang_web.jobs.worker"]
_LOOK = 2.0
"""Seconds between two looks at the table for jobs that another process has added."""
_PAUSE = 5.0
"""Seconds before a worker that ended at once is started again."""
_woken = threading.Event()
log = logging.getLogger("mingzhang.jobs")


def wake() -> None:
    """A job waits."""
    _woken.set()


@contextmanager
def worker_beside() -> Iterator[None]:
    """While the server runs, waiting jobs are worked on."""
    keeper = _Keeper()
    thread = threading.Thread(target=keeper.keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        keeper.over.set()
        _woken.set()
        thread.join(10)
        keeper.stop()


class _Keeper:
    """Keeps one worker going."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.child: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def keep(self) -> None:
        """Until the server stops: a worker where a job waits and none is there."""
        while not self.over.is_set():
            with contextlib.suppress(OperationalError, InterfaceError):
                if not self._alive() and self._waiting():
                    self._start()
            connection.close()
            _woken.wait(_LOOK)
            _woken.clear()

    def _alive(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def _waiting(self) -> bool:
        from mingzhang_web.jobs.models import OPEN, Job

        return Job.objects.filter(state__in=OPEN).exists()

    def _start(self) -> None:
        quick = time.monotonic() - self.started < _PAUSE
        if quick and self.child is not None and self.over.wait(_PAUSE):
            return
        self.started = time.monotonic()
        self.child = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def stop(self) -> None:
        """The worker lets its job go and ends; within seconds, or it is ended."""
        if self.child is None:
            return
        if self.child.stdin is not None:
            with contextlib.suppress(OSError):
                self.child.stdin.close()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait(5)
