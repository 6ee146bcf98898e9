"""How long a search may take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

_BUSY = 10
"""Seconds on the wall that one second of the processor may take."""


class Deadline:
    """The end of a search, `seconds` from now on a clock.

    A person who waits counts seconds on the wall (`monotonic`). Where the same input must give the same
    answer on a busy machine, seconds of the processor (`process_time`) count.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds left, 0 once they are over."""
        return max(0.0, self._end - self._clock())

    @property
    def wall(self) -> float:
        """Seconds to grant to a solver that counts on the wall itself: more where those of the processor
        count, which a busy machine gives out slowly."""
        return self.left() * (1 if self._clock is monotonic else _BUSY)

    @property
    def passed(self) -> bool:
        """Whether time is over."""
        return self._clock() >= self._end

    def share(self, parts: int) -> Deadline:
        """A deadline after one of `parts` equal shares of what is left."""
        return Deadline(self.left() / max(parts, 1), self._clock)
