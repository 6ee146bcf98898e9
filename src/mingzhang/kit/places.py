"""The last printed place of every figure in a table or column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mingzhang.kit.amounts import places


def effective_places(values: Iterable[str]) -> list[int]:
    """The place to which each printed value was rounded.

    Where a table trims trailing zeros (figures of different length, none ending in 0 after the
    point), a figure printed shorter is exact to the finest place that occurs. Where it does not
    trim, a figure keeps its own place; a bare integer among decimals stands at the usual place.
    """
    printed: Sequence[str] = list(values)
    own = [places(value) for value in printed]
    decimals = Counter(place for place in own if place)
    if not decimals:
        return own
    finest = max(decimals)
    trims = len(set(own)) > 1 and not any("." in value and value.endswith("0") for value in printed)
    usual = finest if trims else decimals.most_common(1)[0][0]
    return [max(place, usual) for place in own]
