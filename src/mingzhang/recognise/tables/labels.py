"""Row labels → codes, by the standard's spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.kit.chinese import fold
from mingzhang.recognise.tables.titles import distance
from mingzhang.standard.statements import RowLabel

_ORDER = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[、.．])")
_UNIT = re.compile(r"[(（](?:辆|台|套|台[(（]?套[)）]?|万元|元)[)）]$")
_SLIPS = 6


def plain_label(text: str) -> str:
    """A label for comparison: no numbering, no unit in brackets, no 其中, no white space."""
    folded = _UNIT.sub("", fold(text))
    folded = folded.removeprefix("其中:").removeprefix("其中")
    return _ORDER.sub("", folded)


def code_of(
    text: str, rows: Sequence[RowLabel], *, section: str | None = None, above: Sequence[str] = ()
) -> RowLabel | None:
    """The row that a label names, within a section and below the codes seen `above` where that matters."""
    label = plain_label(text)
    if not label:
        return None
    # A label that is repeated further down (the budgets below 年初结转) means the row of that place.
    fitting = sorted((row for row in rows if _fits(row, section, above)), key=lambda row: row.after is None)
    for row in fitting:
        if any(plain_label(known) == label for known in (row.label, *row.spellings)):
            return row
    best: tuple[int, RowLabel] | None = None
    for row in fitting:
        for known in (row.label, *row.spellings):
            wanted = plain_label(known)
            allowed = len(wanted) // _SLIPS
            slips = distance(label, wanted, allowed)
            if slips <= allowed and (best is None or slips < best[0]):
                best = (slips, row)
    return best[1] if best else None


def _fits(row: RowLabel, section: str | None, above: Sequence[str]) -> bool:
    if row.section is not None and section is not None and row.section != section:
        return False
    return row.after is None or row.after in above
