"""Memory that a process keeps for its next batch, instead of giving it back and asking for it anew.

A batch takes some hundred megabytes in arrays of a few. By default allocators return such arrays to the
system, which then clears every page again: up to a third of the time of a check was spent on that.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Options of glibc's `mallopt` (malloc.h)."""
MUCH, SOME = 1 << 30, 1 << 26
_LARGE = 1 << 25
"""Bytes: larger arrays than these are the system's in any case."""


def keep_memory(free: int) -> None:
    """From now on up to `free` bytes at the end of this process's memory stay its own when they are freed.

    Does nothing where the C library knows no such thing.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_TRIM_THRESHOLD, free)
            mallopt(_MMAP_THRESHOLD, _LARGE)


def children_keep_memory() -> None:
    """Processes that this one starts keep the memory of their Arrow arrays.

    Arrow's allocator reads its environment when it is loaded, which a process cannot do anything about later.
    """
    os.environ.setdefault("MIMALLOC_PURGE_DELAY", "-1")


def seldom_collect() -> None:
    """Looks for unneeded cycles a hundred times less often: the rules are half a million objects to look
    through, a tenth of a check, and a check leaves no cycles behind."""
    gc.set_threshold(100_000, 50, 50)
