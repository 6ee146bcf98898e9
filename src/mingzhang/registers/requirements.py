"""What is asked of a record's fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from mingzhang.standard.registers.types import Requirement

Cell = Callable[[str], str]
"""The cell of a field, blank where there is none."""


def holds(requirements: Iterable[Requirement], cell: Cell) -> bool:
    """Whether the record meets all of them."""
    return all(_met(item, cell) for item in requirements)


def _met(item: Requirement, cell: Cell) -> bool:
    value = cell(item.field)
    return (
        (item.filled is None or item.filled == bool(value))
        and (item.among is None or value in item.among)
        and (item.at_least is None or compared(value, item.at_least) in (0, 1))
        and (item.below is None or compared(value, item.below) == -1)
        and (item.at_most_field is None or compared(value, cell(item.at_most_field)) in (-1, 0))
        and (item.above_field is None or compared(value, cell(item.above_field)) == 1)
    )


def compared(left: str, right: str) -> int | None:
    """-1, 0 or 1: two numbers, or two dates as ISO 8601; None where either is blank."""
    if not left or not right:
        return None
    numbers = number_of(left), number_of(right)
    if None not in numbers:
        first, second = numbers
        assert first is not None
        assert second is not None
        return (first > second) - (first < second)
    return (left > right) - (left < right)


def number_of(text: str) -> Decimal | None:
    """The exact number, or None where the text is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """Without exponent and without zeros behind the point."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
