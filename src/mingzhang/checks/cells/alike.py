"""Rows that are alike in several columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mingzhang.facts.batch import Ints

_LARGEST = 1 << 62


def alike(columns: Sequence[Ints]) -> tuple[Ints, Ints]:
    """(the first row of each kind, the kind of each row); rows of a kind are equal in every column."""
    combined = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for column in columns:
        least = int(column.min(initial=0))
        width = int(column.max(initial=0)) - least + 1
        if size * width >= _LARGEST:
            _, combined = np.unique(combined, return_inverse=True)
            _, column = np.unique(column, return_inverse=True)
            least, width, size = 0, len(column) + 1, len(column) + 1
        combined = combined * width + (column - least)
        size *= width
    _, first, kind = np.unique(combined, return_index=True, return_inverse=True)
    return first, kind
