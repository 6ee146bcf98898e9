"""A measurement: the best of several runs, and the same run's baselines, so that machines can be compared."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

RUNS = 5


@dataclass(frozen=True, slots=True)
class Measurement:
    """`seconds` (best of RUNS; None where it could not be measured, `note` says why) and its baselines.

    `against`: name of a baseline → its seconds, measured in the same run.
    """

    what: str
    seconds: float | None
    against: dict[str, float] = field(default_factory=dict)
    note: str = ""


def best(action: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds that `action` takes at its best: what else the machine does can only slow it down."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return min(times)


def best_process(command: Sequence[str], accepted: Sequence[int] = (0,), runs: int = RUNS) -> float:
    """Seconds from start to end of a process; RuntimeError if its exit status is not one of `accepted`."""

    def run() -> None:
        ended = subprocess.run(command, capture_output=True, check=False)
        message = ended.stderr.decode(errors="replace").strip()
        if ended.returncode not in accepted or "Traceback" in message:
            raise RuntimeError(f"{' '.join(command)} ended with {ended.returncode}: {message}")

    return best(run, runs)
