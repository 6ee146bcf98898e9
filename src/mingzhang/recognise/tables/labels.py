"""Row labels → codes, by the standard's spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from mingzhang.kit.chinese import fold, squeeze
from mingzhang.kit.distance import edit_distance
from mingzhang.standard.statements import RowLabel

_ORDER = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])"
)
_UNIT = re.compile(r"[(（](?:辆|台|套|台[(（]?套[)）]?|万元|元)[)）]$")
_YEAR = re.compile(r"^(?:19|20)\d{2}(?:年度|年(?![初末]))?")
_MARK = re.compile(
    r"(?<=[\u4e00-\u9fff)）])(?:[①-⑳⓪¹²³⁴-⁹*＊※▲△★☆]+|[\[［〔【]注?\d{1,2}[\]］〕】]|[(（]注\d{0,2}[)）]|注\d{1,2})$"
)
_SLIPS = 6
_ALIKE = 0.5


def without_marks(text: str) -> str:
    """A label without white space and without the mark of a footnote behind it."""
    return _MARK.sub("", squeeze(text))


def plain_label(text: str) -> str:
    """A label for comparison: no numbering, year, unit in brackets, 其中, footnote's mark, white space."""
    folded = _UNIT.sub("", fold(without_marks(text)))
    folded = folded.removeprefix("其中:").removeprefix("其中")
    return _YEAR.sub("", _ORDER.sub("", folded))


def code_of(
    text: str, rows: Sequence[RowLabel], *, section: str | None = None, above: Sequence[str] | None = ()
) -> RowLabel | None:
    """The row that a label names, within a section and below the codes seen `above` where that matters.

    `above` None: wherever the row may stand.
    """
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
            slips = edit_distance(label, wanted, allowed)
            if slips <= allowed and (best is None or slips < best[0]):
                best = (slips, row)
    return best[1] if best else None


def code_by_line(
    label: str, rows: Sequence[RowLabel], lines: Mapping[int, str], line: str | None
) -> RowLabel | None:
    """The row of a damaged label: the one that its line number points at, where the words are alike.

    `lines` are the line numbers of the rows above with their codes; `rows` stand in the form's order.
    """
    if line is None or not line.isdecimal() or not lines:
        return None
    nearest = max(lines)
    order = [row.code for row in rows]
    at = order.index(lines[nearest]) + int(line) - nearest if lines[nearest] in order else -1
    if not 0 <= at < len(rows):
        return None
    alike = SequenceMatcher(None, plain_label(label), plain_label(rows[at].label)).ratio()
    return rows[at] if alike >= _ALIKE else None


def _fits(row: RowLabel, section: str | None, above: Sequence[str] | None) -> bool:
    if row.section is not None and section is not None and row.section != section:
        return False
    return above is None or row.after is None or row.after in above
