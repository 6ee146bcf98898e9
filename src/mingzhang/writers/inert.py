"""Texts that a spreadsheet could take for a formula."""

from __future__ import annotations

import re

from mingzhang.kit.printable import printable

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?%?")
_ACTIVE = ("=", "+", "-", "@", "\t", "\n", "|", "%", "＝", "＋", "－", "＠")
"""Full-width signs are formulas to East Asian spreadsheets."""

GUARD = "'"
"""Stands before an active text where there is no other way to mark it as text."""


def is_active(text: str) -> bool:
    """Whether a spreadsheet would compute the text instead of showing it."""
    return text.lstrip(" ").startswith(_ACTIVE) and not _NUMBER.fullmatch(text)


def guarded(text: str) -> str:
    """The text as a CSV cell may hold it: an active one behind an apostrophe."""
    plain = printable(text)
    return GUARD + plain if is_active(plain) else plain
