"""Whether a process that says nothing is at fault, or the machine that gives it no processor."""

from __future__ import annotations

import os
from pathlib import Path

PATIENCE = 8
"""So many times its limit may a process take that wants a processor and gets too little of it."""
_ENOUGH = 0.9
"""Of its limit: who had so much processor time was not starved."""
_SHORTEST = 0.2


def used_by(process: int) -> float | None:
    """Processor seconds that a process has used; None where the system (Windows, macOS) does not tell."""
    try:
        fields = _fields(Path(f"/proc/{process}/stat"))
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


def wants_processor(process: int) -> bool:
    """Whether any of its threads is running, or waits for nothing but its turn or the disk."""
    for place in Path(f"/proc/{process}/task").glob("[0-9]*/stat"):
        try:
            if _fields(place)[0] in ("R", "D"):
                return True
        except (OSError, IndexError):
            continue
    return False


def more_time(process: int, used_before: float | None, limit: float, waited: float) -> float:
    """Seconds that it is still waited for, 0 for none: it has used less processor time since `used_before`
    than its limit allows, and still wants more. What sleeps is not starved."""
    used_now = used_by(process)
    if used_now is None or used_before is None or waited >= PATIENCE * limit:
        return 0.0
    left = limit - (used_now - used_before)
    return max(left, _SHORTEST) if left > (1 - _ENOUGH) * limit and wants_processor(process) else 0.0


def _fields(place: Path) -> list[str]:
    """What stands behind the program's name in brackets, which may hold blanks: the state comes first."""
    return place.read_text(errors="replace").rpartition(")")[2].split()
