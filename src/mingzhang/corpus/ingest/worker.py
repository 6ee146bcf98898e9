"""The process that reads and checks one file after the other for a run.

Started once for many files, with the number of such processes on this machine: a start of Python costs more
than most files do. What a broken file does to its process it does to this one only; the run sees it gone,
notes why, and starts another.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import traceback

from mingzhang.corpus.arrow_bytes import to_bytes
from mingzhang.corpus.ingest.examined import rows_of
from mingzhang.corpus.ingest.messages import Answer, Task, decode_task, encode_answer
from mingzhang.corpus.memory import SOME, keep_memory
from mingzhang.kit.errors import MingzhangError, MissingPart
from mingzhang.readers import heartbeat
from mingzhang.readers.memory import Watch, resident
from mingzhang.readers.processors import share
from mingzhang.readers.transfer import receive_frame, send_frame
from mingzhang.readers.worker import answers_only, limit_addresses


def main() -> None:
    """Answers tasks one after the other until there are no more."""
    tasks, answers = sys.stdin.buffer, answers_only()
    with contextlib.suppress(ValueError, OSError):
        # An interruption is for the run, which then ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A reading process gives everything back after its file; this one reads the next at once.
    keep_memory(SOME)
    share(int(sys.argv[1]))
    watch = Watch()
    lock = threading.Lock()

    def tell(page: int) -> None:
        # Pages are read by several threads, and a message must go out in one piece.
        with lock:
            send_frame(answers, encode_answer(Answer("page", page)))

    while (frame := receive_frame(tasks)) is not None:
        task = decode_task(frame)
        watch.limit = task.limits.memory
        limit_addresses(task.limits.memory)
        heartbeat.listen(tell)
        answer = _answer(task)
        heartbeat.listen(None)
        answer.resident = resident()
        with lock:
            send_frame(answers, encode_answer(answer))


def _answer(task: Task) -> Answer:
    try:
        tables, partition = rows_of(task)
        streams = {name: to_bytes(rows) for name, rows in tables.items()}
        return Answer("done", tables=streams, fiscal_year=partition.fiscal_year, standard=partition.standard)
    except MingzhangError as error:
        refused = not isinstance(error, MissingPart)
        return Answer("refused" if refused else "missing", zh=error.message.zh, en=error.message.en)
    except MemoryError:
        return Answer("failed", zh="MemoryError")
    except Exception as error:  # a fault of ours: the file gets its row, the run goes on
        return Answer("failed", zh=f"{type(error).__name__}: {error}"[:200], en=traceback.format_exc())


if __name__ == "__main__":
    main()
