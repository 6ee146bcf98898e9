"""A process of a run over which files do what foreign files do to parsers. Started by `test_pool.py`."""

from __future__ import annotations

import ctypes
import time

import pyarrow as pa

from mingzhang.corpus.ingest import worker
from mingzhang.corpus.ingest.messages import Task
from mingzhang.corpus.store.partition import Partition
from mingzhang.kit.errors import MissingPart, UnreadableInput
from mingzhang.readers import heartbeat

_read = 0


def rows_of(task: Task) -> tuple[dict[str, pa.Table], Partition]:
    """Does what the file's bytes say."""
    global _read
    _read += 1
    deed = task.data.decode()
    heartbeat.reached(1)
    if deed == "hang":
        time.sleep(60)
    if deed == "hang later":
        heartbeat.reached(-1)
        time.sleep(60)
    if deed == "crash" or (deed == "crash unless first" and _read > 1):
        ctypes.string_at(0)
    if deed == "eat":
        held = []
        while True:
            held.append(bytearray(8 * 1024 * 1024))
            time.sleep(0.002)
    if deed == "refuse":
        raise UnreadableInput(f"{task.name}：不行。", f"{task.name}: no.")
    if deed == "miss":
        raise MissingPart("没有安装。", "not installed.")
    if deed == "break":
        raise KeyError("slip")
    if deed == "noise":
        print("noise of a library")
    return {"documents": pa.table({"count": [_read]})}, Partition(2024, "cn/2024")


if __name__ == "__main__":
    worker.rows_of = rows_of
    worker.main()
