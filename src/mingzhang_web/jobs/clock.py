"""The time of day as jobs write it down, and whether it can be trusted.

The clock of a machine may jump: set by hand, by the network, by an empty battery. How long something has
lasted is therefore measured by the monotonic clock, and what is old is thrown away only while both agree.
"""

from __future__ import annotations

import datetime
import time

_JUMP = 3600.0
"""Seconds by which the two clocks may part in the life of a process."""
_began = time.time(), time.monotonic()


def now() -> datetime.datetime:
    """Now, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def has_jumped() -> bool:
    """Whether the time of day has moved by more than an hour against the time that has passed since the
    process began; then nothing is forgotten for its age until it is started again. A machine that slept
    looks the same, which does no harm."""
    wall, passed = _began
    return abs((now().timestamp() - wall) - (time.monotonic() - passed)) > _JUMP
