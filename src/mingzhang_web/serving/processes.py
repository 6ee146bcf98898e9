"""Several server processes behind one socket: whichever is free takes the next connection.

The first process listens and answers nothing itself. It hands its socket to each of the others, starts one
again that has ended, and ends them when it ends.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

COMMAND = [sys.executable, "-m", "mingzhang_web.serving.process"]
LOOK = 0.5
"""Seconds between two looks at whether all still run."""
PAUSE = 5.0
"""Seconds before a process that ended as soon as it had begun is started again."""
LAST = 20.0
"""Seconds that the processes have to end."""
log = logging.getLogger("mingzhang_web")


@dataclass(slots=True)
class _Started:
    process: subprocess.Popen[bytes]
    since: float


def answer_with(listener: socket.socket, count: int) -> None:
    """`count` processes answer until SIGINT or SIGTERM."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    listener.listen(1024)  # who comes before the processes have begun waits instead of being refused
    running: list[_Started] = []
    try:
        running += [_start(listener) for _ in range(count)]
        while True:
            time.sleep(LOOK)
            for place, one in enumerate(running):
                if one.process.poll() is not None and time.monotonic() - one.since >= PAUSE:
                    log.error("a server process has ended; another is started")
                    running[place] = _start(listener)
    except KeyboardInterrupt:
        pass
    finally:
        _end([one.process for one in running])


def _start(listener: socket.socket) -> _Started:
    handles = () if sys.platform == "win32" else (listener.fileno(),)
    process = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        pass_fds=handles,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it has ended already, which is seen at the next look
        process.stdin.write(hand_over(listener, process.pid))
        process.stdin.flush()
    return _Started(process, time.monotonic())


def hand_over(listener: socket.socket, process: int) -> bytes:
    """The line by which a process gets the socket: by its inherited number, on Windows as a copy made for
    that process."""
    if sys.platform == "win32":
        return b"shared " + listener.share(process).hex().encode() + b"\n"
    return f"inherited {listener.fileno()}\n".encode()


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Lets them end; whichever has not within seconds is ended."""
    for process in processes:
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
    until = time.monotonic() + LAST
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
