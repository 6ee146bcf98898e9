"""The process in which files of others are read: takes requests from standard input until it ends.

What a parser in C does to its process it does to this one only: the desk sees that it is gone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import traceback
from typing import IO

from mingzhang.kit.errors import MingzhangError, MissingPart
from mingzhang.readers import heartbeat
from mingzhang.readers.memory import Watch
from mingzhang.readers.registry import readers
from mingzhang.readers.transfer import Answer, Request, packed, receive_request, send

_ADDRESSES = 8
"""The address space may be this many times the memory allowed: libraries reserve more than they hold."""


def main() -> None:
    """Answers requests one after the other."""
    requests, answers = sys.stdin.buffer, answers_only()
    with contextlib.suppress(ValueError, OSError):
        # An interruption is for the desk, which then ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch = Watch()
    lock = threading.Lock()

    def tell(page: int) -> None:
        # Pages are read by several threads, and a message must go out in one piece.
        with lock:
            send(answers, Answer("page", page))

    while (request := receive_request(requests)) is not None:
        watch.limit = request.memory
        limit_addresses(request.memory)
        heartbeat.listen(tell)
        answer = _answer(request)
        heartbeat.listen(None)
        send(answers, answer)


def answers_only() -> IO[bytes]:
    """Standard output for answers only: what libraries print there goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def limit_addresses(memory: int) -> None:
    """Limits what this process may reserve, by the bytes of memory that it may hold (0: no limit)."""
    if sys.platform == "win32" or not memory:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory * _ADDRESSES
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _answer(request: Request) -> Answer:
    try:
        reader = next(reader for reader in readers() if reader.name == request.reader)
        return Answer("document", document=packed(reader.read(request.data, request.name)))
    except MingzhangError as error:
        kind = "missing" if isinstance(error, MissingPart) else "refused"
        message = error.message
        return Answer("missing" if kind == "missing" else "refused", zh=message.zh, en=message.en)
    except MemoryError:
        return Answer("failed", zh="MemoryError", en="")
    except Exception as error:  # a reader's own fault, told to the desk with all that helps to mend it
        return Answer("failed", zh=f"{type(error).__name__}: {error}"[:200], en=traceback.format_exc())


if __name__ == "__main__":
    main()
