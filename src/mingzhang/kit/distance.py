"""How many characters tell two texts apart: slips of recognition and of typing."""

from __future__ import annotations


def edit_distance(one: str, other: str, limit: int | None = None) -> int:
    """Insertions, deletions and replacements that turn one text into the other.

    With a `limit` the search stops early and gives `limit` + 1 where the distance is larger.
    """
    if limit is not None and abs(len(one) - len(other)) > limit:
        return limit + 1
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        line = [row]
        for column, right in enumerate(other, 1):
            line.append(min(before[column] + 1, line[column - 1] + 1, before[column - 1] + (left != right)))
        if limit is not None and min(line) > limit:
            return limit + 1
        before = line
    return before[-1] if limit is None else min(before[-1], limit + 1)
