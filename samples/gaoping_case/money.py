"""Amounts shared out and split: whole 分 that sum exactly to what is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal


def fen(yuan: str) -> int:
    """元 with at most two decimals as 分."""
    scaled = Decimal(yuan) * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{yuan}: more than two decimals")
    return int(scaled)


def yuan(amount: int) -> str:
    """分 as 元 with two decimals."""
    return f"{Decimal(amount) / 100:.2f}"


def shared(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`amount` in proportion to `weights`, by largest remainder, ties in the order given."""
    whole = sum(weights.values())
    parts = {key: amount * weight // whole for key, weight in weights.items()}
    behind = sorted(weights, key=lambda key: -(amount * weights[key] % whole))
    for key in behind[: amount - sum(parts.values())]:
        parts[key] += 1
    return parts


def split(amount: int, count: int) -> list[int]:
    """`amount` in `count` equal parts of whole 元; the last takes what is left."""
    part = amount // count // 100 * 100
    return [*([part] * (count - 1)), amount - part * (count - 1)]


def matrix(
    rows: Mapping[str, int], columns: Mapping[str, int], pairs: Iterable[Sequence[str]]
) -> dict[tuple[str, str], int]:
    """A table of whole 分 with these sums of rows and columns, none negative.

    `pairs` (row, column) take what they can, in their order; what is left of the columns is shared out
    over the rows in proportion, the odd 分 going to the first rows that still have room.
    """
    cells: dict[tuple[str, str], int] = {}
    left, need = dict(rows), dict(columns)

    def take(row: str, column: str, amount: int) -> None:
        amount = min(amount, left[row], need[column])
        if amount > 0:
            cells[row, column] = cells.get((row, column), 0) + amount
            left[row] -= amount
            need[column] -= amount

    for row, column in pairs:
        take(row, column, left[row])
    room, whole = dict(left), sum(left.values())
    for column, amount in dict(need).items():
        for row, space in room.items():
            take(row, column, amount * space // whole)
    for column in need:
        for row in left:
            take(row, column, need[column])
    if any(left.values()) or any(need.values()):
        raise ValueError("rows and columns have different sums")
    return cells
