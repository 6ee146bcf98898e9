"""Which columns the words of an unruled header stand over: a group's name is centred over its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_BELOW = 1.3
"""Heights of type within which words stand in one level of the header, wrapped ones higher and lower."""
_LEADING = 1.8
_ROOM = 5.0
_SHORTER = 0.95
"""Heights of type between the lines of a wrapped word, and beside a full one with the padding of cells; the
width of its last line against the full ones."""
_CENTRED = 5.0
"""Points: centred so much alike is centred alike."""


class HeaderRun(Protocol):
    """A word of the header: where it stands, and the columns from `first` to `last`."""

    first: int
    last: int

    @property
    def x0(self) -> float:
        """Where it begins."""
        ...

    @property
    def x1(self) -> float:
        """Where it ends."""
        ...


Placed = tuple[HeaderRun, float, float]
"""A word, the height of its middle, the height of its type."""


def header_spans(levels: Sequence[Sequence[Placed]], edges: Sequence[float]) -> None:
    """Widen the words that name groups over the columns which have their own words one level below.

    A word and what stands below it in its own column are one wrapped name or a group and its member; it is
    a group where its neighbours have words at that level, too, and nothing of their own beside it.
    """
    for number, level in enumerate(levels):
        below = [placed for later in levels[number + 1 :] for placed in later]
        own = {column for run, _, _ in level for column in range(run.first, run.last + 1)}
        free = _free(level, below, own)
        for run, middle, size in sorted(level, key=lambda placed: placed[0].first):
            under = _next_below(below, run, middle)
            if under is None or _is_wrapped((run, middle, size), under, edges):
                continue
            first_below = under[1]
            members = {
                column
                for column, (at, high) in free.items()
                if abs(at - first_below) <= _BELOW * high and at - middle >= high
            }
            _widen(run, members, edges)
            for column in range(run.first, run.last + 1):
                free.pop(column, None)


def _free(level: Sequence[Placed], below: Sequence[Placed], own: set[int]) -> dict[int, tuple[float, float]]:
    """Column → (height, size) of its first word below, of those without a word in this level."""
    free: dict[int, tuple[float, float]] = {}
    for run, middle, size in below:
        for column in range(run.first, run.last + 1):
            if column not in own and (column not in free or middle < free[column][0]):
                free[column] = (middle, size)
    return free


def _next_below(below: Sequence[Placed], run: HeaderRun, middle: float) -> Placed | None:
    """The first word below in the columns of a word."""
    under = [
        placed
        for placed in below
        if placed[0].first <= run.last and placed[0].last >= run.first and placed[1] > middle
    ]
    return min(under, key=lambda placed: placed[1], default=None)


def _is_wrapped(placed: Placed, under: Placed, edges: Sequence[float]) -> bool:
    """Whether what stands below is the rest of the word: it fills its only column, and the rest is shorter
    and a line's leading away."""
    (run, middle, size), (rest, at, _) = placed, under
    room = edges[run.last + 1] - edges[run.first] - (run.x1 - run.x0)
    shorter = rest.x1 - rest.x0 <= _SHORTER * (run.x1 - run.x0)
    return run.first == run.last and shorter and at - middle <= _LEADING * size and room <= _ROOM * size


def _widen(run: HeaderRun, members: set[int], edges: Sequence[float]) -> None:
    """Over the neighbours among `members` that leave the word best centred; the more the better."""
    low, high = run.first, run.last
    while low - 1 in members:
        low -= 1
    while high + 1 in members:
        high += 1
    middle = (run.x0 + run.x1) / 2
    best = min(
        ((a, b) for a in range(low, run.first + 1) for b in range(run.last, high + 1)),
        key=lambda span: (
            round(abs((edges[span[0]] + edges[span[1] + 1]) / 2 - middle) / _CENTRED),
            span[0] - span[1],
        ),
    )
    run.first, run.last = best
