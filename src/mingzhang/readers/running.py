"""Running heads, feet and page numbers: what stands at the edge of page after page is no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mingzhang.readers.page_text import Line

_HEAD = 0.07
_FOOT = 0.9
_OFTEN = 3
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-—–－~·\s]*(?:第|[Pp]age)?\s*\d{1,4}\s*页?(?:\s*[/／共of,，]+\s*\d{1,4}\s*页?)?[-—–－~·\s]*"
)


def without_running(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page (its height, its lines) without page numbers and repeated heads and feet."""
    seen = Counter(
        key for height, lines in pages for key in {_key(line, height) for line in lines} if key is not None
    )
    return [[line for line in lines if not _runs(line, height, seen, len(pages))] for height, lines in pages]


def _key(line: Line, height: float) -> tuple[str, bool] | None:
    share = line.baseline / max(height, 1.0)
    if _HEAD < share < _FOOT:
        return None
    # Pages on their side and upright ones have the same heads at different heights.
    return _DIGITS.sub("#", line.text), share <= _HEAD


def _runs(line: Line, height: float, seen: Counter[tuple[str, bool]], pages: int) -> bool:
    key = _key(line, height)
    if key is None:
        return False
    if line.baseline > _FOOT * height and _NUMBER.fullmatch(line.text):
        return True
    return seen[key] >= max(_OFTEN, pages // 3)
