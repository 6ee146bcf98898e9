"""Where the columns of an unruled table are: by its figures, its column numbers, the words of its header."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.readers.unruled_rows import AMOUNT, Run, TextRow
from mingzhang.readers.unruled_words import HeaderWord, header_words

Span = tuple[float, float]
FEWEST = 3
"""Rows with figures that make a table."""
_RARE = 0.05
"""Share of the rows that may reach over the gap between two columns: 合计 stands across code and name."""
_MANY = 8
_NARROW = 2


def columns_of(header: Sequence[TextRow], rows: Sequence[TextRow]) -> list[Span]:
    """(left, right) of each column: where text stands in nearly no row is a gap. Column numbers and header
    words stand in the middle of their columns, figures at the right: both are one column."""
    figures = [row for row in rows if row.has_figures]
    coded = [row for row in figures if row.is_coded]
    if len(coded) < FEWEST:
        coded = figures
    spans = _covered([row.runs if row in coded else _figures(row) for row in figures])
    numbers = next((row.numbers for row in rows if row.counts), [])
    if numbers:
        return _by_numbers(spans, numbers)
    words = header_words(header)
    for word in reversed(words):
        if word.is_group(words):
            continue
        over = [span for span in spans if word.x1 >= span[0] and word.x0 <= span[1]]
        if not over:
            spans = _with_word(spans, word, words)
        elif len(over) == 1:
            wide = (min(word.x0, over[0][0]), max(word.x1, over[0][1]))
            spans = [wide if span == over[0] else span for span in spans]
    return sorted(spans)


def _figures(row: TextRow) -> list[Run]:
    """The runs of a row behind its label: 合计 stands across the columns of code and name."""
    return [run for run in row.runs if AMOUNT.fullmatch(run.text)]


def _covered(rows: Sequence[Sequence[Run]]) -> list[Span]:
    allowed = int(_RARE * len(rows)) or (1 if len(rows) > _MANY else 0)
    covered: dict[int, int] = {}
    for runs in rows:
        for point in {p for run in runs for p in range(int(run.x0), int(run.x1) + 1)}:
            covered[point] = covered.get(point, 0) + 1
    spans: list[Span] = []
    for point in sorted(point for point, count in covered.items() if count > allowed):
        if spans and point - spans[-1][1] <= _NARROW:
            spans[-1] = (spans[-1][0], point)
        else:
            spans.append((point, point))
    return spans


def _by_numbers(spans: Sequence[Span], numbers: Sequence[Run]) -> list[Span]:
    """One column for each number, with the figures nearest to it; what stands left of them all as it is."""
    centres = [(run.x0 + run.x1) / 2 for run in numbers]
    columns: list[Span] = [(run.x0, run.x1) for run in numbers]
    labels: list[Span] = []
    for left, right in spans:
        middle = (left + right) / 2
        step = centres[1] - centres[0]
        if right < numbers[0].x0 - step / 2:
            labels.append((left, right))
            continue
        at = min(range(len(centres)), key=lambda at: abs(centres[at] - middle))
        columns[at] = (min(columns[at][0], left), max(columns[at][1], right))
    return sorted([*labels, *columns])


def _with_word(spans: Sequence[Span], word: HeaderWord, words: Sequence[HeaderWord]) -> list[Span]:
    """The columns with that of a header word over nothing: the one at its right, whose figures no word
    stands over, or a column without figures."""
    right = min((span for span in spans if span[0] > word.x1), default=None)
    free = right is not None and all(other.x1 < right[0] or other.x0 > right[1] for other in words)
    if right is not None and free:
        return sorted([*(span for span in spans if span != right), (word.x0, right[1])])
    return sorted([*spans, (word.x0, word.x1)])
