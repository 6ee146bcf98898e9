"""One of several server processes: `python -m mingzhang_web.serving.process`, started by `processes`.

The first line of its standard input says how the socket is handed over (`processes.hand_over`); the input
then stays open, and when it closes – however the first process ended, on every platform – this one answers
what it has begun and ends.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import signal
import socket
import sys
import threading
import time

LAST = 15.0
"""Seconds in which what was begun must be answered."""


def main() -> int:
    """Answers until the first process is gone."""
    listener = _taken_over()
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the first process's to answer
    import django

    django.setup()
    threading.Thread(target=_with_the_first, daemon=True).start()
    from mingzhang.app.workbench import warm_up
    from mingzhang_web.serving.answering import BESIDE, answer

    warm_up()  # who comes meanwhile is answered by another process, or waits
    answer(listener, BESIDE)
    return 0


def _taken_over() -> socket.socket:
    """The socket that the first process listens at."""
    how, _, what = sys.stdin.buffer.readline().decode("ascii").strip().partition(" ")
    if how == "shared":  # Windows: the socket, as the first process made it this one's
        fromshare = getattr(socket, "fromshare")  # noqa: B009 - it is there on Windows alone
        taken: socket.socket = fromshare(bytes.fromhex(what))
        return taken
    return socket.socket(fileno=int(what))


def _with_the_first() -> None:
    with contextlib.suppress(OSError, ValueError):
        while sys.stdin.buffer.read(64):
            pass
    _thread.interrupt_main(signal.SIGTERM)
    time.sleep(LAST)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
