"""A table in plain text, its columns as wide as what stands in them, Chinese characters counted as two."""

from __future__ import annotations

from collections.abc import Sequence

from wcwidth import wcswidth

_WIDEST = 60
"""Columns of the screen for one cell; CSV and JSON give all of it."""


def shown(text: str) -> str:
    """A cell in one line, cut where it is too long."""
    text = " ".join(text.split())
    while wcswidth(text) > _WIDEST:
        text = text[: len(text) * _WIDEST // (wcswidth(text) + 2)].removesuffix("…") + "…"
    return text


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The header, a rule and the rows, each on its line."""
    widths = [max(map(_width, column)) for column in zip(names, *rows, strict=True)]
    lines = [names, ["─" * width for width in widths], *rows]
    return "".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _width(text: str) -> int:
    return max(wcswidth(text), 0)
