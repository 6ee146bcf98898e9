"""Numbers in addresses: what is none is not there."""

from __future__ import annotations


def whole_number(text: str | None, largest: int = 9999) -> int | None:
    """The whole number from 1 to `largest` that the text is, else None."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= 9):
        return None
    number = int(text)
    return number if 1 <= number <= largest else None
