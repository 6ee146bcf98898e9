"""The working process: takes one job after the other, gives signs of life, ends with its server.

Started as `python -m mingzhang_web.jobs.worker` beside the server, in the same environment. Its standard
input is held open by the server: when that closes – however the server ended, on every platform – the
process lets its job go and ends.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import time
import uuid

from django.db import InterfaceError, OperationalError, close_old_connections, connection

STOPPED = 75
"""Exit status of a worker that ended itself to stop its job."""
BEAT = 2.0
_PAUSE = 0.5
log = logging.getLogger("mingzhang.jobs")


def main() -> int:
    """Works until the server is gone."""
    import django

    django.setup()
    from mingzhang_web.jobs.queue import forget, release, take
    from mingzhang_web.jobs.running import run
    from mingzhang_web.jobs.work import Work

    name = f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to answer
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    threading.Thread(target=_with_the_server, args=(name,), daemon=True).start()
    forget()
    looked = 0.0
    while True:
        close_old_connections()
        try:
            if time.monotonic() - looked > BEAT:
                release()
                looked = time.monotonic()
            job = take(name)
        except (OperationalError, InterfaceError) as error:
            log.warning("the database does not answer: %s", type(error).__name__)
            time.sleep(BEAT)
            continue
        if job is None:
            time.sleep(_PAUSE)
            continue
        work = Work(job)
        over = threading.Event()
        watch = threading.Thread(target=_watch, args=(work, over), daemon=True)
        watch.start()
        try:
            run(job, work)
        except (OperationalError, InterfaceError) as error:
            log.warning("the database went away in the middle of job %s: %s", job.pk, type(error).__name__)
            over.set()
            watch.join(BEAT)
            _let_go(name)
        over.set()
        watch.join(BEAT)


def _let_go(name: str) -> None:
    """The job waits again, as soon as the database is back."""
    from mingzhang_web.jobs.queue import release

    while True:
        try:
            connection.close()
            release(name)
            return
        except (OperationalError, InterfaceError):
            time.sleep(BEAT)


def _watch(work: object, over: threading.Event) -> None:
    """Beats while the job runs; ends the process where the job neither stops nor comes to an end."""
    from mingzhang_web.jobs import clock
    from mingzhang_web.jobs.kinds import kinds
    from mingzhang_web.jobs.models import Job
    from mingzhang_web.jobs.queue import GRACE, end
    from mingzhang_web.jobs.work import Work

    assert isinstance(work, Work)
    job, began = work.job, time.monotonic()
    longest = kinds()[job.kind].seconds if job.kind in kinds() else GRACE
    asked: float | None = None
    while not over.wait(min(BEAT, 0.5)):
        close_old_connections()  # one that broke is opened anew
        with contextlib.suppress(OperationalError, InterfaceError):
            mine = Job.objects.filter(pk=job.pk, state="running", worker=job.worker)
            mine.update(beat=clock.now())
            cancel = mine.filter(cancel_asked__isnull=False).exists()
            if cancel and asked is None:
                asked = time.monotonic()
                work.stop.set()
            late = time.monotonic() - began > longest
            if over.is_set():
                break
            if (asked is not None and time.monotonic() - asked > GRACE) and end(job, "cancelled"):
                os._exit(STOPPED)
            if late and end(job, "failed", _too_long(longest)):
                os._exit(STOPPED)
    connection.close()


def _too_long(seconds: float) -> object:
    from mingzhang.app.workbench import Text

    minutes = max(round(seconds / 60), 1)
    return Text(
        f"超过 {minutes} 分钟没有做完，已停止；什么都没有改动。",
        f"Not done after {minutes} minutes and stopped; nothing was changed.",
    )


def _with_the_server(name: str) -> None:
    """Waits for the server's end, then lets the job go at once instead of leaving it to be missed."""
    from mingzhang_web.jobs.queue import release

    with contextlib.suppress(OSError, ValueError):
        while sys.stdin.buffer.read(64):
            pass
    with contextlib.suppress(Exception):  # the database may have gone with the server
        release(name)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
