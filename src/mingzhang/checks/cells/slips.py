"""What may have slipped where an identity is broken: 元 for 万元, a moved point, digits transposed.

Only a hint in the message of a finding; which cell is wrong is for repair to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mingzhang.kit.language import Text

YUAN_FOR_WAN = 10_000
_FACTORS = (YUAN_FOR_WAN, 10, 100, 1000)
_TELLING = 20
"""A corrected value tells something only if it is at least so many times what rounding could explain."""
_NOTHING = Text("", "")


class Cell(Protocol):
    """A cell of a broken identity; `coefficient` is signed: total positive, parts negative."""

    place: Text
    fen: int
    half: int
    coefficient: int
    row: int | None


def slip_hint(cells: Sequence[Cell], slack: int, relation: str, unit: str) -> Text:
    """The single slip of one cell that would make the identity true, in words; empty where none would."""
    difference = sum(cell.coefficient * cell.fen for cell in cells)
    printed = [cell for cell in cells if cell.row is not None and cell.fen]
    if relation != "=" or unit == "count":
        return _NOTHING
    for factor in _FACTORS:
        for cell in printed:
            for corrected in _scaled(cell.fen, factor):
                rest = difference + cell.coefficient * (corrected - cell.fen)
                if abs(rest) <= slack and abs(corrected) >= _TELLING * max(slack, 1):
                    return _said(cell, factor)
    for cell in printed:
        wanted = cell.fen - difference // cell.coefficient
        if abs(cell.coefficient) == 1 and wanted != cell.fen and _transposed(cell.fen, wanted):
            return Text(
                f"{cell.place.zh}像是数字次序颠倒。",
                f"Two digits of {cell.place.en} may have changed places.",
            )
    return _NOTHING


def _scaled(fen: int, factor: int) -> list[int]:
    return [fen * factor] if fen % factor else [fen // factor, fen * factor]


def _said(cell: Cell, factor: int) -> Text:
    if factor == YUAN_FOR_WAN:
        return Text(
            f"{cell.place.zh}恰差一万倍，像是元与万元混填。",
            f"{cell.place.en} is off by exactly ten thousand: 元 entered for 万元, or the reverse.",
        )
    return Text(
        f"{cell.place.zh}差{factor}倍，像是小数点移位。",
        f"{cell.place.en} is off by a factor of {factor}: the decimal point may have moved.",
    )


def _transposed(first: int, second: int) -> bool:
    """Whether the numbers differ by two neighbouring digits that changed places."""
    if (first - second) % 9:
        # Digits that change places leave the sum of the digits, and so the remainder by nine.
        return False
    one, two = str(abs(first)), str(abs(second))
    if len(one) != len(two) or (first < 0) != (second < 0):
        return False
    unlike = [index for index in range(len(one)) if one[index] != two[index]]
    return (
        len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and one[unlike[0]] == two[unlike[1]]
        and one[unlike[1]] == two[unlike[0]]
    )
