"""How far a reader has come: told by readers page by page, heard by whoever limits their time."""

from __future__ import annotations

from collections.abc import Callable

_listener: Callable[[int], None] | None = None


def reached(page: int) -> None:
    """Says that a reader begins with a page (sheet, part), counted from 1."""
    if _listener is not None:
        _listener(page)


def listen(listener: Callable[[int], None] | None) -> None:
    """From now on `listener` hears of every page; None ends it."""
    global _listener
    _listener = listener
