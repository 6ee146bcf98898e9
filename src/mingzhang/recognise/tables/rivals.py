"""Several tables of one statement: another unit's, or a second form. One is read, the others are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from mingzhang.facts.model import Statement, Unread
from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance

_CONTINUED = re.compile(r"[(（]?续表?[)）]?\d*|(?:19|20)\d{2}年?度?")
TELLING = ("收入", "项目", "基本", "明细", "采购", "运行", "会议", "培训", "绩效", "资产", "基金", "资本")
"""Words that no misread character makes: a title with one of them is not a title without it."""
_SLIPS = 7
"""One misread character in this many is still the same name."""


def alike(one: str | None, other: str | None) -> bool:
    """Whether two titles or names are the same, a misread character, the year and 续 aside; unprinted ones
    are."""
    if not one or not other:
        return True
    first, second = (_CONTINUED.sub("", fold(text)) for text in (one, other))
    if {word for word in TELLING if word in first} != {word for word in TELLING if word in second}:
        return False
    return edit_distance(first, second, max(len(first), len(second)) // _SLIPS) <= len(first) // _SLIPS


def without_rivals(statements: Sequence[Statement]) -> tuple[list[Statement], list[Unread]]:
    """(one statement of each kind in printed order, what is said of the others).

    The table of the unit that most tables name wins, then the one of which most columns are known.
    """
    units = Counter(item.unit_name for item in statements if item.unit_name)
    main = units.most_common(1)[0][0] if units else None
    kept: list[Statement] = []
    unread: list[Unread] = []
    ordered = sorted(enumerate(statements), key=lambda entry: (entry[1].id, entry[0]))
    for _, group in groupby(ordered, key=lambda entry: entry[1].id):
        items = [item for _, item in group]
        best = max(items, key=lambda item: (item.unit_name == main, *_fullness(item)))
        kept.append(best)
        unread += [_said(item, best) for item in items if item is not best]
    kept.sort(key=lambda item: next(at for at, other in enumerate(statements) if other is item))
    return kept, unread


def _fullness(statement: Statement) -> tuple[int, int]:
    return len({fact.column for fact in statement.facts}), len(statement.facts)


def _said(item: Statement, kept: Statement) -> Unread:
    same = alike(item.unit_name, kept.unit_name)
    which = "同一报表的另一张表" if same else f"另一单位（{item.unit_name}）的表"
    text = " ".join(word for word in (item.title, item.unit_name) if word)
    reason = f"{which}，没有读入；已读入“{kept.title or kept.id}”"
    return Unread(source=item.source, text=text, reason=reason)
