"""Text for a terminal: widths of Chinese characters, wrapping, colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wcwidth import wcswidth, wcwidth

_NO_LINE_START = frozenset("，。；：、）》”’！？％%,.;:)]}")
_CODES = {"error": "31;1", "warning": "33;1", "info": "36", "bold": "1", "dim": "2", "good": "32;1"}


@dataclass(frozen=True, slots=True)
class Paper:
    """Where the text goes: its width in columns, and whether colours may be used."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, style: str) -> str:
        """`text` in a style (`error`, `warning`, `info`, `bold`, `dim`, `good`), plain without colours."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour else text


def width_of(text: str) -> int:
    """Columns that `text` takes; a Chinese character takes two."""
    return max(wcswidth(text), 0)


def padded(text: str, width: int) -> str:
    """`text` filled with spaces to `width` columns."""
    return text + " " * max(0, width - width_of(text))


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` columns with two dots (an ellipsis is narrow here and wide there)."""
    if width_of(text) <= width:
        return text
    kept = ""
    for char in text:
        if width_of(kept + char) > width - 2:
            break
        kept += char
    return kept + ".."


def wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> Iterator[str]:
    """`text` broken into lines of `width` columns; no line begins with closing punctuation."""
    later = indent if hanging is None else hanging
    line, used, prefix = "", 0, indent
    for char in _units(text):
        wide = width_of(char)
        if used + wide > width - width_of(prefix) and char not in _NO_LINE_START and line:
            yield prefix + line.rstrip()
            line, used, prefix = "", 0, later
            if char == " ":
                continue
        line += char
        used += wide
    if line:
        yield prefix + line.rstrip()


def _units(text: str) -> Iterator[str]:
    """Characters, but runs of half-width ones (numbers, words) whole."""
    run = ""
    for char in text.replace("\n", " "):
        if wcwidth(char) == 1 and char != " ":
            run += char
            continue
        if run:
            yield run
            run = ""
        yield char
    if run:
        yield run
