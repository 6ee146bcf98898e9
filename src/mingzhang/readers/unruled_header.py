"""Which columns the words of an unruled header stand over: a group's name is centred over its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

_BELOW = 1.3
"""Heights of type within which words stand in one level of the header, wrapped ones higher and lower."""
_LEADING = 1.8
_ROOM = 5.0
_SHORTER = 0.95
"""Heights of type between the lines of a wrapped word, and beside a full one with the padding of cells; the
width of its last line against the full ones."""
_CENTRED = 12.0
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
        words = _first_words(below)
        own = {column for run, _, _ in level for column in range(run.first, run.last + 1)}
        for run, middle, size in sorted(level, key=lambda placed: placed[0].first):
            under = _next_below(below, run, middle)
            if under is None or _is_wrapped((run, middle, size), under, edges):
                continue
            members = {
                column
                for column, (_, at, high) in words.items()
                if column not in own and abs(at - under[1]) <= _BELOW * high and at - middle >= high
            }
            _widen(run, members, {column: word for column, (word, _, _) in words.items()}, edges)
            own |= set(range(run.first, run.last + 1))


def _first_words(below: Sequence[Placed]) -> dict[int, Placed]:
    """Column → its first word below."""
    words: dict[int, Placed] = {}
    for placed in below:
        run, middle, _ = placed
        for column in range(run.first, run.last + 1):
            if column not in words or middle < words[column][1]:
                words[column] = placed
    return words


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


def _widen(run: HeaderRun, members: set[int], words: Mapping[int, HeaderRun], edges: Sequence[float]) -> None:
    """Over the neighbours among `members` that leave the word best centred, above their words or between
    their borders; the more the better."""
    low, high = run.first, run.last
    while low - 1 in members:
        low -= 1
    while high + 1 in members:
        high += 1
    middle = (run.x0 + run.x1) / 2

    def beside(span: tuple[int, int]) -> tuple[int, int]:
        left, right = words.get(span[0], run), words.get(span[1], run)
        off = abs((edges[span[0]] + edges[span[1] + 1]) / 2 - middle)
        if span[0] < run.first and span[1] > run.last:
            off = min(off, abs((left.x0 + right.x1) / 2 - middle))
        return round(off / _CENTRED), span[0] - span[1]

    spans = ((a, b) for a in range(low, run.first + 1) for b in range(run.last, high + 1))
    run.first, run.last = min(spans, key=beside)
