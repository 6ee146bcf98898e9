"""The words of an unruled header: wrapped ones put together, and whether one names a group of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.readers.unruled_rows import TextRow

_LEADING = 1.6
"""Heights of type between the lines of a wrapped word; rows of a header are further apart."""
_ALIKE = 3.0
_CENTRED = 12.0
"""Points: set alike; centred over a group."""


@dataclass(slots=True)
class HeaderWord:
    """A word of the header: its box from left to right, the heights of its first and last line."""

    x0: float
    x1: float
    first: float
    last: float
    size: float

    def covers(self, other: HeaderWord) -> bool:
        """Whether they stand one above the other."""
        return other.x1 >= self.x0 and other.x0 <= self.x1

    def is_group(self, words: Sequence[HeaderWord]) -> bool:
        """Whether it names columns that have words of their own below: one under it, or one at each side
        with nothing else above them, between which it is centred."""
        below = [word for word in words if word.first - self.last >= self.size]
        if any(map(self.covers, below)):
            return True
        left = max((word for word in below if word.x1 < self.x0), key=lambda word: word.x1, default=None)
        right = min((word for word in below if word.x0 > self.x1), key=lambda word: word.x0, default=None)
        if left is None or right is None:
            return False
        reach = HeaderWord(left.x0, right.x1, self.first, self.last, self.size)
        alone = not any(
            word is not self and reach.covers(word) and word.first - self.last < self.size for word in words
        )
        return alone and abs((left.x0 + right.x1) - (self.x0 + self.x1)) <= 2 * _CENTRED


def header_words(header: Sequence[TextRow]) -> list[HeaderWord]:
    """The words of a header's lines from top to bottom. A line goes on with the word a leading above it
    that is set alike, no narrower, and has nothing else below."""
    words: list[HeaderWord] = []
    for row in header:
        line = [HeaderWord(run.x0, run.x1, row.middle, row.middle, row.size) for run in row.runs]
        for part in line:
            above = [word for word in words if _goes_on(word, part) and sum(map(word.covers, line)) == 1]
            if above:
                above[-1].last = part.last
            else:
                words.append(part)
    return words


def _goes_on(word: HeaderWord, part: HeaderWord) -> bool:
    near = 0 < part.first - word.last <= _LEADING * word.size
    alike = abs((part.x0 + part.x1) - (word.x0 + word.x1)) <= 2 * _ALIKE or abs(part.x0 - word.x0) <= _ALIKE
    return near and alike and part.x1 - part.x0 <= word.x1 - word.x0 + _ALIKE
