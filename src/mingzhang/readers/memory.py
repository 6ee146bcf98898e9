"""How much memory this process holds, and an end of it where that is too much; Windows, Linux, macOS."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

OUT_OF_MEMORY = 77
"""The exit status of a reading process that held more than it may."""
_EVERY = 0.05


def resident() -> int:
    """Bytes of memory that this process holds now (on macOS and others: the most that it held so far)."""
    if sys.platform == "win32":
        return _resident_on_windows()
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        import resource

        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return held if sys.platform == "darwin" else held * 1024


def resident_of_group(group: int) -> int:
    """Bytes of memory that the processes of a group hold together, as Linux tells; 0 where it does not."""
    held = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The program's name in brackets may hold blanks; the group is the third field behind it.
            if int(place.read_text(errors="replace").rpartition(")")[2].split()[2]) == group:
                held += int((place.parent / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            continue
    return held


def _resident_on_windows() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [("cb", wintypes.DWORD), ("faults", wintypes.DWORD)] + [
            (name, ctypes.c_size_t)
            for name in ("peak", "working", "a", "b", "c", "d", "pagefile", "peak_pagefile")
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    libraries = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
    libraries.kernel32.GetCurrentProcess.restype = wintypes.HANDLE
    ask = libraries.psapi.GetProcessMemoryInfo
    ask.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    if not ask(libraries.kernel32.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
        return 0
    return int(counters.working)


class Watch:
    """Looks from a thread of its own; `limit` in bytes may change from file to file, 0 is none."""

    def __init__(self) -> None:
        self.limit = 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(_EVERY)
            if self.limit and resident() > self.limit:
                os._exit(OUT_OF_MEMORY)
