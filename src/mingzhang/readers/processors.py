"""How many processors a process may use: all that it is given, or its share where others like it run beside
it. Threads that wait for one another on processors that are taken cost more than they bring."""

from __future__ import annotations

import os

_beside = 1


def share(processes: int) -> None:
    """As many processes as this run beside each other, this one among them."""
    global _beside
    _beside = max(1, processes)


def processors() -> int:
    """At least one."""
    try:
        given = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        given = os.cpu_count() or 1
    return max(1, given // _beside)
