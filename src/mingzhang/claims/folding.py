"""Prose in a form that words are compared in, with the way back to the printed text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_KEPT = "，。、；！？…"
"""Full-width punctuation stays, so that `5，000` is not taken for one number."""
_DROPPED = frozenset("“”„‟\"'‘’「」『』*#")
_ALIAS = {"；": ";", "〔": "[", "〕": "]", "【": "[", "】": "]", "−": "-", "–": "-", "﹣": "-"}


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`text` without white space and quotation marks, brackets, digits and colons half-width.

    `positions[i]` is where character i stands in the printed text; between two digits one blank is kept.
    """

    text: str
    positions: list[int]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the printed text of characters [start, end)."""
        if end <= start:
            at = self.positions[start] if start < len(self.positions) else 0
            return at, at
        return self.positions[start], self.positions[end - 1] + 1


def fold_text(printed: str) -> FoldedText:
    """The folded form of a paragraph."""
    characters: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(printed):
        if char in _DROPPED:
            continue
        folded = _fold_character(char)
        if folded == " " and not _between_digits(printed, position, characters):
            continue
        for piece in folded:
            characters.append(piece)
            positions.append(position)
    return FoldedText("".join(characters), positions)


def _fold_character(char: str) -> str:
    if char.isspace():
        return " "
    if char in _ALIAS:
        return _ALIAS[char]
    if char in _KEPT or char.isascii():
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def _between_digits(printed: str, position: int, before: list[str]) -> bool:
    """Whether a blank separates two numbers; it must not join them into one."""
    if not before or not before[-1].isdigit():
        return False
    rest = printed[position:].lstrip()
    return bool(rest) and rest[0].isdigit()
